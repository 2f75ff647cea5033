"""From numbers to one word, by fixed tables.

Each table takes one value of everything; ``settled`` joins the answers of every combination
of ends. An open end is tried as infinity.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction
from math import inf
from typing import TypeAlias

from .pace import Clock

TOO_EARLY_SHARE = Fraction(1, 10)
Value: TypeAlias = Fraction | float


class Status(StrEnum):
    EXCEEDED = "exceeded"
    ACHIEVED = "achieved"
    NOT_ACHIEVED = "not_achieved"
    ON_PACE = "on_pace"
    BEHIND = "behind"
    TOO_EARLY = "too_early"
    UNDETERMINED = "undetermined"
    NO_FIGURES = "no_figures"
    CANNOT_COMPUTE = "cannot_compute"
    NO_TARGET = "no_target"


class Depends(StrEnum):
    """What would have to be known for an undetermined status to be decided."""

    AMOUNT = "amount"
    TARGET = "target"
    DATES = "dates"
    BASE = "base"
    MISSING_DAYS = "missing_days"
    SINGLE_YEARS = "single_years"


def at_end(value: Fraction | None) -> Value:
    """An end of an interval as a number to try: an open one is infinite."""
    return inf if value is None else value


def count_status(admitted: Value, aim: Fraction, upper: Fraction | None, clock: Clock) -> Status:
    """The status of a count goal, first line that applies.

    ``upper`` is a band's high end (None: the aim itself is what is exceeded). With missing
    days a target that is not reached at the end may have been reached all the same.
    """
    if admitted > (aim if upper is None else upper):
        return Status.EXCEEDED
    if admitted >= aim:
        return Status.ACHIEVED
    if clock.ended:
        return Status.UNDETERMINED if clock.gap else Status.NOT_ACHIEVED
    if clock.covered < TOO_EARLY_SHARE:
        return Status.TOO_EARLY
    if admitted >= (aim * clock.covered).__floor__():
        return Status.ON_PACE
    return Status.BEHIND


def rate_status(rate: Value, low: Fraction, high: Fraction | None, *, ended: bool) -> Status:
    """The status of a rate goal; ``high`` None for a floor. All in percent a year."""
    if not ended:
        return Status.ON_PACE if rate >= low else Status.BEHIND
    if rate < low:
        return Status.NOT_ACHIEVED
    return Status.EXCEEDED if high is not None and rate > high else Status.ACHIEVED


def average_total_status(
    average: Value, aim: Fraction, upper: Fraction | None, *, ended: bool
) -> Status:
    """The status of the average a year against a yearly total.

    A last year that has not ended leaves an average below the target merely behind.
    """
    if average > (aim if upper is None else upper):
        return Status.EXCEEDED
    if average >= aim:
        return Status.ACHIEVED
    return Status.NOT_ACHIEVED if ended else Status.BEHIND


def average_floor_status(admitted: Value, floor: Fraction, whole_years: int) -> Status:
    """The status of several years together against a floor for each of them.

    Fewer admissions than the floors of the whole years add up to: at least one year failed.
    Otherwise each single year may have failed or not.
    """
    if admitted < floor * whole_years:
        return Status.NOT_ACHIEVED
    return Status.UNDETERMINED


def settled(statuses: Iterable[Status]) -> Status:
    """One status for every combination of ends."""
    found = set(statuses)
    if len(found) == 1:
        return found.pop()
    if found == {Status.EXCEEDED, Status.ACHIEVED}:
        return Status.ACHIEVED
    return Status.UNDETERMINED
