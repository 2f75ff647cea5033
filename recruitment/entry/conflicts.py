"""Two people at one cell: what each of them wrote, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .cells import Cell, Figure


@dataclass(frozen=True, slots=True)
class Change:
    """Who wrote a value last, and when; ``who`` is empty where no person did."""

    who: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """Someone else changed the cell since it was loaded: both values stand, none is lost."""

    committee: int
    column: str
    mine: int | None
    theirs: int | None
    change: Change | None


def last_changes(cells: Iterable[Cell]) -> dict[int, Change]:
    """The last change of each cell, by the cell's ``id()``: a query for each kind of figure."""
    by_model: dict[type[Figure], dict[int, Cell]] = defaultdict(dict)
    for cell in cells:
        if cell.newest is not None:
            by_model[type(cell.newest)][cell.newest.pk] = cell
    found = {}
    for model, wanted in by_model.items():
        records = model.history.filter(id__in=wanted).select_related("history_user")
        for record in records.order_by("history_date", "history_id"):
            who = str(record.history_user or "")
            found[id(wanted[record.id])] = Change(who, record.history_date)
    return found
