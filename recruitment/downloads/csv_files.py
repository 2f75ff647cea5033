"""Tables as CSV that Excel opens by a double click.

With a byte order mark Excel reads UTF-8. It splits at the system's list separator and reads
numbers with the system's decimal sign: Vietnamese files have semicolons and 39,67, English
ones commas and 39.67. Dates are ISO dates, which every system reads.
"""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

from django.utils.translation import pgettext

from recruitment.charts.spec import Cell, ChartSpec, Table
from recruitment.reports.locality import LocalityReport
from recruitment.wording import numbers

from .charted import Charted, chart_file, day_of
from .file import File, ascii_file_name, file_name
from .table_rows import data_table

CONTENT_TYPE = "text/csv; charset=utf-8"
# A spreadsheet takes a text that begins so for a formula, full-width signs included.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def locality_csv(report: LocalityReport) -> File:
    """Every figure behind the page, one row each."""
    return File(
        name=file_name(
            report.short_name, pgettext("data file", "figures"), day_of(report), ending="csv"
        ),
        ascii_name=ascii_file_name(report.committee.slug, "data", day_of(report), ending="csv"),
        content_type=CONTENT_TYPE,
        body=table_csv(data_table(report)),
    )


def chart_csv(report: Charted, chart: ChartSpec) -> File:
    """The table behind one chart."""
    return chart_file(report, chart, "csv", CONTENT_TYPE, table_csv(chart.table))


def table_csv(table: Table) -> bytes:
    """The table in the active language's notation."""
    text = StringIO()
    writer = csv.writer(text, delimiter="," if numbers.is_english() else ";")
    writer.writerow([safe(column.name) for column in table.columns])
    for row in table.rows:
        writer.writerow([_written(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    match cell.value:
        case None:
            # The dash of a table for readers: to a program it would be a text among numbers.
            return "" if cell.text == numbers.EN_DASH else safe(cell.text)
        case date():
            return cell.value.isoformat()
        case Decimal():
            text = f"{cell.value:f}"
            return text if numbers.is_english() else text.replace(".", ",")
        case _:
            return str(cell.value)


def safe(text: str) -> str:
    """Text that no spreadsheet runs as a formula: with an apostrophe where it could be one."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
