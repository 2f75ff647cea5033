"""Tables of figures: a heading that is repeated, rows that stay whole, widths by what they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row

from recruitment.charts.drawing.measure import text_width
from recruitment.charts.spec import Table
from recruitment.downloads.office.text import TICK

from .styles import TABLE_TEXT
from .text import written

TIMES = 0.84
"""The widths of Times New Roman's letters, as a part of those that are measured."""
CELL = Pt(4)
"""Between a text and its cell's border."""
WIDEST_WORD = 0.25
"""Of the table's width; a longer word is broken."""
TICK_FONT = "Segoe UI Symbol"
"""A run of its own in a font that has the sign is measured by itself."""
WHOLE = 9
"""So many rows at most, the heading among them, stay on one page."""
STEPS = 60
"""In how many pieces the width is handed out."""


def add_table(
    document: Document, table: Table, width: Length, size: float, *, noted: bool = False
) -> None:
    """The table in a grid, as wide as the text; ``noted``: the paragraph below it belongs to it.

    A short table stays on one page; of a longer one no row stands alone with the heading or
    with what is below.
    """
    rows = len(table.rows) + 1
    grid = document.add_table(rows, len(table.columns), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    fix_widths(grid, widths(table, width, size), padding=CELL)
    first = grid.rows[0]
    _mark(first, "w:tblHeader")
    for cell, column in zip(first.cells, table.columns, strict=True):
        _fill(cell, column.name, WD_ALIGN_PARAGRAPH.CENTER, bold=True)
    # Cells by row: python-docx finds a table's own cells anew each time.
    for row, cells in zip(list(grid.rows)[1:], table.rows, strict=True):
        for cell, column, text in zip(row.cells, table.columns, cells, strict=True):
            side = WD_ALIGN_PARAGRAPH.RIGHT if column.numeric else WD_ALIGN_PARAGRAPH.LEFT
            _fill(cell, text.text, side)
    for row in grid.rows:
        _mark(row, "w:cantSplit")
    for number, row in enumerate(grid.rows, start=1):
        with_next = number < rows if rows <= WHOLE else number in {1, 2, rows - 1}
        if with_next or (noted and number == rows):
            _keep_with_next(row)


def _keep_with_next(row: _Row) -> None:
    for cell in row.cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def widths(table: Table, whole: Length, size: float) -> list[Length]:
    """Never less than a column's longest word; the rest goes where most lines are broken."""
    numbers = range(len(table.columns))
    words = [max(_widths(table, number, size, by=" ")) for number in numbers]
    room: list[float] = [min(word, whole * WIDEST_WORD) for word in words]
    free = whole - sum(room)
    if free <= 0:
        return [Emu(int(whole * one / sum(room))) for one in room]
    needed = [_widths(table, number, size) for number in numbers]
    for _ in range(STEPS):
        lines = [
            sum(ceil(width / one) for width in column)
            for column, one in zip(needed, room, strict=True)
        ]
        room[lines.index(max(lines))] += free / STEPS
    return [Emu(int(one)) for one in room]


def _widths(table: Table, number: int, size: float, by: str = "\n") -> list[int]:
    """Of this column's cells, could they hold each of these pieces in one line."""
    name = table.columns[number].name
    found = [text_width(piece, size, bold=True) for piece in name.split(by)]
    for row in table.rows:
        found += [text_width(piece, size) for piece in row[number].text.split(by)]
    return [Pt(TIMES * width) + 2 * CELL for width in found]


def fix_widths(
    table: WordTable, columns: Sequence[Length], *, padding: Length | None = None
) -> None:
    """Widths that no program changes by what stands in the cells."""
    table.autofit = False
    for column, width in zip(table.columns, columns, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, columns, strict=True):
            cell.width = width
    properties = table._tbl.tblPr
    whole = properties.find(qn("w:tblW"))
    if whole is not None:
        whole.set(qn("w:type"), "dxa")
        whole.set(qn("w:w"), str(round(sum(columns) / 635)))
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round((padding or 0) / 635)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _fill(cell: _Cell, text: str, side: WD_ALIGN_PARAGRAPH, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = TABLE_TEXT
    paragraph.alignment = side
    for piece in filter(None, re.split(f"({TICK})", text)):
        run = written(paragraph.add_run(), piece)
        run.font.bold = bold or None
        if piece == TICK:
            run.font.name = TICK_FONT
