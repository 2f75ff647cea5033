"""How both sheets answer: as a page, as what its scripts put in place, or by their address anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.template.loader import render_to_string
from django.template.response import TemplateResponse

from .common_words import partly_saved_words
from .scripted import DONE, wants_json
from .sheet_page import Page
from .target_page import TargetPage


def shown_anew(request: HttpRequest, address: str, *sentences: str) -> HttpResponse:
    """By its address, with what was done: loading it again sends nothing again."""
    for sentence in filter(None, sentences):
        messages.success(request, sentence)
    return HttpResponseRedirect(address + DONE)


def answered(
    request: HttpRequest,
    page: Page | TargetPage,
    context: Mapping[str, Any],
    folder: str,
    saved: str,
) -> HttpResponseBase:
    """The sheet as it stands, with what is not stored of what was typed.

    ``folder`` is where its templates are, ``saved`` says what was saved.
    """
    outcome = page.typed.outcome
    said = saved if outcome.complete else partly_saved_words(outcome, saved)
    if request.method == "POST" and wants_json(request):
        return _as_json(request, page, context, folder, said)
    if not outcome.complete:
        messages.warning(request, said)
    return TemplateResponse(request, f"{folder}/sheet.html", dict(context))


def _as_json(
    request: HttpRequest,
    page: Page | TargetPage,
    context: Mapping[str, Any],
    folder: str,
    said: str,
) -> JsonResponse:
    """What the scripts put in place: the rows that are new, and what is wrong in a summary."""

    def drawn(name: str, **more: Any) -> str:
        return render_to_string(f"{folder}/{name}.html", {**context, **more}, request)

    return JsonResponse(
        {
            "complete": page.typed.outcome.complete,
            "message": said,
            "saved": len(page.typed.outcome.saved),
            "rows": {row.pk: drawn("_row", row=row) for row in page.changed_rows()},
            "summary": drawn("_summary"),
            "steps": drawn("_steps"),
        }
    )
