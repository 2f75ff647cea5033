"""What is likely to be wrong, one plain function a rule: saved once somebody says it is right.

The numbers below are conventions, written down in docs/rules.md.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from recruitment.wording import numbers

from .findings import Column, Finding, RowFacts, SheetFacts
from .judgement_units import compared
from .judgement_words import before_quarter, number, of_quarter, shown, warning

# Earlier quarters with a number, from which on they say what is usual.
ENOUGH_QUARTERS = 4
# Far above: more than this many times the largest, and by at least this many.
TIMES = 3
AT_LEAST_ABOVE = 5
# Far below is spoken of only where the smallest is at least this.
SMALLEST = 3
# Members change slowly: by this share and this many from the latest is far.
PERCENT_OF_MEMBERS = 20
AT_LEAST_MEMBERS = 10
# Units with one and the same number.
ENOUGH_UNITS = 4
SAME_EVERYWHERE = "same_everywhere"


def looks_periodic(_sheet: SheetFacts, row: RowFacts, column: Column) -> Finding | None:
    """A cumulative number equal to the quarter's own, though something was counted before."""
    value, before = number(row, column), row.before.get(column.code)
    if not (column.flows and row.cumulative) or value is None or before is None:
        return None
    if value == 0 or before.low <= 0 or row.periodic.get(column.code) != value:
        return None
    said = _(
        "%(value)s is the figure of this quarter alone, while %(before)s were counted earlier "
        "in the year. Enter the number since 1 January, or enter this one for the quarter."
    ) % {"value": numbers.number(value), "before": numbers.between_in_words(before)}
    return warning(row, column, "looks_periodic", said)


def falls(_sheet: SheetFacts, row: RowFacts, column: Column) -> Finding | None:
    """A cumulative number below what is on record of the year already."""
    value, before = number(row, column), row.before.get(column.code)
    if not (column.flows and row.cumulative) or value is None or before is None:
        return None
    if value >= before.low:
        return None
    said = _(
        "%(value)s since 1 January is less than what was counted before this quarter, "
        "%(before)s. Check both, or enter it for the quarter alone."
    ) % {"value": numbers.number(value), "before": numbers.between_in_words(before)}
    return warning(row, column, "falls", said)


def looks_cumulative(sheet: SheetFacts, row: RowFacts, column: Column) -> Finding | None:
    """A number of the quarter that would be usual as the number since 1 January.

    It is what came before plus the quarter's figure on record; or it is above every earlier
    quarter, while what is left after taking away what came before is usual.
    """
    value, before = number(row, column), before_quarter(sheet, row, column)
    if not column.flows or row.cumulative or value is None or not before:
        return None
    rest = value - before
    past = earlier(row, column)
    usual = len(past) >= ENOUGH_QUARTERS and value > max(past) and min(past) <= rest <= max(past)
    if rest < 0 or not (usual or rest == row.periodic.get(column.code)):
        return None
    said = _(
        "%(value)s looks like the number since 1 January: %(before)s were counted before this "
        "quarter, which leaves %(rest)s. Enter it as cumulative, or enter %(rest)s."
    ) % {
        "value": numbers.number(value),
        "before": numbers.number(before),
        "rest": numbers.number(rest),
    }
    return warning(row, column, "looks_cumulative", said)


def zero_unusual(sheet: SheetFacts, row: RowFacts, column: Column) -> Finding | None:
    """Nothing, where every earlier quarter had something."""
    past = earlier(row, column)
    if of_quarter(sheet, row, column) != 0 or len(past) < ENOUGH_QUARTERS or min(past) == 0:
        return None
    said = _(
        "%(value)s is unusual: each of the %(count)s earlier quarters had some (%(low)s to "
        "%(high)s). If nothing was reported, empty the cell or mark the row as not reported."
    ) % {"value": shown(sheet, row, column), **_spread(past)}
    return warning(row, column, "zero_unusual", said)


def far_from_history(sheet: SheetFacts, row: RowFacts, column: Column) -> Finding | None:
    """Far from what the committee itself had before."""
    value, past = of_quarter(sheet, row, column), earlier(row, column)
    if value is None or not past:
        return None
    if not column.flows:
        return _members_far(row, column, value, past[0])
    if len(past) < ENOUGH_QUARTERS:
        return None
    above = value > TIMES * max(past) and value - max(past) >= AT_LEAST_ABOVE
    below = min(past) >= SMALLEST and TIMES * value < min(past)
    if not (above or below):
        return None
    said = _(
        "%(value)s is far from the %(count)s earlier quarters (%(low)s to %(high)s). Check the "
        "number."
    ) % {"value": shown(sheet, row, column), **_spread(past)}
    return warning(row, column, "far_from_history", said)


def _members_far(row: RowFacts, column: Column, value: int, latest: int) -> Finding | None:
    change = abs(value - latest)
    if change < AT_LEAST_MEMBERS or 100 * change <= PERCENT_OF_MEMBERS * latest:
        return None
    said = _(
        "%(value)s differs by more than %(share)s from the latest number on record, %(latest)s. "
        "Check the number."
    ) % {
        "value": numbers.number(value),
        "share": numbers.percent(PERCENT_OF_MEMBERS),
        "latest": numbers.number(latest),
    }
    return warning(row, column, "far_from_history", said)


def units_above_own(sheet: SheetFacts, column: Column) -> Finding | None:
    """The units add up to more than the committee's own figure; where it is an error, see there."""
    found = compared(sheet, column)
    if found is None or found.sum <= found.own_number:
        return None
    if not any(column.code in row.typed for row in (found.own, *found.units)):
        return None
    said = (
        _(
            "%(value)s is less than the subordinate units add up to, %(sum)s (%(count)s units). "
            "Check this figure and those of the units."
        )
        % found.words
    )
    return warning(found.own, column, "units_above_own", said)


def same_everywhere(sheet: SheetFacts, column: Column) -> Finding | None:
    """One and the same number typed for every unit."""
    typed = [unit for unit in sheet.units if column.code in unit.typed]
    filled = [unit for unit in typed if unit.values.get(column.code) is not None]
    values = {unit.values.get(column.code) for unit in filled}
    if len(filled) < ENOUGH_UNITS or len(values) != 1 or values == {0}:
        return None
    said = _(
        "%(value)s was typed in all %(count)s rows of this column. Check that one number was not "
        "copied down by mistake."
    ) % {
        "value": numbers.number(filled[0].values[column.code] or 0),
        "count": numbers.number(len(filled)),
    }
    return warning(filled[0], column, SAME_EVERYWHERE, said)


def earlier(row: RowFacts, column: Column) -> list[int]:
    """The numbers of earlier quarters that are known, newest first."""
    return [value for value in row.history.get(column.code, ()) if value is not None]


def _spread(past: list[int]) -> dict[str, str]:
    return {
        "count": numbers.number(len(past)),
        "low": numbers.number(min(past)),
        "high": numbers.number(max(past)),
    }


# The most specific first: of these, the first that speaks is the one that is said of a cell.
CELL_WARNINGS = (looks_periodic, falls, looks_cumulative, zero_unusual, far_from_history)
