"""A draft report in the form of Party documents, for Word: text, native charts, tables, annex."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import docx
from django.utils.translation import gettext
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER

from recruitment.wording.names import in_text

from .briefing import Briefing, Section
from .file import File
from .packing import repacked
from .party.annex import Evidence, add_annex, evidence_of
from .party.blocks import add_head, add_signature, add_title
from .party.form import PartyForm, Texts, party_form
from .party.letterhead import letterhead
from .party.part_one import PartOne
from .party.styles import BLANK_LINE, prepare, text_width
from .party.text import written

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LINES_LEFT = 3


def briefing_docx(briefing: Briefing) -> File:
    """The report with part II, number, day and signer left to its author."""
    form = party_form()
    texts, head = form.texts[briefing.language], letterhead(briefing, form)
    document = docx.Document()
    prepare(document, form, briefing)
    add_head(document, form, texts, head)
    add_title(document, form, texts, _subject(briefing))
    _heading(document, texts.part_one)
    kept: list[Evidence] = []
    part_one = PartOne(document, form)
    part_one.add(briefing, _kept(briefing, kept))
    _part_two(document, form, texts)
    closing = f"{texts.closing} {_about(briefing)}{texts.ending}"
    last = document.add_paragraph()
    written(last.add_run(), closing)
    # The signature never stands alone on a page.
    last.paragraph_format.keep_with_next = True
    add_signature(document, form, texts, head)
    add_annex(document, form, texts, head, part_one.captions, kept)
    body = BytesIO()
    document.save(body)
    return briefing.file("docx", CONTENT_TYPE, repacked(body.getvalue()))


def _kept(briefing: Briefing, kept: list[Evidence]) -> Iterator[Section]:
    """Each section as it is made, and what the annex needs of it."""
    for section in briefing.sections:
        kept.append(evidence_of(section))
        yield section


def _about(briefing: Briefing) -> str:
    """“tiến độ kết nạp đảng viên của Đảng bộ quận Ô Môn”, within a sentence."""
    title = briefing.title[:1].lower() + briefing.title[1:]
    return gettext("%(title)s of %(place)s") % {"title": title, "place": in_text(briefing.place)}


def _subject(briefing: Briefing) -> list[str]:
    lines = [_about(briefing)]
    if briefing.as_of_text:
        lines.append(gettext("(figures to %(day)s)") % {"day": briefing.as_of_text})
    return lines


def _heading(document: Document, text: str, level: int = 1) -> None:
    written(document.add_paragraph(style=f"Heading {level}").add_run(), text)


def _part_two(document: Document, form: PartyForm, texts: Texts) -> None:
    """Dotted lines to be written over."""
    _heading(document, texts.part_two)
    for title in texts.left_for_author:
        _heading(document, title, 2)
        for _ in range(LINES_LEFT):
            paragraph = document.add_paragraph(style=BLANK_LINE)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(text_width(form), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            paragraph.add_run("\t")
