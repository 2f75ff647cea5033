"""The units below a committee against their targets: whose percents may be compared, what they
come to together, and how the targets given to them compare with the committee's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .counts import TOTAL
from .goal import FULL, Goal
from .intervals import Interval, total
from .pace import attainment
from .periods import Period
from .targets import Cadence, Kind, Sense, Target

# Of several targets of one plan the number to be reached goes before the least that is asked.
SENSES = (Sense.TOTAL, Sense.BAND, Sense.FLOOR)


@dataclass(frozen=True, slots=True)
class Plan:
    """What targets in persons for everyone share where they may be compared: how often they
    are set, and for which days (of a yearly target, those of one calendar year)."""

    cadence: Cadence
    window: Period

    def holds(self, target: Target) -> bool:
        if target.kind is not Kind.COUNT or target.category != TOTAL:
            return False
        if target.cadence is not self.cadence:
            return False
        if self.cadence is Cadence.YEAR:
            return target.window.contains(self.window)
        return target.window == self.window


def plan_of(goal: Goal) -> Plan | None:
    """None for a rate, a category and an average: they are compared with nothing here."""
    plan = Plan(goal.target.cadence, goal.window)
    return None if goal.average or not plan.holds(goal.target) else plan


@dataclass(frozen=True, slots=True)
class Group:
    """The units with a figure and a target of one plan: a goal each, of ``listed`` units."""

    plan: Plan
    goals: tuple[Goal, ...]
    listed: int

    @property
    def admitted(self) -> Interval:
        return total(tuple(goal.admitted for goal in self.goals if goal.admitted))

    @property
    def aim(self) -> Interval:
        return total(tuple(goal.target.aim for goal in self.goals))

    @property
    def percent(self) -> Interval:
        """Percent of the targets together: a sum over a sum, never a mean of percents."""
        return attainment(self.admitted, self.aim)

    @property
    def provisional(self) -> bool:
        return any(goal.tiling is not None and goal.tiling.provisional for goal in self.goals)

    @property
    def marks(self) -> tuple[Fraction, ...]:
        """As of a goal: where the targets together are reached."""
        return (FULL,)

    @property
    def as_of(self) -> tuple[date, date]:
        """The earliest and the latest day that the units' figures end on."""
        ends = [goal.as_of for goal in self.goals if goal.as_of]
        return min(ends), max(ends)

    def goal_of(self, slug: str) -> Goal | None:
        return next((goal for goal in self.goals if goal.target.owner == slug), None)


@dataclass(frozen=True, slots=True)
class Allocation:
    """The targets given to units, one each, beside the committee's own of the same plan."""

    plan: Plan
    own: Target
    targets: tuple[Target, ...]
    listed: int

    @property
    def given(self) -> Interval:
        """Together, of the units that have one: no target is not a target of 0."""
        return total(tuple(target.aim for target in self.targets))

    @property
    def difference(self) -> Interval:
        """Given less own; below 0 where less was given. It need not be 0, and is no error."""
        given, own = self.given, self.own.aim
        least = given.low - (own.low if own.high is None else own.high)
        return Interval(least, None if given.high is None else given.high - own.low)


Units = Mapping[str, Sequence[Goal]]


def group_of(own: Sequence[Goal], units: Units) -> Group | None:
    """The units that can be ranked by percent; None where no unit has a percent to rank by.

    Each unit's first goal with a percent names a plan. The plan that most name is taken; of
    equals the committee's own, then the latest. A unit with other plans is left out.
    """
    named = Counter(plan for goals in units.values() if (plan := _first_plan(goals)))
    if not named:
        return None
    plans = _plans(own)

    def order(plan: Plan) -> tuple[int, int, date, int]:
        place = plans.index(plan) if plan in plans else len(plans)
        return (named[plan], -place, plan.window.end, -plan.window.days)

    plan = max(named, key=order)
    found = (_goal_for(plan, goals) for goals in units.values())
    return Group(plan, tuple(goal for goal in found if goal), len(units))


def allocation_of(
    own: Sequence[Goal], units: Units, group: Group | None = None
) -> Allocation | None:
    """The targets given to units; None where none has one of a plan that the committee has.

    The plan of the ``group`` goes first, then the committee's own in the order of its goals,
    then the units', the latest first.
    """
    theirs = _plans(goal for goals in units.values() for goal in goals)
    theirs.sort(key=lambda plan: plan.window.end, reverse=True)
    for plan in [*([group.plan] if group else []), *_plans(own), *theirs]:
        mine = _target_for(plan, own)
        found = (_target_for(plan, goals) for goals in units.values())
        given = tuple(target for target in found if target)
        if mine and given:
            return Allocation(plan, mine, given, len(units))
    return None


def _plans(goals: Iterable[Goal]) -> list[Plan]:
    return list(dict.fromkeys(plan for goal in goals if (plan := plan_of(goal))))


def _first_plan(goals: Iterable[Goal]) -> Plan | None:
    return next(iter(_plans(goal for goal in goals if goal.percent)), None)


def _goal_for(plan: Plan, goals: Iterable[Goal]) -> Goal | None:
    found = [goal for goal in goals if goal.percent and plan_of(goal) == plan]
    return min(found, key=lambda goal: _preference(goal.target), default=None)


def _target_for(plan: Plan, goals: Iterable[Goal]) -> Target | None:
    found = [goal.target for goal in goals if plan.holds(goal.target)]
    return min(found, key=_preference, default=None)


def _preference(target: Target) -> tuple[int, int]:
    return (SENSES.index(target.sense), target.id)
