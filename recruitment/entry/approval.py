"""Storing a row in its state: approval replaces the version that was approved before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from recruitment.models import State
from recruitment.models.versions import Versioned

# Changing such a row, or making one, is approving.
SETTLED = (State.APPROVED, State.SUPERSEDED)
# What simple-history keeps of a reason.
REASON_LENGTH = 100


@contextmanager
def as_if_stored(row: Versioned) -> Iterator[None]:
    """Within: the other rows as approval of this one would leave them; afterwards as before."""
    if not replaces(row):
        yield
        return
    with transaction.atomic():
        approved_before(row).update(state=State.SUPERSEDED)
        yield
        transaction.set_rollback(True)


def replaces(row: Versioned) -> bool:
    """Whether storing the row may make an earlier version of it superseded."""
    return row.state == State.APPROVED and row.version > 1 and row.cell_is_known()


def approved_before(row: Versioned) -> QuerySet[Versioned]:
    return row.beside().filter(state=State.APPROVED, version__lt=row.version)


def store(row: Versioned) -> None:
    """Save a row that was judged `as_if_stored`; what it replaces becomes superseded."""
    with transaction.atomic():
        for older in approved_before(row) if replaces(row) else ():
            older.state = State.SUPERSEDED
            older.save()
        row.save()


def approve_all(rows: Iterable[Versioned], reason: str) -> list[tuple[Versioned, ValidationError]]:
    """Approve every row, or none. Gives the rows that were refused, each with its problem."""
    refused: list[tuple[Versioned, ValidationError]] = []
    with transaction.atomic():
        # A later version replaces the earlier one, also where both are chosen.
        for row in sorted(rows, key=lambda row: row.version):
            row._change_reason = reason[:REASON_LENGTH]  # type: ignore[attr-defined]
            try:
                row.approve()
            except ValidationError as problem:
                refused.append((row, problem))
        if refused:
            transaction.set_rollback(True)
    return refused
