"""A target with what is known against it: which goals a committee has, and how each stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .count_goals import count_average, count_goal
from .counts import TOTAL, Count, Stock
from .goal import Goal, empty_goal
from .periods import Period, calendar_year, days_missing
from .rate_goals import rate_average, rate_goal
from .targets import Cadence, Kind, Target
from .tiling import Tiling, of_category, tile


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that was counted in one committee, up to the day looked at.

    ``stocks`` are its members, ``parts`` those of some category, which no rate is taken of.
    """

    counts: tuple[Count, ...]
    stocks: tuple[Stock, ...]
    parts: tuple[Stock, ...] = ()


def goals_of(owner: str, targets: Sequence[Target], evidence: Evidence) -> tuple[Goal, ...]:
    """The goals of a committee, the headline first.

    ``targets`` are its own and those of committees above it that are marked ``inherits``
    (a target whose ``owner`` is another committee).
    """
    own = [target for target in targets if target.owner == owner]
    goals = [goal for target in own for goal in _own_goals(target, own, evidence)]
    rates = [target for target in own if target.kind is Kind.RATE]
    for target in targets:
        if target.owner != owner and target.inherits:
            goals.extend(_reference_goals(target, rates, evidence))
    return tuple(sorted(goals, key=lambda goal: headline_order(owner, goal)))


def _own_goals(target: Target, own: Sequence[Target], evidence: Evidence) -> list[Goal]:
    if target.cadence is Cadence.WINDOW:
        tiling = tile(target.window, of_category(evidence.counts, target.category))
        return [_goal(target, None, tiling, evidence) if tiling else empty_goal(target)]
    goals = []
    for year in target.window.calendar_years:
        tiling = _year_tiling(target, year, evidence)
        if tiling:
            goals.append(_goal(target, year, tiling, evidence))
        elif any(_also_of_year(target, other, year) for other in own):
            goals.append(empty_goal(target, year))
    average = _average(target, evidence)
    if average:
        goals.append(average)
    return goals or [empty_goal(target)]


def _also_of_year(target: Target, other: Target, year: int) -> bool:
    """Another yearly target of the same category for the year: both are shown, even empty."""
    return (
        other is not target
        and other.cadence is Cadence.YEAR
        and other.category == target.category
        and other.window.overlaps(calendar_year(year))
    )


def _reference_goals(target: Target, own_rates: Sequence[Target], evidence: Evidence) -> list[Goal]:
    """What an inherited target says of the counts that lie wholly in its window.

    A committee's own rate target replaces an inherited rate for the same days.
    """
    inside = [
        count
        for count in of_category(evidence.counts, target.category)
        if target.window.contains(count.period)
    ]
    if not inside:
        return []
    seen = Evidence(tuple(inside), evidence.stocks, evidence.parts)
    return [
        goal
        for goal in _own_goals(target, [target], seen)
        if goal.tiling and not _replaced(goal.tiling.span, target, own_rates)
    ]


def _replaced(span: Period, target: Target, own_rates: Sequence[Target]) -> bool:
    return target.kind is Kind.RATE and any(
        rate.category == target.category and rate.window.overlaps(span) for rate in own_rates
    )


def _year_tiling(target: Target, year: int, evidence: Evidence) -> Tiling | None:
    """The year's counts; a count of several years inside the target's window is no part of it.

    Such a count still helps to derive a part of a year by a difference.
    """
    counts = of_category(evidence.counts, target.category)
    reaching = [count for count in counts if not target.window.contains(count.period)]
    return tile(calendar_year(year), counts, reaching)


def _average(target: Target, evidence: Evidence) -> Goal | None:
    """The goal for counts of several years that are not known singly, and only for these."""
    counts = of_category(evidence.counts, target.category)
    several = [
        count
        for count in counts
        if len(count.period.calendar_years) > 1
        and target.window.contains(count.period)
        and not all(
            _known_singly(target, count, year, evidence) for year in count.period.calendar_years
        )
    ]
    if not several:
        return None
    span = Period(
        min(count.period.start for count in several), max(count.period.end for count in several)
    )
    tiling = tile(span, several)
    if tiling is None:
        return None
    # Days between such counts are simply no part of the average.
    if target.kind is Kind.COUNT:
        return count_average(target, tiling)
    return rate_average(target, tiling, evidence.stocks)


def _known_singly(target: Target, count: Count, year: int, evidence: Evidence) -> bool:
    """The days that the count surely has of the year are covered by figures of that year."""
    part = count.shortest.meet(calendar_year(year))
    tiling = _year_tiling(target, year, evidence)
    known = [piece.days for piece in tiling.pieces if piece.whole] if tiling else []
    return part is None or not days_missing(part, known)


def _goal(target: Target, year: int | None, tiling: Tiling, evidence: Evidence) -> Goal:
    if target.kind is Kind.COUNT:
        counts = of_category(evidence.counts, target.category)
        return count_goal(target, year, tiling, counts)
    return rate_goal(target, year, tiling, evidence.stocks)


def headline_order(owner: str, goal: Goal) -> tuple[int, int, int, int, int, int, int]:
    """Own before inherited, total before category, count before rate, window before year,
    then the latest figures, the later year, the older target."""
    return (
        int(goal.target.owner != owner),
        int(goal.target.category != TOTAL),
        int(goal.target.kind is not Kind.COUNT),
        int(goal.target.cadence is not Cadence.WINDOW),
        -(goal.as_of or date.min).toordinal(),
        -(goal.year or 0),
        goal.target.id,
    )
