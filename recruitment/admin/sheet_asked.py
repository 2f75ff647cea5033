"""A quarterly sheet that somebody asks for by its address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from recruitment.entry.roll import Roll
from recruitment.entry.sheet import roll_of
from recruitment.models import Committee, ReportingPeriod
from recruitment.progress.periods import Period, quarter_of

from . import scope
from .scripted import wants_json

VIEW = "recruitment.view_return"
WRITE = "recruitment.change_return"
DECIDE = "recruitment.approve_return"


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


def asked_for(request: HttpRequest, slug: str, year: int, number: int) -> Asked:
    """The sheet of an address. 404 for a committee out of reach."""
    rows = scope.committees(request).select_related("parent")
    committee = get_object_or_404(rows, slug=slug)
    days = quarter_of(date(year, 3 * number, 1))
    quarter = ReportingPeriod.objects.filter(starts_on=days.start, ends_on=days.end).first()
    return Asked(request, committee, days, quarter, timezone.localdate())
