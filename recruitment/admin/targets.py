"""Targets, with the document that sets them and the window that pace is judged on."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recruitment.entry.targets import TargetSheet
from recruitment.models import Category, Source, Target
from recruitment.progress.periods import Period
from recruitment.wording import numbers

from . import shown
from .base import SEARCH_HELP
from .filters import AreaFilter, PeriodKindFilter
from .versions import VersionedAdmin, VersionedForm
from .workbooks import WorkbookAdmin


class TargetForm(VersionedForm):
    percents = ("low", "high")

    def holds_percents(self) -> bool:
        return self.cleaned_data.get("kind") == Target.Kind.RATE


@admin.register(Target)
class TargetAdmin(WorkbookAdmin, VersionedAdmin):
    resource = TargetSheet
    form = TargetForm
    list_display = [
        "committee_name",
        "period_name",
        "category",
        "amount",
        "cadence",
        "window",
        "state_word",
        "document_number",
    ]
    list_filter = [
        "state",
        "kind",
        "sense",
        "cadence",
        "basis",
        "inherits",
        ("category", admin.RelatedOnlyFieldListFilter),
        PeriodKindFilter,
        ("source", admin.RelatedOnlyFieldListFilter),
        AreaFilter,
    ]
    list_select_related = ["committee__parent", "period", "category", "source"]
    date_hierarchy = "window_to"
    search_fields = ["committee__search_key", "document_number", "facts"]
    search_help_text = SEARCH_HELP
    autocomplete_fields = ["committee", "period", "source", "supersedes"]
    choice_related = ("committee", "period")
    fieldsets = [
        (
            None,
            {
                "fields": ["committee", "period", "category", "kind", "sense", "low", "high"],
                "description": _(
                    "A committee without a target gets none: no target is not a target of 0."
                ),
            },
        ),
        (
            _("Counting"),
            {
                "fields": [
                    "cadence",
                    "window_from",
                    "window_to",
                    "window_basis",
                    "window_note",
                    "window_note_en",
                ]
            },
        ),
        (
            _("Document and source"),
            {
                "fields": [
                    "document",
                    "document_en",
                    "document_number",
                    "document_date",
                    "source",
                    "basis",
                    "inherits",
                ]
            },
        ),
        (
            _("State"),
            {
                "fields": ["state", "version", "supersedes"],
                "description": _("Saved as “approved”, the target is public at once."),
            },
        ),
        (_("Notes"), {"classes": ["collapse"], "fields": ["note", "note_en", "facts"]}),
    ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A target for everyone, from a document at hand. Two queries."""
        usual = {
            "source": Source.objects.filter(slug=Source.ENTRY_SLUG).first(),
            "category": Category.objects.filter(code=Category.TOTAL).first(),
        }
        return {**usual, **super().get_changeform_initial_data(request)}

    def copied(self, older: Any) -> dict[str, Any]:
        return {**super().copied(older), "supersedes": older}

    def describe(self, row: Any) -> str:
        return f"{row.committee}, {shown.period(row.period)}, {row.category}: {shown.amount(row)}"

    @admin.display(description=_("target"), ordering="low")
    def amount(self, row: Target) -> str:
        return shown.amount(row)

    @admin.display(description=_("counted"), ordering="window_from")
    def window(self, row: Target) -> str:
        return numbers.period(Period(row.window_from, row.window_to))
