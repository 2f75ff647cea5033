"""The target sheet as a page: choosing it, dividing a target, sending and approving it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import path, re_path
from django.utils.translation import gettext as _

from recruitment.entry import target_steps
from recruitment.entry.approval import REASON_LENGTH
from recruitment.entry.roll import Roll
from recruitment.entry.target_saving import save_targets
from recruitment.entry.target_sheet import life_lock, open_targets
from recruitment.entry.typed_targets import TargetOutcome, TypedTarget
from recruitment.models import Committee, Target
from recruitment.wording import numbers

from . import scope, sheet_form, shown, target_form
from .common_words import script_words
from .scripted import json_knows_its_login
from .sheet_answers import answered, shown_anew
from .target_asked import DECIDE, VIEW, WRITE, Asked, code_of, stated_of
from .target_choice import choose
from .target_page import TargetPage, Typed
from .target_words import done_words, saved_words

SAVE = "save"
NEEDS = {SAVE: WRITE, "submit": WRITE, "send_back": DECIDE, "approve": DECIDE}


def targets(request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
    """The grid of a committee's targets; what is posted is saved, or moved a step on.

    404 for a committee out of reach, 403 for a step without its permission.
    """
    rows = scope.committees(request).select_related("parent")
    asked = Asked(request, get_object_or_404(rows, slug=slug), stated_of(code))
    if not any(map(asked.may, (VIEW, WRITE, DECIDE))):
        raise PermissionDenied
    if request.method == "POST":
        return _posted(asked)
    opened = open_targets(asked.roll(), asked.stated)
    return _answer(asked, TargetPage(opened, Typed(asked.user, _may_write(asked))))


def _may_write(asked: Asked) -> bool:
    return asked.may(WRITE) and not life_lock(asked.committee, asked.stated)


# -- What was posted -------------------------------------------------------------------------------


def _posted(asked: Asked) -> HttpResponseBase:
    """Save what was typed; then, where all of it is stored, the step."""
    posted = asked.request.POST
    step = posted.get("step", SAVE)
    if step not in NEEDS:
        raise BadRequest("there is no such step")
    if not asked.may(NEEDS[step]):
        raise PermissionDenied
    roll = asked.roll()
    is_typed = asked.may(WRITE) and target_form.HEAD in posted
    rows = target_form.typed_targets(posted) if is_typed else []
    outcome = _saved(asked, roll, rows) if is_typed else TargetOutcome()
    chosen = sheet_form.chosen(posted)
    if outcome.complete:
        try:
            told = is_typed and (outcome.rows_saved or step == SAVE)
            said = saved_words(outcome) if told else ""
            moved = _take_step(asked, step, sheet_form.committees_of(roll, chosen))
        except ValidationError as problem:
            for sentence in problem.messages:
                messages.error(asked.request, sentence)
        else:
            if not asked.wants_json:
                return shown_anew(asked.request, asked.address, said, moved)
    typed = Typed(
        asked.user,
        _may_write(asked),
        {row.committee: row for row in rows},
        outcome,
        target_form.posted_texts(posted) if is_typed else None,
        chosen,
        posted.get("reason", ""),
    )
    return _answer(asked, TargetPage(open_targets(roll, asked.stated), typed))


def _saved(asked: Asked, roll: Roll, rows: list[TypedTarget]) -> TargetOutcome:
    head = target_form.read_head(asked.request.POST)
    if head.typed is None:
        return TargetOutcome(head=head.problems)
    return save_targets(roll, asked.stated, head.typed, rows, asked.user)


def _take_step(asked: Asked, step: str, committees: list[Committee]) -> str:
    """The sentence that says what was done. Raises ValidationError where nothing was."""
    if step == SAVE:
        return ""
    reason = asked.request.POST.get("reason", "")
    acts: dict[str, Callable[..., list[Target]]] = {
        "submit": target_steps.submit,
        "approve": partial(target_steps.approve, seen=sheet_form.sendings(asked.request.POST)),
        "send_back": partial(target_steps.send_back, reason=reason),
    }
    done = acts[step](committees, asked.stated, asked.user)
    if not done:
        raise ValidationError(_("There is nothing here to do that with."), code="nothing")
    return done_words(step, len(done))


# -- What is shown ---------------------------------------------------------------------------------


def _answer(asked: Asked, page: TargetPage) -> HttpResponseBase:
    saved = saved_words(page.typed.outcome)
    return answered(asked.request, page, _context(asked, page), "admin/targets", saved)


def _context(asked: Asked, page: TargetPage) -> dict[str, Any]:
    period = numbers.period(asked.stated)
    return {
        **admin.site.each_context(asked.request),
        "title": _("Targets for %(period)s: %(name)s")
        % {"period": period, "name": shown.short_name(asked.committee)},
        "committee": asked.committee,
        "period": period,
        "address": asked.address,
        "public_page": shown.public_page(asked.committee),
        "life_lock": life_lock(asked.committee, asked.stated),
        "page": page,
        "may_save": page.is_writable,
        "may_submit": page.is_writable or (asked.may(WRITE) and page.may_be_sent),
        "may_approve": asked.may(DECIDE) and page.waits_for_approval,
        "may_see_history": asked.may(VIEW),
        "reason_length": str(REASON_LENGTH),
        "draft_key": f"targets:{asked.user.pk}:{asked.committee.slug}:{code_of(asked.stated)}",
        "words": script_words(),
    }


cast("Any", admin.site).pages.extend(
    [
        path("entry/targets/", admin.site.admin_view(choose), name="entry_targets_choice"),
        re_path(
            r"^entry/targets/(?P<slug>[-\w]+)/(?P<code>[12]\d{3}(?:-[12]\d{3})?)/$",
            json_knows_its_login(admin.site.admin_view(targets)),
            name="entry_targets",
        ),
    ]
)
