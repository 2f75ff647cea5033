"""The report of one locality: what its page, its files and its JSON show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q
from django.utils.translation import gettext

from recruitment.charts.ranking import UnitOrder
from recruitment.charts.spec import ChartSpec
from recruitment.models import (
    AdmissionCount,
    Committee,
    MembershipCount,
    StatedResult,
    Target,
)
from recruitment.models.text import localized
from recruitment.progress.locality import Standing
from recruitment.progress.periods import Period
from recruitment.progress.targets import Cadence
from recruitment.queries import beside
from recruitment.queries.committees import Family, family
from recruitment.queries.revisions import revisions
from recruitment.queries.snapshot import snapshot
from recruitment.wording import numbers
from recruitment.wording.clauses import Sentence
from recruitment.wording.labels import CONFLICT, STATUS, StatusLabel
from recruitment.wording.paragraphs import Passage
from recruitment.wording.sentences import age_text, headline_sentence

from . import figure_rows
from .assumptions import assumptions
from .coverage import coverage
from .goal_rows import goal_row, origins, told_apart
from .lives import life_notes
from .locality_charts import locality_charts, with_revisions
from .paragraphs import behind_units, page_texts, passages, remark_texts, unit_texts
from .rows import Cell, FigureRow, GoalRow, Link, SourceLink, UnitRow, YearRow, link_to
from .selection import Selection
from .source_links import source_link, source_links
from .strip import strip
from .unit_rows import order_of, unit_facts, unit_rows, units_note
from .used import counts_used, ids_of


@dataclass(frozen=True, slots=True)
class LocalityReport:
    """Everything about one committee, in the active language.

    ``standing`` holds the engine's values; all other fields are texts made of them. ``passages``
    say at length, for papers, what ``sentence`` begins; ``outlook`` is what the page says of it.
    ``goals`` are the committee's own, ``references`` those of targets from above.
    """

    selection: Selection
    committee: Committee
    name: str
    short_name: str
    kind: str
    breadcrumbs: tuple[Link, ...]
    sub_committees: tuple[Link, ...]
    life: tuple[str, ...]
    standing: Standing
    sentence: Sentence
    outlook: tuple[str, ...]
    passages: tuple[Passage, ...]
    status: StatusLabel
    as_of: date | None
    as_of_text: str
    age: str
    strip: tuple[Cell, ...]
    goals: tuple[GoalRow, ...]
    references: tuple[GoalRow, ...]
    coverage: str
    years: tuple[YearRow, ...]
    charts: tuple[ChartSpec, ...]
    units: tuple[UnitRow, ...]
    units_order: UnitOrder
    units_note: str
    units_facts: tuple[str, ...]
    units_behind: str
    figures: tuple[FigureRow, ...]
    statements: tuple[tuple[str, Link], ...]
    assumptions: tuple[str, ...]
    discrepancies: tuple[str, ...]
    sources: tuple[SourceLink, ...]
    terms: tuple[Period, ...]

    @property
    def slug(self) -> str:
        return self.committee.slug

    @property
    def units_known(self) -> bool:
        """Some unit has more than a name."""
        return any(row.reported or row.period or row.goal for row in self.units)

    @property
    def units_query(self) -> str:
        """The query part of an address that also asks for the order of the units."""
        query = self.selection.query
        if self.units_order is UnitOrder.ADMITTED:
            return query
        return f"{query}{'&' if query else '?'}units={self.units_order.value}"

    def chart(self, name: str) -> ChartSpec | None:
        return next((chart for chart in self.charts if chart.name == name), None)


@snapshot()
def build_locality_report(
    slug: str, selection: Selection, units_order: UnitOrder = UnitOrder.ADMITTED
) -> LocalityReport:
    """The report of the committee with this address name: at most 17 queries, and two more for
    each kind of figure of which some were revised.

    Raises UnknownLocalityError.
    """
    scope = selection.scope
    members = family(slug, scope)
    committee = members.committee
    standing = members.standing()
    found = members.found
    rows = told_apart([goal_row(goal, committee, found) for goal in standing.goals])
    checked = figure_rows.checks(
        beside.stated_results(Q(committee=committee), scope),
        found,
        {committee.pk: found.evidence(committee.pk)},
    )
    activities = beside.activities(committee, scope)
    statements = beside.statements(Q(committee=committee))
    order = order_of(standing, units_order)
    units = unit_rows(members, standing, order)
    figures = [
        *figure_rows.admission_rows(
            _of(found.count_rows, committee), ids_of(counts_used([standing]))
        ),
        *figure_rows.stated_rows(checked),
        *figure_rows.stock_rows(
            _of(found.stock_rows, committee),
            {goal.base.stock.id for goal in standing.goals if goal.base},
        ),
        *figure_rows.activity_rows(activities),
        *figure_rows.organisation_rows(members.organisations),
    ]
    entered = [row.row for row in figures if not isinstance(row.row, StatedResult)]
    figures = figure_rows.marked(figures, revisions(entered))
    charts = locality_charts(members, standing, rows, units, activities, order)
    sentence = headline_sentence(
        localized(committee, "name"),
        standing,
        until=selection.as_of,
        term=selection.term,
        sums=found.sums.get(committee.pk),
    )
    note = units_note(standing)
    units_facts = (*unit_facts(standing), *_sums_without_goals(members, standing))
    covered = coverage(members.organisations)
    return LocalityReport(
        selection=selection,
        committee=committee,
        name=localized(committee, "name"),
        short_name=localized(committee, "short_name"),
        kind=localized(committee.kind, "name"),
        breadcrumbs=tuple(link_to(row) for row in members.ancestors),
        sub_committees=tuple(link_to(row) for row in members.children),
        life=tuple(life_notes(committee)),
        standing=standing,
        sentence=sentence,
        outlook=page_texts(members, standing),
        passages=passages(
            str(sentence),
            members,
            standing,
            rows,
            activities,
            unit_texts(members, standing, units, (note, covered, *units_facts)),
            remark_texts(rows, standing, figures),
        ),
        status=STATUS[standing.status],
        as_of=standing.as_of,
        as_of_text=numbers.day(standing.as_of) if standing.as_of else "",
        age=age_text(standing.as_of, selection.today) if standing.as_of else "",
        strip=strip(standing, found, committee),
        goals=tuple(row for row in rows if row.inherited_from is None),
        references=tuple(row for row in rows if row.inherited_from),
        coverage=covered,
        years=_years(rows),
        charts=tuple(with_revisions(charts, figures)),
        units=units,
        units_order=order,
        units_note=note,
        units_facts=units_facts,
        units_behind=behind_units(units),
        figures=tuple(figures),
        statements=tuple((localized(row, "text"), source_link(row.source)) for row in statements),
        assumptions=assumptions(standing, rows, found, committee),
        discrepancies=tuple(_discrepancies(standing)),
        sources=tuple(
            source_links(
                [
                    *(row.source for row in _of(found.count_rows, committee)),
                    *(row.source for row in _of(found.stock_rows, committee)),
                    *(row.source for row in _of(found.target_rows, committee)),
                    *(row.source for row, _ in checked),
                    *(row.source for row in activities),
                    *(row.source for row in members.organisations),
                    *(row.source for row in statements),
                ]
            )
        ),
        terms=tuple(beside.terms(scope)),
    )


Row = TypeVar("Row", AdmissionCount, MembershipCount, Target)


def _of(rows: Mapping[int, Row], committee: Committee) -> list[Row]:
    return [row for row in rows.values() if row.committee_id == committee.pk]


def _years(rows: Sequence[GoalRow]) -> tuple[YearRow, ...]:
    """The years of yearly targets, in order; averages after the years they are taken over."""
    yearly = [
        row
        for row in rows
        if row.inherited_from is None
        and row.goal.target.cadence is Cadence.YEAR
        and (row.goal.year or row.goal.average)
    ]
    yearly.sort(key=lambda row: (row.goal.window.start.year, row.goal.average, row.goal.target.id))
    return tuple(
        YearRow(
            year=row.period if not row.category else f"{row.period} ({row.category})",
            target=row.target,
            admitted=row.admitted,
            percent=row.percent,
            status=row.status,
        )
        for row in yearly
    )


def _sums_without_goals(members: Family, standing: Standing) -> list[str]:
    """Of how many units a sum is made, where no goal says so."""
    if any(goal.tiling for goal in standing.own_goals):
        return []
    return origins(standing.headline_count, members.committee, members.found)


def _discrepancies(standing: Standing) -> Iterator[str]:
    for found in standing.discrepancies:
        yield gettext("%(what)s (%(days)s): %(used)s against %(other)s.") % {
            "what": CONFLICT[found.conflict],
            "days": numbers.span(found.period),
            "used": numbers.between(found.used),
            "other": numbers.between(found.other),
        }
