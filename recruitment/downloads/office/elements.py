"""Small pieces of chart XML. The order of elements is the schema's: Office repairs any other."""

from __future__ import annotations

from typing import Any, TypeAlias

from lxml import etree

from .plot import Dot, Look, Stroke

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
NAMES = {"c": C, "a": A, "r": R}
_SPACES = {**NAMES, "c15": C15, "p": P}
EMU = 12700
"""In a point."""

Element: TypeAlias = Any
"""One of lxml's, which carries no types."""


def el(name: str, /, *children: Element | str | None, **attributes: object) -> Element:
    """``c:val`` with children, or text, and attributes; None is no child."""
    prefix, _, local = name.partition(":")
    space = _SPACES[prefix]
    made = etree.Element(f"{{{space}}}{local}", {k: _text(v) for k, v in attributes.items()})
    for child in children:
        if isinstance(child, str):
            made.text = child
        elif child is not None:
            made.append(child)
    return made


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def val(name: str, value: object) -> Element:
    return el(name, val=value)


def solid(color: str, opacity: int = 100) -> Element:
    """``opacity`` in percent."""
    alpha = val("a:alpha", 1000 * opacity) if opacity < 100 else None
    return el("a:solidFill", el("a:srgbClr", alpha, val=color))


def line(stroke: Stroke | None) -> Element:
    if stroke is None:
        return el("a:ln", el("a:noFill"))
    return el(
        "a:ln",
        solid(stroke.color),
        val("a:prstDash", stroke.dash),
        el("a:round"),
        w=round(stroke.width * EMU),
        cap="flat",
    )


def shape(fill: str | None, stroke: Stroke | None, opacity: int = 100) -> Element:
    paint = solid(fill, opacity) if fill else el("a:noFill")
    return el("c:spPr", paint, line(stroke))


def marker(dot: Dot | None, edge: str) -> Element:
    if dot is None:
        return el("c:marker", val("c:symbol", "none"))
    strokes = dot.symbol in {"dash", "plus"}
    rim = Stroke(dot.color if strokes else edge, 0.75)
    return el(
        "c:marker", val("c:symbol", dot.symbol), val("c:size", dot.size), shape(dot.color, rim)
    )


def letters(
    name: str, look: Look, color: str, *, bold: bool = False, language: str | None = None
) -> Element:
    """Run properties (``a:rPr``, ``a:defRPr``)."""
    lang = {"lang": language} if language else {}
    return el(
        name,
        solid(color),
        el("a:latin", typeface=look.font),
        el("a:cs", typeface=look.font),
        **lang,
        sz=round(look.text * 100),
        b=bold,
    )


def text_style(look: Look, color: str, *, bold: bool = False) -> Element:
    """``c:txPr``: how texts look that the chart makes itself."""
    body = el("a:bodyPr", rot=0, vert="horz", wrap="none")
    paragraph = el("a:p", el("a:pPr", letters("a:defRPr", look, color, bold=bold)))
    paragraph.append(el("a:endParaRPr", lang="vi-VN"))
    return el("c:txPr", body, el("a:lstStyle"), paragraph)
