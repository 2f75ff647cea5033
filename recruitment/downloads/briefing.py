"""What a briefing says, whichever file it becomes: slides, document, workbook, print, archive.

A locality and a comparison have one section; a parent with all its localities has one for
itself and one for each of them. Every text and number stands in the reports of the pages, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, pgettext

from recruitment.charts.spec import Cell, ChartSpec, Column, Table
from recruitment.charts.words import language
from recruitment.models import Committee
from recruitment.progress.goal import Goal
from recruitment.progress.targets import WindowBasis
from recruitment.reports.compare import CompareReport
from recruitment.reports.locality import LocalityReport
from recruitment.reports.rows import Cell as KeyNumber
from recruitment.reports.rows import FigureRow, SourceLink
from recruitment.reports.selection import Selection
from recruitment.wording import numbers
from recruitment.wording.labels import WINDOW_BASIS, StatusLabel
from recruitment.wording.paragraphs import Passage

from .file import File, ascii_file_name, file_name
from .table_rows import data_table


@dataclass(frozen=True, slots=True)
class Section:
    """One locality, or several side by side.

    ``sentence`` says in one breath what ``passages`` say at length, beginning with it; they
    come topic after topic.
    ``window`` names the days that the first goal is counted over, ``provisional`` is empty where
    every figure is final. ``figures`` is the short table of figures for papers, ``data`` the
    long one for a spreadsheet; either may be without rows.
    """

    slug: str
    name: str
    sentence: str
    status: StatusLabel | None
    as_of_text: str
    window: str
    provisional: str
    passages: tuple[Passage, ...]
    key_numbers: tuple[KeyNumber, ...]
    charts: tuple[ChartSpec, ...]
    figures: Table
    data: Table
    assumptions: tuple[str, ...]
    discrepancies: tuple[str, ...]
    sources: tuple[SourceLink, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The passages without their topics."""
        return tuple(passage.text for passage in self.passages)

    def chart(self, name: str) -> ChartSpec | None:
        return next((chart for chart in self.charts if chart.name == name), None)


@dataclass(frozen=True, slots=True)
class Briefing:
    """``committee`` is whose paper it is (None for a comparison of several), ``above`` its parent.

    ``sections`` can be gone through once: a long briefing makes them one by one, so that not
    all of them are held in memory. ``count`` is how many there are. ``made_on`` is a day that
    depends on the figures alone, for the properties of a file: the same data, the same bytes.
    """

    selection: Selection
    committee: Committee | None
    above: Committee | None
    title: str
    place: str
    as_of_text: str
    language: str
    made_on: date
    sections: Iterable[Section]
    count: int
    ascii_place: str

    def file(self, ending: str, content_type: str, body: bytes) -> File:
        """The file under the briefing's own name."""
        asked = self.selection.as_of.isoformat() if self.selection.as_of else ""
        return File(
            name=file_name(self.title, self.place, asked, ending=ending),
            ascii_name=ascii_file_name(self.ascii_place, "briefing", asked, ending=ending),
            content_type=content_type,
            body=body,
        )


NOTHING = Table((), ())
NEVER = date(2000, 1, 1)
"""In place of the day of figures where there is none."""


def locality_briefing(report: LocalityReport) -> Briefing:
    """Everything that a locality's page shows."""
    return Briefing(
        selection=report.selection,
        committee=report.committee,
        above=report.committee.parent,
        title=gettext("Progress of admissions"),
        place=report.name,
        as_of_text=report.as_of_text,
        language=language(),
        made_on=report.as_of or NEVER,
        sections=(locality_section(report),),
        count=1,
        ascii_place=report.committee.slug,
    )


def locality_section(report: LocalityReport) -> Section:
    goal = report.standing.headline
    return Section(
        slug=report.committee.slug,
        name=report.name,
        sentence=str(report.sentence),
        status=report.status,
        as_of_text=report.as_of_text,
        window=window_text(goal) if goal else "",
        provisional=provisional_mark(report.charts),
        passages=report.passages,
        key_numbers=report.strip,
        charts=report.charts,
        figures=figures_table(report.figures),
        data=data_table(report),
        assumptions=report.assumptions,
        discrepancies=report.discrepancies,
        sources=report.sources,
    )


def compare_briefing(report: CompareReport) -> Briefing:
    """Two to six localities side by side."""
    last = max((row.day for row in report.rows if row.day), default=None)
    section = _compare_section(report, last)
    return Briefing(
        selection=report.selection,
        committee=None,
        above=None,
        title=gettext("Progress of admissions side by side"),
        place=section.name,
        as_of_text=section.as_of_text,
        language=language(),
        made_on=last or NEVER,
        sections=(section,),
        count=1,
        ascii_place="-".join(row.locality.slug for row in report.rows),
    )


def _compare_section(report: CompareReport, last: date | None) -> Section:
    """``last`` is the last day that a figure of the comparison reaches."""
    charts = (report.chart,) if report.chart else ()
    return Section(
        slug="",
        name=", ".join(row.locality.name for row in report.rows),
        sentence=report.chart.summary if report.chart else "",
        status=None,
        as_of_text=numbers.day(last) if last else "",
        window="",
        provisional=provisional_mark(charts),
        passages=report.passages,
        key_numbers=(),
        charts=charts,
        figures=NOTHING,
        data=report.chart.table if report.chart else NOTHING,
        assumptions=(),
        discrepancies=(),
        sources=report.sources,
    )


def window_text(goal: Goal) -> str:
    """The days that a goal is counted over, and whether that is an assumption."""
    text = numbers.span(goal.window)
    if goal.target.window_basis is WindowBasis.ASSUMED and goal.year is None:
        return f"{text} ({WINDOW_BASIS[WindowBasis.ASSUMED]})"
    return text


def figures_table(rows: Iterable[FigureRow]) -> Table:
    """The figures as the page lists them, in five columns of text."""
    columns = (
        Column(pgettext("column", "Content")),
        Column(gettext("Period")),
        Column(pgettext("column", "Stated"), numeric=True),
        Column(pgettext("column", "Computed"), numeric=True),
        Column(pgettext("column", "Comparison")),
        Column(gettext("Source")),
    )
    return Table(columns, tuple(_figure(row) for row in rows))


def _figure(row: FigureRow) -> tuple[Cell, ...]:
    what = "; ".join(part for part in (row.content, row.note, *row.marks) if part)
    verdict = row.verdict
    said = f"{verdict.shape} {verdict.word}" if row.check else str(verdict.word)
    cells = (what, row.period, row.stated, row.computed, said, row.source.short or row.source.name)
    return tuple(Cell(text) for text in cells)


def provisional_mark(charts: Iterable[ChartSpec]) -> str:
    return next((chart.provisional for chart in charts if chart.provisional), "")
