"""The figures behind a locality's page as one table: goals, figures, stated results.

One row generator for every format of ``data``; a cell without a value is empty, never 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext, pgettext

from recruitment.charts.spec import Cell, Column, Table
from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    MembershipCount,
    OrganisationCount,
    StatedResult,
)
from recruitment.progress.counts import Finality
from recruitment.progress.intervals import Interval, Number, rounded, rounded_beside
from recruitment.progress.qualifiers import Qualifier, interval_of
from recruitment.progress.stated import Check
from recruitment.progress.targets import Kind
from recruitment.progress.verdicts import StatedKind
from recruitment.reports.locality import LocalityReport
from recruitment.reports.rows import FigureRow, GoalRow
from recruitment.wording.labels import BASIS, FINALITY, QUALIFIER, SENSE, WINDOW_BASIS

from .plain import PERCENT_DECIMALS, TARGET_DECIMALS
from .plain_figures import FigureModel, dates

EMPTY = Cell("")
CLASSES = {ActivityCount.Activity.AWARENESS_CLASS, ActivityCount.Activity.NEW_MEMBER_CLASS}


def columns() -> tuple[Column, ...]:
    return (
        Column(pgettext("data file", "Row")),
        Column(pgettext("data file", "Content")),
        Column(pgettext("data file", "From")),
        Column(pgettext("data file", "To")),
        Column(pgettext("data file", "Basis")),
        Column(pgettext("data file", "Value"), numeric=True),
        Column(pgettext("data file", "At least"), numeric=True),
        Column(pgettext("data file", "At most"), numeric=True),
        Column(pgettext("data file", "Qualifier")),
        Column(pgettext("data file", "Unit")),
        Column(pgettext("data file", "Finality")),
        Column(pgettext("data file", "Result, at least"), numeric=True),
        Column(pgettext("data file", "Result, at most"), numeric=True),
        Column(pgettext("data file", "Unit of the result")),
        Column(pgettext("data file", "Status or verdict")),
        Column(pgettext("data file", "Used")),
        Column(pgettext("data file", "Source")),
        Column(pgettext("data file", "Source's address name")),
        Column(pgettext("data file", "Note")),
    )


def data_table(report: LocalityReport) -> Table:
    """Every row of the report, in the order of the page."""
    return Table(columns(), tuple(_rows(report)))


def _rows(report: LocalityReport) -> Iterator[tuple[Cell, ...]]:
    for goal in (*report.goals, *report.references):
        yield _goal(goal)
    for row in report.figures:
        if isinstance(row.row, StatedResult):
            if row.check:
                yield _stated(row, row.row, row.check)
        else:
            yield _figure(row, row.row)


def _goal(row: GoalRow) -> tuple[Cell, ...]:
    """A goal: the number is what is aimed at, the result how much of it is attained."""
    goal, target = row.goal, row.goal.target
    window = goal.tiling.span if goal.average and goal.tiling else goal.window
    rate = target.kind is Kind.RATE
    admitted = gettext("admitted: %(number)s") % {"number": row.admitted} if goal.tiling else ""
    to = gettext("to %(day)s") % {"day": row.as_of} if row.as_of else ""
    return (
        Cell(pgettext("data file", "Target")),
        Cell(row.title),
        _day(window.start),
        _day(window.end),
        Cell(str(WINDOW_BASIS[target.window_basis])),
        _number(target.low, TARGET_DECIMALS) if target.low == target.high else EMPTY,
        _number(target.low, TARGET_DECIMALS),
        _number(target.high, TARGET_DECIMALS),
        Cell(f"{SENSE[target.sense]}; {BASIS[target.basis]}"),
        Cell(
            pgettext("data file", "percent of the members a year")
            if rate
            else pgettext("data file", "persons")
        ),
        EMPTY,
        *_ends(goal.percent, PERCENT_DECIMALS, goal.marks),
        Cell(
            pgettext("data file", "percent of the members a year")
            if rate
            else pgettext("data file", "percent of the target")
        ),
        Cell(str(row.status.word)),
        EMPTY,
        Cell(row.source.name),
        Cell(row.source.slug),
        _note(row.document, admitted, to, *row.notes),
    )


def _figure(row: FigureRow, model: FigureModel) -> tuple[Cell, ...]:
    qualifier = Qualifier(model.qualifier)
    return (
        Cell(pgettext("data file", "Figure")),
        *_content_and_days(row),
        Cell(row.stated, model.value),
        *_ends(interval_of(model.value, qualifier)),
        Cell(str(QUALIFIER[qualifier])),
        Cell(_unit(model)),
        Cell(str(FINALITY[Finality(model.finality)])),
        EMPTY,
        EMPTY,
        EMPTY,
        Cell(str(row.verdict.word)),
        Cell(pgettext("data file", "yes") if row.used else pgettext("data file", "no")),
        *_source_and_note(row),
    )


def _stated(row: FigureRow, model: StatedResult, check: Check) -> tuple[Cell, ...]:
    """A printed result: the number is the source's, the result ours."""
    value = rounded(Fraction(model.value), model.decimals)
    return (
        Cell(pgettext("data file", "Stated result")),
        *_content_and_days(row),
        Cell(row.stated, value),
        EMPTY,
        EMPTY,
        Cell(model.get_qualifier_display()),
        Cell(_unit_of_result(check.stated.kind)),
        EMPTY,
        *_ends(check.computed, PERCENT_DECIMALS),
        Cell(_unit_of_result(check.stated.kind)),
        Cell(str(row.verdict.word)),
        EMPTY,
        *_source_and_note(row),
    )


def _content_and_days(row: FigureRow) -> Iterator[Cell]:
    days = dates(row.row)
    inferred = days["dates"] == "inferred"
    yield Cell(row.content)
    yield _day(days["from"])
    yield _day(days["to"])
    yield Cell(pgettext("data file", "inferred") if inferred else pgettext("data file", "stated"))


def _source_and_note(row: FigureRow) -> Iterator[Cell]:
    yield Cell(row.source.name)
    yield Cell(row.source.slug)
    yield _note(row.note, row.period_note)


def _unit(model: FigureModel) -> str:
    match model:
        case AdmissionCount() | MembershipCount():
            return pgettext("data file", "persons")
        case ActivityCount():
            return (
                pgettext("data file", "classes")
                if model.activity in CLASSES
                else pgettext("data file", "persons")
            )
        case OrganisationCount():
            return pgettext("data file", "organisations")


def _unit_of_result(kind: StatedKind) -> str:
    match kind:
        case StatedKind.PERCENT_OF_TARGET | StatedKind.OVER_PERCENT:
            return pgettext("data file", "percent of the target")
        case StatedKind.OVER_PERSONS:
            return pgettext("data file", "persons")
        case StatedKind.OVER_POINTS:
            return pgettext("data file", "percentage points")
        case StatedKind.AVERAGE_PER_YEAR:
            return pgettext("data file", "persons a year")
        case StatedKind.RATE_PER_YEAR:
            return pgettext("data file", "percent of the members a year")


def _day(day: date | None) -> Cell:
    return Cell(day.isoformat(), day) if day else EMPTY


def _number(value: Number | None, decimals: int = 0, marks: Sequence[Number] = ()) -> Cell:
    if value is None:
        return EMPTY
    shown = rounded_beside(value, marks, decimals)
    whole = shown == int(shown)
    return Cell(str(shown), int(shown) if whole else shown.normalize())


def _ends(
    value: Interval | None, decimals: int = 0, marks: Sequence[Number] = ()
) -> tuple[Cell, Cell]:
    """Both ends; an open one is empty."""
    if value is None:
        return EMPTY, EMPTY
    return _number(value.low, decimals, marks), _number(value.high, decimals, marks)


def _note(*parts: str) -> Cell:
    return Cell("; ".join(part.removesuffix(".") for part in parts if part))
