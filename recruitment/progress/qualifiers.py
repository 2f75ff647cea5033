"""How sure a printed number is, and the values it leaves open."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from .intervals import Interval

ABOUT_SHARE = Fraction(1, 20)


class Qualifier(StrEnum):
    """The word beside a number."""

    EXACT = "exact"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    ROUNDED = "rounded"
    ABOUT = "about"


def last_digit_unit(value: int) -> int:
    """The place value of the last digit that is not 0: 1.000 for 14.000, 1 for 238; 1 for 0."""
    unit = 1
    while value and value % (unit * 10) == 0:
        unit *= 10
    return unit


def interval_of(value: int, qualifier: Qualifier) -> Interval:
    """Every whole number that a stated figure may stand for.

    More than n is n+1 and up; at least n is n and up; rounded is half a unit of the last
    digit that is not 0 to either side; about is 5 % to either side.
    """
    match qualifier:
        case Qualifier.EXACT:
            return Interval.exact(value)
        case Qualifier.MORE_THAN:
            return Interval.between(value + 1, None)
        case Qualifier.AT_LEAST:
            return Interval.between(value, None)
        case Qualifier.ROUNDED:
            half = last_digit_unit(value) // 2
            return Interval.between(max(0, value - half), max(value, value + half - 1))
        case Qualifier.ABOUT:
            spread = value * ABOUT_SHARE
            return Interval.between(-((spread - value).__floor__()), (value + spread).__floor__())


def reading_of(value: int, qualifier: Qualifier) -> Interval:
    """What a figure is taken for when a status is decided, and only then.

    An officer who writes "more than 500" would have written "more than 600" of 612: an open
    "more than" is read as ending just below the next step of its last digit that is not 0.
    "At least" stays open, and so does more than 0, which has no such digit.
    """
    interval = interval_of(value, qualifier)
    if qualifier is not Qualifier.MORE_THAN or value == 0:
        return interval
    return Interval.between(value + 1, max(value + 1, value + last_digit_unit(value) - 1))
