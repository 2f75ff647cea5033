"""Numbers on columns, and the names of the targets and averages that lie across them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from recruitment.charts.spec import Point, Series
from recruitment.charts.theme import SMALL, TEXT

from .columns_layout import WIDEST_LABEL, Columns
from .ends import beside
from .measure import wrap
from .pen import Pen, as_float, safe, stacked
from .placement import Box, Corner, Label, Obstacle, place

NUMBER = 20
"""Pixels that a column's number takes above it."""
HEADROOM = 22
UNDER_LINES = -22
"""An average's label stands in its area, clear of a target's line near the top."""


def number_on(x: float, point: Point, pen: Pen) -> dict[str, Any]:
    return {
        "text": safe(point.text),
        "x": x,
        "y": as_float(point.value if point.high is None else point.high),
        "yshift": 12 if point.open else 1,
        "yanchor": "bottom",
        "showarrow": False,
        "font": pen.strong,
    }


def label_average(
    series: Series, start: float, end: float, pen: Pen, found: Columns
) -> dict[str, Any]:
    room = (end - start) * found.slot - 8
    lines = [
        line for part in series.label.split("\n") for line in wrap(part, room, TEXT, bold=True)
    ]
    return {
        "text": stacked(lines),
        "x": (start + end) / 2,
        "y": as_float(series.points[0].value),
        "yanchor": "top",
        "yshift": UNDER_LINES,
        "showarrow": False,
        "font": pen.strong,
    }


def runs(series: Series, found: Columns) -> Iterable[tuple[Point, Point]]:
    """Neighbouring points of one level, as the first and the last of them."""
    first = last = series.points[0]
    for point in series.points[1:]:
        next_to = found.index[str(point.at)] == found.index[str(last.at)] + 1
        if next_to and (point.value, point.high) == (first.value, first.high):
            last = point
            continue
        yield first, last
        first = last = point
    yield first, last


def target_labels(pen: Pen, found: Columns) -> Iterable[dict[str, Any]]:
    """Beside the plot where a target reaches its end; else near the line, where there is room."""
    yield from beside(found.ends, pen, found)
    named = {end.text.replace("\n", " ") for end in found.ends}
    wishes = []
    for series in found.targets:
        if series.label and series.label not in named:
            corners = tuple(_corners(series, found))
            texts = ("\n".join(wrap(series.label, room, SMALL)) for room in (WIDEST_LABEL, 66))
            wishes.append([Label(text, corners, SMALL, must=False) for text in texts])
    plot = Box(0, -HEADROOM, found.width, found.height)
    for placed in place(wishes, list(_lines(found)), list(_occupied(found)), plot):
        if placed is not None:
            yield _annotation(placed.label, placed.corner, pen, found)


def _annotation(label: Label, corner: Corner, pen: Pen, found: Columns) -> dict[str, Any]:
    return {
        "text": safe(label.text),
        "xref": "paper",
        "yref": "paper",
        "x": round(corner.at[0] / found.width, 4),
        "y": round(1 - corner.at[1] / found.height, 4),
        "xanchor": corner.across,
        "yanchor": corner.along,
        "yshift": round(-corner.dy, 1),
        "align": corner.across,
        "showarrow": False,
        "font": pen.font(size=SMALL, color=pen.palette.ink),
    }


def _corners(series: Series, found: Columns) -> Iterable[Corner]:
    for first, last in runs(series, found):
        left, right = found.x(found.start(first)), found.x(found.end(last))
        above = found.y(first.value if first.high is None else first.high)
        for y, along, lift in ((above, "bottom", -3.0), (found.y(first.value), "top", 3.0)):
            yield Corner((right, y), "right", along, 0, lift)
            yield Corner((left, y), "left", along, 0, lift)
            yield Corner(((left + right) / 2, y), "center", along, 0, lift)


def _lines(found: Columns) -> Iterable[Obstacle]:
    """The targets' own lines: a label never lies on one."""
    for series in found.targets:
        for first, last in runs(series, found):
            left, right = found.x(found.start(first)), found.x(found.end(last))
            y = found.y(first.value)
            yield Obstacle(((left, y), (right, y)))


def _occupied(found: Columns) -> Iterable[Box]:
    """The columns with their numbers, and the averages' labels."""
    half = found.bar_width / 2
    for series in found.bars:
        for point in series.points:
            if point.value is not None:
                x = found.place(series, point)
                left, right = found.x(x - half), found.x(x + half)
                yield Box(left, found.y(point.value) - NUMBER, right, found.height)
    for series in found.averages:
        left, right = found.x(found.start(series.points[0])), found.x(found.end(series.points[-1]))
        top = found.y(series.points[0].value)
        yield Box(left, top - 2, right, top + 60)
