"""A chart's picture as a file."""

from __future__ import annotations

from recruitment.charts.spec import ChartSpec

from .charted import Charted, chart_file
from .file import File
from .pictures import PictureFormat, PictureSize, picture

CONTENT_TYPES = {
    PictureFormat.PNG: "image/png",
    PictureFormat.SVG: "image/svg+xml",
    PictureFormat.PDF: "application/pdf",
}


def chart_picture(
    report: Charted, chart: ChartSpec, form: PictureFormat, size: PictureSize, scale: int
) -> File:
    """Raises NoBrowserError, BusyError, PictureError."""
    look = "" if size is PictureSize.PAGE else size.value
    if form is PictureFormat.PNG and scale > 1:
        look = f"{look} {scale}x".strip()
    body = picture(chart, form, size, scale)
    return chart_file(report, chart, form.value, CONTENT_TYPES[form], body, look)
