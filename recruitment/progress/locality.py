"""Everything that the figures say of one committee."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .children import Children, compare, conflict
from .counts import TOTAL, Count
from .discrepancies import (
    Discrepancy,
    category_conflicts,
    discrepancies,
    stock_conflicts,
)
from .goal import Goal
from .goals import Evidence, goals_of
from .periods import Period
from .status import Status
from .targets import Target
from .tiling import Tiling, of_category, tile


@dataclass(frozen=True, slots=True)
class Standing:
    """How a committee stands: its goals, the headline first, and its units beside it."""

    owner: str
    goals: tuple[Goal, ...]
    last_count: date | None
    headline_count: Tiling | None
    children: Children | None
    discrepancies: tuple[Discrepancy, ...]

    @property
    def own_goals(self) -> tuple[Goal, ...]:
        return tuple(goal for goal in self.goals if goal.target.owner == self.owner)

    @property
    def references(self) -> tuple[Goal, ...]:
        """Goals of a target that a committee above set for all below it."""
        return tuple(goal for goal in self.goals if goal.target.owner != self.owner)

    @property
    def headline(self) -> Goal | None:
        return self.own_goals[0] if self.own_goals else None

    @property
    def status(self) -> Status:
        return self.headline.status if self.headline else Status.NO_TARGET

    @property
    def as_of(self) -> date | None:
        """The end of the last figure used by any goal; without a goal, of the last count."""
        ends = [goal.as_of for goal in self.own_goals if goal.as_of]
        return max(ends, default=None) if self.own_goals else self.last_count


def standing(
    owner: str,
    targets: Sequence[Target],
    evidence: Evidence,
    units: Mapping[str, Sequence[Count]],
    stated_units: int | None = None,
    *,
    unit_goals: Mapping[str, Sequence[Goal]] | None = None,
    examine: bool = True,
) -> Standing:
    """The standing of a committee.

    ``targets`` are its own and those inherited from above, ``units`` the total counts of each
    unit directly below, ``unit_goals`` the goals of those with targets, ``stated_units`` how
    many units a source says there are. Lists, which show no discrepancies, do without the
    search for them (``examine``).
    """
    goals = goals_of(owner, targets, evidence)
    totals = of_category(evidence.counts, TOTAL)
    own = [goal for goal in goals if goal.target.owner == owner]
    headline = _headline_count(own, totals)
    children = compare(headline, units, stated_units, own, unit_goals)
    exceeded = conflict(headline, children)
    return Standing(
        owner,
        goals,
        max((count.period.end for count in evidence.counts), default=None),
        headline,
        children,
        _contradictions(evidence, exceeded) if examine else (),
    )


def _contradictions(evidence: Evidence, exceeded: Discrepancy | None) -> tuple[Discrepancy, ...]:
    return (
        *(found for code in _categories(evidence) for found in _of(evidence, code)),
        *category_conflicts(evidence.counts, TOTAL),
        *((exceeded,) if exceeded else ()),
        *stock_conflicts([*evidence.stocks, *evidence.parts]),
    )


def _headline_count(own: Sequence[Goal], totals: Sequence[Count]) -> Tiling | None:
    """The headline goal's count; without one, the count that ends last (then the longest)."""
    for goal in own:
        if goal.target.category == TOTAL and goal.tiling:
            return goal.tiling
    if not totals:
        return None
    last = max(totals, key=lambda count: (count.period.end, count.period.days))
    window = Period(last.period.start, last.period.end)
    return tile(window, totals)


def _categories(evidence: Evidence) -> list[str]:
    return sorted({count.category for count in evidence.counts})


def _of(evidence: Evidence, category: str) -> list[Discrepancy]:
    return discrepancies(of_category(evidence.counts, category))
