"""Sources, with the results and statements that they print."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from recruitment.models import Source, StatedResult, Statement

from . import shown
from .base import BaseAdmin, BaseInline, ReasonForm
from .figure_base import SOURCE
from .figures import DATES_OF_PERIOD
from .filters import AreaFilter
from .generics import TabularInline
from .versions import PercentForm

# Kinds of results that are percents or percentage points.
PERCENTS = (
    StatedResult.Kind.PERCENT_OF_TARGET,
    StatedResult.Kind.OVER_PERCENT,
    StatedResult.Kind.OVER_POINTS,
    StatedResult.Kind.RATE_PER_YEAR,
)


class StatedResultForm(PercentForm):
    percents = ("value",)

    def holds_percents(self) -> bool:
        return self.cleaned_data.get("kind") in PERCENTS


class ListedInline(BaseInline, TabularInline):
    """A list with links: so many fields fit no line, and a choice in each would cost a query."""

    fk_name = "source"
    template = "admin/listed_inline.html"
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("committee__parent", "period")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("committee"))
    def committee_name(self, row: Any) -> str:
        return shown.committee(row.committee)

    @admin.display(description=_("period"))
    def period_name(self, row: Any) -> str:
        return shown.period(row.period) if row.period else ""


class StatedResultInline(ListedInline):
    model = StatedResult
    readonly_fields = ["committee_name", "period_name", "kind", "value_text", "infers", "fact"]
    fields = [*readonly_fields]

    @admin.display(description=_("printed value"))
    def value_text(self, row: StatedResult) -> str:
        return shown.printed(row)


class StatementInline(ListedInline):
    model = Statement
    readonly_fields = ["committee_name", "period_name", "fact"]
    fields = [*readonly_fields]


@admin.register(Source)
class SourceAdmin(BaseAdmin):
    committee_paths = None
    is_small = True
    list_display = ["title", "kind", "publisher", "published_on", "order"]
    list_filter = ["kind"]
    date_hierarchy = "published_on"
    ordering = ["order", "slug"]
    search_fields = ["title", "title_en", "publisher", "slug"]
    search_help_text = _("Title or publisher; accents and upper case do not matter.")
    inlines = [StatedResultInline, StatementInline]
    change_form_template = "admin/source_change_form.html"
    fieldsets = [
        (None, {"fields": ["kind", "title", "title_en", "publisher", "slug", "order"]}),
        (
            _("Date of publication"),
            {"fields": ["published_on", "published_note", "published_note_en"]},
        ),
    ]

    def view_on_site(self, row: Source) -> str:
        return reverse("recruitment:source", args=[row.slug])


class OfSource(BaseAdmin):
    """What a source says of a committee."""

    @admin.display(description=_("committee"), ordering="committee__sort_key")
    def committee_name(self, row: Any) -> str:
        return shown.committee(row.committee)

    @admin.display(description=_("source"), ordering="source__order")
    def source_title(self, row: Any) -> SafeString:
        return shown.source(row.source)

    def view_on_site(self, row: Any) -> str:
        return shown.public_page(row.committee)


@admin.register(StatedResult)
class StatedResultAdmin(OfSource):
    form = StatedResultForm
    is_small = True
    list_display = [
        "committee_name",
        "period_name",
        "category",
        "kind",
        "value_text",
        "infers",
        "source_title",
    ]
    list_filter = ["kind", "infers", SOURCE, AreaFilter]
    list_select_related = ["committee__parent", "period", "category", "source"]
    choice_related = ("committee", "source")
    date_hierarchy = "period__ends_on"
    ordering = ["source__order", "fact", "pk"]
    search_fields = ["committee", "source", "fact"]
    search_help_text = _("Committee, source or row of the facts table.")
    autocomplete_fields = ["source", "committee", "period", "target"]
    fieldsets = [
        (
            None,
            {
                "fields": ["source", "committee", "period", "category"],
                "description": _(
                    "What the source printed. It is compared with our own arithmetic and "
                    "never changes it."
                ),
            },
        ),
        (_("Result"), {"fields": ["kind", "value", "decimals", "qualifier", "target", "infers"]}),
        DATES_OF_PERIOD,
        (_("Notes"), {"classes": ["collapse"], "fields": ["note", "note_en", "fact"]}),
    ]

    @admin.display(description=_("period"), ordering="period__starts_on")
    def period_name(self, row: StatedResult) -> str:
        return shown.period(row.period)

    @admin.display(description=_("printed value"), ordering="value")
    def value_text(self, row: StatedResult) -> str:
        return shown.printed(row)


@admin.register(Statement)
class StatementAdmin(OfSource):
    form = ReasonForm
    is_small = True
    list_display = ["text_shown", "committee_name", "source_title"]
    list_filter = [SOURCE, AreaFilter]
    list_select_related = ["committee__parent", "source"]
    choice_related = ("committee", "source")
    ordering = ["source__order", "fact", "pk"]
    search_fields = ["text", "text_en", "committee", "source", "fact"]
    search_help_text = _("Text, committee, source or row of the facts table.")
    autocomplete_fields = ["source", "committee", "period"]
    fieldsets = [
        (
            None,
            {
                "fields": ["source", "committee", "period", "text", "text_en", "fact"],
                "description": _("In our own words, not in those of the source."),
            },
        )
    ]

    @admin.display(description=_("text"), ordering="text")
    def text_shown(self, row: Statement) -> str:
        return str(row)
