"""A ``Plot`` as a part of type c:chartSpace (ECMA-376, part 1, chapter 21.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from . import colours
from .elements import NAMES, Element, el, line, text_style, val
from .grid import Grid, grid
from .plot import Layer, Plot, Scale, Shape, Stroke
from .series_xml import LANGUAGES, series_xml

PRIMARY, SECONDARY = (1001, 1002), (2001, 2002)
"""Ids of an axis of names (or days) and of its axis of numbers."""


def chart_xml(plot: Plot, place: Grid | None = None) -> bytes:
    """Drawn from its own workbook (rId1), or from these cells of the one that it stands in."""
    cells = place or grid(plot)
    plots = list(_groups(plot, cells))
    area = el("c:plotArea", _layout(plot), *plots, *_axes(plot), el("c:spPr", el("a:noFill")))
    chart = el(
        "c:chart",
        val("c:autoTitleDeleted", True),
        area,
        _legend(plot) if plot.legend else None,
        val("c:plotVisOnly", True),
        val("c:dispBlanksAs", "gap"),
    )
    space = etree.Element(f"{{{NAMES['c']}}}chartSpace", nsmap=NAMES)
    space.append(val("c:date1904", False))
    space.append(val("c:lang", LANGUAGES[plot.language]))
    space.append(val("c:roundedCorners", False))
    space.append(chart)
    space.append(el("c:spPr", el("a:noFill"), line(None)))
    space.append(text_style(plot.look, colours.SOFT))
    if place is None:
        link = el("c:externalData", val("c:autoUpdate", False))
        link.set(f"{{{NAMES['r']}}}id", "rId1")
        space.append(link)
    etree.cleanup_namespaces(space, top_nsmap=NAMES)
    return bytes(etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True))


def _layout(plot: Plot) -> Element:
    """The inner plot's place, in parts of the chart."""
    look, margins = plot.look, plot.margins
    width = max(0.1, 1 - (margins.left + margins.right) / look.width)
    height = max(0.1, 1 - (margins.top + margins.bottom) / look.height)
    return el(
        "c:layout",
        el(
            "c:manualLayout",
            val("c:layoutTarget", "inner"),
            val("c:xMode", "edge"),
            val("c:yMode", "edge"),
            val("c:x", round(margins.left / look.width, 4)),
            val("c:y", round(margins.top / look.height, 4)),
            val("c:w", round(width, 4)),
            val("c:h", round(height, 4)),
        ),
    )


# -- Groups of series ------------------------------------------------------------------------------


def _layers(plot: Plot) -> list[Layer]:
    return [layer for layer in Layer if plot.layer(layer)]


def _axis_ids(plot: Plot, layer: Layer) -> tuple[int, int]:
    """Each of two layers of bars needs axes of its own; lines go with the bars in front."""
    return PRIMARY if layer is _layers(plot)[0] or not _two_of_bars(plot) else SECONDARY


def _two_of_bars(plot: Plot) -> bool:
    return len(set(_layers(plot)) - {Layer.LINES}) > 1


def _groups(plot: Plot, cells: Grid) -> Iterator[Element]:
    for layer in _layers(plot):
        series = [
            series_xml(plot, cells, at)
            for at, drawn in enumerate(plot.drawn)
            if drawn.layer is layer
        ]
        ids = [val("c:axId", one) for one in _axis_ids(plot, layer)]
        if plot.shape is Shape.SCATTER:
            yield el(
                "c:scatterChart",
                val("c:scatterStyle", "lineMarker"),
                val("c:varyColors", False),
                *series,
                *ids,
            )
        elif layer is Layer.LINES:
            yield el(
                "c:lineChart",
                val("c:grouping", "standard"),
                val("c:varyColors", False),
                *series,
                val("c:marker", True),
                *ids,
            )
        else:
            yield _bars(plot, layer, series, ids)


def _bars(plot: Plot, layer: Layer, series: list[Element], ids: list[Element]) -> Element:
    gap = {Layer.GROUND: 0, Layer.STROKES: plot.gap // 3}.get(layer, plot.gap)
    return el(
        "c:barChart",
        val("c:barDir", "bar" if plot.shape is Shape.ROWS else "col"),
        val("c:grouping", "clustered"),
        val("c:varyColors", False),
        *series,
        val("c:gapWidth", gap),
        val("c:overlap", -8 if plot.beside and layer is Layer.BARS else 100),
        *ids,
    )


# -- Axes ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Axis:
    """``ids`` are its own and the one of the axis it crosses; ``place`` one of l, t, b."""

    ids: tuple[int, int]
    place: str
    named: bool


def _axes(plot: Plot) -> Iterator[Element]:
    rows = plot.shape is Shape.ROWS
    across, along = ("l", "t") if rows else ("b", "l")
    names, numbers = PRIMARY
    if plot.days:
        yield _value_axis(plot, plot.days, _Axis((names, numbers), across, named=False))
        yield _value_axis(plot, plot.values, _Axis((numbers, names), along, named=True))
        return
    scaled = bool(plot.values.shown)
    yield _name_axis(plot, _Axis((names, numbers), across, named=True))
    yield _value_axis(plot, plot.values, _Axis((numbers, names), along, scaled))
    if _two_of_bars(plot):
        names, numbers = SECONDARY
        yield _name_axis(plot, _Axis((names, numbers), across, named=False))
        yield _value_axis(plot, plot.values, _Axis((numbers, names), along, named=False))


def _value_axis(plot: Plot, scale: Scale, axis: _Axis) -> Element:
    """Not named, it is there without being seen: Office ignores what a deleted axis says."""
    made = el("c:valAx", val("c:axId", axis.ids[0]))
    high, low = val("c:max", scale.high), val("c:min", scale.low)
    made.append(el("c:scaling", val("c:orientation", "minMax"), high, low))
    made.append(val("c:delete", False))
    made.append(val("c:axPos", axis.place))
    if axis.named and scale.grid:
        made.append(el("c:majorGridlines", el("c:spPr", line(scale.grid))))
    made.append(el("c:numFmt", formatCode=scale.shown or "General", sourceLinked=False))
    made.extend(_ticks_and_names(plot, axis, line(_base(plot, scale))))
    made.append(val("c:crossAx", axis.ids[1]))
    made.append(val("c:crosses", "autoZero" if plot.days is None else "min"))
    made.append(val("c:crossBetween", "midCat" if plot.days else "between"))
    if scale.step:
        made.append(val("c:majorUnit", scale.step))
    return made


def _base(plot: Plot, scale: Scale) -> Stroke | None:
    """Lines and columns stand on a line."""
    return Stroke(colours.LINE, 0.75) if scale is plot.days else None


def _name_axis(plot: Plot, axis: _Axis) -> Element:
    rows = plot.shape is Shape.ROWS
    made = el("c:catAx", val("c:axId", axis.ids[0]))
    made.append(el("c:scaling", val("c:orientation", "maxMin" if rows else "minMax")))
    made.append(val("c:delete", False))
    made.append(val("c:axPos", axis.place))
    made.append(el("c:numFmt", formatCode="General", sourceLinked=False))
    base = Stroke(colours.BAND if rows else colours.LINE, 0.75) if axis.named else None
    made.extend(_ticks_and_names(plot, axis, line(base)))
    made.append(val("c:crossAx", axis.ids[1]))
    made.append(val("c:crosses", "autoZero"))
    made.append(val("c:auto", False))
    made.append(val("c:lblAlgn", "ctr"))
    made.append(val("c:lblOffset", 100))
    made.append(val("c:tickLblSkip", plot.skip))
    made.append(val("c:noMultiLvlLbl", True))
    return made


def _ticks_and_names(plot: Plot, axis: _Axis, base: Element) -> Iterator[Element]:
    yield val("c:majorTickMark", "none")
    yield val("c:minorTickMark", "none")
    # "low": at the plot's edge, wherever the axes cross.
    yield val("c:tickLblPos", ("nextTo" if axis.place == "t" else "low") if axis.named else "none")
    yield el("c:spPr", el("a:noFill"), base)
    color = colours.INK if plot.shape is Shape.ROWS and axis.place == "l" else colours.SOFT
    yield text_style(plot.look, color)


def _legend(plot: Plot) -> Element:
    """Below, without the lines that the chart itself names."""
    made = el("c:legend", val("c:legendPos", "b"))
    for at, drawn in enumerate(plot.drawn):
        if not drawn.named:
            made.append(el("c:legendEntry", val("c:idx", at), val("c:delete", True)))
    made.append(val("c:overlay", False))
    made.append(text_style(plot.look, colours.SOFT))
    return made
