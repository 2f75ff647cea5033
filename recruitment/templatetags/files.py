"""Links to the files of a locality or a comparison: what there is a writer for."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recruitment.downloads.pictures import can_draw
from recruitment.downloads.writers import FORMAT_NAMES
from recruitment.reports.compare import CompareReport
from recruitment.reports.locality import LocalityReport

from .charts import FileLink

register = template.Library()

DATA: dict[str, Promise] = {
    "xlsx": _("All figures (XLSX)"),
    "csv": _("All figures (CSV)"),
    "json": _("All figures (JSON)"),
}
DRAWN = {"pdf"}
"""What there is only where the server can draw."""


@register.inclusion_tag("_downloads.html")
def downloads(report: LocalityReport | CompareReport) -> dict[str, Any]:
    """Links for the day, the term and the order of the units that the page shows."""
    if isinstance(report, CompareReport):
        return {"briefings": _briefings(report.query), "data": ()}
    slug, query = report.slug, report.selection.query
    data = (
        FileLink(str(name), _address("locality-data", slug, ending) + query)
        for ending, name in DATA.items()
    )
    return {"briefings": _briefings(report.units_query, slug), "data": tuple(data)}


def _briefings(query: str, *slug: str) -> tuple[FileLink, ...]:
    """Of a locality, or without ``slug`` of the comparison that the query names."""
    name = "locality-briefing" if slug else "compare-briefing"
    return tuple(
        FileLink(str(words), _address(name, *slug, ending) + query)
        for ending, words in FORMAT_NAMES.items()
        if ending not in DRAWN or can_draw()
    )


def _address(name: str, *parts: str) -> str:
    return reverse(f"recruitment:{name}", args=parts)
