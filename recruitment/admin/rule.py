"""The rule that every registered admin obeys: what a person may do, and with which rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django.contrib.admin.utils import NestedObjects, quote
from django.db import router
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from . import scope
from .generics import ModelAdmin


class WithinReach:
    """The rows of a list or an inline."""

    # Where a row names its committees; None for rows that belong to no committee.
    committee_paths: ClassVar[tuple[str, ...] | None] = ("committee",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return self.reachable(request, super().get_queryset(request))  # type: ignore[misc]

    def reachable(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those within reach, also among the rows that a history keeps."""
        return scope.reachable(request, rows, self.committee_paths)


class Ruled(WithinReach, ModelAdmin):
    """Permissions say what, the reach says where; without a reach no permission means anything."""

    # -- What a person may do ----------------------------------------------------------------------

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return scope.reaches_anything(request) and super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may_write(request) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_write(request) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_write(request) and super().has_delete_permission(request, obj)

    def may_write(self, request: HttpRequest) -> bool:
        """What all committees share is kept by those who reach a whole tree."""
        if self.committee_paths is None:
            return scope.reaches_a_root(request)
        return scope.reaches_anything(request)

    # -- What would be deleted ---------------------------------------------------------------------

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
        """What goes along and what stands in the way; rows out of reach are told by kind alone.

        Such a row is never deleted along with others. One query more for each kind of row.
        """
        collector: Any = NestedObjects(using=router.db_for_write(self.model), origin=objs)
        collector.collect(objs)
        going = [row for rows in collector.model_objs.values() for row in rows]
        visible = self._visible(request, [*going, *collector.protected])
        tell = self._teller(visible)
        kept = {row._meta.verbose_name for row in going if self._is_kept(request, row, visible)}
        counts = {
            model._meta.verbose_name_plural: len(rows)
            for model, rows in collector.model_objs.items()
        }
        return collector.nested(tell), counts, kept, [tell(row) for row in collector.protected]

    def _visible(self, request: HttpRequest, rows: Iterable[Model]) -> set[Model]:
        """Those of the rows that the lists would show."""
        by_model: dict[type[Model], set[Model]] = defaultdict(set)
        for row in rows:
            by_model[type(row)].add(row)
        found: set[Model] = set()
        for model, some in by_model.items():
            admin = self.admin_site._registry.get(model)
            if admin is None or not admin.has_view_permission(request):
                continue
            listed = admin.get_queryset(request).filter(pk__in=[row.pk for row in some])
            reached = set(listed.values_list("pk", flat=True))
            found |= {row for row in some if row.pk in reached}
        return found

    def _teller(self, visible: set[Model]) -> Callable[[Model], str]:
        """A row as the confirmation names it."""

        def tell(row: Model) -> str:
            kind = capfirst(str(row._meta.verbose_name))
            if row not in visible:
                return kind
            names = self.admin_site.name, row._meta.app_label, row._meta.model_name
            where = reverse("{}:{}_{}_change".format(*names), args=[quote(row.pk)])
            return format_html('{}: <a href="{}">{}</a>', kind, where, row)

        return tell

    def _is_kept(self, request: HttpRequest, row: Model, visible: set[Model]) -> bool:
        """Whether a row may not be deleted by this person. What has no list goes along."""
        admin = self.admin_site._registry.get(type(row))
        if admin is None:
            return False
        return row not in visible or not admin.has_delete_permission(request, row)


class OnlyForSuperusers(Ruled):
    """What no role opens: groups, and the lists of the library that counts wrong passwords."""

    committee_paths = None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_write(request) and super().has_view_permission(request, obj)

    def may_write(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)
