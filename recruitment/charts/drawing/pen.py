"""What every drawing shares: pens, texts and the layout around them.

Texts reach plotly.js as its own small HTML. All that is not a line break is escaped: a name
may hold "<", and every tag but ``<br>`` would set an inline style, which the site's
Content-Security-Policy forbids.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from recruitment.charts.spec import ChartSpec, Place, Role, Value
from recruitment.charts.theme import (
    BOLD,
    FONT,
    PALETTES,
    SMALL,
    STYLES,
    TEXT,
    Palette,
    Theme,
    Width,
)

CLEAR = "rgba(0,0,0,0)"
SEPARATORS = {"vi": ",.", "en": ".,"}
"""Decimal sign, then thousands."""

# A drawing is made for one width and stretched to the card's: texts are wrapped for the least.
NOMINAL = {Width.WIDE: 740, Width.NARROW: 270}
LEAST = {Width.WIDE: 640, Width.NARROW: 270}


@dataclass(slots=True)
class Drawing:
    """Traces and layout as plotly.js knows them; ``height`` in pixels."""

    data: list[dict[str, Any]]
    layout: dict[str, Any]
    height: int

    def note(self, *annotations: dict[str, Any]) -> None:
        if annotations:
            self.layout["annotations"] = [*self.layout.get("annotations", []), *annotations]


@dataclass(frozen=True, slots=True)
class Pen:
    """Colours of one theme."""

    palette: Palette

    @classmethod
    def of(cls, theme: Theme) -> Pen:
        return cls(PALETTES[theme])

    def stroke(self, role: Role) -> str:
        return str(getattr(self.palette, STYLES[role].stroke))

    def fill(self, role: Role) -> str:
        return str(getattr(self.palette, STYLES[role].fill))

    def line(self, role: Role) -> dict[str, Any]:
        style = STYLES[role]
        return {"color": self.stroke(role), "width": style.width, "dash": style.dash}

    def font(
        self, *, size: float = TEXT, bold: bool = False, color: str | Sequence[str] = ""
    ) -> dict[str, Any]:
        font: dict[str, Any] = {"size": size, "color": color or self.palette.soft}
        if bold:
            font["weight"] = BOLD
        return font

    @property
    def strong(self) -> dict[str, Any]:
        return self.font(bold=True, color=self.palette.ink)

    @property
    def small(self) -> dict[str, Any]:
        return self.font(size=SMALL)


def safe(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\n", "<br>")


def stacked(lines: Iterable[str]) -> str:
    return safe("\n".join(lines))


def as_float(value: Value | None) -> float | int | None:
    """Enough digits for any pixel; whole numbers stay whole."""
    if value is None:
        return None
    exact = Fraction(value)
    return int(exact) if exact.denominator == 1 else round(float(exact), 4)


def as_place(at: Place) -> str:
    return at.isoformat() if isinstance(at, date) else at


def base_layout(spec: ChartSpec, pen: Pen, margin: dict[str, float]) -> dict[str, Any]:
    palette = pen.palette
    return {
        "separators": SEPARATORS[spec.language],
        "font": {"family": FONT, "size": TEXT, "color": palette.soft},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "hovermode": "closest",
        "hoverdistance": 24,
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": palette.card,
            "bordercolor": palette.soft,
            "font": {"family": FONT, "size": TEXT, "color": palette.ink},
            "align": "left",
            "namelength": -1,
        },
        "margin": {**{side: round(size) for side, size in margin.items()}, "pad": 0},
    }


def nothing_drawn(pen: Pen) -> dict[str, Any]:
    """The layout of a plot that is empty: a ground for texts."""
    return {
        "font": {"family": FONT, "size": TEXT, "color": pen.palette.soft},
        "plot_bgcolor": CLEAR,
        "xaxis": {"visible": False},
        "yaxis": {"visible": False},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
    }


def quiet_axis(**more: Any) -> dict[str, Any]:
    """An axis without grid, zero line or zoom."""
    return {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "ticks": "",
        **more,
    }


def value_axis(spec: ChartSpec, pen: Pen) -> dict[str, Any]:
    """The upright axis of numbers: few hairlines, labels as the spec spells them."""
    axis = spec.y
    return quiet_axis(
        showgrid=True,
        gridcolor=pen.palette.hair,
        range=[as_number(axis.low), as_number(axis.high)],
        tickvals=[as_number(tick.at) for tick in axis.ticks],
        ticktext=[safe(tick.label) for tick in axis.ticks],
        tickfont=pen.font(),
        ticks="outside",
        ticklen=6,
        tickcolor=CLEAR,
        automargin="left",
    )


def as_number(value: date | Value) -> float:
    if isinstance(value, date):
        raise TypeError("an axis of numbers holds no dates")
    return float(value)


def text_trace(
    xs: Sequence[Any], ys: Sequence[Any], texts: Sequence[str], at: str, font: dict[str, Any]
) -> dict[str, Any]:
    """Texts in one trace: quicker to draw than an annotation each."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(xs),
        "y": list(ys),
        "text": list(texts),
        "textposition": at,
        "textfont": font,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
