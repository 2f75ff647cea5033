"""A report's values as plain ones, for JSON: in the answers of the API and in files alike.

Numbers are rounded here and nowhere before: percents and points to two decimals, persons and
days to whole ones. An interval is ``{"low", "high"}``; an open end is None.
"""

from __future__ import annotations

from typing import Any, Protocol, TypeAlias

from recruitment.progress.children import Children
from recruitment.progress.counts import TOTAL
from recruitment.progress.discrepancies import Discrepancy
from recruitment.progress.goal import Goal
from recruitment.progress.group import Allocation, Group, Plan
from recruitment.progress.intervals import Interval, Number, rounded
from recruitment.progress.locality import Standing
from recruitment.progress.periods import day_count
from recruitment.progress.projection import Projection
from recruitment.reports.rows import GoalRow
from recruitment.wording import numbers
from recruitment.wording.labels import WHY

Plain: TypeAlias = dict[str, Any]
PERCENT_DECIMALS = 2
TARGET_DECIMALS = 3


class HasProgress(Protocol):
    """A report that says how a locality stands."""

    @property
    def name(self) -> str: ...
    @property
    def standing(self) -> Standing: ...
    @property
    def goals(self) -> tuple[GoalRow, ...]: ...
    @property
    def references(self) -> tuple[GoalRow, ...]: ...


def number(value: Number, decimals: int = 0) -> int | float:
    """Rounded half away from zero; a whole result as a whole number."""
    shown = rounded(value, decimals)
    return int(shown) if shown == int(shown) else float(shown)


def interval(value: Interval | None, decimals: int = 0) -> Plain | None:
    if value is None:
        return None
    high = None if value.high is None else number(value.high, decimals)
    return {"low": number(value.low, decimals), "high": high}


def progress(report: HasProgress) -> Plain:
    """How a locality stands: the headline goal first, own goals before references."""
    standing = report.standing
    return {
        "locality": standing.owner,
        "name": report.name,
        "as_of": standing.as_of,
        "status": standing.status.value,
        "goals": [_goal(row) for row in (*report.goals, *report.references)],
        "children": _children(standing.children),
        "discrepancies": [_discrepancy(found) for found in standing.discrepancies],
    }


def _goal(row: GoalRow) -> Plain:
    goal = row.goal
    return {
        "title": row.title,
        "target": _target(row),
        "admitted": _admitted(goal),
        "as_of": goal.as_of,
        "average": goal.average,
        "percent": interval(goal.percent, PERCENT_DECIMALS),
        "elapsed_percent": (
            None if goal.elapsed is None else number(100 * goal.elapsed, PERCENT_DECIMALS)
        ),
        "points_ahead": interval(goal.points_ahead, PERCENT_DECIMALS),
        "days_ahead": interval(goal.days_ahead),
        "needed": interval(goal.needed),
        "needed_per_quarter": interval(goal.needed_per_quarter),
        "base": _base(goal),
        "break_even_base": interval(goal.break_even),
        "projection": _projection(goal.projection),
        "status": goal.status.value,
        "depends_on": [what.value for what in goal.depends],
        "other_date": goal.other_date,
    }


def _target(row: GoalRow) -> Plain:
    goal, target = row.goal, row.goal.target
    return {
        "id": target.id,
        "kind": target.kind.value,
        "cadence": target.cadence.value,
        "sense": target.sense.value,
        "year": goal.year,
        "category": None if target.category == TOTAL else target.category,
        "period": numbers.period(target.stated),
        "window": {
            "from": target.window.start,
            "to": target.window.end,
            "basis": target.window_basis.value,
        },
        "low": number(target.low, TARGET_DECIMALS),
        "high": None if target.high is None else number(target.high, TARGET_DECIMALS),
        "basis": target.basis.value,
        "inherited_from": row.inherited_from.slug if row.inherited_from else None,
        "document": row.document,
        "source": row.source.slug,
    }


def _admitted(goal: Goal) -> Plain | None:
    if goal.tiling is None or goal.admitted is None:
        return None
    return {
        **(interval(goal.admitted) or {}),
        "qualifier": goal.tiling.qualifier.value,
        "from": goal.tiling.span.start,
        "to": goal.tiling.span.end,
        "uncovered_days": day_count(goal.uncovered),
        "partial": goal.partial,
    }


def _base(goal: Goal) -> Plain | None:
    if goal.base is None:
        return None
    return {
        "members": interval(goal.base.stock.members),
        "on": goal.base.stock.on,
        "after_start": goal.base.after_start,
    }


def _projection(projection: Projection | None) -> Plain | None:
    if projection is None:
        return None
    chance = projection.chance
    return {
        "low": projection.low,
        "mid": number(projection.mid),
        "high": projection.high,
        "chance": None if chance is None else round(chance, PERCENT_DECIMALS),
        "why": str(WHY[projection.why]),
    }


def _children(children: Children | None) -> Plain | None:
    if children is None:
        return None
    return {
        "reported": children.reported,
        "listed": children.listed,
        "stated_total": children.stated_total,
        "sum": interval(children.sum),
        "remainder": interval(children.remainder),
        "attained": _attained(children.group),
        "allocated": _allocated(children.allocation),
    }


def _plan(plan: Plan) -> Plain:
    return {"cadence": plan.cadence.value, "from": plan.window.start, "to": plan.window.end}


def _attained(group: Group | None) -> Plain | None:
    if group is None:
        return None
    first, last = group.as_of
    return {
        **_plan(group.plan),
        "units": len(group.goals),
        "admitted": interval(group.admitted),
        "target": interval(group.aim, TARGET_DECIMALS),
        "percent": interval(group.percent, PERCENT_DECIMALS),
        "earliest_as_of": first,
        "latest_as_of": last,
    }


def _allocated(allocation: Allocation | None) -> Plain | None:
    if allocation is None:
        return None
    return {
        **_plan(allocation.plan),
        "units": len(allocation.targets),
        "given": interval(allocation.given, TARGET_DECIMALS),
        "own": interval(allocation.own.aim, TARGET_DECIMALS),
        "difference": interval(allocation.difference, TARGET_DECIMALS),
    }


def _discrepancy(found: Discrepancy) -> Plain:
    """``figures`` holds the ids of the counts (of the stocks, where these differ), those that
    are used first."""
    return {
        "conflict": found.conflict.value,
        "from": found.period.start,
        "to": found.period.end,
        "used": interval(found.used),
        "other": interval(found.other),
        "figures": [*found.used_ids, *found.other_ids],
    }
