"""How far, how long, how many to go: the arithmetic of a count target on its window.

Nothing here is a growth rate: admissions are a flow that starts at nothing, and even pace is
the straight line from nothing on the first day to the target on the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .intervals import Interval
from .periods import Period, quarter_ends


@dataclass(frozen=True, slots=True)
class Clock:
    """How much of a window has passed when figures end on ``as_of``.

    ``covered_days`` are the days from the window's start to ``as_of`` that figures cover:
    pace is judged on them. ``gap`` tells that some are missing.
    """

    window: Period
    as_of: date
    covered_days: int

    @property
    def elapsed_days(self) -> int:
        return (self.as_of - self.window.start).days + 1

    @property
    def elapsed(self) -> Fraction:
        """Share of the window that has passed, 0 to 1."""
        return Fraction(self.elapsed_days, self.window.days)

    @property
    def covered(self) -> Fraction:
        """Share of the window that figures cover, 0 to 1; the share that pace is judged on."""
        return Fraction(self.covered_days, self.window.days)

    @property
    def gap(self) -> bool:
        return self.covered_days < self.elapsed_days

    @property
    def ended(self) -> bool:
        """The figures reach the window's last day."""
        return self.as_of >= self.window.end


def attainment(admitted: Interval, aim: Interval) -> Interval:
    """Percent of the target, never capped."""
    return admitted.times(100).over(aim)


def points_ahead(admitted: Interval, aim: Interval, clock: Clock) -> Interval:
    """Percentage points by which attainment is ahead of even pace (behind: below 0)."""
    percent = attainment(admitted, aim)
    expected = 100 * clock.covered
    high = None if percent.high is None else percent.high - expected
    return Interval.between(percent.low - expected, high)


def days_ahead(admitted: Interval, aim: Interval, clock: Clock) -> Interval | None:
    """Days by which the count is ahead of even pace; None once the window has ended."""
    if clock.ended:
        return None
    points = points_ahead(admitted, aim, clock)
    return points.times(Fraction(clock.window.days, 100))


def needed(admitted: Interval, aim: Interval) -> Interval:
    """Persons still to be admitted to reach the target, never below 0."""
    low = Fraction(0) if admitted.high is None else max(Fraction(0), aim.low - admitted.high)
    highest = aim.low if aim.high is None else aim.high
    return Interval.between(low, max(Fraction(0), highest - admitted.low))


def surplus(admitted: Interval, aim: Interval) -> Interval:
    """Persons admitted above the target, never below 0."""
    highest = aim.low if aim.high is None else aim.high
    high = None if admitted.high is None else max(Fraction(0), admitted.high - aim.low)
    return Interval.between(max(Fraction(0), admitted.low - highest), high)


def per_quarter(persons: Interval, as_of: date, window: Period) -> Interval | None:
    """Persons a quarter, rounded up, over the quarter-ends that are left; None with none left."""
    left = quarter_ends(as_of, window.end)
    if left == 0:
        return None
    high = None if persons.high is None else (persons.high / left).__ceil__()
    return Interval.between((persons.low / left).__ceil__(), high)
