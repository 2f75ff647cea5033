"""Charts that Excel draws: each on a sheet with its words and its table, drawn from the cells of
one sheet with the numbers of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from math import ceil

from django.utils.translation import gettext, pgettext

from recruitment.charts.spec import ChartSpec, Column
from recruitment.charts.words import joined
from recruitment.downloads.office import colours
from recruitment.downloads.office.chart_xml import chart_xml
from recruitment.downloads.office.grid import Grid, grid
from recruitment.downloads.office.native import height_of, plot_of
from recruitment.downloads.office.plot import Look, Plot
from recruitment.downloads.office.text import printable

from .book import Book
from .sheet import Sheet

WIDTH, FONT, TEXT = 720, "Calibri", 11
"""Of a drawing, in points, and its letters."""
LEAST_HEIGHT, TALL = 120, 380
"""Points; a tall drawing is printed on upright paper."""
PIXEL, ROW = 0.75, 20
"""A pixel in points, and a row in pixels."""
NAMES_WIDTH, NUMBERS_WIDTH = 40, 15
"""Of columns, in letters."""
BETWEEN = 3
"""Rows from the last number of a chart to the headings of the next, below its name."""


def write_charts(book: Book, charts: Sequence[ChartSpec]) -> None:
    """A sheet for each chart, and one with the numbers that they are drawn from."""
    name, head = book.name(pgettext("sheet", "Numbers of the charts")), 2
    drawn: list[tuple[ChartSpec, Grid]] = []
    for chart in charts:
        plot = plot_of(chart, look(chart))
        cells = grid(plot, Grid(name, head)) if plot else None
        _write_chart(book, chart, plot, cells)
        if cells:
            drawn.append((chart, cells))
            head += len(cells.columns[0].cells) + BETWEEN
    if drawn:
        _write_numbers(Sheet(book, name), drawn)


def look(chart: ChartSpec) -> Look:
    """The room that a chart takes: as high as it needs."""
    wide = Look(FONT, WIDTH, WIDTH / 2, TEXT)
    return Look(FONT, WIDTH, max(LEAST_HEIGHT, height_of(chart, wide)), TEXT)


def _write_chart(book: Book, chart: ChartSpec, plot: Plot | None, cells: Grid | None) -> None:
    sheet = Sheet(book, book.name(chart.title), grid=False)
    across = _lay_out(sheet, chart)
    soft = {"font_color": f"#{colours.SOFT}"}
    sheet.say(chart.title, across, bold=True, font_size=14)
    sheet.say(chart.place, across, **soft)
    for text in (joined(chart.subtitle, chart.unit, by=" · "), chart.provisional):
        if text:
            sheet.say(text, across, **soft)
    reading = chart.reading
    if plot and cells:
        _insert(sheet, chart, plot, cells)
    else:
        reading = gettext("There is nothing to draw yet.")
    for text in (reading, *chart.notes, chart.source):
        if text:
            sheet.say(text, across, **soft)
    sheet.skip()
    sheet.table(chart.table)


def _lay_out(sheet: Sheet, chart: ChartSpec) -> int:
    """Columns as wide as the table asks; how many of them lie under the drawing."""
    sheet.fit(chart.table)
    across, covered = 0, 0.0
    while covered < WIDTH / PIXEL or across < len(chart.table.columns):
        covered += sheet.pixels(across)
        across += 1
    return across


def _insert(sheet: Sheet, chart: ChartSpec, plot: Plot, cells: Grid) -> None:
    """Room for the drawing, held by a chart of the library that the book exchanges for ours."""
    height = plot.look.height / PIXEL
    held = sheet.book.inside.add_chart({"type": "column"})
    held.add_series({"values": f"='{cells.sheet}'!$A$1"})
    held.set_size({"width": round(WIDTH / PIXEL), "height": round(height)})
    how = {"description": printable(chart.summary), "object_position": 2}
    sheet.inside.insert_chart(sheet.row, 0, held, how)
    sheet.book.chart(chart_xml(plot, cells))
    sheet.skip(ceil(height / ROW) + 1)
    if plot.look.height > TALL:
        sheet.inside.set_portrait()


# -- The numbers behind the drawings ---------------------------------------------------------------


def _write_numbers(sheet: Sheet, drawn: Sequence[tuple[ChartSpec, Grid]]) -> None:
    """Chart below chart. Excel draws nothing from a hidden sheet: this one stays in sight."""
    for place in range(max(len(cells.columns) for _, cells in drawn)):
        sheet.widen(place, NUMBERS_WIDTH if place else NAMES_WIDTH)
    sheet.spread(1)
    for chart, cells in drawn:
        sheet.row = cells.head - 2
        sheet.text(0, chart.title, bold=True)
        sheet.skip()
        sheet.head([Column(column.header) for column in cells.columns], repeated=False)
        for values in zip_longest(*(column.cells for column in cells.columns)):
            sheet.numbers(values)
