"""Committees: the tree, their lives, and what they became."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recruitment.entry.committees import LIFE, CommitteeSheet
from recruitment.entry.recorded import life_problems, reach
from recruitment.models import Committee, FormerParent, Succession
from recruitment.models.text import fold

from . import scope, shown
from .base import SEARCH_HELP, BaseAdmin, BaseInline, ReasonForm
from .filters import AreaFilter, LifeFilter, OwnAreaFilter
from .generics import TabularInline
from .ranking import best_first
from .workbooks import WorkbookAdmin

# A row that names a second committee is there for those who reach both.
BOTH_OF_FORMER = ("committee", "parent")
BOTH_OF_SUCCESSION = ("predecessor", "successor")


class FormerParentInline(BaseInline, TabularInline):
    model = FormerParent
    fk_name = "committee"
    committee_paths = BOTH_OF_FORMER
    fields = ["parent", "started_on", "ended_on"]
    autocomplete_fields = ["parent"]
    verbose_name_plural = _("Former parents (the present one stands above)")


class SuccessorInline(BaseInline, TabularInline):
    model = Succession
    fk_name = "predecessor"
    committee_paths = BOTH_OF_SUCCESSION
    fields = ["successor", "on", "kind", "share"]
    autocomplete_fields = ["successor"]
    verbose_name_plural = _("What it became")


class OriginInline(BaseInline, TabularInline):
    model = Succession
    fk_name = "successor"
    committee_paths = BOTH_OF_SUCCESSION
    fields = ["predecessor", "on", "kind", "share"]
    autocomplete_fields = ["predecessor"]
    verbose_name_plural = _("What it came from")


class CommitteeForm(ReasonForm):
    """A life that ends before figures on record, or begins after them, is refused."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if LIFE & set(self.changed_data) and self.instance.pk:
            life = {name: cleaned.get(name) for name in LIFE}
            reached = reach([self.instance.pk]).get(self.instance.pk)
            for field, problem in life_problems(Committee(**life), reached).items():
                if problem:
                    self.add_error(field, problem)
        return cleaned


@admin.register(Committee)
class CommitteeAdmin(WorkbookAdmin, BaseAdmin):
    form = CommitteeForm
    resource = CommitteeSheet
    # By its own name, which the history of a committee has, too.
    committee_paths = ("id",)
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
        return shown.committee(row)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """The best match first, unless the list is sorted by a column. Adds no query."""
        found, doubled = super().get_search_results(request, queryset, search_term)
        if fold(search_term) and ORDER_VAR not in request.GET:
            found = best_first(found, search_term)
        return found, doubled

    def get_readonly_fields(self, request: HttpRequest, obj: Committee | None = None) -> list[str]:
        """The address name is published with the first save.

        Who reaches no committee above this one would lose its place, not change it.
        """
        if obj is None:
            return ["place"]
        is_moved_from_above = obj.parent is None or not scope.holds(request, obj.parent)
        fixed = is_moved_from_above and not request.user.is_superuser
        return ["place", "slug", "parent"] if fixed else ["place", "slug"]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """A committee below no other would be within nobody's reach."""
        form = super().get_form(request, obj, change, **kwargs)
        if "parent" in form.base_fields and not request.user.is_superuser:
            form.base_fields["parent"].required = True
        return form

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
    committee_paths = BOTH_OF_FORMER
    list_display = ["committee_name", "parent_name", "started_on", "ended_on"]
    list_filter = [AreaFilter]
    list_select_related = ["committee__parent", "parent__parent"]
    date_hierarchy = "ended_on"
    ordering = ["committee__sort_key", "-ended_on"]
    search_fields = ["committee__search_key", "parent__search_key"]
    search_help_text = SEARCH_HELP
    autocomplete_fields = ["committee", "parent"]
    fieldsets = [(None, {"fields": ["committee", "parent", "started_on", "ended_on"]})]

    @admin.display(description=_("committee"), ordering="committee__sort_key")
    def committee_name(self, row: FormerParent) -> str:
        return shown.committee(row.committee)

    @admin.display(description=_("former parent"), ordering="parent__sort_key")
    def parent_name(self, row: FormerParent) -> str:
        return shown.committee(row.parent)


class PredecessorAreaFilter(AreaFilter):
    path = "predecessor"


@admin.register(Succession)
class SuccessionAdmin(BaseAdmin):
    committee_paths = BOTH_OF_SUCCESSION
    list_display = ["predecessor_name", "successor_name", "on", "kind", "share"]
    list_display_links = ["predecessor_name", "successor_name"]
    list_filter = ["kind", PredecessorAreaFilter]
    list_select_related = ["predecessor__parent", "successor__parent"]
    date_hierarchy = "on"
    ordering = ["-on", "predecessor__sort_key"]
    search_fields = ["predecessor__search_key", "successor__search_key"]
    search_help_text = SEARCH_HELP
    autocomplete_fields = ["predecessor", "successor"]
    fieldsets = [(None, {"fields": ["predecessor", "successor", "on", "kind", "share"]})]

    @admin.display(description=_("predecessor"), ordering="predecessor__sort_key")
    def predecessor_name(self, row: Succession) -> str:
        return shown.committee(row.predecessor)

    @admin.display(description=_("successor"), ordering="successor__sort_key")
    def successor_name(self, row: Succession) -> str:
        return shown.committee(row.successor)
