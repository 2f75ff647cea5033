"""Where columns stand and what is written under them, at a plot's nominal width."""

from __future__ import annotations

from functools import cached_property

from recruitment.charts.spec import Category, ChartSpec, Point, Role, Series, SeriesKind, Value
from recruitment.charts.theme import SMALL, TEXT, Width

from .ends import End, room_for
from .measure import text_height, text_width, wrap
from .pen import NOMINAL, as_number

TOP = 26
PLOT = {Width.WIDE: 250, Width.NARROW: 220}
HALF_STEP = 0.42
"""A target's line reaches this far to either side of its column's middle, in columns."""
WIDEST_BAR = 56
WIDEST_LABEL = 110


class Columns:
    """A plot of columns: the x axis counts them from 0, each ``slot`` pixels wide."""

    def __init__(self, spec: ChartSpec, width: Width, room: int | None = None) -> None:
        self.spec = spec
        self.index = {category.key: n for n, category in enumerate(spec.x.categories)}
        self.left = 12 + max(text_width(tick.label, TEXT) for tick in spec.y.ticks)
        self.ends = self._ends() if width is Width.WIDE else []
        self.right = room_for(self.ends) if self.ends else 8
        self.width = NOMINAL[width] - self.left - self.right
        self.slot = self.width / len(self.index)
        self.height: float = room - TOP - self.bottom if room else PLOT[width]

    def _ends(self) -> list[End]:
        """Of the targets that reach the last column; the others are named at their own."""
        last = self.spec.x.categories[-1].key
        return [
            End("\n".join(wrap(series.label, WIDEST_LABEL, SMALL)), value, series.role, SMALL)
            for series in self.targets
            if series.points[-1].at == last and (value := series.points[-1].value) is not None
        ]

    @property
    def targets(self) -> list[Series]:
        return [one for one in self.spec.of(SeriesKind.STEP) if one.role is not Role.AVERAGE]

    @property
    def averages(self) -> list[Series]:
        return [one for one in self.spec.of(SeriesKind.STEP) if one.role is Role.AVERAGE]

    @cached_property
    def bars(self) -> list[Series]:
        return list(self.spec.of(SeriesKind.BAR))

    @property
    def bar_width(self) -> float:
        """Of one bar, in columns."""
        return min(0.62 if len(self.bars) == 1 else 0.38, WIDEST_BAR / self.slot)

    def place(self, series: Series, point: Point) -> float:
        """The middle of a bar: pairs stand left and right of the column's middle."""
        side = self.bars.index(series) - (len(self.bars) - 1) / 2
        return round(self.index[str(point.at)] + side * (self.bar_width + 0.03), 4)

    def start(self, point: Point) -> float:
        return self.index[str(point.at)] - HALF_STEP

    def end(self, point: Point) -> float:
        return self.index[str(point.at)] + HALF_STEP

    def x(self, place: float) -> float:
        return (place + 0.5) * self.slot

    def y(self, value: Value | None) -> float:
        return (1 - float(value or 0) / as_number(self.spec.y.high)) * self.height

    # -- Under the columns --

    @cached_property
    def names(self) -> list[tuple[str, ...]]:
        return [self._name(category) for category in self.spec.x.categories]

    def _name(self, category: Category) -> tuple[str, ...]:
        """Name, note, and the status in words or, for want of room, by its shape."""
        room = self.slot - 4
        lines = [category.name]
        if category.note:
            lines += wrap(category.note, room, SMALL)
        if category.tail:
            # The shape stays with its first word.
            words = wrap(category.tail.replace(" ", "\N{NO-BREAK SPACE}", 1), room, SMALL)
            fits = all(text_width(line, SMALL) <= room for line in words)
            lines += words if fits else [category.tail[0]]
        return tuple(lines)

    @property
    def bottom(self) -> float:
        return 8 + text_height(max(len(lines) for lines in self.names), SMALL)

    @property
    def every(self) -> int:
        """Every how many-th name fits; with it goes its note."""
        widest = 6 + max(text_width(lines[0], SMALL) for lines in self.names)
        every = 1
        while every * self.slot < widest and every < len(self.names):
            every += 1
        return every
