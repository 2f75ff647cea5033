"""Filters of the lists."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recruitment.models import Committee, PeriodKind
from recruitment.models.tree import end_of

from . import scope, shown


class AreaFilter(admin.SimpleListFilter):
    """One committee with all below it; each choice offers the level below. At most 3 queries."""

    title = _("area")
    parameter_name = "area"
    # Where a row names its committee: "committee", or "" for committees themselves.
    path = "committee"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        committees = scope.committees(request)
        self.chosen = committees.filter(slug=self.value() or "").first() if self.value() else None
        below = (
            scope.tops(request) if self.chosen is None else committees.filter(parent=self.chosen)
        )
        above = [*committees.above(self.chosen), self.chosen] if self.chosen else []
        return [
            *(
                (row.slug, f"{'· ' * depth}{shown.short_name(row)}")
                for depth, row in enumerate(above)
            ),
            *(
                (row.slug, f"{'· ' * len(above)}{shown.short_name(row)}")
                for row in below.in_vietnamese_order()
            ),
        ]

    def has_output(self) -> bool:
        """Also where nothing is offered, an area in the address is obeyed."""
        return self.value() is not None or super().has_output()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        if self.chosen is None:
            return queryset.none()
        prefix = f"{self.path}__" if self.path else ""
        path = self.chosen.path
        return queryset.filter(**{f"{prefix}path__gte": path, f"{prefix}path__lt": end_of(path)})


class OwnAreaFilter(AreaFilter):
    """For the list of committees."""

    path = ""


class LifeFilter(admin.SimpleListFilter):
    """Committees that still exist, and those that have ended."""

    title = _("life")
    parameter_name = "life"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("going", _("without an end")), ("ended", _("with an end"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Committee]) -> QuerySet[Committee]:
        if self.value() not in {"going", "ended"}:
            return queryset
        return queryset.filter(ended_on__isnull=self.value() == "going")


class PeriodKindFilter(admin.SimpleListFilter):
    """Terms, years, quarters … of the period that a row speaks of."""

    title = _("kind of period")
    parameter_name = "period_kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(PeriodKind.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in PeriodKind.values:
            return queryset
        return queryset.filter(Q(period__kind=self.value()))
