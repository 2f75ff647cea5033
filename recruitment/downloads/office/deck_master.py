"""The master, layouts and theme of a deck: python-pptx's empty one in our colours and letters."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import pgettext
from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Pt

from recruitment.wording.labels import Tone

from . import colours
from . import deck_look as look
from .deck_look import Box
from .elements import EMU, A, Element, P, el, solid, val

COVER, SENTENCE, CONTENT = 0, 1, 2
"""Layouts by their place."""
HEAD_AT, FOOT_AT, NUMBER_AT = 13, 14, 12
"""Placeholders by their number."""
KEPT = ("Title Slide", "Title and Content", "Title Only")


def empty_deck() -> Deck:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(look.WIDTH), Pt(look.HEIGHT)
    for layout in list(deck.slide_layouts):
        if layout.name not in KEPT:
            deck.slide_layouts.remove(layout)
    _drop_what_is_not_ours(deck)
    _dress_theme(deck.slide_master.part)
    _dress_theme(deck.notes_master.part)
    _dress_master(deck.slide_master)
    _dress_layouts(deck)
    return deck


def _drop_what_is_not_ours(deck: Deck) -> None:
    """The template's picture of its first slide and its printer."""
    package = deck.part.package
    for found in [rel.rId for rel in package.iter_rels() if rel.reltype == RT.THUMBNAIL]:
        package.drop_rel(found)
    for found in [rel.rId for rel in deck.part.rels.values() if rel.reltype == RT.PRINTER_SETTINGS]:
        deck.part.rels.pop(found)


# -- Theme and master ------------------------------------------------------------------------------

THEME_COLOURS = {
    "dk1": colours.INK,
    "lt1": colours.CARD,
    "dk2": colours.SOFT,
    "lt2": colours.HAIR,
    "accent1": look.TONES[Tone.ON],
    "accent2": look.TONES[Tone.DONE],
    "accent3": look.TONES[Tone.BEHIND],
    "accent4": look.TONES[Tone.UNKNOWN],
    "accent5": colours.BAND,
    "accent6": look.BRAND,
    "hlink": look.TONES[Tone.ON],
    "folHlink": colours.SOFT,
}


def _dress_theme(master: Part) -> None:
    """python-pptx keeps the slides' theme as bytes, the notes' as XML."""
    part = master.part_related_by(RT.THEME)
    if isinstance(part, XmlPart):
        _dress(part._element)
        return
    theme = etree.fromstring(part.blob)
    _dress(theme)
    part.blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _dress(theme: Element) -> None:
    """Our colours, and Arial for every script."""
    theme.set("name", "Tiến độ")
    for color in theme.find(f".//{{{A}}}clrScheme"):
        color[:] = [val("a:srgbClr", THEME_COLOURS[etree.QName(color).localname])]
    for fonts in theme.findall(f".//{{{A}}}majorFont") + theme.findall(f".//{{{A}}}minorFont"):
        empty = [el("a:ea", typeface=""), el("a:cs", typeface="")]
        fonts[:] = [el("a:latin", typeface=look.FONT), *empty]


def _dress_master(master: SlideMaster) -> None:
    """Its own title, text and number; the date and the footer are not used."""
    _replace(master.shapes.element, [_title(), placeholder("body", 1, look.BODY, 18), _number()])
    styles = master.element.find(f"{{{P}}}txStyles")
    for style in styles.iterfind(f"{{{P}}}titleStyle/{{{A}}}lvl1pPr"):
        style.set("algn", "l")


# -- Layouts and placeholders ----------------------------------------------------------------------


def _dress_layouts(deck: Deck) -> None:
    cover, sentence, content = deck.slide_layouts
    foot = placeholder("body", FOOT_AT, look.FOOT_BOX, look.FOOT, anchor="b")
    title = placeholder("ctrTitle", 0, look.COVER_TITLE, 34, color=colours.INK, anchor="b")
    texts = placeholder("subTitle", 1, look.COVER_TEXT, 18)
    _dress_layout(cover, pgettext("slide layout", "Cover"), [_stripe(), title, texts, _number()])
    body = placeholder("body", 1, look.BODY, 24, color=colours.INK)
    _dress_layout(sentence, pgettext("slide layout", "Sentence"), [_title(), body, foot, _number()])
    head = placeholder("body", HEAD_AT, look.HEAD_BOX, look.HEAD)
    foot = placeholder("body", FOOT_AT, look.FOOT_BOX, look.FOOT, anchor="b")
    name = pgettext("slide layout", "Chart or table")
    _dress_layout(content, name, [_title(), head, foot, _number()])


def _dress_layout(layout: SlideLayout, name: str, shapes: Sequence[Element]) -> None:
    layout.element.find(f"{{{P}}}cSld").set("name", name)
    if layout.element.get("type") != "title":
        # A layout of our own, not one of the program's.
        layout.element.attrib.pop("type", None)
        layout.element.set("userDrawn", "1")
    _replace(layout.shapes.element, shapes)


def _replace(tree: Element, shapes: Sequence[Element]) -> None:
    for old in tree.findall(f"{{{P}}}sp"):
        tree.remove(old)
    for at, shape in enumerate(shapes, start=2):
        shape.find(f"{{{P}}}nvSpPr/{{{P}}}cNvPr").set("id", str(at))
        tree.append(shape)


def _title() -> Element:
    return placeholder("title", 0, look.TITLE, 24, color=colours.INK, anchor="b")


def _number() -> Element:
    return placeholder("sldNum", NUMBER_AT, look.NUMBER, look.FOOT, side="r", anchor="b")


def placeholder(
    kind: str,
    at: int,
    box: Box,
    size: float,
    *,
    color: str = colours.SOFT,
    side: str = "l",
    anchor: str = "t",
) -> Element:
    """A place of a layout with its own letters and without bullets."""
    role = {"type": kind} | ({"idx": at} if at else {})
    style = el(
        "a:lvl1pPr",
        el("a:lnSpc", val("a:spcPct", 100_000)),
        el("a:spcBef", val("a:spcPts", 300)),
        el("a:buNone"),
        el("a:defRPr", solid(color), sz=round(size * 100), b=kind in {"title", "ctrTitle"}),
        marL=0,
        indent=0,
        algn=side,
    )
    inset = {"lIns": 0, "rIns": 0, "tIns": 0, "bIns": 0}
    body = el("a:bodyPr", el("a:normAutofit"), wrap="square", anchor=anchor, **inset)
    return el(
        "p:sp",
        el(
            "p:nvSpPr",
            el("p:cNvPr", id=0, name=f"{kind} {at}"),
            el("p:cNvSpPr", el("a:spLocks", noGrp=True)),
            el("p:nvPr", el("p:ph", **role)),
        ),
        el("p:spPr", _frame(box), el("a:prstGeom", el("a:avLst"), prst="rect")),
        el("p:txBody", body, el("a:lstStyle", style), _content(kind)),
    )


def _content(kind: str) -> Element:
    if kind != "sldNum":
        return el("a:p", el("a:endParaRPr", lang="vi-VN"))
    return el("a:p", number_field())


def number_field() -> Element:
    field = el("a:fld", el("a:rPr", lang="vi-VN"), el("a:t", "‹#›"), type="slidenum")
    field.set("id", "{8C5E9B6A-2B0E-4D5B-9B1E-0C2E6F1A7D01}")
    return field


def _frame(box: Box) -> Element:
    left, top, width, height = (round(n * EMU) for n in (box.left, box.top, box.width, box.height))
    return el("a:xfrm", el("a:off", x=left, y=top), el("a:ext", cx=width, cy=height))


def _stripe() -> Element:
    """The house's red, at the left edge of the cover."""
    return el(
        "p:sp",
        el(
            "p:nvSpPr",
            el("p:cNvPr", id=0, name="stripe"),
            el("p:cNvSpPr"),
            el("p:nvPr", userDrawn=True),
        ),
        el(
            "p:spPr",
            _frame(Box(0, 0, 18, look.HEIGHT)),
            el("a:prstGeom", el("a:avLst"), prst="rect"),
            solid(look.BRAND),
            el("a:ln", el("a:noFill")),
        ),
    )
