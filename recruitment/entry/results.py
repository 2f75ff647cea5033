"""What an import would do, or did: changes cell by cell, and everything that is wrong."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from import_export.results import Result

from .typed import written
from .workbook import ROW

logger = logging.getLogger(__name__)
Row = dict[str, Any]
# A cell without a value, before and after.
NOTHING = written(None)


class OldAndNew:
    """A row before and after, cell by cell: what changes is struck out and inserted."""

    def __init__(self, sheet: Any, row: Model, is_new: bool) -> None:
        self.before = self._cells(sheet, row)
        self.is_new = is_new

    def compare_with(self, sheet: Any, row: Model) -> None:
        self.after = self._cells(sheet, row)

    def as_html(self) -> list[SafeString]:
        return [
            format_html("{}", new)
            if old == new or self.is_new
            else format_html("<del>{}</del> → <ins>{}</ins>", old, new)
            for old, new in zip(self.before, self.after, strict=True)
        ]

    def _cells(self, sheet: Any, row: Model) -> list[str]:
        return [written(column.export(row)) for column in sheet.get_import_fields()]


class Problems(Result):  # type: ignore[misc]
    """The result of a preview or an import, with the numbers that rows have in the sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.diff_headers: list[str] = []
        # Row number, heading or "", sentence.
        self.problems: list[tuple[int, str, str]] = []

    def append_invalid_row(self, number: int, row: Row, validation_error: ValidationError) -> None:
        super().append_invalid_row(number, row, validation_error)
        found = self.invalid_rows[-1].error_dict
        self.problems += [
            (row[ROW], "" if column == NON_FIELD_ERRORS else column, sentence)
            for column, sentences in found.items()
            for sentence in sentences
        ]

    def append_error_row(self, number: int, row: Row, errors: list[Any]) -> None:
        """Something that no rule foresaw: said to the clerk in one sentence, logged in full."""
        super().append_error_row(number, row, errors)
        logger.error("import failed at row %s", row[ROW], exc_info=errors[0].error)
        self.problems.append((row[ROW], "", _("This row could not be saved. Check it.")))

    def leave_out_empty_columns(self) -> None:
        """Of twenty columns a file usually fills five."""
        rows = [row for row in self.rows if row.diff]
        filled = [
            place
            for place in range(len(self.diff_headers))
            if any(row.diff[place] != NOTHING for row in rows)
        ]
        self.diff_headers = [self.diff_headers[place] for place in filled]
        for row in rows:
            row.diff = [row.diff[place] for place in filled]
