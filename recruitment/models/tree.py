"""The address of a committee in the tree: the ids on the way down to it, in base 36.

Every step has the same width, so that the committees below one are a plain range of strings,
which an index serves: ``path >= p AND path < end_of(p)``. Nothing else reads or writes paths.
"""

from __future__ import annotations

import uuid

# Five base-36 digits number 60 million committees; 51 levels fit into the column.
STEP = 5
PATH_LENGTH = 255
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def step(pk: int) -> str:
    """One id as a step of a path. Raises ValueError for an id that does not fit."""
    digits = ""
    rest = pk
    while rest:
        rest, digit = divmod(rest, len(DIGITS))
        digits = DIGITS[digit] + digits
    if not 0 < len(digits) <= STEP:
        msg = f"committee {pk} does not fit into a path"
        raise ValueError(msg)
    return digits.rjust(STEP, "0")


def unplaced() -> str:
    """A path for a row that has no id yet: unique, and below nothing."""
    return f"~{uuid.uuid4().hex}"


def end_of(path: str) -> str:
    """The first string after every path at or below this one ("~" follows every digit)."""
    return f"{path}~"


def ids_above(path: str) -> list[int]:
    """The ids of the committees above, from the root down."""
    steps = [path[start : start + STEP] for start in range(0, len(path), STEP)]
    return [int(each, len(DIGITS)) for each in steps[:-1]]


def depth(path: str) -> int:
    """How many committees stand above: 0 for a root."""
    return len(path) // STEP - 1
