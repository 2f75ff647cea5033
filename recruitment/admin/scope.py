"""Which rows a person may see and write: decided here, and asked for by every list and form."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from recruitment.models import Assignment, Committee
from recruitment.models.committees import CommitteeQuerySet
from recruitment.models.tree import depth, end_of

# Where a request keeps its person's reach.
KEPT = "reach"
Reach = tuple[str, ...] | None


def reach(request: HttpRequest) -> Reach:
    """The paths of the committees that a person works for; None means all there are.

    Without an assignment it is empty, and nothing is within reach. One query a request.
    """
    kept = vars(request)
    if KEPT not in kept:
        kept[KEPT] = reach_of(request.user)
    found: Reach = kept[KEPT]
    return found


def reach_of(person: Any) -> Reach:
    """The uppermost of a person's committees, by path. At most one query."""
    if not person.is_active:
        return ()
    if person.is_superuser:
        return None
    assigned = Assignment.objects.filter(person=person.pk).order_by("committee__path")
    paths: list[str] = []
    for path in assigned.values_list("committee__path", flat=True):
        if not (paths and path.startswith(paths[-1])):
            paths.append(path)
    return tuple(paths)


def committees(request: HttpRequest) -> CommitteeQuerySet:
    """The committees within a person's reach."""
    paths = reach(request)
    rows: CommitteeQuerySet = Committee.objects.all()
    if paths is None:
        return rows
    if not paths:
        return rows.none()
    ranges = (Q(path__gte=path, path__lt=end_of(path)) for path in paths)
    return rows.filter(Q(*ranges, _connector=Q.OR))


def tops(request: HttpRequest) -> CommitteeQuerySet:
    """The committees within reach that stand below no other of them."""
    paths = reach(request)
    if paths is None:
        return Committee.objects.filter(parent=None)
    return Committee.objects.filter(path__in=paths)


def reaches_anything(request: HttpRequest) -> bool:
    return reach(request) != ()


def reaches_a_root(request: HttpRequest) -> bool:
    """Whether a whole tree is within reach: its people keep the lists that all committees share."""
    paths = reach(request)
    return paths is None or any(depth(path) == 0 for path in paths)


def holds(request: HttpRequest, committee: Committee) -> bool:
    """Whether a committee, as loaded, is within reach."""
    paths = reach(request)
    return paths is None or any(committee.path.startswith(path) for path in paths)


def may_be_named(request: HttpRequest, committee: Committee) -> bool:
    """Within reach, or above it: the committees above one's own are part of its name."""
    above = (path.startswith(committee.path) for path in reach(request) or ())
    return holds(request, committee) or any(above)


def reachable(
    request: HttpRequest, rows: QuerySet[Any], paths: tuple[str, ...] | None
) -> QuerySet[Any]:
    """The rows of which every committee is within reach; ``paths`` is where rows name them.

    Without paths a row belongs to no committee, and is there for whoever reaches any.
    """
    reached = reach(request)
    if reached is None:
        return rows
    if not reached:
        return rows.none()
    within = committees(request)
    return rows.filter(*(Q(**{f"{path}__in": within}) for path in paths or ()))
