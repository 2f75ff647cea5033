"""What one person may do beside another: rights and roles."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q

from recruitment.permissions import Role

Rights = set[tuple[str, str]]


def rights_of(person: Any) -> Rights:
    """What a person may do or could do again, once made active. One query."""
    held = Permission.objects.filter(Q(user=person) | Q(group__user=person))
    return set(held.values_list("content_type__app_label", "codename"))


def outranks(giver: Any, person: Any) -> bool:
    """Whether the giver has every right of the person, so that nothing is won by a password."""
    if giver.is_superuser:
        return True
    return not person.is_superuser and rights_of(person) <= rights_of(giver)


def roles_given_by(giver: Any) -> list[Role]:
    """The roles of which the giver has every right. At most two queries."""
    if giver.is_superuser:
        return list(Role)
    own, held = rights_of(giver), defaultdict(set)
    of_roles = Permission.objects.filter(group__name__in=Role.values)
    for name, *right in of_roles.values_list("group__name", "content_type__app_label", "codename"):
        held[name].add(tuple(right))
    return [role for role in Role if role in held and held[role] <= own]


def role_of(person: Any) -> Role | None:
    """The role that a person has, the widest where there are several."""
    names = {group.name for group in person.groups.all()}
    return next((role for role in reversed(Role) if role in names), None)
