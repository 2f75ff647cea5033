"""The figures: admissions, members, source pool, organisations."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from recruitment.entry.admissions import AdmissionSheet
from recruitment.entry.other_figures import ActivitySheet, MembershipSheet, OrganisationSheet
from recruitment.models import ActivityCount, AdmissionCount, MembershipCount, OrganisationCount

from .figure_base import DayFigureAdmin, PeriodFigureAdmin
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
CATEGORY = ("category", admin.RelatedOnlyFieldListFilter)


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
        "source_title",
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
class MembershipCountAdmin(WorkbookAdmin, DayFigureAdmin):
    resource = MembershipSheet
    about = "category"
    list_display = [
        "committee_name",
        "on",
        "category",
        "figure_text",
        "state_word",
        "source_title",
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
class ActivityCountAdmin(WorkbookAdmin, PeriodFigureAdmin):
    resource = ActivitySheet
    about = "activity"
    list_display = [
        "committee_name",
        "period_name",
        "activity",
        "figure_text",
        "state_word",
        "source_title",
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
class OrganisationCountAdmin(WorkbookAdmin, DayFigureAdmin):
    resource = OrganisationSheet
    about = "measure"
    list_display = [
        "committee_name",
        "on",
        "measure",
        "figure_text",
        "state_word",
        "source_title",
    ]
    list_filter = ["state", "measure", *DayFigureAdmin.list_filter[1:]]
    fieldsets = [
        (None, {"fields": ["committee", "on", "measure", "value", "qualifier", "source"]}),
        STATE,
        DATES_OF_DAY,
        NOTES,
    ]
