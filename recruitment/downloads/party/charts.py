"""Native charts in a page of text: the drawing in the line, its part and its workbook."""

from __future__ import annotations

from dataclasses import dataclass, replace

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt

from recruitment.charts.spec import ChartSpec
from recruitment.downloads.office.native import NativeChart, height_of, native_chart, parts
from recruitment.downloads.office.plot import Look

from .form import PartyForm
from .styles import A4, CHART, text_width
from .text import one_line

CHART_URI = "http://schemas.openxmlformats.org/drawingml/2006/chart"
SHARE = 0.75
"""The part of a page's height that one chart takes at most."""
LETTERS, TIMES = 11, 0.88
"""Points; and the widths of Times New Roman's letters in a chart, as a part of those measured."""
LONGEST_ALTERNATIVE = 2000


@dataclass(frozen=True, slots=True)
class Drawable:
    """Points; ``spec`` holds the rows that this chart shows."""

    spec: ChartSpec
    native: NativeChart
    look: Look


def drawable(spec: ChartSpec, form: PartyForm) -> list[Drawable]:
    """The chart, or the charts that its many rows make; none where there is nothing to draw."""
    width = text_width(form).pt
    room = (A4[1] - Mm(form.page.top) - Mm(form.page.bottom)) / Pt(1) * SHARE
    largest = Look(form.letters.font, width, room, LETTERS, TIMES)
    found = []
    for part in parts(spec, largest):
        look = replace(largest, height=min(room, height_of(part, largest)))
        native = native_chart(part, look)
        if native:
            found.append(Drawable(part, native, look))
    return found


def add_chart(document: Document, number: int, chart: Drawable) -> None:
    """A paragraph with the chart, which stays with the line below it."""
    package = document.part.package
    part = Part(
        PackURI(f"/word/charts/chart{number}.xml"),
        CONTENT_TYPE.DML_CHART,
        chart.native.xml,
        package,
    )
    workbook = Part(
        PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        chart.native.workbook,
        package,
    )
    part.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    paragraph = document.add_paragraph(style=CHART)
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run()
    run._r.append(_inline(number, relation, chart))


def _inline(number: int, relation: str, chart: Drawable) -> BaseOxmlElement:
    """Whoever cannot see the chart is read its summary."""
    drawing = parse_xml(
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'r')}>"
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{Pt(chart.look.width)}" cy="{Pt(chart.look.height)}"/>'
        f'<wp:docPr id="{number}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{CHART_URI}">'
        f'<c:chart xmlns:c="{CHART_URI}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    properties = drawing[0][1]
    properties.set("name", one_line(f"{chart.spec.title} {number}"))
    properties.set("descr", one_line(chart.spec.summary)[:LONGEST_ALTERNATIVE])
    return drawing
