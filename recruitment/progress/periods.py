"""Days and the periods made of them, both ends included."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from ``start`` to ``end``, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            msg = f"a period ends ({self.end}) before it starts ({self.start})"
            raise ValueError(msg)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def years(self) -> Fraction:
        """The length in years: in each calendar year, its days ÷ the days of that year."""
        return sum(
            (Fraction(part.days, days_of_year(part.start.year)) for part in self.by_year()),
            Fraction(0),
        )

    @property
    def calendar_years(self) -> range:
        return range(self.start.year, self.end.year + 1)

    def by_year(self) -> Iterator[Period]:
        for year in self.calendar_years:
            yield Period(max(self.start, date(year, 1, 1)), min(self.end, date(year, 12, 31)))

    def contains(self, other: Period) -> bool:
        return self.start <= other.start and other.end <= self.end

    def has_day(self, day: date) -> bool:
        return self.start <= day <= self.end

    def overlaps(self, other: Period) -> bool:
        return self.start <= other.end and other.start <= self.end

    def meet(self, other: Period) -> Period | None:
        """The days in both, or None."""
        if not self.overlaps(other):
            return None
        return Period(max(self.start, other.start), min(self.end, other.end))

    def a_year_before(self) -> Period:
        """The same days of the year before; 29 February becomes 28, and a month's end stays one."""
        return Period(_year_before(self.start, is_end=False), _year_before(self.end, is_end=True))


def calendar_year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def days_of_year(year: int) -> int:
    return 366 if isleap(year) else 365


def _year_before(day: date, *, is_end: bool) -> date:
    last_now = monthrange(day.year, day.month)[1]
    last_then = monthrange(day.year - 1, day.month)[1]
    to_last = is_end and day.day == last_now
    return day.replace(year=day.year - 1, day=last_then if to_last else min(day.day, last_then))


def quarter_of(day: date) -> Period:
    """The calendar quarter that holds the day."""
    first = 3 * ((day.month - 1) // 3) + 1
    last = first + 2
    return Period(date(day.year, first, 1), date(day.year, last, monthrange(day.year, last)[1]))


def is_quarter(period: Period) -> bool:
    return quarter_of(period.start) == period


def quarter_ends(after: date, until: date) -> int:
    """How many calendar quarters end after the first day given and not after the second."""
    found = 0
    end = quarter_of(after).end
    while end <= until:
        found += end > after
        end = quarter_of(end + ONE_DAY).end
    return found


def merged(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The same days as the fewest periods, in order; touching periods become one."""
    result: list[Period] = []
    for period in sorted(periods):
        if result and period.start <= result[-1].end + ONE_DAY:
            result[-1] = Period(result[-1].start, max(result[-1].end, period.end))
        else:
            result.append(period)
    return tuple(result)


def days_missing(window: Period, covered: Iterable[Period]) -> tuple[Period, ...]:
    """The days of the window that none of the given periods holds."""
    gaps: list[Period] = []
    next_day = window.start
    for period in merged(covered):
        if period.end < next_day:
            continue
        if period.start > window.end:
            break
        if period.start > next_day:
            gaps.append(Period(next_day, period.start - ONE_DAY))
        next_day = period.end + ONE_DAY
    if next_day <= window.end:
        gaps.append(Period(next_day, window.end))
    return tuple(gaps)


def day_count(periods: Iterable[Period]) -> int:
    return sum(period.days for period in periods)
