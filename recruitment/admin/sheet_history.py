"""What was done to a row of the sheet, as a page: readable in its reach, writable by nobody."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import re_path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from recruitment.entry.row_history import row_history
from recruitment.models import ReportingPeriod
from recruitment.progress.periods import quarter_of
from recruitment.wording import numbers

from . import scope, shown
from .sheet_asked import VIEW, address

LINES_A_PAGE = 100


@require_safe
def history(request: HttpRequest, slug: str, year: str, number: str) -> HttpResponseBase:
    """The row of one committee: 404 out of reach, 403 for whoever may not see returns."""
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    committee = get_object_or_404(scope.committees(request).select_related("parent"), slug=slug)
    days = quarter_of(date(int(year), 3 * int(number), 1))
    quarter = get_object_or_404(ReportingPeriod, starts_on=days.start, ends_on=days.end)
    owner = committee
    if committee.parent is not None and scope.holds(request, committee.parent):
        owner = committee.parent
    pages = Paginator(row_history(committee, quarter), LINES_A_PAGE)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("History of %(quarter)s: %(name)s")
        % {"quarter": numbers.period(days), "name": shown.short_name(committee)},
        "page": pages.get_page(request.GET.get("page")),
        "sheet": address(owner, days),
    }
    return TemplateResponse(request, "admin/sheet/history.html", context)


cast("Any", admin.site).pages.append(
    re_path(
        r"^entry/sheet/(?P<slug>[-\w]+)/(?P<year>[12]\d{3})-q(?P<number>[1-4])/history/$",
        admin.site.admin_view(history),
        name="entry_sheet_history",
    )
)
