"""A deck being written: slides with their titles, texts, charts, tables and notes.

A title stands in the title's place, so that the outline and a screen reader find it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO

from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.shapes.graphfrm import CT_GraphicalObjectFrame
from pptx.oxml.slide import CT_NotesSlide
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.parts.slide import NotesSlidePart
from pptx.shapes.autoshape import Shape
from pptx.slide import NotesSlide, Slide
from pptx.text.text import TextFrame
from pptx.util import Pt

from recruitment.downloads.packing import repacked

from . import deck_look as look
from .deck_look import Box, Line
from .deck_master import COVER, NUMBER_AT, empty_deck, number_field
from .elements import Element, el
from .native import NativeChart
from .text import printable

AUTHOR = "Tiến độ"
LANGUAGES = {"vi": MSO_LANGUAGE_ID.VIETNAMESE, "en": MSO_LANGUAGE_ID.ENGLISH_UK}


class Deck:
    """``language`` is that of every text."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.file = empty_deck()
        # Each time it is asked, python-pptx counts all slides anew.
        self._slides = self.file.slides
        self._charts = self._notes = 0

    # -- Slides --

    def slide(self, layout: int, title: str) -> Slide:
        """A new last slide with its title and number."""
        slide: Slide = self._slides.add_slide(self.file.slide_layouts[layout])
        size = look.fitted([title], look.TITLE, look.TITLE_SIZES, bold=True)
        if slide.shapes.title is not None:
            self.write(slide.shapes.title, [Line(title, 0 if layout == COVER else size)])
        slide.shapes.element.append(_number(_next_id(slide)))
        return slide

    def put(self, slide: Slide, at: int, lines: Sequence[Line], box: Box | None = None) -> None:
        """The lines into a placeholder, which goes where there is nothing to say."""
        shape = next(one for one in slide.placeholders if one.placeholder_format.idx == at)
        if lines:
            self.write(shape, lines, box)
        else:
            slide.shapes.element.remove(shape.element)

    def text(self, slide: Slide, lines: Sequence[Line], box: Box) -> None:
        """A text of its own."""
        place = (Pt(n) for n in (box.left, box.top, box.width, box.height))
        shape = slide.shapes.add_textbox(*place)
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        self.write(shape, lines)

    def write(self, shape: Shape, lines: Sequence[Line], box: Box | None = None) -> None:
        """The lines as paragraphs in place of what was there."""
        if box:
            shape.left, shape.top = Pt(box.left), Pt(box.top)
            shape.width, shape.height = Pt(box.width), Pt(box.height)
        self.fill(shape.text_frame, lines)

    def fill(self, frame: TextFrame, lines: Sequence[Line]) -> None:
        frame.clear()
        for at, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            if not line.text:
                # Without letters the line is as high as its end; else as the master's letters.
                end = paragraph._p.get_or_add_endParaRPr()
                end.set("sz", str(Pt(line.size).centipoints))
                continue
            run = paragraph.add_run()
            run.text = printable(line.text).replace("\n", " ")
            run.font.language_id = LANGUAGES[self.language]
            if line.size:
                run.font.size = Pt(line.size)
            if line.bold:
                run.font.bold = True
            if line.color:
                run.font.color.rgb = RGBColor.from_string(line.color)

    def note(self, slide: Slide, texts: Sequence[str]) -> None:
        frame = self._notes_of(slide).notes_text_frame
        if frame is not None:
            self.fill(frame, [Line(text) for text in texts])

    def _notes_of(self, slide: Slide) -> NotesSlide:
        """A page of notes; python-pptx would look through all parts for a free name."""
        self._notes += 1
        part = NotesSlidePart(
            PackURI(f"/ppt/notesSlides/notesSlide{self._notes}.xml"),
            CONTENT_TYPE.PML_NOTES_SLIDE,
            self.file.part.package,
            CT_NotesSlide.new(),
        )
        part.relate_to(self.file.notes_master.part, RELATIONSHIP_TYPE.NOTES_MASTER)
        part.relate_to(slide.part, RELATIONSHIP_TYPE.SLIDE)
        slide.part.relate_to(part, RELATIONSHIP_TYPE.NOTES_SLIDE)
        notes: NotesSlide = part.notes_slide
        notes.clone_master_placeholders(self.file.notes_master)
        return notes

    def chart(self, slide: Slide, chart: NativeChart, box: Box, described: str) -> None:
        """``described`` is read aloud in the chart's place."""
        self._charts += 1
        package = self.file.part.package
        part = ChartPart(
            PackURI(f"/ppt/charts/chart{self._charts}.xml"),
            CONTENT_TYPE.DML_CHART,
            package,
            parse_xml(chart.xml),
        )
        book = EmbeddedXlsxPart(
            PackURI(f"/ppt/embeddings/chart{self._charts}.xlsx"),
            CONTENT_TYPE.SML_SHEET,
            package,
            chart.workbook,
        )
        part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
        number = _next_id(slide)
        place = (Pt(n) for n in (box.left, box.top, box.width, box.height))
        frame = CT_GraphicalObjectFrame.new_chart_graphicFrame(
            number,
            f"chart {self._charts}",
            slide.part.relate_to(part, RELATIONSHIP_TYPE.CHART),
            *place,
        )
        describe(frame, described)
        slide.shapes.element.append(frame)

    # -- The file --

    def bytes(self, title: str, day: date) -> bytes:
        """The same for the same slides; ``day`` stands for the day it was made."""
        properties = self.file.core_properties
        properties.title, properties.author = printable(title)[:LONGEST_PROPERTY], AUTHOR
        properties.last_modified_by, properties.revision = AUTHOR, 1
        properties.language = LANGUAGES_AS_TAGS[self.language]
        made = datetime.combine(day, time())
        properties.created = properties.modified = properties.last_printed = made
        target = BytesIO()
        self.file.save(target)
        return repacked(target.getvalue())


LONGEST_PROPERTY = 255  # letters; Office's own limit
LANGUAGES_AS_TAGS = {"vi": "vi-VN", "en": "en-GB"}


def describe(frame: Element, text: str) -> None:
    """The alternative text of a chart or a table."""
    frame.xpath("./p:nvGraphicFramePr/p:cNvPr")[0].set("descr", printable(text))


def _next_id(slide: Slide) -> int:
    return max((shape.shape_id for shape in slide.shapes), default=1) + 1


def _number(at: int) -> Element:
    """The slide's own number; python-pptx does not take it over from the layout."""
    return el(
        "p:sp",
        el(
            "p:nvSpPr",
            el("p:cNvPr", id=at, name=f"number {at}"),
            el("p:cNvSpPr", el("a:spLocks", noGrp=True)),
            el("p:nvPr", el("p:ph", type="sldNum", idx=NUMBER_AT)),
        ),
        el("p:spPr"),
        el("p:txBody", el("a:bodyPr"), el("a:lstStyle"), el("a:p", number_field())),
    )
