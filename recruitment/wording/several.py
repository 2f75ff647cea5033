"""Several goals of one committee, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext, pgettext

from recruitment.progress.goal import Goal
from recruitment.progress.status import Status
from recruitment.progress.targets import Kind
from recruitment.progress.tiling import Tiling

from . import numbers
from .clauses import members, text_of
from .goals import admitted_text, depends_text, is_provisional, target_text, uncovered_text
from .judgement import judged
from .outlook import still_needed

MET = frozenset({Status.EXCEEDED, Status.ACHIEVED})


def goal_text(goal: Goal, name: str) -> str:
    """One goal after its name, without a full stop; empty without a figure."""
    if goal.tiling is None:
        return ""
    values = {
        "name": name,
        "target": target_text(goal.target),
        "admitted": admitted_text(goal.tiling, average=goal.average),
        "members": members(goal.tiling.counted if goal.average else goal.tiling.admitted),
        "day": numbers.day(goal.tiling.as_of),
    }
    ended = goal.average or (goal.clock is not None and goal.clock.ended)
    said = _counted(goal.tiling, ended=ended, average=goal.average) % values
    if goal.target.kind is Kind.COUNT:
        said = gettext("%(name)s (target %(target)s)") % values + said
    else:
        said = str(values["name"]) + said
    return said + text_of(judged(goal, gettext("the target"))) + _to_go(goal) + _unknown(goal)


def _counted(tiling: Tiling, *, ended: bool, average: bool) -> str:
    provisional = tiling.provisional
    if numbers.says_nothing(tiling.counted if average else tiling.admitted):
        if ended:
            return gettext(": the number admitted is not known")
        return gettext(": the number admitted by %(day)s is not known")
    if provisional and ended:
        return gettext(": %(admitted)s %(members)s admitted on provisional figures")
    if provisional:
        return gettext(": %(admitted)s %(members)s admitted by %(day)s on provisional figures")
    if ended:
        return gettext(": %(admitted)s %(members)s admitted")
    return gettext(": %(admitted)s %(members)s admitted by %(day)s")


def _to_go(goal: Goal) -> str:
    needed = still_needed(goal)
    if needed is None:
        return ""
    values = {"number": numbers.between_in_words(needed), "members": members(needed)}
    if is_provisional(goal):
        words = pgettext("provisional", ", %(number)s more %(members)s to be admitted")
    else:
        words = gettext(", %(number)s more %(members)s to be admitted")
    return words % values


def _unknown(goal: Goal) -> str:
    parts = [uncovered_text(goal.uncovered)] if goal.uncovered else []
    if goal.status is Status.UNDETERMINED:
        what = {"what": depends_text(goal.depends)}
        parts.append(gettext("not enough is known to conclude: it takes %(what)s") % what)
    return f" ({'; '.join(parts)})" if parts else ""


def years_text(goals: Iterable[tuple[Goal, str]], *, others: bool) -> str:
    """The goals of single years, each with its name, in one paragraph; empty without figures.

    ``others``: one of them has been spoken of before.
    """
    said = [text for goal, name in goals if (text := goal_text(goal, name))]
    if not said:
        return ""
    values = {"years": "; ".join(said)}
    if others:
        return gettext("Other yearly targets: %(years)s.") % values
    return gettext("Yearly targets: %(years)s.") % values


def met_text(goals: Sequence[Goal]) -> str:
    """How many yearly targets were met, of those that are decided; empty under two."""
    met = sum(goal.status in MET for goal in goals)
    failed = sum(goal.status is Status.NOT_ACHIEVED for goal in goals)
    values = {
        "number": numbers.number(met + failed),
        "met": numbers.number(met),
        "failed": numbers.number(failed),
    }
    if met + failed < 2:
        return ""
    if not failed:
        text = gettext("All %(number)s yearly targets with a result were met or exceeded.")
    elif not met:
        text = gettext("None of the %(number)s yearly targets with a result was met.")
    else:
        text = gettext(
            "Yearly targets with a result: %(number)s, of which %(met)s met or exceeded and "
            "%(failed)s not met."
        )
    return text % values
