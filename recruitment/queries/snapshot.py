"""One state of the database for a reading of several queries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Within: whatever is approved meanwhile, every query sees the same rows; nobody waits.

    Within another transaction that one decides what is seen.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with _deferred(connection), transaction.atomic():
            yield
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


@contextmanager
def _deferred(sqlite: Any) -> Iterator[None]:
    """The site's transactions take the one lock for writing at once; this one never writes."""
    sqlite.ensure_connection()
    before = sqlite.transaction_mode
    sqlite.transaction_mode = "DEFERRED"
    try:
        yield
    finally:
        sqlite.transaction_mode = before


def newest_entries() -> list[int | None]:
    """The numbers of the newest history entries of each kind of row: 1 query.

    Every door writes histories, so that equal numbers mean equal figures.
    """
    quote = connection.ops.quote_name
    newest = [
        f"(SELECT MAX(history_id) FROM {quote(model._meta.db_table)})"  # noqa: S608
        for model in apps.get_app_config("recruitment").get_models()
        if hasattr(model, "history_object")
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(newest)}")
        return list(cursor.fetchone())
