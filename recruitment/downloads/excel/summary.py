"""The first sheet of a briefing: what the page says at its top and below its tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext, pgettext

from recruitment.charts.spec import Cell
from recruitment.downloads.briefing import NEVER, Briefing, Section
from recruitment.downloads.office import colours
from recruitment.downloads.standings import goals_of
from recruitment.reports.rows import Cell as KeyNumber
from recruitment.reports.rows import SourceLink
from recruitment.wording import numbers

from .book import Book
from .sheet import Sheet

WIDTHS = (34, 26, 14, 14, 16, 19, 14, 26)
"""Of the columns of goals, in letters."""
ACROSS = len(WIDTHS)


def write_summary(book: Book, briefing: Briefing, section: Section) -> None:
    sheet = Sheet(book, book.name(pgettext("sheet", "Summary")), grid=False)
    for column, width in enumerate(WIDTHS):
        sheet.widen(column, width)
    sheet.say(briefing.title, ACROSS, font_size=12, font_color=f"#{colours.SOFT}")
    sheet.say(section.name, ACROSS, font_size=16, bold=True)
    for text in dict.fromkeys((section.sentence, *section.paragraphs)):
        if text:
            sheet.say(text, ACROSS)
    sheet.skip()
    for label, cell in _facts(briefing, section):
        sheet.pair(label, cell, ACROSS)
    _key_numbers(sheet, section.key_numbers)
    goals = goals_of(section)
    if goals.rows:
        _heading(sheet, gettext("Targets"))
        sheet.table(goals)
    _list(sheet, gettext("Assumptions"), section.assumptions)
    _list(sheet, gettext("Figures that do not fit together"), section.discrepancies)
    _sources(sheet, section.sources)


def _facts(briefing: Briefing, section: Section) -> Iterable[tuple[str, Cell]]:
    if section.status:
        yield gettext("Status"), Cell(f"{section.status.shape} {section.status.word}")
    day = briefing.made_on if briefing.made_on != NEVER else None
    yield gettext("Figures up to"), Cell(section.as_of_text or gettext("no figures yet"), day)
    if section.window:
        yield gettext("Counted over"), Cell(section.window)
    if briefing.selection.term:
        yield gettext("Term"), Cell(numbers.period(briefing.selection.term))
    if section.provisional:
        yield pgettext("data file", "Finality"), Cell(section.provisional)


def _heading(sheet: Sheet, text: str) -> None:
    sheet.skip()
    sheet.say(text, ACROSS, bold=True, font_size=13)


def _key_numbers(sheet: Sheet, found: Sequence[KeyNumber]) -> None:
    """As the page words them; what is exactly one number is a number."""
    if found:
        _heading(sheet, gettext("In figures"))
    for one in found:
        note = f"({one.note})" if one.note else ""
        beside = " ".join(part for part in (one.unit, note) if part)
        sheet.pair(one.label, Cell(one.value, one.number), ACROSS, beside)


def _list(sheet: Sheet, title: str, texts: Sequence[str]) -> None:
    if texts:
        _heading(sheet, title)
    for text in texts:
        sheet.say(text, ACROSS)


def _sources(sheet: Sheet, sources: Sequence[SourceLink]) -> None:
    if sources:
        _heading(sheet, pgettext("menu", "Sources"))
    for source in sources:
        parts = (source.link.name, source.published)
        sheet.say(", ".join(part for part in parts if part), ACROSS)
