"""What a committee set out to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from .counts import TOTAL
from .intervals import Interval
from .periods import Period


class Kind(StrEnum):
    COUNT = "count"
    """Persons admitted."""
    RATE = "rate"
    """Admissions a year in percent of the members."""


class Cadence(StrEnum):
    WINDOW = "window"
    """Once, for the whole window."""
    YEAR = "year"
    """For each calendar year of the window."""


class Sense(StrEnum):
    TOTAL = "total"
    FLOOR = "floor"
    BAND = "band"


class Basis(StrEnum):
    STATED = "stated"
    IMPLIED = "implied"


class WindowBasis(StrEnum):
    STATED = "stated"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Target:
    """A target on a window of days.

    ``low`` and ``high`` are persons, or percent a year for a rate. An implied total is one
    unknown number from ``low`` to ``high``; a band is met from ``low`` and exceeded above
    ``high``; a floor has no ``high``. ``stated`` is the period as the document names it,
    ``window`` the days that pace is judged on. ``owner`` is the committee's slug. No target is
    not a target of 0: raises ValueError on one, of which nothing could be a percent.
    """

    id: int
    owner: str
    kind: Kind
    cadence: Cadence
    sense: Sense
    low: Fraction
    high: Fraction | None
    window: Period
    stated: Period
    category: str = TOTAL
    basis: Basis = Basis.STATED
    window_basis: WindowBasis = WindowBasis.STATED
    inherits: bool = False
    document_date: date | None = None
    of_term: bool = False
    """The stated period is a term from one congress to the next."""

    def __post_init__(self) -> None:
        if self.low <= 0:
            msg = f"a target is above 0, not {self.low}: where there is none, there is no target"
            raise ValueError(msg)

    @property
    def aim(self) -> Interval:
        """The number to be reached: the low end, or what an implied total may be."""
        if self.sense is Sense.TOTAL:
            return Interval(self.low, self.low if self.high is None else self.high)
        return Interval.exact(self.low)

    @property
    def upper(self) -> Fraction | None:
        """Above it the target is exceeded; None for a total (its own number) and a floor."""
        return self.high if self.sense is Sense.BAND else None
