"""Two to six localities on one axis: attained against elapsed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recruitment.charts.compare import compare
from recruitment.charts.inputs import Frame, LocalityRow
from recruitment.charts.spec import ChartSpec
from recruitment.models.text import localized
from recruitment.queries.committees import UnknownLocalityError, by_slug, stands
from recruitment.wording.labels import STATUS, StatusLabel

from .goal_rows import goal_row
from .overview import group_of
from .rows import GoalRow, Link, link_to
from .selection import Selection

FEWEST, MOST = 2, 6


@dataclass(frozen=True, slots=True)
class Compared:
    locality: Link
    name: str
    goal: GoalRow | None
    status: StatusLabel


@dataclass(frozen=True, slots=True)
class CompareReport:
    """``mixed``: the goals are of different kinds, which the page says; ``dates_differ``: their
    figures end on different days."""

    selection: Selection
    rows: tuple[Compared, ...]
    chart: ChartSpec | None
    mixed: bool
    dates_differ: bool


def build_compare_report(slugs: Sequence[str], selection: Selection) -> CompareReport:
    """The headline goals of the localities, in the order asked: at most 6 queries.

    Raises UnknownLocalityError for an address name that no committee has.
    """
    known = by_slug(slugs)
    for slug in slugs:
        if slug not in known:
            raise UnknownLocalityError(slug)
    asked = [known[slug] for slug in dict.fromkeys(slugs)]
    found, material = stands(asked, selection.scope)
    rows = tuple(
        Compared(
            link_to(stand.committee),
            localized(stand.committee, "name"),
            goal_row(stand.standing.headline, stand.committee, material)
            if stand.standing.headline
            else None,
            STATUS[stand.standing.status],
        )
        for stand in found
    )
    goals = [row.goal for row in rows if row.goal]
    names = ", ".join(row.locality.name for row in rows)
    return CompareReport(
        selection=selection,
        rows=rows,
        chart=compare(Frame(names), [_chart_row(row) for row in rows]) if len(rows) > 1 else None,
        mixed=len({group_of(goal.goal) for goal in goals}) > 1,
        dates_differ=len({goal.goal.as_of for goal in goals if goal.goal.as_of}) > 1,
    )


def _chart_row(row: Compared) -> LocalityRow:
    goal = row.goal
    note = " · ".join(part for part in (goal.period, goal.as_of) if part) if goal else ""
    return LocalityRow(
        slug=row.locality.slug,
        name=row.locality.name,
        goal=goal.goal if goal else None,
        note=note,
    )
