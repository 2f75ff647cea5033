"""Goals in percent of the members a year."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from fractions import Fraction

from .count_goals import other_date, readings_of_dates
from .counts import Stock
from .goal import Goal
from .intervals import Interval
from .pace import Clock, per_quarter
from .rates import (
    Base,
    Years,
    annual_rate,
    base_for,
    break_even_base,
    needed_for_rate,
    years_of,
)
from .status import Depends, Status, at_end, rate_status, settled
from .targets import Sense, Target
from .tiling import Tiling


def rate_goal(target: Target, year: int | None, tiling: Tiling, stocks: Sequence[Stock]) -> Goal:
    """A year's or a window's rate with at least one figure."""
    clocks = readings_of_dates(tiling, moves=False)
    clock = clocks[0]
    goal = replace(_rated(target, year, tiling, stocks, clocks), clock=clock)
    if goal.base is None:
        return goal
    to_go = needed_for_rate(tiling.admitted, target.low, clock.window.years, goal.base)
    return replace(
        goal,
        needed=to_go,
        needed_per_quarter=per_quarter(to_go, clock.as_of, clock.window),
    )


def rate_average(target: Target, tiling: Tiling, stocks: Sequence[Stock]) -> Goal:
    """The average a year of several years that are not known singly, so far."""
    return replace(_rated(target, None, tiling, stocks, ()), average=True)


def _rated(
    target: Target,
    year: int | None,
    tiling: Tiling,
    stocks: Sequence[Stock],
    clocks: Sequence[Clock],
) -> Goal:
    """The rate by every reading of the dates; an average has no clock and is still running."""
    endings = {clock.ended for clock in clocks} or {False}
    # While it runs, the rate is that of the covered days. At the end it must cover them all:
    # what is counted is then a lower bound of the whole window's admissions.
    missing = bool(clocks) and clocks[0].ended and bool(tiling.uncovered)
    years = _years(tiling, whole_window=missing)
    base = base_for(tiling.span.start, stocks)
    admitted = tiling.admitted if clocks else tiling.counted
    goal = Goal(
        target,
        year,
        Status.CANNOT_COMPUTE,
        tiling=tiling,
        years=years.longest,
        base=base,
        break_even=break_even_base(admitted, years, target.low),
    )
    if base is None:
        return replace(goal, depends=(Depends.BASE,))
    rate = _rate(tiling.counted, years, base, open_end=missing)
    reading = _rate(tiling.reading, years, base, open_end=missing)
    status = settled(_status(target, reading, ended=ended) for ended in endings)
    depends = _depends(target, tiling, base, years, endings)
    undetermined = status is Status.UNDETERMINED
    return replace(
        goal,
        percent=rate,
        status=status,
        depends=depends if undetermined else (),
        other_date=other_date(tiling) if undetermined and Depends.DATES in depends else None,
    )


def _years(tiling: Tiling, *, whole_window: bool) -> Years:
    if whole_window:
        return Years(tiling.window.years, tiling.window.years)
    return years_of(
        [piece.days for piece in tiling.pieces], [piece.shortest for piece in tiling.pieces]
    )


def _rate(amount: Interval, years: Years, base: Base, *, open_end: bool) -> Interval:
    rate = annual_rate(amount, years, base)
    return rate.opened() if open_end else rate


def _status(target: Target, rate: Interval, *, ended: bool) -> Status:
    tops: list[tuple[Fraction, Fraction | None]]
    if target.sense is Sense.TOTAL:
        tops = [(aim, aim) for aim in target.aim.ends if aim is not None]
    else:
        tops = [(target.low, target.upper)]
    return settled(
        rate_status(at_end(end), low, high, ended=ended) for end in rate.ends for low, high in tops
    )


def _depends(
    target: Target, tiling: Tiling, base: Base, years: Years, endings: Collection[bool]
) -> tuple[Depends, ...]:
    """Everything that leaves the rate open."""
    open_ones = (
        (Depends.AMOUNT, not tiling.reading.is_exact),
        (Depends.TARGET, not target.aim.is_exact),
        (Depends.BASE, base.after_start or not base.stock.members.is_exact),
        (Depends.DATES, years.longest != years.shortest or len(endings) > 1),
        (Depends.MISSING_DAYS, bool(tiling.uncovered)),
    )
    return tuple(what for what, is_open in open_ones if is_open)
