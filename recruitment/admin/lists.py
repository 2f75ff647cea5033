"""The short lists that others point to: periods, categories, kinds of committee."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_tasks_db import admin as queue  # noqa: F401 (registers what is taken off below)
from django_tasks_db.models import DBTaskResult

from recruitment.models import Category, CommitteeKind, ReportingPeriod

from . import shown
from .base import BaseAdmin

# The queue's tasks say nothing that a reader's page of an order does not say better.
admin.site.unregister(DBTaskResult)


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(BaseAdmin):
    committee_paths = None
    is_small = True
    list_display = ["period_name", "kind", "starts_on", "ends_on"]
    list_filter = ["kind"]
    date_hierarchy = "ends_on"
    ordering = ["-ends_on", "starts_on"]
    # Searched by its name and dates; the field only makes the search box appear.
    search_fields = ["kind"]
    search_help_text = _("For example: III/2022, 2021, 16/5/2022.")
    fieldsets = [(None, {"fields": ["starts_on", "ends_on", "kind"]})]

    @admin.display(description=_("period"), ordering="starts_on")
    def period_name(self, row: ReportingPeriod) -> str:
        return shown.period(row)

    def choice_label(self, row: ReportingPeriod) -> str:
        return shown.period_in_full(row)

    def searched(self, row: ReportingPeriod) -> str:
        dates = f"{row.starts_on:%d/%m/%Y} {row.ends_on:%d/%m/%Y}"
        return f"{shown.period_in_full(row)} {row.get_kind_display()} {dates}"


class CodedAdmin(BaseAdmin):
    """Rows that files and addresses name by a code, which therefore stays as it is."""

    committee_paths = None
    is_small = True
    ordering = ["order", "code"]
    search_fields = ["name", "name_en", "code"]
    search_help_text = _("Name or code; accents and upper case do not matter.")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []


@admin.register(Category)
class CategoryAdmin(CodedAdmin):
    list_display = ["name", "name_en", "group", "code", "order"]
    list_filter = ["group"]
    fieldsets = [(None, {"fields": ["name", "name_en", "group", "code", "order"]})]


@admin.register(CommitteeKind)
class CommitteeKindAdmin(CodedAdmin):
    list_display = ["name", "name_en", "code", "order"]
    fieldsets = [(None, {"fields": ["name", "name_en", "code", "order"]})]
