"""Bars that lie: names at the left, the bars, and numbers and statuses at the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, pairwise
from math import ceil

from django.utils.translation import pgettext

from recruitment.charts.drawing.measure import text_height
from recruitment.charts.spec import (
    AxisKind,
    Category,
    ChartSpec,
    MarkKind,
    Place,
    Point,
    Role,
    Series,
    SeriesKind,
    Value,
)
from recruitment.charts.words import joined

from . import colours
from .ends import high_end, low_end
from .plot import Datum, Drawn, Label, Layer, Look, Margins, Plot, Scale, Shape, Stroke
from .scales import as_value, number_scale
from .text import TICK

NAMES, SAID, WIDEST_NAME = 0.36, 0.24, 0.45
"""The parts of the width that names and statuses may take."""
SHORT = 0.32
"""The part that a status may take, or a number with it, which stays on one line."""
THICKEST, GAPS = 2, (45, 500)
"""Of a bar, in heights of its letters; and the least and the widest gap, in percent of a bar."""
STROKE = Fraction(6, 1000)
"""The width of the stroke for the time elapsed, as a part of the scale."""
ONLY = 200
"""Up to so many percent the target's is the only line of the grid, and it may be dashed."""
CLOSER = 0.4
"""How much nearer to each other texts of different heights may stand, in letters."""
ARROW = "▶"


@dataclass(frozen=True, slots=True)
class Row:
    category: Category
    name: str
    said: str
    value: Value | None

    def height(self, size: float) -> float:
        lines = max(self.name.count("\n"), self.said.count("\n")) + 1
        return text_height(lines, size) + 0.7 * size


class Rows:
    """The texts of a chart of rows, in lines, and the room that they take."""

    def __init__(self, spec: ChartSpec, look: Look) -> None:
        self.spec, self.look = spec, look
        points = {
            str(point.at): point for series in spec.of(SeriesKind.BAR) for point in series.points
        }
        self.rows = [self._row(row, points.get(row.key)) for row in spec.y.categories]
        size = self.look.text
        names = max(look.wide(row.name) for row in self.rows)
        left = 12 + min(names, WIDEST_NAME * look.width)
        right = 16 + max(
            (look.wide(row.said, bold=True) for row in self.rows if row.value is not None),
            default=0,
        )
        ticks = spec.x.kind is AxisKind.PERCENT
        self.margins = Margins(left, size * 2 if ticks else 4, right, 4)

    def _row(self, category: Category, point: Point | None) -> Row:
        look, width = self.look, self.look.width
        name = [*look.wrap(category.name, NAMES * width)]
        if category.note:
            name += look.wrap(category.note, NAMES * width)
        value = point.value if point else None
        if value is None:
            said = "\n".join(look.wrap(category.words or category.tail, 0.55 * width))
        else:
            text = point.text if point else ""
            said = self._said(text, category.tail)
        return Row(category, "\n".join(name), said, value)

    def _said(self, text: str, tail: str) -> str:
        """The number and what follows it, on one line if that is short; a tick begins its line,
        which LibreOffice mixes up where the tick stands behind other letters."""
        whole = joined(text, tail, by=_between(tail))
        if self._is_short(whole) and TICK not in tail:
            return whole
        room = SAID * self.look.width
        lines = (tail,) if self._is_short(tail) else self.look.wrap(tail, room, bold=True)
        return "\n".join(part for part in (text, *lines) if part)

    def _is_short(self, text: str) -> bool:
        return self.look.wide(text, bold=True) <= SHORT * self.look.width

    @property
    def room(self) -> float:
        return self.look.height - self.margins.top - self.margins.bottom

    def fitting(self) -> list[int]:
        """How many rows each of several charts takes: about the same number, where that fits."""
        greedy = self._greedy()
        even = ceil(len(self.rows) / len(greedy))
        shares = [self.rows[at : at + even] for at in range(0, len(self.rows), even)]
        fits = all(len(rows) * self._slot(rows) <= self.room for rows in shares)
        return [len(rows) for rows in shares] if fits else greedy

    def _slot(self, rows: Sequence[Row]) -> float:
        """The height that each row is given: texts of several lines may reach over its edge as
        far as those above and below leave room."""
        heights = [row.height(self.look.text) for row in rows]
        closer = CLOSER * self.look.text
        between = [
            (above + below) / 2 - (closer if above != below else 0)
            for above, below in pairwise(heights)
        ]
        return max(heights[0], heights[-1], *between)

    def _greedy(self) -> list[int]:
        counts, start = [], 0
        for end in range(1, len(self.rows) + 1):
            rows = self.rows[start:end]
            if len(rows) > 1 and len(rows) * self._slot(rows) > self.room:
                counts.append(len(rows) - 1)
                start = end - 1
        return [*counts, len(self.rows) - start]

    @property
    def height(self) -> float:
        """What the chart needs, margins included."""
        return self._slot(self.rows) * len(self.rows) + self.margins.top + self.margins.bottom

    @property
    def gap(self) -> int:
        """Between two bars: few rows are not thick."""
        slot = self.room / len(self.rows)
        thickest = THICKEST * self.look.text
        return min(max(round(100 * (slot / thickest - 1)), GAPS[0]), GAPS[1])


def _between(tail: str) -> str:
    """Words go on after a number, a status stands apart from it."""
    return " " if tail[:1].isalpha() or tail.startswith("(") else "   "


def arranged(spec: ChartSpec, look: Look) -> Rows:
    """In smaller letters where the room is too low for the look's own."""
    found = Rows(spec, look)
    if found.height <= look.height:
        return found
    return Rows(spec, replace(look, text=look.text - 2))


def row_parts(spec: ChartSpec, look: Look) -> list[ChartSpec]:
    """The chart in as many as its rows need in such a room, on the same scale."""
    rows = iter(spec.y.categories)
    return [_part(spec, tuple(islice(rows, count))) for count in arranged(spec, look).fitting()]


def _part(spec: ChartSpec, categories: tuple[Category, ...]) -> ChartSpec:
    keys = {category.key for category in categories}
    series = tuple(
        replace(one, points=tuple(point for point in one.points if point.at in keys))
        for one in spec.series
    )
    return replace(spec, y=replace(spec.y, categories=categories), series=series)


# -- Drawing ---------------------------------------------------------------------------------------


def row_plot(spec: ChartSpec, look: Look) -> Plot:
    found = arranged(spec, look)
    return Plot(
        Shape.ROWS,
        found.look,
        spec.language,
        _scale(spec),
        (*_strokes(found), *_bands(found), _ground(found), *_bars(found)),
        found.margins,
        categories=tuple(row.name for row in found.rows),
        gap=found.gap,
    )


def _scale(spec: ChartSpec) -> Scale:
    """In percent of a target with a dashed line at 100%, which on a longer scale is drawn row by
    row; else the bars' numbers say all."""
    scale = number_scale(spec.x, spec.language)
    if spec.x.kind is not AxisKind.PERCENT:
        return replace(scale, shown="", grid=None)
    if _is_long(spec) or not any(spec.marked(MarkKind.HUNDRED)):
        return scale
    return replace(scale, step=100, grid=Stroke(colours.SOFT, 1, "sysDash"))


def _is_long(spec: ChartSpec) -> bool:
    targets = spec.x.kind is AxisKind.PERCENT and any(spec.marked(MarkKind.HUNDRED))
    return targets and as_value(spec.x.high) >= ONLY


def _ground(found: Rows) -> Drawn:
    """The scale's whole length bears the texts at its end, and words where there is no bar."""
    end = as_value(found.spec.x.high)
    data = tuple(Datum(row.category.key, end, label=_said(row)) for row in found.rows)
    return Drawn(pgettext("series", "Scale"), Layer.BARS, data)


def _bands(found: Rows) -> Iterator[Drawn]:
    """Painted from 0: the high end first, and up to the low end the paper over it.

    Where that would hide a stroke only the frames of both are drawn.
    """
    struck = {point.at for one in found.spec.of(SeriesKind.MARKER) for point in one.points}
    for series in found.spec.of(SeriesKind.BAND):
        lows = {point.at: point.value for point in series.points}
        highs = {point.at: point.high for point in series.points}
        for name, ends, fill in (
            (high_end(series), highs, colours.fill(series.role)),
            (low_end(series), lows, colours.CARD),
        ):
            data = tuple(
                replace(datum, fill="") if datum.at in struck else datum
                for datum in _of_rows(found, ends)
            )
            if any(datum.value is not None for datum in data):
                pen = Stroke(colours.SOFT, 0.75)
                yield Drawn(name, Layer.BARS, data, fill=fill, stroke=pen)


def _strokes(found: Rows) -> Iterator[Drawn]:
    """Upright strokes behind the bars and taller: bars of which the paper covers all but the end.

    Not a stroke stacked upon an unseen bar: LibreOffice's Writer keeps a chart as OpenDocument,
    which stacks either all bars or none.
    """
    spec, width = found.spec, as_value(found.spec.x.high) * STROKE
    for mark in spec.marked(MarkKind.HUNDRED) if _is_long(spec) else ():
        # First, since what covers a later stroke may reach no further: no time elapses past 100%.
        at = as_value(mark.at)
        whole: dict[Place, Value] = {
            row.category.key: at for row in found.rows if row.value is not None
        }
        yield from _stroke(found, mark.label, whole, width / 2, colours.SOFT)
    for series in spec.of(SeriesKind.MARKER):
        values = {point.at: point.value for point in series.points if point.value is not None}
        if values:
            yield from _stroke(found, series.name, values, width, colours.stroke(series.role))


def _stroke(
    found: Rows, name: str, values: Mapping[Place, Value], width: Value, fill: str
) -> Iterator[Drawn]:
    end = pgettext("series", "%(name)s: end of the stroke") % {"name": name}
    ends = {at: value + width for at, value in values.items()}
    yield Drawn(end, Layer.STROKES, _of_rows(found, ends), fill=fill)
    yield Drawn(name, Layer.STROKES, _of_rows(found, values), fill=colours.CARD)


def _said(row: Row) -> Label | None:
    if not row.said:
        return None
    if row.value is None:
        return Label(row.said, colours.SOFT, "inBase", covers=True)
    tone = row.category.tone
    return Label(row.said, colours.stroke(tone) if tone else colours.INK, "outEnd", bold=True)


def _of_rows(found: Rows, values: Mapping[Place, Value | None]) -> tuple[Datum, ...]:
    return tuple(Datum(row.category.key, values.get(row.category.key)) for row in found.rows)


def _bars(found: Rows) -> Iterator[Drawn]:
    for series in found.spec.of(SeriesKind.BAR):
        points = {point.at: point for point in series.points}
        hollow = series.role is Role.REMAINDER
        if any(point.high is not None for point in series.points):
            yield _ranges(found, series, points)
        data = tuple(_bar(found, row, series, points.get(row.category.key)) for row in found.rows)
        yield Drawn(
            series.name,
            Layer.BARS,
            data,
            fill=None if hollow else colours.stroke(series.role),
            stroke=colours.pen(series.role) if hollow else None,
            sheer=_struck(found),
        )


def _struck(found: Rows) -> bool:
    """Whether a stroke or a band behind the bars has to be seen through them."""
    behind = found.spec.of(SeriesKind.MARKER, SeriesKind.BAND)
    return _is_long(found.spec) or any(one.points for one in behind)


def _bar(found: Rows, row: Row, series: Series, point: Point | None) -> Datum:
    role = point.role if point and point.role else series.role
    color = colours.stroke(role)
    fill = None if series.role is Role.REMAINDER else color
    inside = point and point.open and (point.value or 0) < as_value(found.spec.x.high)
    arrow = Label(ARROW, color, "outEnd") if inside else None
    return Datum(row.category.key, point.value if point else None, fill=fill, label=arrow)


def _ranges(found: Rows, series: Series, points: Mapping[Place, Point]) -> Drawn:
    """Behind the bar and longer: what is not known for certain."""
    data = []
    for row in found.rows:
        point = points.get(row.category.key)
        role = point.role if point and point.role else series.role
        high = point.high if point else None
        data.append(Datum(row.category.key, high, fill=colours.fill(role)))
    edge = Stroke(colours.stroke(series.role), 0.75)
    fill = colours.fill(series.role)
    return Drawn(high_end(series), Layer.BARS, tuple(data), fill, edge, sheer=_struck(found))
