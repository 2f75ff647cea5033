"""The articles: what was taken from each, and how its printed results fare."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from recruitment.models import Committee, Source, StatedResult, Target
from recruitment.models.text import localized
from recruitment.progress.stated import Check
from recruitment.queries.material import target_of
from recruitment.queries.snapshot import snapshot
from recruitment.queries.sources import Content, articles, content
from recruitment.wording.goals import stated_period, target_text
from recruitment.wording.labels import BASIS, VERDICT, StatusLabel

from . import figure_rows
from .goal_rows import document_text
from .rows import FigureRow, Link, link_to
from .selection import Selection
from .source_links import published, short_title, source_link


@dataclass(frozen=True, slots=True)
class SourceSummary:
    link: Link
    publisher: str
    published: str
    figures: int
    targets: int
    results: int


@dataclass(frozen=True, slots=True)
class TargetRow:
    target: str
    period: str
    document: str
    basis: str
    note: str


@dataclass(frozen=True, slots=True)
class SourceSection:
    """What one source says of one committee."""

    committee: Link
    targets: tuple[TargetRow, ...]
    figures: tuple[FigureRow, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceReport:
    source: Source
    title: str
    short_title: str
    publisher: str
    published: str
    note: str
    sections: tuple[SourceSection, ...]
    results: tuple[tuple[StatedResult, Check], ...]

    @property
    def with_targets(self) -> list[SourceSection]:
        return [section for section in self.sections if section.targets]

    @property
    def with_figures(self) -> list[SourceSection]:
        return [section for section in self.sections if section.figures]

    @property
    def with_statements(self) -> list[SourceSection]:
        return [section for section in self.sections if section.statements]

    @property
    def verdicts(self) -> list[tuple[StatusLabel, int]]:
        """How its printed results fare: each verdict with how many have it."""
        counted = Counter(result.verdict for _row, result in self.results)
        return [(label, counted[code]) for code, label in VERDICT.items() if counted[code]]


@snapshot()
def build_sources_report(selection: Selection) -> tuple[SourceSummary, ...]:
    """Every article with how much was taken from it: 7 queries."""
    return tuple(
        SourceSummary(
            link=source_link(taken.source),
            publisher=taken.source.publisher,
            published=published(taken.source),
            figures=taken.figures,
            targets=taken.targets,
            results=taken.results,
        )
        for taken in articles(selection.scope)
    )


@snapshot()
def build_source_report(slug: str, selection: Selection) -> SourceReport:
    """One source with all that was taken from it: 11 queries.

    Raises UnknownSourceError.
    """
    said = content(slug, selection.scope)
    evidence = {row.committee_id: said.found.evidence(row.committee_id) for row in said.results}
    checked = figure_rows.checks(said.results, said.found, evidence)
    return SourceReport(
        source=said.source,
        title=localized(said.source, "title"),
        short_title=short_title(said.source),
        publisher=said.source.publisher,
        published=published(said.source),
        note=_note(said.source),
        sections=tuple(_sections(said, checked)),
        results=tuple(checked),
    )


def _note(source: Source) -> str:
    if source.kind == Source.Kind.ENTRY:
        return gettext("Reported by committees and approved; each stands on its locality's page.")
    return localized(source, "published_note")


def _sections(said: Content, checked: list[tuple[StatedResult, Check]]) -> list[SourceSection]:
    """What the source says, by committee from the root down."""
    committees: dict[int, Committee] = {}
    figures: dict[int, list[FigureRow]] = defaultdict(list)
    targets: dict[int, list[TargetRow]] = defaultdict(list)
    statements: dict[int, list[str]] = defaultdict(list)
    for target in said.targets:
        committees[target.committee_id] = target.committee
        targets[target.committee_id].append(_target_row(target))
    for committee, row in _figures(said, checked):
        committees[committee.pk] = committee
        figures[committee.pk].append(row)
    for statement in said.statements:
        committees[statement.committee_id] = statement.committee
        statements[statement.committee_id].append(localized(statement, "text"))
    return [
        SourceSection(
            link_to(committee),
            tuple(targets[pk]),
            tuple(figures[pk]),
            tuple(statements[pk]),
        )
        for pk, committee in sorted(committees.items(), key=lambda item: item[1].path)
    ]


def _figures(
    said: Content, checked: list[tuple[StatedResult, Check]]
) -> Iterator[tuple[Committee, FigureRow]]:
    for count in said.admissions:
        yield count.committee, figure_rows.admission_rows([count], set())[0]
    for result in checked:
        yield result[0].committee, figure_rows.stated_rows([result])[0]
    for stock in said.stocks:
        yield stock.committee, figure_rows.stock_rows([stock])[0]
    for activity in said.activities:
        yield activity.committee, figure_rows.activity_rows([activity])[0]
    for organisation in said.organisations:
        yield organisation.committee, figure_rows.organisation_rows([organisation])[0]


def _target_row(row: Target) -> TargetRow:
    target = target_of(row)
    text = target_text(target)
    if not row.category.is_total:
        text = f"{text} ({localized(row.category, 'name')})"
    return TargetRow(
        target=text,
        period=stated_period(target),
        document=document_text(row),
        basis=str(BASIS[target.basis]),
        note=localized(row, "window_note"),
    )
