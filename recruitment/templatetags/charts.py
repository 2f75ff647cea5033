"""A chart on a page: its title, the room it needs, its drawing as data, and its table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from recruitment.charts.render import figure_json, heights
from recruitment.charts.spec import Cell, ChartSpec, Column
from recruitment.download_views import CHART_WRITERS
from recruitment.downloads.pictures import can_draw

register = template.Library()


@register.inclusion_tag("_chart.html", takes_context=True)
def chart(
    context: Context, spec: ChartSpec, slug: str = "", query: str = "", *, table: bool = True
) -> dict[str, Any]:
    """The figure of a chart, with links to its files: of a locality's, or of a comparison's
    where there is no ``slug``; ``query`` is the query part of their addresses.

    ``table`` False where the page shows the same numbers in a table of its own. A preview is
    looked at and not handed on: nothing of it can be saved. A chart inside somebody else's page
    leads to its own, where it can.
    """
    is_preview = bool(context.get("preview") or context.get("embedded"))
    return {
        "spec": spec,
        "heights": heights(spec),
        "drawing": _drawing(spec, slug),
        "table": table,
        "preview": is_preview,
        **({} if is_preview else _handed_on(context, spec, slug, query)),
    }


@register.inclusion_tag("_chart_tools.html", takes_context=True)
def chart_tools(context: Context, spec: ChartSpec, slug: str, query: str = "") -> dict[str, Any]:
    """The menus beside what a page shows in bars of its own and hands on as this chart.

    Where the server does not draw, the drawing is in it, for the browser to make the file of.
    """
    drawing = "" if can_draw() else _drawing(spec, slug)
    return {"spec": spec, "drawing": drawing, **_handed_on(context, spec, slug, query)}


def _drawing(spec: ChartSpec, slug: str) -> SafeString:
    """Safe by its own promise: no "<" and no "&" is left in it (tests/charts hold it to that)."""
    return SafeString(figure_json(spec, f"{slug}-{spec.name}" if slug else spec.name))


def _handed_on(context: Context, spec: ChartSpec, slug: str, query: str) -> dict[str, Any]:
    return {
        "pictures": pictures(slug, spec.name, query) if can_draw() else (),
        "data": data(slug, spec.name, query),
        "share": share(context, spec, slug, query),
    }


@dataclass(frozen=True, slots=True)
class Share:
    """The chart's place on its page; ``frame`` is HTML that shows it inside another, where some
    may."""

    link: str
    frame: SafeString | str


# What stands above and below the drawing: name, title, table's summary, reading, source.
AROUND_DRAWING = 300


def share(context: Context, spec: ChartSpec, slug: str, query: str) -> Share | None:
    """Whole addresses; None where there is no request to know the host from."""
    request = context.get("request")
    if not isinstance(request, HttpRequest):
        return None
    page = reverse("recruitment:locality", args=[slug]) if slug else request.path
    link = request.build_absolute_uri(f"{page}{query}#chart-{spec.name}")
    if not (settings.EMBED_ORIGINS and settings.READING == "public"):
        return Share(link, "")
    if slug:
        embed = reverse("recruitment:chart-embed", args=[slug, spec.name]) + query
    else:
        embed = reverse("recruitment:compare-embed", args=[spec.name]) + query
    tall = heights(spec)
    frame = format_html(
        '<iframe src="{}" title="{} – {}" width="100%" height="{}" loading="lazy"></iframe>',
        request.build_absolute_uri(embed),
        spec.title,
        spec.place,
        str(max(tall.wide, tall.narrow) + AROUND_DRAWING),
    )
    return Share(link, frame)


@dataclass(frozen=True, slots=True)
class FileLink:
    name: str
    address: str


def pictures(slug: str, chart: str, query: str) -> tuple[FileLink, ...]:
    """The chart as the server draws it; for slides and paper with twice as many pixels."""
    looks = (
        ("PNG", "png", ""),
        (gettext("PNG, twice as large"), "png", "scale=2"),
        (gettext("PNG for a slide (16:9)"), "png", "size=slide&scale=2"),
        (gettext("PNG for an A4 page"), "png", "size=a4&scale=2"),
        ("SVG", "svg", ""),
        ("PDF", "pdf", ""),
    )
    return tuple(
        FileLink(name, _address(slug, chart, ending) + _also(query, look))
        for name, ending, look in looks
    )


def data(slug: str, chart: str, query: str) -> tuple[FileLink, ...]:
    """What is behind the chart."""
    return tuple(
        FileLink(ending.upper(), _address(slug, chart, ending) + query) for ending in CHART_WRITERS
    )


def _address(slug: str, chart: str, ending: str) -> str:
    if slug:
        return reverse("recruitment:chart-data", args=[slug, chart, ending])
    return reverse("recruitment:compare-data", args=[chart, ending])


def _also(query: str, more: str) -> str:
    if not more:
        return query
    return f"{query}&{more}" if query else f"?{more}"


@register.simple_tag
def server_draws() -> bool:
    return can_draw()


@register.filter
def under_columns(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> list[tuple[Column, Cell]]:
    """Each cell of a row with its column."""
    return list(zip(columns, row, strict=True))
