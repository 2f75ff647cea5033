"""The place and the sources of each chart: those of the figures it is drawn from, and no others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from recruitment.charts.inputs import Frame
from recruitment.models import ActivityCount, AdmissionCount, MembershipCount
from recruitment.models.text import localized
from recruitment.progress.counts import Count, Finality
from recruitment.progress.goal import Goal
from recruitment.queries.committees import Family

from .source_links import short_title
from .used import counts_of, ids_of

Figure: TypeAlias = AdmissionCount | MembershipCount | ActivityCount


@dataclass(frozen=True, slots=True)
class Frames:
    """Makes the frames of one committee's charts. No query."""

    family: Family

    def of(self, counts: Iterable[Count] = (), figures: Iterable[Figure] = ()) -> Frame:
        """The frame of a chart of these counts and of these other figures."""
        rows = self.family.found.count_rows
        drawn = [*(rows[pk] for pk in sorted(ids_of(counts)) if pk in rows), *figures]
        sources = {row.source_id: row.source for row in drawn}
        return Frame(
            localized(self.family.committee, "name"),
            tuple(
                short_title(source)
                for source in sorted(sources.values(), key=lambda source: source.order)
            ),
            any(row.finality == Finality.PROVISIONAL for row in drawn),
        )

    def of_goals(self, goals: Iterable[Goal]) -> Frame:
        """The frame of a chart of goals, with the members that their rates are taken of."""
        told = list(goals)
        bases = {goal.base.stock.id for goal in told if goal.base}
        return self.of(
            counts_of(goal.tiling for goal in told),
            [row for pk, row in self.family.found.stock_rows.items() if pk in bases],
        )
