"""One goal: a target, or one year of it, with everything that is known against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .intervals import Interval
from .pace import Clock, surplus
from .periods import Period, calendar_year
from .projection import Projection
from .rates import Base
from .status import Depends, Status
from .targets import Kind, Sense, Target
from .tiling import Tiling

FULL = Fraction(100)
"""The percent of a target that is reached."""


@dataclass(frozen=True, slots=True)
class Goal:
    """How a target stands.

    ``year`` is None for a window target and for an average. ``percent`` is percent of the
    target for a count, percent of the members a year for a rate. ``years`` is the length of
    what was counted, for rates and averages. ``depends`` says what would decide an
    undetermined status, ``other_date`` which date that is where it is a date.
    """

    target: Target
    year: int | None
    status: Status
    average: bool = False
    tiling: Tiling | None = None
    clock: Clock | None = None
    percent: Interval | None = None
    points_ahead: Interval | None = None
    days_ahead: Interval | None = None
    needed: Interval | None = None
    needed_per_quarter: Interval | None = None
    years: Fraction | None = None
    base: Base | None = None
    break_even: Interval | None = None
    projection: Projection | None = None
    depends: tuple[Depends, ...] = ()
    other_date: date | None = None

    @property
    def window(self) -> Period:
        """The days that the goal speaks of."""
        return self.target.window if self.year is None else calendar_year(self.year)

    @property
    def as_of(self) -> date | None:
        """The end of the last figure used, never today."""
        return self.tiling.as_of if self.tiling else None

    @property
    def admitted(self) -> Interval | None:
        """Persons admitted; of an average, in the years that it is taken over."""
        if self.tiling is None:
            return None
        return self.tiling.counted if self.average else self.tiling.admitted

    @property
    def surplus(self) -> Interval | None:
        """Persons above the target; None for a rate and an average."""
        if self.admitted is None or self.average or self.target.kind is Kind.RATE:
            return None
        upper = self.target.upper
        return surplus(self.admitted, self.target.aim if upper is None else Interval.exact(upper))

    @property
    def marks(self) -> tuple[Fraction, ...]:
        """The percents at which a status turns: no other percent may print as one of them."""
        low, high = self.target.low, self.target.high or self.target.low
        if self.target.kind is Kind.RATE:
            return (low, high)
        return (FULL, FULL * high / low) if self.target.sense is Sense.BAND else (FULL,)

    @property
    def uncovered(self) -> tuple[Period, ...]:
        """Days since the window began without figures; an average has none by its nature."""
        return () if self.average or self.tiling is None else self.tiling.uncovered

    @property
    def partial(self) -> bool:
        return bool(self.uncovered) or (
            self.tiling is not None and not all(piece.whole for piece in self.tiling.pieces)
        )

    @property
    def elapsed(self) -> Fraction | None:
        """Share of the window that has passed; None for an average."""
        return self.clock.elapsed if self.clock else None

    def inherited_by(self, owner: str) -> bool:
        return self.target.owner != owner


def empty_goal(target: Target, year: int | None = None) -> Goal:
    """A goal without any figure: nothing is said of it, not 0 %."""
    return Goal(target, year, Status.NO_FIGURES)
