"""Tables on slides: as wide as their texts ask, over as many slides as their rows ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pptx.enum.text import PP_ALIGN
from pptx.slide import Slide
from pptx.table import Table as Grid
from pptx.table import _Cell
from pptx.util import Pt

from recruitment.charts.drawing.measure import text_height, text_width, wrap
from recruitment.charts.spec import Table

from . import colours
from .deck import Deck, describe
from .deck_look import Box, Line
from .elements import EMU, el, solid

PADDING, LEADING = 6, 4
"""Beside and above a cell's text, in points."""
SIZES, MIDDLING = (16, 14, 13, 12, 11, 10, 9), 11
"""Of the letters; the largest of a table that takes several slides."""
STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own "No Style, No Grid"."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A table's rows in texts, the widths of its columns and the size of its letters.

    ``fits``: no word is wider than its column.
    """

    table: Table
    widths: tuple[float, ...]
    size: float
    fits: bool

    def height(self, texts: Sequence[str], *, bold: bool = False) -> float:
        lines = max(
            len(wrap(text, width - 2 * PADDING, self.size, bold=bold))
            for text, width in zip(texts, self.widths, strict=True)
        )
        return text_height(lines, self.size) + 2 * LEADING

    @property
    def head(self) -> list[str]:
        return [column.name for column in self.table.columns]

    @property
    def rows(self) -> list[list[str]]:
        return [[cell.text for cell in row] for row in self.table.rows]

    def parts(self, room: float) -> Iterator[list[list[str]]]:
        """The rows for each slide, below a heading that each repeats."""
        room -= self.height(self.head, bold=True)
        part: list[list[str]] = []
        used = 0.0
        for row in self.rows:
            height = self.height(row)
            if part and used + height > room:
                yield part
                part, used = [], 0.0
            part.append(row)
            used += height
        if part:
            yield part


def laid(table: Table, width: float, room: float) -> Laid:
    """In the largest letters in which it fits one slide; else as many as its words allow."""
    found = [_in_letters(table, width, size) for size in SIZES]
    whole = (one for one in found if one.fits and len(list(one.parts(room))) <= 1)
    small = (one for one in found if one.size <= MIDDLING and one.fits)
    return next(whole, next(small, found[-1]))


def _in_letters(table: Table, width: float, size: float) -> Laid:
    least = [_widest(texts, size, whole=False) for texts in _columns(table)]
    most = [_widest(texts, size, whole=True) for texts in _columns(table)]
    return Laid(table, tuple(_shared(least, most, width)), size, fits=sum(least) <= width)


def _columns(table: Table) -> list[list[str]]:
    return [
        [column.name, *(row[at].text for row in table.rows)]
        for at, column in enumerate(table.columns)
    ]


def _widest(texts: Sequence[str], size: float, *, whole: bool) -> float:
    pieces = texts if whole else [word for text in texts for word in text.split(" ")]
    return max(text_width(piece, size, bold=True) for piece in pieces) + 2 * PADDING


def _shared(least: Sequence[float], most: Sequence[float], width: float) -> list[float]:
    """What is left over the longest words goes where the texts are longest."""
    spare = width - sum(least)
    wished = [high - low for low, high in zip(least, most, strict=True)]
    whole = sum(wished) or 1
    part = min(1.0, spare / whole) if spare > 0 else 0
    found = [low + part * wish for low, wish in zip(least, wished, strict=True)]
    stretch = width / sum(found) if part < 1 else 1
    return [one * stretch for one in found]


# -- On a slide ------------------------------------------------------------------------------------


def add_table(deck: Deck, slide: Slide, rows: Sequence[Sequence[str]], of: Laid, box: Box) -> None:
    """The heading and these rows; a screen reader is told which is which."""
    heights = [of.height(of.head, bold=True), *(of.height(row) for row in rows)]
    place = (Pt(n) for n in (box.left, box.top, sum(of.widths), sum(heights)))
    frame = slide.shapes.add_table(len(rows) + 1, len(of.widths), *place)
    describe(frame.element, slide.shapes.title.text_frame.text if slide.shapes.title else "")
    grid = frame.table
    frame.element.xpath(".//a:tableStyleId")[0].text = STYLE
    grid.horz_banding = False
    for at, width in enumerate(of.widths):
        grid.columns[at].width = Pt(width)
    for at, (texts, height) in enumerate(zip([of.head, *rows], heights, strict=True)):
        grid.rows[at].height = Pt(height)
        _write_row(deck, grid, at, texts, of)


def _write_row(deck: Deck, grid: Grid, at: int, texts: Sequence[str], of: Laid) -> None:
    for place, (text, column) in enumerate(zip(texts, of.table.columns, strict=True)):
        cell = grid.cell(at, place)
        heading = at == 0
        deck.fill(cell.text_frame, [Line(text, of.size, colours.INK, bold=heading)])
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT if column.numeric else None
        _paint(cell, colours.HAIR if heading else colours.CARD)


def _paint(cell: _Cell, color: str) -> None:
    """A ground, and a hairline below."""
    sides = {"marL": PADDING, "marR": PADDING, "marT": LEADING, "marB": LEADING}
    margins = {name: round(points * EMU) for name, points in sides.items()}
    below = el("a:lnB", solid(colours.BAND), w=round(0.75 * EMU))
    old = cell._tc.get_or_add_tcPr()
    cell._tc.replace(old, el("a:tcPr", below, solid(color), anchor="ctr", **margins))
