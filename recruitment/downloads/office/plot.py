"""A chart as Office knows it: series of bars, lines or points, with their colours and labels.

Made of a ``ChartSpec`` by ``native``; written as a chart part by ``chart_xml``. Lengths are
points (1/72 inch), colours RRGGBB.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recruitment.charts.drawing.measure import text_width, wrap
from recruitment.charts.spec import Value


class Shape(StrEnum):
    SCATTER = "scatter"
    """Lines and points over days: irregular days keep their distances."""
    ROWS = "rows"
    """Bars that lie, the first at the top."""
    COLUMNS = "columns"


class Layer(StrEnum):
    """From the back to the front. Bars of a layer lie over each other, the later in front."""

    GROUND = "ground"
    """Bars without gaps between them."""
    STROKES = "strokes"
    """Taller bars behind the others, of which only the ends are to be seen."""
    BARS = "bars"
    LINES = "lines"
    """Over the columns; a scatter has lines only."""


@dataclass(frozen=True, slots=True)
class Look:
    """The room that a chart has in its paper, and its letters.

    ``narrow``: the widths of the font's letters, as a part of those that are measured.
    """

    font: str
    width: float
    height: float
    text: float = 12
    narrow: float = 1

    def wide(self, text: str, *, bold: bool = False) -> float:
        """Points of the longest of the text's lines."""
        return self.narrow * text_width(text, self.text, bold=bold)

    def wrap(self, text: str, width: float, *, bold: bool = False) -> tuple[str, ...]:
        """The text in lines of at most so many points."""
        return wrap(text, width / self.narrow, self.text, bold=bold)


@dataclass(frozen=True, slots=True)
class Stroke:
    """``dash`` as DrawingML names it: solid, dash, sysDash, sysDot."""

    color: str
    width: float
    dash: str = "solid"


@dataclass(frozen=True, slots=True)
class Dot:
    symbol: str
    size: int
    color: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text beside a value; ``moved`` down and ``aside`` right of its place, in points.

    ``covers``: what lies behind it is not seen.
    """

    text: str
    color: str
    place: str = "r"
    bold: bool = False
    moved: float = 0
    aside: float = 0
    covers: bool = False


@dataclass(frozen=True, slots=True)
class Datum:
    """One value; None is an empty cell. ``fill`` None is the series' own, "" is nothing."""

    at: date | str
    value: Value | None
    fill: str | None = None
    dot: Dot | None = None
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A series. ``fill`` and ``stroke`` None: nothing is painted; ``named``: in the legend.

    ``dot`` is every point's; ``sheer``: what lies behind the fill is seen.
    """

    name: str
    layer: Layer
    data: tuple[Datum, ...]
    fill: str | None = None
    stroke: Stroke | None = None
    dot: Dot | None = None
    sheer: bool = False
    named: bool = True


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis of numbers or, without ``step``, of days.

    ``shown`` is the number format of its names, without which it has none; ``grid`` its lines.
    """

    low: float
    high: float
    step: float = 0
    shown: str = ""
    grid: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Margins:
    """Around the inner plot, in points."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Plot:
    """``values`` is the axis of the numbers, ``days`` that of a scatter's days.

    ``gap`` is the width between two bars, in percent of a bar. ``beside``: bars of a layer stand
    beside each other instead. ``skip``: every how many-th category is named.
    """

    shape: Shape
    look: Look
    language: str
    values: Scale
    drawn: tuple[Drawn, ...]
    margins: Margins
    days: Scale | None = None
    categories: tuple[str, ...] = ()
    gap: int = 50
    beside: bool = False
    skip: int = 1
    legend: bool = False

    def layer(self, which: Layer) -> list[Drawn]:
        return [one for one in self.drawn if one.layer is which]
