"""Committees as a list to browse: one level of the tree, or what a search finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from recruitment.models import Committee, Target
from recruitment.models.committees import CommitteeQuerySet

from .scope import Scope


def root() -> Committee | None:
    """The committee that all stand under, as far as there is one: 1 query."""
    return Committee.objects.filter(parent=None).order_by("path").first()


def level(under: Committee | None) -> CommitteeQuerySet:
    """Those directly below, by name; without a committee above, those that have none. No query."""
    rows = (
        Committee.objects.filter(parent=under) if under else Committee.objects.filter(parent=None)
    )
    return rows.select_related("kind", "parent").in_vietnamese_order()


def found(text: str) -> CommitteeQuerySet:
    """Those whose names hold every word, by name. No query."""
    return Committee.objects.matching(text).select_related("kind", "parent").in_vietnamese_order()


def with_slugs(slugs: Iterable[str]) -> CommitteeQuerySet:
    """Those of these address names, by name. No query."""
    rows = Committee.objects.filter(slug__in=list(slugs))
    return rows.select_related("kind", "parent").in_vietnamese_order()


def with_own_target(scope: Scope) -> CommitteeQuerySet:
    """Those with a target of their own, by name. No query."""
    targets = Target.objects.visible_to(scope.audience).filter(inherits=False)
    rows = Committee.objects.filter(pk__in=targets.values("committee"))
    return rows.select_related("kind", "parent").in_vietnamese_order()


def above(committees: Sequence[Committee]) -> dict[int, list[Committee]]:
    """The committees above each one, from the root down: 1 query."""
    rows = list(Committee.objects.all().above(*committees))
    return {
        committee.pk: [
            row for row in rows if committee.path.startswith(row.path) and row.pk != committee.pk
        ]
        for committee in committees
    }


def units(committees: Iterable[Committee], limit: int) -> dict[int, list[Committee]]:
    """The first units directly below each one, by name: 1 query."""
    place = Window(RowNumber(), partition_by=F("parent"), order_by=["sort_key", "path"])
    rows = (
        Committee.objects.filter(parent__in=[committee.pk for committee in committees])
        .annotate(place=place)
        .filter(place__lte=limit)
        .in_vietnamese_order()
    )
    result: dict[int, list[Committee]] = defaultdict(list)
    for row in rows:
        if row.parent_id:
            result[row.parent_id].append(row)
    return result


def unit_numbers(committees: Iterable[Committee]) -> dict[int, int]:
    """How many units stand directly below each one that has any: 1 query."""
    rows = Committee.objects.filter(parent__in=[committee.pk for committee in committees])
    counted = rows.order_by().values("parent").annotate(number=Count("pk"))
    return {row["parent"]: row["number"] for row in counted if row["parent"]}
