"""Where every locality stands against its target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from recruitment.models import Committee
from recruitment.progress.counts import TOTAL
from recruitment.progress.goal import Goal
from recruitment.progress.periods import Period
from recruitment.progress.status import Status
from recruitment.progress.targets import Cadence, Kind
from recruitment.queries import beside, committees
from recruitment.queries.material import Material
from recruitment.queries.scope import Scope
from recruitment.queries.snapshot import snapshot
from recruitment.wording.labels import STATUS

from .goal_rows import goal_row
from .rows import GoalRow, Link, bar_of, link_to
from .selection import Selection


class Group(StrEnum):
    """Kinds of target that may stand side by side."""

    TERM = "term"
    YEAR = "year"
    RATE = "rate"
    CATEGORY = "category"


class Order(StrEnum):
    PERCENT = "percent"
    AHEAD = "ahead"
    NAME = "name"
    DATE = "date"


GROUP: dict[Group, tuple[Promise, Promise]] = {
    Group.TERM: (
        _("Targets for a whole term"),
        _("Percent of the target attained; thick mark: share of the time elapsed"),
    ),
    Group.YEAR: (
        _("Targets of single years"),
        _("A year's surplus does not count for the next"),
    ),
    Group.RATE: (
        _("Rate of admission a year, of all members"),
        _("Bar: part attained of the target's low end; arrow: “more than”, upper end unknown"),
    ),
    Group.CATEGORY: (
        _("Targets for a part of the admissions"),
        _("Of the total; never added up"),
    ),
}


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
class OverviewRow:
    """A goal of a locality; ``other_date`` where its figures end on another day than most."""

    row: GoalRow
    parent: str
    other_date: bool


@dataclass(frozen=True, slots=True)
class OverviewGroup:
    """Goals that may stand side by side: ``rows`` are those of one page, from the one numbered
    ``first`` on, of ``count`` in all. ``scale`` is that of all of them, ``no_usual_date`` says
    that their figures end on different days, none of which most share."""

    code: Group
    title: str
    note: str
    rows: tuple[OverviewRow, ...]
    scale: int
    first: int
    count: int
    no_usual_date: bool

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def whole(self) -> bool:
        """All of its rows are on this page."""
        return len(self.rows) == self.count

    @property
    def dates_differ(self) -> bool:
        return any(row.other_date for row in self.rows)


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


@dataclass(frozen=True, slots=True)
class Placed:
    """A goal and whose it is, before anything is put into words."""

    goal: Goal
    committee: Committee

    @property
    def percent(self) -> Fraction | None:
        """The length of its bar."""
        bar = bar_of(self.goal)
        return bar.percent if bar else None


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


def group_of(goal: Goal) -> Group:
    """Only goals of one group are drawn side by side."""
    if goal.target.category != TOTAL:
        return Group.CATEGORY
    if goal.target.kind is Kind.RATE:
        return Group.RATE
    return Group.TERM if goal.target.cadence is Cadence.WINDOW else Group.YEAR


def groups(
    kept: Sequence[Placed], order: Order, material: Material, page: int = 1, *, room: int
) -> Iterable[OverviewGroup]:
    """The groups one after the other, cut into pages of ``room`` rows; only what is shown is
    put into words."""
    members: dict[Group, list[Placed]] = {code: [] for code in Group}
    for placed in kept:
        members[group_of(placed.goal)].append(placed)
    skip = (page - 1) * room
    for code, everyone in members.items():
        start = min(skip, len(everyone))
        skip -= start
        if start == len(everyone) or not room:
            continue
        everyone.sort(key=lambda placed: _order(order, placed))
        shown = everyone[start : start + room]
        room -= len(shown)
        ends = [placed.goal.as_of for placed in everyone if placed.goal.as_of]
        usual = _usual_date(ends)
        title, note = GROUP[code]
        yield OverviewGroup(
            code,
            str(title),
            str(note),
            tuple(_row(placed, usual, material) for placed in shown),
            _scale(everyone),
            start + 1,
            len(everyone),
            no_usual_date=bool(ends) and usual is None,
        )


def _row(placed: Placed, usual: date | None, material: Material) -> OverviewRow:
    end = placed.goal.as_of
    parent = placed.committee.parent
    return OverviewRow(
        goal_row(placed.goal, placed.committee, material),
        link_to(parent).name if parent else "",
        usual is not None and end is not None and end != usual,
    )


def _usual_date(ends: Sequence[date]) -> date | None:
    """The end that more than half of the figures share; None where there is no such day."""
    counted = Counter(ends)
    usual, times = max(counted.items(), key=lambda item: item[1], default=(None, 0))
    return usual if 2 * times > counted.total() else None


def _scale(everyone: Sequence[Placed]) -> int:
    """The percent at the right edge: 100 at least, in steps of 50, so that no bar is cut."""
    bars = [bar for placed in everyone if (bar := bar_of(placed.goal))]
    highest = max((bar.spread or bar.percent for bar in bars), default=Fraction(0))
    steps = -(-highest // 50)
    return max(100, int(steps) * 50)


def _order(order: Order, placed: Placed) -> tuple[object, ...]:
    """What it is sorted by; the name, the latest year and the oldest target decide the rest."""
    goal, committee = placed.goal, placed.committee
    rest = (committee.sort_key, committee.path, -(goal.year or 0), goal.target.id, goal.average)
    match order:
        case Order.NAME:
            return rest
        case Order.DATE:
            return (goal.as_of is None, -(goal.as_of or date.min).toordinal(), *rest)
        case Order.AHEAD:
            points = goal.points_ahead.low if goal.points_ahead else None
            return (points is None, -(points or 0), *rest)
        case Order.PERCENT:
            percent = placed.percent
            return (percent is None, -(percent or 0), *rest)


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
    counted = Counter(placed.goal.status for placed in kept)
    parts = []
    for statuses, words in TALLY:
        number = sum(counted[status] for status in statuses)
        if number:
            parts.append(str(words) % {"count": number})
    places = len({placed.committee.pk for placed in kept})
    opening = ngettext(
        "Of %(count)s target of %(places)s", "Of %(count)s targets of %(places)s", len(kept)
    ) % {
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
