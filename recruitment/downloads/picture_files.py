"""A chart's picture as a file."""

from __future__ import annotations

from django.utils.translation import gettext

from recruitment.charts.spec import ChartSpec
from recruitment.reports.locality import LocalityReport

from .charted import Charted, chart_file
from .file import File
from .pictures import PictureFormat, PictureSize, picture, words_picture

CONTENT_TYPES = {
    PictureFormat.PNG: "image/png",
    PictureFormat.SVG: "image/svg+xml",
    PictureFormat.PDF: "application/pdf",
}


def link_picture(report: LocalityReport) -> bytes:
    """A PNG for those who show what a link leads to: the first chart, else what is said.

    Raises as ``chart_picture``.
    """
    if report.charts:
        return picture(report.charts[0], PictureFormat.PNG, PictureSize.LINK)
    return words_picture(
        report.name,
        str(report.sentence),
        gettext("Admission of Party members: progress against targets"),
    )


def chart_picture(
    report: Charted, chart: ChartSpec, form: PictureFormat, size: PictureSize, scale: int
) -> File:
    """Raises NoBrowserError, BusyError, PictureError."""
    look = "" if size is PictureSize.PAGE else size.value
    if form is PictureFormat.PNG and scale > 1:
        look = f"{look} {scale}x".strip()
    body = picture(chart, form, size, scale)
    return chart_file(report, chart, form.value, CONTENT_TYPES[form], body, look)
