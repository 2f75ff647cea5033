"""Choosing a committee, and the year or the term of its targets."""

from __future__ import annotations

from datetime import date

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from recruitment.entry.target_sheet import years
from recruitment.models import PeriodKind, ReportingPeriod
from recruitment.progress.periods import Period
from recruitment.queries.scope import period_of
from recruitment.wording import numbers

from . import scope
from .sheet_choice import MOST_COMMITTEES, offered_committees
from .target_asked import DECIDE, VIEW, WRITE, address, code_of

# Years offered before and after this one, and the length of a term between two congresses.
YEARS_BACK, YEARS_AHEAD, TERM = 5, 1, 5


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
