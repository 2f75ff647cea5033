"""Two people at one form: what was changed since it was opened, by whom, and what then.

A form carries the newest entries of the histories that it is about: its row's, and those of its
inlines. What was changed since is shown, and nothing is saved over it unless that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from django import forms
from django.db.models import Max, Model, QuerySet
from django.http import HttpRequest
from django.utils.timezone import localtime

from recruitment.entry.typed import written

from .history import InWords

SEEN = "seen"
# The box that lets a form be saved all the same; its value is what it would be saved over.
NEVERTHELESS = "nevertheless"
# A history with the model whose rows it keeps.
Part: TypeAlias = tuple[type[Model], QuerySet[Any]]


class SeenField(forms.CharField):
    """Which state of the row the form shows; no value of the row."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of a history; ``values`` are the names of fields, each with old and new."""

    who: str
    when: str
    what: str
    kind: str
    values: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """The row is not as the form shows it. ``now`` names its present state."""

    now: str
    changes: tuple[Change, ...]


def newest(parts: list[Part]) -> list[int]:
    """The newest entry of each history, 0 where there is none. One query each."""
    return [rows.aggregate(newest=Max("history_id"))["newest"] or 0 for _model, rows in parts]


def token(entries: list[int]) -> str:
    return ".".join(map(str, entries))


def conflict(request: HttpRequest, parts: list[Part], seen: str) -> Conflict | None:
    """What was changed since the form was opened; None where nothing was.

    A query for each history, and where there is something new two more.
    """
    now = newest(parts)
    if seen == token(now):
        return None
    since = _entries(seen, len(parts))
    changes = [
        change
        for (model, rows), entry in zip(parts, since, strict=True)
        for change in _changes(request, model, rows, entry)
    ]
    return Conflict(token(now), tuple(changes)) if changes else None


def _entries(seen: str, count: int) -> list[int]:
    """What the form has seen; all is new to one that does not say."""
    entries = [int(each) if each.isdecimal() else 0 for each in seen.split(".")]
    return entries if len(entries) == count else [0] * count


def _changes(
    request: HttpRequest, model: type[Model], rows: QuerySet[Any], since: int
) -> Iterator[Change]:
    """The entries after one, each against the one before it of the same row."""
    new = list(rows.filter(history_id__gt=since).order_by("history_id"))
    before = {record.id: record for record in _last_before(rows, {row.id for row in new}, since)}
    for record in new:
        older = before.get(record.id)
        before[record.id] = record
        values = _values(request, model, older, record) if older else ()
        if values or record.history_type != "~":
            yield Change(
                who=str(record.history_user or ""),
                when=_moment(record.history_date),
                what=str(model._meta.verbose_name),
                kind=record.get_history_type_display(),
                values=values,
            )


def _last_before(rows: QuerySet[Any], ids: set[int], since: int) -> QuerySet[Any]:
    """The newest entry of each row that the form has seen."""
    seen = rows.filter(id__in=ids, history_id__lte=since).order_by()
    last = seen.values("id").annotate(last=Max("history_id")).values("last")
    return rows.filter(history_id__in=last)


def _values(
    request: HttpRequest, model: type[Model], older: Any, record: Any
) -> tuple[dict[str, Any], ...]:
    """What people can change: neither a time of change nor a column made of others."""
    made = [field.name for field in model._meta.concrete_fields if not field.editable]
    delta = record.diff_against(older, foreign_keys_are_objs=True, excluded_fields=made)
    return tuple(InWords(model, record, request).context_for_delta_changes(delta))


def _moment(when: datetime) -> str:
    return written(localtime(when))
