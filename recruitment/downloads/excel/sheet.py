"""One sheet, written from top to bottom and ready to be printed: A4 across, as wide as the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from django.utils.translation import pgettext
from xlsxwriter.format import Format

from recruitment.charts.drawing.measure import wrap
from recruitment.charts.spec import Cell, Column, Table, Value
from recruitment.downloads.office import colours
from recruitment.wording.numbers import MINUS

from .book import Book
from .inert import cell_text, could_be_a_formula, footer_text

A4 = 9
LETTER, PADDING = 7, 5
"""Pixels of a letter of the standard font, and of the edges of a cell."""
STANDARD, MEASURED, LINE = 11, 11.5, 20
"""Points of the standard font, its pixels in our wider measure, and those of a line."""
PAGE, SMALLEST = 1026, 8 / 11
"""Pixels between the margins of A4 across, and how small print may become: letters of 8 points."""
TALLEST = 540
"""Pixels of the highest row that Excel knows, rounded down."""
NARROWEST, WIDEST = 8, 36
"""Letters of a column in a table."""
FOOTER, FOOTER_ROOM, FOOTER_SIZE = 255, 660, 9
"""Signs in a footer; points of its width beside the number of the page, and of its letters."""
WHOLE, DECIMALS, DRAWN = "#,##0", "#,##0.00#", "#,##0.##"
SIGNED = f'+{WHOLE};"{MINUS}"{WHOLE}'
EDGE = {"border": 1, "border_color": f"#{colours.LINE}"}
INDENT = 9
"""Pixels."""


class Sheet:
    """``row`` is the next one, counted from 0; ``name`` has been given by the book."""

    def __init__(self, book: Book, name: str, *, grid: bool = True) -> None:
        self.book, self.row, self.name = book, 0, name
        self.inside = book.inside.add_worksheet(name)
        self._widths: dict[int, float] = {}
        self._set_up(grid=grid)

    def _set_up(self, *, grid: bool) -> None:
        page = self.inside
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
        if not grid:
            page.hide_gridlines(2)
        pages = pgettext("foot of a page", "Page %(number)s of %(all)s") % {
            "number": "&P",
            "all": "&N",
        }
        source = footer_text(_one_line(self.book.paper.source), FOOTER - len(pages) - 12)
        small = f"&{FOOTER_SIZE} "
        page.set_footer(f"&L{small}{source}&R{small}{pages}", {"scale_with_doc": False})

    def spread(self, repeated: int) -> None:
        """Over so many pages beside each other that it can be read, the first columns on each."""
        page, fixed = PAGE / SMALLEST, self._width(0, repeated)
        rest = self._width(repeated, max(self._widths) + 1)
        if fixed + rest > page:
            self.inside.fit_to_pages(ceil(rest / (page - fixed)), 0)
            self.inside.repeat_columns(0, repeated - 1)
            self.inside.print_across()

    # -- Texts --

    def say(self, text: str, across: int, **how: Any) -> None:
        """A text over so many columns; their widths must be known by now."""
        style = self._style(text, text_wrap=True, **how)
        size = float(how.get("font_size", STANDARD))
        self._heighten([(text, self._room(0, across), size, "bold" in how)])
        self._across(0, across, style)
        self._write_text(0, text, style)
        self.row += 1

    def pair(self, label: str, cell: Cell, across: int, beside: str = "") -> None:
        """A label and what it stands for, over the columns beside it or with a text there."""
        style, end = self._cell_style(cell, align="left"), 2 if beside else across
        texts = [(cell.text, self._room(1, end), STANDARD, False)]
        self.text(0, label, bold=True, text_wrap=True)
        self._across(1, end, style)
        self._write(1, cell, style)
        if beside:
            texts.append((beside, self._room(end, across), STANDARD, False))
            style = self._style(beside, text_wrap=True)
            self._across(end, across, style)
            self._write_text(end, beside, style)
        self._heighten(texts)
        self.row += 1

    def _across(self, first: int, across: int, style: Format) -> None:
        if across > first + 1:
            self.inside.merge_range(self.row, first, self.row, across - 1, "", style)

    def _room(self, first: int, until: int) -> float:
        """Pixels for text in these columns together."""
        return self._width(first, until) - 2 * PADDING

    def _width(self, first: int, until: int) -> float:
        return sum(map(self.pixels, range(first, until)))

    def _heighten(self, texts: Iterable[tuple[str, float, float, bool]]) -> None:
        """The present row as high as its texts (with room, size, bold) need: of wrapped ones,
        no program but Excel finds that out."""
        height = 0.0
        for text, room, size, bold in texts:
            pixels = size / STANDARD * MEASURED
            lines = sum(len(wrap(part, room, pixels, bold=bold)) for part in text.split("\n"))
            height = max(height, lines * LINE * size / STANDARD)
        if height > LINE:
            self.inside.set_row_pixels(self.row, min(TALLEST, ceil(height)))

    def text(self, column: int, text: str, **how: Any) -> None:
        """In the present row."""
        self._write_text(column, text, self._style(text, **how))

    def skip(self, rows: int = 1) -> None:
        self.row += rows

    # -- Tables --

    def table(self, table: Table, *, frozen: bool = False) -> None:
        self.fit(table)
        self.head(table.columns, frozen=frozen)
        first = self.row - 1
        for cells in table.rows:
            self.cells(table.columns, cells)
        self.filter(first, len(table.columns))

    def fit(self, table: Table, most: Callable[[int], int] = lambda _: WIDEST) -> None:
        """Columns as wide as the table wants them; ``most`` bounds what the longest cell wants."""
        for place, column in enumerate(table.columns):
            longest = max((_cell_width(row[place]) for row in table.rows), default=0)
            self.widen(place, max(_heading_width(column), min(most(longest), longest)))

    def head(
        self, columns: Sequence[Column], *, frozen: bool = False, repeated: bool = True
    ) -> None:
        """``repeated`` on every page; ``frozen``: it stays in sight, with the first column."""
        for place, column in enumerate(columns):
            how = {"bold": True, "text_wrap": True, "valign": "vcenter", **_side(column.numeric)}
            self.text(place, column.name, bg_color=f"#{colours.HAIR}", **how)
            self.widen(place, _heading_width(column))
        names = [(column.name, self._inner(place)) for place, column in enumerate(columns)]
        self._heighten((name, room, STANDARD, True) for name, room in names)
        if frozen:
            self.inside.freeze_panes(self.row + 1, 1)
        if repeated:
            self.inside.repeat_rows(self.row)
        self.row += 1

    def cells(self, columns: Sequence[Column], cells: Sequence[Cell]) -> None:
        """A row of a table: numbers and days as such, to the right; texts wrapped."""
        for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            right = column.numeric or isinstance(cell.value, int | Decimal)
            self._write(place, cell, self._cell_style(cell, **_side(right)))
        words = [(place, cell.text) for place, cell in enumerate(cells) if cell.value is None]
        self._heighten((text, self._inner(place), STANDARD, False) for place, text in words)
        self.row += 1

    def numbers(self, values: Sequence[date | Value | str | None]) -> None:
        """A row of numbers as they are drawn; nothing where nothing is known."""
        for place, value in enumerate(values):
            if isinstance(value, str):
                self.text(place, value, text_wrap=True, **_side(right=False))
            elif isinstance(value, date):
                self._write(place, Cell("", value), self._cell_style(Cell("", value)))
            elif value is not None:
                number = float(value)
                self.inside.write_number(self.row, place, number, self.book.style(num_format=DRAWN))
        words = [(at, value) for at, value in enumerate(values) if isinstance(value, str)]
        self._heighten((text, self._inner(at), STANDARD, False) for at, text in words)
        self.row += 1

    def _inner(self, column: int) -> float:
        return self._room(column, column + 1) - INDENT

    def filter(self, head: int, columns: int) -> None:
        """Arrows on the heading in row ``head``, if anything stands below it."""
        if self.row > head + 1:
            self.inside.autofilter(head, 0, self.row - 1, columns - 1)

    # -- Cells --

    def _write(self, column: int, cell: Cell, style: Format) -> None:
        match cell.value:
            case None:
                self._write_text(column, cell.text, style)
            case date():
                self.inside.write_datetime(self.row, column, cell.value, style)
            case _:
                self.inside.write_number(self.row, column, cell.value, style)

    def _write_text(self, column: int, text: str, style: Format) -> None:
        """No text leaves the cell empty, also for whoever filters by that."""
        if shown := cell_text(text):
            self.inside.write_string(self.row, column, shown, style)
        else:
            self.inside.write_blank(self.row, column, None, style)

    def _cell_style(self, cell: Cell, **how: Any) -> Format:
        match cell.value:
            case None:
                return self._style(cell.text, text_wrap=True, **how)
            case date():
                return self.book.style(num_format=self.book.day_format, **how)
            case Decimal():
                return self.book.style(num_format=_decimals(cell.value, cell.text), **how)
            case _:
                signed = cell.text.startswith(("+", MINUS))
                return self.book.style(num_format=SIGNED if signed else WHOLE, **how)

    def _style(self, text: str, **how: Any) -> Format:
        """Marked as a text where it could be taken for a formula when its cell is edited."""
        if could_be_a_formula(text):
            how["quote_prefix"] = True
        return self.book.style(**how)

    # -- Columns --

    def width(self, column: int) -> float:
        return self._widths.get(column, NARROWEST)

    def pixels(self, column: int) -> float:
        return self.width(column) * LETTER + PADDING

    def widen(self, column: int, letters: float) -> None:
        if letters > self._widths.get(column, 0):
            self._widths[column] = max(NARROWEST, letters)
            self.inside.set_column(column, column, self.width(column))


def _one_line(text: str) -> str:
    """What a footer has room for beside the number of the page; the summary has it whole."""
    first, *more = wrap(text, FOOTER_ROOM, FOOTER_SIZE) or [""]
    return f"{first} …" if more else first


def _decimals(value: Decimal, text: str) -> str:
    """A percent is a number of percents, as in every other file: 39.67 and not 0.3967."""
    shown = WHOLE if value == int(value) else DECIMALS
    return f'{shown}"%"' if "%" in text else shown


def _side(right: bool) -> dict[str, Any]:
    return {"align": "right" if right else "left", "indent": 1, **EDGE}


def _heading_width(column: Column) -> int:
    """Between its words, a heading may be broken."""
    return max(map(len, column.name.split()), default=0) + 4


def _cell_width(cell: Cell) -> int:
    return max(map(len, cell.text.split("\n"))) + 3
