"""A chart as plain values: complete enough to be drawn by any library without recomputing.

Values are exact (int or Fraction) and every text is ready to print in one language. A series
says what it means (``Role``); how that looks is decided once, in ``theme``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

Value: TypeAlias = int | Fraction
Place: TypeAlias = date | str
"""A day on an axis of dates, the key of a category on an axis of categories."""


class Role(StrEnum):
    """What something stands for; the colour, dash and shape follow from it."""

    ADMITTED = "admitted"
    DONE = "done"
    BEHIND = "behind"
    UNKNOWN = "unknown"
    TARGET = "target"
    IMPLIED = "implied"
    """A target known only as a range, forced by a printed result."""
    PACE = "pace"
    ELAPSED = "elapsed"
    PROJECTION = "projection"
    PROJECTION_BAND = "projection_band"
    REMAINDER = "remainder"
    BAND = "band"
    """Between the low and the high end of what is aimed at."""
    PRIOR = "prior"
    AVERAGE = "average"
    RANGE = "range"
    """A figure's own range: its value lies somewhere between two ends."""


class SeriesKind(StrEnum):
    LINE = "line"
    STEP = "step"
    """A level held across the width of each category."""
    BAR = "bar"
    MARKER = "marker"
    BAND = "band"
    """From ``value`` to ``high`` at each point, filled."""


class AxisKind(StrEnum):
    DATES = "dates"
    CATEGORIES = "categories"
    PERCENT = "percent"
    NUMBERS = "numbers"


class MarkKind(StrEnum):
    AS_OF = "as_of"
    """A line at the day that the figures end on."""
    HUNDRED = "hundred"
    """The line where a target is met."""
    GAP = "gap"
    """Days without figures, from ``at`` to ``until``."""


@dataclass(frozen=True, slots=True)
class Point:
    """``value`` None is a gap, never 0.

    ``high``: the value lies between ``value`` and ``high`` (for a band: its upper edge).
    ``open``: nothing is known above ``value`` ("more than"); drawn as an arrow head.
    ``role`` replaces the series' role for this point (a bar in its status' colour).
    """

    at: Place
    value: Value | None
    high: Value | None = None
    open: bool = False
    text: str = ""
    hover: str = ""
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """``label`` stands at the end of the line, in place of a legend."""

    key: str
    name: str
    kind: SeriesKind
    role: Role
    points: tuple[Point, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """A row or column. ``words`` stand in place of a bar where there is no value;
    ``tail`` is said after the value, in the colour of ``tone``."""

    key: str
    name: str
    note: str = ""
    words: str = ""
    tail: str = ""
    tone: Role | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    at: date | Value
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """``edges`` are the boundaries between the labels of an axis of dates (year from year)."""

    kind: AxisKind
    low: date | Value = 0
    high: date | Value = 0
    ticks: tuple[Tick, ...] = ()
    edges: tuple[date, ...] = ()
    categories: tuple[Category, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    kind: MarkKind
    at: date | Value
    label: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """``value`` is the exact number or day for a spreadsheet; None where there is only text."""

    text: str
    value: int | Decimal | date | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """``days``: periods, which are read best on one line."""

    name: str
    numeric: bool = False
    days: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The same numbers as text: shown behind the chart, read aloud, written to CSV."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Heights:
    """Pixels that the drawing needs on a wide and on a narrow card, without title and source."""

    wide: int
    narrow: int


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """One chart.

    ``place`` is whose chart it is, ``subtitle`` holds the counting window and the as-of date,
    ``reading`` how to read the marks, ``notes`` what a careful reader has to know (a gap, an
    assumption), ``provisional`` the mark for figures that may still change (empty: none),
    ``summary`` the chart in a sentence for those who cannot see it. Categories run along ``y``
    for bars that lie, along ``x`` for columns that stand. ``language`` is that of every text.
    """

    name: str
    place: str
    title: str
    subtitle: str
    unit: str
    x: Axis
    y: Axis
    series: tuple[Series, ...]
    table: Table
    summary: str
    source: str = ""
    reading: str = ""
    marks: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()
    provisional: str = ""
    language: str = "vi"

    def of(self, *kinds: SeriesKind) -> Iterator[Series]:
        """The series of these kinds, in order."""
        return (series for series in self.series if series.kind in kinds)

    def marked(self, kind: MarkKind) -> Iterator[Mark]:
        return (mark for mark in self.marks if mark.kind is kind)
