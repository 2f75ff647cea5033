"""A briefing as slides with charts that PowerPoint draws and its users edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext
from pptx.slide import Slide

from recruitment.charts.spec import AxisKind, ChartSpec, Table
from recruitment.charts.words import DOT, joined
from recruitment.reports.rows import Cell as KeyNumber
from recruitment.wording import numbers
from recruitment.wording.paragraphs import Topic

from .briefing import Briefing, Section
from .file import File
from .office import colours
from .office import deck_look as look
from .office.deck import Deck
from .office.deck_look import Box, Line
from .office.deck_master import CONTENT, COVER, FOOT_AT, HEAD_AT, SENTENCE
from .office.deck_tables import add_table, laid
from .office.native import height_of, native_chart, parts
from .office.plot import Look

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
CHART_TEXT, ROW_TEXTS = 14, (16, 14, 12)
"""Points of the letters in charts; in those of rows the largest at which all find room."""
GAP = 6
"""Between the texts of a slide and its chart."""
BOTTOM = look.FOOT_BOX.top + look.FOOT_BOX.height
SPACIOUS = 2
"""Times the least height that rows may take."""
SOURCES = 3
"""So many sources are named on a slide; the notes name all."""


def briefing_pptx(briefing: Briefing) -> File:
    """Cover; for each section its sentence and its charts; for the first its tables, too.

    The tables of the units in a briefing of many are in the workbook: on slides they would be
    most of it.
    """
    deck = Deck(briefing.language)
    cover = deck.slide(COVER, briefing.title)
    sections = iter(briefing.sections)
    first = next(sections)
    _section(deck, first)
    _tables(deck, first)
    provisional = first.provisional
    for section in sections:
        _section(deck, section)
        provisional = provisional or section.provisional
    deck.put(cover, 1, list(_cover_lines(briefing, first, provisional)))
    deck.note(cover, list(_notes(first)))
    body = deck.bytes(f"{briefing.title} – {briefing.place}", briefing.made_on)
    return briefing.file("pptx", CONTENT_TYPE, body)


def _cover_lines(briefing: Briefing, first: Section, provisional: str) -> Iterator[Line]:
    place = [briefing.place]
    size = look.fitted(place, replace(look.COVER_TEXT, height=90), (26, 22, 18, 16), bold=True)
    yield Line(briefing.place, size, colours.INK, bold=True)
    if briefing.as_of_text:
        yield Line(gettext("Figures to %(date)s") % {"date": briefing.as_of_text})
    if first.window:
        yield Line(gettext("Counted over: %(days)s") % {"days": first.window})
    if provisional:
        yield Line(provisional, color=look.BRAND, bold=True)
    sources = _source_line(first)
    if sources:
        yield Line(sources, 12)


def _source_line(section: Section) -> str:
    """A few sources by their short names, and how many more there are."""
    names = [source.link.short or source.link.name for source in section.sources]
    if not names:
        return ""
    shown = "; ".join(names[:SOURCES])
    if len(names) > SOURCES:
        more = gettext("and %(number)s more (see the notes)")
        shown = f"{shown}; {more % {'number': numbers.number(len(names) - SOURCES)}}"
    return gettext("Source: %(names)s") % {"names": shown}


# -- One section -----------------------------------------------------------------------------------


def _section(deck: Deck, section: Section) -> None:
    _sentence(deck, section)
    for chart in section.charts:
        _chart(deck, section, chart)


def _sentence(deck: Deck, section: Section) -> None:
    """What can be said in one breath, its status, and the few numbers."""
    slide = deck.slide(SENTENCE, section.name)
    results = [passage.text for passage in section.passages if passage.topic is Topic.RESULT]
    texts = [section.sentence] if section.status else results
    foot = [text for text in (section.provisional, _source_line(section)) if text]
    foot_box = _foot_box(foot)
    cards = 150 if section.key_numbers else 0
    status = 30 if section.status else 0
    top = look.BODY.top
    room = replace(look.BODY, height=foot_box.top - top - cards - status - 4 * GAP)
    size = look.fitted(texts, room, look.SENTENCE_SIZES)
    height = look.height_of(texts, room.width, size) + 0.3 * size * len(texts)
    deck.put(slide, 1, [Line(text, size) for text in texts], replace(room, height=height))
    top += height + 2 * GAP
    if section.status:
        said = joined(
            f"{section.status.shape} {section.status.word}",
            gettext("figures to %(date)s") % {"date": section.as_of_text}
            if section.as_of_text
            else "",
            by=DOT,
        )
        line = Line(said, 18, look.tone(section.status), bold=True)
        deck.text(slide, [line], Box(look.BODY.left, top, look.BODY.width, status))
        top += status + 2 * GAP
    for card, box in zip(section.key_numbers, _card_boxes(section, top, cards), strict=True):
        deck.text(slide, _card(card, box), box)
    _foot(deck, slide, foot, foot_box, section.provisional)
    deck.note(slide, list(_notes(section)))


def _card_boxes(section: Section, top: float, height: float) -> list[Box]:
    count = len(section.key_numbers)
    between = 24
    width = (look.BODY.width - between * (count - 1)) / max(1, count)
    lefts = (look.BODY.left + at * (width + between) for at in range(count))
    return [Box(left, top, width, height) for left in lefts]


def _card(number: KeyNumber, box: Box) -> list[Line]:
    whole = joined(number.value, number.unit, by=" ")
    size = look.fitted([whole], replace(box, height=44), (32, 28, 24, 20, 16, 13), bold=True)
    note = look.fitted([number.note], replace(box, height=box.height - 66), (14, 12, 11, 10, 9, 8))
    lines = [Line(number.label, 14, colours.SOFT), Line(whole, size, colours.INK, bold=True)]
    return [*lines, Line(number.note, note, colours.SOFT)] if number.note else lines


# -- Charts ----------------------------------------------------------------------------------------


def _chart(deck: Deck, section: Section, spec: ChartSpec) -> None:
    """A slide for the chart, or as many as its rows need."""
    title = joined(spec.title, spec.place, by=" – ")
    unit = gettext("unit: %(unit)s") % {"unit": spec.unit}
    head = [text for text in (joined(spec.subtitle, unit, by=DOT), spec.reading) if text]
    foot = _foot_of(spec)
    head_box = replace(look.HEAD_BOX, height=look.height_of(head, look.HEAD_BOX.width, look.HEAD))
    foot_box = _foot_box(foot)
    top = head_box.top + head_box.height + GAP
    box = Box(look.HEAD_BOX.left, top, look.HEAD_BOX.width, foot_box.top - GAP - top)
    room = _room(spec, Look(look.FONT, box.width, box.height, CHART_TEXT))
    looks = [(part, _lower(part, room)) for part in parts(spec, room)]
    charts = [native_chart(*one) for one in looks]
    if None in charts:
        _table(deck, section, title, spec.table, foot)
        return
    for at, chart in enumerate(charts, start=1):
        slide = deck.slide(CONTENT, _numbered(title, at, len(charts)))
        deck.put(slide, HEAD_AT, [Line(text, look.HEAD) for text in head], head_box)
        if chart:
            deck.chart(slide, chart, replace(box, height=looks[at - 1][1].height), spec.summary)
        _foot(deck, slide, foot, foot_box, spec.provisional)
        deck.note(slide, list(_notes(section, spec)))


def _room(spec: ChartSpec, room: Look) -> Look:
    """With letters as large as the rows allow."""
    if spec.y.kind is not AxisKind.CATEGORIES:
        return room
    sized = [replace(room, text=size) for size in ROW_TEXTS]
    return next((one for one in sized if height_of(spec, one) <= one.height), sized[-1])


def _lower(spec: ChartSpec, room: Look) -> Look:
    """A few rows do not fill a slide."""
    if spec.y.kind is AxisKind.CATEGORIES:
        return replace(room, height=min(room.height, SPACIOUS * height_of(spec, room)))
    return room


def _numbered(title: str, at: int, count: int) -> str:
    return f"{title} ({at}/{count})" if count > 1 else title


def _foot_of(spec: ChartSpec) -> list[str]:
    """The mark and the source first: notes for which there is no room stand in the notes only."""
    wanted = [text for text in (spec.provisional, spec.source, *spec.notes) if text]
    while len(wanted) > 1 and _too_high(wanted):
        wanted.pop()
    return wanted


def _too_high(texts: Sequence[str]) -> bool:
    height = look.height_of(texts, look.FOOT_BOX.width, look.FOOT)
    return height > look.FOOT_BOX.height


def _foot_box(texts: Sequence[str]) -> Box:
    """At the bottom, as high as its texts."""
    box = look.FOOT_BOX
    height = look.height_of(texts, box.width, look.FOOT) + 3 * len(texts)
    return replace(box, top=BOTTOM - height, height=height)


def _foot(deck: Deck, slide: Slide, texts: Sequence[str], box: Box, mark: str) -> None:
    """``mark``: the one of the texts that says that figures may change."""
    size = look.fitted(texts, look.FOOT_BOX, (look.FOOT, 9, look.SMALLEST))
    lines = [Line(text, size, look.BRAND if text == mark else "", text == mark) for text in texts]
    deck.put(slide, FOOT_AT, lines, box)


# -- Tables ----------------------------------------------------------------------------------------


def _tables(deck: Deck, section: Section) -> None:
    """The ranking and the figures; of a comparison the numbers of its chart."""
    ranking = section.chart("children")
    if ranking:
        title = gettext("%(title)s: the numbers") % {"title": ranking.title}
        title = joined(title, ranking.place, by=" – ")
        _table(deck, section, title, ranking.table, [ranking.provisional, ranking.source])
    if section.figures.rows:
        title = joined(gettext("Figures and stated results"), section.name, by=" – ")
        _table(deck, section, title, section.figures, [section.provisional])
    elif section.data.rows and section.status is None:
        _table(deck, section, gettext("The numbers compared"), section.data, [section.provisional])


def _table(deck: Deck, section: Section, title: str, table: Table, foot: Sequence[str]) -> None:
    texts = [text for text in foot if text]
    foot_box = _foot_box(texts)
    top = look.HEAD_BOX.top + GAP
    room = foot_box.top - GAP - top
    found = laid(table, look.HEAD_BOX.width, room)
    split = list(found.parts(room))
    for at, rows in enumerate(split, start=1):
        slide = deck.slide(CONTENT, _numbered(title, at, len(split)))
        deck.put(slide, HEAD_AT, [])
        add_table(deck, slide, rows, found, replace(look.HEAD_BOX, top=top))
        _foot(deck, slide, texts, foot_box, section.provisional)
        deck.note(slide, list(_notes(section)))


# -- Notes -----------------------------------------------------------------------------------------


def _notes(section: Section, spec: ChartSpec | None = None) -> Iterator[str]:
    """For the speaker: the slide in words, what was assumed, what differs, and every source."""
    if spec:
        yield spec.summary
        yield from (text for text in (spec.reading, spec.provisional, *spec.notes) if text)
    else:
        yield from section.paragraphs
    for heading, texts in (
        (gettext("Assumptions"), section.assumptions),
        (gettext("Discrepancies"), section.discrepancies),
        (gettext("Sources"), _sources(section)),
    ):
        if texts:
            yield f"{heading}:"
            yield from (f"– {text}" for text in texts)


def _sources(section: Section) -> list[str]:
    return [joined(one.link.name, one.published, by=", ") for one in section.sources]
