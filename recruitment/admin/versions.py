"""Rows that are proposed, approved and replaced by a later version: figures and targets."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import ValidationError
from django.db.models import Case, IntegerField, Max, QuerySet, Value, When
from django.forms.models import construct_instance
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from recruitment.entry import typed
from recruitment.entry.approval import REASON_LENGTH, approve_all, as_if_stored, store
from recruitment.models import State
from recruitment.models.versions import Versioned

from . import shown
from .base import REASON_FIELDSET, BaseAdmin, ReasonForm

# What waits for someone comes first.
BY_WORK = (State.SUBMITTED, State.RETURNED, State.DRAFT, State.APPROVED, State.SUPERSEDED)
WORK_FIRST = Case(
    *(When(state=state, then=Value(rank)) for rank, state in enumerate(BY_WORK)),
    output_field=IntegerField(),
)
# In the address of an empty form: the row that the new one is a later version of.
VERSION_AFTER = "version_after"


class PercentForm(ReasonForm):
    """A form with numbers that may be percents, where 1.464 could mean two things."""

    percents: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for name in self.percents if self.holds_percents() else ():
            text = str(self.data.get(self.add_prefix(name), ""))
            if name in self.cleaned_data and typed.has_two_meanings(text):
                self.add_error(name, typed.two_meanings(text))
        return cleaned

    def holds_percents(self) -> bool:
        return False


class VersionedForm(PercentForm):
    """Judges a row that is to be approved as approval will leave the others."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = self.fields.get("state")
        if state is not None and self.instance.state != State.SUPERSEDED:
            # No one declares a row superseded: a later version does.
            state.choices = [  # type: ignore[attr-defined]
                choice for choice in State.choices if choice[0] != State.SUPERSEDED
            ]

    def _post_clean(self) -> None:
        with suppress(ValidationError):
            construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
        with as_if_stored(self.instance):
            super()._post_clean()  # type: ignore[misc]


class ReasonedActionForm(ActionForm):
    """Approval of many rows at once has one reason for all of them."""

    reason = forms.CharField(label=_("Reason:"), required=False, max_length=REASON_LENGTH)


class VersionedAdmin(BaseAdmin):
    form = VersionedForm
    action_form = ReasonedActionForm
    list_select_related: ClassVar[Any] = ()
    actions = ["approve_selected"]
    change_form_template = "admin/versioned_change_form.html"

    @admin.display(description=_("state"), ordering="state")
    def state_word(self, row: Any) -> SafeString:
        return shown.state(row)

    @admin.display(description=_("period"), ordering="period__starts_on")
    def period_name(self, row: Any) -> str:
        return shown.period(row.period)

    def describe(self, row: Any) -> str:
        """The row as a message names it: committee, period, value."""
        raise NotImplementedError

    def store(self, obj: Any) -> None:
        store(obj)

    def view_on_site(self, row: Any) -> str:
        return shown.public_page(row.committee)

    def has_approve_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    @admin.action(description=_("Approve the chosen rows"), permissions=["approve"])
    def approve_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """All of them, or none with a reason for each that cannot be."""
        reason = request.POST.get("reason", "").strip() or gettext("Approved in the list")
        reason = reason[:REASON_LENGTH]
        rows: Iterable[Versioned] = queryset.select_related(*self.list_select_related)
        waiting = [row for row in rows if row.state != State.APPROVED]
        refused = approve_all(waiting, reason)
        for row, problem in refused:
            text = f"{self.describe(row)}: {' '.join(problem.messages)}"
            self.message_user(request, text, messages.ERROR)
        if refused:
            text = gettext("Nothing was approved: correct these rows, or leave them out.")
            self.message_user(request, text, messages.ERROR)
            return
        for row in waiting:
            self.log_change(request, row, reason)
        done = len(waiting)
        text = ngettext("%(count)s row was approved.", "%(count)s rows were approved.", done)
        self.message_user(request, text % {"count": done}, messages.SUCCESS)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A later version has a reason, too."""
        fieldsets = super().get_fieldsets(request, obj)
        is_later = obj is None and VERSION_AFTER in request.GET
        return [*fieldsets, REASON_FIELDSET] if is_later else fieldsets

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A later version begins as a copy of the row that it is to replace."""
        initial: dict[str, Any] = dict(super().get_changeform_initial_data(request))
        older = self.get_object(request, initial.pop(VERSION_AFTER, ""))
        return {**initial, **self.copied(older)} if older else initial

    def copied(self, older: Any) -> dict[str, Any]:
        """The values of the next version of a row, before anyone changes them."""
        fields = (field for field in older._meta.concrete_fields if field.editable)
        latest = older.beside().aggregate(latest=Max("version"))["latest"] or 0
        return {
            **{field.name: field.value_from_object(older) for field in fields},
            "version": max(latest, older.version) + 1,
            "state": State.DRAFT,
        }
