"""A chart as a picture of its own: title, subtitle and source inside it, on a ground of its own.

The same surround is used for pictures made in the browser and on the server.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.utils.translation import gettext

from recruitment.charts.spec import ChartSpec
from recruitment.charts.theme import SMALL, TEXT
from recruitment.charts.words import DOT, joined

from .measure import text_height, wrap
from .papers import PAGE, Paper
from .pen import Pen, stacked

PICTURE_WIDTH = PAGE.across
GAP = 12
"""Between the plot and the texts above and below it."""


@dataclass(frozen=True, slots=True)
class Surround:
    """The texts around a plot, in lines, and the pixels to add above and below it for them."""

    paper: Paper
    pen: Pen
    title: tuple[str, ...]
    head: tuple[str, ...]
    foot: tuple[str, ...]

    @property
    def title_height(self) -> float:
        return text_height(len(self.title), self.paper.title) + 4

    @property
    def top(self) -> int:
        head = text_height(len(self.head), TEXT)
        return round(self.paper.edge + self.title_height + head + GAP)

    @property
    def bottom(self) -> int:
        return round(text_height(len(self.foot), SMALL) + self.paper.edge + GAP)

    def annotations(self, margin: dict[str, Any]) -> list[dict[str, Any]]:
        """``margin`` is the drawing's own, to which the surround is added."""
        first = margin["t"] + self.top - self.paper.edge
        pen = self.pen
        strong = pen.font(size=self.paper.title, bold=True, color=pen.palette.ink)
        texts = (
            _text(self.title, margin, strong, y=1, up=first),
            _text(self.head, margin, pen.font(), y=1, up=first - self.title_height),
            _text(self.foot, margin, pen.small, y=0, up=-(margin["b"] + GAP)),
        )
        return [text for text in texts if text["text"]]

    def as_json(self, margin: dict[str, Any]) -> dict[str, Any]:
        """What the browser needs to make a picture of the page's chart."""
        return {
            "width": self.paper.across,
            "top": self.top,
            "bottom": self.bottom,
            "edge": self.paper.edge,
            "ground": self.pen.palette.card,
            "annotations": self.annotations(margin),
        }

    def framed(self, layout: dict[str, Any], width: int, height: int) -> dict[str, Any]:
        """The layout of a picture: room on all sides, and the texts."""
        margin, edge = layout["margin"], self.paper.edge
        return {
            **layout,
            "width": width,
            "height": height,
            "paper_bgcolor": self.pen.palette.card,
            "margin": {
                **margin,
                "l": margin["l"] + edge,
                "r": margin["r"] + edge,
                "t": margin["t"] + self.top,
                "b": margin["b"] + self.bottom,
            },
            "annotations": [*layout.get("annotations", []), *self.annotations(margin)],
        }


def surround(spec: ChartSpec, pen: Pen, paper: Paper = PAGE, width: int = PAGE.across) -> Surround:
    """``width`` of the whole picture."""
    room = width - 2 * paper.edge
    unit = gettext("unit: %(unit)s") % {"unit": spec.unit}
    if spec.unit.casefold() in spec.subtitle.casefold():
        unit = ""
    return Surround(
        paper,
        pen,
        title=_lines((joined(spec.title, spec.place, by=" – "),), room, paper.title, bold=True),
        head=_lines((joined(spec.subtitle, unit, by=DOT), spec.reading), room, TEXT),
        foot=_lines((spec.provisional, *spec.notes, spec.source), room, SMALL),
    )


def texts_alone(title: str, text: str, foot: str, pen: Pen, paper: Paper, width: int) -> Surround:
    """The same places for texts with nothing between them."""
    room = width - 2 * paper.edge
    return Surround(
        paper,
        pen,
        title=_lines((title,), room, paper.title, bold=True),
        head=_lines((text,), room, TEXT),
        foot=_lines((foot,), room, SMALL),
    )


def _lines(
    texts: Iterable[str], room: float, size: float, *, bold: bool = False
) -> tuple[str, ...]:
    lines = (wrap(text, room, size, bold=bold, within_words=True) for text in texts if text)
    return tuple(chain.from_iterable(lines))


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
