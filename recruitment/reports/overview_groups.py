"""Goals that may stand side by side: the groups of the overview, their order and their scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recruitment.models import Committee
from recruitment.progress.counts import TOTAL
from recruitment.progress.goal import Goal
from recruitment.progress.targets import Cadence, Kind
from recruitment.queries.material import Material

from .goal_rows import goal_row
from .rows import GoalRow, bar_of, link_to


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
class Placed:
    """A goal and whose it is, before anything is put into words."""

    goal: Goal
    committee: Committee

    @property
    def percent(self) -> Fraction | None:
        """The length of its bar."""
        bar = bar_of(self.goal)
        return bar.percent if bar else None


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
