"""The sheet that divides a committee's target of a year or a term among its units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from recruitment.models import Audience, Committee, Target
from recruitment.models.rules import outside_life
from recruitment.progress.periods import Period
from recruitment.queries.committees import stands
from recruitment.queries.scope import Scope

from .roll import Roll
from .target_before import Beside, beside, period_before
from .target_cells import Head, TargetCell, head_of, load_cells


def years(first: int, last: int) -> Period:
    """A year, or a term as it is named: 2020–2025 is from 1 January 2020 to 31 December 2025."""
    return Period(date(first, 1, 1), date(last, 12, 31))


@dataclass(frozen=True, slots=True)
class LastStep:
    """Who changed a target last, when, and why where they said so."""

    who: str
    when: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class TargetRow:
    committee: Committee
    is_own: bool
    cell: TargetCell
    last: LastStep | None
    beside: Beside

    @property
    def pk(self) -> int:
        return self.committee.pk


@dataclass(frozen=True, slots=True)
class TargetSheet:
    """``before`` is the year or the term before; None where no earlier term is on record."""

    committee: Committee
    stated: Period
    head: Head
    rows: tuple[TargetRow, ...]
    before: Period | None


def roll_of(committee: Committee, stated: Period) -> Roll:
    """The committee and the units right below it that lived on some day of it. One query."""
    units = committee.children.in_vietnamese_order()
    return Roll(committee, tuple(unit for unit in units if not life_lock(unit, stated)))


def life_lock(committee: Committee, stated: Period) -> str:
    """A committee that did not exist on any day of the period; empty where it did."""
    problem = outside_life(str(committee), committee.life, stated.start, stated.end)
    return " ".join(problem.messages) if problem else ""


def open_targets(roll: Roll, stated: Period) -> TargetSheet:
    """The sheet of ``roll.own``: at most 8 queries, however many units."""
    if roll.own is None:
        raise ValueError("a sheet belongs to a committee")
    cells = load_cells([committee.pk for committee in roll.all], stated)
    before = period_before(stated)
    _stands, found = stands(roll.all, Scope(Audience.PREVIEW))
    steps = last_steps(cells.values())
    rows = []
    for committee in roll.all:
        cell = cells[committee.pk]
        last = steps.get(cell.newest.pk) if cell.newest else None
        is_own = committee == roll.own
        rows.append(TargetRow(committee, is_own, cell, last, beside(found, committee, before)))
    return TargetSheet(roll.own, stated, head_of(cells.values(), stated), tuple(rows), before)


def last_steps(cells: Iterable[TargetCell]) -> dict[int, LastStep]:
    """The last change of each newest version, by its id. One query."""
    ids = [cell.newest.pk for cell in cells if cell.newest is not None]
    records = Target.history.filter(id__in=ids).select_related("history_user")
    return {
        record.id: LastStep(
            str(record.history_user or ""),
            record.history_date,
            record.history_change_reason or "",
        )
        for record in records.order_by("history_date", "history_id")
    }
