"""Committees with everything known of them and of those around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.db.models.functions import Length

from recruitment.models import AdmissionCount, Committee, OrganisationCount, Target
from recruitment.models.committees import CommitteeQuerySet
from recruitment.models.tree import end_of, ids_above
from recruitment.progress.counts import TOTAL, Count
from recruitment.progress.goal import Goal
from recruitment.progress.goals import goals_of
from recruitment.progress.locality import Standing, standing
from recruitment.progress.tiling import of_category

from . import beside, bulk
from .material import Material, add_sums, inherited_from, material
from .scope import Scope

# Ranges of paths in one condition; SQLite takes a thousand, and they are slow long before.
MOST_RANGES = 100


class UnknownLocalityError(LookupError):
    """No committee has this address name."""


@dataclass(frozen=True, slots=True)
class Family:
    """A committee with those above and directly below it, and everything known of them."""

    committee: Committee
    ancestors: tuple[Committee, ...]
    children: tuple[Committee, ...]
    found: Material
    organisations: tuple[OrganisationCount, ...]

    def standing(self) -> Standing:
        """The committee with the targets that those above set for all below, the nearest first."""
        counts = {child.slug: _totals(self.found.counts[child.pk]) for child in self.children}
        targets = list(self.found.targets[self.committee.pk])
        for ancestor in reversed(self.ancestors):
            targets += [row for row in self.found.targets[ancestor.pk] if row.inherits]
        evidence = self.found.evidence(self.committee.pk)
        units = beside.units_stated(self.organisations)
        goals = {child.slug: self._goals_of(child) for child in self.children}
        return standing(self.committee.slug, targets, evidence, counts, units, unit_goals=goals)

    def _goals_of(self, child: Committee) -> tuple[Goal, ...]:
        """The goals of a child's own targets alone."""
        own = self.found.targets[child.pk]
        return goals_of(child.slug, own, self.found.evidence(child.pk))


def _totals(counts: Sequence[Count]) -> list[Count]:
    return of_category(counts, TOTAL)


def named(slug: str) -> Committee:
    """The committee of this address name, with its parent: 1 query.

    Raises UnknownLocalityError.
    """
    row = Committee.objects.select_related("kind", "parent").filter(slug=slug).first()
    if row is None:
        msg = f"no committee has the address name {slug!r}"
        raise UnknownLocalityError(msg)
    return row


def family(slug: str, scope: Scope) -> Family:
    """The committee of this address name: 7 queries, 9 where units are summed.

    Raises UnknownLocalityError.
    """
    committee = named(slug)
    ancestors = tuple(committee.ancestors())
    children = tuple(committee.children.select_related("kind").in_vietnamese_order())
    tree = _with_summed([committee, *children])
    found = material(tree, scope, inherited_from(ancestors))
    add_sums(found, tree, scope)
    rows = beside.organisations(committee, scope)
    return Family(committee, ancestors, children, found, tuple(rows))


def _with_summed(committees: Sequence[Committee]) -> list[Committee]:
    """The committees, and all below those that are the sum of their units: 1 query, or none."""
    everyone = {row.pk: row for row in committees}
    summed = _outermost([committee for committee in committees if committee.aggregates])
    if not summed:
        return list(everyone.values())
    rows = Committee.objects.all()
    if len(summed) <= MOST_RANGES:
        below = reduce(or_, (rows.below(committee) for committee in summed))
    else:
        # More ranges than a database takes in one condition: one range that holds them all.
        first, last = summed[0], summed[-1]
        below = rows.filter(path__gt=first.path, path__lt=end_of(last.path))
    known = {committee.pk for committee in summed}
    for row in below:
        if not known.isdisjoint(ids_above(row.path)):
            everyone.setdefault(row.pk, row)
    return list(everyone.values())


def _outermost(committees: Sequence[Committee]) -> list[Committee]:
    """Those that stand below none of the others, in the order of their paths."""
    found: list[Committee] = []
    for committee in sorted(committees, key=lambda row: row.path):
        if not (found and committee.path.startswith(found[-1].path)):
            found.append(committee)
    return found


@dataclass(frozen=True, slots=True)
class Stand:
    """One committee of a list with its standing."""

    committee: Committee
    standing: Standing


def stands(
    committees: Sequence[Committee], scope: Scope, *, with_inherited: bool = False
) -> tuple[list[Stand], Material]:
    """The standings of many committees, without their units and without the rows of figures:
    3 queries, two more where units are summed, one more with inherited targets."""
    tree = _with_summed(committees)
    above: list[Committee] = []
    if with_inherited:
        above = list(Committee.objects.all().above(*committees))
    found = bulk.values(tree, scope, inherited_from(above) if above else None)
    add_sums(found, tree, scope)
    result = []
    for committee in committees:
        targets = list(found.targets[committee.pk])
        for ancestor in reversed(ids_above(committee.path)) if with_inherited else ():
            targets += [row for row in found.targets[ancestor] if row.inherits]
        evidence = found.evidence(committee.pk)
        stood = standing(committee.slug, targets, evidence, {}, examine=False)
        result.append(Stand(committee, stood))
    return result, found


def _having_goals(scope: Scope, *, or_counts: bool) -> CommitteeQuerySet:
    """Committees with a target of their own; ``or_counts`` adds those with figures and those
    that set a target for all below. No query."""
    targets = Target.objects.visible_to(scope.audience)
    if not or_counts:
        return Committee.objects.filter(pk__in=targets.filter(inherits=False).values("committee"))
    counts = AdmissionCount.objects.visible_to(scope.audience)
    return Committee.objects.filter(
        Q(pk__in=targets.values("committee")) | Q(pk__in=counts.values("committee"))
    )


def with_targets(
    scope: Scope, name: str = "", under: Committee | None = None, *, or_counts: bool = False
) -> list[Committee]:
    """Committees with a target of their own, each with its parent: 1 query.

    Narrowed to those with these words in their names and to those below ``under``;
    ``or_counts`` adds those with figures and those that set a target for all below.
    """
    rows = _having_goals(scope, or_counts=or_counts).matching(name)
    if under:
        rows = rows.below(under)
    return list(rows.select_related("parent"))


def parents(scope: Scope, limit: int, *, or_counts: bool = False) -> list[Committee]:
    """The committees directly above those with a target of their own, the highest first, then
    by name: 1 query. ``or_counts`` as in ``with_targets``."""
    units = _having_goals(scope, or_counts=or_counts)
    rows = Committee.objects.filter(pk__in=units.values("parent"))
    return list(rows.order_by(Length("path"), "sort_key", "path")[:limit])


def without_target(
    scope: Scope, name: str, under: Committee | None, limit: int
) -> tuple[list[Committee], int]:
    """Committees with figures and no target of their own, by name, and how many there are
    in all: 2 queries."""
    counts = AdmissionCount.objects.visible_to(scope.audience)
    own = Target.objects.visible_to(scope.audience)
    rows = Committee.objects.filter(pk__in=counts.values("committee"))
    rows = rows.exclude(pk__in=own.values("committee")).matching(name)
    if under:
        rows = rows.below(under)
    return list(rows.in_vietnamese_order()[:limit]), rows.count()


def by_slug(slugs: Iterable[str]) -> dict[str, Committee]:
    """The committees of these address names: 1 query."""
    rows = Committee.objects.filter(slug__in=list(slugs))
    return {row.slug: row for row in rows}


def localities_below(committee: Committee, scope: Scope) -> list[Committee]:
    """Those directly below that have something to say: figures or a target of their own, or
    units that they are the sum of. By name, each with its parent; 1 query."""
    known = _having_goals(scope, or_counts=True)
    rows = committee.children.filter(Q(pk__in=known.values("pk")) | Q(aggregates=True))
    return list(rows.select_related("kind", "parent").in_vietnamese_order())
