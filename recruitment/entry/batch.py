"""Figures written together: one statement a kind of figure, each with its history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from recruitment.models import Qualifier, State

from .approval import REASON_LENGTH
from .cells import Cell, Figure

CHANGED = ["value", "withdrawn", "state", "qualifier", "finality", "updated_at"]


class Batch:
    """Collects the versions that saving makes; ``store`` writes them all."""

    def __init__(self, by: User) -> None:
        self.by = by
        self.new: dict[type[Figure], list[Figure]] = defaultdict(list)
        self.changed: dict[type[Figure], list[Figure]] = defaultdict(list)

    def put(
        self,
        cell: Cell,
        blank: Callable[[], Figure],
        value: int | None,
        finality: str,
        reason: str = "",
    ) -> None:
        """Let the cell hold the value, or nothing for None.

        A version that nobody has approved is changed; an approved one is followed by a later
        version, which says "withdrawn" where the cell is emptied.
        """
        row = cell.newest
        if row is None and value is None:
            return
        if row is not None and row.state != State.APPROVED:
            self.changed[type(row)].append(row)
        else:
            older, row = row, blank()
            row.version = cell.last_version + 1
            row.value = older.value if older is not None else 0
            self.new[type(row)].append(row)
        row.withdrawn = value is None
        row.value = row.value if value is None else value
        row.state = State.DRAFT
        row.qualifier = Qualifier.EXACT
        row.finality = finality
        row._change_reason = reason[:REASON_LENGTH] or None  # type: ignore[union-attr]

    def move(self, rows: Iterable[Figure], state: State) -> None:
        """Give versions another state."""
        for row in rows:
            row.state = state
            self.changed[type(row)].append(row)

    def store(self) -> None:
        """Two statements for each kind of figure that is new, two for each that changed."""
        for model, rows in self.new.items():
            bulk_create_with_history(rows, model, default_user=self.by)
        for model, rows in self.changed.items():
            update(model, rows, CHANGED, self.by)


def update(model: type[Any], rows: list[Any], fields: list[str], by: User) -> None:
    """Change many rows at once, as ``save`` would one: with the time, and the history."""
    now = timezone.now()
    if "updated_at" in fields:
        for row in rows:
            row.updated_at = now
    bulk_update_with_history(rows, model, fields, default_user=by, default_date=now)
