"""The report of one locality: what its page, its files and its JSON show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from recruitment.charts.ranking import UnitOrder
from recruitment.charts.spec import ChartSpec
from recruitment.models import Committee
from recruitment.models.text import localized
from recruitment.progress.locality import Standing
from recruitment.progress.periods import Period
from recruitment.queries.snapshot import snapshot
from recruitment.wording import numbers
from recruitment.wording.clauses import Sentence
from recruitment.wording.labels import CONFLICT, STATUS, StatusLabel
from recruitment.wording.paragraphs import Passage
from recruitment.wording.sentences import age_text, headline_sentence

from .assumptions import assumptions
from .coverage import coverage
from .goal_rows import goal_row, told_apart
from .lives import life_notes
from .locality_charts import locality_charts, with_revisions
from .locality_record import Record, all_sources, listed_figures, read_record
from .paragraphs import page_texts, passages, remark_texts, unit_texts
from .rows import Cell, FigureRow, GoalRow, Link, SourceLink, link_to
from .selection import Selection
from .source_links import source_link
from .strip import strip
from .unit_rows import UnitTable, unit_table


@dataclass(frozen=True, slots=True)
class LocalityReport:
    """Everything about one committee, in the active language.

    ``standing`` holds the engine's values; all other fields are texts made of them. ``passages``
    say at length, for papers, what ``sentence`` begins; ``outlook`` is what the page says of it.
    ``goal_rows`` are its own goals and those of targets from above.
    """

    selection: Selection
    committee: Committee
    name: str
    short_name: str
    breadcrumbs: tuple[Link, ...]
    life: tuple[str, ...]
    standing: Standing
    sentence: Sentence
    outlook: tuple[str, ...]
    passages: tuple[Passage, ...]
    as_of_text: str
    age: str
    strip: tuple[Cell, ...]
    goal_rows: tuple[GoalRow, ...]
    coverage: str
    charts: tuple[ChartSpec, ...]
    units: UnitTable
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
    def status(self) -> StatusLabel:
        return STATUS[self.standing.status]

    @property
    def as_of(self) -> date | None:
        return self.standing.as_of

    @property
    def goals(self) -> tuple[GoalRow, ...]:
        """Of the committee's own targets."""
        return tuple(row for row in self.goal_rows if row.inherited_from is None)

    @property
    def references(self) -> tuple[GoalRow, ...]:
        """Of targets that committees above set for all below them."""
        return tuple(row for row in self.goal_rows if row.inherited_from)

    @property
    def units_query(self) -> str:
        """The query part of an address that also asks for the order of the units."""
        query = self.selection.query
        if self.units.order is UnitOrder.ADMITTED:
            return query
        return f"{query}{'&' if query else '?'}units={self.units.order.value}"

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
    record = read_record(slug, selection.scope)
    units = unit_table(record.members, record.standing, units_order)
    return _in_words(record, units, listed_figures(record), selection)


def _in_words(
    record: Record, units: UnitTable, figures: tuple[FigureRow, ...], selection: Selection
) -> LocalityReport:
    """What the record says in the active language. No query."""
    members, standing, committee = record.members, record.standing, record.committee
    rows = told_apart([goal_row(goal, committee, record.found) for goal in standing.goals])
    charts = locality_charts(members, standing, rows, units, record.activities)
    sentence = _sentence(record, selection)
    covered = coverage(members.organisations)
    told = unit_texts(members, standing, units, covered)
    remarks = remark_texts(rows, standing, figures)
    return LocalityReport(
        selection=selection,
        committee=committee,
        name=localized(committee, "name"),
        short_name=localized(committee, "short_name"),
        breadcrumbs=tuple(link_to(row) for row in members.ancestors),
        life=tuple(life_notes(committee, record.former_parents, record.successions)),
        standing=standing,
        sentence=sentence,
        outlook=page_texts(members, standing),
        passages=passages(sentence, members, standing, rows, record.activities, told, remarks),
        as_of_text=numbers.day(standing.as_of) if standing.as_of else "",
        age=age_text(standing.as_of, selection.today) if standing.as_of else "",
        strip=strip(standing, record.found, committee),
        goal_rows=tuple(rows),
        coverage=covered,
        charts=tuple(with_revisions(charts, figures)),
        units=units,
        figures=figures,
        statements=tuple(_statements(record)),
        assumptions=assumptions(standing, rows, record.found, committee),
        discrepancies=tuple(_discrepancies(standing)),
        sources=all_sources(record),
        terms=tuple(record.terms),
    )


def _sentence(record: Record, selection: Selection) -> Sentence:
    return headline_sentence(
        localized(record.committee, "name"),
        record.standing,
        until=selection.as_of,
        term=selection.term,
        sums=record.found.sums.get(record.committee.pk),
    )


def _statements(record: Record) -> Iterator[tuple[str, Link]]:
    for row in record.statements:
        yield localized(row, "text"), source_link(row.source)


def _discrepancies(standing: Standing) -> Iterator[str]:
    for found in standing.discrepancies:
        yield gettext("%(what)s (%(days)s): %(used)s against %(other)s.") % {
            "what": CONFLICT[found.conflict],
            "days": numbers.span(found.period),
            "used": numbers.between(found.used),
            "other": numbers.between(found.other),
        }
