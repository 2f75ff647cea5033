"""Values known only between two ends.

Most figures of the press are exact; some are not ("more than 500", "about 100"). Everything
that is computed from them carries both ends along, so that a result never looks surer than
its input. Ends are exact fractions; rounding happens only when a number is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

Number: TypeAlias = int | Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """Every value from ``low`` to ``high``, both included; ``high`` None means no upper end."""

    low: Fraction
    high: Fraction | None

    def __post_init__(self) -> None:
        if self.high is not None and self.high < self.low:
            msg = f"an interval's high end ({self.high}) is below its low end ({self.low})"
            raise ValueError(msg)

    @classmethod
    def exact(cls, value: Number) -> Interval:
        return cls(Fraction(value), Fraction(value))

    @classmethod
    def between(cls, low: Number, high: Number | None) -> Interval:
        return cls(Fraction(low), None if high is None else Fraction(high))

    @property
    def is_exact(self) -> bool:
        return self.high == self.low

    @property
    def ends(self) -> tuple[Fraction | None, ...]:
        """The ends that a rule has to be tried on: one for an exact value, else two."""
        return (self.low,) if self.is_exact else (self.low, self.high)

    def plus(self, other: Interval) -> Interval:
        open_ended = self.high is None or other.high is None
        return Interval(
            self.low + other.low, None if open_ended else _end(self.high) + _end(other.high)
        )

    def minus(self, other: Interval) -> Interval | None:
        """What is left when ``other``, a part of this value, is taken away.

        A part is never larger than its whole: None when it must be, and no end below 0.
        """
        if self.high is not None and other.low > self.high:
            return None
        low = Fraction(0) if other.high is None else max(Fraction(0), self.low - other.high)
        return Interval(low, None if self.high is None else self.high - other.low)

    def times(self, factor: Number) -> Interval:
        """Scaled by a factor of 0 or more."""
        return Interval(self.low * factor, None if self.high is None else self.high * factor)

    def over(self, divisor: Interval) -> Interval:
        """The quotient by a divisor that is above 0 throughout.

        Raises ZeroDivisionError where the divisor may be 0.
        """
        low = Fraction(0) if divisor.high is None else self.low / divisor.high
        return Interval(low, None if self.high is None else self.high / divisor.low)

    def opened(self) -> Interval:
        """The same low end, the high end unknown."""
        return Interval(self.low, None)

    def meets(self, other: Interval) -> bool:
        """True where some value lies in both."""
        below = self.high is not None and self.high < other.low
        above = other.high is not None and other.high < self.low
        return not (below or above)


def _end(value: Fraction | None) -> Fraction:
    if value is None:
        raise ValueError("an open end has no value")
    return value


ZERO = Interval.exact(0)


def total(intervals: tuple[Interval, ...]) -> Interval:
    """The sum; of nothing, exactly 0."""
    if len(intervals) < 2:
        return intervals[0] if intervals else ZERO
    highs = [interval.high for interval in intervals if interval.high is not None]
    low = _sum([interval.low for interval in intervals])
    return Interval(low, _sum(highs) if len(highs) == len(intervals) else None)


def _sum(values: Sequence[Fraction]) -> Fraction:
    """The sum; whole numbers, which counts are, are added as such: many times as fast."""
    if all(value.denominator == 1 for value in values):
        return Fraction(sum(value.numerator for value in values))
    return sum(values, Fraction(0))


def rounded(value: Number, decimals: int = 0) -> Decimal:
    """Rounded half away from zero, the one rounding of the product (statuses never use it)."""
    scaled = Fraction(value) * 10**decimals
    whole = (abs(scaled) + Fraction(1, 2)).__floor__()
    signed = whole if scaled >= 0 else -whole
    return Decimal(signed).scaleb(-decimals)


def rounded_beside(value: Number, marks: Iterable[Number], decimals: int = 2) -> Decimal:
    """Rounded, but never onto or across a mark that the value is not at.

    A mark is where a status turns: 99.996 % of a target is not 100 %, and prints as 99.99 %.
    """
    shown = rounded(value, decimals)
    for mark in marks:
        if value < mark <= Fraction(shown):
            shown = Decimal((Fraction(mark) * 10**decimals).__ceil__() - 1).scaleb(-decimals)
        elif value > mark >= Fraction(shown):
            shown = Decimal((Fraction(mark) * 10**decimals).__floor__() + 1).scaleb(-decimals)
    return shown


def truncated(value: Number, decimals: int = 0) -> Decimal:
    """Cut after the given number of decimals, towards zero, as some newspapers print."""
    scaled = Fraction(value) * 10**decimals
    whole = abs(scaled).__floor__()
    return Decimal(whole if scaled >= 0 else -whole).scaleb(-decimals)
