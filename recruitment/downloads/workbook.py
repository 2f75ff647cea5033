"""Workbooks: a briefing, the figures of a locality, one chart with its table."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

from recruitment.charts.spec import ChartSpec
from recruitment.charts.words import language
from recruitment.reports.locality import LocalityReport

from .briefing import NEVER, Briefing, Section, locality_briefing
from .charted import Charted, chart_file, day_of
from .excel.book import CONTENT_TYPE, Book, Paper
from .excel.charts import write_charts
from .excel.listing import Figures, Standings
from .excel.summary import write_summary
from .file import File, ascii_file_name, file_name


def briefing_workbook(briefing: Briefing) -> File:
    """Summary, figures, charts; of a parent with its localities also where each of them stands.

    The charts are those of the first section, which has the localities side by side: eight
    hundred of them help nobody.
    """
    sections = iter(briefing.sections)
    first = next(sections)
    book = Book(_paper(briefing, first))
    write_summary(book, briefing, first)
    several = briefing.count > 1
    standings = Standings(book) if several else None
    figures = Figures(book, several=several)
    write_charts(book, first.charts)
    section: Section | None = first
    while section:
        figures.add(section)
        if standings and section.slug:
            standings.add(section)
        section = next(sections, None)
    figures.close()
    if standings:
        standings.close()
    return briefing.file("xlsx", CONTENT_TYPE, book.body())


def locality_workbook(report: LocalityReport) -> File:
    """The figures behind the page, and what the page says of them."""
    briefing = locality_briefing(report)
    (section,) = briefing.sections
    book = Book(_paper(briefing, section))
    figures = Figures(book)
    figures.add(section)
    figures.close()
    write_summary(book, briefing, section)
    day = day_of(report)
    return File(
        name=file_name(report.short_name, pgettext("data file", "figures"), day, ending="xlsx"),
        ascii_name=ascii_file_name(report.slug, "data", day, ending="xlsx"),
        content_type=CONTENT_TYPE,
        body=book.body(),
    )


def chart_workbook(report: Charted, chart: ChartSpec) -> File:
    """One chart as Excel draws it, with its table."""
    made_on = report.selection.as_of or NEVER
    book = Book(Paper(chart.title, chart.place, language(), made_on, chart.source))
    write_charts(book, (chart,))
    return chart_file(report, chart, "xlsx", CONTENT_TYPE, book.body())


def _paper(briefing: Briefing, first: Section) -> Paper:
    names = "; ".join(source.link.short or source.link.name for source in first.sources)
    source = gettext("Source: %(names)s") % {"names": names} if names else ""
    return Paper(briefing.title, briefing.place, briefing.language, briefing.made_on, source)
