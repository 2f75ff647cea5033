"""The pages. A view parses what is asked, fetches the report of it, and renders that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

from .admin import scope
from .forms import (
    BadParameterError,
    WrongNumberError,
    parse_filters,
    parse_localities,
    parse_page,
    parse_search,
    parse_selection,
    parse_under,
    parse_units_order,
)
from .models import Audience, Return
from .permissions import may
from .queries.committees import UnknownLocalityError
from .queries.sources import UnknownSourceError
from .reports.compare import FEWEST, MOST, build_compare_report
from .reports.directory import build_choices, build_directory_report
from .reports.locality import build_locality_report
from .reports.overview import build_overview_report, statuses
from .reports.overview_groups import GROUP
from .reports.selection import Selection, term_code
from .reports.sources import build_source_report, build_sources_report
from .wording.labels import STATUS, VERDICT

View = Callable[..., HttpResponse]


def reader_errors(view: View) -> View:
    """Answer what a reader's address gets wrong in the site's dress: 400 or 404."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except BadParameterError as problem:
            return render(request, "400.html", {"problem": problem}, status=400)
        except WrongNumberError as problem:
            return render(request, "400.html", {"sentence": str(problem)}, status=400)
        except (UnknownLocalityError, UnknownSourceError):
            message = gettext("There is no locality or source with this address name.")
        except Http404 as problem:
            message = str(problem)
        return render(request, "404.html", {"message": message}, status=404)

    return answer


def page(view: View) -> View:
    """A page for everyone: it may be shared and kept, and is asked about each time.

    ``max-age=0``: what an editor approves is seen at once; an unchanged page costs a 304.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        return response

    return require_safe(gzip_page(conditional_page(reader_errors(answer))))


def refuse_beyond(number: int, last: int) -> None:
    """Raises BadParameterError for a page after the last."""
    if number > last:
        allowed = gettext("1 to %(last)s") % {"last": last}
        raise BadParameterError("page", str(number), allowed)


@page
def overview(request: HttpRequest) -> HttpResponse:
    selection = parse_selection(request.GET, localdate())
    number = parse_page(request.GET)
    report = build_overview_report(selection, parse_filters(request.GET), number)
    refuse_beyond(number, report.pages)
    context = {
        "report": report,
        "canonical_query": f"?page={number}" if number > 1 else "",
        "terms": [term_code(term) for term in report.terms],
        "kinds": [(code.value, title) for code, (title, _note) in GROUP.items()],
        "statuses": statuses(),
    }
    return render(request, "overview.html", context)


@page
def localities(request: HttpRequest) -> HttpResponse:
    selection = parse_selection(request.GET, localdate())
    text, under = parse_search(request.GET), parse_under(request.GET)
    number = parse_page(request.GET)
    report = build_directory_report(selection, text, under, number)
    refuse_beyond(number, report.pages)
    return render(request, "localities.html", {"report": report})


@page
def locality(request: HttpRequest, slug: str) -> HttpResponse:
    selection = parse_selection(request.GET, localdate())
    return render(request, "locality.html", _locality(request, slug, selection))


def _locality(request: HttpRequest, slug: str, selection: Selection) -> dict[str, Any]:
    report = build_locality_report(slug, selection, parse_units_order(request.GET))
    return {
        "report": report,
        "charts": {chart.name: chart for chart in report.charts},
        "terms": [term_code(term) for term in report.terms],
        "canonical_query": selection.query,
    }


@require_safe
def locality_preview(request: HttpRequest, slug: str) -> HttpResponse:
    """A locality's page as it would look were everything approved: for those who see its return.

    It is kept nowhere, and none of its numbers has an address of its own.
    """
    response = _preview(request, slug)
    patch_cache_control(response, private=True, no_store=True)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@reader_errors
def _preview(request: HttpRequest, slug: str) -> HttpResponse:
    """A committee out of reach is as unknown as one that does not exist."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    if not may(request.user, "view", Return):
        raise PermissionDenied
    if not scope.committees(request).filter(slug=slug).exists():
        raise UnknownLocalityError(slug)
    selection = replace(parse_selection(request.GET, localdate()), audience=Audience.PREVIEW)
    return render(
        request, "locality.html", {**_locality(request, slug, selection), "preview": True}
    )


def framed_by_others(view: View) -> View:
    """A page that the origins of EMBED_ORIGINS may show inside one of theirs.

    X-Frame-Options knows no list of origins: the content policy alone says who, also with an
    answer that nothing has changed, whose headers replace those that the browser kept.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code not in {200, 304}:
            return response
        ancestors = {"frame-ancestors": settings.EMBED_ORIGINS or ["'none'"]}
        xframe_options_exempt(csp_replace(ancestors)(lambda _request: response))(request)
        return response

    return answer


@framed_by_others
@page
def chart_embed(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One chart with its source, for a page elsewhere."""
    selection = parse_selection(request.GET, localdate())
    report = build_locality_report(slug, selection, parse_units_order(request.GET))
    chart = report.chart(name)
    if chart is None:
        raise Http404(gettext("This locality has no chart “%(name)s”.") % {"name": name})
    address = reverse("recruitment:locality", args=[slug])
    of = {"name": report.name, "slug": slug, "address": address, "query": report.units_query}
    return render(request, "embed.html", {"of": of, "spec": chart, "embedded": True})


@framed_by_others
@page
def compare_embed(request: HttpRequest, name: str) -> HttpResponse:
    """The chart of a comparison, in the same way."""
    selection = parse_selection(request.GET, localdate())
    report = build_compare_report(parse_localities(request.GET), selection)
    if report.chart is None or report.chart.name != name:
        raise Http404(gettext("This comparison has no chart “%(name)s”.") % {"name": name})
    address = reverse("recruitment:compare")
    of = {"name": report.short_name, "slug": "", "address": address, "query": report.query}
    return render(request, "embed.html", {"of": of, "spec": report.chart, "embedded": True})


@page
def compare(request: HttpRequest) -> HttpResponse:
    selection = parse_selection(request.GET, localdate())
    slugs, text = parse_localities(request.GET), parse_search(request.GET)
    report = build_compare_report(slugs, selection)
    context = {
        "report": report,
        "choices": build_choices(selection, text, slugs),
        "text": text,
        "enough": len(slugs) >= FEWEST,
        "most": MOST,
        "canonical_query": "?" + urlencode({"locality": slugs}, doseq=True) if slugs else "",
    }
    return render(request, "compare.html", context)


@page
def sources(request: HttpRequest) -> HttpResponse:
    selection = parse_selection(request.GET, localdate())
    return render(request, "sources.html", {"sources": build_sources_report(selection)})


@page
def source(request: HttpRequest, slug: str) -> HttpResponse:
    selection = parse_selection(request.GET, localdate())
    return render(request, "source.html", {"report": build_source_report(slug, selection)})


@page
def method(request: HttpRequest) -> HttpResponse:
    context = {
        "labels": {status.value: label for status, label in STATUS.items()},
        "verdicts": {verdict.value: label for verdict, label in VERDICT.items()},
    }
    return render(request, "method.html", context)
