"""What stands before and behind the text: head, title, and who receives and who signs."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from .form import PartyForm, Texts
from .letterhead import Letterhead
from .measure import bold_width
from .styles import HEAD, text_width
from .tables import fix_widths
from .text import written

LEFT = 0.44
"""The part of the width that the issuing bodies and the recipients take."""
BLANK_LINES = 4
"""Between the signer's position and name."""
RULE = 2
"""The height of the empty paragraph that bears a line."""


def add_head(document: Document, form: PartyForm, texts: Texts, head: Letterhead) -> None:
    """The bodies and the number at the left, the Party, the place and the day at the right."""
    letters = form.letters
    left, right = _halves(document, form)
    line(left, head.superior, letters.bodies)
    line(left, head.issuer, letters.bodies, bold=True)
    line(left, texts.under_bodies, letters.bodies)
    line(left, head.number, letters.number)
    line(left, texts.draft, letters.draft, bold=True)
    line(right, texts.party, letters.party, bold=True)
    _rule(right, bold_width(texts.party, letters.party))
    line(right, head.place_and_date, letters.place_and_date, italic=True)


def add_title(document: Document, form: PartyForm, texts: Texts, subject: list[str]) -> None:
    letters = form.letters
    kind = line(document, texts.kind, letters.kind, bold=True)
    kind.paragraph_format.space_before = Pt(18)
    for text in subject:
        line(document, text, letters.subject, bold=True)
    below = line(document, texts.under_subject, letters.subject)
    below.paragraph_format.space_after = Pt(12)


def add_signature(document: Document, form: PartyForm, texts: Texts, head: Letterhead) -> None:
    """Recipients at the left; authority and position at the right, the name left blank."""
    letters = form.letters
    gap = line(document, "", letters.text)
    gap.paragraph_format.keep_with_next = True
    left, right = _halves(document, form)
    start = line(left, texts.recipients, letters.recipients_heading)
    start.runs[0].font.underline = True
    last = len(head.recipients) - 1
    for number, recipient in enumerate(head.recipients):
        end = texts.ending[:1] if number == last else texts.recipient_end
        line(left, f"{texts.recipient_mark}{recipient}{end}", letters.recipients)
    for paragraph in left.paragraphs:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    if head.authority:
        line(right, head.authority, letters.signature, bold=True)
    line(right, head.position, letters.signature)
    for _ in range(BLANK_LINES):
        line(right, "", letters.signature)
    # With the end of the part, which would otherwise begin a page of its own.
    for paragraph in (*left.paragraphs, *right.paragraphs):
        paragraph.paragraph_format.keep_with_next = True


def _halves(document: Document, form: PartyForm) -> tuple[_Cell, _Cell]:
    """Two cells side by side without borders, which stay on one page."""
    table: Table = document.add_table(1, 2)
    width = text_width(form)
    left = Emu(int(width * LEFT))
    fix_widths(table, [left, Emu(width - left)])
    row = table.rows[0]._tr.get_or_add_trPr()
    row.append(OxmlElement("w:cantSplit"))
    for cell in table.rows[0].cells:
        cell.paragraphs[0]._p.getparent().remove(cell.paragraphs[0]._p)
    return table.cell(0, 0), table.cell(0, 1)


def line(
    place: Document | _Cell, text: str, size: float, *, bold: bool = False, italic: bool = False
) -> Paragraph:
    """A centred line of the head, or another that is one."""
    paragraph = place.add_paragraph(style=HEAD)
    run = written(paragraph.add_run(), text)
    run.font.size = Pt(size)
    run.font.bold, run.font.italic = bold or None, italic or None
    return paragraph


def _rule(cell: _Cell, width: float) -> None:
    """A line of this many points in the middle: the border of an empty paragraph."""
    paragraph = line(cell, "", RULE)
    room = cell.width or Length(0)
    indent = Emu(max(0, int(room - Pt(width)) // 2))
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = indent
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(RULE)
    layout.space_before, layout.space_after = Pt(1), Pt(6)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:spacing", "w:ind", "w:jc")
