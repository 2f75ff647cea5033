"""Files of a locality: parse what is asked, fetch the report, write it, send it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from .charts.spec import ChartSpec
from .downloads.csv_files import chart_csv, locality_csv
from .downloads.file import File
from .downloads.json_files import chart_json, locality_json
from .forms import parse_selection, parse_units_order
from .reports.locality import LocalityReport, build_locality_report
from .views import page

# A new format is a line here.
LOCALITY_WRITERS: dict[str, Callable[[LocalityReport], File]] = {
    "csv": locality_csv,
    "json": locality_json,
}
CHART_WRITERS: dict[str, Callable[[LocalityReport, ChartSpec], File]] = {
    "csv": chart_csv,
    "json": chart_json,
}


@page
def locality_data(request: HttpRequest, slug: str, format: str) -> HttpResponse:  # noqa: A002
    write = LOCALITY_WRITERS.get(format)
    if write is None:
        raise Http404(_no_such_format(format, LOCALITY_WRITERS))
    report = build_locality_report(slug, parse_selection(request.GET, localdate()))
    return _sent(write(report))


@page
def chart_data(request: HttpRequest, slug: str, name: str, format: str) -> HttpResponse:  # noqa: A002
    write = CHART_WRITERS.get(format)
    if write is None:
        raise Http404(_no_such_format(format, CHART_WRITERS))
    selection = parse_selection(request.GET, localdate())
    report = build_locality_report(slug, selection, parse_units_order(request.GET))
    chart = report.chart(name)
    if chart is None:
        raise Http404(gettext("This locality has no chart “%(name)s”.") % {"name": name})
    return _sent(write(report, chart))


def _no_such_format(format: str, writers: dict[str, Callable[..., File]]) -> str:  # noqa: A002
    sentence = gettext("There is no file “.%(format)s”; there are: %(known)s.")
    return sentence % {"format": format, "known": ", ".join(writers)}


def _sent(file: File) -> HttpResponse:
    disposition = {"Content-Disposition": file.disposition}
    return HttpResponse(file.body, content_type=file.content_type, headers=disposition)
