"""What one saving of a sheet has in hand: what is on record, and what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.contrib.auth.models import User

from recruitment.models import EntryWindow, Remark, ReportingPeriod, Return

from .cells import load_grid, year_period
from .facts import load_facts
from .findings import Finding
from .locks import window_lock
from .outcome import Outcome, Place
from .roll import Roll, lock_committees
from .typed_rows import TypedRow, finality_of


class SavingRecord:
    """One saving: ``wanted`` holds the cells that are to be stored."""

    # The answers given before, by committee, column and rule; judging looks them up.
    remarks: dict[tuple[int, str, str], Remark]

    def __init__(
        self,
        roll: Roll,
        quarter: ReportingPeriod,
        rows: Sequence[TypedRow],
        by: User,
        today: date,
    ) -> None:
        self.roll, self.quarter, self.by = roll, quarter, by
        self.known = {committee.pk: committee for committee in roll.all}
        self.rows = {row.committee: row for row in rows if row.committee in self.known}
        # Also those without a change: a warning may stand at one of them, and is answered there.
        self.sent = dict(self.rows)
        self.outcome = Outcome()
        lock_committees(self.known)
        self.returns = {
            found.committee_id: found
            for found in Return.objects.select_related("submitted_by", "decided_by").filter(
                committee_id__in=self.known, period=quarter
            )
        }
        self.closed = window_lock(EntryWindow.objects.filter(period=quarter).first(), today)
        self.grid = load_grid(self.known, quarter)
        self.was_cumulative = {
            pk: self.returns[pk].cumulative if pk in self.returns else self.grid.is_cumulative(pk)
            for pk in self.known
        }
        if any(map(self._cumulative, self.known)) and self.grid.year is None:
            self.grid = replace(self.grid, year=year_period(quarter))
        self.facts = load_facts(roll.all, self.grid.days, self.grid.columns)
        self.outcome.strays = self._strays(rows)
        self.wanted: dict[Place, int | None] = {}
        # What was typed and is kept out, for a reason that was told.
        self.refused: set[Place] = set()
        self.answers: list[Finding] = []

    def _strays(self, rows: Iterable[TypedRow]) -> int:
        """How many cells were typed into that are not on the sheet."""
        codes = {column.code for column in self.grid.columns}
        return sum(
            cell.is_touched
            for row in rows
            for code, cell in row.cells.items()
            if row.committee not in self.known or code not in codes
        )

    def _cumulative(self, pk: int) -> bool:
        """How the row counts once it is stored."""
        row = self.rows.get(pk)
        if row is None:
            return self.was_cumulative[pk]
        return row.cumulative and self.grid.may_be_cumulative

    def _switched(self, pk: int) -> bool:
        return self._cumulative(pk) != self.was_cumulative[pk]

    def _on_record(self, pk: int) -> Return:
        return self.returns.get(pk) or Return()

    def _heading_changed(self, row: TypedRow) -> bool:
        """Whether anything about the row itself is new: how it counts, whether it reports."""
        found = self._on_record(row.committee)
        return (
            row.standing != found.standing
            or finality_of(row) != found.finality
            or self._switched(row.committee)
        )

    def _values(self, pk: int) -> dict[str, int | None]:
        """The row's numbers as they would be with what is to be stored."""
        new = {code: value for (owner, code), value in self.wanted.items() if owner == pk}
        return {**self.grid.values(pk, cumulative=self._cumulative(pk)), **new}

    def _answer(self, finding: Finding) -> str:
        """The note with which a warning is answered now; empty where it is not."""
        row = self.sent.get(finding.committee)
        cell = row.cells.get(finding.column) if row else None
        return cell.note.strip() if cell is not None and cell.sure else ""

    def _drop_row(self, pk: int) -> None:
        del self.rows[pk]
        for place in [place for place in self.wanted if place[0] == pk]:
            del self.wanted[place]

    def _keep_switched_rows_whole(self) -> None:
        """A row that counts anew is stored whole or not at all: no number of it is lost."""
        for pk in [pk for pk in self.rows if self._switched(pk)]:
            cells = self.rows[pk].cells
            waiting = {
                column.code
                for column in self.grid.columns
                if column.flows and column.code in cells and cells[column.code].text.strip()
            }
            if any((pk, code) not in self.wanted for code in waiting):
                self._drop_row(pk)
