"""Where a day and a value lie, in pixels of a plot at its nominal width."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from recruitment.charts.spec import ChartSpec, Place, Point, Value
from recruitment.charts.theme import Width

from .pen import as_number
from .placement import CLEARANCE, Box, Spot

HEIGHTS = {Width.WIDE: 340, Width.NARROW: 300}
TOP, BOTTOM = 22, 30


def as_day(value: Place | Value | None) -> date:
    if not isinstance(value, date):
        raise TypeError("an axis of dates holds days")
    return value


def label_value(point: Point) -> Value:
    """The height at which a line or an area is labelled: the middle of its ends."""
    low = point.value or 0
    return low if point.high is None else Fraction(low + point.high) / 2


@dataclass(frozen=True, slots=True)
class Plane:
    spec: ChartSpec
    width: float
    height: float

    def x(self, day: Place | Value | None) -> float:
        low, high = as_day(self.spec.x.low), as_day(self.spec.x.high)
        return (as_day(day) - low).days / max(1, (high - low).days) * self.width

    def day(self, x: float) -> date:
        """The day that lies x pixels from the left."""
        low, high = as_day(self.spec.x.low), as_day(self.spec.x.high)
        return low + timedelta(days=round((high - low).days * x / self.width))

    def y(self, value: Value | None) -> float:
        return (1 - float(value or 0) / as_number(self.spec.y.high)) * self.height

    def spot(self, point: Point) -> Spot:
        """The point itself; of an area, its lower edge."""
        return (self.x(point.at), self.y(point.value))

    def upper(self, point: Point) -> Spot:
        value = point.value if point.high is None else point.high
        return (self.x(point.at), self.y(value))

    @property
    def box(self) -> Box:
        return Box(-CLEARANCE, -TOP, self.width + CLEARANCE, self.height)

    def at_end(self, point: Point) -> bool:
        """So near to the last day that its label stands beside the plot."""
        low, high = as_day(self.spec.x.low), as_day(self.spec.x.high)
        return (high - as_day(point.at)).days * 20 < (high - low).days
