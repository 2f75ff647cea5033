"""Storing what was typed on a sheet: cell by cell, all in one transaction, history included.

A cell is stored when it can be read, breaks no rule, and nobody else changed it since it was
loaded. The others stay as they were on record, and the answer says why. The number of
statements does not depend on the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import NamedTuple, TypeAlias

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext, pgettext
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from recruitment.models import (
    Committee,
    Door,
    EntryWindow,
    Finality,
    Remark,
    ReportingPeriod,
    Return,
    through,
)

from .batch import Batch
from .cells import Cell, load_grid, year_period
from .conflicts import Conflict, last_changes
from .facts import load_facts
from .findings import Finding, Level, RowFacts, SheetFacts
from .judgement import ACROSS, PART_ABOVE_WHOLE, judge, read_cell, silent_row
from .locks import life_lock, return_lock, window_lock
from .typed import number_of

Place: TypeAlias = tuple[int, str]


@dataclass(frozen=True, slots=True)
class TypedCell:
    """A cell as it came from the form.

    ``was`` is the value that the sheet showed when it was loaded. ``take`` answers a
    conflict: "theirs", or "mine:" with the other's value as it was seen. ``sure`` and
    ``note`` answer a warning.
    """

    text: str
    was: int | None = None
    take: str = ""
    sure: bool = False
    note: str = ""

    @property
    def is_touched(self) -> bool:
        """Whether someone typed into the cell since it was loaded."""
        try:
            return number_of(self.text) != self.was
        except ValidationError:
            return True


class Heading(NamedTuple):
    """What a row says of itself: whether it reports, how it counts, how sure it is."""

    standing: str
    cumulative: bool
    provisional: bool

    def __str__(self) -> str:
        """In words."""
        said = [str(Return.Standing(self.standing).label)]
        said += [pgettext("a row", "cumulative")] if self.cumulative else []
        said += [pgettext("a row", "provisional")] if self.provisional else []
        return ", ".join(said)


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row as it came from the form; cells that were not on the form are left alone.

    ``was`` is what the row said of itself when the sheet was loaded; None where nobody knows.
    """

    committee: int
    standing: str = Return.Standing.REPORTED
    cumulative: bool = False
    provisional: bool = False
    cells: Mapping[str, TypedCell] = field(default_factory=dict)
    was: Heading | None = None

    @property
    def heading(self) -> Heading:
        return Heading(self.standing, self.cumulative, self.provisional)


@dataclass(slots=True)
class Outcome:
    """What became of a sheet: what was stored, and what was not and why.

    ``locked`` holds the reason for each row that was typed into and may not be written;
    ``strays`` counts the cells that were typed into and are not on the sheet (any more).
    """

    saved: set[Place] = field(default_factory=set)
    rows_saved: set[int] = field(default_factory=set)
    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    locked: dict[int, str] = field(default_factory=dict)
    strays: int = 0

    @property
    def complete(self) -> bool:
        return not (self.errors or self.warnings or self.conflicts or self.locked or self.strays)


@dataclass(frozen=True, slots=True)
class Roll:
    """The committees of a sheet: ``own``, whose sheet it is, and the units below it."""

    own: Committee | None
    units: tuple[Committee, ...]

    @property
    def all(self) -> tuple[Committee, ...]:
        return (*((self.own,) if self.own else ()), *self.units)


def lock_committees(ids: Iterable[int]) -> None:
    """Let two writers of one committee's figures wait for each other. One query."""
    rows = Committee.objects.select_for_update(no_key=True).filter(pk__in=list(ids))
    list(rows.order_by("pk").values_list("pk"))


def save_sheet(
    roll: Roll,
    quarter: ReportingPeriod,
    rows: Iterable[TypedRow],
    by: User,
    today: date,
    door: Door = Door.SHEET,
) -> Outcome:
    """Store what can be stored of the rows typed, in one transaction.

    Rows of committees that are not on the roll are counted as strays, and nothing else.
    """
    with transaction.atomic(), through(door):
        saving = _Saving(roll, quarter, list(rows), by, today)
        saving.read()
        saving.judge()
        saving.write()
    return saving.outcome


class _Saving:
    """One saving, step by step: ``wanted`` holds the cells that are to be stored."""

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
        codes = {column.code for column in self.grid.columns}
        self.outcome.strays = sum(
            cell.is_touched
            for row in rows
            for code, cell in row.cells.items()
            if row.committee not in self.known or code not in codes
        )
        self.wanted: dict[Place, int | None] = {}
        # What was typed and is kept out, for a reason that was told.
        self.refused: set[Place] = set()
        self.answers: list[Finding] = []

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

    def _shown(self, place: Place) -> Cell:
        """The cell as a sheet that was loaded now would show it."""
        column = self.grid.column(place[1])
        return self.grid.cell(place[0], column, cumulative=self.was_cumulative[place[0]])

    # -- What was typed ----------------------------------------------------------------------------

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

    def _heading_changed(self, row: TypedRow) -> bool:
        """Whether anything about the row itself is new: how it counts, whether it reports."""
        found = self._on_record(row.committee)
        return (
            row.standing != found.standing
            or finality_of(row) != found.finality
            or self._switched(row.committee)
        )

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

    def _values(self, pk: int) -> dict[str, int | None]:
        """The row's numbers as they would be with what is to be stored."""
        new = {code: value for (owner, code), value in self.wanted.items() if owner == pk}
        return {**self.grid.values(pk, cumulative=self._cumulative(pk)), **new}

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

    # -- What the rules say ------------------------------------------------------------------------

    def judge(self) -> None:
        """Leave out what breaks a rule, until what is left breaks none."""
        ids = [found.pk for found in self.returns.values()]
        self.remarks = {
            (remark.report.committee_id, remark.column, remark.rule): remark
            for remark in Remark.objects.filter(report__in=ids).select_related("report")
        }
        blocked: set[Place] | None = None
        while blocked is None or blocked:
            blocked = set()
            self.answers = []
            for finding in judge(self._sheet()):
                if blocked and finding.rule in ACROSS:
                    # Sums are spoken of once they hold nothing that is refused by itself.
                    continue
                causes = self._causes(finding)
                if causes and self._waits_for_its_whole(finding):
                    blocked |= causes
                elif causes and self._is_answered(finding):
                    self.answers.append(finding)
                elif causes:
                    is_error = finding.level is Level.ERROR
                    (self.outcome.errors if is_error else self.outcome.warnings).append(finding)
                    blocked |= causes
            self.refused |= blocked
            for place in blocked:
                del self.wanted[place]
            self._keep_switched_rows_whole()

    def _sheet(self) -> SheetFacts:
        rows = {pk: self._row(self.facts[pk]) for pk in self.known}
        return SheetFacts(
            self.grid.days,
            self.grid.columns,
            tuple(rows[unit.pk] for unit in self.roll.units),
            rows[self.roll.own.pk] if self.roll.own else None,
        )

    def _row(self, facts: RowFacts) -> RowFacts:
        pk = facts.committee
        row = self.rows.get(pk)
        found = self._on_record(pk)
        standing = row.standing if row else found.standing
        finality = finality_of(row) if row else found.finality
        typed = frozenset(code for owner, code in self.wanted if owner == pk)
        return replace(
            facts,
            reported=standing == Return.Standing.REPORTED,
            cumulative=self._cumulative(pk),
            final=finality != Finality.PROVISIONAL,
            values=self._values(pk),
            typed=typed,
            inexact=facts.inexact - typed,
        )

    def _causes(self, finding: Finding) -> set[Place]:
        """The cells to be stored that a finding is about; none where it is about older ones.

        The cell itself; else the whole that it is a part of, in its row; else, where the rule
        looks at several rows, its column.
        """
        place = (finding.committee, finding.column)
        if place in self.wanted:
            return {place}
        whole = (finding.committee, self.grid.column(finding.column).whole)
        if whole in self.wanted:
            return {whole}
        if finding.rule not in ACROSS:
            return set()
        return {each for each in self.wanted if each[1] == finding.column}

    def _waits_for_its_whole(self, finding: Finding) -> bool:
        """A part above the total on record, while another total was typed and is refused.

        It is stored with that total; until then nothing is known to be wrong with it.
        """
        whole = (finding.committee, self.grid.column(finding.column).whole)
        return finding.rule == PART_ABOVE_WHOLE and whole in self.refused

    def _is_answered(self, finding: Finding) -> bool:
        """Someone said that it is right, and why: now, or before for the same value."""
        if finding.level is Level.ERROR:
            return False
        if self._answer(finding):
            return True
        remark = self.remarks.get((finding.committee, finding.column, finding.rule))
        return remark is not None and remark.value == str(finding.value)

    def _answer(self, finding: Finding) -> str:
        """The note with which a warning is answered now; empty where it is not."""
        row = self.sent.get(finding.committee)
        cell = row.cells.get(finding.column) if row else None
        return cell.note.strip() if cell is not None and cell.sure else ""

    # -- Storing -----------------------------------------------------------------------------------

    def write(self) -> None:
        touched = {pk for pk, _column in self.wanted}
        touched |= {pk for pk, row in self.rows.items() if self._heading_changed(row)}
        self.outcome.saved = set(self.wanted)
        self.outcome.rows_saved = touched
        batch = Batch(self.by)
        for pk in touched:
            self._write_row(self.rows[pk], batch)
        self._write_returns(touched)
        self._write_missing_returns()
        batch.store()
        self._write_remarks()

    def _write_row(self, row: TypedRow, batch: Batch) -> None:
        pk, cumulative = row.committee, self._cumulative(row.committee)
        found, finality = self._on_record(pk), finality_of(row)
        reason = found.reason if found.revision > 1 else ""
        for column in self.grid.columns:
            key = (pk, column.code, cumulative and column.flows)
            cell = self.grid.cell(pk, column, cumulative=cumulative)
            blank = partial(self.grid.blank, key)
            if (pk, column.code) in self.wanted:
                batch.put(cell, blank, self.wanted[pk, column.code], finality, reason)
            elif cell.value is not None and (finality != found.finality or cell.was_sent_back):
                batch.put(cell, blank, cell.value, finality, reason)
            if self._switched(pk) and column.flows:
                other = self.grid.cell(pk, column, cumulative=not cumulative)
                if other.value is not None:
                    batch.put(
                        other,
                        partial(self.grid.blank, (pk, column.code, not cumulative)),
                        None,
                        finality,
                        reason,
                    )

    def _write_returns(self, touched: Iterable[int]) -> None:
        new, changed = [], []
        for pk in touched:
            row, found = self.rows[pk], self.returns.get(pk)
            if found is None:
                found = self.returns[pk] = Return(committee_id=pk, period=self.quarter)
                new.append(found)
            else:
                changed.append(found)
            found.standing, found.finality = row.standing, finality_of(row)
            found.cumulative, found.state = self._cumulative(pk), Return.State.DRAFT
        if new:
            bulk_create_with_history(new, Return, default_user=self.by)
        if changed:
            fields = ["standing", "finality", "cumulative", "state"]
            bulk_update_with_history(changed, Return, fields, default_user=self.by)

    def _write_missing_returns(self) -> None:
        """Those that a warning is answered of, and that have figures alone."""
        places = {finding.committee for finding in self.answers} - set(self.returns)
        new = [
            Return(committee_id=pk, period=self.quarter, cumulative=self.was_cumulative[pk])
            for pk in sorted(places)
        ]
        if new:
            bulk_create_with_history(new, Return, default_user=self.by)
            self.returns |= {found.committee_id: found for found in new}

    def _write_remarks(self) -> None:
        """The answers that were given now."""
        new, changed = [], []
        for finding in self.answers:
            note = self._answer(finding)
            if not note:
                continue
            key = (finding.committee, finding.column, finding.rule)
            remark = self.remarks.get(key)
            if remark is None:
                remark = Remark(
                    report=self.returns[finding.committee],
                    column=finding.column,
                    rule=finding.rule,
                )
                new.append(remark)
            else:
                changed.append(remark)
            remark.value, remark.note, remark.author = str(finding.value), note, self.by
        if new:
            bulk_create_with_history(new, Remark, default_user=self.by)
        if changed:
            fields = ["value", "note", "author"]
            bulk_update_with_history(changed, Remark, fields, default_user=self.by)


def finality_of(row: TypedRow) -> str:
    return Finality.PROVISIONAL if row.provisional else Finality.FINAL
