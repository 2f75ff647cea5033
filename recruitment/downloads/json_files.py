"""A locality, or one of its charts, as JSON."""

from __future__ import annotations

import json

from django.utils.translation import pgettext

from recruitment.charts.render import figure
from recruitment.charts.spec import ChartSpec
from recruitment.models import StatedResult
from recruitment.reports.locality import LocalityReport

from . import plain, plain_figures
from .charted import Charted, chart_file, day_of
from .file import File, ascii_file_name, file_name
from .plain import Plain

CONTENT_TYPE = "application/json"


def locality_json(report: LocalityReport) -> File:
    """The answer of the API on the locality's progress, with all figures and stated results."""
    content = {
        **plain.progress(report),
        "sentence": str(report.sentence),
        "figures": plain_figures.figures(report.figures),
        "stated_results": _stated_results(report),
        "statements": [{"text": text, "source": source.slug} for text, source in report.statements],
        "assumptions": list(report.assumptions),
        "sources": [
            {
                "slug": source.link.slug,
                "title": source.link.name,
                "published_on": source.published_on,
            }
            for source in report.sources
        ],
    }
    # A date becomes text as ISO writes it.
    body = json.dumps(content, ensure_ascii=False, indent=1, default=str)
    return File(
        name=file_name(
            report.short_name, pgettext("data file", "figures"), day_of(report), ending="json"
        ),
        ascii_name=ascii_file_name(report.committee.slug, "data", day_of(report), ending="json"),
        content_type=CONTENT_TYPE,
        body=body.encode(),
    )


def _stated_results(report: LocalityReport) -> list[Plain]:
    return [
        plain_figures.stated_result(row.row, row.check)
        for row in report.figures
        if isinstance(row.row, StatedResult) and row.check
    ]


def chart_json(report: Charted, chart: ChartSpec) -> File:
    """The chart as a Plotly figure with title and source inside: ``{"data", "layout"}``."""
    body = figure(chart, framed=True).to_json().encode()
    return chart_file(report, chart, "json", CONTENT_TYPE, body)
