"""Texts that Excel takes as they stand: in a cell, in the name of a sheet, in a footer."""

from __future__ import annotations

import re

from recruitment.downloads.csv_files import FORMULA_STARTS
from recruitment.downloads.office.text import printable

LONGEST_CELL, LONGEST_NAME = 32_767, 31
"""In UTF-16 units, as Excel counts."""
CUT, LONG_WORD = "…", 12
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]+")
RESERVED = "history"


def cell_text(text: str) -> str:
    """Without what XML forbids, and cut with a mark where a cell would not hold it."""
    return shortened(printable(text), LONGEST_CELL)


def could_be_a_formula(text: str) -> bool:
    """Whether Excel would run the text once somebody edits its cell."""
    return text.lstrip(" ").startswith(FORMULA_STARTS)


def sheet_name(text: str, taken: set[str]) -> str:
    """A name that no other sheet has; ``taken`` (in small letters) learns it."""
    plain = " ".join(NOT_IN_NAMES.sub(" ", printable(text)).split()).strip("' ") or "–"
    if plain.casefold() == RESERVED:
        plain += " 1"
    name, number = shortened(plain, LONGEST_NAME), 1
    while name.casefold() in taken:
        number += 1
        tail = f" ({number})"
        name = shortened(plain, LONGEST_NAME - len(tail)) + tail
    taken.add(name.casefold())
    return name


def footer_text(text: str, most: int) -> str:
    """One line, in which an ampersand gives no order."""
    line = " ".join(printable(text).split())
    shown = shortened(line, most)
    # Doubled ampersands count twice.
    while units(shown.replace("&", "&&")) > most:
        shown = shortened(line, units(shown) - 1)
    return shown.replace("&", "&&")


def shortened(text: str, most: int) -> str:
    """At most so many units; what is cut ends between two words where one is near."""
    if units(text) <= most:
        return text
    cut = text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    head, _, tail = cut.rpartition(" ")
    if head and len(tail) < LONG_WORD and not text[len(cut)].isspace():
        cut = head
    return cut.rstrip(" ,;:'") + CUT


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
