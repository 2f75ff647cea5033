"""Charts on paper."""

from __future__ import annotations

from base64 import b64encode

from django import template

from recruitment.charts.spec import ChartSpec
from recruitment.downloads.pictures import PictureFormat, PictureSize, picture

register = template.Library()


@register.filter
def as_picture(spec: ChartSpec) -> str:
    """The chart as an address that holds the drawing itself.

    Raises NoBrowserError, BusyError, PictureError.
    """
    drawing = picture(spec, PictureFormat.SVG, PictureSize.A4)
    return f"data:image/svg+xml;base64,{b64encode(drawing).decode()}"
