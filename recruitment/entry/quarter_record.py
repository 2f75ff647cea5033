"""A row of a quarter's sheet as its template showed it, or as it is on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from recruitment.models import Finality

from .quarter_pages import Line, text_of
from .quarter_workbook import SIGN
from .sheet import Sheet, SheetRow
from .typed_rows import Heading as RowHeading


@dataclass(frozen=True, slots=True)
class Loaded:
    """A row as the template showed it."""

    heading: RowHeading
    values: Mapping[str, int | None]


def loaded_rows(lines: Sequence[Line], sheet: Sheet) -> dict[str, Loaded] | None:
    """By code; None where the workbook is no template of ours."""
    cells = [cells for _number, cells in lines]
    if len(cells) < 3 or not cells[0] or cells[0][0] != SIGN:
        return None
    quarter = sheet.quarter
    mine = [sheet.committee.code, quarter.starts_on.isoformat(), quarter.ends_on.isoformat()]
    if [text_of(cell) for cell in cells[1][:3]] != mine:
        raise ValidationError(
            _("This template was made for another sheet (%(code)s, %(from)s to %(to)s)."),
            code="another_sheet",
            params=dict(zip(("code", "from", "to"), map(text_of, cells[1][:3]), strict=False)),
        )
    codes = [text_of(cell) for cell in cells[2][4:]]
    found = {}
    for code, standing, cumulative, provisional, *values in cells[3:]:
        heading = RowHeading(text_of(standing), bool(cumulative), bool(provisional))
        shown = (value if isinstance(value, int) else None for value in values)
        found[text_of(code)] = Loaded(
            heading, dict(zip(codes, [*shown, *[None] * len(codes)], strict=False))
        )
    return found


def on_record(row: SheetRow) -> Loaded:
    is_provisional = row.report.finality == Finality.PROVISIONAL
    heading = RowHeading(row.report.standing, row.cumulative, is_provisional)
    return Loaded(heading, {cell.column.code: cell.value for cell in row.cells})
