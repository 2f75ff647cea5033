"""The target sheet as a page: choosing it, dividing a target, sending and approving it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, re_path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recruitment.entry import target_steps
from recruitment.entry.approval import REASON_LENGTH
from recruitment.entry.roll import Roll
from recruitment.entry.target_saving import save_targets
from recruitment.entry.target_sheet import life_lock, open_targets, roll_of, years
from recruitment.entry.typed_targets import TargetOutcome, TypedTarget
from recruitment.models import Committee, PeriodKind, ReportingPeriod, Target
from recruitment.progress.periods import Period
from recruitment.queries.scope import period_of
from recruitment.wording import numbers

from . import scope, sheet_form, shown, target_form
from .scripted import json_knows_its_login, wants_json
from .sheet_cells import state_words
from .sheet_choice import MOST_COMMITTEES, offered_committees
from .sheet_totals import grouped
from .target_page import TargetPage, Typed

VIEW = "recruitment.view_target"
WRITE = "recruitment.change_target"
DECIDE = "recruitment.approve_target"
SAVE = "save"
NEEDS = {SAVE: WRITE, "submit": WRITE, "send_back": DECIDE, "approve": DECIDE}
# Years offered before and after this one, and the length of a term between two congresses.
YEARS_BACK, YEARS_AHEAD, TERM = 5, 1, 5
LONGEST = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A target sheet that somebody asks for."""

    request: HttpRequest
    committee: Committee
    stated: Period

    @property
    def user(self) -> User:
        return cast("User", self.request.user)

    @property
    def address(self) -> str:
        return address(self.committee, self.stated)

    @property
    def wants_json(self) -> bool:
        return wants_json(self.request)

    def roll(self) -> Roll:
        """The committee and its units within reach. One query."""
        found = roll_of(self.committee, self.stated)
        return Roll(
            found.own, tuple(unit for unit in found.units if scope.holds(self.request, unit))
        )

    def may(self, permission: str) -> bool:
        return self.user.has_perm(permission)


def code_of(stated: Period) -> str:
    """2024 for a year, 2020-2025 for a term, as they stand in addresses."""
    first, last = stated.start.year, stated.end.year
    return str(first) if first == last else f"{first}-{last}"


def stated_of(code: str) -> Period:
    """The year or the term of an address. Raises Http404 for none that there can be."""
    first, _dash, last = code.partition("-")
    if last and not 0 < int(last) - int(first) <= LONGEST:
        raise Http404
    return years(int(first), int(last or first))


def address(committee: Committee, stated: Period) -> str:
    return reverse("admin:entry_targets", args=[committee.slug, code_of(stated)])


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
            said = _saved_words(outcome) if told else ""
            moved = _take_step(asked, step, _chosen(roll, chosen))
        except ValidationError as problem:
            for sentence in problem.messages:
                messages.error(asked.request, sentence)
        else:
            if not asked.wants_json:
                for sentence in filter(None, (said, moved)):
                    messages.success(asked.request, sentence)
                return HttpResponseRedirect(asked.address)
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


def _chosen(roll: Roll, chosen: Iterable[str]) -> list[Committee]:
    ticked = set(chosen)
    return [row for row in roll.all if not ticked or str(row.pk) in ticked]


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
    return _done_words(step, len(done))


def _done_words(step: str, count: int) -> str:
    words = {
        "submit": ngettext(
            "%(count)s target was sent for approval.",
            "%(count)s targets were sent for approval.",
            count,
        ),
        "send_back": ngettext(
            "%(count)s target was sent back.", "%(count)s targets were sent back.", count
        ),
        "approve": ngettext(
            "%(count)s target is approved and public.",
            "%(count)s targets are approved and public.",
            count,
        ),
    }
    return words[step] % {"count": grouped(count)}


def _saved_words(outcome: TargetOutcome) -> str:
    count = len(outcome.rows_saved)
    if not count:
        return _("Nothing was new: everything is on record already.")
    words = ngettext("%(count)s target saved.", "%(count)s targets saved.", count)
    return words % {"count": grouped(count)}


def _partly_saved_words(outcome: TargetOutcome) -> str:
    """For a sheet of which something is not stored."""
    left = len(outcome.head) + len(outcome.errors) + len(outcome.conflicts)
    left += len(outcome.locked) + outcome.strays
    return _("%(saved)s Not saved yet: %(left)s. See below.") % {
        "saved": _saved_words(outcome) if outcome.rows_saved else _("Nothing was saved."),
        "left": grouped(left),
    }


# -- What is shown ---------------------------------------------------------------------------------


def _answer(asked: Asked, page: TargetPage) -> HttpResponseBase:
    if asked.wants_json and asked.request.method == "POST":
        return _as_json(asked, page)
    if not page.typed.outcome.complete:
        messages.warning(asked.request, _partly_saved_words(page.typed.outcome))
    return TemplateResponse(asked.request, "admin/targets/sheet.html", _context(asked, page))


def _as_json(asked: Asked, page: TargetPage) -> JsonResponse:
    """What the scripts put in place: the rows that are new, and what is wrong in a summary."""
    context, outcome = _context(asked, page), page.typed.outcome

    def drawn(name: str, **more: Any) -> str:
        return render_to_string(f"admin/targets/{name}.html", {**context, **more}, asked.request)

    said = _saved_words(outcome) if outcome.complete else _partly_saved_words(outcome)
    return JsonResponse(
        {
            "complete": outcome.complete,
            "message": said,
            "saved": len(outcome.saved),
            "rows": {row.pk: drawn("_row", row=row) for row in page.changed_rows()},
            "summary": drawn("_summary"),
            "steps": drawn("_steps"),
        }
    )


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
        "words": _words(),
    }


def _words() -> dict[str, Any]:
    """What the scripts say."""
    return {
        "states": state_words(),
        "unsaved": _("%(count)s cells not saved yet"),
        "unsavedOne": _("1 cell not saved yet"),
        "allSaved": _("Everything is saved."),
        "saving": _("Saving …"),
        "offline": _("No connection: nothing was saved. What you typed is kept here; save again."),
        "expired": _("You have been logged out: nothing was saved. What you typed is kept here."),
        "login": _("Log in in a new tab, then save again"),
        "refused": _("The server did not take it. What you typed is kept here; save again."),
        "forbidden": _("You may not save this sheet any more. What you typed is kept here."),
        "discard": _("Discard what was not saved"),
        "restored": _("%(count)s cells that were not saved are back (typed at %(time)s)."),
        "waiting": _(
            "%(count)s cells that were not saved (typed at %(time)s) are in rows that are locked "
            "now; they are back once the row can be written again."
        ),
        "pasted": _("%(count)s cells pasted."),
        "pastedPart": _("%(count)s cells pasted; %(left)s fell outside the sheet."),
        "notNumber": _("not a whole number"),
        "ofUnits": _("%(counted)s of %(expected)s units"),
    }


# -- Choosing --------------------------------------------------------------------------------------


def choose(request: HttpRequest) -> HttpResponseBase:
    """A committee and a year or a term; where both are named, the way to the sheet.

    At most 4 queries.
    """
    if not any(map(request.user.has_perm, (VIEW, WRITE, DECIDE))):
        raise PermissionDenied
    periods = _periods(timezone.localdate())
    usual = years(timezone.localdate().year, timezone.localdate().year)
    chosen = next((each for each in periods if code_of(each) == request.GET.get("period")), usual)
    slug = request.GET.get("committee", "")
    found = scope.committees(request).filter(slug=slug).first() if slug else None
    if found is not None:
        return HttpResponseRedirect(address(found, chosen))
    text = request.GET.get("q", "").strip()
    committees = offered_committees(request, text)
    context = {
        **admin.site.each_context(request),
        "title": _("Set and divide targets"),
        "periods": [(code_of(each), _named(each), each == chosen) for each in periods],
        "text": text,
        "committees": committees[:MOST_COMMITTEES],
        "is_cut": len(committees) > MOST_COMMITTEES,
        "most": MOST_COMMITTEES,
    }
    return TemplateResponse(request, "admin/targets/choose.html", context)


def _named(stated: Period) -> str:
    words = _("year %(period)s") if stated.start.year == stated.end.year else _("term %(period)s")
    return words % {"period": numbers.period(stated)}


def _periods(today: date) -> list[Period]:
    """The years around this one, the latest first; then the terms. One query."""
    latest, this = today.year + YEARS_AHEAD, today.year // TERM * TERM
    offered = [years(year, year) for year in range(latest, today.year - YEARS_BACK - 1, -1)]
    terms = {years(first, first + TERM) for first in (this - TERM, this, this + TERM)}
    on_record = map(period_of, ReportingPeriod.objects.filter(kind=PeriodKind.TERM))
    terms |= {each for each in on_record if each == years(each.start.year, each.end.year)}
    return offered + sorted(terms, key=lambda term: term.start, reverse=True)


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
