"""``ChartSpec`` in, a chart part and its workbook out: what a slide or a page of text embeds."""

from __future__ import annotations

from dataclasses import dataclass

from recruitment.charts.spec import AxisKind, ChartSpec

from .chart_xml import chart_xml
from .columns import column_plot
from .line_labels import LEGEND_LINE, legend_rows
from .lines import line_plot
from .plot import Look, Plot
from .rows import Rows, row_parts, row_plot
from .workbook import chart_workbook

MIDDLING, LEGEND_ROWS = 0.42, 2
"""Height by width of charts that have no height of their own, with so many rows of a legend."""


@dataclass(frozen=True, slots=True)
class NativeChart:
    """``xml`` is a part of type c:chartSpace; ``workbook`` its relationship rId1."""

    xml: bytes
    workbook: bytes


def native_chart(spec: ChartSpec, look: Look) -> NativeChart | None:
    """None where there is nothing to draw: the table still says all.

    Neither title, source nor alternative text is inside: they stand in the paper, where they
    can be edited, as does ``spec.reading``, which explains the strokes on bars.
    """
    plot = plot_of(spec, look)
    if plot is None:
        return None
    return NativeChart(chart_xml(plot), chart_workbook(plot))


def plot_of(spec: ChartSpec, look: Look) -> Plot | None:
    """The chart in Office's terms, for any writer; None without any value."""
    if not any(point.value is not None for series in spec.series for point in series.points):
        return None
    if spec.x.kind is AxisKind.DATES:
        return line_plot(spec, look)
    if spec.y.kind is AxisKind.CATEGORIES:
        return row_plot(spec, look)
    return column_plot(spec, look)


def parts(spec: ChartSpec, look: Look) -> list[ChartSpec]:
    """The chart itself, or its rows divided among as many as fit into such a room."""
    return row_parts(spec, look) if spec.y.kind is AxisKind.CATEGORIES else [spec]


def height_of(spec: ChartSpec, look: Look) -> float:
    """Points that the chart needs in the look's width, whatever the look's height."""
    if spec.y.kind is AxisKind.CATEGORIES:
        return Rows(spec, look).height
    legend = 0.0
    if spec.x.kind is AxisKind.DATES:
        legend = (legend_rows(spec, look) - LEGEND_ROWS) * LEGEND_LINE * look.text
    return MIDDLING * look.width + legend
