"""Sizes, places and colours of a deck of slides, in points on 960 × 540 (16:9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recruitment.charts.drawing.measure import text_height, text_width, wrap
from recruitment.wording.labels import StatusLabel, Tone

from . import colours

WIDTH, HEIGHT = 960, 540
FONT = "Arial"
"""Every Office has it with all Vietnamese letters, and LibreOffice one of the same widths."""
BRAND = "9D1C20"
TONES = {
    Tone.ON: colours.rgb(colours.PALETTE.data),
    Tone.DONE: colours.rgb(colours.PALETTE.done),
    Tone.BEHIND: colours.rgb(colours.PALETTE.behind),
    Tone.UNKNOWN: colours.rgb(colours.PALETTE.unknown),
}

TITLE_SIZES = (24, 22, 20, 18, 16, 14)
SENTENCE_SIZES = (26, 24, 22, 20, 18, 16, 14, 12)
HEAD, FOOT, SMALLEST = 14, 10, 8


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    width: float
    height: float


TITLE = Box(36, 20, 888, 62)
HEAD_BOX = Box(36, 84, 888, 38)
BODY = Box(36, 92, 888, 200)
FOOT_BOX = Box(36, 462, 820, 64)
NUMBER = Box(864, 506, 60, 20)
COVER_TITLE = Box(72, 120, 816, 110)
COVER_TEXT = Box(72, 244, 816, 230)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph on a slide; without a size or a colour it has its placeholder's."""

    text: str
    size: float = 0
    color: str = ""
    bold: bool = False


def height_of(texts: Sequence[str], width: float, size: float, *, bold: bool = False) -> float:
    lines = sum(len(wrap(text, width, size, bold=bold)) for text in texts)
    return text_height(lines, size)


def fitted(texts: Sequence[str], box: Box, sizes: Sequence[float], *, bold: bool = False) -> float:
    """The largest of the sizes at which the texts fit, else the smallest."""
    return next((size for size in sizes if _fits(texts, box, size, bold=bold)), sizes[-1])


def _fits(texts: Sequence[str], box: Box, size: float, *, bold: bool) -> bool:
    words = (word for text in texts for word in text.split(" "))
    widest = max((text_width(word, size, bold=bold) for word in words), default=0)
    return widest <= box.width and height_of(texts, box.width, size, bold=bold) <= box.height


def tone(status: StatusLabel) -> str:
    return TONES[status.tone]
