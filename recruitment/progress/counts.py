"""Admissions over a period, stocks at a date, and which of two figures is preferred."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias, TypeVar

from .intervals import Interval
from .periods import Period
from .qualifiers import Qualifier

TOTAL = "total"


class Finality(StrEnum):
    """Whether a figure may still be corrected by whoever reported it."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """Where a count comes from: printed, the difference of two, or the sum of the units below."""

    DIRECT = "direct"
    DERIVED = "derived"
    SUMMED = "summed"


@dataclass(frozen=True, slots=True)
class Count:
    """Admissions of one category over one period, as an edge between two day boundaries.

    ``amount`` is what the figure leaves open, ``reading`` what a status takes it for.
    ``from_latest`` and ``to_earliest`` are the other bounds of an inferred date. ``entered``
    tells a figure typed in by an officer from an article's; ``published`` is its source's date.
    """

    id: int
    period: Period
    amount: Interval
    reading: Interval
    qualifier: Qualifier = Qualifier.EXACT
    from_latest: date | None = None
    to_earliest: date | None = None
    from_stated: bool = True
    to_stated: bool = True
    finality: Finality = Finality.UNKNOWN
    entered: bool = False
    published: date = date.min
    category: str = TOTAL
    origin: Origin = Origin.DIRECT
    parts: tuple[int, ...] = field(default=())

    @property
    def is_exact(self) -> bool:
        """One number, said without "about" (about 10 leaves only 10, and is not exact)."""
        return self.qualifier is Qualifier.EXACT and self.amount.is_exact

    @property
    def dates_stated(self) -> bool:
        return self.from_stated and self.to_stated

    @property
    def shortest(self) -> Period:
        """The fewest days that the count's dates allow: one where its two bounds cross."""
        start = self.from_latest or self.period.start
        return Period(start, max(start, self.to_earliest or self.period.end))


@dataclass(frozen=True, slots=True)
class Stock:
    """Members at a date; ``on_earliest`` is the other bound of an inferred date."""

    id: int
    on: date
    members: Interval
    qualifier: Qualifier = Qualifier.EXACT
    on_earliest: date | None = None
    finality: Finality = Finality.UNKNOWN
    entered: bool = False
    published: date = date.min
    category: str = TOTAL


Rank: TypeAlias = tuple[int, int, int]
Figure = TypeVar("Figure", Count, Stock)


def rank(figure: Count | Stock) -> Rank:
    """Precedence of sources, smaller first: final, then entered and approved, then newer.

    The lower id, which decides when all of these are equal, is left to the caller.
    """
    return (
        int(figure.finality is Finality.PROVISIONAL),
        int(not figure.entered),
        -figure.published.toordinal(),
    )


def preferred(figures: Sequence[Figure]) -> Figure:
    """The figure to use of several for the same thing. Raises ValueError on none."""
    return min(figures, key=lambda figure: (*rank(figure), figure.id))
