"""Where a sheet is chosen: a quarter, the latest open one first, and a committee within reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from recruitment.entry.locks import due_words
from recruitment.models import Committee, EntryWindow, PeriodKind
from recruitment.models.tree import depth, ids_above
from recruitment.progress.periods import Period
from recruitment.wording import numbers

from . import scope, shown
from .sheet_totals import grouped

MOST_QUARTERS = 24
MOST_COMMITTEES = 60


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter that was opened once; ``code`` is its part of the address."""

    days: Period
    code: str
    name: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A committee within reach; ``level`` counts from the uppermost one shown."""

    slug: str
    name: str
    above: str
    units: str
    level: str


def choose(request: HttpRequest) -> HttpResponseBase:
    """The choice; where both are named, the way to the sheet. At most 4 queries."""
    if not request.user.has_perm("recruitment.view_return"):
        raise PermissionDenied
    quarters, chosen = offered_quarters(request.GET.get("quarter", ""), timezone.localdate())
    slug = request.GET.get("committee", "")
    if chosen and slug and scope.committees(request).filter(slug=slug).exists():
        year, number = chosen.code.split("-q")
        return HttpResponseRedirect(reverse("admin:entry_sheet", args=[slug, year, number]))
    text = request.GET.get("q", "").strip()
    found = offered_committees(request, text)
    context = {
        **admin.site.each_context(request),
        "title": _("Enter a quarter’s figures"),
        "quarters": quarters,
        "chosen": chosen,
        "text": text,
        "committees": found[:MOST_COMMITTEES],
        "is_cut": len(found) > MOST_COMMITTEES,
        "most": MOST_COMMITTEES,
    }
    return TemplateResponse(request, "admin/sheet/choose.html", context)


def offered_quarters(code: str, today: date) -> tuple[list[Quarter], Quarter | None]:
    """The quarters to choose from; and the one of this code, else the latest that is open.

    None where no quarter was ever opened. One query.
    """
    quarters = _quarters(today)
    usual = next((each for each in quarters if each.is_open), quarters[0] if quarters else None)
    return quarters, next((each for each in quarters if each.code == code), usual)


def _quarters(today: date) -> list[Quarter]:
    """Quarters with an entry window, the latest first. One query."""
    windows = EntryWindow.objects.filter(period__kind=PeriodKind.QUARTER)
    found = windows.select_related("period").order_by("-period__ends_on")[:MOST_QUARTERS]
    return [_quarter(window, today) for window in found]


def _quarter(window: EntryWindow, today: date) -> Quarter:
    days = Period(window.period.starts_on, window.period.ends_on)
    is_open = window.is_open(today)
    return Quarter(
        days,
        f"{days.start.year}-q{(days.start.month + 2) // 3}",
        _("%(quarter)s (%(state)s)")
        % {
            "quarter": numbers.period(days),
            "state": due_words(window, today) if is_open else _("not open now"),
        },
        is_open,
    )


def offered_committees(request: HttpRequest, text: str) -> list[Choice]:
    """The first of those within reach that match, from the top of the tree down. One query."""
    rows = scope.committees(request).matching(text).order_by("path").select_related("parent")
    found = list(rows.annotate(unit_count=Count("children"))[: MOST_COMMITTEES + 1])
    top = min((depth(row.path) for row in found), default=0)
    return [_choice(row, 0 if text else depth(row.path) - top) for row in _in_order(found)]


def _in_order(rows: list[Committee]) -> list[Committee]:
    """Below each committee its units in Vietnamese order, as its sheet has them."""
    keys = {row.pk: row.sort_key for row in rows}
    return sorted(
        rows,
        key=lambda row: [(keys.get(pk, ""), pk) for pk in (*ids_above(row.path), row.pk)],
    )


def _choice(row: Committee, level: int) -> Choice:
    count: int = vars(row)["unit_count"]
    return Choice(
        row.slug,
        str(row),
        shown.short_name(row.parent),
        _("%(count)s units") % {"count": grouped(count)} if count else "",
        str(min(level, 4)),
    )
