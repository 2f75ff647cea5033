"""Rows that are proposed, approved and replaced by a later version: figures and targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet
from django.forms.models import construct_instance
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop, ngettext
from django.utils.translation import gettext_lazy as _

from recruitment.entry import typed
from recruitment.entry.approval import (
    REASON_LENGTH,
    SETTLED,
    approve_all,
    as_if_stored,
    store,
)
from recruitment.entry.roll import lock_committees
from recruitment.models import State
from recruitment.models.versions import Versioned
from recruitment.permissions import may

from . import scope, shown
from .base import REASON_FIELDSET, BaseAdmin, ReasonForm

DECIDED_BY_ALL = {State.DRAFT, State.SUBMITTED}
DECIDED_BY_APPROVERS = {State.RETURNED, State.APPROVED}
NOT_YOURS = _("This state is set by someone who may approve. Choose “draft” or “submitted”.")
# Where a row keeps whether it was ever approved.
SEEN_BY_READERS = "seen_by_readers"
ONCE_APPROVED = gettext_noop(
    "It was approved, and readers have seen it: it is not deleted. Enter a new version instead; "
    "an approver may also give it the state “returned”."
)
# In the address of an empty form: the row that the new one is a later version of.
VERSION_AFTER = "version_after"


def was_approved(rows: Sequence[Any]) -> set[int]:
    """The ids of those that readers have seen: approved now, or once. At most one query."""
    found = {row.pk for row in rows if row.state in SETTLED}
    others = [row.pk for row in rows if row.pk not in found]
    if others:
        history = type(rows[0]).history.filter(id__in=others, state=State.APPROVED)
        found |= set(history.values_list("id", flat=True))
    return found


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

    # Set for each person by the list.
    may_approve = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = self.fields.get("state")
        if state is not None:
            offered = {*self.offered_states(), self.instance.state}
            state.choices = [  # type: ignore[attr-defined]
                choice for choice in State.choices if choice[0] in offered
            ]
            state.error_messages["invalid_choice"] = NOT_YOURS

    def offered_states(self) -> set[State]:
        """No one declares a row superseded: a later version does."""
        return DECIDED_BY_ALL if not self.may_approve else {*DECIDED_BY_ALL, *DECIDED_BY_APPROVERS}

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
    # The newest entered first; with a state chosen, its index gives the same order.
    ordering = ["-pk"]
    actions = ["approve_selected", "delete_selected"]
    change_form_template = "admin/versioned_change_form.html"

    @admin.display(description=_("state"), ordering="state")
    def state_word(self, row: Any) -> SafeString:
        return shown.state(row)

    @admin.display(description=_("committee"), ordering="committee__sort_key")
    def committee_name(self, row: Any) -> str:
        return shown.committee(row.committee)

    @admin.display(description=_("source"), ordering="source__order")
    def source_title(self, row: Any) -> SafeString:
        return shown.source(row.source)

    @admin.display(description=_("period"), ordering="period__starts_on")
    def period_name(self, row: Any) -> str:
        return shown.period(row.period)

    def describe(self, row: Any) -> str:
        """The row as a message names it: committee, period, value."""
        raise NotImplementedError

    def store(self, obj: Any) -> None:
        store(obj)

    def lock_row(self, row: Any) -> None:
        """Also let the sheet wait, which writes the figures of a committee."""
        lock_committees([row.committee_id])
        super().lock_row(row)

    def view_on_site(self, row: Any) -> str:
        return shown.public_page(row.committee)

    def has_approve_permission(self, request: HttpRequest) -> bool:
        """A right of its own, which a clerk does not have."""
        return scope.reaches_anything(request) and may(request.user, "approve", self.model)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is approved is public: only who may approve changes it, others add a version."""
        is_settled = obj is not None and obj.state in SETTLED
        allowed = super().has_change_permission(request, obj)
        return allowed and (not is_settled or self.has_approve_permission(request))

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.may_approve = self.has_approve_permission(request)
        return form

    @admin.action(description=_("Approve the chosen rows"), permissions=["approve"])
    def approve_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """All of them, or none with a reason for each that cannot be."""
        reason = request.POST.get("reason", "").strip() or gettext("Approved in the list")
        reason = reason[:REASON_LENGTH]
        rows: Iterable[Versioned] = queryset.select_related(*self.list_select_related)
        waiting = [row for row in rows if row.state != State.APPROVED]
        refused = self.refusals(waiting) or approve_all(waiting, reason)
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

    def refusals(self, rows: Sequence[Any]) -> list[tuple[Any, ValidationError]]:
        """The rows that are not approved by themselves, each with the reason."""
        return []

    # -- Deleting ----------------------------------------------------------------------------------

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A draft may go; what readers have seen is withdrawn by a later version."""
        allowed = super().has_delete_permission(request, obj)
        if not allowed or obj is None:
            return allowed
        kept = vars(obj)
        if SEEN_BY_READERS not in kept:
            kept[SEEN_BY_READERS] = bool(was_approved([obj]))
        return not kept[SEEN_BY_READERS]

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Where a row is kept, the reason why."""
        row = self.get_object(request, unquote(object_id))
        if row is not None and super().has_delete_permission(request, row):
            kept = self.kept([row])
            if kept:
                self.message_user(request, kept[0][1], messages.ERROR)
                return HttpResponseRedirect(self.change_address(row))
        return super().delete_view(request, object_id, extra_context)

    def change_address(self, row: Any) -> str:
        names = self.admin_site.name, row._meta.app_label, row._meta.model_name
        return reverse("{}:{}_{}_change".format(*names), args=[quote(row.pk)])

    def kept(self, rows: Sequence[Any]) -> list[tuple[Any, str]]:
        """The rows that are not deleted, each with the reason."""
        seen = was_approved(rows)
        return [(row, gettext(ONCE_APPROVED)) for row in rows if row.pk in seen]

    @admin.action(
        description=cast("Any", delete_selected).short_description,
        permissions=["delete"],
    )
    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        """All of them, or none with a reason for each that stays."""
        kept = self.kept(list(queryset.select_related(*self.list_select_related)))
        for row, reason in kept:
            self.message_user(request, f"{self.describe(row)}: {reason}", messages.ERROR)
        return None if kept else delete_selected(self, request, queryset)

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
