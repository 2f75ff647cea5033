"""What was done to one row of a sheet: every cell and every step, who, when, by which door."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    Committee,
    Door,
    MembershipCount,
    ReportingPeriod,
    Return,
    State,
)

from .cells import Grid, load_grid
from .findings import Column, Measure

DELETED = "-"


@dataclass(frozen=True, slots=True)
class Line:
    """One change. ``column`` is empty where the whole row was moved a step on.

    ``old`` and ``new`` are numbers of a cell, None for an empty one; of a step they are the
    words of its states.
    """

    when: datetime
    who: str
    door: str
    column: str
    old: int | str | None
    new: int | str | None
    reason: str


@dataclass(slots=True)
class _Cell:
    """What a cell held so far, as its records are read in order."""

    value: int | None = None
    lines: list[Line] = field(default_factory=list)

    def read(self, record: Any, heading: str) -> None:
        """Records that change a state alone are part of a step of the row."""
        gone = record.withdrawn or record.history_type == DELETED
        if record.state == State.SUPERSEDED and not record.withdrawn:
            return
        value = None if gone else record.value
        if value != self.value:
            self.lines.append(_line(record, heading, self.value, value))
            self.value = value


def row_history(committee: Committee, quarter: ReportingPeriod) -> list[Line]:
    """The latest change first: 11 queries, however many changes."""
    grid = load_grid([committee.pk], quarter)
    lines = list(_steps(committee, quarter))
    for records, column_of in _records(committee, grid):
        cells: dict[tuple[str, bool], _Cell] = {}
        for record in records.select_related("history_user").order_by("history_date", "history_id"):
            column, cumulative = column_of(record)
            if column is None:
                continue
            heading = column.heading
            if cumulative:
                heading = gettext("%(column)s (since 1 January)") % {"column": heading}
            cells.setdefault((column.code, cumulative), _Cell()).read(record, heading)
        lines += [line for cell in cells.values() for line in cell.lines]
    return sorted(lines, key=lambda line: line.when, reverse=True)


def _records(committee: Committee, grid: Grid) -> Iterator[tuple[QuerySet[Any], Any]]:
    """The histories of the row's figures, and which column each record is of."""
    columns = {(each.measure, each.category or each.activity): each for each in grid.columns}
    codes = {category.pk: code for code, category in grid.categories.items()}
    mine = Q(committee_id=committee.pk, source_id=grid.source.pk)
    periods = Q(period_id__in=[row.pk for row in (grid.quarter, grid.year) if row])

    def by_category(record: Any) -> tuple[Column | None, bool]:
        found = columns.get((Measure.ADMISSIONS, codes.get(record.category_id, "")))
        return found, record.period_id != grid.quarter.pk

    def by_activity(record: Any) -> tuple[Column | None, bool]:
        found = columns.get((Measure.ACTIVITY, record.activity))
        return found, record.period_id != grid.quarter.pk

    def of_members(record: Any) -> tuple[Column | None, bool]:
        return columns.get((Measure.MEMBERS, codes.get(record.category_id, ""))), False

    yield AdmissionCount.history.filter(mine & periods), by_category
    yield ActivityCount.history.filter(mine & periods), by_activity
    yield MembershipCount.history.filter(mine, on=grid.quarter.ends_on), of_members


def _steps(committee: Committee, quarter: ReportingPeriod) -> Iterable[Line]:
    """The row as a whole: begun, sent, sent back, approved; and what it says of itself."""
    records = Return.history.filter(committee_id=committee.pk, period_id=quarter.pk)
    before = ""
    for record in records.select_related("history_user").order_by("history_date", "history_id"):
        now = _said(record)
        if now != before:
            yield _line(record, "", before or None, now)
        before = now


def _said(record: Any) -> str:
    words = [str(Return.State(record.state).label)]
    if record.standing != Return.Standing.REPORTED:
        words.append(str(Return.Standing(record.standing).label))
    if record.cumulative:
        words.append(gettext("since 1 January"))
    if record.revision > 1:
        words.append(gettext("revision %(number)s") % {"number": record.revision})
    return ", ".join(words)


def _line(record: Any, column: str, old: int | str | None, new: int | str | None) -> Line:
    return Line(
        when=record.history_date,
        who=str(record.history_user or ""),
        door=str(Door(record.door).label) if record.door else "",
        column=column,
        old=old,
        new=new,
        reason=record.history_change_reason or "",
    )
