"""What a target must satisfy, one plain function a rule (see rules.py)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from recruitment.progress.targets import Basis, Kind, Sense

from .rules import Problem


def target_number(kind: str, low: Decimal | None, high: Decimal | None) -> Problem:
    """The ends as persons (count) or percent of members a year (rate)."""
    if low is None:
        return _refused(_("Give the number of the target."), "low_missing")
    ends = [end for end in (low, high) if end is not None]
    if any(end <= 0 for end in ends):
        return _refused(
            _("A target is above 0. Where there is none, do not enter one."), "not_above_zero"
        )
    if kind == Kind.COUNT and any(end % 1 for end in ends):
        return _refused(
            _("Persons are counted in whole numbers: leave out what is after the comma."),
            "not_whole",
        )
    if kind == Kind.RATE and any(end > 100 for end in ends):
        return _refused(
            _("A rate is at most 100 percent. Is this a number of admissions?"), "above_hundred"
        )
    return None


def target_high(sense: str, basis: str, low: Decimal | None, high: Decimal | None) -> Problem:
    """The high end, as the sense asks for it."""
    if low is None or (sense == Sense.FLOOR and high is None):
        return None
    if sense == Sense.FLOOR:
        return _refused(
            _("“At least” has no high end. Leave this empty, or choose “from–to”."),
            "floor_has_high",
        )
    if high is None:
        return _refused(_("Give the high end, or choose “at least”."), "high_missing")
    if high < low:
        return _refused(_("The high end is below the low end. Swap the two."), "high_below_low")
    if sense == Sense.TOTAL and basis == Basis.STATED and high != low:
        return _refused(
            _("A stated total is one number. Leave this empty, or choose “from–to”."),
            "total_is_one_number",
        )
    return None


def not_whole_years(first: date | None, last: date | None) -> Problem:
    """The window of a target that holds for each calendar year."""
    if first is None or last is None:
        return None
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return None
    return _refused(
        _("A yearly target covers whole years: from 1 January to 31 December."), "not_whole_years"
    )


def _refused(text: str, code: str) -> ValidationError:
    return ValidationError(text, code=code)
