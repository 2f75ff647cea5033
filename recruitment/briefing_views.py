"""Briefings of a committee with all its localities: the form, how far the work is, the file.

Pages of their own, kept by no cache: the pages for everyone hold no form that orders anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from .briefings.jobs import asked_of
from .briefings.making import Asked
from .briefings.ordering import TooManyOrdersError, place
from .briefings.telling import asked_words, told
from .downloads.file import File
from .downloads.writers import FORMAT_NAMES
from .forms import parse_format, parse_parent, parse_selection
from .models import BriefingOrder, BriefingPiece, OrderState
from .reports.group import build_group_offer
from .views import reader_errors

TRY_AGAIN_AFTER = 60  # seconds
REFRESHED_EVERY = 5


def order_page(view: Callable[..., HttpResponseBase]) -> Any:
    """A page about an order: for whoever has its address, and for nobody else."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except TooManyOrdersError as problem:
            response = render(request, "429.html", {"problem": problem}, status=429)
            response.headers["Retry-After"] = str(TRY_AGAIN_AFTER)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return never_cache(reader_errors(answer))  # type: ignore[arg-type]


@require_http_methods(["GET", "HEAD", "POST"])
@order_page
def briefing_new(request: HttpRequest) -> HttpResponse:
    query = request.POST if request.method == "POST" else request.GET
    selection, parent = parse_selection(query, timezone.localdate()), parse_parent(query)
    format_ = parse_format(query, FORMAT_NAMES)
    offer = build_group_offer(parent, selection)
    if request.method == "POST" and not offer.refusal:
        asked = Asked(parent, format_, selection, get_language() or "vi")
        return redirect("recruitment:briefing", place(asked, _asker(request)).key)
    context = {"offer": offer, "formats": FORMAT_NAMES.items(), "chosen": format_}
    return render(request, "briefing_new.html", context, status=409 if request.POST else 200)


@require_safe
@order_page
def briefing(request: HttpRequest, key: UUID) -> HttpResponse:
    order = _order(key)
    context = {
        "order": order,
        "told": told(order, timezone.now()),
        "words": asked_words(order),
        "selection": asked_of(order).selection,
        "seconds": REFRESHED_EVERY,
    }
    return render(request, "briefing.html", context)


@require_safe
@order_page
def briefing_state(request: HttpRequest, key: UUID) -> HttpResponse:
    found = told(_order(key), timezone.now())
    return JsonResponse(
        {
            "state": found.state,
            "sentence": found.sentence,
            "note": found.note,
            "done": found.done,
            "total": found.total,
            "finished": found.is_finished,
        }
    )


@require_safe
@order_page
def briefing_file(request: HttpRequest, key: UUID) -> HttpResponseBase:
    order = _order(key)
    if order.state != OrderState.DONE:
        raise Http404(gettext("This file is not ready yet."))
    file = File(order.file_name, order.ascii_name, order.content_type, b"")
    headers = {"Content-Disposition": file.disposition, "Content-Length": str(order.size)}
    return StreamingHttpResponse(_pieces(order), content_type=file.content_type, headers=headers)


def _order(key: UUID) -> BriefingOrder:
    """1 query. Raises Http404."""
    order = BriefingOrder.objects.select_related("committee").filter(key=key).first()
    if order is None:
        raise Http404(gettext("This file is no longer kept, or was never ordered. Order it again."))
    return order


def _pieces(order: BriefingOrder) -> Iterator[bytes]:
    """The file piece by piece: 1 query, and one for each piece."""
    for pk in list(order.pieces.order_by("number").values_list("pk", flat=True)):
        yield bytes(BriefingPiece.objects.values_list("body", flat=True).get(pk=pk))


def _asker(request: HttpRequest) -> str:
    """Who orders, to count by: the account, else the address."""
    if request.user.is_authenticated:
        return f"account {request.user.pk}"
    return f"address {request.META.get('REMOTE_ADDR', '')}"
