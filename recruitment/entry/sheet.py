"""A quarterly sheet as it is shown: every row and cell with what helps to fill it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from recruitment.models import Audience, Committee, EntryWindow, Remark, ReportingPeriod, Return
from recruitment.progress.intervals import Interval
from recruitment.progress.periods import ONE_DAY, Period, calendar_year
from recruitment.progress.targets import Cadence, Kind, Target
from recruitment.progress.tiling import of_category, tile
from recruitment.queries.material import Material, material
from recruitment.queries.scope import Scope

from .cells import Grid, load_grid
from .facts import load_facts
from .findings import Column, RowFacts
from .locks import life_lock, return_lock, window_lock
from .roll import Roll

# Where the history of a row (newest first) holds the quarter before, and that of last year.
PREVIOUS, LAST_YEAR = 0, 3


@dataclass(frozen=True, slots=True)
class SheetCell:
    """``state`` is that of the figure on record, empty where there is none."""

    column: Column
    value: int | None
    state: str
    previous: int | None
    last_year: int | None
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetOfRow:
    """What the row's percent is taken of: the target, and what its window held before.

    ``before`` is None where nothing of the window is on record before the quarter.
    """

    amount: int
    is_of_year: bool
    window: Period
    before: Interval | None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """``before`` is what is on record from 1 January to the quarter's first day."""

    committee: Committee
    is_own: bool
    report: Return
    cumulative: bool
    lock: str
    cells: tuple[SheetCell, ...]
    before: Mapping[str, Interval]
    target: TargetOfRow | None

    @property
    def pk(self) -> int:
        return self.committee.pk


@dataclass(frozen=True, slots=True)
class Sheet:
    """``lock`` keeps all rows from being written; each row may have one of its own."""

    committee: Committee
    quarter: ReportingPeriod
    window: EntryWindow | None
    lock: str
    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]
    may_be_cumulative: bool

    @property
    def days(self) -> Period:
        return Period(self.quarter.starts_on, self.quarter.ends_on)

    @property
    def own(self) -> SheetRow | None:
        return next((row for row in self.rows if row.is_own), None)

    @property
    def units(self) -> tuple[SheetRow, ...]:
        return tuple(row for row in self.rows if not row.is_own)


def roll_of(committee: Committee, quarter: ReportingPeriod) -> Roll:
    """The committee and the units right below it that lived on some day of the quarter. 1 query."""
    units = committee.children.in_vietnamese_order()
    alive = [unit for unit in units if not life_lock(unit, quarter)]
    return Roll(committee, tuple(alive))


def open_sheet(roll: Roll, quarter: ReportingPeriod, today: date) -> Sheet:
    """The sheet of ``roll.own``: at most 20 queries, however many units."""
    if roll.own is None:
        raise ValueError("a sheet belongs to a committee")
    ids = [committee.pk for committee in roll.all]
    window = EntryWindow.objects.filter(period=quarter).first()
    reports = _reports(ids, quarter)
    remarks = _remarks(reports.values())
    grid = load_grid(ids, quarter)
    facts = load_facts(roll.all, grid.days, grid.columns)
    found = material(roll.all, Scope(Audience.PREVIEW))
    rows = []
    for committee in roll.all:
        report = reports.get(committee.pk) or Return(committee=committee, period=quarter)
        cumulative = report.cumulative if report.pk else grid.is_cumulative(committee.pk)
        rows.append(
            SheetRow(
                committee=committee,
                is_own=committee == roll.own,
                report=report,
                cumulative=cumulative,
                lock=life_lock(committee, quarter) or return_lock(report),
                cells=tuple(_cells(grid, facts[committee.pk], cumulative, remarks)),
                before=facts[committee.pk].before,
                target=_target(found, committee, grid.days),
            )
        )
    return Sheet(
        roll.own,
        quarter,
        window,
        window_lock(window, today),
        grid.columns,
        tuple(rows),
        grid.may_be_cumulative,
    )


def _reports(committees: Iterable[int], quarter: ReportingPeriod) -> dict[int, Return]:
    """The return of each committee that has begun one."""
    found = Return.objects.filter(committee_id__in=committees, period=quarter)
    return {row.committee_id: row for row in found.select_related("submitted_by", "decided_by")}


def _remarks(reports: Iterable[Return]) -> dict[tuple[int, str], list[str]]:
    """What was noted beside a cell, by committee and column."""
    remarks: dict[tuple[int, str], list[str]] = {}
    for remark in Remark.objects.filter(report__in=reports).select_related("report"):
        remarks.setdefault((remark.report.committee_id, remark.column), []).append(remark.note)
    return remarks


def _cells(
    grid: Grid, facts: RowFacts, cumulative: bool, remarks: Mapping[tuple[int, str], list[str]]
) -> Iterable[SheetCell]:
    for column in grid.columns:
        cell = grid.cell(facts.committee, column, cumulative=cumulative)
        shown = cell.value is not None and cell.newest is not None
        history = facts.history.get(column.code, ())
        yield SheetCell(
            column,
            cell.value,
            cell.newest.state if shown and cell.newest else "",
            history[PREVIOUS] if len(history) > PREVIOUS else None,
            history[LAST_YEAR] if len(history) > LAST_YEAR else None,
            tuple(remarks.get((facts.committee, column.code), ())),
        )


def _target(found: Material, committee: Committee, quarter: Period) -> TargetOfRow | None:
    """The year's own target for everyone admitted, else that of the window around the quarter."""
    own = [
        target
        for target in found.targets[committee.pk]
        if target.kind is Kind.COUNT
        and target.category == "total"
        and not target.inherits
        and target.window.contains(quarter)
    ]
    target = min(own, key=lambda each: (_window(each, quarter).days, each.id), default=None)
    if target is None:
        return None
    window = _window(target, quarter)
    before = None
    if window.start < quarter.start:
        counts = of_category(found.counts[committee.pk], "total")
        tiling = tile(Period(window.start, quarter.start - ONE_DAY), counts)
        if tiling:
            is_whole = tiling.covered_days == tiling.window.days
            before = tiling.counted if is_whole else tiling.counted.opened()
    else:
        before = Interval.exact(0)
    return TargetOfRow(int(target.low), window == calendar_year(quarter.start.year), window, before)


def _window(target: Target, quarter: Period) -> Period:
    """The days that the target is for: a year's target holds for each calendar year."""
    if target.cadence is Cadence.YEAR:
        return calendar_year(quarter.start.year)
    return target.window
