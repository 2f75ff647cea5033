"""Word's own styles in the letters of the form, the page, and the number at its top."""

from __future__ import annotations

from datetime import UTC, datetime, time

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from recruitment.downloads.briefing import Briefing

from .form import Letters, PartyForm
from .text import one_line

A4 = (Mm(210), Mm(297))
WORD_2013 = "15"
LOCALES = {"vi": "vi-VN", "en": "en-GB"}
BLACK = RGBColor(0, 0, 0)
THEME_FONTS = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")

# Of the library's 160 styles those that a report uses: the others would fill Word's list, and the
# library looks through all of them at each paragraph.
USED = {
    *("Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid", "Caption"),
    *("Header", "Header Char", "Footer", "Footer Char"),
    *(f"Heading {level}{char}" for level in (1, 2, 3) for char in ("", " Char")),
}
# Parts of the library's own document that say nothing of this one.
FOREIGN = ("/thumbnail", "/stylesWithEffects", "/customXml", "/numbering")
# Our own styles; the others are Word's.
HEAD, CHART, NOTE, TABLE_TEXT = "Party head", "Party chart", "Party note", "Party table"
BLANK_LINE = "Party blank line"


def text_width(form: PartyForm, *, landscape: bool = False) -> Length:
    """Between the margins."""
    width = A4[1] if landscape else A4[0]
    return Length(width - Mm(form.page.left) - Mm(form.page.right))


def prepare(document: Document, form: PartyForm, briefing: Briefing) -> None:
    """An empty document of python-docx becomes one of the form."""
    _strip(document)
    _properties(document, briefing)
    _whole(document, form, LOCALES[briefing.language])
    _styles(document, form)
    page = document.sections[0]
    set_page(page, form)
    page.different_first_page_header_footer = True
    _page_number(page.header.paragraphs[0], form.letters)


def set_page(section: Section, form: PartyForm, *, landscape: bool = False) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = A4[::-1] if landscape else A4
    section.top_margin, section.bottom_margin = Mm(form.page.top), Mm(form.page.bottom)
    section.left_margin, section.right_margin = Mm(form.page.left), Mm(form.page.right)
    section.header_distance = section.footer_distance = Mm(form.page.number_from_top)


def _properties(document: Document, briefing: Briefing) -> None:
    """Of the figures' day, not of the hour: the same figures give the same file."""
    properties = document.core_properties
    day = datetime.combine(briefing.made_on, time(), UTC)
    properties.created = properties.modified = day
    properties.title = one_line(f"{briefing.title} – {briefing.place}")[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.keywords = properties.subject = properties.category = ""
    properties.language = LOCALES[briefing.language]
    properties.revision = 1


def _strip(document: Document) -> None:
    """Takes out what the library's own document holds and a report does not need."""
    for relations in (document.part.package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(FOREIGN):
                del relations[key]
    for style in list(document.styles):
        if style.name not in USED:
            style.delete()


def _whole(document: Document, form: PartyForm, locale: str) -> None:
    """Letters and language that hold for everything."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
    assert defaults is not None  # noqa: S101 (python-docx's template has it)
    run = defaults.find(qn("w:rPr"))
    _letters(run, form.letters.font)
    for lang in run.findall(qn("w:lang")):
        for side in ("val", "eastAsia"):
            lang.set(qn(f"w:{side}"), locale)
    settings = document.settings.element
    for lang in settings.findall(qn("w:themeFontLang")):
        lang.set(qn("w:val"), locale)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), WORD_2013)


def _letters(run: BaseOxmlElement, font: str) -> None:
    """This font for every script, in place of the theme's."""
    fonts = run.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        run.insert(0, fonts)
    for theme in THEME_FONTS:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for side in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{side}"), font)


def _styles(document: Document, form: PartyForm) -> None:
    letters, spaces = form.letters, form.paragraphs
    body = _style(document, "Normal", letters.font, letters.text)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.paragraph_format.first_line_indent = Mm(spaces.first_line)
    body.paragraph_format.space_before = Pt(spaces.before)
    body.paragraph_format.space_after = Pt(spaces.after)
    body.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    body.paragraph_format.line_spacing = Pt(spaces.line)
    for name, italic in (("Heading 1", False), ("Heading 2", False), ("Heading 3", True)):
        heading = _style(document, name, letters.font, letters.text)
        heading.font.bold, heading.font.italic = True, italic
        heading.paragraph_format.space_before = Pt(spaces.before)
        heading.paragraph_format.space_after = Pt(spaces.after)
        heading.paragraph_format.keep_with_next = True
    caption = _style(document, "Caption", letters.font, letters.caption)
    caption.font.bold = True
    _block(caption, before=10, after=3)
    caption.paragraph_format.keep_with_next = True
    for name, size, before in (
        (HEAD, letters.bodies, 0),
        (CHART, letters.text, 0),
        (NOTE, letters.note, 2),
        (TABLE_TEXT, letters.table, 1),
    ):
        _block(_style(document, name, letters.font, size), before=before, after=before)
    document.styles[NOTE].font.italic = True
    document.styles[NOTE].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _style(document, BLANK_LINE, letters.font, letters.text)


def _style(document: Document, name: str, font: str, size: float) -> ParagraphStyle:
    """Word's style of this name, or a new one upon Normal, in black letters of the form."""
    if name in document.styles:
        style = document.styles[name]
    else:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
    assert isinstance(style, ParagraphStyle)  # noqa: S101 (paragraph styles are asked for only)
    _letters(style.element.get_or_add_rPr(), font)
    style.font.size = Pt(size)
    style.font.color.rgb = BLACK
    return style


def _block(style: ParagraphStyle, *, before: float, after: float) -> None:
    """Centred lines as high as what stands in them: an exact height would cut a chart off."""
    layout = style.paragraph_format
    layout.alignment = WD_ALIGN_PARAGRAPH.CENTER
    layout.first_line_indent = Mm(0)
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing_rule = WD_LINE_SPACING.SINGLE


def _page_number(paragraph: Paragraph, letters: Letters) -> None:
    """In the middle of the top; the first page has none."""
    paragraph.style = HEAD
    field(paragraph, "PAGE", "2").font.size = Pt(letters.page_number)


def field(paragraph: Paragraph, code: str, shown: str) -> Run:
    """A field of Word's, with what it shows until Word counts anew. ``code`` is never data."""
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", code), ("separate", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = f" {text} "
        run._r.append(mark)
    run.add_text(shown)
    end = OxmlElement("w:fldChar")
    end.set(qn("w:fldCharType"), "end")
    run._r.append(end)
    return run
