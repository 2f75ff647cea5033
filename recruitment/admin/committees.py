"""Committees: the tree, their lives, and what they became."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recruitment.entry.committees import CommitteeSheet
from recruitment.models import Committee, FormerParent, Succession

from . import shown
from .base import SEARCH_HELP, BaseAdmin, BaseInline
from .filters import AreaFilter, LifeFilter, OwnAreaFilter
from .generics import TabularInline
from .workbooks import WorkbookAdmin


class FormerParentInline(BaseInline, TabularInline):
    model = FormerParent
    fk_name = "committee"
    fields = ["parent", "started_on", "ended_on"]
    autocomplete_fields = ["parent"]
    verbose_name_plural = _("Former parents (the present one stands above)")


class SuccessorInline(BaseInline, TabularInline):
    model = Succession
    fk_name = "predecessor"
    committee_paths = ("predecessor",)
    fields = ["successor", "on", "kind", "share"]
    autocomplete_fields = ["successor"]
    verbose_name_plural = _("What it became")


class OriginInline(BaseInline, TabularInline):
    model = Succession
    fk_name = "successor"
    committee_paths = ("successor",)
    fields = ["predecessor", "on", "kind", "share"]
    autocomplete_fields = ["predecessor"]
    verbose_name_plural = _("What it came from")


@admin.register(Committee)
class CommitteeAdmin(WorkbookAdmin, BaseAdmin):
    resource = CommitteeSheet
    committee_paths = ("pk",)
    list_display = ["name_text", "kind", "parent_text", "life_text", "aggregates", "code"]
    list_filter = [
        ("kind", admin.RelatedOnlyFieldListFilter),
        LifeFilter,
        "aggregates",
        OwnAreaFilter,
    ]
    list_select_related = ["kind", "parent"]
    choice_related = ("parent",)
    ordering = ["sort_key", "path"]
    search_fields = ["search_key"]
    search_help_text = SEARCH_HELP
    autocomplete_fields = ["parent"]
    inlines = [FormerParentInline, SuccessorInline, OriginInline]
    fieldsets = [
        (None, {"fields": ["kind", "name", "short_name", "name_en", "short_name_en"]}),
        (
            _("Place among the committees"),
            {"fields": ["parent", "place", "aggregates", "parent_note", "parent_note_en"]},
        ),
        (_("Life"), {"fields": ["started_on", "ended_on", "life_note", "life_note_en"]}),
        (_("Address and code"), {"fields": ["slug", "code"]}),
    ]

    def choice_label(self, row: Committee) -> str:
        """Many communes share a name: the committee above tells them apart."""
        return f"{row} · {shown.short_name(row.parent)}" if row.parent else str(row)

    def get_readonly_fields(self, request: HttpRequest, obj: Committee | None = None) -> list[str]:
        """The address name is published with the first save."""
        return ["place", "slug"] if obj else ["place"]

    def view_on_site(self, row: Committee) -> str:
        return shown.public_page(row)

    @admin.display(description=_("name"), ordering="sort_key")
    def name_text(self, row: Committee) -> str:
        return str(row)

    @admin.display(description=_("parent committee"), ordering="parent__sort_key")
    def parent_text(self, row: Committee) -> str:
        return shown.short_name(row.parent)

    @admin.display(description=_("life"), ordering="ended_on")
    def life_text(self, row: Committee) -> str:
        return shown.days(*row.life)

    @admin.display(description=_("committees above"))
    def place(self, row: Committee) -> str:
        """The way down from the root. One query."""
        if row._state.adding:
            return ""
        return " › ".join(shown.short_name(above) for above in row.ancestors())


@admin.register(FormerParent)
class FormerParentAdmin(BaseAdmin):
    list_display = ["committee", "parent", "started_on", "ended_on"]
    list_filter = [AreaFilter]
    list_select_related = ["committee", "parent"]
    date_hierarchy = "ended_on"
    ordering = ["committee__sort_key", "-ended_on"]
    search_fields = ["committee__search_key", "parent__search_key"]
    search_help_text = SEARCH_HELP
    autocomplete_fields = ["committee", "parent"]
    fieldsets = [(None, {"fields": ["committee", "parent", "started_on", "ended_on"]})]


class PredecessorAreaFilter(AreaFilter):
    path = "predecessor"


@admin.register(Succession)
class SuccessionAdmin(BaseAdmin):
    committee_paths = ("predecessor", "successor")
    list_display = ["predecessor", "successor", "on", "kind", "share"]
    list_display_links = ["predecessor", "successor"]
    list_filter = ["kind", PredecessorAreaFilter]
    list_select_related = ["predecessor", "successor"]
    date_hierarchy = "on"
    ordering = ["-on", "predecessor__sort_key"]
    search_fields = ["predecessor__search_key", "successor__search_key"]
    search_help_text = SEARCH_HELP
    autocomplete_fields = ["predecessor", "successor"]
    fieldsets = [(None, {"fields": ["predecessor", "successor", "on", "kind", "share"]})]
