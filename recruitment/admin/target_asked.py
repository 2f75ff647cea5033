"""A target sheet that somebody asks for by its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest
from django.urls import reverse

from recruitment.entry.roll import Roll
from recruitment.entry.target_sheet import roll_of, years
from recruitment.models import Committee
from recruitment.progress.periods import Period

from . import scope
from .scripted import wants_json

VIEW = "recruitment.view_target"
WRITE = "recruitment.change_target"
DECIDE = "recruitment.approve_target"
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
