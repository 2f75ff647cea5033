"""Word documents as an independent reader sees them."""

from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PROPERTIES = f"{DRAWING}docPr"
# The order that the standard asks of children, of those that we write.
ORDER = {
    "pPr": "pStyle keepNext keepLines pBdr tabs spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs u lang",
    "tblPr": "tblStyle tblW jc tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW tcBorders vAlign",
    "sectPr": "headerReference type pgSz pgMar cols titlePg docGrid",
}


class Read:
    """A document with its parts."""

    def __init__(self, body):
        self.body = body
        self.package = ZipFile(BytesIO(body))
        self.document = docx.Document(BytesIO(body))
        self.root = self.document.element

    @property
    def paragraphs(self):
        """Every paragraph's text, those of tables and of the page heads too."""
        return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in self.root.iter(f"{W}p")]

    @property
    def text(self):
        return "\n".join(self.paragraphs)

    @property
    def headings(self):
        return [
            (int(p.style.name[-1]), p.text)
            for p in self.document.paragraphs
            if p.style.name.startswith("Heading")
        ]

    def captions(self, word):
        found = [p.text for p in self.document.paragraphs if p.style.name == "Caption"]
        return [text for text in found if text.startswith(word)]

    @property
    def tables(self):
        """The rows of texts of each table with a grid."""
        return [
            [[cell.text for cell in row.cells] for row in table.rows]
            for table in self.document.tables
            if table.style.name == "Table Grid"
        ]

    def table(self, first):
        """The rows below the heading row of the table that has these columns."""
        return next(rows[1:] for rows in self.tables if rows[0] == first)

    @property
    def charts(self):
        """(title, alternative text, every number of its workbook) of each chart."""
        found = []
        for drawing in self.root.iter(f"{W}drawing"):
            (properties,) = drawing.iter(PROPERTIES)
            (chart,) = drawing.iter(CHART)
            part = self.document.part.related_parts[chart.get(f"{R}id")]
            (workbook,) = part.related_parts.values()
            sheets = openpyxl.load_workbook(BytesIO(workbook.blob)).worksheets
            values = {
                value
                for sheet in sheets
                for row in sheet.iter_rows(values_only=True)
                for value in row
                if isinstance(value, int | float)
            }
            found.append((properties.get("name"), properties.get("descr"), values))
        return found

    @property
    def fields(self):
        return {
            (code.text or "").strip()
            for name in self.package.namelist()
            if name.startswith("word/") and name.endswith(".xml")
            for code in etree.fromstring(self.package.read(name)).iter(f"{W}instrText")
        }

    def misplaced(self):
        """Children that stand where Word does not look for them, or that we did not foresee."""
        for name, order in ORDER.items():
            places = {f"{W}{child}": place for place, child in enumerate(order.split())}
            for element in self.root.iter(f"{W}{name}"):
                found = [places.get(child.tag, child.tag) for child in element]
                unknown = [place for place in found if isinstance(place, str)]
                if unknown or found != sorted(found):
                    yield name, unknown or found

    def missing_styles(self):
        """Styles that something names and nobody defines."""
        styles = self.document.styles.element
        known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
        named = {
            element.get(f"{W}val")
            for root, tags in (
                (self.root, ("pStyle", "rStyle", "tblStyle")),
                (styles, ("basedOn", "next", "link")),
            )
            for tag in tags
            for element in root.iter(f"{W}{tag}")
        }
        return named - known
