"""Goals in persons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from typing import TypeAlias, TypeVar

from .counts import Count
from .goal import Goal
from .intervals import Interval
from .pace import Clock, attainment, days_ahead, needed, per_quarter, points_ahead
from .periods import ONE_DAY, Period, calendar_year, quarter_of
from .projection import Projection, QuarterCount, project
from .qualifiers import Qualifier
from .rates import years_of
from .status import (
    TOO_EARLY_SHARE,
    Depends,
    Status,
    Value,
    at_end,
    average_floor_status,
    average_total_status,
    count_status,
    settled,
)
from .targets import Cadence, Sense, Target
from .tiling import Piece, Tiling, tile


def count_goal(target: Target, year: int | None, tiling: Tiling, counts: Sequence[Count]) -> Goal:
    """A window's or a year's goal with at least one figure."""
    clocks = readings_of_dates(tiling, moves=target.cadence is Cadence.WINDOW)
    clock = clocks[0]
    admitted, aim = tiling.admitted, target.aim

    def status(amount: Value, goal: Fraction, at: Clock) -> Status:
        return count_status(amount, goal, target.upper, at)

    amounts, aims = _ends(tiling.reading), _aims(target)
    verdict, depends = decide(status, amounts, aims, clocks)
    early = _clock(tiling, late_start=False, early_end=True, moves=False)
    end_decides = any(
        status(*ends, early) != status(*ends, clock) for ends in product(amounts, aims)
    )
    if verdict is Status.UNDETERMINED and clock.ended and clock.gap:
        depends = (*depends, Depends.MISSING_DAYS)
    to_go = needed(admitted, aim)
    return Goal(
        target,
        year,
        verdict,
        tiling=tiling,
        clock=clock,
        percent=attainment(admitted, aim),
        points_ahead=points_ahead(admitted, aim, clock),
        days_ahead=days_ahead(admitted, aim, clock),
        needed=to_go,
        needed_per_quarter=per_quarter(to_go, clock.as_of, clock.window),
        projection=_projection(tiling, aim, clock, counts),
        depends=depends,
        other_date=other_date(tiling, end_first=end_decides) if Depends.DATES in depends else None,
    )


def count_average(target: Target, tiling: Tiling) -> Goal:
    """Several years together against a yearly target; nothing of it is elapsed or needed."""
    given = tuple(piece.days for piece in tiling.pieces)
    shortest = tuple(piece.shortest for piece in tiling.pieces)
    years = years_of(given, shortest)

    def status(amount: Value, aim: Fraction, days: Days) -> Status:
        if target.sense is not Sense.TOTAL:
            return average_floor_status(amount, aim, whole_years(days))
        average = amount / sum((part.years for part in days), Fraction(0))
        return average_total_status(average, aim, None, ended=_is_years_end(days[-1].end))

    readings = [given] if given == shortest else [given, shortest]
    verdict, depends = decide(status, _ends(tiling.reading), _aims(target), readings)
    if verdict is Status.UNDETERMINED and target.sense is not Sense.TOTAL:
        depends = (*depends, Depends.SINGLE_YEARS)
    return Goal(
        target,
        None,
        verdict,
        average=True,
        tiling=tiling,
        percent=attainment(tiling.counted.times(1 / years.longest), target.aim),
        years=years.longest,
        depends=depends,
        other_date=other_date(tiling) if Depends.DATES in depends else None,
    )


Days: TypeAlias = tuple[Period, ...]


def whole_years(days: Days) -> int:
    """How many calendar years the days cover from first day to last."""
    return sum(part.contains(calendar_year(year)) for part in days for year in part.calendar_years)


def _is_years_end(day: date) -> bool:
    return day == calendar_year(day.year).end


def readings_of_dates(tiling: Tiling, *, moves: bool) -> list[Clock]:
    """The clock by the dates as given, first, and by each other bound of inferred dates.

    A term whose first day is not stated starts when its count starts: where an inferred start
    is the window's start too, both move together (``moves``; a calendar year stays).
    """
    if not any(piece.count.from_latest or piece.count.to_earliest for piece in tiling.pieces):
        return [_clock(tiling, late_start=False, early_end=False, moves=moves)]
    clocks = []
    for late_start, early_end in product((False, True), repeat=2):
        clock = _clock(tiling, late_start=late_start, early_end=early_end, moves=moves)
        if clock not in clocks:
            clocks.append(clock)
    return clocks


def _clock(tiling: Tiling, *, late_start: bool, early_end: bool, moves: bool) -> Clock:
    days = [_bounded(piece, late_start=late_start, early_end=early_end) for piece in tiling.pieces]
    window = tiling.window
    if moves and tiling.span.start == window.start and days[0].start > window.start:
        window = Period(days[0].start, window.end)
    return Clock(window, days[-1].end, sum(part.days for part in days))


def _bounded(piece: Piece, *, late_start: bool, early_end: bool) -> Period:
    if not (piece.count.from_latest or piece.count.to_earliest):
        return piece.days
    start, end = piece.days.start, piece.days.end
    if early_end and piece.count.to_earliest:
        end = max(start, min(end, piece.count.to_earliest))
    if late_start and piece.count.from_latest:
        start = min(end, max(start, piece.count.from_latest))
    return Period(start, end)


def other_date(tiling: Tiling, *, end_first: bool = True) -> date | None:
    """The other bound of the date that is inferred: the last end's or the first start's."""
    pieces = tiling.pieces
    ends = [p.count.to_earliest for p in reversed(pieces) if p.shortest.end < p.days.end]
    starts = [p.count.from_latest for p in pieces if p.shortest.start > p.days.start]
    return next(iter([*ends, *starts] if end_first else [*starts, *ends]), None)


When = TypeVar("When")


def decide(
    rule: Callable[[Value, Fraction, When], Status],
    amounts: Sequence[Value],
    aims: Sequence[Fraction],
    dates: Sequence[When],
) -> tuple[Status, tuple[Depends, ...]]:
    """The status on every combination of ends, and what it hangs on when undetermined.

    ``dates`` are the readings of inferred dates, the dates as given first.
    """
    found = {rule(*ends) for ends in product(amounts, aims, dates)}
    status = settled(found)
    if status is not Status.UNDETERMINED or len(found) == 1:
        return status, ()
    amount, aim, day = amounts[0], aims[0], dates[0]
    varied = (
        (Depends.AMOUNT, {rule(other, aim, day) for other in amounts}, amounts),
        (Depends.TARGET, {rule(amount, other, day) for other in aims}, aims),
        (Depends.DATES, {rule(amount, aim, other) for other in dates}, dates),
    )
    alone = tuple(what for what, statuses, _ in varied if len(statuses) > 1)
    together = tuple(what for what, _, readings in varied if len(readings) > 1)
    return status, alone or together


def _ends(amount: Interval) -> list[Value]:
    return [at_end(end) for end in amount.ends]


def _aims(target: Target) -> list[Fraction]:
    return [end for end in target.aim.ends if end is not None]


def _projection(
    tiling: Tiling, aim: Interval, clock: Clock, counts: Sequence[Count]
) -> Projection | None:
    # (With missing days what was admitted is open above, so not exact.)
    exact = tiling.qualifier is Qualifier.EXACT and tiling.admitted.is_exact
    if clock.ended or not exact or clock.elapsed < TOO_EARLY_SHARE:
        return None
    number = aim.low if aim.is_exact else None
    return project(tiling.admitted.low, number, clock, exact_quarters(tiling, counts))


def exact_quarters(tiling: Tiling, counts: Sequence[Count]) -> list[QuarterCount]:
    """The calendar quarters, from the window's start to ``as_of``, with an exact count each.

    Counted directly, by the month, or as the difference of cumulative figures.
    """
    seen = Period(tiling.window.start, tiling.as_of)
    found = []
    quarter = quarter_of(seen.start)
    while quarter.end <= seen.end:
        covered = tile(quarter, counts, reaching=()) if seen.contains(quarter) else None
        exact = covered and covered.admitted.is_exact and covered.qualifier is Qualifier.EXACT
        if covered and exact and covered.span == quarter:
            found.append(QuarterCount(quarter, int(covered.admitted.low)))
        quarter = quarter_of(quarter.end + ONE_DAY)
    return found
