"""What a goal's figures come to, as clauses: how much of the target, and how that is to be judged.

The words follow the status and nothing else. Only what is achieved or exceeded is called so; a
percent that leaves the status open is "bằng" (equal to), never "đạt" (reaching).
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from recruitment.progress.goal import Goal
from recruitment.progress.intervals import Interval
from recruitment.progress.status import Status
from recruitment.progress.targets import Kind, Sense

from . import numbers
from .clauses import Part, clause, members
from .goals import (
    goal_period,
    is_provisional,
    percent_in_words,
    target_a_year,
    target_in_rate,
    target_text,
)

OF_TARGET: dict[tuple[bool, bool], Promise] = {
    (False, False): _(", %(percent)s of %(target)s"),
    (True, False): pgettext_lazy("provisional", ", %(percent)s of %(target)s"),
    (False, True): pgettext_lazy("undetermined", ", %(percent)s of %(target)s"),
    (True, True): pgettext_lazy("provisional, undetermined", ", %(percent)s of %(target)s"),
}
"""By whether a figure is provisional, and whether the status is undetermined. English says
"on provisional figures" at the beginning of the sentence, Vietnamese "ước" at each number."""

RATE: dict[tuple[bool, bool], Promise] = {
    (False, False): _(", %(percent)s of its members a year (target: %(target)s)"),
    (True, False): pgettext_lazy(
        "provisional", ", %(percent)s of its members a year (target: %(target)s)"
    ),
    (False, True): _(", %(percent)s of its members a year on average (target: %(target)s)"),
    (True, True): pgettext_lazy(
        "provisional", ", %(percent)s of its members a year on average (target: %(target)s)"
    ),
}
"""By whether a figure is provisional, and whether it is an average of several years."""

RATE_STATUS: dict[Status, Promise] = {
    Status.EXCEEDED: _(", above the target"),
    Status.ACHIEVED: _(", meeting the target"),
    Status.NOT_ACHIEVED: _(", short of the target"),
    Status.ON_PACE: _(", on pace"),
    Status.BEHIND: _(", behind pace"),
}


JUDGED_ON = _(" (judged on the days that figures cover)")


def judged(goal: Goal, target: str = "") -> list[Part]:
    """The clauses after what was admitted; empty where nothing can be said.

    ``target`` replaces the words for the target, where they have been said before.
    """
    if goal.target.kind is Kind.RATE:
        nothing = goal.percent is not None and numbers.says_nothing(goal.percent)
        return [] if nothing else _rate(goal)
    parts = _average(goal) if goal.average else []
    if goal.percent is None or (goal.percent.low == 0 and not goal.percent.is_exact):
        # Anything from nothing on says nothing: a count that reaches beyond the period.
        return parts
    words = OF_TARGET[is_provisional(goal), goal.status is Status.UNDETERMINED]
    values = {"percent": percent_in_words(goal), "target": target or _target_phrase(goal)}
    parts += clause(words, values)
    return parts + (_average_status(goal) if goal.average else _status(goal))


def _target_phrase(goal: Goal) -> str:
    values = {"period": goal_period(goal), "target": target_text(goal.target)}
    if goal.average:
        return gettext("the yearly target (%(target)s)") % values
    return gettext("the target for %(period)s (%(target)s)") % values


def _status(goal: Goal) -> list[Part]:
    match goal.status:
        case Status.EXCEEDED | Status.ACHIEVED:
            return _reached(goal)
        case Status.NOT_ACHIEVED if goal.needed:
            words = gettext(", %(number)s %(members)s short of it")
            return clause(words, _persons(goal.needed))
        case Status.ON_PACE | Status.BEHIND:
            return _pace(goal)
        case Status.TOO_EARLY:
            return clause(gettext("; too little time has passed to judge the pace"))
    return []


def _persons(amount: Interval) -> dict[str, str]:
    return {"number": numbers.between_in_words(amount), "members": members(amount)}


def _reached(goal: Goal) -> list[Part]:
    parts = []
    if goal.status is Status.EXCEEDED and goal.surplus:
        words = gettext(", exceeding it by %(number)s %(members)s")
        parts += clause(words, _persons(goal.surplus))
    if goal.clock and not goal.clock.ended:
        parts += clause(gettext(", reached before the end of the period"))
    return parts


def _pace(goal: Goal) -> list[Part]:
    """The pace as the status has it, and by how much where that is known: both ends of a range."""
    return [*_distance(goal), *(clause(JUDGED_ON) if goal.uncovered else [])]


def _distance(goal: Goal) -> list[Part]:
    points = goal.points_ahead
    known = points is not None and points.high is not None and not goal.uncovered
    low, high = (points.low, points.high) if known and points else (None, None)
    if goal.status is Status.BEHIND:
        if low is None or high is None or high >= 0:
            return clause(gettext(", behind even pace over time"))
        words = gettext(", behind pace: %(points)s percentage points below even pace over time")
        return clause(words, {"points": _points(Interval(-high, -low))})
    if points is not None and points.low == points.high == 0:
        return clause(gettext(", exactly at even pace over time"))
    if points is not None and points.low >= 0 and not goal.uncovered:
        words = gettext(", %(points)s percentage points above even pace over time")
        return clause(words, {"points": _points(points)})
    if low is not None and high is not None and low < 0 < high:
        words = gettext(
            ", between %(below)s percentage points below and %(above)s above even pace over time"
        )
        below, above = Interval.exact(-low), Interval.exact(high)
        return clause(words, {"below": _points(below), "above": _points(above)})
    # Less than one person below even pace is on pace: the target is made of whole persons.
    return clause(gettext(", at even pace over time"))


def _points(distance: Interval) -> str:
    """Above 0 throughout, or 0 where it is exactly that."""
    return numbers.between_in_words(distance, 2, marks=(0,))


def _average(goal: Goal) -> list[Part]:
    if goal.tiling is None or goal.years is None:
        return []
    average = goal.tiling.counted.times(1 / goal.years)
    decimals = 0 if average.low.denominator == 1 else 1
    return clause(
        gettext(", %(average)s a year on average"),
        {"average": numbers.between_in_words(average, decimals)},
    )


def _average_status(goal: Goal) -> list[Part]:
    if goal.status is Status.BEHIND:
        return clause(gettext(", behind pace"))
    if goal.status is Status.NOT_ACHIEVED and goal.target.sense is not Sense.TOTAL:
        return clause(gettext("; at least one of these years fell short of it"))
    if goal.status is Status.NOT_ACHIEVED:
        return clause(gettext(", short of the target"))
    return []


def _rate(goal: Goal) -> list[Part]:
    if goal.percent is None:
        words = gettext(
            "; without the total number of members the yearly rate cannot be computed "
            "(target: %(target)s)"
        )
        return clause(words, {"target": target_a_year(goal.target)})
    values = {"target": target_in_rate(goal.target), "percent": percent_in_words(goal)}
    parts = clause(RATE[is_provisional(goal), goal.average], values)
    return parts + clause(RATE_STATUS.get(goal.status, ""))
