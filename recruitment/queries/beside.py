"""What stands beside admissions: organisations, activities, printed results, statements."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    Committee,
    FormerParent,
    OrganisationCount,
    ReportingPeriod,
    Source,
    StatedResult,
    Statement,
    Succession,
    Target,
)
from recruitment.progress.periods import Period

from .scope import Scope, period_of


def organisations(committee: Committee, scope: Scope) -> list[OrganisationCount]:
    """Counts of organisations, the latest last: 1 query."""
    rows = OrganisationCount.objects.visible_to(scope.audience).filter(committee=committee)
    if scope.as_of:
        rows = rows.filter(on__lte=scope.as_of)
    return list(rows.select_related("source").order_by("on", "pk"))


def activities(committee: Committee, scope: Scope) -> list[ActivityCount]:
    """Classes and people preparing, in order of time: 1 query.

    A plan for days still to come (dossiers for quarter IV) counts by its first day.
    """
    rows = ActivityCount.objects.visible_to(scope.audience).filter(committee=committee)
    if scope.as_of:
        rows = rows.filter(period__starts_on__lte=scope.as_of)
    rows = rows.select_related("source", "period").order_by("period__starts_on", "pk")
    return [row for row in rows if scope.holds(period_of(row.period))]


def stated_results(condition: Q, scope: Scope) -> list[StatedResult]:
    """Printed results: 1 query."""
    rows = StatedResult.objects.filter(condition)
    if scope.as_of:
        rows = rows.filter(period__ends_on__lte=scope.as_of)
    related = ("source", "committee", "period", "category", "target")
    found = rows.select_related(*related).order_by("source__order", "fact", "pk")
    return [row for row in found if scope.holds(period_of(row.period))]


def statements(condition: Q) -> list[Statement]:
    """What sources say without a number: 1 query."""
    rows = Statement.objects.filter(condition)
    return list(rows.select_related("source", "committee", "period").order_by("fact", "pk"))


def sources_of_counts(ids: Iterable[int]) -> list[Source]:
    """Where these counts come from, each source once, in order: 1 query."""
    counts = AdmissionCount.objects.filter(pk__in=ids)
    return list(Source.objects.filter(pk__in=counts.values("source")).order_by("order", "pk"))


def terms(scope: Scope) -> list[Period]:
    """The terms that targets speak of, in order: 1 query."""
    periods = ReportingPeriod.objects.filter(
        kind="term", target__in=Target.objects.visible_to(scope.audience)
    )
    return sorted({period_of(period) for period in periods})


def units_stated(rows: Iterable[OrganisationCount]) -> int | None:
    """How many direct units the latest source states. No query."""
    direct = [row for row in rows if row.measure == OrganisationCount.Measure.DIRECT_UNIT]
    return direct[-1].value if direct else None


def former_parents(committee: Committee) -> list[FormerParent]:
    """The parents it had before, in order: 1 query."""
    return list(committee.former_parents.select_related("parent").order_by("ended_on"))


def successions(committee: Committee) -> list[Succession]:
    """What it became and what it came from, in order: 1 query."""
    rows = Succession.objects.filter(Q(predecessor=committee) | Q(successor=committee))
    return list(rows.select_related("predecessor", "successor").order_by("on", "pk"))
