"""What every answer goes through: language, caching, and a sentence for what cannot be answered."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page
from ninja.errors import ValidationError

from recruitment.forms import LONGEST_SEARCH, BadParameterError
from recruitment.queries.committees import UnknownLocalityError
from recruitment.queries.sources import UnknownSourceError

from .asked import FARTHEST, MOST_ITEMS
from .schemas import Problem

logger = logging.getLogger(__name__)
View: TypeAlias = Callable[..., HttpResponse]
PROBLEMS = dict.fromkeys((400, 401, 404), Problem)

ALLOWED: dict[str, str | Promise] = {
    "language": "vi, en",
    "limit": gettext_lazy("a whole number from %(low)s to %(high)s"),
    "offset": gettext_lazy("a whole number from %(low)s to %(high)s"),
    "q": gettext_lazy("at most %(high)s characters"),
}
ENDS = {
    "limit": {"low": 1, "high": MOST_ITEMS},
    "offset": {"low": 0, "high": FARTHEST},
    "q": {"high": LONGEST_SEARCH},
}


def problem(status: int, sentence: str) -> JsonResponse:
    return JsonResponse(
        {"detail": sentence}, status=status, json_dumps_params={"ensure_ascii": False}
    )


def bad_parameter(request: HttpRequest, error: BadParameterError) -> HttpResponse:
    """400: which parameter, what it holds, what it may hold."""
    sentence = gettext("%(parameter)s: “%(value)s” cannot be used. It takes %(allowed)s.")
    return problem(
        400,
        sentence
        % {"parameter": error.parameter, "value": error.value[:80], "allowed": error.allowed},
    )


def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """400 for a parameter that does not fit its declaration, 404 for a name that cannot be one."""
    place, *_rest, name = error.errors[0]["loc"]
    if place == "path":
        return unknown(request, error)
    allowed = str(ALLOWED[name]) % ENDS.get(name, {})
    return bad_parameter(request, BadParameterError(name, request.GET.get(name, ""), allowed))


def unknown(request: HttpRequest, error: Exception) -> HttpResponse:
    """404: the address names nothing that exists, and where the names are listed."""
    sentence = gettext("Nothing has the address %(path)s. The names are listed at %(lists)s.")
    lists = "/api/v1/localities, /api/v1/sources"
    return problem(404, sentence % {"path": request.path, "lists": lists})


def broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """500: ours is the fault; the log has all of it, the answer nothing."""
    logger.error("no answer for %s", request.path, exc_info=error)
    return problem(500, gettext("The server could not answer. The fault was recorded; try later."))


HANDLERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    BadParameterError: bad_parameter,
    ValidationError: invalid,
    UnknownLocalityError: unknown,
    UnknownSourceError: unknown,
    Http404: unknown,
    Exception: broken,
}


def door(view: View) -> View:
    """Answer HEAD like GET, in the language asked for, to be kept but asked about each time.

    Each answer carries an ETag: whoever asks again gets 304 as long as nothing was approved.
    """
    cached = gzip_page(conditional_page(view))

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        method, asked = request.method, request.GET.get("language")
        language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        if method == "HEAD":
            request.method = "GET"
        with translation.override(language):
            try:
                response: HttpResponse = cached(request, *args, **kwargs)
            except Http404 as error:
                response = unknown(request, error)
            finally:
                request.method = method
            if response.status_code == 405:
                response = not_allowed(request)
        response.headers["Content-Language"] = language
        if response.status_code in {200, 304}:
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        return response

    return answer


def not_allowed(request: HttpRequest) -> HttpResponse:
    sentence = gettext("%(method)s is not possible here: the data can only be read, by GET.")
    response = problem(405, sentence % {"method": request.method})
    response.headers["Allow"] = "GET, HEAD"
    return response


@csrf_exempt
@door
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Any other address below /api/: JSON as well, since a program asks."""
    return unknown(request, Http404())
