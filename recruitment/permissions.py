"""Permissions that Django does not make by itself: to import and to export a list."""

from __future__ import annotations

from typing import Any

from django.apps import apps as current
from django.contrib.auth import get_permission_codename
from django.db import DEFAULT_DB_ALIAS

# Models whose list goes into a workbook and comes back (see WorkbookAdmin).
LISTS = ("AdmissionCount", "Target", "Committee")
NAMES = {"import": "Can import %s", "export": "Can export %s"}


def make_permissions(using: str = DEFAULT_DB_ALIAS, apps: Any = current, **kwargs: Any) -> None:
    """After every migration, and as often as you like: what exists already stays."""
    try:
        content_types = apps.get_model("contenttypes", "ContentType").objects.using(using)
        permissions = apps.get_model("auth", "Permission").objects.using(using)
        models = [apps.get_model("recruitment", name) for name in LISTS]
    except LookupError:
        # A migration test stands at a point where these do not exist.
        return
    for model in models:
        opts = model._meta
        kind, _made = content_types.get_or_create(app_label=opts.app_label, model=opts.model_name)
        for action, name in NAMES.items():
            permissions.get_or_create(
                content_type=kind,
                codename=get_permission_codename(action, opts),
                defaults={"name": name % opts.verbose_name_raw},
            )
