"""The labels of a scatter: names at the ends of its lines, figures, and the years below."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from recruitment.charts.drawing.ends import has_target
from recruitment.charts.drawing.measure import text_height
from recruitment.charts.drawing.placement import spread
from recruitment.charts.drawing.plane import as_day, label_value
from recruitment.charts.spec import ChartSpec, Place, Point, Role, Series, SeriesKind, Tick

from . import colours
from .plot import Label, Look, Margins
from .scales import as_float

NEAR_END = 0.95
YEARS_LINE, LEGEND_LINE = 1.6, 1.5
"""Heights below the plot, in letters: of the axis' names, and of a row of the legend."""
LEGEND_KEY, LEGEND_SHARE = 40, 0.95
"""Points before a name of the legend; the part of the chart's width that it takes."""
WIDEST_END = 0.24
"""The part of the width that labels beside the lines may take."""


def legend_rows(spec: ChartSpec, look: Look) -> int:
    """None for a single name, else two at least; Office gives all names columns of one width."""
    names = [series.label or series.name for series in spec.series]
    if len(names) < 2:
        return 0
    widest = max(map(look.wide, names)) + LEGEND_KEY
    columns = max(1, int(LEGEND_SHARE * look.width / widest))
    return max(2, ceil(len(names) / columns))


@dataclass(frozen=True, slots=True)
class End:
    """A label at the height of ``value``."""

    text: str
    value: float
    bold: bool = False


class LineLabels:
    """Where the labels of a chart of lines stand, in points."""

    def __init__(self, spec: ChartSpec, look: Look) -> None:
        self.spec, self.look = spec, look
        ends = {series.key: self._end(series) for series in spec.series}
        self.ends = {key: end for key, end in ends.items() if end}
        widths = [look.wide(end.text, bold=end.bold) for end in self.ends.values()]
        names = max(look.wide(tick.label) for tick in spec.y.ticks)
        right = max([*widths, 1.5 * look.text]) + 16
        bottom = (YEARS_LINE + LEGEND_LINE * legend_rows(spec, look)) * look.text
        self.margins = Margins(14 + names, 2.2 * look.text, right, bottom)
        self.height = look.height - self.margins.top - self.margins.bottom
        self.width = look.width - self.margins.left - right
        self.middles = self._middles()

    def _end(self, series: Series) -> End | None:
        last = series.points[-1]
        if series.label:
            if series.role is Role.PACE and has_target(self.spec):
                # It ends where the target does; the legend names it.
                return None
            bold = series.key == "target"
            low = series.role is Role.PROJECTION_BAND
            value = (last.value or 0) if low else label_value(last)
            room = self.look.width * WIDEST_END
            text = "\n".join(self.look.wrap(series.label, room, bold=bold))
            return End(text, float(value), bold)
        if series.role is Role.ADMITTED and last.text and self._share(last.at) > NEAR_END:
            return End(last.text, float(last.value or 0), bold=True)
        return None

    def _share(self, at: Place) -> float:
        """How far along the axis a day lies, from 0 to 1."""
        low, high = as_float(self.spec.x.low), as_float(self.spec.x.high)
        return (as_float(as_day(at)) - low) / max(1.0, high - low)

    def _y(self, value: float) -> float:
        return (1 - value / as_float(self.spec.y.high)) * self.height

    def _middles(self) -> dict[str, float]:
        """The heights at which no label lies on another."""
        size = self.look.text
        heights = [text_height(end.text.count("\n") + 1, size) for end in self.ends.values()]
        wished = zip(self.ends.values(), heights, strict=True)
        tops = [self._y(end.value) - height / 2 for end, height in wished]
        moved = spread(tops, heights, -size, self.height + size / 2)
        found = zip(self.ends, moved, heights, strict=True)
        return {key: top + height / 2 for key, top, height in found}

    # -- Asked by the drawing --

    def end(self, series: Series, at: float) -> Label | None:
        """The label at the end of a series whose last value is ``at``."""
        end = self.ends.get(series.key)
        if end is None:
            return None
        color = colours.label_color(series.role)
        return Label(end.text, color, "r", end.bold, self.middles[series.key] - self._y(at))

    def figure(self, series: Series, point: Point) -> Label | None:
        """A figure in the plot: left above its point, clear of the line that goes on."""
        if not point.text or point.value is None:
            return None
        share = self._share(point.at)
        points = series.kind is SeriesKind.MARKER
        place = "r" if share < 0.06 else "t" if points or share > 0.9 else "l"
        lift = -0.9 * self.look.text if place == "l" else 0
        color = colours.stroke(series.role)
        return Label(point.text, color, place, bold=True, moved=lift, covers=True)

    def as_of(self, at: Place, text: str) -> Label:
        place = "r" if self._share(at) < 0.15 else "t"
        return Label(text, colours.SOFT, place)

    @property
    def years(self) -> list[tuple[Tick, Label]]:
        """The names under the axis, every so many-th where they would touch."""
        ticks = self.spec.x.ticks
        if not ticks:
            return []
        room = max(self.look.wide(tick.label) for tick in ticks) + 8
        every = max(1, ceil(room * len(ticks) / self.width))
        return [(tick, Label(tick.label, colours.SOFT, "b")) for tick in ticks[::every]]
