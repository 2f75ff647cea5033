"""The board of a quarter as a page: who has reported, who is late, and one click to the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recruitment.entry.board import Board, BoardRow, Step, open_board
from recruitment.entry.locks import due_words, window_lock
from recruitment.entry.typed import written
from recruitment.models import Committee, ReportingPeriod, Return
from recruitment.progress.periods import Period
from recruitment.wording import numbers

from . import scope, shown
from .sheet_choice import offered_quarters

VIEW = "recruitment.view_return"
# A shape beside each word: a state is never told by colour alone.
STEPS: dict[Step, tuple[str, Promise]] = {
    Step.LATE: ("▲", gettext_lazy("late")),
    Step.RETURNED: ("↩", gettext_lazy("sent back")),
    Step.NOTHING: ("○", gettext_lazy("nothing entered")),
    Step.DRAFT: ("◔", gettext_lazy("being entered")),
    Step.SUBMITTED: ("◑", gettext_lazy("waits for approval")),
    Step.APPROVED: ("●", gettext_lazy("approved")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the board in words; ``sheet`` and ``board`` are addresses."""

    name: str
    step: Step
    shape: str
    word: str
    standing: str
    who: str
    reason: str
    sheet: str
    board: str


def board(request: HttpRequest) -> HttpResponseBase:
    """The board of one committee within reach; 404 for any other. At most 14 queries."""
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    today = timezone.localdate()
    quarters, chosen = offered_quarters(request.GET.get("quarter", ""), today)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Who has reported"),
        "quarters": quarters,
        "chosen": chosen,
    }
    committee = _committee(request)
    if chosen and committee:
        days = chosen.days
        quarter = get_object_or_404(ReportingPeriod, starts_on=days.start, ends_on=days.end)
        found = open_board(committee, scope.committees(request), quarter, today)
        context |= {
            "title": _("Who has reported %(quarter)s: %(name)s")
            % {"quarter": numbers.period(days), "name": shown.short_name(committee)},
            "committee": committee,
            "above": committee.parent if _reaches_above(request, committee) else None,
            "board": found,
            "tally": _tally(found),
            "steps": [(step, *STEPS[step], found.count(step)) for step in STEPS],
            "lines": list(_lines(found, days, chosen.code)),
            "due": due_words(found.window, today) if found.window else "",
            "lock": window_lock(found.window, today),
        }
    return TemplateResponse(request, "admin/board.html", context)


def _committee(request: HttpRequest) -> Committee | None:
    """The one that is asked for, else the uppermost within reach; None where nothing is."""
    slug = request.GET.get("committee", "")
    if slug:
        rows = scope.committees(request).select_related("parent")
        return get_object_or_404(rows, slug=slug)
    return scope.tops(request).select_related("parent").order_by("sort_key").first()


def _reaches_above(request: HttpRequest, committee: Committee) -> bool:
    return committee.parent is not None and scope.holds(request, committee.parent)


def _lines(found: Board, days: Period, code: str) -> Iterator[Line]:
    number = (days.start.month + 2) // 3
    for row in found.rows:
        is_own = row.committee == found.committee
        owner = row.committee if row.has_units else found.committee
        sheet = reverse("admin:entry_sheet", args=[owner.slug, days.start.year, number])
        below = f"?committee={row.committee.slug}&quarter={code}"
        shape, word = STEPS[row.step]
        yield Line(
            name=str(row.committee),
            step=row.step,
            shape=shape,
            word=str(word),
            standing=_standing(row),
            who=_who(row.report),
            reason=row.report.reason if row.report and row.step is Step.RETURNED else "",
            sheet=sheet,
            board=below if row.has_units and not is_own else "",
        )


def _standing(row: BoardRow) -> str:
    if row.report is None:
        is_begun = row.step not in {Step.NOTHING, Step.LATE}
        return _("by form or workbook") if is_begun else ""
    is_usual = row.report.standing == Return.Standing.REPORTED
    return "" if is_usual else str(row.report.get_standing_display())


def _who(report: Return | None) -> str:
    """The last step of a return: by whom and when."""
    if report is None:
        return ""
    by_approver = {Return.State.APPROVED, Return.State.RETURNED}
    decided = report.state in by_approver
    person = report.decided_by if decided else report.submitted_by
    when = report.decided_at if decided else report.submitted_at
    if when is None or report.state == Return.State.DRAFT:
        return ""
    return f"{person or '–'}, {written(timezone.localtime(when))}"


def _tally(found: Board) -> str:
    if found.percent is None:
        return _("No report is expected.")
    return ngettext(
        "%(reported)s of %(expected)s report is in (%(percent)s).",
        "%(reported)s of %(expected)s reports are in (%(percent)s).",
        found.expected,
    ) % {
        "reported": numbers.number(found.reported),
        "expected": numbers.number(found.expected),
        "percent": numbers.percent(found.percent, 0),
    }


cast("Any", admin.site).pages.append(
    path("entry/board/", admin.site.admin_view(board), name="entry_board")
)
