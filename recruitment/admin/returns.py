"""Returns with their remarks, to be read; and when a period's figures may be entered."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recruitment.models import EntryWindow, Remark, Return

from . import shown
from .base import SEARCH_HELP, BaseAdmin, BaseInline
from .filters import AreaFilter
from .generics import TabularInline


class ReadOnly:
    """Written by the quarterly sheet alone."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RemarkInline(ReadOnly, BaseInline, TabularInline):
    model = Remark
    fk_name = "report"
    committee_paths = ("report__committee",)
    readonly_fields = ["column", "value", "rule", "note", "author", "written_at"]
    fields = [*readonly_fields]
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("author")


@admin.register(Return)
class ReturnAdmin(ReadOnly, BaseAdmin):
    list_display = [
        "committee_name",
        "period_name",
        "state",
        "standing",
        "cumulative",
        "submitted_at",
        "decided_at",
    ]
    list_filter = ["state", "standing", ("period", admin.RelatedOnlyFieldListFilter), AreaFilter]
    list_select_related = ["committee__parent", "period"]
    ordering = ["-pk"]
    search_fields = ["committee__search_key"]
    search_help_text = SEARCH_HELP
    inlines = [RemarkInline]
    fieldsets = [
        (None, {"fields": ["committee", "period", "standing", "cumulative", "finality"]}),
        (_("State"), {"fields": ["state", "revision", "reason"]}),
        (
            _("Who and when"),
            {"fields": ["submitted_by", "submitted_at", "decided_by", "decided_at"]},
        ),
    ]

    @admin.display(description=_("committee"), ordering="committee__sort_key")
    def committee_name(self, row: Return) -> str:
        return shown.committee(row.committee)

    @admin.display(description=_("period"), ordering="period__starts_on")
    def period_name(self, row: Return) -> str:
        return shown.period(row.period)


@admin.register(EntryWindow)
class EntryWindowAdmin(BaseAdmin):
    committee_paths = None
    list_display = ["period_name", "opens_on", "due_on", "closes_on"]
    list_select_related = ["period"]
    date_hierarchy = "due_on"
    ordering = ["-period__ends_on", "-period__starts_on"]
    autocomplete_fields = ["period"]
    fieldsets = [(None, {"fields": ["period", "opens_on", "due_on", "closes_on"]})]

    @admin.display(description=_("period"), ordering="period__starts_on")
    def period_name(self, row: EntryWindow) -> str:
        return shown.period(row.period)
