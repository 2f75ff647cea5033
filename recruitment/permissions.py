"""Roles, and the permissions that Django does not make by itself: import, export, approve.

A role is a group whose name is its code. What it holds is written here and nowhere else:
every migration sets it right again.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any

from django.apps import apps as current
from django.contrib.auth import get_permission_codename
from django.contrib.auth.management import create_permissions
from django.db import DEFAULT_DB_ALIAS, models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    READER = "reader", _("reader")
    CLERK = "clerk", _("clerk")
    APPROVER = "approver", _("approver")
    ADMINISTRATOR = "administrator", _("administrator")


FIGURES = ("AdmissionCount", "MembershipCount", "ActivityCount", "OrganisationCount", "Target")
RETURNS = ("Return", "Remark")
# Changed by administrators only.
FOUNDATIONS = (
    "Committee",
    "FormerParent",
    "Succession",
    "Source",
    "StatedResult",
    "Statement",
    "ReportingPeriod",
    "Category",
    "CommitteeKind",
    "EntryWindow",
)
# Models whose list goes into a workbook and comes back (see WorkbookAdmin).
LISTS = (*FIGURES, "Committee")
# With the quarterly sheet, which has a workbook of its own.
WORKBOOKS = (*LISTS, "Return")
APPROVED = (*FIGURES, "Return")
# Permissions beside Django's four, by what they are about.
NAMES = {"import": "Can import %s", "export": "Can export %s", "approve": "Can approve %s"}
MADE = {"import": WORKBOOKS, "export": WORKBOOKS, "approve": APPROVED}

Right = tuple[str, str]  # an action and a model: ("view", "recruitment.Target")


def rights(actions: Iterable[str], names: Iterable[str], app: str = "recruitment") -> set[Right]:
    return {(action, f"{app}.{name}") for action, name in product(actions, names)}


READ = rights(["view"], (*FIGURES, *RETURNS, *FOUNDATIONS))
ENTER = rights(["add", "change"], (*FIGURES, *RETURNS)) | rights(["import"], (*FIGURES, "Return"))
EXPORT = rights(["export"], WORKBOOKS)
APPROVE = rights(["approve"], APPROVED)
ADMINISTER = (
    rights(["import"], LISTS)
    | rights(["delete"], FIGURES)
    | rights(["add", "change", "delete"], FOUNDATIONS)
    | rights(["view", "add", "change", "delete"], ["Assignment"])
    | rights(["view", "add", "change", "delete"], ["User"], app="auth")
)
RIGHTS: dict[str, set[Right]] = {
    Role.READER: READ,
    Role.CLERK: READ | ENTER | EXPORT,
    Role.APPROVER: READ | APPROVE | EXPORT,
    Role.ADMINISTRATOR: READ | ENTER | EXPORT | APPROVE | ADMINISTER,
}


def may(person: Any, action: str, model: type[models.Model]) -> bool:
    """Whether a person has the right to do this with rows of the model, wherever they are."""
    opts = model._meta
    allowed: bool = person.has_perm(f"{opts.app_label}.{get_permission_codename(action, opts)}")
    return allowed


def make_roles(using: str = DEFAULT_DB_ALIAS, apps: Any = current, **kwargs: Any) -> None:
    """After every migration, and as often as you like: what is right already stays."""
    try:
        groups = apps.get_model("auth", "Group").objects.using(using)
        named = {name: apps.get_model(name) for held in RIGHTS.values() for _action, name in held}
    except LookupError:
        # A migration test stands at a point where these do not exist.
        return
    for app in ("recruitment", "auth"):
        # Django makes its own permissions after ours have been asked for.
        create_permissions(current.get_app_config(app), verbosity=0, using=using, apps=apps)
    make_permissions(using, apps)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    by_name = {
        (row.content_type.app_label, row.codename): row
        for row in permissions.select_related("content_type")
    }
    for role, held in RIGHTS.items():
        group, _made = groups.get_or_create(name=str(role))
        options = ((action, named[name]._meta) for action, name in held)
        group.permissions.set(
            by_name[opts.app_label, get_permission_codename(action, opts)]
            for action, opts in options
        )


def make_permissions(using: str = DEFAULT_DB_ALIAS, apps: Any = current) -> None:
    """To import, export and approve. What exists already stays."""
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    for action, names in MADE.items():
        for name in names:
            opts = apps.get_model("recruitment", name)._meta
            kind, _made = content_types.get_or_create(
                app_label=opts.app_label, model=opts.model_name
            )
            permissions.get_or_create(
                content_type=kind,
                codename=get_permission_codename(action, opts),
                defaults={"name": NAMES[action] % opts.verbose_name_raw},
            )
