"""The sheet as its page shows it: every text of it, after what was typed and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from recruitment.entry.findings import Column, Finding
from recruitment.entry.outcome import Outcome
from recruitment.entry.sheet import Sheet, SheetCell, SheetRow
from recruitment.entry.typed import number_of, written
from recruitment.entry.typed_rows import Heading, TypedCell, TypedRow
from recruitment.entry.workflow import sending
from recruitment.models import Return, State
from recruitment.models.text import localized
from recruitment.progress.intervals import Interval

from . import sheet_form
from .sheet_cells import EXACTLY_NONE, Collision, PageCell, PageSum, Said, box, number
from .sheet_form import name
from .sheet_rows import PageRow, heading_on_record
from .sheet_totals import UNKNOWN, Counted, grouped, summed


@dataclass(slots=True)
class Typed:
    """What came with the request, and what became of it; empty for a page that is only opened."""

    by: User
    may_write: bool
    rows: Mapping[int, TypedRow] = field(default_factory=dict)
    outcome: Outcome = field(default_factory=Outcome)
    chosen: set[str] = field(default_factory=set)
    reason: str = ""

    def cell(self, pk: int, code: str) -> TypedCell | None:
        row = self.rows.get(pk)
        return row.cells.get(code) if row else None


class Page:
    """The rows and sums of a sheet, with everything typed that is not on record."""

    def __init__(self, sheet: Sheet, typed: Typed) -> None:
        self.sheet, self.typed = sheet, typed
        outcome = typed.outcome
        self.findings: dict[int, list[Finding]] = {}
        seen = set()
        for finding in [*outcome.errors, *outcome.warnings]:
            key = (finding.committee, finding.column, finding.rule)
            if key not in seen:
                seen.add(key)
                self.findings.setdefault(finding.committee, []).append(finding)
        self.conflicts = {(each.committee, each.column): each for each in outcome.conflicts}

    @cached_property
    def rows(self) -> list[PageRow]:
        return [self._row(row) for row in self.sheet.rows]

    @property
    def columns(self) -> Sequence[Column]:
        return self.sheet.columns

    @property
    def width(self) -> int:
        """The columns of the table: name, report, those of the sheet, year, percent, state."""
        return len(self.sheet.columns) + 5

    @property
    def problem_rows(self) -> list[PageRow]:
        return [row for row in self.rows if row.has_problems]

    @property
    def is_writable(self) -> bool:
        return any(row.writable for row in self.rows)

    @property
    def sendings(self) -> str:
        waiting = [row for row in self.sheet.rows if row.report.state == State.SUBMITTED]
        return sheet_form.packed_sendings({row.pk: sending(row.report) for row in waiting})

    def has(self, *states: str) -> bool:
        return any(row.row.report.pk and row.row.report.state in states for row in self.rows)

    @cached_property
    def sums(self) -> list[PageSum]:
        return [self._sum(place, column) for place, column in enumerate(self.columns)]

    def changed_rows(self) -> Iterable[PageRow]:
        """Those that a save has changed or refused: the others look as before."""
        saved = self.typed.outcome.rows_saved
        touched = {pk for pk, row in self.typed.rows.items() if _asks(row)}
        return [row for row in self.rows if row.row.pk in saved | touched or row.has_problems]

    # -- One row -----------------------------------------------------------------------------------

    def _row(self, row: SheetRow) -> PageRow:
        heading = self._heading(row)
        return PageRow(
            committee=row.committee,
            row=row,
            heading=heading,
            cells=tuple(self._cells(row, heading)),
            findings=tuple(self._said(row.pk)),
            collisions=tuple(self._collisions(row)),
            lock=row.lock,
            refused=self.typed.outcome.locked.get(row.pk, ""),
            writable=self.typed.may_write and not self._lock(row),
            chosen=str(row.pk) in self.typed.chosen,
        )

    def _lock(self, row: SheetRow) -> str:
        return self.sheet.lock or row.lock

    def _heading(self, row: SheetRow) -> Heading:
        """As typed where someone touched it and it is not stored; else as on record."""
        typed = self.typed.rows.get(row.pk)
        stored = row.pk in self.typed.outcome.rows_saved
        if typed is None or stored or typed.heading == typed.was:
            return heading_on_record(row)
        return typed.heading

    def _cells(self, row: SheetRow, heading: Heading) -> Iterator[PageCell]:
        cumulative = heading.cumulative and self.sheet.may_be_cumulative
        levels = {each.column: each.level for each in reversed(self.findings.get(row.pk, []))}
        for cell in row.cells:
            code = cell.column.code
            kept = self._kept(row.pk, cell)
            text = kept.text if kept else box(cell.value)
            # What nobody can type over is held against what is on record.
            was = kept.was if kept and not self._lock(row) else cell.value
            state = "saved" if cell.value is not None else ""
            if (row.pk, code) in self.conflicts:
                state = "conflict"
            elif code in levels:
                state = levels[code].value
            elif kept:
                state = "changed"
            said_at = [each.id for each in self._said(row.pk) if each.finding.column == code]
            if state == "conflict":
                said_at.append(name("said", row.pk, code))
            yield PageCell(
                row.pk,
                cell.column,
                text,
                was,
                state,
                Counted(number(text), cumulative, self._before(row, cell.column)),
                box(cell.previous),
                box(cell.last_year),
                tuple(said_at),
            )

    def _before(self, row: SheetRow, column: Column) -> Interval:
        if not self.sheet.may_be_cumulative or not column.flows:
            return EXACTLY_NONE
        return row.before.get(column.code, UNKNOWN)

    def _kept(self, pk: int, cell: SheetCell) -> TypedCell | None:
        """What was typed into a cell and is not on record."""
        typed = self.typed.cell(pk, cell.column.code)
        if typed is None or (pk, cell.column.code) in self.typed.outcome.saved:
            return None
        if typed.take == "theirs" or not typed.is_touched:
            return None
        try:
            return None if number_of(typed.text) == cell.value else typed
        except ValidationError:
            return typed

    def _said(self, pk: int) -> Iterator[Said]:
        for finding in self.findings.get(pk, []):
            typed = self.typed.cell(pk, finding.column)
            yield Said(finding, typed.sure if typed else False, typed.note if typed else "")

    def _collisions(self, row: SheetRow) -> Iterator[Collision]:
        me, now = str(self.typed.by), written(timezone.localtime())
        for column in self.columns:
            conflict = self.conflicts.get((row.pk, column.code))
            if conflict is not None:
                where = _("%(row)s, %(column)s") % {
                    "row": localized(row.committee, "short_name"),
                    "column": column.heading,
                }
                mine = _("empty") if conflict.mine is None else grouped(conflict.mine)
                yield Collision(conflict, where, mine, me, now)

    # -- The foot ----------------------------------------------------------------------------------

    def _sum(self, place: int, column: Column) -> PageSum:
        own = next((row.cells[place].counted for row in self.rows if row.row.is_own), None)
        asked = [
            row.cells[place].counted
            for row in self.rows
            if not row.row.is_own and row.heading.standing != Return.Standing.NOT_APPLICABLE
        ]
        found = summed(own, asked)
        return PageSum(
            column,
            grouped(found.amount) if found.counted else "",
            _("%(counted)s of %(expected)s units")
            % {"counted": grouped(found.counted), "expected": grouped(found.expected)},
            grouped(found.remainder) if found.remainder is not None and found.counted else "",
            found.remainder is not None and found.remainder < 0,
        )


def _asks(row: TypedRow) -> bool:
    return row.heading != row.was or any(cell.is_touched for cell in row.cells.values())
