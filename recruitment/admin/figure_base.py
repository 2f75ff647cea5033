"""What the lists of figures have in common: the lock of a return, and its state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from recruitment.entry.belonging import closed_to, figure_lock, returns_of, state_problem
from recruitment.entry.locks import return_lock
from recruitment.models import Category, Figure, Return, Source
from recruitment.wording import numbers

from . import scope, shown
from .base import SEARCH_HELP
from .filters import AreaFilter, PeriodKindFilter
from .judged import JudgedForm
from .versions import VersionedAdmin

# Where a row keeps the return that it belongs to.
RETURN = "return_of_figure"
ON_THE_SHEET = gettext_noop(
    "It belongs to the return of its quarter and is approved with it, on the quarterly sheet."
)
SOURCE = ("source", admin.RelatedOnlyFieldListFilter)


class FigureForm(JudgedForm):
    """A figure that belongs to a return is locked with it, and follows its state.

    What a quarter's sheet asks for is entered while the quarter is open.
    """

    def _post_clean(self) -> None:
        super()._post_clean()
        found = returns_of([self.instance]).get(id(self.instance))
        closed = closed_to([self.instance], timezone.localdate())
        lock = return_lock(found) or closed.get(id(self.instance), "")
        state = state_problem(self.instance, found)
        if lock:
            self.add_error(None, ValidationError(lock, code="locked"))
        elif state:
            self.add_error("state", ValidationError(state, code="follows"))


class FigureAdmin(VersionedAdmin):
    """``about`` is the column that says what is counted."""

    about: str
    form = FigureForm
    search_fields = ["committee__search_key", "fact"]
    search_help_text = SEARCH_HELP
    readonly_fields = ["created_at", "updated_at"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A clerk enters figures of everyone, from reports. Two queries."""
        usual: dict[str, Any] = {"source": Source.objects.filter(slug=Source.ENTRY_SLUG).first()}
        if self.about == "category":
            usual["category"] = Category.objects.filter(code=Category.TOTAL).first()
        return {**usual, **super().get_changeform_initial_data(request)}

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.reach = scope.committees(request)
        return form

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With what a figure is named by, and its lock asks for."""
        return super().get_queryset(request).select_related(*self.list_select_related)

    # -- Locked with its return --------------------------------------------------------------------

    def return_of(self, row: Any) -> Return | None:
        """The return that the figure belongs to. One query, for each row once."""
        kept = vars(row)
        if RETURN not in kept:
            kept[RETURN] = returns_of([row]).get(id(row))
        found: Return | None = kept[RETURN]
        return found

    def lock_of(self, row: Any) -> str:
        """Why the figure on record cannot be changed here; empty where it can."""
        return figure_lock(row, self.return_of(row))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and self.lock_of(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and self.lock_of(obj))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Whoever opened a figure before it was locked is told why nothing is saved."""
        if request.method == "POST" and object_id:
            row = self.get_object(request, unquote(object_id))
            if row and super().has_change_permission(request, row) and self.lock_of(row):
                self.message_user(request, self.lock_of(row), messages.ERROR)
                return HttpResponseRedirect(self.change_address(row))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """A locked figure is shown with the reason."""
        row = kwargs.get("obj")
        if row and self.lock_of(row):
            found = self.return_of(row)
            sheet = shown.sheet_page(row.committee, found.period) if found else ""
            context = {**context, "lock": self.lock_of(row), "sheet_address": sheet}
        return super().render_change_form(request, context, *args, **kwargs)

    def refusals(self, rows: Sequence[Any]) -> list[tuple[Any, ValidationError]]:
        """What belongs to a return is approved with it, on the sheet. One query."""
        found = returns_of(rows)
        return [
            (row, ValidationError(return_lock(found[id(row)]) or gettext(ON_THE_SHEET)))
            for row in rows
            if id(row) in found
        ]

    def kept(self, rows: Sequence[Any]) -> list[tuple[Any, str]]:
        """Two queries."""
        found = returns_of(rows)
        locked = [(row, figure_lock(row, found.get(id(row)))) for row in rows]
        return [each for each in locked if each[1]] or super().kept(rows)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """With the answer to what was unlikely about it."""
        form.note_reason()
        super().save_model(request, obj, form, change)
        form.keep_answer(request.user)

    @admin.display(description=_("value"), ordering="value")
    def figure_text(self, row: Figure) -> str:
        return shown.figure(row)

    def describe(self, row: Any) -> str:
        when = shown.period(row.period) if hasattr(row, "period") else numbers.day(row.on)
        what = row.category if self.about == "category" else shown.word(row, self.about)
        return f"{row.committee}, {when}, {what}: {shown.figure(row)}"


class PeriodFigureAdmin(FigureAdmin):
    list_select_related = ["committee__parent", "period", "source"]
    list_filter = ["state", PeriodKindFilter, "finality", "qualifier", SOURCE, AreaFilter]
    date_hierarchy = "period__ends_on"
    autocomplete_fields = ["committee", "period", "source"]


class DayFigureAdmin(FigureAdmin):
    list_select_related = ["committee__parent", "source"]
    list_filter = ["state", "finality", "qualifier", SOURCE, AreaFilter]
    date_hierarchy = "on"
    autocomplete_fields = ["committee", "source"]
