"""Many rows written at once, each with its history, in batches that keep memory bounded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from recruitment.models.tracking import open_door

from .approval import REASON_LENGTH
from .results import Entry

BATCH = 2_000
# Numbers of a history that a transaction which is still open may have taken.
WATCHED = 100_000
Item = TypeVar("Item")


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    source = iter(items)
    while batch := list(islice(source, BATCH)):
        yield batch


def create(model: type[Any], rows: Sequence[Any], by: Any, reason: str = "") -> None:
    """Insert the rows. Two statements a batch."""
    for batch in batches(rows):
        model._default_manager.bulk_create(batch)
        record(model, batch, "+", by, reason)


def update(
    model: type[Any], entries: Sequence[Entry], by: Any, reason: str, *, also: Iterable[str] = ()
) -> None:
    """Write what changed, rows of equal changes together. Two statements a batch."""
    alike: dict[tuple[str, ...], list[Any]] = defaultdict(list)
    for entry in entries:
        alike[tuple(sorted({*entry.old, *also}))].append(entry.instance)
    for fields, rows in alike.items():
        rewrite(model, rows, fields, by, reason)


def rewrite(
    model: type[Any], rows: Sequence[Any], fields: Sequence[str], by: Any, reason: str
) -> None:
    """Write these fields of the rows, with the time where the model keeps it.

    By inserting rows that are there, which then change: many times as fast as bulk_update.
    """
    timed = any(field.name == "updated_at" for field in model._meta.fields)
    changed = [*fields, "updated_at"] if timed else list(fields)
    key = [model._meta.pk.name]
    for batch in batches(rows):
        model._default_manager.bulk_create(
            batch, update_conflicts=True, unique_fields=key, update_fields=changed
        )
        record(model, batch, "~", by, reason)


def record(model: type[Any], rows: Sequence[Any], kind: str, by: Any, reason: str) -> None:
    """The history of rows just written ("+" new, "~" changed). One statement for each reason.

    A row may bring a reason of its own. What simple_history's bulk functions do, but copied by
    the database from the rows themselves: a third of the time, and nothing of it passes through
    Python.
    """
    alike: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        alike[getattr(row, "_change_reason", None) or reason].append(row.pk)
    for said, keys in alike.items():
        _record(model, keys, kind, by, said)


def _record(model: type[Any], keys: Sequence[Any], kind: str, by: Any, reason: str) -> None:
    quote = connection.ops.quote_name
    history = model.history.model
    copied = [quote(field.column) for field in history.tracked_fields]
    given = {
        "history_date": timezone.now(),
        "history_change_reason": reason[:REASON_LENGTH] or None,
        "history_type": kind,
        "history_user": by,
        "door": open_door(),
    }
    fields = {history._meta.get_field(name): value for name, value in given.items()}
    values = [
        field.get_db_prep_save(value.pk if value is by and by else value, connection)
        for field, value in fields.items()
    ]
    # Names only: they come from the models, the values are given beside.
    statement = (
        f"INSERT INTO {quote(history._meta.db_table)} "  # noqa: S608
        f"({', '.join([*copied, *(quote(field.column) for field in fields)])}) "
        f"SELECT {', '.join([*copied, *['%s'] * len(values)])} "
        f"FROM {quote(model._meta.db_table)} "
        f"WHERE {quote(model._meta.pk.column)} IN ({', '.join(['%s'] * len(keys))})"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *keys])


def stamp_of(models: Iterable[type[Any]]) -> str:
    """Another text as soon as anybody wrote a row of these. Two quick queries for each.

    The newest number of the history and how many stand right before it, since one that was
    given earlier may appear later.
    """
    found = []
    for model in models:
        newest = model.history.aggregate(newest=Max("history_id"))["newest"] or 0
        latest = model.history.filter(history_id__gt=newest - WATCHED, history_id__lte=newest)
        found.append(f"{newest}/{latest.count()}")
    return " ".join(found)
