"""Any workbook as lines under headings: what was found where, before anybody asks what it means."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from itertools import islice
from typing import Any, TypeAlias
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from recruitment.models.rules import number

from . import quarter_headings as headings
from .quarter_headings import Heading
from .typed import as_typed, written
from .workbook import MOST_COLUMNS, is_uncomputed, read_cell

MOST_ROWS = 2_000
MOST_SHEETS = 10
# How far down the headings are looked for.
HEADINGS_WITHIN = 30
# Over how many rows they may go: “Kết nạp” above “Trong đó” above “Học sinh”.
HEADING_ROWS = 3
# What openpyxl raises where an archive is no sound workbook.
BROKEN = (
    AttributeError,
    BadZipFile,
    EOFError,
    IndexError,
    InvalidFileException,
    KeyError,
    OSError,
    ParseError,
    TypeError,
    ValueError,
    zlib.error,
)
# A formula whose value nobody has computed yet.
UNCOMPUTED = object()

# Number of the row (1 is the first), cells.
Line: TypeAlias = tuple[int, list[Any]]


def read_pages(data: bytes) -> dict[str, list[Line]]:
    """The rows that hold anything, by sheet: with values as they were last computed."""
    pages = {}
    values = load_workbook(BytesIO(data), read_only=True, data_only=True)
    formulas = load_workbook(BytesIO(data), read_only=True)
    for page in values.worksheets[:MOST_SHEETS]:
        beside = formulas[page.title]
        for each in (page, beside):
            # The size that a file states of itself may be wrong.
            each.reset_dimensions()
        both = zip(
            page.iter_rows(max_col=MOST_COLUMNS),
            beside.iter_rows(values_only=True, max_col=MOST_COLUMNS),
            strict=False,
        )
        # A sheet may claim a million empty rows.
        numbered = enumerate(islice(both, MOST_ROWS * 20), 1)
        lines = ((place, _cells(*cells)) for place, cells in numbered)
        filled = [line for line in lines if any(cell not in {None, ""} for cell in line[1])]
        if len(filled) > MOST_ROWS:
            raise ValidationError(
                _("The sheet holds more than %(most)s rows. Divide it into several files."),
                code="too_many_rows",
                params={"most": number(MOST_ROWS)},
            )
        pages[page.title] = filled
    return pages


def _cells(values: Sequence[Any], formulas: Sequence[Any]) -> list[Any]:
    cells = []
    for place, value in enumerate(values):
        behind = formulas[place] if place < len(formulas) else None
        cells.append(UNCOMPUTED if is_uncomputed(value, behind) else read_cell(value.value))
    return cells


def text_of(value: Any) -> str:
    """A cell as it would be typed."""
    if value is None or value is UNCOMPUTED:
        return ""
    return written(value) if isinstance(value, date) else as_typed(value)


def split_headings(
    lines: Sequence[Line], known: Mapping[str, str]
) -> tuple[list[Heading], Sequence[Line]]:
    """The headings, in one row or in several of which the upper ones are merged, and the rest."""
    best: tuple[int, int, dict[int, list[str]], dict[int, str]] = (0, 0, {}, {})
    for height in range(1, HEADING_ROWS + 1):
        for start in range(min(len(lines), HEADINGS_WITHIN)):
            texts = _heading_texts(lines[start : start + height])
            found = headings.recognised(texts.items(), known)
            if len(found) > len(best[3]):
                best = (start, height, texts, found)
    start, height, texts, found = best
    if not found:
        # Somebody has to say what is what: the first row is taken for the headings.
        height, texts = 1, _heading_texts(lines[:1])
    below = lines[start + height :]
    return [
        Heading(place, candidates[-1], _sample(below, place), found.get(place, ""))
        for place, candidates in sorted(texts.items())
    ], below


def _heading_texts(lines: Sequence[Line]) -> dict[int, list[str]]:
    """What each column may be called, the whole heading last; no number is part of one.

    An upper heading over several columns stands in the first of them.
    """
    if any(isinstance(cell, int | float) for _place, cells in lines[1:] for cell in cells):
        return {}
    rows = [[text_of(cell) for cell in cells] for _place, cells in lines]
    found = {}
    over: list[str] = []
    for place in range(max(map(len, rows), default=0)):
        own = [row[place] if place < len(row) else "" for row in rows]
        if not any(own):
            continue
        highest = next(level for level, text in enumerate(own) if text)
        lowest = max(level for level, text in enumerate(own) if text)
        # What stands above the first word of its own is shared with the column before.
        over = [*over[:highest], *[""] * (highest - len(over)), *own[highest : lowest + 1]]
        words = [text for text in over if text]
        found[place] = [" ".join(words[part:]) for part in reversed(range(len(words)))]
    return found


def _sample(lines: Sequence[Line], place: int) -> str:
    cells = (text_of(cells[place]) for _number, cells in lines if place < len(cells))
    return next(filter(None, cells), "")[:40]
