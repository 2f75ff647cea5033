"""Where every locality stands against its target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from recruitment.models import Committee
from recruitment.progress.goal import Goal
from recruitment.progress.periods import Period
from recruitment.progress.status import Status
from recruitment.queries import beside, committees
from recruitment.queries.scope import Scope
from recruitment.queries.snapshot import snapshot
from recruitment.wording.labels import STATUS
from recruitment.wording.names import uncapitalised

from .overview_groups import Group, Order, OverviewGroup, OverviewRow, Placed, group_of, groups
from .rows import Link, link_to
from .selection import Selection


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader narrows the overview to; empty means everything."""

    kind: Group | None = None
    status: Status | None = None
    parent: str = ""
    name: str = ""
    order: Order = Order.PERCENT
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class OverviewReport:
    """``sentence`` speaks of every goal that the filters leave, ``groups`` hold those of one
    of the ``pages``. ``without_target`` is on the first page only."""

    selection: Selection
    filters: Filters
    sentence: str
    groups: tuple[OverviewGroup, ...]
    page: int
    pages: int
    without_target: tuple[Link, ...]
    without_target_more: int
    parents: tuple[Link, ...]
    terms: tuple[Period, ...]

    @property
    def rows(self) -> list[OverviewRow]:
        return [row for group in self.groups for row in group.rows]

    @property
    def under(self) -> Link | None:
        """The committee that the reader has narrowed the list to."""
        return next((link for link in self.parents if link.slug == self.filters.parent), None)

    @property
    def before(self) -> int:
        return self.page - 1

    @property
    def after(self) -> int:
        return self.page + 1


ROWS = 50
WITHOUT_TARGET_SHOWN = 60
PARENTS_SHOWN = 200


@snapshot()
def build_overview_report(selection: Selection, filters: Filters, page: int = 1) -> OverviewReport:
    """How every locality that the filters leave stands, one page of it: at most 10 queries.

    Six on every page: the committees, their counts, members and targets, the committees and
    the terms to choose from. Two for those without a target, where they are listed. One for
    each of: a parent asked for, committees that are the sum of their units, targets set from
    above. A page after the last has no rows.
    """
    scope = selection.scope
    under = committees.by_slug([filters.parent]).get(filters.parent) if filters.parent else None
    rows = committees.with_targets(scope, filters.name, under, or_counts=filters.inherited)
    found, material = committees.stands(rows, scope, with_inherited=filters.inherited)
    kept = [
        Placed(goal, stand.committee)
        for stand in found
        for goal in (stand.standing.goals if filters.inherited else stand.standing.own_goals)
        if _kept(goal, filters)
    ]
    bare, more = _without_target(selection, filters, under) if page == 1 else ([], 0)
    return OverviewReport(
        selection=selection,
        filters=filters,
        sentence=tally(kept),
        groups=tuple(groups(kept, filters.order, material, page, room=ROWS)),
        page=page,
        pages=max(1, -(-len(kept) // ROWS)),
        without_target=tuple(link_to(committee) for committee in bare),
        without_target_more=more,
        parents=_parents(scope, filters, under),
        terms=tuple(beside.terms(scope)),
    )


def _kept(goal: Goal, filters: Filters) -> bool:
    if goal.target.inherits and not filters.inherited:
        return False
    if filters.kind and group_of(goal) is not filters.kind:
        return False
    return not filters.status or goal.status is filters.status


def _parents(scope: Scope, filters: Filters, under: Committee | None) -> tuple[Link, ...]:
    """The committees to choose from, by name, the chosen one among them: 1 query."""
    rows = committees.parents(scope, PARENTS_SHOWN, or_counts=filters.inherited)
    known = {row.pk: row for row in (*rows, under) if row}
    return tuple(link_to(row) for row in sorted(known.values(), key=lambda row: row.sort_key))


def _without_target(
    selection: Selection, filters: Filters, under: Committee | None
) -> tuple[list[Committee], int]:
    """Localities with figures and no target of their own, and how many more there are:
    2 queries, none when filtered away."""
    if filters.kind or filters.inherited or filters.status:
        return [], 0
    rows, number = committees.without_target(
        selection.scope, filters.name, under, WITHOUT_TARGET_SHOWN
    )
    return rows, number - len(rows)


TALLY: tuple[tuple[tuple[Status, ...], Promise], ...] = (
    ((Status.EXCEEDED, Status.ACHIEVED), _("%(count)s exceeded or achieved")),
    ((Status.ON_PACE,), _("%(count)s on pace")),
    ((Status.BEHIND,), _("%(count)s behind pace")),
    ((Status.NOT_ACHIEVED,), _("%(count)s not achieved")),
    (
        (
            Status.TOO_EARLY,
            Status.UNDETERMINED,
            Status.NO_FIGURES,
            Status.CANNOT_COMPUTE,
        ),
        _("%(count)s without figures or without enough to conclude"),
    ),
)


def tally(kept: Sequence[Placed]) -> str:
    """One sentence whose parts add up to the number it begins with."""
    if not kept:
        return gettext("No target fits this choice.")
    if len(kept) == 1:
        status = uncapitalised(str(STATUS[kept[0].goal.status].word))
        return gettext("Only one target, of one locality: %(status)s.") % {"status": status}
    counted = Counter(placed.goal.status for placed in kept)
    parts = []
    for statuses, words in TALLY:
        number = sum(counted[status] for status in statuses)
        if number:
            parts.append(str(words) % {"count": number})
    places = len({placed.committee.pk for placed in kept})
    opening = gettext("Of %(count)s targets of %(places)s") % {
        "count": len(kept),
        "places": ngettext("%(count)s locality", "%(count)s localities", places)
        % {"count": places},
    }
    return f"{opening}: {', '.join(parts)}."


def statuses() -> list[tuple[str, str]]:
    """The statuses that a goal can have, for a choice."""
    return [
        (status.value, f"{label.shape} {label.word}")
        for status, label in STATUS.items()
        if status is not Status.NO_TARGET
    ]
