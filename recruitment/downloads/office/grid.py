"""The cells behind a chart: which column holds what, for the workbook and for references to it.

A scatter has a column of days for each series; bars share the first column, of names. Labels
that stand in the chart have a column beside their values, so that both are edited together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from django.utils.translation import pgettext

from recruitment.charts.spec import Value

from .plot import Drawn, Plot, Shape
from .text import printable

Cell: TypeAlias = date | Value | str | None


@dataclass(frozen=True, slots=True)
class Column:
    """``at`` counts from 0; the cells stand below the header."""

    at: int
    header: str
    cells: tuple[Cell, ...]

    @property
    def letter(self) -> str:
        letters, rest = "", self.at + 1
        while rest:
            rest, place = divmod(rest - 1, 26)
            letters = chr(ord("A") + place) + letters
        return letters


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one series; ``labels`` only where it has some."""

    places: Column
    values: Column
    labels: Column | None


@dataclass(slots=True)
class Grid:
    """The headers stand in row ``head`` of the sheet, counted from 1."""

    sheet: str
    head: int = 1
    columns: list[Column] = field(default_factory=list)
    series: list[Columns] = field(default_factory=list)

    def add(self, header: str, cells: tuple[Cell, ...]) -> Column:
        """The column, or one that is the same already."""
        for known in self.columns:
            if (known.header, known.cells) == (header, cells):
                return known
        column = Column(len(self.columns), header, cells)
        self.columns.append(column)
        return column

    def header_of(self, column: Column) -> str:
        return f"'{self.sheet}'!${column.letter}${self.head}"

    def cells_of(self, column: Column) -> str:
        first, last = self.head + 1, self.head + len(column.cells)
        return f"'{self.sheet}'!${column.letter}${first}:${column.letter}${last}"


def grid(plot: Plot, place: Grid | None = None) -> Grid:
    """The plot's cells on a sheet of their own, or in a ``place`` that is empty yet."""
    found = place or Grid(pgettext("sheet", "Figures"))
    names = tuple(printable(name) for name in plot.categories)
    shared = None
    if plot.shape is not Shape.SCATTER:
        shared = found.add(pgettext("column", "Name"), names)
    for series in plot.drawn:
        found.series.append(_columns(found, series, shared))
    return found


def _columns(found: Grid, series: Drawn, shared: Column | None) -> Columns:
    name = printable(series.name)
    days = tuple(datum.at for datum in series.data)
    places = shared or found.add(pgettext("column", "Day: %(name)s") % {"name": name}, days)
    values = found.add(name, tuple(datum.value for datum in series.data))
    texts = tuple(printable(datum.label.text) if datum.label else "" for datum in series.data)
    if not any(texts):
        return Columns(places, values, None)
    header = pgettext("column", "Label: %(name)s") % {"name": name}
    return Columns(places, values, found.add(header, texts))
