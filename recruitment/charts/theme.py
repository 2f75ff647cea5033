"""One look by meaning: palettes for light and dark, and the style of each role.

Brand red is never a colour of data. No two fields of the light palette share a colour: the
page sends light figures and the browser exchanges each colour for the dark one.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from .spec import Role

FONT = '"Be Vietnam Pro", system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif'
TEXT = 13
SMALL = 12
TITLE = 19
"""Of a picture that stands alone."""
BOLD = 600


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


class Width(StrEnum):
    WIDE = "wide"
    """From 640 px on: names at the left of their bars, labels at the ends of lines."""
    NARROW = "narrow"
    """A telephone, or a card in a side column: names above their bars."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by meaning; the ``_soft`` ones are fills behind a stroke of the full colour."""

    card: str
    ink: str
    soft: str
    line: str
    hair: str
    band: str
    data: str
    data_soft: str
    done: str
    done_soft: str
    behind: str
    behind_soft: str
    unknown: str
    unknown_soft: str


PALETTES = {
    Theme.LIGHT: Palette(
        card="#ffffff",
        ink="#1a1f24",
        soft="#4d5763",
        line="#dcdfe3",
        hair="#ecedef",
        band="#c6ccd3",
        data="#0b5f86",
        data_soft="#cfe3ee",
        done="#1f6b45",
        done_soft="#d8ece0",
        behind="#a84f08",
        behind_soft="#fbe7d3",
        unknown="#656a73",
        unknown_soft="#e9eaec",
    ),
    Theme.DARK: Palette(
        card="#1a1e23",
        ink="#eceff2",
        soft="#aab4bf",
        line="#343b44",
        hair="#262c33",
        band="#4a5460",
        data="#62b5dc",
        data_soft="#1d3f50",
        done="#74c79b",
        done_soft="#1b3b2b",
        behind="#f0a35e",
        behind_soft="#472d14",
        unknown="#a4abb5",
        unknown_soft="#2b3138",
    ),
}


@dataclass(frozen=True, slots=True)
class Style:
    """``stroke`` and ``fill`` name fields of the palette; widths in pixels."""

    stroke: str
    fill: str
    width: float = 2
    dash: str = "solid"


STYLES: dict[Role, Style] = {
    Role.ADMITTED: Style("data", "data_soft", 3),
    Role.DONE: Style("done", "done_soft", 3),
    Role.BEHIND: Style("behind", "behind_soft", 3),
    Role.UNKNOWN: Style("unknown", "unknown_soft", 3),
    Role.TARGET: Style("ink", "band", 1.8),
    Role.IMPLIED: Style("ink", "band", 1.2, "dash"),
    Role.PACE: Style("soft", "hair", 1.4, "6px,5px"),
    Role.ELAPSED: Style("ink", "ink", 2.5),
    Role.PROJECTION: Style("data", "data_soft", 1.8, "2px,4px"),
    Role.PROJECTION_BAND: Style("data", "data_soft", 0),
    Role.REMAINDER: Style("soft", "card", 1.2, "3px,3px"),
    Role.BAND: Style("soft", "band", 0),
    Role.PRIOR: Style("soft", "hair", 1.2),
    Role.AVERAGE: Style("data", "data_soft", 2.5),
    Role.RANGE: Style("data", "data_soft", 1),
}


def exchange(to: Theme) -> dict[str, str]:
    """Each colour of the light palette with its counterpart."""
    light, other = PALETTES[Theme.LIGHT], PALETTES[to]
    return {getattr(light, f.name): getattr(other, f.name) for f in fields(Palette)}
