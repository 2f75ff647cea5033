"""The quarterly sheet as a page: choosing it, filling it in, sending and approving it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial, wraps
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import (
    HttpRequest,
    HttpResponse,
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

from recruitment.entry import workflow
from recruitment.entry.locks import due_words, window_lock
from recruitment.entry.outcome import Outcome
from recruitment.entry.roll import Roll
from recruitment.entry.saving import save_sheet
from recruitment.entry.sheet import Sheet, open_sheet, roll_of
from recruitment.models import Committee, ReportingPeriod, Return
from recruitment.progress.periods import ONE_DAY, Period, quarter_of
from recruitment.wording import numbers

from . import scope, sheet_form, shown
from .sheet_cells import state_words
from .sheet_choice import choose
from .sheet_page import Page, Typed
from .sheet_totals import grouped

VIEW = "recruitment.view_return"
WRITE = "recruitment.change_return"
DECIDE = "recruitment.approve_return"
SAVE = "save"
# What each step needs, and what it does with the returns it is given.
NEEDS = {SAVE: WRITE, "submit": WRITE, "send_back": DECIDE, "approve": DECIDE, "correct": DECIDE}
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Asked:
    """A sheet that somebody asks for; ``quarter`` is None where it is not on record."""

    request: HttpRequest
    committee: Committee
    days: Period
    quarter: ReportingPeriod | None
    today: date

    @property
    def user(self) -> User:
        return cast("User", self.request.user)

    @property
    def address(self) -> str:
        return address(self.committee, self.days)

    @property
    def wants_json(self) -> bool:
        return wants_json(self.request)

    def roll(self, quarter: ReportingPeriod) -> Roll:
        """The committee and its units within reach. One query."""
        found = roll_of(self.committee, quarter)
        return Roll(
            found.own, tuple(unit for unit in found.units if scope.holds(self.request, unit))
        )

    def may(self, permission: str) -> bool:
        return self.user.has_perm(permission)


def address(committee: Committee, days: Period) -> str:
    number = (days.start.month + 2) // 3
    return reverse("admin:entry_sheet", args=[committee.slug, days.start.year, number])


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith(JSON)


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


def asked_for(request: HttpRequest, slug: str, year: int, number: int) -> Asked:
    """The sheet of an address. 404 for a committee out of reach."""
    rows = scope.committees(request).select_related("parent")
    committee = get_object_or_404(rows, slug=slug)
    days = quarter_of(date(year, 3 * number, 1))
    quarter = ReportingPeriod.objects.filter(starts_on=days.start, ends_on=days.end).first()
    return Asked(request, committee, days, quarter, timezone.localdate())


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
            said = _saved_words(outcome) if rows and (outcome.rows_saved or step == SAVE) else ""
            moved = _take_step(asked, quarter, step, _chosen(roll, chosen))
        except ValidationError as problem:
            for sentence in problem.messages:
                messages.error(asked.request, sentence)
        else:
            if not asked.wants_json:
                return _redirected(asked, said, moved)
    typed = Typed(
        asked.user,
        asked.may(WRITE),
        {row.committee: row for row in rows},
        outcome,
        chosen,
        posted.get("reason", ""),
    )
    return _answer(asked, Page(open_sheet(roll, quarter, asked.today), typed))


def _redirected(asked: Asked, said: str, moved: str) -> HttpResponse:
    """Shown anew by its address: loading it again sends nothing again."""
    for sentence in filter(None, (said, moved)):
        messages.success(asked.request, sentence)
    return HttpResponseRedirect(asked.address)


def _chosen(roll: Roll, chosen: Iterable[str]) -> list[Committee]:
    ticked = set(chosen)
    return [row for row in roll.all if not ticked or str(row.pk) in ticked]


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
    return _done_words(step, len(done))


def _done_words(step: str, count: int) -> str:
    words = {
        "submit": ngettext(
            "%(count)s row was sent for approval.",
            "%(count)s rows were sent for approval.",
            count,
        ),
        "send_back": ngettext(
            "%(count)s row was sent back.", "%(count)s rows were sent back.", count
        ),
        "approve": ngettext(
            "%(count)s row is approved and public.",
            "%(count)s rows are approved and public.",
            count,
        ),
        "correct": ngettext(
            "%(count)s row is open for correction.",
            "%(count)s rows are open for correction.",
            count,
        ),
    }
    return words[step] % {"count": grouped(count)}


def _saved_words(outcome: Outcome) -> str:
    cells, rows = len(outcome.saved), len(outcome.rows_saved)
    if not rows:
        return _("Nothing was new: everything is on record already.")
    if not cells:
        words = ngettext("%(count)s row saved.", "%(count)s rows saved.", rows)
        return words % {"count": grouped(rows)}
    words = ngettext("%(count)s cell saved.", "%(count)s cells saved.", cells)
    return words % {"count": grouped(cells)}


def _partly_saved_words(outcome: Outcome) -> str:
    """For a sheet of which something is not stored."""
    left = len(outcome.errors) + len(outcome.warnings)
    left += len(outcome.conflicts) + len(outcome.locked) + outcome.strays
    return _("%(saved)s Not saved yet: %(left)s. See below.") % {
        "saved": _saved_words(outcome) if outcome.rows_saved else _("Nothing was saved."),
        "left": grouped(left),
    }


# -- What is shown ---------------------------------------------------------------------------------


def _answer(asked: Asked, page: Page) -> HttpResponseBase:
    if asked.wants_json and asked.request.method == "POST":
        return _as_json(asked, page)
    if not page.typed.outcome.complete:
        messages.warning(asked.request, _partly_saved_words(page.typed.outcome))
    return TemplateResponse(asked.request, "admin/sheet/sheet.html", _context(asked, page))


def _as_json(asked: Asked, page: Page) -> JsonResponse:
    """What the scripts put in place: the rows that are new, and what is wrong in a summary."""
    context = _context(asked, page)
    outcome = page.typed.outcome
    rows = {
        row.pk: render_to_string("admin/sheet/_row.html", {**context, "row": row}, asked.request)
        for row in page.changed_rows()
    }
    said = _saved_words(outcome) if outcome.complete else _partly_saved_words(outcome)
    return JsonResponse(
        {
            "complete": outcome.complete,
            "message": said,
            "saved": len(outcome.saved),
            "rows": rows,
            "summary": render_to_string("admin/sheet/_summary.html", context, asked.request),
            "steps": render_to_string("admin/sheet/_steps.html", context, asked.request),
        }
    )


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
        "words": _words(),
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
        "quarter": _("quarter: %(number)s"),
        "lessThanBefore": _("less than before (%(before)s)"),
        "ofUnits": _("%(counted)s of %(expected)s units"),
    }


# -- Addresses -------------------------------------------------------------------------------------


def json_knows_its_login(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """A script is told 401, where a person is sent to the login page."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if wants_json(request) and not admin.site.has_permission(request):
            return JsonResponse({"login": reverse("admin:login")}, status=401)
        return view(request, *args, **kwargs)

    return inner


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
