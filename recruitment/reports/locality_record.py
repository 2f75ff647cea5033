"""What is on record of one locality: all that its report is made of, read at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q

from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    Committee,
    FormerParent,
    MembershipCount,
    StatedResult,
    Statement,
    Succession,
    Target,
)
from recruitment.progress.locality import Standing
from recruitment.progress.periods import Period
from recruitment.progress.stated import Check
from recruitment.queries import beside
from recruitment.queries.committees import Family, family
from recruitment.queries.material import Material
from recruitment.queries.revisions import revisions
from recruitment.queries.scope import Scope

from . import figure_rows
from .rows import FigureRow, SourceLink
from .source_links import source_links
from .used import counts_used, ids_of

Row = TypeVar("Row", AdmissionCount, MembershipCount, Target)


@dataclass(frozen=True, slots=True)
class Record:
    """Rows and engine values, without words. ``checked`` are the printed results."""

    members: Family
    standing: Standing
    checked: list[tuple[StatedResult, Check]]
    activities: list[ActivityCount]
    statements: list[Statement]
    former_parents: list[FormerParent]
    successions: list[Succession]
    terms: list[Period]

    @property
    def committee(self) -> Committee:
        return self.members.committee

    @property
    def found(self) -> Material:
        return self.members.found

    def own(self, rows: Mapping[int, Row]) -> list[Row]:
        """Those of the committee itself."""
        return [row for row in rows.values() if row.committee_id == self.committee.pk]


def read_record(slug: str, scope: Scope) -> Record:
    """Everything known of the locality with this address name: at most 15 queries.

    Raises UnknownLocalityError.
    """
    members = family(slug, scope)
    committee, found = members.committee, members.found
    return Record(
        members=members,
        standing=members.standing(),
        checked=figure_rows.checks(
            beside.stated_results(Q(committee=committee), scope),
            found,
            {committee.pk: found.evidence(committee.pk)},
        ),
        activities=beside.activities(committee, scope),
        statements=beside.statements(Q(committee=committee)),
        former_parents=beside.former_parents(committee),
        successions=beside.successions(committee),
        terms=beside.terms(scope),
    )


def listed_figures(record: Record) -> tuple[FigureRow, ...]:
    """Each figure as a row of its table: no query, 2 for each kind of which some were revised."""
    found, standing = record.found, record.standing
    rows = [
        *figure_rows.admission_rows(record.own(found.count_rows), ids_of(counts_used([standing]))),
        *figure_rows.stated_rows(record.checked),
        *figure_rows.stock_rows(
            record.own(found.stock_rows),
            {goal.base.stock.id for goal in standing.goals if goal.base},
        ),
        *figure_rows.activity_rows(record.activities),
        *figure_rows.organisation_rows(record.members.organisations),
    ]
    entered = [row.row for row in rows if not isinstance(row.row, StatedResult)]
    return tuple(figure_rows.marked(rows, revisions(entered)))


def all_sources(record: Record) -> tuple[SourceLink, ...]:
    """Where everything on record comes from, each source once."""
    found = record.found
    return tuple(
        source_links(
            [
                *(row.source for row in record.own(found.count_rows)),
                *(row.source for row in record.own(found.stock_rows)),
                *(row.source for row in record.own(found.target_rows)),
                *(row.source for row, _ in record.checked),
                *(row.source for row in record.activities),
                *(row.source for row in record.members.organisations),
                *(row.source for row in record.statements),
            ]
        )
    )
