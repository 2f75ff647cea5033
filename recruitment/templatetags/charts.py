"""A chart on a page: its title, the room it needs, its drawing as data, and its table."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString

from recruitment.charts.render import figure_json, heights
from recruitment.charts.spec import Cell, ChartSpec, Column

register = template.Library()


@register.inclusion_tag("_chart.html", takes_context=True)
def chart(
    context: Context, spec: ChartSpec, slug: str = "", query: str = "", *, table: bool = True
) -> dict[str, Any]:
    """The figure of a chart; of a locality's chart, with links to its data.

    ``table`` False where the page shows the same numbers in a table of its own. A preview is
    looked at and not handed on: nothing of it can be saved. A chart inside somebody else's page
    leads to its own, where it can.
    """
    is_preview = bool(context.get("preview") or context.get("embedded"))
    # Safe by its own promise: no "<" and no "&" is left in it (tests/charts hold it to that).
    drawing = SafeString(figure_json(spec, f"{slug}-{spec.name}" if slug else spec.name))
    return {
        "spec": spec,
        "heights": heights(spec),
        "drawing": drawing,
        "data": reverse("recruitment:chart-data", args=[slug, spec.name, "csv"]) + query
        if slug and not is_preview
        else "",
        "table": table,
        "preview": is_preview,
    }


@register.filter
def under_columns(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> list[tuple[Column, Cell]]:
    """Each cell of a row with its column."""
    return list(zip(columns, row, strict=True))
