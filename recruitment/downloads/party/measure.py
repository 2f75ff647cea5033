"""How wide letters are, where the form wants a line as long as its text."""

from __future__ import annotations

import unicodedata

# Times New Roman Bold, in thousandths of the letter's size.
CAPITALS = {
    "A": 722, "B": 667, "C": 722, "D": 722, "E": 667, "F": 611, "G": 778, "H": 778, "I": 389,
    "J": 500, "K": 778, "L": 667, "M": 944, "N": 722, "O": 778, "P": 611, "Q": 778, "R": 722,
    "S": 556, "T": 667, "U": 722, "V": 722, "W": 1000, "X": 722, "Y": 722, "Z": 667, "Đ": 722,
    " ": 250,
}  # fmt: skip
OTHER = 500


def bold_width(text: str, size: float) -> float:
    """The width of the text in points, set in bold letters of this size; near enough."""
    letters = (
        char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char)
    )
    return sum(CAPITALS.get(char, OTHER) for char in letters) * size / 1000
