"""A committee's own figure beside those of its units, over the same days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recruitment.wording import numbers

from .findings import Column, RowFacts, SheetFacts
from .judgement_words import number, of_quarter, of_year, shown


@dataclass(frozen=True, slots=True)
class Comparison:
    """The own number, the units that can be held against it, and what they add up to."""

    own: RowFacts
    own_number: int
    units: tuple[RowFacts, ...]
    sum: int
    words: Mapping[str, str]


def compared(sheet: SheetFacts, column: Column, *, final_only: bool = False) -> Comparison | None:
    """None where there is no own figure, or no unit whose figure speaks of the same days.

    A unit that counts otherwise than the own row is converted where what came before the
    quarter is known exactly, and left out elsewhere: the sum is then only a lower bound, which
    is enough to find that it is too large.
    """
    own = sheet.own
    own_number = number(own, column) if own is not None and own.reported else None
    if own is None or own_number is None:
        return None
    read = of_year if own.cumulative else of_quarter
    found = [
        (unit, value)
        for unit in sheet.units
        if unit.reported
        and (unit.final or not final_only)
        and (value := read(sheet, unit, column)) is not None
        and value >= 0
    ]
    if not found:
        return None
    units, values = zip(*found, strict=True)
    words = {
        "value": shown(sheet, own, column),
        "sum": numbers.number(sum(values)),
        "count": numbers.number(len(units)),
    }
    return Comparison(own, own_number, units, sum(values), words)
