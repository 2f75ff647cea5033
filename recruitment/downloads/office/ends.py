"""Names of the two ends of what is known only as a range."""

from __future__ import annotations

from django.utils.translation import pgettext

from recruitment.charts.spec import Series


def low_end(series: Series) -> str:
    return pgettext("series", "%(name)s (low end)") % {"name": series.label or series.name}


def high_end(series: Series) -> str:
    return pgettext("series", "%(name)s (high end)") % {"name": series.label or series.name}
