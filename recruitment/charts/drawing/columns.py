"""Columns that stand: years or quarters side by side, with their targets across them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from recruitment.charts.spec import ChartSpec, Point, Role, Series
from recruitment.charts.theme import SMALL, TEXT, Width

from .columns_labels import label_average, number_on, runs, target_labels
from .columns_layout import TOP, Columns
from .measure import text_width, wrap
from .pen import (
    CLEAR,
    Drawing,
    Pen,
    as_float,
    base_layout,
    quiet_axis,
    safe,
    stacked,
    text_trace,
    value_axis,
)


def draw_columns(spec: ChartSpec, pen: Pen, width: Width, room: int | None = None) -> Drawing:
    """``room``: the height in pixels, where it is not to be chosen here."""
    found = Columns(spec, width, room)
    margin = {"l": found.left, "r": found.right, "t": TOP, "b": found.bottom}
    layout = base_layout(spec, pen, margin)
    layout["barmode"] = "overlay"
    layout["barcornerradius"] = 2
    layout["xaxis"] = quiet_axis(
        range=[-0.5, len(found.names) - 0.5],
        tickvals=list(range(0, len(found.names), found.every)),
        ticktext=[stacked(lines) for lines in found.names[:: found.every]],
        tickfont=pen.small,
        tickangle=0,
        showline=True,
        linecolor=pen.palette.line,
    )
    layout["yaxis"] = value_axis(spec, pen)
    drawing = Drawing([], layout, round(found.height + TOP + found.bottom))
    for series in found.averages:
        _average(drawing, series, pen, found)
    for series in found.bars:
        _columns(drawing, series, pen, found)
    for series in found.targets:
        _steps(drawing, series, pen, found)
    _words(drawing, pen, found)
    drawing.note(*target_labels(pen, found))
    return drawing


# -- Columns ---------------------------------------------------------------------------------------


def _columns(drawing: Drawing, series: Series, pen: Pen, found: Columns) -> None:
    points = [point for point in series.points if point.value is not None]
    if not points:
        return
    _ranges(drawing, series, points, pen, found)
    bar = _bar(series, points, [as_float(point.value) for point in points], found)
    bar["hovertext"] = [safe(point.hover) for point in points]
    bar |= {"hoverinfo": "text", "meta": "hit", "name": safe(series.name)}
    hollow = series.role is Role.PRIOR
    bar["marker"] = {
        "color": [_color(series, point, pen) for point in points],
        "line": {"width": 1.2 if hollow else 0, "color": pen.stroke(series.role)},
    }
    drawing.data.append(bar)
    _arrows(drawing, series, [point for point in points if point.open], pen, found)
    room = found.slot / len(found.bars)
    widest = max(text_width(point.text, TEXT, bold=True) for point in points)
    if widest <= room and not hollow:
        drawing.note(
            *(number_on(found.place(series, point), point, pen) for point in points if point.text)
        )


def _bar(
    series: Series, points: Sequence[Point], heights: Sequence[Any], found: Columns
) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": [found.place(series, point) for point in points],
        "y": list(heights),
        "width": round(found.bar_width, 4),
    }


def _color(series: Series, point: Point, pen: Pen) -> str:
    """Last year's columns are hollow."""
    if series.role is Role.PRIOR:
        return pen.fill(series.role)
    return pen.stroke(point.role or series.role)


def _ranges(
    drawing: Drawing, series: Series, points: Sequence[Point], pen: Pen, found: Columns
) -> None:
    """A paler part where a value is known only between two ends."""
    ranged = [point for point in points if point.high is not None]
    if ranged:
        lengths = [as_float((point.high or 0) - (point.value or 0)) for point in ranged]
        strokes = [pen.stroke(point.role or series.role) for point in ranged]
        bar = _bar(series, ranged, lengths, found)
        bar["base"] = [as_float(point.value) for point in ranged]
        bar["marker"] = {
            "color": [pen.fill(point.role or series.role) for point in ranged],
            "line": {"width": 1, "color": strokes},
        }
        drawing.data.append({**bar, "hoverinfo": "skip", "name": "range"})


def _arrows(
    drawing: Drawing, series: Series, opened: Sequence[Point], pen: Pen, found: Columns
) -> None:
    if opened:
        drawing.data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": "open",
                "x": [found.place(series, point) for point in opened],
                "y": [as_float(point.value) for point in opened],
                "marker": {
                    # Upside down twice, so that "standoff" lifts it off the column.
                    "symbol": "triangle-down",
                    "angle": -180,
                    "standoff": 5,
                    "size": 13,
                    "color": [_color(series, point, pen) for point in opened],
                },
                "cliponaxis": False,
                "hoverinfo": "skip",
            }
        )


def _words(drawing: Drawing, pen: Pen, found: Columns) -> None:
    """A year without figures says so; no column of height 0."""
    worded = [category for category in found.spec.x.categories if category.words]
    if worded:
        drawing.data.append(
            text_trace(
                [found.index[category.key] for category in worded],
                [0] * len(worded),
                [stacked(wrap(category.words, found.slot - 4, SMALL)) for category in worded],
                "top center",
                pen.small,
            )
        )


# -- Averages and targets --------------------------------------------------------------------------


def _average(drawing: Drawing, series: Series, pen: Pen, found: Columns) -> None:
    """One area from the first of its years to the last: it is no year's own figure."""
    first, last = series.points[0], series.points[-1]
    start, end = found.start(first), found.end(last)
    role, level = first.role or series.role, as_float(first.value)
    drawing.data.append(
        {
            "type": "scatter",
            "mode": "lines",
            "name": safe(series.name),
            "x": [start, end],
            "y": [level, level],
            "fill": "tozeroy",
            "fillcolor": pen.fill(role),
            "line": {"color": pen.stroke(role), "width": 2.5},
            "hoverinfo": "skip",
        }
    )
    drawing.data.append(
        {
            "type": "bar",
            "x": [(start + end) / 2],
            "y": [level],
            "width": end - start,
            "marker": {"color": CLEAR, "line": {"width": 0}},
            "hovertext": [safe(first.hover)],
            "hoverinfo": "text",
            "meta": "hit",
        }
    )
    drawing.note(label_average(series, start, end, pen, found))


def _steps(drawing: Drawing, series: Series, pen: Pen, found: Columns) -> None:
    """A line across each column; across neighbours of one target a single line, and of a
    target known as a range its two ends with the area between."""
    xs: list[float | None] = []
    ys: list[Any] = []
    areas: list[dict[str, Any]] = []
    for first, last in runs(series, found):
        start, end = found.start(first), found.end(last)
        for level in dict.fromkeys((first.value, first.high)):
            if level is not None:
                xs += [start, end, None]
                ys += [as_float(level), as_float(level), None]
        if first.high is not None:
            area = {"x0": start, "x1": end, "y0": as_float(first.value), "y1": as_float(first.high)}
            style = {"fillcolor": pen.fill(series.role), "line": {"width": 0}, "layer": "below"}
            areas.append({"type": "rect", **area, **style})
    if areas:
        drawing.layout["shapes"] = [*drawing.layout.get("shapes", []), *areas]
    drawing.data.append(
        {
            "type": "scatter",
            "mode": "lines",
            "name": safe(series.name),
            "x": xs,
            "y": ys,
            "line": pen.line(series.role),
            "hoverinfo": "skip",
        }
    )
