"""Axes of numbers and days, with number formats that keep the language's separators.

Office writes thousands as its own system does; a format with the separator in it does not
depend on that.
"""

from __future__ import annotations

from datetime import date

from recruitment.charts.spec import Axis, AxisKind, Value

from . import colours
from .plot import Scale, Stroke

EPOCH = date(1899, 12, 30)
DAY_FORMAT = "d/m/yyyy"


def serial(day: date) -> int:
    """The day as a spreadsheet counts it."""
    return (day - EPOCH).days


def as_float(value: date | Value) -> float:
    if isinstance(value, date):
        return float(serial(value))
    return float(value)


def as_value(value: date | Value) -> Value:
    if isinstance(value, date):
        raise TypeError("an axis of numbers holds no dates")
    return value


def number_format(language: str, unit: str = "") -> str:
    separator = "," if language == "en" else "."
    tail = f'"{unit}"' if unit else ""
    thousands, millions = rf"0\{separator}000", rf"0\{separator}000\{separator}000"
    return f"[>=1000000]{millions}{tail};[>=1000]{thousands}{tail};0{tail}"


def number_scale(axis: Axis, language: str) -> Scale:
    ticks = axis.ticks
    step = as_float(ticks[1].at) - as_float(ticks[0].at) if len(ticks) > 1 else 0
    unit = "%" if axis.kind is AxisKind.PERCENT else ""
    high = as_float(axis.high)
    grid = Stroke(colours.HAIR, 0.75)
    return Scale(as_float(axis.low), high, step or high, number_format(language, unit), grid)


def day_scale(axis: Axis) -> Scale:
    return Scale(as_float(axis.low), as_float(axis.high), shown=DAY_FORMAT)
