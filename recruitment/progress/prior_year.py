"""This period against the same period last year.

The Party's statistical forms print a ratio (this × 100 ÷ last; 100 is unchanged), the press
prints growth ("up 12,9 %"). Both are given, each under its own name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .counts import Count
from .intervals import Interval
from .periods import ONE_DAY, Period, quarter_of
from .tiling import tile


@dataclass(frozen=True, slots=True)
class PriorYear:
    """``ratio`` and ``growth`` in percent, None where last year is unknown or may be 0."""

    now: Interval
    then: Interval | None
    ratio: Interval | None

    @property
    def growth(self) -> Interval | None:
        """The ratio less 100: below 0 for a fall."""
        if self.ratio is None:
            return None
        high = self.ratio.high
        return Interval.between(self.ratio.low - 100, None if high is None else high - 100)


def quarters_within(counts: Sequence[Count]) -> list[Period]:
    """The calendar quarters that counts may add up to, in order.

    Both ends of such a quarter are an end of some count: of the quarter itself, of its months,
    or of two cumulative counts between which it lies.
    """
    begun = {count.period.start for count in counts}
    closed = {count.period.end for count in counts}
    quarters = {quarter_of(day) for day in (*begun, *(day + ONE_DAY for day in closed))}
    return sorted(
        quarter
        for quarter in quarters
        if (quarter.start in begun or quarter.start - ONE_DAY in closed)
        and (quarter.end in closed or quarter.end + ONE_DAY in begun)
    )


def against_prior_year(period: Period, counts: Sequence[Count]) -> PriorYear | None:
    """The period's admissions beside those of the same days a year before.

    None unless the period itself is covered whole; the year before counts only when it is.
    """
    now = _whole(period, counts)
    if now is None:
        return None
    then = _whole(period.a_year_before(), counts)
    ratio = now.times(100).over(then) if then is not None and then.low > 0 else None
    return PriorYear(now, then, ratio)


def _whole(period: Period, counts: Sequence[Count]) -> Interval | None:
    tiling = tile(period, counts)
    if tiling is None or tiling.partial or tiling.span != period:
        return None
    return tiling.counted
