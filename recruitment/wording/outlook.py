"""What is still to be done for a target, where it leads, and how it compares with last year."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from recruitment.progress.goal import Goal
from recruitment.progress.intervals import Interval, rounded_beside, truncated
from recruitment.progress.periods import Period, is_quarter
from recruitment.progress.prior_year import PriorYear
from recruitment.progress.status import Status
from recruitment.progress.targets import Kind, Sense

from . import numbers
from .clauses import members
from .goals import is_provisional, stock_text, target_number
from .labels import WHY
from .names import capitalised

ONE_DAY = timedelta(days=1)
OPEN = frozenset({Status.UNDETERMINED, Status.CANNOT_COMPUTE})

NEEDED: dict[bool, Promise] = {
    False: _("Still to be admitted from %(first)s to %(last)s: %(number)s %(members)s."),
    True: _(
        "Still to be admitted from %(first)s to %(last)s, on provisional figures: %(number)s "
        "%(members)s."
    ),
}
NEEDED_BY_QUARTER: dict[bool, Promise] = {
    False: _(
        "Still to be admitted from %(first)s to %(last)s: %(number)s %(members)s, %(quarter)s a "
        "quarter on average (rounded up)."
    ),
    True: _(
        "Still to be admitted from %(first)s to %(last)s, on provisional figures: %(number)s "
        "%(members)s, %(quarter)s a quarter on average (rounded up)."
    ),
}
PROJECTED: dict[bool, Promise] = {
    False: _(
        "If the average so far is kept, about %(number)s will have been admitted by %(day)s, "
        "against the target of %(target)s. This is arithmetic for orientation, not a result."
    ),
    True: _(
        "If the average so far is kept, on provisional figures, about %(number)s will have been "
        "admitted by %(day)s, against the target of %(target)s. This is arithmetic for "
        "orientation, not a result."
    ),
}
"""All by whether what was admitted is provisional: what follows from it is, too."""


def still_needed(goal: Goal) -> Interval | None:
    """Persons to go before the end of the period; None where nothing is, or nothing is known."""
    running = goal.clock is not None and not goal.clock.ended
    known = goal.tiling is not None and not numbers.says_nothing(goal.tiling.admitted)
    wanted = goal.target.kind is Kind.COUNT and running and known and goal.needed is not None
    return goal.needed if wanted and goal.needed and goal.needed.high else None


def needed_text(goal: Goal) -> str:
    """How many are still to be admitted, and how many that makes a quarter; empty when none."""
    needed = still_needed(goal)
    if needed is None or goal.as_of is None:
        return ""
    values = {
        "first": numbers.day(goal.as_of + ONE_DAY),
        "last": numbers.day(goal.window.end),
        "number": numbers.between_in_words(needed),
        "members": members(needed),
    }
    quarter = goal.needed_per_quarter
    if quarter is None or quarter == needed:
        return str(NEEDED[is_provisional(goal)]) % values
    text = str(NEEDED_BY_QUARTER[is_provisional(goal)])
    return text % {**values, "quarter": numbers.between_in_words(quarter)}


def projection_text(goal: Goal) -> str:
    """Where the average so far would lead, and that this is arithmetic; empty where unknown.

    No number of it is rounded onto the target.
    """
    found = goal.projection
    if found is None or still_needed(goal) is None:
        return ""
    aims = [end for end in goal.target.aim.ends if end is not None]
    values = {
        "number": numbers.number(rounded_beside(found.mid, aims, 0)),
        "day": numbers.day(goal.window.end),
        "target": target_number(goal.target),
    }
    parts = [str(PROJECTED[is_provisional(goal)]) % values]
    if found.low is not None and found.high is not None:
        likely = {"range": numbers.between(Interval.between(found.low, found.high))}
        parts.append(capitalised(gettext("80%% range: %(range)s") % likely) + ".")
    if found.chance is not None:
        percent = {"percent": numbers.percent(Fraction(round(100 * found.chance)), 0)}
        parts.append(gettext("Chance of reaching the target: about %(percent)s.") % percent)
    return " ".join([*parts, str(WHY[found.why])])


def base_text(goal: Goal) -> str:
    """Of which members a rate is taken; empty where there is none."""
    if goal.base is None or goal.percent is None:
        return ""
    text = gettext("The rate is taken of %(members)s members on %(day)s.") % {
        "members": stock_text(goal.base.stock),
        "day": numbers.day(goal.base.stock.on),
    }
    if goal.base.after_start:
        text += " " + gettext(
            "That is after the admissions began; membership has usually grown since, so the "
            "true rate is at least the one shown."
        )
    return text


def break_even_text(goal: Goal) -> str:
    """With how many members at the start the low end is met whatever else is true.

    Cut, not rounded: one member more and it would not be met.
    """
    if goal.break_even is None or goal.status not in OPEN or goal.break_even.low < 1:
        return ""
    low = numbers.number(goal.target.low, 2, trim=True) + "%"
    if goal.target.sense is Sense.BAND:
        text = gettext(
            "The low end of the target (%(low)s) is met if the members at the start were no more "
            "than %(members)s."
        )
    else:
        text = gettext(
            "The target (%(low)s) is met if the members at the start were no more than %(members)s."
        )
    return text % {"low": low, "members": numbers.number(truncated(goal.break_even.low))}


def period_in_words(days: Period) -> str:
    """The first 9 months of 2022, quarter III/2022, the year 2021, or both dates."""
    whole_months = days.start.day == 1 and (days.end + ONE_DAY).day == 1
    year, months = {"year": days.end.year}, days.end.month
    if is_quarter(days):
        return numbers.period(days)
    if days.days == 1:
        return numbers.day(days.start)
    if whole_months and (days.start.month, days.start.year) == (1, days.end.year) and months > 1:
        if months == 12:
            return pgettext("a calendar year", "%(year)s") % year
        return gettext("the first %(months)s months of %(year)s") % {**year, "months": months}
    values = {"first": numbers.day(days.start), "last": numbers.day(days.end)}
    return gettext("%(first)s to %(last)s") % values


def prior_year_text(days: Period, pair: PriorYear, *, provisional: bool = False) -> str:
    """The period against the same period last year: growth and ratio, each by its name."""
    growth, ratio, then = pair.growth, pair.ratio, pair.then
    if growth is None or ratio is None or then is None:
        return ""
    values = {
        "period": period_in_words(days),
        "number": numbers.between_in_words(pair.now),
        "members": members(pair.now),
        "then": numbers.between_in_words(then),
        "ratio": numbers.between_in_words(ratio, 2, unit="%", marks=(100,)),
    }
    if provisional:
        text = gettext("%(period)s: %(number)s %(members)s admitted on provisional figures")
    else:
        text = gettext("%(period)s: %(number)s %(members)s admitted")
    values["growth"] = _size(growth)
    return capitalised(f"{text}{_change(growth)}" % values)


def _change(growth: Interval) -> str:
    """Up, down or unchanged; where both may be true, the ratio alone."""
    if growth == Interval.exact(0):
        return gettext(", as many as in the same period last year (%(then)s).")
    if growth.low > 0:
        return gettext(
            ", up %(growth)s on the same period last year (%(then)s), %(ratio)s of that period."
        )
    if growth.high is not None and growth.high < 0:
        return gettext(
            ", down %(growth)s on the same period last year (%(then)s), %(ratio)s of that period."
        )
    return gettext(", %(ratio)s of the same period last year (%(then)s).")


def _size(growth: Interval) -> str:
    """By how much, whichever way."""
    size = growth
    if growth.high is not None and growth.high < 0:
        size = Interval(-growth.high, -growth.low)
    return numbers.between_in_words(size, 2, unit="%", marks=(0,))
