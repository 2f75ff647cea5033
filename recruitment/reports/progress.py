"""How one locality stands, without the page around it."""

from __future__ import annotations

from dataclasses import dataclass

from recruitment.models.text import localized
from recruitment.progress.locality import Standing
from recruitment.queries.committees import family
from recruitment.queries.snapshot import snapshot

from .goal_rows import goal_row
from .rows import GoalRow
from .selection import Selection


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """The part of a locality's report that says how it stands, made by the same functions."""

    name: str
    standing: Standing
    goals: tuple[GoalRow, ...]
    references: tuple[GoalRow, ...]


@snapshot()
def build_progress_report(slug: str, selection: Selection) -> ProgressReport:
    """The standing of the committee with this address name: 7 queries, 9 where units are summed.

    Raises UnknownLocalityError.
    """
    members = family(slug, selection.scope)
    standing = members.standing()
    rows = [goal_row(goal, members.committee, members.found) for goal in standing.goals]
    return ProgressReport(
        name=localized(members.committee, "name"),
        standing=standing,
        goals=tuple(row for row in rows if row.inherited_from is None),
        references=tuple(row for row in rows if row.inherited_from),
    )
