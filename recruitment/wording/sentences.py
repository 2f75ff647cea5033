"""The generated sentence of a committee, for page, slide and document alike.

A sentence is made of clauses. Each clause keeps its values apart from its words, so that a
page can set the numbers in bold without any markup in the translations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext

from recruitment.progress.goal import Goal
from recruitment.progress.intervals import Interval
from recruitment.progress.locality import Standing
from recruitment.progress.periods import Period
from recruitment.progress.status import Status
from recruitment.progress.targets import Kind
from recruitment.progress.tiling import Tiling

from . import numbers
from .goals import (
    admitted_text,
    depends_text,
    goal_period,
    other_date_text,
    stated_period,
    target_number,
    target_text,
    uncovered_text,
    years_of,
)
from .names import capitalised, in_text

PLACE = re.compile(r"%\((\w+)\)s")
STRONG = frozenset({"admitted", "percent"})


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text; ``strong`` for the numbers that matter most."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return "".join(part.text for part in self.parts)


def clause(words: str, values: Mapping[str, object]) -> list[Part]:
    """Translated words with ``%(name)s`` places, as runs of text."""
    parts = []
    for index, run in enumerate(PLACE.split(words)):
        text = str(values[run]) if index % 2 else run
        if text:
            parts.append(Part(text, strong=bool(index % 2) and run in STRONG))
    return parts


def headline_sentence(
    name: str, standing: Standing, *, until: date | None = None, term: Period | None = None
) -> Sentence:
    """How the committee stands, in one sentence (two where something has to be known first).

    ``until`` and ``term`` are what the reader narrowed the figures to: what is missing is then
    said to be missing there, not altogether.
    """
    goal, name = standing.headline, in_text(name)
    if goal is None:
        return _begun(_without_goal(name, standing.headline_count, until, term))
    if goal.tiling is None:
        return _begun(_without_figures(name, standing, _looked_at(until, term)))
    return _begun(goal_sentence(name, goal))


def _begun(parts: list[Part]) -> Sentence:
    """The clauses as a sentence, which may begin with the name: with a capital letter."""
    first, *others = parts
    return Sentence((replace(first, text=capitalised(first.text)), *others))


def goal_sentence(name: str, goal: Goal) -> list[Part]:
    """One goal that has figures."""
    if goal.tiling is None:
        raise ValueError("a goal without figures has no such sentence")
    parts = _counted(name, goal.tiling, average=goal.average)
    if goal.target.kind is Kind.RATE:
        parts += _rate(goal)
    elif goal.average:
        parts += _average(goal)
    else:
        parts += _count(goal)
    parts.append(Part("."))
    return parts + _open_question(goal)


def _counted(name: str, tiling: Tiling, *, average: bool) -> list[Part]:
    span = tiling.span
    values = {
        "name": name,
        "admitted": admitted_text(tiling, average=average),
        "day": numbers.day(span.end),
        "years": years_of(span),
    }
    if (span.start.month, span.start.day, span.end.month, span.end.day) == (1, 1, 12, 31):
        if span.start.year == span.end.year:
            words = gettext("In %(years)s, %(name)s admitted %(admitted)s members")
        else:
            words = gettext("In the years %(years)s, %(name)s admitted %(admitted)s members")
        return clause(words, values)
    return clause(gettext("By %(day)s, %(name)s had admitted %(admitted)s members"), values)


def _target_phrase(goal: Goal) -> str:
    return gettext("the target for %(period)s (%(target)s)") % {
        "period": goal_period(goal),
        "target": target_text(goal.target),
    }


def _count(goal: Goal) -> list[Part]:
    percent = goal.percent
    if percent is None:
        return []
    values = {
        "percent": numbers.between_in_words(percent, 2, unit="%"),
        "target": _target_phrase(goal),
    }
    parts = clause(gettext(", %(percent)s of %(target)s"), values)
    match goal.status:
        case Status.EXCEEDED | Status.ACHIEVED if goal.clock and not goal.clock.ended:
            return parts + clause(gettext(", reached before the end of the period"), {})
        case Status.NOT_ACHIEVED if goal.needed:
            short = {"number": numbers.between(goal.needed)}
            return parts + clause(gettext(", %(number)s short of it"), short)
        case Status.ON_PACE | Status.BEHIND if goal.points_ahead:
            return parts + _pace(goal.points_ahead)
        case Status.TOO_EARLY:
            return parts + clause(gettext("; too little time has passed to judge the pace"), {})
    return parts


def _pace(points: Interval) -> list[Part]:
    if points.high is None:
        return clause(gettext(" (judged on the days that figures cover)"), {})
    if points.low == points.high == 0:
        return clause(gettext(", exactly at even pace over time"), {})
    if points.low >= 0:
        words = gettext(", %(points)s percentage points above even pace over time")
        return clause(words, {"points": _points(points)})
    if points.high <= 0:
        words = gettext(", %(points)s percentage points below even pace over time")
        return clause(words, {"points": _points(Interval(-points.high, -points.low))})
    words = gettext(
        ", between %(below)s percentage points below and %(above)s above even pace over time"
    )
    below, above = Interval.exact(-points.low), Interval.exact(points.high)
    return clause(words, {"below": _points(below), "above": _points(above)})


def _points(distance: Interval) -> str:
    """Above 0 throughout, or 0 where it is exactly that."""
    return numbers.between(distance, 2, marks=(0,))


def _average(goal: Goal) -> list[Part]:
    if goal.tiling is None or goal.percent is None or goal.years is None:
        return []
    average = goal.tiling.counted.times(1 / goal.years)
    values = {
        "average": numbers.between(average, 0 if average.low.denominator == 1 else 1),
        "percent": numbers.between_in_words(goal.percent, 2, unit="%"),
        "target": target_text(goal.target),
    }
    words = gettext(
        ", %(average)s a year on average, %(percent)s of the yearly target (%(target)s)"
    )
    return clause(words, values)


def _rate(goal: Goal) -> list[Part]:
    values = {"target": target_number(goal.target), "period": stated_period(goal.target)}
    if goal.percent is None:
        words = gettext(
            "; without the total number of members the yearly rate cannot be computed "
            "(target: %(target)s a year)"
        )
        return clause(words, values)
    values["percent"] = numbers.between_in_words(goal.percent, 2, unit="%")
    if goal.average:
        words = gettext(", %(percent)s of its members a year on average (target: %(target)s)")
    else:
        words = gettext(", %(percent)s of its members a year (target: %(target)s)")
    return clause(words, values)


def _open_question(goal: Goal) -> list[Part]:
    parts: list[Part] = []
    if goal.uncovered:
        parts += clause(
            " " + gettext("There are %(days)s."), {"days": uncovered_text(goal.uncovered)}
        )
    if goal.status is Status.UNDETERMINED:
        words = " " + gettext("Not enough is known to conclude: it takes %(what)s.")
        parts += clause(words, {"what": depends_text(goal.depends)})
        if goal.other_date:
            parts.append(Part(" " + other_date_text(goal)))
    return parts


def _looked_at(until: date | None, term: Period | None) -> str:
    values = {
        "day": numbers.day(until) if until else "",
        "term": years_of(term) if term else "",
    }
    if until and term:
        return gettext("in the %(term)s term up to %(day)s") % values
    if term:
        return gettext("in the %(term)s term") % values
    return gettext("up to %(day)s") % values if until else ""


def _without_figures(name: str, standing: Standing, looked_at: str) -> list[Part]:
    """All targets of everyone that wait for a figure, beginning with the headline's period."""
    first = standing.own_goals[0]
    waiting = [
        goal
        for goal in standing.own_goals
        if goal.tiling is None
        and goal.target.category == first.target.category
        and goal_period(goal) == goal_period(first)
    ]
    targets = gettext(" and ").join(target_text(goal.target) for goal in waiting)
    values = {
        "name": name,
        "period": goal_period(first),
        "targets": targets,
        "looked_at": looked_at,
    }
    if looked_at:
        words = gettext(
            "%(name)s has a target for %(period)s (%(targets)s); there is no figure of admissions "
            "%(looked_at)s."
        )
        return clause(words, values)
    return clause(
        gettext(
            "%(name)s has a target for %(period)s (%(targets)s); no figure of admissions has "
            "been published yet."
        ),
        values,
    )


def _without_goal(
    name: str, counted: Tiling | None, until: date | None, term: Period | None
) -> list[Part]:
    values = {"name": name, "looked_at": _looked_at(until, term)}
    if counted is None:
        if values["looked_at"]:
            words = gettext(
                "There is no target and no figure of admissions of %(name)s %(looked_at)s."
            )
        else:
            words = gettext("There is no target and no figure of admissions of %(name)s yet.")
        return clause(words, values)
    parts = _counted(name, counted, average=True)
    if term:
        words = gettext("; it has no target of its own %(looked_at)s to compare with.")
        return parts + clause(words, {"looked_at": _looked_at(None, term)})
    return parts + clause(gettext("; it has no target of its own to compare with."), {})


def age_text(as_of: date, today: date) -> str:
    """How old figures are: old figures are old, not behind. Empty under three months."""
    months = (today.year - as_of.year) * 12 + today.month - as_of.month
    months -= today.day < as_of.day
    if months < 3:
        return ""
    years, rest = divmod(months, 12)
    values = {"years": years, "months": rest}
    if years == 0:
        return gettext("%(months)s months old") % values
    if rest == 0:
        return gettext("%(years)s years old") % values
    return gettext("%(years)s years %(months)s months old") % values
