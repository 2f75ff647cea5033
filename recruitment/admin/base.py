"""What every list and form of the admin has: search, scope, numbers, history.

The scope (who sees which rows) stands in scope.py and is asked for here alone: in lists, forms,
posted keys, choices, inlines, history and search.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from recruitment.entry.approval import REASON_LENGTH
from recruitment.models.text import fold

from . import scope
from .fields import DecimalNumberField, NumberInput, WholeNumberField
from .generics import ModelAdmin, ModelForm
from .history import ReadableHistory

NUMBERS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.IntegerField: {"form_class": WholeNumberField, "widget": NumberInput},
    models.DecimalField: {"form_class": DecimalNumberField, "widget": NumberInput},
}
REASON = "change_reason"
REASON_FIELDSET: tuple[None, dict[str, Any]] = (None, {"fields": [REASON]})


class ReasonForm(ModelForm):
    """A form that also asks why; the answer goes into the history."""

    change_reason = forms.CharField(
        label=_("Reason for the change"),
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Kept in the history, with your name and the time."),
    )


class Scoped:
    """The part that lists, forms and inlines share."""

    model: type[Model]
    # Where a row names its committees; None for rows that belong to no committee.
    committee_paths: ClassVar[tuple[str, ...] | None] = ("committee",)
    formfield_overrides: Any = NUMBERS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return self.reachable(request, super().get_queryset(request))  # type: ignore[misc]

    def reachable(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        return scope.reachable(request, rows, self.committee_paths)

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """The choices of the related list: what it does not show cannot be posted either."""
        related = self.admin_site.get_model_admin(db_field.remote_field.model)  # type: ignore[attr-defined]
        if not isinstance(related, BaseAdmin):
            return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
        rows = related.get_queryset(request).select_related(*related.choice_related)
        field = super().formfield_for_foreignkey(db_field, request, queryset=rows, **kwargs)  # type: ignore[misc]
        field.label_from_instance = related.choice_label
        return field

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest | None, **kwargs: Any
    ) -> Any:
        """Beside a choice only what a clerk needs there: a new reporting period."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget.can_change_related = widget.can_delete_related = False
            widget.can_view_related = False
            widget.can_add_related &= db_field.name in {"period", "target"}
        return field


class BaseAdmin(Scoped, ReadableHistory, ModelAdmin):
    """Every admin of ours."""

    form = ReasonForm
    list_per_page = 50
    # Counting all rows beside the found ones doubles the work of a long list.
    show_full_result_count = False
    save_on_top = False
    # Few rows, of which `searched` gives the text; otherwise columns that hold folded text.
    is_small: ClassVar[bool] = False
    # What `choice_label` names of other rows.
    choice_related: ClassVar[tuple[str, ...]] = ()

    def choice_label(self, row: Any) -> str:
        """How a row is called where it is chosen."""
        return str(row)

    def searched(self, row: Any) -> str:
        """The text of a row that a search looks through, where the rows are few."""
        return " ".join(str(getattr(row, name)) for name in self.search_fields)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Every word must be found; accents, case and composition do not matter."""
        words = fold(search_term).split()
        if not words:
            return (queryset.none() if search_term.strip() else queryset), False
        if self.is_small:
            found = [
                row.pk
                for row in queryset.select_related(*self.choice_related)
                if all(word in fold(self.searched(row)) for word in words)
            ]
            return queryset.filter(pk__in=found), False
        for word in words:
            columns = ((f"{name}__icontains", word) for name in self.search_fields)
            queryset = queryset.filter(Q(*columns, _connector=Q.OR))
        return queryset, False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A change asks for its reason; a new row needs none."""
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        return [*fieldsets, REASON_FIELDSET]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [name for name in super().get_fields(request, obj) if name != REASON]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """With the reason that the form gave, for the history."""
        obj._change_reason = form.cleaned_data.get(REASON) or None
        self.store(obj)

    def store(self, obj: Any) -> None:
        obj.save()

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Someone else may have written between the check and the save: nothing is stored then."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (ValidationError, IntegrityError) as problem:
            found = problem.messages if isinstance(problem, ValidationError) else []
            text = gettext("Someone else changed this at the same moment: nothing was saved.")
            self.message_user(request, " ".join([text, *found]), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())


class BaseInline(Scoped):
    """For inlines: few rows, none offered empty beyond one."""

    extra = 0
    show_change_link = True


SEARCH_HELP = pgettext_lazy(
    "search", "Name or code of a committee; accents and upper case do not matter."
)
