"""Which rows a person may see and write: decided here, and asked for by every list and form."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from recruitment.models import Committee
from recruitment.models.committees import CommitteeQuerySet


def committees(request: HttpRequest) -> CommitteeQuerySet:
    """The committees within a person's reach: all, until people are assigned to some of them."""
    return Committee.objects.all()


def tops(request: HttpRequest) -> CommitteeQuerySet:
    """The committees within reach that stand below no other of them."""
    within = committees(request)
    return within.exclude(parent__in=within) if is_limited(within) else within.filter(parent=None)


def is_limited(within: CommitteeQuerySet) -> bool:
    return bool(within.query.has_filters())


def reachable(
    request: HttpRequest, rows: QuerySet[Any], paths: tuple[str, ...] | None
) -> QuerySet[Any]:
    """The rows of which every committee is within reach; ``paths`` is where rows name them.

    Without paths a row belongs to no committee, and to everyone. Adds no query.
    """
    within = committees(request)
    if not paths or not is_limited(within):
        return rows
    return rows.filter(Q(*((f"{path}__in", within) for path in paths)))
