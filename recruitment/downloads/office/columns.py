"""Columns that stand, with what is aimed at as lines across them.

An average over years is a pale area as wide as its years: columns without gaps between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from math import ceil

from recruitment.charts.drawing.measure import text_height
from recruitment.charts.drawing.placement import spread
from recruitment.charts.spec import (
    Category,
    ChartSpec,
    Place,
    Point,
    Role,
    Series,
    SeriesKind,
    Value,
)

from . import colours
from .ends import high_end
from .plot import Datum, Dot, Drawn, Label, Layer, Look, Margins, Plot, Shape, Stroke
from .scales import as_float, number_scale

WIDEST_END = 0.2
ARROW = "▲"
UNDER_LINES = 1.6
"""An average's label stands in its area, clear of a target's line near the top."""
WIDEST = 70
"""Of a column, in points."""
DASH = 18
"""The length of a target's stroke where it is asked of one column only, in points."""


class Columns:
    """Where columns and their labels stand, in points."""

    def __init__(self, spec: ChartSpec, look: Look) -> None:
        self.spec, self.look = spec, look
        self.ends = {series.key: text for series in self.targets if (text := self._end(series))}
        size = look.text
        right = max(map(look.wide, self.ends.values()), default=0) + 16
        left = 14 + max(look.wide(tick.label) for tick in spec.y.ticks)
        self.slot = (look.width - left - right) / len(spec.x.categories)
        lines = max(name.count("\n") + 1 for name in self.names)
        bottom = text_height(lines, size) + 2.4 * size
        self.margins = Margins(left, 1.8 * size, right, bottom)
        self.height = look.height - self.margins.top - bottom

    @property
    def targets(self) -> list[Series]:
        return [one for one in self.spec.of(SeriesKind.STEP) if one.role is not Role.AVERAGE]

    @property
    def averages(self) -> list[Series]:
        return [one for one in self.spec.of(SeriesKind.STEP) if one.role is Role.AVERAGE]

    @property
    def bars(self) -> list[Series]:
        return list(self.spec.of(SeriesKind.BAR))

    def _end(self, series: Series) -> str:
        """The name beside the plot of a target that reaches the last column."""
        if series.points[-1].at != self.spec.x.categories[-1].key:
            return ""
        return "\n".join(self.look.wrap(series.label, WIDEST_END * self.look.width))

    @cached_property
    def names(self) -> list[str]:
        return ["\n".join(self._name(category)) for category in self.spec.x.categories]

    def _name(self, category: Category) -> Iterator[str]:
        """Name, note, and the status in words or, for want of room, by its shape."""
        look, room = self.look, self.slot - 4
        yield category.name
        for text in (category.note, category.words):
            yield from look.wrap(text, room) if text else ()
        if category.tail:
            words = look.wrap(category.tail.replace(" ", "\N{NO-BREAK SPACE}", 1), room)
            fits = all(look.wide(line) <= room for line in words)
            yield from words if fits else (category.tail[0],)

    @property
    def every(self) -> int:
        """Every how many-th name fits."""
        widest = 6 + max(map(self.look.wide, self.names))
        return min(len(self.names), max(1, ceil(widest / self.slot)))

    def gap(self, *, single: bool) -> int:
        """Between the columns of two names, in percent of a column."""
        wished = round(100 * (self.slot / WIDEST - 1)) if single else 0
        return min(max(wished, 45), 500)

    @property
    def numbers(self) -> bool:
        """Whether the columns are wide enough for their numbers."""
        texts = [point.text for series in self.bars for point in series.points]
        widest = max((self.look.wide(text, bold=True) for text in texts), default=0)
        return widest <= 1.15 * self.slot / len(self.bars)

    def end_label(self, series: Series, at: float) -> Label | None:
        """Beside the plot at the line's height, moved apart where two would touch."""
        size = self.look.text
        if series.key not in self.ends:
            text = "\n".join(self.look.wrap(series.label, self.slot))
            return Label(text, colours.INK, "b", covers=True)
        by_key = {one.key: one for one in self.targets}
        heights = [text_height(text.count("\n") + 1, size) for text in self.ends.values()]
        middles = [self._y(by_key[key].points[-1].value) for key in self.ends]
        tops = [mid - height / 2 for mid, height in zip(middles, heights, strict=True)]
        moved = spread(tops, heights, -size, self.height + size)
        place = list(self.ends).index(series.key)
        shift = moved[place] + heights[place] / 2 - (1 - at / self.high) * self.height
        # The line ends in the middle of the last column.
        return Label(self.ends[series.key], colours.INK, "r", moved=shift, aside=self.slot / 2)

    @property
    def high(self) -> float:
        return as_float(self.spec.y.high)

    def _y(self, value: Value | None) -> float:
        return (1 - float(value or 0) / self.high) * self.height


def column_plot(spec: ChartSpec, look: Look) -> Plot:
    found = Columns(spec, look)
    single = len(found.bars) == 1
    drawn = (
        *(_average_area(series, found) for series in found.averages),
        *(one for series in found.bars for one in _columns(series, found, single=single)),
        *(_average_line(series, found) for series in found.averages),
        *(one for series in found.targets for one in _target(series, found)),
    )
    return Plot(
        Shape.COLUMNS,
        look,
        spec.language,
        number_scale(spec.y, spec.language),
        drawn,
        found.margins,
        categories=tuple(found.names),
        gap=found.gap(single=single),
        beside=not single,
        skip=found.every,
        legend=sum(one.named for one in drawn) > 1,
    )


def _values(found: Columns, values: Mapping[Place, Value | None]) -> tuple[Datum, ...]:
    return tuple(Datum(key, values.get(key)) for key in _keys(found))


def _keys(found: Columns) -> list[str]:
    return [category.key for category in found.spec.x.categories]


def _average_area(series: Series, found: Columns) -> Drawn:
    role = series.points[0].role or series.role
    data = _values(found, {point.at: point.value for point in series.points})
    return Drawn(series.name, Layer.GROUND, data, fill=colours.fill(role), named=False)


def _average_line(series: Series, found: Columns) -> Drawn:
    """The area's upper edge, with the average's name in its middle."""
    role = series.points[0].role or series.role
    data = list(_values(found, {point.at: point.value for point in series.points}))
    start = next(at for at, datum in enumerate(data) if datum.value is not None)
    middle = start + (len(series.points) - 1) // 2
    lines = [
        line
        for part in series.label.split("\n")
        for line in found.look.wrap(part, len(series.points) * found.slot, bold=True)
    ]
    lower = UNDER_LINES * found.look.text
    label = Label("\n".join(lines), colours.INK, "b", bold=True, moved=lower)
    data[middle] = replace(data[middle], label=label)
    pen = Stroke(colours.stroke(role), 2)
    return Drawn(series.name, Layer.LINES, tuple(data), stroke=pen)


def _columns(series: Series, found: Columns, *, single: bool) -> Iterator[Drawn]:
    points = {point.at: point for point in series.points}
    hollow = series.role is Role.PRIOR
    ranged = any(point.high is not None for point in series.points)
    if ranged and single:
        highs = _values(found, {point.at: point.high for point in series.points})
        edge = Stroke(colours.stroke(series.role), 0.75)
        fill = colours.fill(series.role)
        name = high_end(series)
        yield Drawn(name, Layer.BARS, highs, fill=fill, stroke=edge, named=False)
    data = tuple(_column(key, series, points.get(key), found) for key in _keys(found))
    yield Drawn(
        series.name,
        Layer.BARS,
        data,
        fill=colours.fill(series.role) if hollow else colours.stroke(series.role),
        stroke=colours.pen(series.role) if hollow else None,
    )


def _column(key: str, series: Series, point: Point | None, found: Columns) -> Datum:
    if point is None or point.value is None:
        return Datum(key, None)
    hollow = series.role is Role.PRIOR
    label = None
    if point.text and found.numbers and not hollow:
        text = f"{point.text}\n{ARROW}" if point.open else point.text
        label = Label(text, colours.INK, "outEnd", bold=True, covers=True)
    fill = None if hollow else colours.stroke(point.role or series.role)
    return Datum(key, point.value, fill=fill, label=label)


def _target(series: Series, found: Columns) -> Iterator[Drawn]:
    """A line through its columns; the two ends of one that is known as a range."""
    pen = colours.pen(series.role)
    ranged = any(point.high is not None for point in series.points)
    lows = {point.at: point.value for point in series.points}
    highs = {point.at: point.high for point in series.points}
    if ranged:
        yield replace(_level(found, high_end(series), highs, pen), named=False)
    yield _named(_level(found, series.label or series.name, lows, pen), series, found)


def _level(found: Columns, name: str, values: Mapping[Place, Value | None], pen: Stroke) -> Drawn:
    data = _values(found, values)
    if sum(one.value is not None for one in data) == 1:
        return Drawn(name, Layer.LINES, data, dot=Dot("dash", DASH, pen.color))
    return Drawn(name, Layer.LINES, data, stroke=pen)


def _named(level: Drawn, series: Series, found: Columns) -> Drawn:
    last = max(at for at, datum in enumerate(level.data) if datum.value is not None)
    label = found.end_label(series, float(level.data[last].value or 0))
    data = list(level.data)
    data[last] = replace(data[last], label=label)
    return replace(level, data=tuple(data))
