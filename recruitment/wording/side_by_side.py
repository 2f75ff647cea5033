"""Several localities beside each other: who stands how, of which target, to which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recruitment.progress.goal import Goal
from recruitment.progress.status import Status

from . import numbers
from .goals import goal_period, percent_in_words, target_text
from .names import capitalised

Placed = tuple[str, Goal | None]
"""A locality's name and its headline goal, None where it has no target."""

STANDS: tuple[tuple[frozenset[Status], Promise], ...] = (
    (frozenset({Status.EXCEEDED, Status.ACHIEVED}), _("achieved or exceeded: %(names)s")),
    (frozenset({Status.ON_PACE}), _("on pace: %(names)s")),
    (frozenset({Status.BEHIND}), _("behind pace: %(names)s")),
    (frozenset({Status.NOT_ACHIEVED}), _("not achieved: %(names)s")),
)


def stands_text(rows: Sequence[Placed]) -> str:
    """Who is where by status, the farthest ahead of even pace first; the rest is not judged."""
    known = {status for statuses, _words in STANDS for status in statuses}
    parts = []
    for statuses, words in STANDS:
        found = [(name, goal) for name, goal in rows if goal and goal.status in statuses]
        found.sort(key=lambda row: -_ahead(row[1]))
        if found:
            parts.append(str(words) % {"names": ", ".join(_named(*row) for row in found)})
    others = [name for name, goal in rows if goal is None or goal.status not in known]
    if others:
        parts.append(gettext("not to be judged: %(names)s") % {"names": ", ".join(others)})
    return capitalised("; ".join(parts)) + "." if parts else ""


def _ahead(goal: Goal) -> Fraction:
    return goal.points_ahead.low if goal.points_ahead else Fraction(0)


def _named(name: str, goal: Goal) -> str:
    if goal.percent is None:
        return name
    said = percent_in_words(goal)
    provisional = goal.tiling is not None and goal.tiling.provisional
    return f"{name} ({numbers.provisional(said) if provisional else said})"


def kinds_text(rows: Sequence[Placed]) -> str:
    """Which target each is held against, where they are not of one kind."""
    said = [
        f"{name}: {goal_period(goal)} ({target_text(goal.target)})" for name, goal in rows if goal
    ]
    text = gettext("The targets are of different kinds: compare each locality with its own pace.")
    return f"{text} {'; '.join(said)}."


def days_text(rows: Sequence[tuple[str, date | None]]) -> str:
    """To which day the figures of each go, where these differ."""
    said = [f"{name}: {numbers.day(day)}" for name, day in rows if day]
    return f"{gettext('The figures end on different days.')} {'; '.join(said)}."
