"""A chart as a picture of its own: title, subtitle and source inside it, on a ground of its own.

The same surround is used for pictures made in the browser and on the server.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from recruitment.charts.spec import ChartSpec
from recruitment.charts.theme import SMALL, TEXT
from recruitment.charts.words import joined

from .measure import text_height, wrap
from .pen import Pen, stacked

PICTURE_WIDTH = 960
EDGE = 24
TITLE = 19


@dataclass(frozen=True, slots=True)
class Surround:
    """Pixels to add above and below the plot, and the texts that stand there."""

    top: int
    bottom: int
    ground: str
    annotations: tuple[dict[str, Any], ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "top": self.top,
            "bottom": self.bottom,
            "edge": EDGE,
            "ground": self.ground,
            "annotations": list(self.annotations),
        }


def surround(spec: ChartSpec, pen: Pen, margin: dict[str, Any]) -> Surround:
    """``margin`` is the drawing's own, to which the surround is added."""
    room = PICTURE_WIDTH - 2 * EDGE
    title = wrap(joined(spec.title, spec.place, by=" – "), room, TITLE, bold=True)
    below = _lines((spec.subtitle, spec.reading), room, TEXT)
    foot = _lines((spec.provisional, *spec.notes, spec.source), room, SMALL)
    title_height = text_height(len(title), TITLE) + 4
    top = round(EDGE + title_height + text_height(len(below), TEXT) + 12)
    bottom = round(text_height(len(foot), SMALL) + EDGE + 12)
    first = margin["t"] + top - EDGE
    strong = pen.font(size=TITLE, bold=True, color=pen.palette.ink)
    texts = (
        _text(title, margin, strong, y=1, up=first),
        _text(below, margin, pen.font(), y=1, up=first - title_height),
        _text(foot, margin, pen.small, y=0, up=-(margin["b"] + 12)),
    )
    return Surround(top, bottom, pen.palette.card, tuple(text for text in texts if text["text"]))


def _lines(texts: Iterable[str], room: float, size: float) -> list[str]:
    return [line for text in texts if text for line in wrap(text, room, size)]


def _text(
    lines: Sequence[str], margin: dict[str, Any], font: dict[str, Any], *, y: int, up: float
) -> dict[str, Any]:
    return {
        "text": stacked(lines),
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "xanchor": "left",
        # From the plot's corner back to where the drawing begins.
        "xshift": -margin["l"],
        "y": y,
        "yanchor": "top",
        "yshift": round(up),
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": font,
    }


def framed_layout(layout: dict[str, Any], around: Surround) -> dict[str, Any]:
    """The layout of a picture: room on all sides, and the texts."""
    margin = layout["margin"]
    return {
        **layout,
        "width": PICTURE_WIDTH,
        "height": layout["height"] + around.top + around.bottom,
        "paper_bgcolor": around.ground,
        "margin": {
            **margin,
            "l": margin["l"] + EDGE,
            "r": margin["r"] + EDGE,
            "t": margin["t"] + around.top,
            "b": margin["b"] + around.bottom,
        },
        "annotations": [*layout.get("annotations", []), *around.annotations],
    }
