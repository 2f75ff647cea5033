"""The rules of entry together: the same for sheet, form, workbook and command.

Plain values in, findings out; nothing is asked of the database. docs/rules.md says for clerks
what each rule means and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.core.exceptions import ValidationError

from . import typed
from .findings import Column, Finding, RowFacts, SheetFacts
from .judgement_errors import CELL_ERRORS, PART_ABOVE_WHOLE, below_units, silent_row
from .judgement_warnings import (
    CELL_WARNINGS,
    SAME_EVERYWHERE,
    same_everywhere,
    units_above_own,
)
from .judgement_words import error, in_words

__all__ = ["ACROSS", "PART_ABOVE_WHOLE", "SAME_EVERYWHERE", "judge", "read_cell", "silent_row"]

# The rules that a cell of another row of the same column may have caused.
ACROSS = frozenset({"below_units", "units_above_own", SAME_EVERYWHERE})


def judge(sheet: SheetFacts) -> list[Finding]:
    """Everything that is wrong or likely to be: row by row, then what concerns several rows.

    Errors are found in every filled cell; warnings only where a cell was typed just now, and
    of a cell the most specific one.
    """
    by_row = [found for row in sheet.rows for found in _of_row(sheet, row)]
    return [*by_row, *(found for column in sheet.columns for found in _of_column(sheet, column))]


def read_cell(
    committee: int, name: str, column: Column, text: str
) -> tuple[int | None, Finding | None]:
    """The number typed into a cell, None for an empty one; or the finding that it is none."""
    if not typed.tidy(text):
        return None, None
    try:
        return typed.whole_number(text), None
    except ValidationError as problem:
        row = RowFacts(committee, name)
        return None, error(row, column, str(problem.code), in_words(problem))


def _of_row(sheet: SheetFacts, row: RowFacts) -> Iterator[Finding]:
    for column in sheet.columns:
        errors = [found for rule in CELL_ERRORS if (found := rule(sheet, row, column))]
        yield from errors
        if column.code in row.typed and not errors:
            warnings = (rule(sheet, row, column) for rule in CELL_WARNINGS)
            yield from islice(filter(None, warnings), 1)


def _of_column(sheet: SheetFacts, column: Column) -> Iterator[Finding]:
    units = below_units(sheet, column) or units_above_own(sheet, column)
    yield from filter(None, (units, same_everywhere(sheet, column)))
