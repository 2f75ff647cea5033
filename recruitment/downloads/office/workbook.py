"""The workbook inside a chart: opened by "Edit data". The same bytes for the same data."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .grid import Cell, grid
from .plot import Plot
from .scales import DAY_FORMAT, as_float

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - written without a zone
"""A file's own day would make two files of one chart differ."""
NAMES_WIDTH, WIDTH = 40, 16
"""Of columns, in letters."""


def chart_workbook(plot: Plot) -> bytes:
    cells = grid(plot)
    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"created": CREATED})
        sheet = book.add_worksheet(cells.sheet)
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day, text = (
            book.add_format({"num_format": DAY_FORMAT}),
            book.add_format({"text_wrap": True}),
        )
        sheet.freeze_panes(1, 0)
        for column in cells.columns:
            named = any(isinstance(cell, str) for cell in column.cells)
            sheet.set_column(column.at, column.at, NAMES_WIDTH if named else WIDTH)
            sheet.write_string(0, column.at, column.header, head)
            for row, cell in enumerate(column.cells, start=1):
                _write(sheet, (row, column.at), cell, day if isinstance(cell, date) else text)
    return target.getvalue()


def _write(sheet: Worksheet, at: tuple[int, int], cell: Cell, style: Format) -> None:
    """Text as text, whatever it begins with; nothing where nothing is known."""
    if isinstance(cell, date):
        sheet.write_datetime(*at, cell, style)
    elif isinstance(cell, str):
        if cell:
            sheet.write_string(*at, cell, style)
    elif cell is not None:
        sheet.write_number(*at, as_float(cell))
