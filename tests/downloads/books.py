"""Workbooks as an independent reader opens them, and their charts by their own XML."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
REFERENCE = re.compile(r"'(.+)'!(\$.+)")


def opened(body):
    return load_workbook(BytesIO(body))


def parts(body, beginning=""):
    """The XML of a workbook by name; whatever cannot be parsed fails here."""
    with ZipFile(BytesIO(body)) as book:
        names = [name for name in book.namelist() if name.startswith(beginning)]
        return {name: ET.fromstring(book.read(name)) for name in names}


def as_stored(cell):
    """What a workbook has to hold for a cell of a table."""
    match cell.value:
        case None:
            return cell.text or None
        case Decimal():
            return float(cell.value)
        case date():
            return datetime.combine(cell.value, time())
    return cell.value


def rows_of(sheet, first=1):
    rows = sheet.iter_rows(min_row=first, values_only=True)
    return [list(row) for row in rows]


def table_in(sheet, table):
    """The rows of the sheet that stand below the table's headings, as many as it has."""
    width = len(table.columns)
    names = [column.name for column in table.columns]
    head = next(number for number, row in enumerate(rows_of(sheet), 1) if row[:width] == names)
    found = rows_of(sheet, head + 1)[: len(table.rows)]
    return [row[:width] for row in found]


def stored(table):
    return [[as_stored(cell) for cell in row] for row in table.rows]


def cells_at(book, reference):
    """What stands where a chart says that its numbers are."""
    sheet, cells = REFERENCE.fullmatch(reference).groups()
    left, top, right, bottom = range_boundaries(cells.replace("$", ""))
    rows = book[sheet].iter_rows(top, bottom, left, right, values_only=True)
    return [value for row in rows for value in row]


def series_of(chart):
    """Each series of a chart as (reference to its name, to its places, to its values)."""
    for series in chart.iter(f"{CHART}ser"):
        name = series.find(f"{CHART}tx//{CHART}f").text
        places = next(series.find(f"{CHART}{tag}") for tag in ("cat", "xVal") if _has(series, tag))
        values = next(series.find(f"{CHART}{tag}") for tag in ("val", "yVal") if _has(series, tag))
        yield name, places.find(f".//{CHART}f").text, values


def _has(series, tag):
    return series.find(f"{CHART}{tag}") is not None


def kept_numbers(values):
    """The numbers that a chart remembers, by their place."""
    points = values.iter(f"{CHART}pt")
    return {int(point.get("idx")): float(point.find(f"{CHART}v").text) for point in points}
