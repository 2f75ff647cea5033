"""A quarter's workbook read back: our template, or any whose columns are headed or mapped.

What cannot be read at all raises ValidationError with the remedy; what is wrong with a row is
listed with the number of the row, and the rest is read on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from recruitment.models import Committee, Return
from recruitment.models.text import fold

from . import quarter_headings as headings
from .codes import ByCode
from .columns import Choice, YesNo
from .quarter_headings import Heading
from .quarter_pages import BROKEN, UNCOMPUTED, Line, read_pages, split_headings, text_of
from .quarter_record import Loaded, loaded_rows, on_record
from .quarter_workbook import LOADED
from .sheet import Sheet, SheetRow
from .typed_rows import Heading as RowHeading
from .typed_rows import TypedCell, TypedRow
from .workbook import refuse_what_is_no_workbook

# Number of the row, "" for the whole file; heading or ""; sentence.
Problem: TypeAlias = tuple[int | str, str, str]


@dataclass(slots=True)
class Upload:
    """What a workbook says. ``rows`` holds every row of the sheet, as on record where it is silent.

    ``is_mapped`` is False as long as nobody can tell which column names the committee, or none
    holds figures.
    """

    headings: list[Heading]
    is_mapped: bool
    is_template: bool = False
    rows: list[TypedRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    # The row of the file that speaks of a committee.
    lines: dict[int, int] = field(default_factory=dict)

    @property
    def unknown(self) -> list[Heading]:
        return [heading for heading in self.headings if not heading.target]


def read_upload(data: bytes, sheet: Sheet, mapping: Mapping[int, str] | None = None) -> Upload:
    """The rows of a workbook for this sheet. ``mapping`` says what columns are, by place.

    Raises ValidationError where it is no workbook, or one of another sheet.
    """
    refuse_what_is_no_workbook(data)
    try:
        pages = read_pages(data)
    except BROKEN as problem:
        raise ValidationError(
            _("The workbook could not be read. Open it in Excel and save it again."),
            code="not_readable",
        ) from problem
    loaded = loaded_rows(pages.pop(LOADED, []), sheet)
    known = headings.spellings(sheet)
    head, lines = max(
        (split_headings(page, known) for page in pages.values()),
        key=lambda found: len({each.target for each in found[0]}),
        default=([], []),
    )
    if not lines:
        raise ValidationError(
            _("The workbook holds no rows. Fill in the headings and at least one row."),
            code="no_rows",
        )
    head = [
        Heading(each.place, each.text, each.sample, (mapping or {}).get(each.place, each.target))
        for each in head
    ]
    return _Reader(sheet, head, loaded).read(lines)


# -- The rows --------------------------------------------------------------------------------------


class _Reader:
    """Reads the lines below the headings into rows of the sheet."""

    def __init__(
        self, sheet: Sheet, head: Sequence[Heading], loaded: Mapping[str, Loaded] | None
    ) -> None:
        self.sheet, self.loaded = sheet, loaded
        self.place = {
            each.target: each.place
            for each in head
            if each.target and each.target != headings.LEAVE_OUT
        }
        self.words = {each.target: each.text for each in head}
        names = {headings.CODE, headings.NAME} & self.place.keys()
        self.figures = [
            column for column in sheet.columns if headings.value_heading(column) in self.place
        ]
        self.upload = Upload(list(head), bool(names and self.figures), loaded is not None)
        self._refuse_two_columns_of_one_meaning(head)
        self.by_code = ByCode({row.committee.code: row for row in sheet.rows})
        self.by_name: dict[str, list[SheetRow]] = {}
        for row in sheet.rows:
            for name in _names(row.committee):
                self.by_name.setdefault(name, []).append(row)

    def _refuse_two_columns_of_one_meaning(self, head: Sequence[Heading]) -> None:
        """Whoever says what columns are may say the same of two."""
        for each in head:
            last = self.place.get(each.target, each.place)
            if last != each.place:
                said = _("This column and column %(other)s are taken for the same. Choose one.")
                where = f"{get_column_letter(each.place + 1)}: {each.text}"
                sentence = said % {"other": get_column_letter(last + 1)}
                self.upload.problems.append(("", where, sentence))

    def read(self, lines: Sequence[Line]) -> Upload:
        read: dict[int, TypedRow] = {}
        if self.upload.is_mapped:
            for line in lines:
                row = self._row_of(*line)
                if row is not None:
                    read[row.pk] = self._typed(row, *line)
        self.upload.rows = [read.get(row.pk) or self._as_it_is(row) for row in self.sheet.rows]
        return self.upload

    def _cell(self, cells: Sequence[Any], target: str) -> Any:
        place = self.place.get(target)
        return cells[place] if place is not None and place < len(cells) else None

    def _refuse(self, number_of_row: int, target: str, sentence: str) -> None:
        place = self.place.get(target)
        where = "" if place is None else f"{get_column_letter(place + 1)}: {self.words[target]}"
        self.upload.problems.append((number_of_row, where, sentence))

    def _row_of(self, place: int, cells: Sequence[Any]) -> SheetRow | None:
        """The row of the sheet that a line speaks of; None for a line to be left out."""
        code, name = (text_of(self._cell(cells, each)) for each in (headings.CODE, headings.NAME))
        row, target = None, headings.CODE if code else headings.NAME
        if not (code or name):
            values = [self._cell(cells, headings.value_heading(each)) for each in self.figures]
            if all(value in {None, ""} for value in values):
                return None
            sentence = _("This row names no committee.")
        elif code:
            row = self.by_code.named(code)
            sentence = _("There is no committee with the code “%(code)s” on this sheet.") % {
                "code": code
            }
        else:
            if fold(name) in headings.TOTALS:
                return None
            row, sentence = self._named(name)
        if row is None:
            self._refuse(place, target, sentence)
            return None
        first = self.upload.lines.setdefault(row.pk, place)
        if first != place:
            said = _("Row %(row)s is about the same as row %(first)s. Keep one of them.")
            self._refuse(place, target, said % {"row": place, "first": first})
            return None
        return row

    def _named(self, name: str) -> tuple[SheetRow | None, str]:
        rows = self.by_name.get(fold(name)) or self._ending_alike(fold(name))
        found = {row.pk: row for row in rows}
        if len(found) == 1:
            return next(iter(found.values())), ""
        if found:
            codes = ", ".join(sorted(row.committee.code for row in found.values()))
            said = _("“%(name)s” is the name of several committees. Give the code: %(codes)s.")
            return None, said % {"name": name, "codes": codes}
        said = _("There is no committee called “%(name)s” on this sheet.")
        return None, said % {"name": name}

    def _ending_alike(self, name: str) -> list[SheetRow]:
        """“Long Hưng” for “Phường Long Hưng”, or the other way round; one word is too little."""
        return [
            row
            for known, rows in self.by_name.items()
            for row in rows
            if " " in min(known, name, key=len)
            and (known.endswith(f" {name}") or name.endswith(f" {known}"))
        ]

    def _typed(self, row: SheetRow, place: int, cells: Sequence[Any]) -> TypedRow:
        was = self._was(row)
        heading = self._heading(was.heading, place, cells)
        return TypedRow(
            row.pk,
            heading.standing,
            heading.cumulative,
            heading.provisional,
            dict(self._figures(was, place, cells)),
            was.heading,
        )

    def _was(self, row: SheetRow) -> Loaded:
        """The row as the file's author saw it; else as it is on record now."""
        known = (self.loaded or {}).get(row.committee.code)
        return known or on_record(row)

    def _heading(self, was: RowHeading, place: int, cells: Sequence[Any]) -> RowHeading:
        standing = self._said(headings.STANDING, Choice(Return.Standing.choices), place, cells)
        cumulative = self._said(headings.CUMULATIVE, YesNo(), place, cells)
        provisional = self._said(headings.PROVISIONAL, YesNo(), place, cells)
        return RowHeading(
            was.standing if standing is None else standing,
            was.cumulative if cumulative is None else cumulative,
            was.provisional if provisional is None else provisional,
        )

    def _said(self, target: str, widget: Any, place: int, cells: Sequence[Any]) -> Any:
        """What a cell beside the figures says; None where it says nothing."""
        text = text_of(self._cell(cells, target))
        if not text:
            return None
        try:
            return widget.clean(text)
        except ValueError as problem:
            self._refuse(place, target, str(problem))
            return None

    def _figures(
        self, was: Loaded, place: int, cells: Sequence[Any]
    ) -> Iterator[tuple[str, TypedCell]]:
        """An empty cell of our template empties the figure; of another workbook it is silent."""
        for column in self.sheet.columns:
            value = was.values.get(column.code)
            as_it_was = "" if value is None else str(value)
            cell = self._cell(cells, headings.value_heading(column))
            if cell is UNCOMPUTED:
                said = _(
                    "This cell holds a formula without a value. Open the file in Excel, save it, "
                    "and upload it again."
                )
                self._refuse(place, headings.value_heading(column), said)
            is_silent = cell is UNCOMPUTED or column not in self.figures
            text = text_of(cell)
            if is_silent or (not text and self.loaded is None):
                text = as_it_was
            yield column.code, TypedCell(text, value)

    def _as_it_is(self, row: SheetRow) -> TypedRow:
        """A row that the file does not speak of: nothing of it changes."""
        now = on_record(row)
        cells = {
            code: TypedCell("" if value is None else str(value), value)
            for code, value in now.values.items()
        }
        return TypedRow(row.pk, *now.heading, cells=cells, was=now.heading)


def _names(committee: Committee) -> set[str]:
    names = (committee.name, committee.short_name, committee.name_en, committee.short_name_en)
    return {fold(name) for name in names if fold(name)}
