"""One series of a chart: its cells with what they hold, its colours, labels and strokes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from . import colours
from .elements import Element, el, letters, line, marker, shape, text_style, val
from .grid import Cell, Column, Columns, Grid
from .plot import Drawn, Label, Layer, Plot, Shape
from .scales import DAY_FORMAT, as_float
from .text import printable

# Labels that are read from cells (Office 2013 and later), by the names of their extensions.
LABELS, LABEL_CELLS = (
    "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}",
    "{02D57815-91ED-43cb-92C2-25804820EDAC}",
)
SHEER = 72
"""Percent of opacity."""
LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


def series_xml(plot: Plot, cells: Grid, at: int) -> Element:
    """The series at this place in the plot's order."""
    drawn, columns = plot.drawn[at], cells.series[at]
    scatter, lines = plot.shape is Shape.SCATTER, drawn.layer is Layer.LINES
    made = el("c:ser", val("c:idx", at), val("c:order", at), _name(cells, columns))
    if lines:
        made.append(el("c:spPr", line(drawn.stroke)))
        made.append(marker(drawn.dot, colours.CARD))
    else:
        made.append(shape(drawn.fill or None, drawn.stroke, _opacity(drawn)))
        made.append(val("c:invertIfNegative", False))
    made.extend(_points(drawn, lines=lines))
    made.extend(_labels(plot, drawn))
    made.append(_numbers("c:xVal", cells, columns.places) if scatter else _names(cells, columns))
    made.append(_numbers("c:yVal" if scatter else "c:val", cells, columns.values))
    if lines:
        made.append(val("c:smooth", False))
    made.extend(_label_cells(cells, columns))
    return made


# -- Cells -----------------------------------------------------------------------------------------


def _name(cells: Grid, columns: Columns) -> Element:
    text = columns.values.header
    cache = el("c:strCache", val("c:ptCount", 1), _point(0, text))
    return el("c:tx", el("c:strRef", el("c:f", cells.header_of(columns.values)), cache))


def _point(at: int, text: str) -> Element:
    return el("c:pt", el("c:v", text), idx=at)


def _names(cells: Grid, columns: Columns) -> Element:
    names = columns.places.cells
    points = (_point(at, str(name)) for at, name in enumerate(names))
    cache = el("c:strCache", val("c:ptCount", len(names)), *points)
    return el("c:cat", el("c:strRef", el("c:f", cells.cells_of(columns.places)), cache))


def _numbers(name: str, cells: Grid, column: Column) -> Element:
    """An empty cell is left out: a gap, not 0."""
    known = [(at, cell) for at, cell in enumerate(column.cells) if cell is not None]
    days = any(isinstance(cell, date) for cell in column.cells)
    cache = el(
        "c:numCache",
        el("c:formatCode", DAY_FORMAT if days else "General"),
        val("c:ptCount", len(column.cells)),
        *(_point(at, _number(cell)) for at, cell in known),
    )
    return el(name, el("c:numRef", el("c:f", cells.cells_of(column)), cache))


def _number(cell: Cell) -> str:
    if isinstance(cell, str) or cell is None:
        raise TypeError("a column of numbers holds no texts")
    return f"{as_float(cell):.17g}"


# -- Looks -----------------------------------------------------------------------------------------


def _points(drawn: Drawn, *, lines: bool) -> Iterator[Element]:
    """What single points have of their own."""
    for at, datum in enumerate(drawn.data):
        if datum.value is None:
            continue
        if lines and datum.dot:
            yield el(
                "c:dPt",
                val("c:idx", at),
                marker(datum.dot, colours.CARD),
                val("c:bubble3D", False),
                el("c:spPr", line(drawn.stroke)),
            )
        elif not lines and datum.fill not in {None, drawn.fill}:
            yield el(
                "c:dPt",
                val("c:idx", at),
                val("c:invertIfNegative", False),
                val("c:bubble3D", False),
                shape(datum.fill or None, drawn.stroke, _opacity(drawn)),
            )


def _opacity(drawn: Drawn) -> int:
    return SHEER if drawn.sheer else 100


# -- Labels ----------------------------------------------------------------------------------------


def _labels(plot: Plot, drawn: Drawn) -> Iterator[Element]:
    """Each label reads its cell: who edits a number finds its text beside it."""
    found = [(at, datum.label) for at, datum in enumerate(drawn.data) if datum.label]
    if not found:
        return
    made = el("c:dLbls")
    made.extend(_label(plot, drawn, at, label) for at, label in found)
    made.append(shape(None, None))
    made.append(text_style(plot.look, colours.INK))
    made.extend(_shows(value=False))
    # Else LibreOffice joins a label to its point where it was moved.
    leaders = el("c15:showLeaderLines", val=False)
    made.append(el("c:extLst", el("c:ext", leaders, uri=LABELS)))
    yield made


def _shows(*, value: bool) -> Iterator[Element]:
    yield val("c:showLegendKey", False)
    yield val("c:showVal", value)
    for name in ("c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize"):
        yield val(name, False)


def _label(plot: Plot, drawn: Drawn, at: int, label: Label) -> Element:
    moved = None
    if label.moved or label.aside:
        x = val("c:x", round(label.aside / plot.look.width, 4))
        y = val("c:y", round(label.moved / plot.look.height, 4))
        moved = el("c:layout", el("c:manualLayout", x, y))
    made = el("c:dLbl", val("c:idx", at), moved, _rich(plot, drawn, at, label))
    made.append(shape(colours.CARD if label.covers else None, None))
    made.append(val("c:dLblPos", label.place))
    made.extend(_shows(value=False))
    fields = el("c15:dlblFieldTable")
    shown = el("c15:showDataLabelsRange", val=True)
    made.append(el("c:extLst", el("c:ext", fields, shown, uri=LABELS)))
    return made


def _rich(plot: Plot, drawn: Drawn, at: int, label: Label) -> Element:
    language = LANGUAGES[plot.language]
    style = letters("a:rPr", plot.look, label.color, bold=label.bold, language=language)
    # Only unlike its neighbours, and the same in every file.
    name = str(uuid5(NAMESPACE_URL, f"{drawn.name} {at}")).upper()
    piece = el("a:fld", style, el("a:pPr"), el("a:t", "[CELLRANGE]"), type="CELLRANGE")
    piece.set("id", f"{{{name}}}")
    body = el("a:bodyPr", wrap="none", anchor="ctr")
    side = el("a:pPr", algn="l" if label.place in {"r", "outEnd", "inBase"} else "ctr")
    paragraph = el("a:p", side, piece, el("a:endParaRPr", lang=language))
    return el("c:tx", el("c:rich", body, el("a:lstStyle"), paragraph))


def _label_cells(cells: Grid, columns: Columns) -> Iterator[Element]:
    if columns.labels is None:
        return
    texts = columns.labels.cells
    points = [_point(at, printable(str(text))) for at, text in enumerate(texts) if text]
    cache = el("c15:dlblRangeCache", val("c:ptCount", len(texts)), *points)
    reference = el("c15:f", cells.cells_of(columns.labels))
    yield el("c:extLst", el("c:ext", el("c15:datalabelsRange", reference, cache), uri=LABEL_CELLS))
