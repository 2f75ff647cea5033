"""What cannot be saved, one plain function a rule."""

from __future__ import annotations

from django.utils.translation import gettext as _

from recruitment.models.rules import outside_life, part_above_whole
from recruitment.progress.qualifiers import Qualifier
from recruitment.wording import numbers

from .findings import Column, Finding, RowFacts, SheetFacts
from .judgement_units import compared
from .judgement_words import days, error, in_words, number

EXACT = Qualifier.EXACT.value
PART_ABOVE_WHOLE = "part_above_whole"


def negative(_sheet: SheetFacts, row: RowFacts, column: Column) -> Finding | None:
    """Nothing that is counted is below 0."""
    value = row.values.get(column.code)
    if value is None or value >= 0:
        return None
    said = _("“%(text)s” is below 0. Write 0 or more.") % {"text": value}
    return error(row, column, "negative", said)


def in_silent_row(_sheet: SheetFacts, row: RowFacts, column: Column) -> Finding | None:
    """A number in a row that says that it has none."""
    value = row.values.get(column.code)
    if row.reported or value is None:
        return None
    return silent_row(row.committee, row.name, column, value)


def silent_row(committee: int, name: str, column: Column, value: int | None) -> Finding:
    """The finding about a number in a row marked as not reported or not applicable."""
    said = _(
        "%(value)s stands in a row that is marked as not reported or not applicable. Empty "
        "the row, or mark it as reported."
    ) % {"value": numbers.number(value or 0)}
    row = RowFacts(committee, name, values={column.code: value})
    return error(row, column, "silent_row", said)


def beyond_life(sheet: SheetFacts, row: RowFacts, column: Column) -> Finding | None:
    """The committee did not exist on any day of the figure."""
    value = row.values.get(column.code)
    if value is None:
        return None
    spoken_of = days(sheet, row, column)
    problem = outside_life(row.name, row.life, spoken_of.start, spoken_of.end)
    if problem is None:
        return None
    said = f"{numbers.number(value)}. {in_words(problem)}"
    return error(row, column, "outside_life", said)


def above_whole(sheet: SheetFacts, row: RowFacts, column: Column) -> Finding | None:
    """A category above the total of its row."""
    part = number(row, column)
    for whole in sheet.columns:
        most = number(row, whole)
        if whole.code != column.whole or part is None or most is None:
            continue
        problem = part_above_whole((part, EXACT), (most, EXACT), column.heading, whole.heading)
        if problem:
            return error(row, column, PART_ABOVE_WHOLE, in_words(problem))
    return None


def below_units(sheet: SheetFacts, column: Column) -> Finding | None:
    """A committee that is the sum of its units has less than their final figures add up to."""
    found = compared(sheet, column, final_only=True)
    if found is None or not found.own.aggregates or found.sum <= found.own_number:
        return None
    said = (
        _(
            "%(value)s is less than the final figures of the subordinate units add up to, %(sum)s "
            "(%(count)s units). Correct this figure, or those of the units."
        )
        % found.words
    )
    return error(found.own, column, "below_units", said)


CELL_ERRORS = (negative, in_silent_row, beyond_life, above_whole)
