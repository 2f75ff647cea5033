"""The quarterly sheet as a page: choosing it, filling it in, sending and approving it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path, re_path
from django.utils.translation import gettext as _

from recruitment.entry import workflow
from recruitment.entry.locks import due_words, window_lock
from recruitment.entry.outcome import Outcome
from recruitment.entry.saving import save_sheet
from recruitment.entry.sheet import Sheet, open_sheet
from recruitment.models import Committee, ReportingPeriod, Return
from recruitment.progress.periods import ONE_DAY, quarter_of
from recruitment.wording import numbers

from . import sheet_form, shown
from .common_words import script_words
from .scripted import json_knows_its_login
from .sheet_answers import answered, shown_anew
from .sheet_asked import DECIDE, VIEW, WRITE, Asked, asked_for
from .sheet_choice import choose
from .sheet_page import Page, Typed
from .sheet_words import done_words, saved_words

SAVE = "save"
# What each step needs, and what it does with the returns it is given.
NEEDS = {SAVE: WRITE, "submit": WRITE, "send_back": DECIDE, "approve": DECIDE, "correct": DECIDE}


def sheet(request: HttpRequest, slug: str, year: str, number: str) -> HttpResponseBase:
    """The grid of a committee's quarter; what is posted is saved, or moved a step on.

    404 for a committee out of reach, 403 for a step without its permission.
    """
    asked = asked_for(request, slug, int(year), int(number))
    if not (asked.may(VIEW) or asked.may(WRITE) or asked.may(DECIDE)):
        raise PermissionDenied
    if asked.quarter is None:
        if request.method == "POST":
            raise PermissionDenied
        return _unopened(asked)
    if request.method == "POST":
        return _posted(asked, asked.quarter)
    opened = open_sheet(asked.roll(asked.quarter), asked.quarter, asked.today)
    return _answer(asked, Page(opened, Typed(asked.user, asked.may(WRITE))))


# -- What was posted -------------------------------------------------------------------------------


def _posted(asked: Asked, quarter: ReportingPeriod) -> HttpResponseBase:
    """Save what was typed; then, where all of it is stored, the step."""
    posted = asked.request.POST
    step = posted.get("step", SAVE)
    if step not in NEEDS:
        raise BadRequest("there is no such step")
    if not asked.may(NEEDS[step]):
        raise PermissionDenied
    roll = asked.roll(quarter)
    rows = sheet_form.typed_rows(posted) if asked.may(WRITE) else []
    outcome = save_sheet(roll, quarter, rows, asked.user, asked.today) if rows else Outcome()
    chosen = sheet_form.chosen(posted)
    if outcome.complete:
        try:
            said = saved_words(outcome) if rows and (outcome.rows_saved or step == SAVE) else ""
            moved = _take_step(asked, quarter, step, sheet_form.committees_of(roll, chosen))
        except ValidationError as problem:
            for sentence in problem.messages:
                messages.error(asked.request, sentence)
        else:
            if not asked.wants_json:
                return shown_anew(asked.request, asked.address, said, moved)
    typed = Typed(
        asked.user,
        asked.may(WRITE),
        {row.committee: row for row in rows},
        outcome,
        chosen,
        posted.get("reason", ""),
    )
    return _answer(asked, Page(open_sheet(roll, quarter, asked.today), typed))


def _take_step(
    asked: Asked, quarter: ReportingPeriod, step: str, committees: list[Committee]
) -> str:
    """The sentence that says what was done. Raises ValidationError where nothing was."""
    if step == SAVE:
        return ""
    reason = asked.request.POST.get("reason", "")
    acts: dict[str, Callable[..., list[Return]]] = {
        "submit": workflow.submit,
        "approve": partial(workflow.approve, seen=sheet_form.sendings(asked.request.POST)),
        "send_back": partial(workflow.send_back, reason=reason),
        "correct": partial(workflow.correct, reason=reason),
    }
    done = acts[step](committees, quarter, asked.user)
    if not done:
        raise ValidationError(_("There is nothing here to do that with."), code="nothing")
    return done_words(step, len(done))


# -- What is shown ---------------------------------------------------------------------------------


def _answer(asked: Asked, page: Page) -> HttpResponseBase:
    saved = saved_words(page.typed.outcome)
    return answered(asked.request, page, _context(asked, page), "admin/sheet", saved)


def _context(asked: Asked, page: Page) -> dict[str, Any]:
    opened = page.sheet
    decides = asked.may(DECIDE)
    return {
        **_head(asked),
        "page": page,
        "window_lock": opened.lock,
        "due": due_words(opened.window, asked.today) if opened.window else "",
        "may_save": page.is_writable,
        "may_submit": (asked.may(WRITE) and page.has("draft", "returned")) or page.is_writable,
        "may_approve": decides and page.has("submitted"),
        "may_correct": decides and page.has("approved"),
        "draft_key": f"sheet:{asked.user.pk}:{asked.committee.slug}:{asked.days.start}",
        "words": script_words(),
        **_earlier(opened),
    }


def _earlier(opened: Sheet) -> dict[str, str]:
    """The names of the quarters that stand beside each cell."""
    before = quarter_of(opened.days.start - ONE_DAY)
    return {
        "previous": numbers.period(before),
        "last_year": numbers.period(opened.days.a_year_before()),
    }


def _head(asked: Asked) -> dict[str, Any]:
    quarter = numbers.period(asked.days)
    return {
        **admin.site.each_context(asked.request),
        "title": _("Figures of %(quarter)s: %(name)s")
        % {"quarter": quarter, "name": shown.short_name(asked.committee)},
        "committee": asked.committee,
        "quarter": quarter,
        "days": numbers.span(asked.days),
        "address": asked.address,
        "public_page": shown.public_page(asked.committee),
        "code": asked.address.rstrip("/").rpartition("/")[2],
        "preview_page": shown.preview_page(asked.committee) if asked.may(VIEW) else "",
    }


def _unopened(asked: Asked) -> HttpResponseBase:
    """A quarter that nobody has opened yet: the sheet says so, and that is all of it."""
    context = {**_head(asked), "window_lock": window_lock(None, asked.today)}
    return TemplateResponse(asked.request, "admin/sheet/sheet.html", context)


# -- Addresses -------------------------------------------------------------------------------------


cast("Any", admin.site).pages.extend(
    [
        path("entry/sheet/", admin.site.admin_view(choose), name="entry_sheet_choice"),
        re_path(
            r"^entry/sheet/(?P<slug>[-\w]+)/(?P<year>[12]\d{3})-q(?P<number>[1-4])/$",
            json_knows_its_login(admin.site.admin_view(sheet)),
            name="entry_sheet",
        ),
    ]
)
