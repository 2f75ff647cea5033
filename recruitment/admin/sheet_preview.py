"""What a workbook would change on the quarterly sheet, as its preview says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext

from recruitment.entry import quarter_headings as headings
from recruitment.entry.findings import Finding
from recruitment.entry.outcome import Outcome
from recruitment.entry.quarter_upload import Upload
from recruitment.entry.sheet import Sheet
from recruitment.entry.typed import tidy, whole_number, written
from recruitment.entry.typed_rows import Heading, TypedRow
from recruitment.models.rules import number

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would be another: where, from what, to what."""

    line: int | None
    row: str
    column: str
    old: str
    new: str


def changes_of(sheet: Sheet, found: Upload, rows: Sequence[TypedRow]) -> list[Change]:
    """Old and new, row by row and cell by cell: what the file asks for."""
    by_id = {row.committee: row for row in rows}
    changes = []
    for row in sheet.rows:
        typed, line = by_id.get(row.pk), found.lines.get(row.pk)
        if typed is None or line is None:
            continue
        name = str(row.committee)
        before = Heading(row.report.standing, row.cumulative, row.report.finality == "provisional")
        if typed.heading not in {typed.was, before}:
            column = str(headings.HEADINGS[headings.STANDING])
            changes.append(Change(line, name, column, str(before), str(typed.heading)))
        for cell in row.cells:
            wanted = typed.cells.get(cell.column.code)
            if wanted is None or wanted.take == THEIRS:
                continue
            new = _number(wanted.text)
            untouched = new == _text(wanted.was)
            if not untouched and new != _text(cell.value):
                old = written(None) if cell.value is None else number(cell.value)
                changes.append(Change(line, name, cell.column.heading, old, new or written(None)))
    return changes


def _number(text: str) -> str:
    """As it will be shown; what is no number, as it stands there."""
    try:
        return number(whole_number(text)) if tidy(text) else ""
    except ValidationError:
        return text


def _text(value: int | None) -> str:
    return "" if value is None else number(value)


def fingerprint(changes: Sequence[Change]) -> str:
    return sha256(repr(changes).encode()).hexdigest()


def stored_words(changes: Sequence[Change]) -> str:
    if not changes:
        return gettext("The workbook holds nothing new: everything is on record already.")
    words = ngettext(
        "%(count)s change stored from the workbook.",
        "%(count)s changes stored from the workbook.",
        len(changes),
    )
    return words % {"count": number(len(changes))}


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that the page of a preview says."""

    sheet: Sheet
    found: Upload
    outcome: Outcome
    changes: list[Change]

    @property
    def problems(self) -> list[tuple[int | str, str, str]]:
        """What keeps the file out: of cells, of rules, of locks; in the order of the file."""
        lines: dict[int, int] = self.found.lines
        said = list(self.found.problems)
        said += [self._told(finding) for finding in self.outcome.errors]
        said += [(lines.get(pk, ""), "", lock) for pk, lock in self.outcome.locked.items()]
        return sorted(said, key=lambda each: (each[0] == "", each[0] or 0))

    @property
    def warnings(self) -> list[tuple[int | str, str, str]]:
        return [self._told(finding) for finding in self.outcome.warnings]

    def _told(self, finding: Finding) -> tuple[int | str, str, str]:
        column = next(
            (each.heading for each in self.sheet.columns if each.code == finding.column), ""
        )
        return self.found.lines.get(finding.committee, ""), column, finding.text

    @property
    def conflicts(self) -> list[dict[str, Any]]:
        names = {row.pk: str(row.committee) for row in self.sheet.rows}
        words = {column.code: column.heading for column in self.sheet.columns}
        return [
            {
                "row": names[each.committee],
                "column": words[each.column],
                "mine": _text(each.mine) or written(None),
                "theirs": _text(each.theirs) or written(None),
                "who": each.change.who if each.change else "",
                "when": written(each.change.when) if each.change else "",
            }
            for each in self.outcome.conflicts
        ]

    @property
    def may_be_confirmed(self) -> bool:
        return bool(self.changes) and self.found.is_mapped and not self.problems

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What a column of the file may be taken for."""
        return [
            ("", gettext("not known yet")),
            (headings.LEAVE_OUT, gettext("leave out")),
            *headings.targets(self.sheet).items(),
        ]
