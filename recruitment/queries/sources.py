"""Sources with what was taken from each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    MembershipCount,
    OrganisationCount,
    Source,
    StatedResult,
    Statement,
    Target,
)

from .beside import stated_results, statements
from .material import Material, material
from .scope import Scope


class UnknownSourceError(LookupError):
    """No source has this address name."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How much a source gave: figures, targets and printed results."""

    source: Source
    figures: int
    targets: int
    results: int


def articles(scope: Scope) -> list[Taken]:
    """Every article, in order: 7 queries."""
    figures: Counter[int] = Counter()
    who = scope.audience
    for rows in (
        AdmissionCount.objects.visible_to(who).values("source"),
        MembershipCount.objects.visible_to(who).values("source"),
        ActivityCount.objects.visible_to(who).values("source"),
        OrganisationCount.objects.visible_to(who).values("source"),
    ):
        figures.update({row["source"]: row["n"] for row in rows.annotate(n=Count("pk"))})
    targets = Target.objects.visible_to(who).values("source").annotate(n=Count("pk"))
    results = StatedResult.objects.values("source").annotate(n=Count("pk"))
    of_targets = {row["source"]: row["n"] for row in targets}
    of_results = {row["source"]: row["n"] for row in results}
    rows_of = Source.objects.filter(kind=Source.Kind.ARTICLE).order_by("order", "pk")
    return [
        Taken(row, figures[row.pk], of_targets.get(row.pk, 0), of_results.get(row.pk, 0))
        for row in rows_of
    ]


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that one source says, with the figures its printed results are held against."""

    source: Source
    targets: list[Target]
    admissions: list[AdmissionCount]
    stocks: list[MembershipCount]
    activities: list[ActivityCount]
    organisations: list[OrganisationCount]
    results: list[StatedResult]
    statements: list[Statement]
    found: Material


def content(slug: str, scope: Scope) -> Content:
    """The source of this address name: 11 queries. Raises UnknownSourceError.

    Of entered figures, which grow without end, nothing is listed: they stand on the pages of
    their committees.
    """
    source = Source.objects.filter(slug=slug).first()
    if source is None:
        msg = f"no source has the address name {slug!r}"
        raise UnknownSourceError(msg)
    who = scope.audience
    results = stated_results(Q(source=source), scope)
    concerned = {row.committee_id: row.committee for row in results}
    printed = Q(source=source, source__kind=Source.Kind.ARTICLE)
    targets = Target.objects.visible_to(who).filter(printed)
    admissions = AdmissionCount.objects.visible_to(who).filter(printed)
    stocks = MembershipCount.objects.visible_to(who).filter(printed)
    activities = ActivityCount.objects.visible_to(who).filter(printed)
    organisations = OrganisationCount.objects.visible_to(who).filter(printed)
    common = ("committee", "source")
    by_time = ("period__starts_on", "pk")
    return Content(
        source=source,
        targets=list(targets.select_related(*common, "period", "category").order_by("pk")),
        admissions=list(
            admissions.select_related(*common, "period", "category").order_by(*by_time)
        ),
        stocks=list(stocks.select_related(*common, "category").order_by("on", "pk")),
        activities=list(activities.select_related(*common, "period").order_by(*by_time)),
        organisations=list(organisations.select_related(*common).order_by("on", "pk")),
        results=results,
        statements=statements(Q(source=source)),
        found=material(concerned.values(), scope),
    )
