"""How a finding is worded, and the numbers of a row that rules compare."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from recruitment.progress.periods import Period
from recruitment.wording import numbers

from .cells import year_to
from .findings import Column, Finding, Level, RowFacts, SheetFacts


def in_place(row: RowFacts, column: Column, said: str) -> str:
    """What is said, after the row and the column that it is about."""
    return _("%(name)s, %(column)s: %(said)s") % {
        "name": row.name,
        "column": column.heading,
        "said": said,
    }


def error(row: RowFacts, column: Column, rule: str, said: str) -> Finding:
    value = row.values.get(column.code)
    return Finding(
        Level.ERROR, rule, row.committee, column.code, value, in_place(row, column, said)
    )


def warning(row: RowFacts, column: Column, rule: str, said: str) -> Finding:
    """A warning; its last sentence is how it is answered."""
    value = row.values.get(column.code)
    text = in_place(row, column, f"{said} {_('If it is right, confirm it and say why.')}")
    return Finding(Level.WARNING, rule, row.committee, column.code, value, text)


def in_words(problem: ValidationError) -> str:
    return " ".join(problem.messages)


def number(row: RowFacts, column: Column) -> int | None:
    """The cell's number where it can be compared: exact, or typed just now."""
    if column.code in row.inexact - row.typed:
        return None
    return row.values.get(column.code)


def days(sheet: SheetFacts, row: RowFacts, column: Column) -> Period:
    """The days that the row's figure of a column speaks of."""
    if not column.flows:
        return Period(sheet.period.end, sheet.period.end)
    return year_to(sheet.period) if row.cumulative else sheet.period


def before_quarter(sheet: SheetFacts, row: RowFacts, column: Column) -> int | None:
    """What was counted of the year before the quarter, where that is known exactly."""
    if (sheet.period.start.month, sheet.period.start.day) == (1, 1):
        return 0
    known = row.before.get(column.code)
    return int(known.low) if known is not None and known.is_exact else None


def of_quarter(sheet: SheetFacts, row: RowFacts, column: Column) -> int | None:
    """The quarter's number: as entered, or implied by a cumulative one; None where unknown."""
    value = number(row, column)
    if value is None or not (column.flows and row.cumulative):
        return value
    before = before_quarter(sheet, row, column)
    return None if before is None or before > value else value - before


def of_year(sheet: SheetFacts, row: RowFacts, column: Column) -> int | None:
    """The number from 1 January to the quarter's end; None where unknown."""
    value = number(row, column)
    if value is None or not column.flows or row.cumulative:
        return value
    before = before_quarter(sheet, row, column)
    return None if before is None else before + value


def shown(sheet: SheetFacts, row: RowFacts, column: Column) -> str:
    """The cell's number, with what it means for the quarter where it is cumulative."""
    value = numbers.number(row.values[column.code] or 0)
    quarter = of_quarter(sheet, row, column)
    if quarter is None or not (column.flows and row.cumulative):
        return value
    return _("%(value)s (%(quarter)s in the quarter)") % {
        "value": value,
        "quarter": numbers.number(quarter),
    }
