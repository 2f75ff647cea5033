"""The figures: admissions, members, source pool, organisations."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recruitment.entry.admissions import AdmissionSheet
from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    Category,
    Figure,
    MembershipCount,
    OrganisationCount,
    Source,
)
from recruitment.wording import numbers

from . import shown
from .base import SEARCH_HELP
from .filters import AreaFilter, PeriodKindFilter
from .versions import WORK_FIRST, VersionedAdmin
from .workbooks import WorkbookAdmin

Fieldset = tuple[Any, Any]

BY_DECISION = _(
    "The date of the admission decision counts, not that of the ceremony: a decision of "
    "30 September belongs to quarter III, whenever the ceremony is held."
)
STATE: Fieldset = (
    _("State"),
    {
        "fields": ["state", "version", "finality"],
        "description": _("Saved as “approved”, the figure is public at once."),
    },
)
NOTES: Fieldset = (
    _("Notes"),
    {
        "classes": ["collapse"],
        "fields": ["note", "note_en", "fact", "created_at", "updated_at"],
    },
)
WORDS_OF_DATES = ["dates_as_stated", "dates_note", "dates_note_en"]
DATES_OF_PERIOD: Fieldset = (
    _("Where the source does not state the dates"),
    {
        "classes": ["collapse"],
        "fields": ["from_stated", "from_latest", "to_stated", "to_earliest", *WORDS_OF_DATES],
    },
)
DATES_OF_DAY: Fieldset = (
    _("Where the source does not state the date"),
    {"classes": ["collapse"], "fields": ["on_stated", "on_earliest", *WORDS_OF_DATES]},
)
SOURCE = ("source", admin.RelatedOnlyFieldListFilter)
CATEGORY = ("category", admin.RelatedOnlyFieldListFilter)


class FigureAdmin(VersionedAdmin):
    """``about`` is the column that says what is counted."""

    about: str
    search_fields = ["committee__search_key", "fact"]
    search_help_text = SEARCH_HELP
    readonly_fields = ["created_at", "updated_at"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A clerk enters figures of everyone, from reports. Two queries."""
        usual: dict[str, Any] = {"source": Source.objects.filter(slug=Source.ENTRY_SLUG).first()}
        if self.about == "category":
            usual["category"] = Category.objects.filter(code=Category.TOTAL).first()
        return {**usual, **super().get_changeform_initial_data(request)}

    @admin.display(description=_("value"), ordering="value")
    def figure_text(self, row: Figure) -> str:
        return shown.figure(row)

    @admin.display(description=_("committee"), ordering="committee__sort_key")
    def committee_name(self, row: Figure) -> str:
        return str(row.committee)

    def describe(self, row: Any) -> str:
        when = shown.period(row.period) if hasattr(row, "period") else numbers.day(row.on)
        what = row.category if self.about == "category" else shown.word(row, self.about)
        return f"{row.committee}, {when}, {what}: {shown.figure(row)}"


class PeriodFigureAdmin(FigureAdmin):
    list_select_related = ["committee", "period", "source"]
    list_filter = ["state", PeriodKindFilter, "finality", "qualifier", SOURCE, AreaFilter]
    date_hierarchy = "period__ends_on"
    ordering = [WORK_FIRST, "-period__ends_on", "-period__starts_on", "committee__sort_key"]
    autocomplete_fields = ["committee", "period", "source"]


class DayFigureAdmin(FigureAdmin):
    list_select_related = ["committee", "source"]
    list_filter = ["state", "finality", "qualifier", SOURCE, AreaFilter]
    date_hierarchy = "on"
    ordering = [WORK_FIRST, "-on", "committee__sort_key"]
    autocomplete_fields = ["committee", "source"]


@admin.register(AdmissionCount)
class AdmissionCountAdmin(WorkbookAdmin, PeriodFigureAdmin):
    resource = AdmissionSheet
    about = "category"
    list_display = [
        "committee_name",
        "period_name",
        "category",
        "figure_text",
        "state_word",
        "source",
    ]
    list_filter = ["state", CATEGORY, *PeriodFigureAdmin.list_filter[1:]]
    list_select_related = [*PeriodFigureAdmin.list_select_related, "category"]
    fieldsets = [
        (
            None,
            {
                "fields": ["committee", "period", "category", "value", "qualifier", "source"],
                "description": BY_DECISION,
            },
        ),
        STATE,
        DATES_OF_PERIOD,
        NOTES,
    ]


@admin.register(MembershipCount)
class MembershipCountAdmin(DayFigureAdmin):
    about = "category"
    list_display = [
        "committee_name",
        "on",
        "category",
        "figure_text",
        "state_word",
        "source",
    ]
    list_filter = ["state", CATEGORY, *DayFigureAdmin.list_filter[1:]]
    list_select_related = [*DayFigureAdmin.list_select_related, "category"]
    fieldsets = [
        (
            None,
            {
                "fields": ["committee", "on", "category", "value", "qualifier", "source"],
                "description": _("All members at the end of that day; never added up over time."),
            },
        ),
        STATE,
        DATES_OF_DAY,
        NOTES,
    ]


@admin.register(ActivityCount)
class ActivityCountAdmin(PeriodFigureAdmin):
    about = "activity"
    list_display = [
        "committee_name",
        "period_name",
        "activity",
        "figure_text",
        "state_word",
        "source",
    ]
    list_filter = ["state", "activity", *PeriodFigureAdmin.list_filter[1:]]
    fieldsets = [
        (
            None,
            {"fields": ["committee", "period", "activity", "value", "qualifier", "source"]},
        ),
        STATE,
        DATES_OF_PERIOD,
        NOTES,
    ]


@admin.register(OrganisationCount)
class OrganisationCountAdmin(DayFigureAdmin):
    about = "measure"
    list_display = [
        "committee_name",
        "on",
        "measure",
        "figure_text",
        "state_word",
        "source",
    ]
    list_filter = ["state", "measure", *DayFigureAdmin.list_filter[1:]]
    fieldsets = [
        (None, {"fields": ["committee", "on", "measure", "value", "qualifier", "source"]}),
        STATE,
        DATES_OF_DAY,
        NOTES,
    ]
