"""How wide a text will be, before any browser has seen it.

Widths are those of DejaVu Sans, the widest letter of the site's fonts that is in use: a text
drawn in another one takes no more room than is kept for it.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, normalize

LINE_HEIGHT = 1.3
"""Plotly's distance between the lines of a text, in font sizes."""

# Widths in font sizes.
_WIDTHS = {
    0.32: "ijlI.,:;'| \N{NO-BREAK SPACE}",
    0.42: "ftr()[]-/!JL",
    0.53: "ckszvxy–",
    0.99: "mwMW%@&—…",
}
_EACH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_BOLD = 1.12


def _letter(letter: str) -> float:
    known = _EACH.get(letter)
    if known is not None:
        return known
    if letter.isupper():
        return 0.76
    return 0.64


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels that the widest line of a text takes; marks above and below letters take none."""
    lines = text.split("\n")
    widest = max(
        sum(_letter(part[0]) for part in (normalize("NFD", letter) for letter in line))
        for line in lines
    )
    return widest * size * (_BOLD if bold else 1)


def wrap(
    text: str, width: float, size: float, *, bold: bool = False, within_words: bool = False
) -> tuple[str, ...]:
    """The text in lines of at most ``width`` pixels, broken between words; a word that is wider
    stands out, or is broken, too."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        elif within_words and text_width(word, size, bold=bold) > width:
            lines += _broken(word, width, size, bold=bold)
        else:
            lines.append(word)
    return tuple(lines)


def _broken(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        full = text_width(pieces[-1] + letter, size, bold=bold) > width
        # A mark stays with its letter.
        if pieces[-1] and full and not combining(letter):
            pieces.append("")
        pieces[-1] += letter
    return pieces


def text_height(lines: int, size: float) -> float:
    return lines * size * LINE_HEIGHT
