"""The annex: every figure with its source, what was assumed, and the sources."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from recruitment.charts.spec import Table
from recruitment.downloads.briefing import Section
from recruitment.reports.rows import SourceLink

from .blocks import line
from .captions import Captions
from .form import PartyForm, Texts
from .letterhead import Letterhead
from .styles import set_page, text_width
from .tables import add_table
from .text import written


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the annex keeps of a section, which itself is gone by then."""

    name: str
    figures: Table
    assumptions: tuple[str, ...]
    sources: tuple[SourceLink, ...]

    def __bool__(self) -> bool:
        return bool(self.figures.rows or self.assumptions or self.sources)


def evidence_of(section: Section) -> Evidence:
    return Evidence(
        section.name,
        section.figures,
        section.assumptions,
        section.sources,
    )


def add_annex(
    document: Document,
    form: PartyForm,
    texts: Texts,
    head: Letterhead,
    captions: Captions,
    found: list[Evidence],
) -> None:
    """Nothing at all where no section has anything for it; pages lie where a table is wide."""
    shown = [evidence for evidence in found if evidence]
    if not shown:
        return
    page = document.add_section(WD_SECTION.NEW_PAGE)
    _shrink(document.paragraphs[-1])
    landscape = any(evidence.figures.rows for evidence in shown)
    set_page(page, form, landscape=landscape)
    page.different_first_page_header_footer = False
    title = document.add_paragraph(style="Heading 1")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.first_line_indent = Pt(0)
    written(title.add_run(), texts.annex)
    line(document, head.annex_of, form.letters.text, italic=True)
    for evidence in shown:
        if len(found) > 1:
            written(document.add_paragraph(style="Heading 2").add_run(), evidence.name)
        if evidence.figures.rows:
            captions.table(gettext("Figures"), evidence.name if len(found) == 1 else "")
            width = text_width(form, landscape=landscape)
            add_table(document, evidence.figures, width, form.letters.table)
        _list(document, gettext("Assumptions"), evidence.assumptions)
        _list(document, gettext("Sources"), [_source(source) for source in evidence.sources])


def _shrink(paragraph: Paragraph) -> None:
    """The paragraph that ends the pages before: Word wants one, nobody should see it."""
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)


def _list(document: Document, title: str, texts: tuple[str, ...] | list[str]) -> None:
    if not texts:
        return
    written(document.add_paragraph(style="Heading 3").add_run(), title)
    for text in texts:
        written(document.add_paragraph().add_run(), f"- {text}")


def _source(source: SourceLink) -> str:
    published = f" ({source.published.removesuffix('.')})" if source.published else ""
    return f"{source.link.name}{published}"
