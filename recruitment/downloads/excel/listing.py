"""Sheets that grow by one section after the other: where each locality stands, all figures."""

from __future__ import annotations

from django.utils.translation import pgettext

from recruitment.charts.spec import Cell, Column, Table
from recruitment.downloads.briefing import Section
from recruitment.downloads.standings import (
    name_cells,
    name_columns,
    standing_columns,
    standing_row,
)

from .book import Book
from .sheet import Sheet

STANDING_WIDTHS = (36, 14, 32, 22, 12, 11, 13, 17, 11, 24)
"""In letters; together no wider than a page."""
FIGURE_WIDTHS = (
    *(18, 13, 12, 22),
    *(13, 13, 11, 10, 10, 10, 16, 13, 12, 10, 13, 14, 14, 8, 22, 14, 36),
)
"""In letters; the first, which each page repeats, and the others share two pages."""
NAMED = 4
"""The first columns of the figures, which say of whom and of what a row speaks."""


class Standings:
    """A row for each locality: its headline goal, or only its status where it has none."""

    def __init__(self, book: Book) -> None:
        self.sheet = Sheet(book, book.name(pgettext("sheet", "Localities")))
        self.columns = standing_columns()
        for place, width in enumerate(STANDING_WIDTHS):
            self.sheet.widen(place, width)
        self.sheet.head(self.columns, frozen=True)

    def add(self, section: Section) -> None:
        self.sheet.cells(self.columns, standing_row(section))

    def close(self) -> None:
        self.sheet.filter(0, len(self.columns))


class Figures:
    """All figures of all sections below each other, under the headings of the first.

    ``several``: sections come one by one, so that the columns cannot be as wide as the longest
    text in them. The figures of a comparison name their localities themselves.
    """

    def __init__(self, book: Book, *, several: bool = False) -> None:
        self.sheet = Sheet(book, book.name(pgettext("sheet", "Figures")))
        self.columns: tuple[Column, ...] = ()
        self.several = several

    def add(self, section: Section) -> None:
        name = name_cells(section) if section.slug else ()
        rows = tuple((*name, *row) for row in section.data.rows)
        if not self.columns and section.data.columns:
            self.columns = (*(name_columns() if name else ()), *section.data.columns)
            self._lay_out(rows)
        for row in rows:
            self.sheet.cells(self.columns, row)

    def _lay_out(self, rows: tuple[tuple[Cell, ...], ...]) -> None:
        """Before the first row: one that is written stays as it is."""
        if self.several:
            for place, width in enumerate(FIGURE_WIDTHS):
                self.sheet.widen(place, width)
        else:
            self.sheet.fit(Table(self.columns, rows), _most)
        self.sheet.head(self.columns, frozen=True)
        self.sheet.spread(NAMED)

    def close(self) -> None:
        self.sheet.filter(0, len(self.columns))


def _most(longest: int) -> int:
    """Letters of a column by those of its longest text: twenty-one have to share two pages."""
    return 13 if longest <= 30 else 22 if longest <= 90 else 32
