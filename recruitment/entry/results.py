"""What an import would do, or did: everything that is wrong, and what changes cell by cell.

A file may hold 50,000 rows: all are counted, the first of them are kept to be shown.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from import_export.results import Result, RowResult

from .typed import written

logger = logging.getLogger(__name__)
Row = dict[str, Any]
# A cell without a value, before and after.
NOTHING = written(None)
MOST_SHOWN = 500


@dataclass(slots=True)
class Entry:
    """A row of the file: the row of the database that it means, with the file's values in it.

    ``old`` holds what changes, by column: the value on record (None for a new row).
    """

    number: int
    cells: Row
    key: tuple[Any, ...] = ()
    instance: Any = None
    is_new: bool = False
    old: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        return self.is_new or bool(self.old)

    def refuse(self, column: str, problem: ValidationError | str | None) -> None:
        """Note what is wrong with a column, "" for the whole row; None is nothing."""
        if problem is not None:
            said = problem.messages if isinstance(problem, ValidationError) else [problem]
            self.errors.setdefault(column, []).extend(said)

    def refuse_all(self, problems: Mapping[str, ValidationError | None]) -> None:
        for column, problem in problems.items():
            self.refuse(column, problem)


class ReadRow(RowResult):  # type: ignore[misc]
    """A row as the library counts it; ``entry`` is what was made of it."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self.sheet_row = entry.number
        self.diff: list[SafeString] | None = None
        if entry.errors:
            self.import_type = self.IMPORT_TYPE_INVALID
            self.validation_error = ValidationError(
                [sentence for sentences in entry.errors.values() for sentence in sentences]
            )
        elif not entry.changes:
            self.import_type = self.IMPORT_TYPE_SKIP
        else:
            self.import_type = self.IMPORT_TYPE_NEW if entry.is_new else self.IMPORT_TYPE_UPDATE


def old_and_new(entry: Entry, columns: Iterable[Any]) -> list[SafeString]:
    """The row cell by cell: what changes is struck out and inserted."""
    cells = []
    for column in columns:
        new = written(column.export(entry.instance))
        if entry.is_new or column.attribute not in entry.old:
            cells.append(format_html("{}", new))
        else:
            old = written(column.widget.render(entry.old[column.attribute]))
            cells.append(format_html("<del>{}</del> → <ins>{}</ins>", old, new))
    return cells


def fingerprint(entries: Iterable[Entry], warnings: Iterable[tuple[int, str, str]]) -> str:
    """What a preview said would be new, what would be replaced, and what it called unlikely."""
    digest = sha256(repr(sorted(warnings)).encode())
    for entry in entries:
        if entry.changes:
            old = sorted((name, str(value)) for name, value in entry.old.items())
            digest.update(repr((entry.number, entry.is_new, entry.is_new or old)).encode())
    return digest.hexdigest()


class Problems(Result):  # type: ignore[misc]
    """The result of a preview or an import, with the numbers that rows have in the sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.diff_headers: list[str] = []
        # Row number, heading or "", sentence: what keeps the file out, and what is only unlikely.
        self.problems: list[tuple[int, str, str]] = []
        self.warnings: list[tuple[int, str, str]] = []
        self.warnings_not_shown = 0
        self.problem_count = 0
        self.preview: dict[str, Any] = {}

    def append_row_result(self, row: Any) -> None:
        """Only what will be shown is kept."""
        if row.errors:
            self.problem_count += 1
            logger.error("import failed", exc_info=row.errors[0].error)
        elif row.validation_error is None and row.entry.changes and len(self.rows) < MOST_SHOWN:
            self.rows.append(row)

    def append_invalid_row(self, number: int, row: Row, problem: ValidationError) -> None:
        """Counted here; said by `explain`, which knows the columns."""
        self.problem_count += len(problem.messages)

    def explain(self, found: Iterable[tuple[int, str, str]]) -> None:
        """All that is wrong, up to a limit, in the order of the sheet."""
        self.problems = sorted(found)[:MOST_SHOWN]

    def warn(self, found: Iterable[tuple[int, str, str]]) -> None:
        """What is unlikely and may be right, up to a limit, in the order of the sheet."""
        found = sorted(found)
        self.warnings = found[:MOST_SHOWN]
        self.warnings_not_shown = len(found) - len(self.warnings)

    def append_base_error(self, error: Any) -> None:
        super().append_base_error(error)
        if not isinstance(error.error, ValidationError):
            logger.error("import failed", exc_info=error.error)

    def has_errors(self) -> bool:
        return bool(self.base_errors)

    def has_validation_errors(self) -> bool:
        return self.problem_count > 0

    @property
    def changed(self) -> int:
        """How many rows are new or changed."""
        count: int = self.totals[RowResult.IMPORT_TYPE_NEW]
        return count + int(self.totals[RowResult.IMPORT_TYPE_UPDATE])

    @property
    def changes_not_shown(self) -> int:
        return max(0, self.changed - len(self.rows))

    @property
    def problems_not_shown(self) -> int:
        return max(0, self.problem_count - len(self.problems))

    def leave_out_empty_columns(self) -> None:
        """Of twenty columns a file usually fills five."""
        filled = [
            place
            for place in range(len(self.diff_headers))
            if any(row.diff[place] != NOTHING for row in self.rows)
        ]
        self.diff_headers = [self.diff_headers[place] for place in filled]
        for row in self.rows:
            row.diff = [row.diff[place] for place in filled]
