"""Files of one chart, whichever report it stands in."""

from __future__ import annotations

from typing import Protocol

from recruitment.charts.spec import ChartSpec
from recruitment.reports.selection import Selection

from .file import File, ascii_file_name, file_name


class Charted(Protocol):
    """A report with charts: that of a locality or of a comparison."""

    @property
    def selection(self) -> Selection: ...
    @property
    def slug(self) -> str: ...
    @property
    def short_name(self) -> str: ...


def day_of(report: Charted) -> str:
    """The day that was asked for, so that two files of different days differ in name."""
    return report.selection.as_of.isoformat() if report.selection.as_of else ""


def chart_file(
    report: Charted, chart: ChartSpec, ending: str, content_type: str, body: bytes, look: str = ""
) -> File:
    """``look`` tells apart files of one chart with one ending."""
    day = day_of(report)
    return File(
        name=file_name(report.short_name, chart.title, day, look, ending=ending),
        ascii_name=ascii_file_name(report.slug, chart.name, day, look, ending=ending),
        content_type=content_type,
        body=body,
    )
