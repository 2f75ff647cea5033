"""Axes a reader can follow: round steps, few of them, labels in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from django.utils.translation import pgettext

from recruitment.progress.periods import ONE_DAY, Period, quarter_of
from recruitment.wording import numbers

from .spec import Axis, AxisKind, Point, Series, Tick, Value

STEPS = (1, 2, 5, 10)


def number_axis(values: Iterable[Value | None], *, title: str = "", headroom: int = 0) -> Axis:
    """From 0 to a round number above every value; ``headroom`` in percent of the largest."""
    largest = max((value for value in values if value is not None), default=0)
    step = _step(Fraction(largest) * (100 + headroom) / 100)
    count = max(1, ceil(Fraction(largest) * (100 + headroom) / 100 / step))
    ticks = tuple(Tick(step * n, numbers.number(step * n)) for n in range(count + 1))
    return Axis(AxisKind.NUMBERS, 0, step * count, ticks, title=title)


def upright_axis(series: Iterable[Series]) -> Axis:
    """A number axis for standing charts: room above for labels."""
    points = (point for one in series for point in one.points)
    return number_axis((end for point in points for end in (point.value, point.high)), headroom=8)


def _step(largest: Fraction) -> int:
    """The smallest of 1, 2, 5 × 10ⁿ that needs at most five steps."""
    unit = 1
    while True:
        for factor in STEPS:
            if largest <= 5 * factor * unit:
                return factor * unit
        unit *= 10


def bar_axis(points: Iterable[Point]) -> Axis:
    """From 0 to the largest value, without labels: the numbers stand beside the bars."""
    largest = max(_ends(points), default=Fraction(0))
    return Axis(AxisKind.NUMBERS, 0, largest or 1)


def _ends(points: Iterable[Point]) -> Iterable[Fraction]:
    """Every end, with room for the arrow head of an open one."""
    for point in points:
        if point.value is not None:
            yield Fraction(point.value) * (Fraction(107, 100) if point.open else 1)
        if point.high is not None:
            yield Fraction(point.high)


def percent_axis(points: Iterable[Point], *, at_least: int = 110) -> Axis:
    """From 0 % past 100 %: never cut, however far a value goes beyond the target."""
    largest = max(_ends(points), default=Fraction(0))
    high = max(at_least, ceil(largest / 10) * 10)
    step = next(step for step in _percent_steps() if high <= 4 * step)
    ticks = tuple(Tick(n, numbers.percent(n)) for n in range(0, high + 1, step))
    return Axis(AxisKind.PERCENT, 0, high, ticks)


def _percent_steps() -> Iterable[int]:
    yield 50
    step = 100
    while True:
        yield step
        step *= 2


def rate_axis(points: Iterable[Point]) -> Axis:
    """Whole percents a year, from 0 past every value."""
    largest = max(_ends(points), default=Fraction(0))
    high = max(1, ceil(largest * Fraction(102, 100)))
    step = _step(Fraction(high))
    ticks = tuple(Tick(n, numbers.percent(n)) for n in range(0, high + 1, step))
    return Axis(AxisKind.PERCENT, 0, high, ticks)


def date_axis(window: Period) -> Axis:
    """Years, quarters or months of a window; each name in the middle of its days."""
    if len(window.calendar_years) > 2:
        parts = [(part, str(part.start.year)) for part in window.by_year()]
    elif window.days > 100:
        parts = [(part, _quarter_name(part, window)) for part in _split(window, months=3)]
    else:
        parts = [(part, _month_name(part)) for part in _split(window, months=1)]
    shown = [(part, name) for part, name in parts if part.days * 3 * len(parts) >= window.days]
    return Axis(
        AxisKind.DATES,
        window.start,
        window.end,
        tuple(Tick(middle(part), name) for part, name in shown),
        tuple(part.start for part, _ in parts[1:]),
    )


def middle(days: Period) -> date:
    return days.start + timedelta(days=days.days // 2)


def _split(window: Period, *, months: int) -> list[Period]:
    parts = []
    start = window.start
    while start <= window.end:
        end = quarter_of(start).end if months == 3 else _month_end(start)
        parts.append(Period(start, min(end, window.end)))
        start = end + ONE_DAY
    return parts


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - ONE_DAY


def _quarter_name(part: Period, window: Period) -> str:
    number = numbers.ROMAN[(part.start.month - 1) // 3]
    if len(window.calendar_years) == 1:
        return pgettext("axis", "Q %(number)s") % {"number": number}
    return f"{number}/{part.start.year}"


def _month_name(part: Period) -> str:
    return f"{part.start.month}/{part.start.year}"
