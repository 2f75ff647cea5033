"""Files of a locality or a comparison: parse what is asked, fetch the report, write it, send it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext

from .charts.spec import ChartSpec
from .downloads import briefing as briefings
from .downloads.charted import Charted
from .downloads.csv_files import chart_csv, locality_csv
from .downloads.file import File
from .downloads.json_files import chart_json, locality_json
from .downloads.picture_files import chart_picture, link_picture
from .downloads.pictures import NoBrowserError, PictureError, PictureFormat
from .downloads.workbook import chart_workbook, locality_workbook
from .downloads.writers import BRIEFING_WRITERS
from .forms import (
    parse_localities,
    parse_picture,
    parse_selection,
    parse_units_order,
)
from .reports.compare import FEWEST, build_compare_report
from .reports.locality import LocalityReport, build_locality_report
from .views import View, page

# A new format is a line here.
LOCALITY_WRITERS: dict[str, Callable[[LocalityReport], File]] = {
    "xlsx": locality_workbook,
    "csv": locality_csv,
    "json": locality_json,
}
CHART_WRITERS: dict[str, Callable[[Charted, ChartSpec], File]] = {
    "xlsx": chart_workbook,
    "csv": chart_csv,
    "json": chart_json,
}
CHART_FORMATS = (*(form.value for form in PictureFormat), *CHART_WRITERS)


def picture_errors(view: View) -> View:
    """Answer in the site's dress where there is no picture: never (501), or not now (503)."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoBrowserError as problem:
            response = _no_picture(request, problem, 501)
        except PictureError as problem:
            response = _no_picture(request, problem, 503)
            response.headers["Retry-After"] = str(problem.retry_after)
        response.headers["Cache-Control"] = "no-store"
        return response

    return answer


@page
def locality_data(request: HttpRequest, slug: str, format: str) -> HttpResponse:  # noqa: A002
    write = LOCALITY_WRITERS.get(format)
    if write is None:
        raise Http404(_no_such_format(format, LOCALITY_WRITERS))
    report = build_locality_report(slug, parse_selection(request.GET, localdate()))
    return _sent(write(report))


@page
@picture_errors
def locality_briefing(request: HttpRequest, slug: str, format: str) -> HttpResponse:  # noqa: A002
    write = BRIEFING_WRITERS.get(format)
    if write is None:
        raise Http404(_no_such_format(format, BRIEFING_WRITERS))
    selection = parse_selection(request.GET, localdate())
    report = build_locality_report(slug, selection, parse_units_order(request.GET))
    return _sent(write(briefings.locality_briefing(report)))


@page
@picture_errors
def compare_briefing(request: HttpRequest, format: str) -> HttpResponse:  # noqa: A002
    write = BRIEFING_WRITERS.get(format)
    if write is None:
        raise Http404(_no_such_format(format, BRIEFING_WRITERS))
    selection = parse_selection(request.GET, localdate())
    slugs = parse_localities(request.GET, fewest=FEWEST)
    return _sent(write(briefings.compare_briefing(build_compare_report(slugs, selection))))


@page
@picture_errors
def chart_data(request: HttpRequest, slug: str, name: str, format: str) -> HttpResponse:  # noqa: A002
    if format not in CHART_FORMATS:
        raise Http404(_no_such_format(format, CHART_FORMATS))
    selection = parse_selection(request.GET, localdate())
    report = build_locality_report(slug, selection, parse_units_order(request.GET))
    chart = report.chart(name)
    if chart is None:
        raise Http404(gettext("This locality has no chart “%(name)s”.") % {"name": name})
    return _sent(_written(request, report, chart, format))


@page
@picture_errors
def compare_data(request: HttpRequest, name: str, format: str) -> HttpResponse:  # noqa: A002
    if format not in CHART_FORMATS:
        raise Http404(_no_such_format(format, CHART_FORMATS))
    selection = parse_selection(request.GET, localdate())
    report = build_compare_report(parse_localities(request.GET), selection)
    if report.chart is None or report.chart.name != name:
        raise Http404(gettext("This comparison has no chart “%(name)s”.") % {"name": name})
    return _sent(_written(request, report, report.chart, format))


@page
@picture_errors
def locality_link(request: HttpRequest, slug: str) -> HttpResponse:
    """To be shown, not saved, beside a link to the page."""
    report = build_locality_report(slug, parse_selection(request.GET, localdate()))
    return HttpResponse(link_picture(report), content_type="image/png")


def _written(request: HttpRequest, report: Charted, chart: ChartSpec, ending: str) -> File:
    if ending in CHART_WRITERS:
        return CHART_WRITERS[ending](report, chart)
    return chart_picture(report, chart, PictureFormat(ending), *parse_picture(request.GET))


def _no_picture(request: HttpRequest, problem: Exception, status: int) -> HttpResponse:
    here = request.path.rpartition(".")[0]
    # The page's own address: its files lie below it.
    page, charts, _name = here.rpartition("charts/")
    context = {
        "message": str(problem),
        "status": status,
        "here": here,
        "is_chart": bool(charts),
        "back": page or here.removesuffix("briefing").removesuffix("social"),
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
    }
    return render(request, "no_picture.html", context, status=status)


def _no_such_format(format: str, known: Iterable[str]) -> str:  # noqa: A002
    sentence = gettext("There is no file “.%(format)s”; there are: %(known)s.")
    return sentence % {"format": format, "known": ", ".join(known)}


def _sent(file: File) -> HttpResponse:
    disposition = {"Content-Disposition": file.disposition}
    return HttpResponse(file.body, content_type=file.content_type, headers=disposition)
