"""What every list and form of the admin has: search, scope, numbers, history.

Who sees and writes which rows stands in rule.py and scope.py: lists, forms, posted keys, choices,
inlines, history and search all begin there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from recruitment.entry.approval import REASON_LENGTH
from recruitment.models import Door, through
from recruitment.models.text import fold

from .choices import WITHIN_REACH, PresentChoice, PresentForm
from .fields import DecimalNumberField, NoteField, NumberInput, WholeNumberField
from .generics import ModelForm
from .history import ReadableHistory
from .rule import Ruled, WithinReach
from .together import NEVERTHELESS, SEEN, Conflict, Part, SeenField, conflict, newest, token

NUMBERS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.IntegerField: {"form_class": WholeNumberField, "widget": NumberInput},
    models.DecimalField: {"form_class": DecimalNumberField, "widget": NumberInput},
}
# Where a request keeps what was changed since its form was opened.
CONFLICT = "conflict"
# From this length on (letters), a text is sentences and not a name.
NOTE_LENGTH = 500
# Beside a choice of these, a new one may be made: a report often brings its period or document.
ADDED_BESIDE = {"period", "source"}
REASON = "change_reason"
REASON_FIELDSET: tuple[None, dict[str, Any]] = (None, {"fields": [REASON]})
# Of a change, which has a history to be held against.
CHANGE_FIELDSET: tuple[None, dict[str, Any]] = (None, {"fields": [REASON, SEEN]})
CHANGED_MEANWHILE = _(
    "This was changed after you opened it: nothing was saved. See what was changed, and choose."
)


class ReasonForm(ModelForm):
    """A form that also asks why; the answer goes into the history.

    ``token`` names the state of the row that the form shows, ``conflict`` what was changed
    since; both are set for each request.
    """

    token = ""
    conflict: Conflict | None = None
    # With inlines, what the form itself holds does not tell whether all of it is stored.
    is_alone = True
    was_repeated = False
    seen = SeenField(required=False)

    change_reason = forms.CharField(
        label=_("Reason for the change"),
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Kept in the history, with your name and the time."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault(SEEN, self.token)

    @property
    def is_stored(self) -> bool:
        """What was sent is what is on record already: the same request came twice."""
        return self.is_alone and set(self.changed_data) <= {REASON}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.conflict and self.is_stored:
            self.was_repeated, self.conflict = True, None
        elif self.conflict:
            self.add_error(None, ValidationError(CHANGED_MEANWHILE, code="changed"))
        return cleaned

    def add_error(self, field: str | None, error: Any) -> None:
        """What could not be read has one complaint: what only follows from it is left out."""
        if field is None and hasattr(error, "error_dict"):
            read = {
                name: each for name, each in error.error_dict.items() if name not in self.errors
            }
            if not read:
                return
            error = ValidationError(read)
        super().add_error(field, error)


class Scoped(WithinReach):
    """The part that lists, forms and inlines share."""

    model: type[Model]
    autocomplete_fields: ClassVar[Any] = ()
    formfield_overrides: Any = NUMBERS

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """The choices of the related list: what it does not show cannot be posted either."""
        related = self.admin_site.get_model_admin(db_field.remote_field.model)  # type: ignore[attr-defined]
        if not isinstance(related, BaseAdmin):
            return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
        rows = related.get_queryset(request).select_related(*related.choice_related)
        if db_field.name in self.autocomplete_fields:
            kwargs.setdefault("widget", PresentChoice(db_field, self.admin_site))  # type: ignore[attr-defined]
        field = super().formfield_for_foreignkey(db_field, request, queryset=rows, **kwargs)  # type: ignore[misc]
        field.label_from_instance = related.choice_label
        return field

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest | None, **kwargs: Any
    ) -> Any:
        """Beside a choice only what a clerk needs there: nothing is changed or deleted there."""
        if isinstance(db_field, models.CharField) and (db_field.max_length or 0) >= NOTE_LENGTH:
            kwargs |= {"form_class": NoteField, "widget": AdminTextareaWidget(attrs={"rows": 2})}
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget.can_change_related = widget.can_delete_related = False
            widget.can_view_related = False
            widget.can_add_related &= db_field.name in ADDED_BESIDE
        return field


class BaseAdmin(Scoped, Ruled, ReadableHistory):
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
        return [*fieldsets, CHANGE_FIELDSET]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [name for name in super().get_fields(request, obj) if name not in {REASON, SEEN}]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """With the reason that the form gave, for the history; twice the same changes nothing."""
        if change and form.was_repeated:
            return
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
        """What someone else changed since the form was opened is shown, not written over.

        Someone may also have written between the check and the save: nothing is stored then.
        """
        try:
            if request.method != "POST":
                return super().changeform_view(request, object_id, form_url, extra_context)
            with transaction.atomic(), through(Door.FORM):
                if object_id is not None:
                    self.hold(request, object_id)
                return super().changeform_view(request, object_id, form_url, extra_context)
        except (ValidationError, IntegrityError) as problem:
            found = problem.messages if isinstance(problem, ValidationError) else []
            text = gettext("Someone else changed this at the same moment: nothing was saved.")
            self.message_user(request, " ".join([text, *found]), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def delete_view(self, *args: Any, **kwargs: Any) -> HttpResponse:
        with through(Door.FORM):
            return super().delete_view(*args, **kwargs)

    def response_action(self, *args: Any, **kwargs: Any) -> Any:
        """What an action of the list changes is entered through a form, too."""
        with through(Door.FORM):
            return super().response_action(*args, **kwargs)

    def hold(self, request: HttpRequest, object_id: str) -> None:
        """Let other writers of the row wait, and note what was changed since it was loaded."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return
        self.lock_row(row)
        parts = self.histories(request, row)
        found = conflict(request, parts, request.POST.get(SEEN, ""))
        if found and request.POST.get(NEVERTHELESS) != found.now:
            vars(request)[CONFLICT] = found

    def lock_row(self, row: Any) -> None:
        """One query."""
        rows = self.model._default_manager.select_for_update(no_key=True).filter(pk=row.pk)
        list(rows.values_list("pk"))

    def histories(self, request: HttpRequest, row: Any) -> list[Part]:
        """The histories of what the form of a row changes: its own, and those of its inlines."""
        parts: list[Part] = [(self.model, self.model.history.filter(id=row.pk))]  # type: ignore[attr-defined]
        inlines: Iterable[Any] = self.get_inline_instances(request, row)
        for inline in inlines:
            kept = getattr(inline.model, "history", None)
            if kept is not None and isinstance(inline, BaseInline):
                rows = kept.filter(**{inline.fk_name: row.pk})
                parts.append((inline.model, inline.reachable(request, rows)))
        return [(model, rows.select_related("history_user")) for model, rows in parts]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form of one request knows which state of the row it shows."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        if obj is not None and self.has_change_permission(request, obj):
            parts = self.histories(request, obj)
            form.is_alone = len(parts) == 1
            form.conflict = vars(request).get(CONFLICT)
            form.token = token(newest(parts))
        return form


class BaseInline(Scoped):
    """For inlines: few rows, none offered empty beyond one."""

    form: Any = PresentForm
    extra = 0
    show_change_link = True
    # The column that points to the row of the form.
    fk_name: str

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows with what their choices show, and which choices are within reach. One query."""
        rows = super().get_queryset(request).select_related(self.fk_name)
        for name in self.autocomplete_fields:
            remote = self.model._meta.get_field(name).remote_field.model  # type: ignore[union-attr]
            related = self.admin_site.get_model_admin(remote)  # type: ignore[attr-defined]
            reached = related.get_queryset(request).order_by().filter(pk=OuterRef(name))
            shown = [name, *(f"{name}__{other}" for other in related.choice_related)]
            rows = rows.select_related(*shown).annotate(**{WITHIN_REACH % name: Exists(reached)})
        return rows


SEARCH_HELP = pgettext_lazy(
    "search", "Name or code of a committee; accents and upper case do not matter."
)
