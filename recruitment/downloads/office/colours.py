"""The page's light colours as Office writes them."""

from __future__ import annotations

from recruitment.charts.spec import Role
from recruitment.charts.theme import PALETTES, STYLES, Theme

from .plot import Stroke

PALETTE = PALETTES[Theme.LIGHT]
PIXEL = 0.75
"""Points in one of the page's pixels."""

# The page's dashes, by Office's names.
DASHES = {"solid": "solid", "dash": "dash", "6px,5px": "dash", "3px,3px": "sysDash"}
DASHES["2px,4px"] = "sysDot"


def rgb(color: str) -> str:
    return color.removeprefix("#").upper()


CARD, INK, SOFT = rgb(PALETTE.card), rgb(PALETTE.ink), rgb(PALETTE.soft)
LINE, HAIR, BAND = rgb(PALETTE.line), rgb(PALETTE.hair), rgb(PALETTE.band)
NOTHING_KNOWN = rgb(PALETTE.unknown_soft)


def stroke(role: Role) -> str:
    return rgb(str(getattr(PALETTE, STYLES[role].stroke)))


def fill(role: Role) -> str:
    return rgb(str(getattr(PALETTE, STYLES[role].fill)))


def pen(role: Role) -> Stroke:
    style = STYLES[role]
    return Stroke(stroke(role), style.width * PIXEL, DASHES[style.dash])


def label_color(role: Role) -> str:
    """Names of what is aimed at are written in ink."""
    return INK if role in {Role.TARGET, Role.IMPLIED, Role.BAND} else stroke(role)
