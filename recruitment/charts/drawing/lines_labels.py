"""Labels among lines: each where it crosses least."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any, TypeAlias

from recruitment.charts.spec import ChartSpec, Mark, MarkKind, Role, Series, SeriesKind
from recruitment.charts.theme import SMALL, TEXT, Width

from .ends import has_target, label_color
from .measure import wrap
from .pen import Pen, safe
from .placement import Box, Corner, Label, Obstacle, Placed, place
from .plane import TOP, Plane

Wish: TypeAlias = tuple[tuple[Label, ...], Role | None]
"""One label in one or more line breaks, and what it names."""
FAINT = 0.3


def inside(spec: ChartSpec, pen: Pen, plane: Plane, width: Width) -> Iterable[dict[str, Any]]:
    """The figures are placed first, unless the labels of the lines then find no free place."""
    lines, dots = list(_obstacles(spec, plane)), list(_dots(spec, plane))
    ways: list[list[tuple[Role | None, Placed | None]]] = []
    for roomy_first in (False, True):
        if ways and not _total(ways[0]):
            break
        wishes = list(_wishes(spec, plane, width, roomy_first=roomy_first))
        placed = place([labels for labels, _ in wishes], lines, dots, plane.box)
        ways.append([(role, found) for (_, role), found in zip(wishes, placed, strict=True)])
    gaps = any(spec.marked(MarkKind.GAP))
    for role, found in min(ways, key=_total):
        if found is not None:
            note = _annotation(found, role, pen, plane)
            if found.clear and not gaps and role is not None:
                # Faint lines (grid, as-of date) pass behind a label, not through it.
                note["bgcolor"] = pen.palette.card
            yield note


def _total(way: Iterable[tuple[Role | None, Placed | None]]) -> int:
    """How many labels have no place, lie on a line or on something else."""
    return sum(1 if found is None else int(found.cost) for _, found in way)


def _wishes(spec: ChartSpec, plane: Plane, width: Width, *, roomy_first: bool) -> Iterable[Wish]:
    """In order of importance, but first the as-of date: it alone stands above the plot."""
    for mark in spec.marked(MarkKind.AS_OF):
        yield _as_of_wish(mark, plane)
    values = [
        wish
        for series in spec.of(SeriesKind.LINE, SeriesKind.MARKER)
        for wish in _value_wishes(series, plane, width)
    ]
    if not roomy_first:
        yield from values
    paces = []
    for series in spec.series:
        if series.role is Role.PACE and series.label and has_target(spec):
            paces.append(_pace_wish(series, plane))
        elif series.label and width is Width.NARROW:
            yield _line_wish(series, plane)
    if roomy_first:
        yield from values
    for mark in spec.marked(MarkKind.GAP):
        yield _gap_wish(mark, plane)
    yield from paces


def _value_wishes(series: Series, plane: Plane, width: Width) -> Iterable[Wish]:
    """The figures themselves; in a wide drawing the last one may stand beside the plot."""
    points = series.kind is SeriesKind.MARKER
    for point in series.points:
        beside = width is Width.WIDE and not points and plane.at_end(point)
        if not point.text or point.value is None or beside:
            continue
        spot = plane.spot(point)
        lift = 34 if point.open else 0
        over = Corner(spot, "center", "bottom", 0, -9 - lift)
        corners = (
            *((over,) if points else ()),
            Corner(spot, "right", "bottom", -9, -7),
            Corner(spot, "right", "bottom", -9, -7 - lift),
            # Beside the last dot of a line that climbs to it, below what stands above the plot.
            Corner(spot, "right", "middle", -12, -2),
            Corner(spot, "left", "top", 9, 7),
            Corner(spot, "left", "bottom", 9, -7 - lift),
            over,
            Corner(spot, "right", "top", -9, 9),
            Corner(spot, "center", "top", 0, 10),
            Corner(spot, "left", "top", 0, 9),
            Corner(spot, "center", "top", 0, 14),
        )
        yield (Label(point.text, corners, TEXT, bold=True),), series.role


def _line_wish(series: Series, plane: Plane) -> Wish:
    """For a narrow plot: beside the line, in one line of text or in as few more as it takes."""
    bold = series.key == "target"
    level = series.points[0].value == series.points[-1].value
    corners = tuple(_along_level(series, plane) if level else _along_slope(series, plane))
    texts = dict.fromkeys(
        "\n".join(wrap(series.label, room, SMALL, bold=bold))
        for room in ((180, 120) if bold else (180, 120, 84))
    )
    return tuple(Label(text, corners, SMALL, bold=bold) for text in texts), series.role


def _along_level(series: Series, plane: Plane) -> Iterable[Corner]:
    """Above or below: at the start, the end, the middle."""
    first, last = series.points[0], series.points[-1]
    left, right = plane.x(first.at), plane.x(last.at)
    above, below = plane.upper(last)[1], plane.spot(last)[1]
    for y, along, lift in ((above, "bottom", -3.0), (below, "top", 4.0)):
        yield Corner((left, y), "left", along, 4, lift)
        yield Corner((right, y), "right", along, -2, lift)
        yield Corner(((left + right) / 2, y), "center", along, 0, lift)


def _along_slope(series: Series, plane: Plane) -> Iterable[Corner]:
    """Above the end or along the line, else anywhere below the end."""
    first, last = series.points[0], series.points[-1]
    (x0, y0), (x1, low), high = plane.spot(first), plane.spot(last), plane.upper(last)[1]
    yield Corner((x1, high), "right", "bottom", -2, -4)
    for share in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4):
        x = x0 + (x1 - x0) * share
        yield Corner((x, y0 + (high - y0) * share), "right", "bottom", -8, -4)
        yield Corner((x, y0 + (low - y0) * share), "left", "top", 8, 3)
    for step in range(5, 150, 12):
        yield Corner((x1, low), "right", "top", -2, step)


def _as_of_wish(mark: Mark, plane: Plane) -> Wish:
    spot = (plane.x(mark.at), -TOP + 3.0)
    corners = (
        Corner(spot, "left", "top", 5, 0),
        Corner(spot, "right", "top", -5, 0),
        Corner(spot, "center", "top", 0, 0),
        Corner((plane.width, spot[1]), "right", "top", 0, 0),
        Corner((0.0, spot[1]), "left", "top", 0, 0),
    )
    return (Label(mark.label, corners, SMALL),), None


def _gap_wish(mark: Mark, plane: Plane) -> Wish:
    start, end = plane.x(mark.at), plane.x(mark.until)
    text = "\n".join(wrap(mark.label, max(40.0, end - start - 6), SMALL))
    middle = (start + end) / 2
    corners = tuple(
        Corner((middle, plane.height * share), "center", "middle")
        for share in (0.5, 0.25, 0.75, 0.88)
    )
    return (Label(text, corners, SMALL, must=False),), None


def _pace_wish(series: Series, plane: Plane) -> Wish:
    """Below the line or above it, wherever nothing else runs; or not at all."""
    (x0, y0), (x1, y1) = plane.spot(series.points[0]), plane.spot(series.points[-1])
    corners = []
    for share in (0.6, 0.7, 0.5, 0.8, 0.4, 0.3, 0.2):
        at = (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)
        corners.append(Corner(at, "left", "top", 8, 3))
        corners.append(Corner(at, "right", "bottom", -8, -3))
    return (Label(series.label, tuple(corners), SMALL, must=False),), series.role


def _annotation(found: Placed, role: Role | None, pen: Pen, plane: Plane) -> dict[str, Any]:
    label, corner = found.label, found.corner
    x, y = corner.at
    color = pen.palette.soft
    if role is not None:
        color = pen.palette.ink if label.bold else label_color(role, pen)
    return {
        "text": safe(label.text),
        "xref": "paper",
        "yref": "paper",
        # As shares of the plot: the place moves with its line when the card is wider.
        "x": round(x / plane.width, 4),
        "y": round(1 - y / plane.height, 4),
        "xshift": round(corner.dx, 1),
        "yshift": round(-corner.dy, 1),
        "xanchor": corner.across,
        "yanchor": corner.along,
        "align": corner.across,
        "showarrow": False,
        "borderpad": 0,
        "font": pen.font(size=label.size, bold=label.bold, color=color),
    }


def _obstacles(spec: ChartSpec, plane: Plane) -> Iterable[Obstacle]:
    for series in spec.of(SeriesKind.LINE, SeriesKind.BAND):
        for one, two in pairwise(series.points):
            if one.value is None or two.value is None:
                continue
            yield Obstacle((plane.spot(one), plane.spot(two)))
            if one.high is not None and two.high is not None:
                yield Obstacle((plane.upper(one), plane.upper(two)))
    for mark in spec.marked(MarkKind.AS_OF):
        x = plane.x(mark.at)
        yield Obstacle(((x, 0.0), (x, plane.height)), weight=FAINT)


def _dots(spec: ChartSpec, plane: Plane) -> Iterable[Box]:
    for series in spec.of(SeriesKind.LINE, SeriesKind.MARKER):
        for point in series.points:
            if series.role is Role.ADMITTED and point.hover and point.value is not None:
                x, y = plane.spot(point)
                yield Box(x - 5, y - 5, x + 5, y + 5)
