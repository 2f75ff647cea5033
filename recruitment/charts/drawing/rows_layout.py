"""How high each row is and where its texts stand, in pixels from the top of the plot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from recruitment.charts.spec import Category, ChartSpec, SeriesKind
from recruitment.charts.theme import SMALL, TEXT, Width

from .measure import text_height, text_width, wrap
from .pen import LEAST

NAMES = 240
"""Widest column of names, in pixels; longer names take more lines."""
TAILS = 150
BAR_ROOM = 28
"""In a narrow drawing: the height that a bar with its ticks takes under the name."""
SMALLEST = 244
"""What a card of a telephone 320 pixels wide leaves for a line of text."""
CROWD = 25
"""More rows than this stand closer together."""
MOST_BETWEEN = 24
"""Rows with more space between them than this would not look like one chart."""

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One category with its texts in lines."""

    category: Category
    value: str
    name: Lines
    note: Lines
    words: Lines
    tail: Lines
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    @property
    def above_bar(self) -> float:
        """In a narrow drawing: the height of the texts over the bar."""
        return 4 + text_height(len(self.name), TEXT) + text_height(len(self.note), SMALL)


@dataclass(frozen=True, slots=True)
class Rows:
    """``left`` and ``right`` are margins, ``values`` the width of the column of numbers,
    ``under`` the height left empty under the last row."""

    rows: dict[str, Row]
    width: Width
    left: float
    right: float
    values: float
    under: float = 0

    @property
    def height(self) -> float:
        return max(row.top + row.height for row in self.rows.values()) + self.under

    def bar(self, key: object) -> float:
        """The middle of a category's bar."""
        row = self.rows[str(key)]
        if self.width is Width.WIDE:
            return round(row.middle, 1)
        return round(row.top + row.above_bar + 13, 1)

    def having(self, what: Callable[[Row], object]) -> list[Row]:
        return [row for row in self.rows.values() if what(row)]


def arrange(spec: ChartSpec, width: Width, room: float = 0) -> Rows:
    """``room`` in pixels: what the rows leave of it comes between them and under the last."""
    values = {
        str(point.at): point.text
        for series in spec.of(SeriesKind.BAR)
        for point in series.points
        if point.value is not None and point.text
    }
    widest = max((text_width(text, TEXT, bold=True) for text in values.values()), default=0)
    if width is Width.WIDE:
        return _spread(_wide(spec.y.categories, values, widest), room)
    return _narrow(spec.y.categories, values)


def _lines(text: str, room: float, size: float, *, bold: bool = False) -> Lines:
    return wrap(text, room, size, bold=bold, within_words=True) if text else ()


def _widest(texts: Sequence[Lines], size: float, *, bold: bool = False) -> float:
    return max((text_width(line, size, bold=bold) for lines in texts for line in lines), default=0)


def _wide(categories: Sequence[Category], values: dict[str, str], widest: float) -> Rows:
    """Names beside their bars, numbers and statuses in columns at the right."""
    names = [_lines(category.name, NAMES, TEXT) for category in categories]
    notes = [_lines(category.note, NAMES, SMALL) for category in categories]
    tails = [_lines(category.tail, TAILS, TEXT, bold=True) for category in categories]
    left = 14 + max(_widest(names, TEXT), _widest(notes, SMALL))
    tail_width = _widest(tails, TEXT, bold=True)
    right = 16 + widest + (tail_width + 16 if tail_width else 0)
    room = LEAST[Width.WIDE] - left - right + widest
    rows: dict[str, Row] = {}
    top = 0.0
    for category, name, note, tail in zip(categories, names, notes, tails, strict=True):
        words = _lines(category.words, room, SMALL)
        height = max(
            28 if len(categories) > CROWD else 35,
            text_height(len(name), TEXT) + text_height(len(note), SMALL) + 10,
            text_height(len(words), SMALL) + 10,
            text_height(len(tail), TEXT) + 8,
        )
        value = values.get(category.key, "")
        rows[category.key] = Row(category, value, name, note, words, tail, top, height)
        top += height
    return Rows(rows, Width.WIDE, left, right, widest)


def _spread(found: Rows, room: float) -> Rows:
    count = len(found.rows)
    spare = room - found.height
    if spare <= 0:
        return found
    each = min(spare / count, MOST_BETWEEN)
    rows = {
        key: replace(row, top=row.top + n * each, height=row.height + each)
        for n, (key, row) in enumerate(found.rows.items())
    }
    return replace(found, rows=rows, under=spare - count * each)


def _narrow(categories: Sequence[Category], values: dict[str, str]) -> Rows:
    """Names above their bars, the number at the end of the name's line, the status below."""
    room = LEAST[Width.NARROW] - 12
    rows: dict[str, Row] = {}
    top = 0.0
    for category in categories:
        value = values.get(category.key, "")
        beside = text_width(value, TEXT, bold=True) + 12 if value else 0
        name = _lines(category.name, room - beside, TEXT)
        note = _lines(category.note, SMALLEST, SMALL)
        words = _lines(category.words, SMALLEST, SMALL)
        tail = _lines(category.tail, SMALLEST, SMALL, bold=True)
        texts = text_height(len(name), TEXT) + text_height(
            len(note) + len(words) + len(tail), SMALL
        )
        height = 4 + texts + (0 if words else BAR_ROOM) + 10
        rows[category.key] = Row(category, value, name, note, words, tail, top, height)
        top += height
    return Rows(rows, Width.NARROW, 4, 8, 0)
