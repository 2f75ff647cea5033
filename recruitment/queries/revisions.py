"""Figures that replaced an approved one: what stood there before, and since when it does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from django.db.models import Min
from django.utils.timezone import localdate

from recruitment.models import Figure, State

Key: TypeAlias = tuple[type[Figure], int]
WAS_APPROVED = (State.APPROVED, State.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Revision:
    """The value that was public before; ``on`` is the day on which its successor was approved,
    None while it is not."""

    value: int
    qualifier: str
    on: date | None


def revisions(rows: Iterable[Figure]) -> dict[Key, Revision]:
    """What the figures replaced, where it was another number.

    No query where each is the first of its cell, else 2 for each kind of figure.
    """
    later: dict[type[Figure], list[Figure]] = defaultdict(list)
    for row in rows:
        if row.version > 1:
            later[type(row)].append(row)
    return {
        (model, pk): revision
        for model, some in later.items()
        for pk, revision in _of_kind(model, some).items()
    }


def _of_kind(model: type[Any], rows: list[Any]) -> dict[int, Revision]:
    cells: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    among = {f"{name}__in": {getattr(row, name) for row in rows} for name in model.cell_columns()}
    for older in model.objects.filter(state__in=WAS_APPROVED, withdrawn=False, **among):
        cells[_cell(older)].append(older)
    chains = {
        row.pk: sorted(
            (each for each in cells[_cell(row)] if each.version < row.version),
            key=lambda each: each.version,
        )
        for row in rows
    }
    known = {each.pk for chain in chains.values() for each in chain} | chains.keys()
    approved = dict(
        model.history.filter(id__in=known, state=State.APPROVED)
        .values_list("id")
        .annotate(first=Min("history_date"))
    )
    found = {row.pk: _revision(row, chains[row.pk], approved) for row in rows}
    return {pk: revision for pk, revision in found.items() if revision}


def _cell(row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in row.cell_columns())


def _revision(row: Any, before: list[Any], approved: Mapping[int, Any]) -> Revision | None:
    """The newest earlier version with another number, and the approval of what followed it."""
    following = row
    for older in reversed(before):
        if (older.value, older.qualifier) != (row.value, row.qualifier):
            day = approved.get(following.pk)
            return Revision(older.value, older.qualifier, localdate(day) if day else None)
        following = older
    return None
