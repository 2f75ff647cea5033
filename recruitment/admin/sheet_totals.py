"""What the numbers of a sheet come to: the quarter implied, the year so far, the target.

static/js/sheet-totals.js computes the same while one types. Numbers are written as they are
typed, in both languages: 1.464 and 39,67%.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recruitment.entry.sheet import TargetOfRow
from recruitment.progress.intervals import ZERO, Interval, Number, rounded
from recruitment.wording import numbers

UNKNOWN = Interval(ZERO.low, None)
AT_LEAST = "≥\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Counted:
    """A cell's number with what is needed to read it for the quarter or for the year.

    ``before`` is what was counted from 1 January to the quarter's first day; 0 in a first
    quarter, unknown where nothing is on record.
    """

    value: int | None
    cumulative: bool
    before: Interval

    @property
    def quarter(self) -> Interval | None:
        """The quarter's number; None where it would be below 0."""
        if self.value is None:
            return UNKNOWN
        number = Interval.exact(self.value)
        return number.minus(self.before) if self.cumulative else number

    @property
    def year(self) -> Interval:
        """From 1 January to the quarter's end."""
        if self.value is None:
            return self.before.opened()
        number = Interval.exact(self.value)
        return number if self.cumulative else self.before.plus(number)

    def of_target(self, target: TargetOfRow) -> Interval:
        """What the target's window holds at the quarter's end."""
        if target.is_of_year:
            return self.year
        before = target.before or UNKNOWN
        quarter = self.quarter
        found = before.opened() if quarter is None else before.plus(quarter)
        # The window holds the year so far, whatever is on record of what came before.
        least = self.year.low if self.cumulative else ZERO.low
        return Interval(least, None) if found.low < least else found

    def counted_as(self, *, cumulative: bool) -> int | None:
        """The number that can be added to others counted so; None where it is not known."""
        found = self.year if cumulative else self.quarter
        return int(found.low) if self.value is not None and found and found.is_exact else None


def percent_of(amount: Interval, target: int) -> Interval | None:
    """Percent; None for a target of 0, of which there is none."""
    return amount.over(Interval.exact(target)).times(100) if target else None


@dataclass(frozen=True, slots=True)
class Sum:
    """The units of one column beside the committee's own number, counted alike.

    ``counted`` of the ``expected`` units are in the sum; ``remainder`` is None without an own
    number.
    """

    amount: int
    counted: int
    expected: int
    remainder: int | None


def summed(own: Counted | None, units: Iterable[Counted | None]) -> Sum:
    """``units`` holds None for a unit that the column does not apply to."""
    asked = [unit for unit in units if unit is not None]
    cumulative = own is not None and own.cumulative
    found = [unit.counted_as(cumulative=cumulative) for unit in asked]
    known = [value for value in found if value is not None]
    amount = sum(known)
    whole = own.value if own is not None else None
    return Sum(amount, len(known), len(asked), None if whole is None else whole - amount)


def grouped(value: Number) -> str:
    """1.464, as it is typed; −20."""
    text = f"{abs(rounded(value)):,}".replace(",", ".")
    return f"{numbers.MINUS}{text}" if value < 0 else text


def said(value: Interval, decimals: int = 0, unit: str = "") -> str:
    """238, ≥ 238, 12–17 or 39,67%."""
    low = _written(value.low, decimals)
    if value.high is None:
        return f"{AT_LEAST}{low}{unit}"
    high = _written(value.high, decimals)
    return f"{low}{unit}" if low == high else f"{low}–{high}{unit}"


def _written(value: Number, decimals: int) -> str:
    whole, _, part = f"{rounded(value, decimals):,}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", ".") + (f",{part}" if part else "")
