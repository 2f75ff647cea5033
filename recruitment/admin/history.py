"""The history of a row: readable by whoever sees the row, writable by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin
from simple_history.models import DeletedObject
from simple_history.template_utils import HistoricalRecordContextHelper

from recruitment.entry.typed import written
from recruitment.models import Committee

from . import scope

# What the history keeps about itself.
OWN = "history_"


def shown(request: HttpRequest, row: Model, field: Field[Any, Any]) -> str:
    """A value as a form shows it: words for codes, dates and numbers as people write them."""
    if field.choices:
        return str(row._get_FIELD_display(field))  # type: ignore[attr-defined]
    return written(named(request, getattr(row, field.name, None)))


def named(request: HttpRequest, value: Any) -> Any:
    """A value, unless it is a committee that the reader's lists would not show."""
    if isinstance(value, Committee) and not scope.may_be_named(request, value):
        return _("a committee outside your reach")
    return value


class InWords(HistoricalRecordContextHelper):  # type: ignore[misc]
    """Changes with words for codes."""

    def __init__(self, model: type[Model], record: Any, request: HttpRequest) -> None:
        super().__init__(model, record)
        self.request = request

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        if isinstance(value, DeletedObject) and value.pk is None:
            return written(None)
        field = self.model._meta.get_field(change.field)
        words = dict(getattr(field, "flatchoices", None) or ())
        return str(words[value]) if value in words else written(named(self.request, value))


class ReadableHistory(SimpleHistoryAdmin):  # type: ignore[misc]
    """A list of changes, and each version as a table of values."""

    object_history_list_template = "admin/history_list.html"
    history_version_template = "admin/history_version.html"

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        """A correction is a new change with a reason of its own."""
        return True

    def get_history_queryset(self, *args: Any, **kwargs: Any) -> QuerySet[Any]:
        return self.reachable(args[0], super().get_history_queryset(*args, **kwargs))  # type: ignore[no-any-return]

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: Any
    ) -> InWords:
        return InWords(self.model, historical_record, request)

    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One version, to be read; the library's own view saves what is posted to it."""
        kept = self.model._meta.simple_history_manager_attribute
        rows = self.reachable(request, getattr(self.model, kept).all())
        record = get_object_or_404(
            rows, **{self.model._meta.pk.name: unquote(object_id), "pk": version_id}
        )
        if request.method != "GET" or not self.has_view_or_change_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Version of %(time)s") % {"time": written(record.history_date)},
            "opts": self.model._meta,
            "record": record,
            "object_id": object_id,
            "values": list(self.version_values(request, record)),
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.history_version_template, context)

    def version_values(self, request: HttpRequest, record: Any) -> Iterator[tuple[str, str]]:
        """Names and values of the fields that a version holds."""
        for field in record._meta.concrete_fields:
            if not field.name.startswith(OWN) and field.name != self.model._meta.pk.name:
                yield capfirst(field.verbose_name), shown(request, record, field)
