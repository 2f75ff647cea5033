"""Excel workbooks in and out: what is read is bounded and tidy, what is written is inert.

A workbook is read as a table with the numbers of its rows (`ROW`), so that a message can name
the row that a clerk sees. What cannot be read raises ValidationError with the remedy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import Any
from zipfile import BadZipFile, ZipFile

import tablib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.formats.base_formats import Format
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from recruitment.models.rules import number

from .typed import tidy

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The heading under which a table keeps the number of each row in the sheet.
ROW = "#"
MOST_BYTES = 10 * 2**20
MOST_BYTES_UNPACKED = 100 * 2**20
MOST_ROWS = 100_000
MOST_COLUMNS = 64
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60
FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
MOST_NAMED = 10


def read(data: bytes) -> tablib.Dataset:
    """The first sheet: its headings, and each row that holds anything."""
    refuse_what_is_no_workbook(data)
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    refuse_uncomputed(data, sheet)
    # The size that a file states of itself may be wrong.
    sheet.reset_dimensions()
    rows = _filled(sheet.iter_rows(values_only=True))
    _number, headings = next(rows, (0, ()))
    names = _headings(headings)
    table = tablib.Dataset(headers=[*names, ROW])
    for row_number, cells in islice(rows, MOST_ROWS + 1):
        padded = [*cells, *[None] * len(names)][: len(names)]
        table.append([*padded, row_number])
    book.close()
    if not len(table):
        raise ValidationError(
            _("The first sheet holds no rows. Fill in the headings and at least one row."),
            code="no_rows",
        )
    if len(table) > MOST_ROWS:
        raise ValidationError(
            _("The sheet holds more than %(most)s rows. Divide it into several files."),
            code="too_many_rows",
            params={"most": number(MOST_ROWS)},
        )
    return table


def write(headings: Sequence[str], rows: Iterable[Sequence[Any]], title: str) -> bytes:
    """A workbook of one sheet: numbers and dates as such, and no text that is a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    table = [list(row) for row in rows]
    for place, heading in enumerate(headings):
        lengths = (len(str(row[place] or "")) for row in table[:200])
        width = max(len(heading), *lengths, 0) if table else len(heading)
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(width, WIDEST) + 2
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings])
    for row in table:
        sheet.append([_cell(sheet, value) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


class ExcelFormat(Format):  # type: ignore[misc]
    """What the import and export pages of the admin read and write."""

    TITLE = gettext_lazy("Excel workbook (.xlsx)")

    def __init__(self, encoding: str | None = None) -> None:
        """The pages give an encoding, which a workbook has no need of."""

    def get_title(self) -> str:
        return str(self.TITLE)

    def get_extension(self) -> str:
        return "xlsx"

    def get_content_type(self) -> str:
        return XLSX

    def can_import(self) -> bool:
        return True

    def can_export(self) -> bool:
        return True

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        return read(in_stream)

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        return write(dataset.headers, dataset, dataset.title or "")


def refuse_what_is_no_workbook(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise ValidationError(
            _("The file is larger than %(most)s MB. Divide it into several files."),
            code="too_large",
            params={"most": MOST_BYTES // 2**20},
        )
    try:
        parts = ZipFile(BytesIO(data)).infolist()
    except BadZipFile:
        parts = []
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise ValidationError(
            _(
                "This is not an Excel workbook, whatever its name. Open it in Excel and save "
                "it as “Excel Workbook (.xlsx)”."
            ),
            code="no_workbook",
        )
    # Reading stops at the size that a part states, so that a false one only cuts it short.
    if sum(part.file_size for part in parts) > MOST_BYTES_UNPACKED:
        raise ValidationError(
            _("The workbook unpacks to an unreasonable size and was not opened."),
            code="unpacks_too_large",
        )


def refuse_uncomputed(data: bytes, sheet: Any) -> None:
    """A formula that no program has computed yet would be read as an empty cell, and nothing said.

    A second look at the cells is taken only where the file holds a formula at all.
    """
    with ZipFile(BytesIO(data)) as parts:
        names = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        if not any(FORMULA.search(parts.read(name)) for name in names):
            return
    behind = load_workbook(BytesIO(data), read_only=True)[sheet.title]
    both = zip(sheet.iter_rows(), behind.iter_rows(), strict=False)
    found = [
        cell.coordinate
        for values, formulas in islice(both, MOST_ROWS + 1)
        for value, cell in zip(values, formulas, strict=False)
        if is_uncomputed(value, cell.value)
    ]
    if found:
        raise ValidationError(
            _(
                "These cells hold a formula without a value: %(cells)s. Open the file in Excel, "
                "save it, and upload it again."
            ),
            code="uncomputed",
            params={"cells": ", ".join(found[:MOST_NAMED]) + ("…" if found[MOST_NAMED:] else "")},
        )


def is_uncomputed(cell: Any, behind: Any) -> bool:
    """Whether ``behind`` is a formula for which the cell holds no value; an empty text is one."""
    is_formula = isinstance(behind, str) and behind.startswith("=")
    return is_formula and cell.value is None and cell.data_type != "str"


def _filled(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, list[Any]]]:
    """Rows with anything in them, tidy, with their numbers in the sheet."""
    # A sheet may claim a million empty rows.
    for row_number, cells in enumerate(islice(rows, MOST_ROWS * 20), 1):
        tidied = [read_cell(cell) for cell in cells[:MOST_COLUMNS]]
        if any(cell not in {None, ""} for cell in tidied):
            yield row_number, tidied


def read_cell(value: Any) -> Any:
    if isinstance(value, str):
        return tidy(value)
    return value.date() if isinstance(value, datetime) else value


def _headings(cells: Sequence[Any]) -> list[str]:
    names = [str(cell or "") for cell in cells]
    while names and not names[-1]:
        names.pop()
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise ValidationError(
            _("The heading “%(name)s” appears more than once. Each column has its own."),
            code="heading_twice",
            params={"name": twice[0]},
        )
    return names


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet)
    fill(cell, value)
    if bold:
        cell.font = Font(bold=True)
    return cell


def fill(cell: Any, value: Any) -> None:
    """Put a value into a cell so that no text is, or becomes, a formula."""
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        # Else a text that begins with "=" would be stored as a formula …
        cell.data_type = "s"
        # … and become one as soon as someone edits the cell.
        cell.quotePrefix = value.startswith(FORMULA_STARTS)
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
