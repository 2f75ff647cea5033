"""A chart by its kind: lines over days, rows, or columns."""

from __future__ import annotations

from recruitment.charts.spec import AxisKind, ChartSpec
from recruitment.charts.theme import Theme, Width

from .columns import draw_columns
from .lines import draw_lines
from .pen import Drawing, Pen
from .rows import draw_rows


def draw(
    spec: ChartSpec, theme: Theme = Theme.LIGHT, width: Width = Width.WIDE, room: int | None = None
) -> Drawing:
    """``room``: the height in pixels to be filled; rows that need more get more."""
    pen = Pen.of(theme)
    if spec.x.kind is AxisKind.DATES:
        drawing = draw_lines(spec, pen, width, room)
    elif spec.y.kind is AxisKind.CATEGORIES:
        drawing = draw_rows(spec, pen, width, room)
    else:
        drawing = draw_columns(spec, pen, width, room)
    drawing.layout["height"] = drawing.height
    return drawing
