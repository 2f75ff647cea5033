"""Committees with everything known of them and of those around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recruitment.models import AdmissionCount, Committee, OrganisationCount, Target
from recruitment.progress.counts import TOTAL, Count
from recruitment.progress.locality import Standing, standing
from recruitment.progress.tiling import of_category

from . import beside
from .material import Material, add_sums, inherited_from, material
from .scope import Scope


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
        return standing(self.committee.slug, targets, evidence, counts, units)

    def standing_of_child(self, child: Committee) -> Standing:
        """A child by its own targets alone."""
        own = self.found.targets[child.pk]
        return standing(child.slug, own, self.found.evidence(child.pk), {}, examine=False)


def _totals(counts: Sequence[Count]) -> list[Count]:
    return of_category(counts, TOTAL)


def family(slug: str, scope: Scope) -> Family:
    """The committee of this address name: 7 queries, 8 where units are summed.

    Raises UnknownLocalityError.
    """
    committee = Committee.objects.select_related("kind", "parent").filter(slug=slug).first()
    if committee is None:
        msg = f"no committee has the address name {slug!r}"
        raise UnknownLocalityError(msg)
    ancestors = tuple(committee.ancestors())
    children = tuple(committee.children.select_related("kind").in_vietnamese_order())
    tree = _with_summed([committee, *children])
    found = material(tree, scope, inherited_from(ancestors))
    add_sums(found, tree)
    rows = beside.organisations(committee, scope)
    return Family(committee, ancestors, children, found, tuple(rows))


def _with_summed(committees: Sequence[Committee]) -> list[Committee]:
    """The committees, and all below those that are the sum of their units: 1 query, or none."""
    everyone = {row.pk: row for row in committees}
    below = Committee.objects.none()
    for committee in committees:
        if committee.aggregates:
            below = below | Committee.objects.all().below(committee)
    everyone.update({row.pk: row for row in below})
    return list(everyone.values())


@dataclass(frozen=True, slots=True)
class Stand:
    """One committee of a list with its standing."""

    committee: Committee
    standing: Standing


def stands(
    committees: Sequence[Committee], scope: Scope, *, with_inherited: bool = False
) -> tuple[list[Stand], Material]:
    """The standings of many committees, without their units: 3 to 5 queries."""
    tree = _with_summed(committees)
    above: list[Committee] = []
    if with_inherited:
        above = list(Committee.objects.all().above(*committees))
    found = material(tree, scope, inherited_from(above) if above else None)
    add_sums(found, tree)
    result = []
    for committee in committees:
        targets = list(found.targets[committee.pk])
        for ancestor in reversed(above):
            if committee.path.startswith(ancestor.path) and committee.pk != ancestor.pk:
                targets += [row for row in found.targets[ancestor.pk] if row.inherits]
        evidence = found.evidence(committee.pk)
        stood = standing(committee.slug, targets, evidence, {}, examine=False)
        result.append(Stand(committee, stood))
    return result, found


def with_targets(scope: Scope, *, or_counts: bool = False) -> list[Committee]:
    """Committees with a target of their own, by name; ``or_counts`` adds those with figures and
    those that set a target for all below: 1 query."""
    targets = Target.objects.visible_to(scope.audience)
    rows = Committee.objects.select_related("parent", "kind")
    if or_counts:
        counts = AdmissionCount.objects.visible_to(scope.audience)
        rows = rows.filter(pk__in=targets.values("committee")) | rows.filter(
            pk__in=counts.values("committee")
        )
    else:
        rows = rows.filter(pk__in=targets.filter(inherits=False).values("committee"))
    return list(rows.in_vietnamese_order())


def without_target(
    scope: Scope, name: str, parent: Committee | None, limit: int
) -> tuple[list[Committee], int]:
    """Committees with figures and no target of their own, by name, and how many there are
    in all: 2 queries."""
    counts = AdmissionCount.objects.visible_to(scope.audience)
    own = Target.objects.visible_to(scope.audience)
    rows = Committee.objects.filter(pk__in=counts.values("committee"))
    rows = rows.exclude(pk__in=own.values("committee")).matching(name)
    if parent:
        rows = rows.below(parent)
    return list(rows.in_vietnamese_order()[:limit]), rows.count()


def by_slug(slugs: Iterable[str]) -> dict[str, Committee]:
    """The committees of these address names: 1 query."""
    rows = Committee.objects.filter(slug__in=list(slugs))
    return {row.slug: row for row in rows}
