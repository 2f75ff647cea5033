"""The generated sentence of a committee, for page, slide and document alike.

It carries whatever the figure carries: "hơn" (more than), "ít nhất" (at least), "khoảng"
(about), "ước" (provisional), "suy ra" (an inferred target), of how many units a sum is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from recruitment.progress.children import Summed
from recruitment.progress.counts import Origin
from recruitment.progress.goal import Goal
from recruitment.progress.intervals import ZERO
from recruitment.progress.locality import Standing
from recruitment.progress.periods import Period
from recruitment.progress.status import Status
from recruitment.progress.targets import Kind
from recruitment.progress.tiling import Tiling

from . import numbers
from .clauses import Part, Sentence, begun, clause, members
from .goals import (
    admitted_text,
    depends_text,
    goal_period,
    other_date_text,
    target_text,
    uncovered_text,
    years_of,
)
from .judgement import judged
from .names import in_text

Sums = Mapping[Period, Summed]
"""Of how many units a committee's figures are made, by their days; empty where none is a sum."""

YEAR, YEARS, SINCE, UNTIL = range(4)
COUNTED: dict[tuple[int, bool], Promise] = {
    (YEAR, False): _("In %(years)s, %(name)s admitted %(admitted)s %(members)s"),
    (YEAR, True): _(
        "In %(years)s, on provisional figures, %(name)s admitted %(admitted)s %(members)s"
    ),
    (YEARS, False): _("In the years %(years)s, %(name)s admitted %(admitted)s %(members)s"),
    (YEARS, True): _(
        "In the years %(years)s, on provisional figures, %(name)s admitted %(admitted)s %(members)s"
    ),
    (SINCE, False): _("From %(first)s to %(day)s, %(name)s admitted %(admitted)s %(members)s"),
    (SINCE, True): _(
        "From %(first)s to %(day)s, on provisional figures, %(name)s admitted %(admitted)s "
        "%(members)s"
    ),
    (UNTIL, False): _("By %(day)s, %(name)s had admitted %(admitted)s %(members)s"),
    (UNTIL, True): _(
        "By %(day)s, on provisional figures, %(name)s had admitted %(admitted)s %(members)s"
    ),
}
"""By the days that were counted, and whether a figure of them is provisional."""

NOBODY: dict[int, Promise] = {
    YEAR: _("In %(years)s, %(name)s admitted nobody"),
    YEARS: _("In the years %(years)s, %(name)s admitted nobody"),
    SINCE: _("From %(first)s to %(day)s, %(name)s admitted nobody"),
    UNTIL: _("By %(day)s, %(name)s had admitted nobody"),
}
"""Nobody is a figure, too, and said as such; a provisional 0 keeps its word and its number."""

UNKNOWN: dict[int, Promise] = {
    YEAR: _("It is not known how many members %(name)s admitted in %(years)s"),
    YEARS: _("It is not known how many members %(name)s admitted in the years %(years)s"),
    SINCE: _("It is not known how many members %(name)s admitted from %(first)s to %(day)s"),
    UNTIL: _("It is not known how many members %(name)s had admitted by %(day)s"),
}
"""In place of “at least 0”."""


def headline_sentence(
    name: str,
    standing: Standing,
    *,
    until: date | None = None,
    term: Period | None = None,
    sums: Sums | None = None,
) -> Sentence:
    """How the committee stands, in one sentence (two where something has to be known first).

    ``until`` and ``term`` are what the reader narrowed the figures to: what is missing is then
    said to be missing there, not altogether.
    """
    goal, name = standing.headline, in_text(name)
    if goal is None:
        return begun(_without_goal(name, standing.headline_count, until, term, sums or {}))
    if goal.tiling is None:
        return begun(_without_figures(name, standing, _looked_at(until, term)))
    return begun(goal_sentence(name, goal, sums or {}))


def goal_sentence(name: str, goal: Goal, sums: Sums) -> list[Part]:
    """One goal that has figures."""
    if goal.tiling is None:
        raise ValueError("a goal without figures has no such sentence")
    since = goal.average or goal.target.kind is Kind.RATE
    parts = _counted(name, goal.tiling, sums, average=goal.average, since=since)
    return [*parts, *judged(goal), Part("."), *open_question(goal)]


def _counted(name: str, tiling: Tiling, sums: Sums, *, average: bool, since: bool) -> list[Part]:
    """Who admitted how many, and when; ``since``: from which day on, where a source says so
    and no target does."""
    span = tiling.span
    amount = tiling.counted if average else tiling.admitted
    values = {
        "name": name,
        "admitted": admitted_text(tiling, average=average),
        "members": members(amount),
        "first": numbers.day(span.start),
        "day": numbers.day(span.end),
        "years": years_of(span),
    }
    whole = (span.start.month, span.start.day, span.end.month, span.end.day) == (1, 1, 12, 31)
    if whole:
        form = YEAR if span.start.year == span.end.year else YEARS
    else:
        first = tiling.pieces[0].count
        stated = first.from_stated and first.from_latest is None
        form = SINCE if since and stated else UNTIL
    if numbers.says_nothing(amount):
        return clause(UNKNOWN[form], values) + _wider(tiling) + _added(tiling, sums)
    nobody = amount == ZERO and not tiling.provisional
    words = NOBODY[form] if nobody else COUNTED[form, tiling.provisional]
    return clause(words, values) + _added(tiling, sums)


def _wider(tiling: Tiling) -> list[Part]:
    """Why a figure says nothing of the period: it is of more days."""
    if all(piece.whole for piece in tiling.pieces):
        return []
    return clause(gettext(": the figure is of days outside the period of the target, too"))


def _added(tiling: Tiling, sums: Sums) -> list[Part]:
    """Of how many units a sum is made: never the figure of all as long as some are missing."""
    pieces = [p.count.period for p in tiling.pieces if p.count.origin is Origin.SUMMED]
    made = {(sums[days].reported, sums[days].expected) for days in pieces if days in sums}
    if not made:
        return []
    if len(made) == 1:
        reported, expected = made.pop()
        values = {"reported": numbers.number(reported), "expected": numbers.number(expected)}
        words = gettext(" (added up from %(reported)s of %(expected)s units)")
        return clause(words, values)
    if all(reported == expected for reported, expected in made):
        return clause(gettext(" (added up from the units)"))
    return clause(gettext(" (added up from the units, not all of which have reported)"))


def open_question(goal: Goal) -> list[Part]:
    """What is missing, and what it takes to conclude, as sentences of their own."""
    parts: list[Part] = []
    if goal.uncovered:
        days = sum(gap.days for gap in goal.uncovered)
        words = " " + ngettext("There is %(days)s.", "There are %(days)s.", days)
        parts += clause(words, {"days": uncovered_text(goal.uncovered)})
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
    name: str, counted: Tiling | None, until: date | None, term: Period | None, sums: Sums
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
    parts = _counted(name, counted, sums, average=True, since=True)
    if term:
        words = gettext("; it has no target of its own %(looked_at)s to compare with.")
        return parts + clause(words, {"looked_at": _looked_at(None, term)})
    return parts + clause(gettext("; it has no target of its own to compare with."))


def age_text(as_of: date, today: date) -> str:
    """How old figures are: old figures are old, not behind. Empty under three months."""
    months = (today.year - as_of.year) * 12 + today.month - as_of.month
    months -= today.day < as_of.day
    if months < 3:
        return ""
    years, rest = divmod(months, 12)
    parts = [
        ngettext("%(number)s year", "%(number)s years", years) % {"number": years},
        ngettext("%(number)s month", "%(number)s months", rest) % {"number": rest},
    ]
    age = " ".join(part for part, number in zip(parts, (years, rest), strict=True) if number)
    return gettext("%(age)s old") % {"age": age}
