"""The place and the sources of each chart: those of the figures it is drawn from, and no others.

A chart of targets without any figure names the sources of the targets.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from recruitment.charts.inputs import Frame
from recruitment.models import ActivityCount, AdmissionCount, MembershipCount, Target
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
        drawn = [*self._rows(counts), *figures]
        provisional = any(row.finality == Finality.PROVISIONAL for row in drawn)
        return self._frame(drawn, provisional=provisional)

    def _rows(self, counts: Iterable[Count]) -> list[AdmissionCount]:
        rows = self.family.found.count_rows
        return [rows[pk] for pk in sorted(ids_of(counts)) if pk in rows]

    def _frame(self, told: Iterable[Figure | Target], *, provisional: bool = False) -> Frame:
        sources = {row.source_id: row.source for row in told}
        inorder = sorted(sources.values(), key=lambda source: source.order)
        place = localized(self.family.committee, "name")
        return Frame(place, tuple(map(short_title, inorder)), provisional)

    def of_goals(self, goals: Iterable[Goal]) -> Frame:
        """The frame of a chart of goals, with the members that their rates are taken of."""
        told, found = list(goals), self.family.found
        bases = {goal.base.stock.id for goal in told if goal.base}
        stocks = [row for pk, row in found.stock_rows.items() if pk in bases]
        frame = self.of(counts_of(goal.tiling for goal in told), stocks)
        return frame if frame.sources else self._frame(found.target_rows[g.target.id] for g in told)
