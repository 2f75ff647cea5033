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
from recruitment.models.text import fold
from recruitment.progress.periods import Period
from recruitment.progress.status import Status
from recruitment.progress.targets import Cadence, Kind
from recruitment.queries import beside, committees
from recruitment.wording.labels import STATUS

from .goal_rows import goal_row
from .rows import GoalRow, Link, link_to
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
    code: Group
    title: str
    note: str
    rows: tuple[OverviewRow, ...]
    scale: int

    @property
    def dates_differ(self) -> bool:
        return any(row.other_date for row in self.rows)


@dataclass(frozen=True, slots=True)
class OverviewReport:
    selection: Selection
    filters: Filters
    sentence: str
    groups: tuple[OverviewGroup, ...]
    without_target: tuple[Link, ...]
    without_target_more: int
    parents: tuple[Link, ...]
    terms: tuple[Period, ...]

    @property
    def rows(self) -> list[OverviewRow]:
        return [row for group in self.groups for row in group.rows]


WITHOUT_TARGET_SHOWN = 60


def build_overview_report(selection: Selection, filters: Filters) -> OverviewReport:
    """Every goal of every locality that the filters leave: at most 10 queries."""
    scope = selection.scope
    with_goals = committees.with_targets(scope, or_counts=filters.inherited)
    found, material = committees.stands(with_goals, scope, with_inherited=filters.inherited)
    rows = [
        (goal_row(goal, stand.committee, material), stand.committee)
        for stand in found
        for goal in (stand.standing.goals if filters.inherited else stand.standing.own_goals)
        if filters.inherited or not goal.target.inherits
    ]
    parents = {c.parent.pk: c.parent for c in with_goals if c.parent}
    shown = [
        (row, committee)
        for row, committee in rows
        if _kept(row, committee, filters, parents.values())
    ]
    bare, more = _without_target(selection, filters, parents.values())
    ordered = sorted(parents.values(), key=lambda row: row.sort_key)
    return OverviewReport(
        selection=selection,
        filters=filters,
        sentence=tally([row for row, _committee in shown]),
        groups=tuple(_groups(shown, filters.order)),
        without_target=tuple(link_to(committee) for committee in bare),
        without_target_more=more,
        parents=tuple(link_to(row) for row in ordered),
        terms=tuple(beside.terms(scope)),
    )


def _kept(
    row: GoalRow, committee: Committee, filters: Filters, parents: Iterable[Committee]
) -> bool:
    if filters.kind and group_of(row) is not filters.kind:
        return False
    if filters.status and row.goal.status is not filters.status:
        return False
    if filters.name and not all(w in committee.search_key for w in fold(filters.name).split()):
        return False
    if not filters.parent:
        return True
    above = [parent.path for parent in parents if parent.slug == filters.parent]
    return any(committee.path.startswith(path) and committee.path != path for path in above)


def group_of(row: GoalRow) -> Group:
    """Only goals of one group are drawn side by side."""
    if row.category:
        return Group.CATEGORY
    if row.goal.target.kind is Kind.RATE:
        return Group.RATE
    return Group.TERM if row.goal.target.cadence is Cadence.WINDOW else Group.YEAR


def _groups(shown: Sequence[tuple[GoalRow, Committee]], order: Order) -> Iterable[OverviewGroup]:
    for code in Group:
        members = [(row, committee) for row, committee in shown if group_of(row) is code]
        if not members:
            continue
        members.sort(key=lambda pair: _order(order, *pair))
        usual = _usual_date([row.goal.as_of for row, _committee in members])
        title, note = GROUP[code]
        yield OverviewGroup(
            code,
            str(title),
            str(note),
            tuple(
                OverviewRow(
                    row,
                    link_to(committee.parent).name if committee.parent else "",
                    bool(usual and row.goal.as_of) and row.goal.as_of != usual,
                )
                for row, committee in members
            ),
            _scale([row for row, _committee in members]),
        )


def _usual_date(ends: Sequence[date | None]) -> date | None:
    """The end that more than half of the figures share; None where there is no such day."""
    counted = Counter(end for end in ends if end)
    usual, times = max(counted.items(), key=lambda item: item[1], default=(None, 0))
    return usual if 2 * times > counted.total() else None


def _scale(rows: Sequence[GoalRow]) -> int:
    """The percent at the right edge: 100 at least, in steps of 50, so that no bar is cut."""
    bars = [row.bar for row in rows if row.bar]
    highest = max((bar.spread or bar.percent for bar in bars), default=Fraction(0))
    steps = -(-highest // 50)
    return max(100, int(steps) * 50)


def _order(order: Order, row: GoalRow, committee: Committee) -> tuple[object, ...]:
    name = committee.sort_key
    match order:
        case Order.NAME:
            return (name, -(row.goal.year or 0))
        case Order.DATE:
            day = row.goal.as_of
            return (day is None, -(day.toordinal() if day else 0), name)
        case Order.AHEAD:
            points = row.goal.points_ahead.low if row.goal.points_ahead else None
            return (points is None, -(points or 0), name)
        case Order.PERCENT:
            percent = row.bar.percent if row.bar else None
            return (percent is None, -(percent or 0), name)


def _without_target(
    selection: Selection, filters: Filters, parents: Iterable[Committee]
) -> tuple[list[Committee], int]:
    """Localities with figures and no target of their own, and how many more there are:
    2 queries, none when filtered away."""
    if filters.kind or filters.inherited or filters.status not in (None, Status.NO_TARGET):
        return [], 0
    parent = next((row for row in parents if row.slug == filters.parent), None)
    if filters.parent and parent is None:
        return [], 0
    rows, number = committees.without_target(
        selection.scope, filters.name, parent, WITHOUT_TARGET_SHOWN
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


def tally(rows: Sequence[GoalRow]) -> str:
    """One sentence whose parts add up to the number it begins with."""
    if not rows:
        return gettext("No target fits this choice.")
    counted = Counter(row.goal.status for row in rows)
    parts = []
    for statuses, words in TALLY:
        number = sum(counted[status] for status in statuses)
        if number:
            parts.append(str(words) % {"count": number})
    places = len({row.committee.slug for row in rows})
    opening = ngettext(
        "Of %(count)s target of %(places)s", "Of %(count)s targets of %(places)s", len(rows)
    ) % {
        "count": len(rows),
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
