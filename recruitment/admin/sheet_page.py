"""The sheet as its page shows it: every text of it, after what was typed and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recruitment.entry.conflicts import Conflict
from recruitment.entry.findings import ADMITTED, Column, Finding, Level
from recruitment.entry.outcome import Outcome
from recruitment.entry.sheet import Sheet, SheetCell, SheetRow
from recruitment.entry.typed import number_of, written
from recruitment.entry.typed_rows import Heading, TypedCell, TypedRow
from recruitment.entry.workflow import sending
from recruitment.models import Finality, Return, State
from recruitment.models.text import localized
from recruitment.progress.intervals import Interval

from . import sheet_form, shown
from .sheet_form import name
from .sheet_totals import UNKNOWN, Counted, grouped, percent_of, said, summed

EXACTLY_NONE = Interval.exact(0)
# A cell's state; the stylesheet adds a shape.
WORDS = {
    "saved": gettext_lazy("saved"),
    "changed": gettext_lazy("not saved yet"),
    "warning": gettext_lazy("please confirm"),
    "error": gettext_lazy("error"),
    "conflict": gettext_lazy("two values"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A finding as it stands below its row; ``sure`` and ``note`` are an answer given already."""

    finding: Finding
    sure: bool
    note: str

    @property
    def id(self) -> str:
        return f"{name('said', self.finding.committee, self.finding.column)}-{self.finding.rule}"

    @property
    def cell(self) -> str:
        return name("v", self.finding.committee, self.finding.column)

    @property
    def is_error(self) -> bool:
        return self.finding.level is Level.ERROR

    @property
    def sure_name(self) -> str:
        return name("sure", self.finding.committee, self.finding.column)

    @property
    def note_name(self) -> str:
        return name("note", self.finding.committee, self.finding.column)


@dataclass(frozen=True, slots=True)
class Collision:
    """Two values of one cell, with who wrote them and when; ``mine`` is as it was typed."""

    conflict: Conflict
    where: str
    mine: str
    me: str
    now: str

    @property
    def id(self) -> str:
        return name("said", self.conflict.committee, self.conflict.column)

    @property
    def cell(self) -> str:
        return name("v", self.conflict.committee, self.conflict.column)

    @property
    def take_name(self) -> str:
        return name("take", self.conflict.committee, self.conflict.column)

    @property
    def mine_value(self) -> str:
        theirs = self.conflict.theirs
        return f"mine:{'' if theirs is None else theirs}"

    @property
    def theirs(self) -> str:
        return _("empty") if self.conflict.theirs is None else grouped(self.conflict.theirs)

    @property
    def who(self) -> str:
        change = self.conflict.change
        return change.who if change and change.who else _("someone else")

    @property
    def when(self) -> str:
        change = self.conflict.change
        return written(timezone.localtime(change.when)) if change else ""


@dataclass(frozen=True, slots=True)
class PageCell:
    """``text`` stands in the box; ``was`` is what it is held against when it is sent."""

    pk: int
    column: Column
    text: str
    was: int | None
    state: str
    counted: Counted
    previous: str
    last_year: str
    said: tuple[str, ...]

    @property
    def name(self) -> str:
        return name("v", self.pk, self.column.code)

    @property
    def word(self) -> str:
        return str(WORDS.get(self.state, ""))

    @property
    def stored(self) -> str:
        return "" if self.was is None else grouped(self.was)

    @property
    def implied(self) -> str:
        """What a cumulative number means for the quarter."""
        if not (self.counted.cumulative and self.column.flows) or self.counted.value is None:
            return ""
        quarter = self.counted.quarter
        if quarter is None:
            return _("less than before (%(before)s)") % {"before": said(self.counted.before)}
        return _("quarter: %(number)s") % {"number": said(quarter)}

    @property
    def before(self) -> str:
        return _ends(self.counted.before)


@dataclass(frozen=True, slots=True)
class PageRow:
    row: SheetRow
    heading: Heading
    cells: tuple[PageCell, ...]
    findings: tuple[Said, ...]
    collisions: tuple[Collision, ...]
    lock: str
    refused: str
    writable: bool
    chosen: bool

    @property
    def pk(self) -> str:
        """As text: numbers of a page are grouped."""
        return str(self.row.pk)

    @property
    def label(self) -> str:
        return localized(self.row.committee, "short_name")

    @property
    def full_name(self) -> str:
        return str(self.row.committee)

    @property
    def begun(self) -> State | None:
        """How far the row has come; None where nothing is on record.

        Figures that came by a form or a workbook have no return yet, and a state of their own.
        """
        if not self.row.report._state.adding:
            return State(self.row.report.state)
        states = (cell.state for cell in self.row.cells if cell.state)
        return next(map(State, states), None)

    @property
    def was(self) -> str:
        values = {cell.column.code: cell.was for cell in self.cells}
        return sheet_form.packed(values, heading_on_record(self.row))

    @property
    def standings(self) -> list[tuple[str, str, bool]]:
        here = self.heading.standing
        return [(code, str(word), code == here) for code, word in Return.Standing.choices]

    @property
    def standing(self) -> str:
        return str(Return.Standing(self.heading.standing).label)

    @property
    def state(self) -> SafeString:
        """The return's state, and the revision from the second on; begun or not."""
        if self.begun is None:
            return format_html('<span class="state">○ {}</span>', _("not begun"))
        return format_html(
            '<span class="state state-{}"><span aria-hidden="true">{}</span> {}</span>',
            self.begun,
            shown.SHAPES[self.begun],
            Return.State(self.begun).label,
        )

    @property
    def revision(self) -> str:
        report = self.row.report
        return _("revision %(number)s") % {"number": report.revision} if report.revision > 1 else ""

    @property
    def reason(self) -> str:
        """Why it was sent back, or is corrected; nothing once that is settled."""
        report = self.row.report
        is_open = report.state == Return.State.RETURNED or report.revision > 1
        return report.reason if is_open else ""

    @property
    def has_problems(self) -> bool:
        return bool(self.findings or self.collisions or self.refused)

    @property
    def remarks(self) -> list[tuple[str, str]]:
        return [(cell.column.heading, note) for cell in self.row.cells for note in cell.remarks]

    @property
    def admitted(self) -> Counted | None:
        return next((cell.counted for cell in self.cells if cell.column.code == ADMITTED), None)

    @property
    def year(self) -> str:
        found = self.admitted
        if found is None or (found.value is None and found.before == UNKNOWN):
            return ""
        return said(found.year)

    @property
    def target(self) -> str:
        return "" if self.row.target is None else grouped(self.row.target.amount)

    @property
    def target_amount(self) -> str:
        return "" if self.row.target is None else str(self.row.target.amount)

    @property
    def target_before(self) -> str:
        """Of a window longer than the year; the year's own target needs none."""
        target = self.row.target
        if target is None or target.is_of_year:
            return ""
        return _ends(target.before or UNKNOWN)

    @property
    def percent(self) -> str:
        target, found = self.row.target, self.admitted
        if target is None or found is None:
            return ""
        reached = found.of_target(target)
        percent = percent_of(reached, target.amount)
        return "" if percent is None or reached == UNKNOWN else said(percent, 2, "%")


@dataclass(frozen=True, slots=True)
class PageSum:
    """The foot of one column."""

    column: Column
    amount: str
    of_units: str
    remainder: str
    is_above: bool


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
        lock = self.sheet.lock or row.lock
        heading = self._heading(row)
        return PageRow(
            row=row,
            heading=heading,
            cells=tuple(self._cells(row, heading)),
            findings=tuple(self._said(row.pk)),
            collisions=tuple(self._collisions(row)),
            lock=row.lock,
            refused=self.typed.outcome.locked.get(row.pk, ""),
            writable=self.typed.may_write and not lock,
            chosen=str(row.pk) in self.typed.chosen,
        )

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
            text, was = (kept.text, kept.was) if kept else (_box(cell.value), cell.value)
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
                Counted(_number(text), cumulative, self._before(row, cell.column)),
                _box(cell.previous),
                _box(cell.last_year),
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


def heading_on_record(row: SheetRow) -> Heading:
    is_provisional = row.report.finality == Finality.PROVISIONAL
    return Heading(row.report.standing, row.cumulative, is_provisional)


def state_words() -> dict[str, str]:
    return {state: str(word) for state, word in WORDS.items()}


def _asks(row: TypedRow) -> bool:
    return row.heading != row.was or any(cell.is_touched for cell in row.cells.values())


def _box(value: int | None) -> str:
    return "" if value is None else grouped(value)


def _number(text: str) -> int | None:
    try:
        return number_of(text)
    except ValidationError:
        return None


def _ends(value: Interval) -> str:
    """For the scripts: low and high, the second empty where it is open."""
    return f"{_plain(value.low)} {'' if value.high is None else _plain(value.high)}"


def _plain(end: Fraction) -> str:
    return str(end.numerator) if end.denominator == 1 else str(float(end))
