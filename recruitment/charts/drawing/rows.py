"""Bars that lie: a row for each category, on one scale.

The upright axis counts pixels, so that rows take the height their texts need.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from recruitment.charts.spec import (
    AxisKind,
    ChartSpec,
    MarkKind,
    Point,
    Role,
    Series,
    SeriesKind,
    Tick,
)
from recruitment.charts.theme import SMALL, STYLES, Width

from .measure import text_width
from .pen import CLEAR, LEAST, Drawing, Pen, as_float, as_number, base_layout, quiet_axis, safe
from .rows_layout import Rows, arrange
from .rows_texts import names_above, names_beside, scale_above

TRACK, BAR, HIT = 16, 10, 26
"""Thickness in pixels: of the whole scale, of a bar, of what the pointer finds."""
BOTTOM = 4
BETWEEN = 8
"""Pixels between two names on the scale."""
PAST_END = 1.02
"""The scale goes on a little past its end, so that numbers stand clear of the bars."""


Stroke = tuple[Any, float]
"""Where on the scale, and the middle of its bar."""


def draw_rows(spec: ChartSpec, pen: Pen, width: Width, room: int | None = None) -> Drawing:
    """``room``: the height in pixels over which the rows are spread, where they leave some."""
    ticks = spec.x.ticks if spec.x.kind is AxisKind.PERCENT and _known(spec) else ()
    top = 26 if ticks else 4
    found = arrange(spec, width, room - top - BOTTOM if room else 0)
    layout = base_layout(spec, pen, {"l": found.left, "r": found.right, "t": top, "b": BOTTOM})
    layout["barmode"] = "overlay"
    layout["barcornerradius"] = 2
    layout["xaxis"] = quiet_axis(
        side="top", range=[0, as_number(spec.x.high) * PAST_END], tickvals=[], tickangle=0
    )
    layout["yaxis"] = quiet_axis(
        range=[round(found.height, 1), 0], showticklabels=False, tickvals=[]
    )
    drawing = Drawing([], layout, round(found.height + top + BOTTOM))
    _marks(drawing, spec, pen, found)
    if width is Width.WIDE:
        layout["xaxis"] |= {
            "tickvals": [as_number(tick.at) for tick in _apart(ticks, spec, found)],
            "ticktext": [safe(tick.label) for tick in _apart(ticks, spec, found)],
            "tickfont": pen.small,
        }
        names_beside(drawing, pen, found)
    else:
        scale_above(drawing, pen, ticks)
        names_above(drawing, pen, found)
    return drawing


def _apart(ticks: Sequence[Tick], spec: ChartSpec, found: Rows) -> Sequence[Tick]:
    """As many of the scale's names as stand clear of each other where it is shortest."""
    if len(ticks) < 2:
        return ticks
    length = LEAST[Width.WIDE] - found.left - found.right
    step = as_number(ticks[1].at) - as_number(ticks[0].at)
    widest = max(text_width(tick.label, SMALL) for tick in ticks) + BETWEEN
    return ticks[:: ceil(widest / (length * step / as_number(spec.x.high)))]


def _known(spec: ChartSpec) -> list[Point]:
    bars = spec.of(SeriesKind.BAR)
    return [point for series in bars for point in series.points if point.value is not None]


def _marks(drawing: Drawing, spec: ChartSpec, pen: Pen, found: Rows) -> None:
    """From the ground up: scale, band, bars, the line at 100 %, ticks."""
    bars = list(spec.of(SeriesKind.BAR))
    known = _known(spec)
    middles = [found.bar(point.at) for point in known]
    if spec.x.kind is AxisKind.PERCENT:
        full = [as_number(spec.x.high)] * len(known)
        drawing.data.append(_bar(full, middles, TRACK, pen.palette.hair))
    for series in spec.of(SeriesKind.BAND):
        _band(drawing, series, spec, pen, found)
    for series in bars:
        points = [point for point in series.points if point.value is not None]
        if series.role is Role.REMAINDER:
            _hollow(drawing, spec, points, pen, found)
        else:
            _solid(drawing, series, points, pen, found)
    for mark in spec.marked(MarkKind.HUNDRED):
        strokes: list[Stroke] = [(mark.at, middle) for middle in middles]
        line = {**pen.line(Role.PACE), "width": 1, "dash": "3px,2px"}
        _strokes(drawing, strokes, line, 9, mark.kind.value)
    for series in spec.of(SeriesKind.MARKER):
        strokes = [(point.value, found.bar(point.at)) for point in series.points]
        line = {**pen.line(series.role), "dash": STYLES[series.role].dash}
        _strokes(drawing, strokes, line, 12, series.key)
    _hits(drawing, spec, known, found)


def _bar(xs: Sequence[Any], ys: Sequence[float], thick: float, color: Any) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(xs),
        "y": list(ys),
        "width": thick,
        "marker": {"color": color, "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _solid(
    drawing: Drawing, series: Series, points: Sequence[Point], pen: Pen, found: Rows
) -> None:
    """Bars up to what is known, a paler part for a range, an arrow head for an open end."""
    ranged = [point for point in points if point.high is not None]
    if ranged:
        bar = _bar(
            [as_float((point.high or 0) - (point.value or 0)) for point in ranged],
            [found.bar(point.at) for point in ranged],
            BAR,
            [pen.fill(point.role or series.role) for point in ranged],
        )
        bar["base"] = [as_float(point.value) for point in ranged]
        strokes = [pen.stroke(point.role or series.role) for point in ranged]
        bar["marker"]["line"] = {"width": 1, "color": strokes}
        drawing.data.append({**bar, "name": "range"})
    colors = [pen.stroke(point.role or series.role) for point in points]
    values = [as_float(point.value) for point in points]
    solid = _bar(values, [found.bar(point.at) for point in points], BAR, colors)
    drawing.data.append({**solid, "name": safe(series.name)})
    opened = [point for point in points if point.open]
    if opened:
        drawing.data.append(_arrows(opened, series, pen, found))


def _arrows(points: Sequence[Point], series: Series, pen: Pen, found: Rows) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "open",
        "x": [as_float(point.value) for point in points],
        "y": [found.bar(point.at) for point in points],
        "marker": {
            # Turned to the right and set off the bar's end, so that the bar keeps its length.
            "symbol": "triangle-down",
            "angle": -90,
            "standoff": 5,
            "size": 13,
            "color": [pen.stroke(point.role or series.role) for point in points],
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _hollow(
    drawing: Drawing, spec: ChartSpec, points: Sequence[Point], pen: Pen, found: Rows
) -> None:
    """A dashed outline: bars know no dashes. One that runs out of the scale has no end."""
    scale = as_number(spec.x.high)
    shapes = []
    for point in points:
        length = as_float(point.high or point.value) or 0
        end = min(length, scale)
        top, bottom = found.bar(point.at) - BAR / 2, found.bar(point.at) + BAR / 2
        outline: dict[str, Any] = {"type": "rect", "x0": 0, "x1": end, "y0": top, "y1": bottom}
        if length > scale or point.open:
            path = f"M{end},{top}L0,{top}L0,{bottom}L{end},{bottom}"
            outline = {"type": "path", "path": path}
        shapes.append({**outline, "line": pen.line(Role.REMAINDER), "fillcolor": CLEAR})
    drawing.layout["shapes"] = shapes


def _band(drawing: Drawing, series: Series, spec: ChartSpec, pen: Pen, found: Rows) -> None:
    """From the low to the high end; without a high end to the end of the scale."""
    end = as_number(spec.x.high)
    lows = [as_float(point.value) or 0 for point in series.points]
    highs = [end if point.high is None else as_float(point.high) for point in series.points]
    lengths = [(high or 0) - low for low, high in zip(lows, highs, strict=True)]
    middles = [found.bar(point.at) for point in series.points]
    if lengths:
        bar = _bar(lengths, middles, TRACK, pen.fill(series.role))
        drawing.data.append({**bar, "base": lows, "name": safe(series.name)})


def _strokes(
    drawing: Drawing,
    places: Sequence[Stroke],
    line: dict[str, Any],
    reach: float,
    name: str,
) -> None:
    """Upright strokes through bars, all in one trace."""
    xs: list[Any] = []
    ys: list[Any] = []
    for at, middle in places:
        xs += [as_float(at), as_float(at), None]
        ys += [middle - reach, middle + reach, None]
    if xs:
        drawing.data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "name": name,
                "x": xs,
                "y": ys,
                "line": line,
                "cliponaxis": False,
                "hoverinfo": "skip",
            }
        )


def _hits(drawing: Drawing, spec: ChartSpec, known: Sequence[Point], found: Rows) -> None:
    """What the pointer and the arrow keys find: thicker and longer than a bar, never seen."""
    points = [point for point in known if point.hover]
    end = as_number(spec.x.high)
    lengths = [min(end, max(float(point.high or point.value or 0), end / 4)) for point in points]
    if points:
        bar = _bar(lengths, [found.bar(point.at) for point in points], HIT, CLEAR)
        texts = [safe(point.hover) for point in points]
        drawing.data.append({**bar, "hovertext": texts, "hoverinfo": "text", "meta": "hit"})
