"""The template of a quarter's sheet: a workbook to fill in and to send back.

One sheet for the figures, guarded but for what is to be filled in; one that explains; and one
that is hidden, with what was on record when the template was made, so that a figure which
somebody else has changed since is noticed. The same data makes the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation

from recruitment.models import Finality, Return
from recruitment.wording import numbers

from . import quarter_headings as headings
from .sheet import Sheet, SheetRow
from .typed import written
from .workbook import fill

ENTRY, GUIDE, LOADED = "Nhập liệu", "Hướng dẫn", "tien-do"
# What the hidden sheet begins with.
SIGN = "tien-do-quarter-1"
HEADING_ROW = 4
# In letters, and in points.
GUIDE_WIDTH, LINE_HEIGHT = 80, 16
LARGEST = 999_999_999
INPUT = PatternFill("solid", fgColor="FFF8DC")
GUARDED = PatternFill("solid", fgColor="F2F2F2")
EDGE = Side("thin", color="BFBFBF")
LINE = Border(left=EDGE, right=EDGE, top=EDGE, bottom=EDGE)
NO_DATE = (1980, 1, 1, 0, 0, 0)
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")


def write_template(sheet: Sheet) -> bytes:
    """The workbook of a sheet, in the active language. No query."""
    book = Workbook()
    _write_entry(book.worksheets[0], sheet)
    _write_guide(book.create_sheet(GUIDE), sheet)
    _write_loaded(book.create_sheet(LOADED), sheet)
    book.security = WorkbookProtection(lockStructure=True)
    moment = datetime.combine(sheet.quarter.ends_on, time())
    book.properties.creator, book.properties.created = "Tiến độ", moment
    out = BytesIO()
    book.save(out)
    return _without_times(out.getvalue(), moment)


def file_name(sheet: Sheet) -> str:
    number = (sheet.quarter.starts_on.month + 2) // 3
    return f"{sheet.committee.slug}-{sheet.quarter.starts_on.year}-q{number}.xlsx"


def _font(**how: Any) -> Font:
    return Font(name="Calibri", **{"size": 11, **how})


# -- The sheet to fill in --------------------------------------------------------------------------


def _write_entry(page: Any, sheet: Sheet) -> None:
    page.title = ENTRY
    _write_title(page, sheet)
    targets = headings.targets(sheet)
    heads = [*targets.values()]
    for which in (headings.PREVIOUS, headings.LAST_YEAR):
        heads += [headings.reference_heading(which, column) for column in sheet.columns]
    heads.append(str(headings.REMARK))
    for place, text in enumerate(heads, 1):
        cell = page.cell(HEADING_ROW, place)
        fill(cell, text)
        cell.font, cell.border, cell.fill = _font(bold=True), LINE, GUARDED
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    for line, row in enumerate(sheet.rows, HEADING_ROW + 1):
        _write_row(page, line, sheet, row)
    _guard(page, sheet, list(targets))
    _lay_out(page, sheet, len(heads))


def _write_title(page: Any, sheet: Sheet) -> None:
    fill(page.cell(1, 1), f"{sheet.committee}: {numbers.period(sheet.days)}")
    page.cell(1, 1).font = _font(bold=True, size=14)
    fill(page.cell(2, 1), _("Fill in the yellow cells, save, and upload the file on the sheet."))
    if sheet.lock:
        fill(page.cell(3, 1), sheet.lock)
        page.cell(3, 1).font = _font(bold=True, color="9C0006")


def _write_row(page: Any, line: int, sheet: Sheet, row: SheetRow) -> None:
    lock = sheet.lock or row.lock
    said = [str(Return.Standing(row.report.standing).label)]
    said += [written(row.cumulative)] if sheet.may_be_cumulative else []
    said += [written(row.report.finality == Finality.PROVISIONAL)]
    values = [cell.value for cell in row.cells]
    beside = [cell.previous for cell in row.cells] + [cell.last_year for cell in row.cells]
    first, last = 3, 2 + len(said) + len(values)
    cells = [row.committee.code, str(row.committee), *said, *values, *beside, row.lock]
    for place, value in enumerate(cells, 1):
        cell = page.cell(line, place)
        fill(cell, value)
        is_input = first <= place <= last and not lock
        cell.border, cell.fill = LINE, INPUT if is_input else GUARDED
        cell.protection = Protection(locked=not is_input)
        cell.number_format = "#,##0" if place > 2 + len(said) else "@"
        cell.font = _font(bold=row.is_own)


def _guard(page: Any, sheet: Sheet, targets: Sequence[str]) -> None:
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False
    lines = (HEADING_ROW + 1, HEADING_ROW + len(sheet.rows))
    for place, target in enumerate(targets, 1):
        check = _check(target)
        if check is not None:
            letter = get_column_letter(place)
            check.add(f"{letter}{lines[0]}:{letter}{lines[1]}")
            page.add_data_validation(check)


def _check(target: str) -> DataValidation | None:
    if target in {headings.CODE, headings.NAME}:
        return None
    if target.startswith(headings.VALUE):
        return DataValidation(
            type="whole",
            operator="between",
            formula1="0",
            formula2=str(LARGEST),
            allow_blank=True,
            showErrorMessage=True,
            errorTitle=_("Not a whole number"),
            error=_("Write a whole number from 0, such as 1464. Leave the cell empty for none."),
        )
    words = [written(True), written(False)]
    if target == headings.STANDING:
        words = [str(label) for label in Return.Standing.labels]
    return DataValidation(
        type="list",
        formula1=f'"{",".join(words)}"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=_("Not one of the choices"),
        error=_("Choose from the list: %(choices)s.") % {"choices": "; ".join(words)},
    )


def _lay_out(page: Any, sheet: Sheet, count: int) -> None:
    first = len(headings.targets(sheet)) - len(sheet.columns)
    page.freeze_panes = page.cell(HEADING_ROW + 1, 3)
    codes = max((len(row.committee.code) for row in sheet.rows), default=0)
    names = max((len(str(row.committee)) for row in sheet.rows), default=0)
    widths = [min(max(codes, 12), 30) + 2, min(max(names, 18), 58) + 2]
    widths += [14] * (count - 3) + [50]
    for place, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.row_dimensions[HEADING_ROW].height = 75
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    page.print_area = f"A1:{get_column_letter(first + len(sheet.columns))}{page.max_row}"


# -- The other sheets ------------------------------------------------------------------------------


def _write_guide(page: Any, sheet: Sheet) -> None:
    standings = Return.Standing
    lines = [
        _("How this workbook is filled in"),
        _("Fill in the yellow cells only: the others are guarded. One row is one committee."),
        _("Write whole numbers. 0 means that there was none; an empty cell means no figure."),
        _("“%(words)s”: the committee has not reported yet. Leave its numbers empty.")
        % {"words": standings.NOT_REPORTED.label},
        _("“%(words)s”: the committee does not report this. Leave its numbers empty.")
        % {"words": standings.NOT_APPLICABLE.label},
        _("Admissions are counted by the date of the decision, not of the ceremony."),
        _("A category is a part of everyone admitted, and never more than that."),
        _("Members are those on the last day of the quarter."),
        _("Provisional: the numbers may still change."),
        _("Grey columns show the previous quarter and the same quarter last year, to compare."),
        _(
            "Upload: open the sheet of the quarter, choose “Upload a workbook”. You see everything "
            "that would change; nothing is stored before you confirm, and then all of it or "
            "nothing."
        ),
        _("If somebody changed a figure since this file was made, you are asked which one holds."),
    ]
    if sheet.may_be_cumulative:
        lines.insert(
            8,
            _(
                "Cumulative: the row’s numbers count from 1 January to the quarter’s end. "
                "Members are never cumulative."
            ),
        )
    for line, text in enumerate(lines, 1):
        fill(page.cell(line, 1), text if line == 1 else f"{line - 1}. {text}")
        page.cell(line, 1).alignment = Alignment(wrap_text=True, vertical="top")
        page.row_dimensions[line].height = LINE_HEIGHT * (1 + len(text) // GUIDE_WIDTH)
    page.cell(1, 1).font = _font(bold=True, size=14)
    page.row_dimensions[1].height = 2 * LINE_HEIGHT
    page.column_dimensions["A"].width = GUIDE_WIDTH
    page.protection.sheet = True


def _write_loaded(page: Any, sheet: Sheet) -> None:
    """What was on record: read again by quarter_upload."""
    quarter = sheet.quarter
    rows: list[list[Any]] = [
        [SIGN],
        [sheet.committee.code, quarter.starts_on.isoformat(), quarter.ends_on.isoformat()],
        ["", "", "", "", *(column.code for column in sheet.columns)],
    ]
    for row in sheet.rows:
        is_provisional = row.report.finality == Finality.PROVISIONAL
        said = [row.report.standing, int(row.cumulative), int(is_provisional)]
        rows.append([row.committee.code, *said, *(cell.value for cell in row.cells)])
    for line, cells in enumerate(rows, 1):
        for place, value in enumerate(cells, 1):
            fill(page.cell(line, place), value)
    page.sheet_state = "veryHidden"
    page.protection.sheet = True


def _without_times(data: bytes, moment: datetime) -> bytes:
    """The same archive, with no trace of when it was made."""
    out = BytesIO()
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(BytesIO(data)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for part in before.infolist():
            content = before.read(part)
            if part.filename == "docProps/core.xml":
                content = MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
            entry = ZipInfo(part.filename, NO_DATE)
            entry.compress_type = ZIP_DEFLATED
            after.writestr(entry, content)
    return out.getvalue()
