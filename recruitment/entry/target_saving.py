"""Storing the targets typed on a sheet, as drafts.

A target is stored when it can be read and nobody else changed it since the sheet was loaded;
the others stay as they are on record, and the answer says why. It is one transaction, with its
history; the number of statements does not depend on the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from recruitment.models import (
    Category,
    Door,
    PeriodKind,
    ReportingPeriod,
    Source,
    State,
    Target,
    through,
)
from recruitment.models.periods import kinds_of
from recruitment.progress.periods import Period

from .batch import update
from .roll import Roll
from .target_cells import TARGET, TargetCell, is_entered, key_of
from .target_reading import TargetReading
from .typed_targets import TargetOutcome, TypedHead, TypedTarget

# What a version has from the one before it, until something else is said.
CARRIED = (
    "low",
    "high",
    "sense",
    "basis",
    "document",
    "document_en",
    "window_note",
    "window_note_en",
)
CHANGED = [
    "low",
    "high",
    "sense",
    "cadence",
    "basis",
    "window_from",
    "window_to",
    "window_basis",
    "window_note",
    "window_note_en",
    "document",
    "document_en",
    "document_number",
    "document_date",
    "supersedes",
    "version",
    "withdrawn",
    "state",
]


def save_targets(
    roll: Roll, stated: Period, head: TypedHead, rows: Iterable[TypedTarget], by: User
) -> TargetOutcome:
    """Store what can be stored of the rows typed, as drafts, in one transaction.

    Rows of committees that are not on the roll are counted as strays, and nothing else.
    """
    with transaction.atomic(), through(Door.TARGETS):
        saving = _Saving(roll, stated, head, list(rows), by)
        if saving.settle_head():
            saving.read()
            saving.write()
    return saving.outcome


class _Saving(TargetReading):
    """Reads, then writes: in bulk, with the history."""

    def write(self) -> None:
        self.outcome.saved = {(pk, TARGET) for pk in self.wanted}
        self.outcome.rows_saved = set(self.wanted)
        if not self.wanted:
            return
        self.period = period_row(self.stated)
        self.category = Category.objects.get(code=Category.TOTAL)
        self.source = Source.objects.get(slug=Source.ENTRY_SLUG)
        new, changed = [], []
        for pk, (value, sense) in self.wanted.items():
            cell = self.cells[pk]
            row = cell.newest
            if row is None or _is_settled(row):
                row = self._next(pk, cell)
                new.append(row)
            else:
                changed.append(row)
            self._fill(row, cell, value, sense)
        if new:
            bulk_create_with_history(new, Target, default_user=self.by)
        if changed:
            update(Target, changed, CHANGED, self.by)

    def _next(self, pk: int, cell: TargetCell) -> Target:
        """The version after what is on record, with its number; not saved."""
        row = Target(
            committee_id=pk,
            source=self.source,
            category=self.category,
            period=self.period,
            version=cell.last_version + 1,
        )
        for name in CARRIED if cell.newest is not None else ():
            setattr(row, name, getattr(cell.newest, name))
        return row

    def _fill(self, row: Target, cell: TargetCell, value: int | None, sense: str) -> None:
        """A draft of this number; one without says that the target is withdrawn."""
        was = key_of(row) if row.pk else None
        row.withdrawn = value is None
        if value is not None:
            row.low, row.sense, row.basis = Decimal(value), sense, Target.Basis.STATED
            row.high = row.low if sense == Target.Sense.TOTAL else None
        row.state, row.cadence = State.DRAFT, Target.Cadence.WINDOW
        row.supersedes = cell.approved or row.supersedes
        counting, decision = self.counting, self.decision
        # A translation holds only as long as what it translates.
        if row.window_note != counting.note:
            row.window_note_en = ""
        if row.document != decision.document:
            row.document_en = ""
        row.window_from, row.window_to = counting.days.start, counting.days.end
        row.window_basis, row.window_note = counting.basis, counting.note
        row.document, row.document_number = decision.document, decision.number
        row.document_date = decision.on
        while key_of(row) != was and key_of(row) in cell.taken:
            row.version += 1


def _is_settled(row: Target) -> bool:
    """A version that stays as it is: approved, or of another source."""
    return row.state == State.APPROVED or not is_entered(row)


def period_row(stated: Period) -> ReportingPeriod:
    """The year or the term on record, made where it is missing. 1–3 queries."""
    kind = next(iter(kinds_of(stated.start, stated.end)))
    found, _made = ReportingPeriod.objects.get_or_create(
        starts_on=stated.start, ends_on=stated.end, defaults={"kind": kind or PeriodKind.OTHER}
    )
    return found
