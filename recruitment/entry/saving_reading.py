"""The first step of a saving: which of the cells typed are new, and what stands in their way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext

from recruitment.models import Finality, Return

from .cells import Cell
from .conflicts import Conflict, last_changes
from .judgement import read_cell, silent_row
from .locks import life_lock, return_lock
from .outcome import Place
from .saving_record import SavingRecord
from .typed_rows import Heading, TypedRow


class Reading(SavingRecord):
    """Locks, conflicts, and what cannot be read, are told; the rest is wanted."""

    def read(self) -> None:
        moved = {pk for pk in self.rows if self._heading_moved(pk)}
        for pk, row in list(self.rows.items()):
            changes = self._changes(row)
            if not changes and not self._heading_changed(row):
                del self.rows[pk]
                continue
            lock = (
                self.closed
                or life_lock(self.known[pk], self.quarter)
                or return_lock(self.returns.get(pk))
                or (self._moved_words(pk) if pk in moved and self._relies_on(row, changes) else "")
            )
            if lock:
                self.outcome.locked[pk] = lock
                del self.rows[pk]
            else:
                self.wanted.update(changes)
        self._find_conflicts()
        for pk in list(self.rows):
            self._refuse_silent_row_with_numbers(pk)

    def _shown(self, place: Place) -> Cell:
        """The cell as a sheet that was loaded now would show it."""
        column = self.grid.column(place[1])
        return self.grid.cell(place[0], column, cumulative=self.was_cumulative[place[0]])

    def _heading_now(self, pk: int) -> Heading:
        found = self._on_record(pk)
        is_provisional = found.finality == Finality.PROVISIONAL
        return Heading(found.standing, self.was_cumulative[pk], is_provisional)

    def _heading_moved(self, pk: int) -> bool:
        """Whether someone else changed what the row says of itself, since the sheet was loaded.

        What was not touched here follows what is on record now.
        """
        row, now = self.rows[pk], self._heading_now(pk)
        if row.was is None or now in {row.was, row.heading}:
            return False
        if row.heading == row.was:
            self.rows[pk] = replace(row, **now._asdict())
            return row.was.cumulative != now.cumulative
        return True

    def _relies_on(self, row: TypedRow, changes: Mapping[Place, int | None]) -> bool:
        """Whether the row asks for a heading of its own, or for numbers that count by it."""
        counted = any(self.grid.column(code).flows for _pk, code in changes)
        return counted or row.heading != self._heading_now(row.committee)

    def _moved_words(self, pk: int) -> str:
        return gettext(
            "Someone else changed this row since the sheet was loaded: it now says “%(said)s”. "
            "Look at it and save again."
        ) % {"said": self._heading_now(pk)}

    def _changes(self, row: TypedRow) -> dict[Place, int | None]:
        """What the row asks for that is not on record already; what cannot be read is an error."""
        pk = row.committee
        found: dict[Place, int | None] = {}
        for column in self.grid.columns:
            cell = row.cells.get(column.code)
            if cell is None:
                continue
            value, problem = read_cell(pk, str(self.known[pk]), column, cell.text)
            if problem is not None:
                self.outcome.errors.append(problem)
                self.refused.add((pk, column.code))
                continue
            carried_over = self._switched(pk) and column.flows and value is not None
            stored = self.grid.cell(pk, column, cumulative=self._cumulative(pk)).value
            if (value != cell.was or carried_over) and value != stored:
                found[pk, column.code] = value
        return found

    def _find_conflicts(self) -> None:
        """Cells that someone else changed since the sheet was loaded wait for a choice."""
        open_places = []
        for place in list(self.wanted):
            typed = self.rows[place[0]].cells[place[1]]
            now = self._shown(place).value
            if typed.was == now or typed.take == f"mine:{'' if now is None else now}":
                continue
            mine = self.wanted.pop(place)
            if typed.take != "theirs":
                open_places.append((place, mine))
        changes = last_changes(self._shown(place) for place, _mine in open_places)
        for place, mine in open_places:
            self.refused.add(place)
            cell = self._shown(place)
            self.outcome.conflicts.append(Conflict(*place, mine, cell.value, changes.get(id(cell))))
        self._keep_switched_rows_whole()

    def _refuse_silent_row_with_numbers(self, pk: int) -> None:
        """“Not reported” beside a number: one of the two is wrong."""
        row = self.rows[pk]
        if row.standing == Return.Standing.REPORTED:
            return
        values = self._values(pk)
        filled = [column for column in self.grid.columns if values[column.code] is not None]
        if filled:
            value = values[filled[0].code]
            name = str(self.known[pk])
            self.outcome.errors.append(silent_row(pk, name, filled[0], value))
            self._drop_row(pk)
