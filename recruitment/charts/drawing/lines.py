"""Lines and points on an axis of dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import ceil
from typing import Any

from recruitment.charts.spec import (
    ChartSpec,
    MarkKind,
    Role,
    Series,
    SeriesKind,
)
from recruitment.charts.theme import TEXT, Width

from .ends import beside, end_labels, room_for
from .lines_labels import inside
from .measure import text_width
from .pen import (
    NOMINAL,
    Drawing,
    Pen,
    as_float,
    as_place,
    base_layout,
    quiet_axis,
    safe,
    value_axis,
)
from .plane import BOTTOM, HEIGHTS, TOP, Plane, as_day

DOT, LAST_DOT = 7, 11
NARROW_EDGE = 18
"""Half of a year's name, when it stands at the very end of the axis."""
ARROW = 30


def draw_lines(spec: ChartSpec, pen: Pen, width: Width, room: int | None = None) -> Drawing:
    """``room``: the height in pixels, where it is not to be chosen here."""
    left = 12 + max(text_width(tick.label, TEXT) for tick in spec.y.ticks)
    height = room or HEIGHTS[width]
    # The labels at the ends decide how wide the plot is, and its width where they stand.
    whole = Plane(spec, NOMINAL[width] - left, height - TOP - BOTTOM)
    ends = end_labels(spec, whole) if width is Width.WIDE else []
    right = room_for(ends) if width is Width.WIDE else NARROW_EDGE
    plane = Plane(spec, whole.width - right, whole.height)
    layout = base_layout(spec, pen, {"l": left, "r": right, "t": TOP, "b": BOTTOM})
    layout["xaxis"] = _date_axis(spec, pen, plane)
    layout["yaxis"] = value_axis(spec, pen)
    shapes = list(_shapes(spec, pen))
    if shapes:
        layout["shapes"] = shapes
    drawing = Drawing([], layout, height)
    for series in spec.of(SeriesKind.BAND):
        drawing.data.extend(_area(series, pen))
    for series in spec.of(SeriesKind.LINE, SeriesKind.MARKER):
        drawing.data.append(_line(series, pen))
    drawing.note(*_arrows(spec, pen), *beside(ends, pen, plane), *inside(spec, pen, plane, width))
    return drawing


# -- Traces ----------------------------------------------------------------------------------------


def _area(series: Series, pen: Pen) -> Iterable[dict[str, Any]]:
    """The lower edge, then the upper one filled down to it."""
    edge = {"color": pen.stroke(series.role), "width": 0}
    fill = pen.fill(series.role)
    if series.role in {Role.IMPLIED, Role.BAND}:
        # Large, with lines across it: paler than in a bar, and with edges.
        fill = pen.palette.hair
        edge = {"color": pen.palette.soft, "width": 1, "dash": "4px,3px"}
    elif series.role is Role.PACE:
        edge = {**pen.line(series.role), "width": 1}
    days = [as_place(point.at) for point in series.points]
    common = {
        "type": "scatter",
        "mode": "lines",
        "name": safe(series.name),
        "x": days,
        "line": edge,
        "hoverinfo": "skip",
    }
    yield {**common, "y": [as_float(point.value) for point in series.points]}
    highs = [as_float(point.high) for point in series.points]
    yield {**common, "y": highs, "fill": "tonexty", "fillcolor": fill}


def _line(series: Series, pen: Pen) -> dict[str, Any]:
    """One trace for a line and its points. Only days with a figure get a dot."""
    points = series.points
    figures = series.role is Role.ADMITTED
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "lines",
        "name": safe(series.name),
        "x": [as_place(point.at) for point in points],
        "y": [as_float(point.value) for point in points],
        "line": pen.line(series.role),
        "connectgaps": False,
        "cliponaxis": False,
        "hoverinfo": "text" if any(point.hover for point in points) else "skip",
        "hovertext": [safe(point.hover) for point in points],
        "meta": "hit" if figures else series.key,
    }
    if figures:
        trace["mode"] = "markers" if series.kind is SeriesKind.MARKER else "lines+markers"
        trace["marker"] = {
            "size": _dots(series),
            "color": pen.stroke(series.role),
            "opacity": 1,
            "line": {"color": pen.palette.card, "width": 1.5},
        }
    return trace


def _dots(series: Series) -> list[int]:
    """The last figure's dot is the largest; where a line only starts there is none."""
    if series.kind is SeriesKind.MARKER:
        return [LAST_DOT] * len(series.points)
    sizes = [DOT if point.hover else 0 for point in series.points]
    sizes[-1] = LAST_DOT
    return sizes


# -- Axes and marks --------------------------------------------------------------------------------


def _date_axis(spec: ChartSpec, pen: Pen, plane: Plane) -> dict[str, Any]:
    """Names in the middle of their years or quarters, a tick at each boundary."""
    ticks = list(_spaced(spec, plane))
    return quiet_axis(
        type="date",
        range=[as_place(as_day(spec.x.low)), as_place(as_day(spec.x.high))],
        tickvals=[as_place(day) for day, _ in ticks],
        ticktext=[safe(label) for _, label in ticks],
        tickfont=pen.font(),
        tickangle=0,
        showline=True,
        linecolor=pen.palette.line,
        minor={
            "tickvals": [as_place(edge) for edge in spec.x.edges],
            "ticks": "outside",
            "ticklen": 6,
            "tickcolor": pen.palette.band,
        },
    )


def _spaced(spec: ChartSpec, plane: Plane) -> Iterable[tuple[date, str]]:
    """The names that fit, every so many-th; the last one, of part of a year, may move right."""
    ticks = spec.x.ticks
    room = max(text_width(tick.label, TEXT) for tick in ticks) + 6
    places = [plane.x(tick.at) for tick in ticks]
    apart = max(1.0, places[1] - places[0]) if len(places) > 1 else room
    every = max(1, ceil(room / apart))
    kept = -room
    for tick, x in list(zip(ticks, places, strict=True))[::every]:
        moved = max(x, kept + room)
        if moved <= plane.width:
            kept = moved
            yield plane.day(moved), tick.label


def _shapes(spec: ChartSpec, pen: Pen) -> Iterable[dict[str, Any]]:
    upright = {"yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    for mark in spec.marked(MarkKind.GAP):
        yield {
            "type": "rect",
            "name": "gap",
            "x0": as_place(as_day(mark.at)),
            "x1": as_place(as_day(mark.until)),
            "fillcolor": pen.palette.unknown_soft,
            "line": {"width": 0},
            **upright,
        }
    for mark in spec.marked(MarkKind.AS_OF):
        at = as_place(as_day(mark.at))
        line = {"color": pen.palette.band, "width": 1}
        yield {"type": "line", "name": "as_of", "x0": at, "x1": at, "line": line, **upright}


def _arrows(spec: ChartSpec, pen: Pen) -> Iterable[dict[str, Any]]:
    """Upwards from the last point of a total that has no upper end."""
    for series in spec.of(SeriesKind.LINE, SeriesKind.MARKER):
        last = series.points[-1]
        if series.role is Role.ADMITTED and last.open:
            yield {
                "name": "open",
                "x": as_place(last.at),
                "y": as_float(last.value),
                "text": "",
                "showarrow": True,
                "arrowhead": 2,
                "arrowsize": 1.1,
                "arrowwidth": 2.4,
                "arrowcolor": pen.stroke(series.role),
                "ax": 0,
                "ay": ARROW,
                # The whole arrow moves up, so that it starts where the figure ends.
                "yshift": ARROW,
            }
