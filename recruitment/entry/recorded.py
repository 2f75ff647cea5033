"""How far the figures on record of a committee reach: its life must not end before them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Max, Min

from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    Committee,
    MembershipCount,
    OrganisationCount,
)
from recruitment.models.rules import Problem, ends_before_start, figures_after, figures_before
from recruitment.models.versions import LIVE_STATES

# The first and the last day of what each kind of figure is about.
DAYS: dict[Any, tuple[str, str]] = {
    AdmissionCount: ("period__starts_on", "period__ends_on"),
    ActivityCount: ("period__starts_on", "period__ends_on"),
    MembershipCount: ("on", "on"),
    OrganisationCount: ("on", "on"),
}


def reach(committees: Collection[int]) -> dict[int, tuple[date, date]]:
    """By committee, the last day on which a figure of it begins, and the first on which one ends.

    Committees without a figure are left out. 4 queries.
    """
    found: dict[int, tuple[date, date]] = {}
    for model, (first, last) in DAYS.items():
        rows = model.objects.filter(
            committee__in=committees, state__in=LIVE_STATES, withdrawn=False
        ).values_list("committee_id")
        for pk, begins, ends in rows.annotate(Max(first), Min(last)).order_by():
            known = found.get(pk, (begins, ends))
            found[pk] = max(known[0], begins), min(known[1], ends)
    return found


def life_problems(row: Committee, reached: tuple[date, date] | None) -> dict[str, Problem]:
    """What is wrong with the two ends of a life, by field; ``reached`` as `reach` gives it."""
    if reached is None or ends_before_start(*row.life):
        return {}
    begins, ends = reached
    return {
        "ended_on": figures_after(row.ended_on, begins),
        "started_on": figures_before(row.started_on, ends),
    }
