"""The cells of a quarterly sheet: which figure on record each of them is.

A cell is a committee, a column and a way of counting (the quarter, or the year up to its end).
Its figures have the entry's source; the newest live version is the cell's value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.utils.translation import gettext

from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    Category,
    MembershipCount,
    PeriodKind,
    ReportingPeriod,
    Source,
    State,
)
from recruitment.models.periods import kinds_of
from recruitment.progress.periods import Period

from .findings import ADMITTED, MEMBERS, Column, Measure

Figure: TypeAlias = AdmissionCount | MembershipCount | ActivityCount
# Committee, column, whether it counts from 1 January. Members are never cumulative.
Key: TypeAlias = tuple[int, str, bool]

MODELS: Mapping[Measure, type[Figure]] = {
    Measure.ADMISSIONS: AdmissionCount,
    Measure.MEMBERS: MembershipCount,
    Measure.ACTIVITY: ActivityCount,
}
ACTIVITIES = (
    ActivityCount.Activity.AWARENESS_CLASS,
    ActivityCount.Activity.AWARENESS_PARTICIPANT,
)


def columns(categories: Iterable[Category]) -> tuple[Column, ...]:
    """The sheet's columns: admissions and their parts, members, awareness classes. No query."""
    parts = sorted(
        (row for row in categories if row.on_sheet and not row.is_total),
        key=lambda row: (row.order, row.code),
    )
    return (
        Column(ADMITTED, Measure.ADMISSIONS, gettext("Admitted"), category=Category.TOTAL),
        *(
            Column(
                f"{ADMITTED}-{row.code}",
                Measure.ADMISSIONS,
                str(row),
                category=row.code,
                whole=ADMITTED,
            )
            for row in parts
        ),
        Column(MEMBERS, Measure.MEMBERS, gettext("Members at the end"), category=Category.TOTAL),
        *(
            Column(code.value, Measure.ACTIVITY, str(code.label), activity=code.value)
            for code in ACTIVITIES
        ),
    )


def year_to(quarter: Period) -> Period:
    """From 1 January to the quarter's end; the quarter itself where it is the first."""
    return Period(date(quarter.start.year, 1, 1), quarter.end)


# How far a figure has come; of the figures of a row, the one that is least far tells.
WAY = (State.DRAFT, State.RETURNED, State.SUBMITTED, State.APPROVED)


def least_far(states: Iterable[str]) -> State | None:
    """How far figures have come together that belong to no return; None where there are none."""
    found = set(states)
    return next((state for state in WAY if state in found), None)


@dataclass(slots=True)
class Cell:
    """What is on record for one cell: its newest live version, and the approved one."""

    newest: Figure | None = None
    approved: Figure | None = None
    last_version: int = 0

    @property
    def value(self) -> int | None:
        if self.newest is None or self.newest.withdrawn:
            return None
        value: int = self.newest.value
        return value

    @property
    def was_sent_back(self) -> bool:
        return self.newest is not None and self.newest.state == State.RETURNED

    def take(self, row: Figure) -> None:
        """One more version of the cell."""
        self.last_version = max(self.last_version, row.version)
        if row.state == State.APPROVED:
            self.approved = row
        if row.state != State.SUPERSEDED and (
            self.newest is None or row.version > self.newest.version
        ):
            self.newest = row


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of some committees for one quarter, with what new rows of them need.

    ``year`` is the reporting period from 1 January on; None until somebody enters so, and in
    a first quarter, where it would be the quarter itself.
    """

    quarter: ReportingPeriod
    year: ReportingPeriod | None
    columns: tuple[Column, ...]
    categories: Mapping[str, Category]
    source: Source
    cells: Mapping[Key, Cell]

    @property
    def days(self) -> Period:
        return Period(self.quarter.starts_on, self.quarter.ends_on)

    @property
    def may_be_cumulative(self) -> bool:
        return self.days != year_to(self.days)

    def cell(self, committee: int, column: Column, *, cumulative: bool) -> Cell:
        key = (committee, column.code, cumulative and column.flows)
        return self.cells.get(key) or Cell()

    def values(self, committee: int, *, cumulative: bool) -> dict[str, int | None]:
        """The row of a committee as it is on record, by column."""
        return {
            column.code: self.cell(committee, column, cumulative=cumulative).value
            for column in self.columns
        }

    def is_cumulative(self, committee: int) -> bool:
        """Whether what is on record of a row that has no return yet counts from 1 January."""
        found = {
            key[2]
            for key, cell in self.cells.items()
            if key[0] == committee and cell.value is not None and key[1] != MEMBERS
        }
        return found == {True}

    def begun(self, committee: int) -> State | None:
        """How far the row of a committee has come whose figures came by a form or a workbook."""
        cumulative = self.is_cumulative(committee)
        cells = [self.cell(committee, column, cumulative=cumulative) for column in self.columns]
        return least_far(
            cell.newest.state for cell in cells if cell.newest and cell.value is not None
        )

    def column(self, code: str) -> Column:
        return next(column for column in self.columns if column.code == code)

    def blank(self, key: Key) -> Figure:
        """A new figure of the cell, not saved. The year's period must be there for its cells."""
        committee, code, cumulative = key
        column = self.column(code)
        period = self.year if cumulative else self.quarter
        if column.measure is Measure.MEMBERS:
            return MembershipCount(
                committee_id=committee,
                source=self.source,
                category=self.categories[column.category],
                on=self.quarter.ends_on,
            )
        if period is None:
            raise ValueError("the period from 1 January is not on record")
        if column.measure is Measure.ACTIVITY:
            return ActivityCount(
                committee_id=committee, source=self.source, period=period, activity=column.activity
            )
        return AdmissionCount(
            committee_id=committee,
            source=self.source,
            period=period,
            category=self.categories[column.category],
        )


def load_grid(committees: Collection[int], quarter: ReportingPeriod) -> Grid:
    """The cells on record: 6 queries, however many committees."""
    categories = {row.code: row for row in Category.objects.all()}
    source = Source.objects.get(slug=Source.ENTRY_SLUG)
    days = Period(quarter.starts_on, quarter.ends_on)
    whole = year_to(days)
    year = (
        ReportingPeriod.objects.filter(starts_on=whole.start, ends_on=whole.end).first()
        if whole != days
        else None
    )
    shown = columns(categories.values())
    by_what = {(column.measure, column.category or column.activity): column for column in shown}
    cells: dict[Key, Cell] = {}

    def take(column: Column | None, row: Figure, *, cumulative: bool) -> None:
        if column is not None:
            key = (row.committee_id, column.code, cumulative)
            cells.setdefault(key, Cell()).take(row)

    periods = [quarter.pk, *([year.pk] if year else [])]
    of_source = {"committee_id__in": committees, "source": source}
    for count in AdmissionCount.objects.filter(period_id__in=periods, **of_source).select_related(
        "category"
    ):
        column = by_what.get((Measure.ADMISSIONS, count.category.code))
        take(column, count, cumulative=count.period_id != quarter.pk)
    for activity in ActivityCount.objects.filter(period_id__in=periods, **of_source):
        column = by_what.get((Measure.ACTIVITY, activity.activity))
        take(column, activity, cumulative=activity.period_id != quarter.pk)
    for stock in MembershipCount.objects.filter(on=quarter.ends_on, **of_source).select_related(
        "category"
    ):
        take(by_what.get((Measure.MEMBERS, stock.category.code)), stock, cumulative=False)
    return Grid(quarter, year, shown, categories, source, cells)


def year_period(quarter: ReportingPeriod) -> ReportingPeriod:
    """The period from 1 January to the quarter's end, made where it is missing. 1–3 queries."""
    days = year_to(Period(quarter.starts_on, quarter.ends_on))
    kind = next(iter(kinds_of(days.start, days.end)))
    found, _made = ReportingPeriod.objects.get_or_create(
        starts_on=days.start,
        ends_on=days.end,
        defaults={"kind": kind or PeriodKind.OTHER},
    )
    return found
