"""Labels at the ends of lines, in a column right of the plot, in place of a legend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from recruitment.charts.spec import ChartSpec, Role, Value
from recruitment.charts.theme import TEXT

from .measure import text_height, text_width, wrap
from .pen import Pen, as_float, safe
from .placement import spread
from .plane import BOTTOM, TOP, Plane, label_value

WIDEST = 132


@dataclass(frozen=True, slots=True)
class End:
    """``value`` is the height that the label belongs to."""

    text: str
    value: Value
    role: Role
    size: float = TEXT
    bold: bool = False

    @property
    def height(self) -> float:
        return text_height(self.text.count("\n") + 1, self.size) + 2


class Heights(Protocol):
    """A plot that knows how far from its top a value lies, in pixels."""

    @property
    def height(self) -> float: ...

    def y(self, value: Value | None) -> float: ...


def end_labels(spec: ChartSpec, plane: Plane) -> list[End]:
    """The lines' own labels, and the last figure where it lies at the end."""
    found = []
    for series in spec.series:
        last = series.points[-1]
        if series.role is Role.PACE and has_target(spec):
            # It ends where the target does: its label stands along the line.
            continue
        if series.label:
            bold = series.key == "target"
            text = "\n".join(wrap(series.label, WIDEST, TEXT, bold=bold))
            low = series.role is Role.PROJECTION_BAND
            value = (last.value or 0) if low else label_value(last)
            found.append(End(text, value, series.role, bold=bold))
        if series.key == "admitted" and last.text and plane.at_end(last):
            found.append(End(last.text, last.value or 0, series.role, bold=True))
    return found


def has_target(spec: ChartSpec) -> bool:
    return any(series.key == "target" for series in spec.series)


def room_for(ends: Sequence[End]) -> float:
    widths = (text_width(end.text, end.size, bold=end.bold) for end in ends)
    return 14 + max(widths, default=0)


def label_color(role: Role, pen: Pen) -> str:
    if role in {Role.TARGET, Role.IMPLIED, Role.BAND}:
        return pen.palette.ink
    return pen.stroke(role)


def beside(ends: Sequence[End], pen: Pen, plot: Heights) -> Iterable[dict[str, Any]]:
    """Each at the height of its line, moved apart where two would touch."""
    heights = [end.height for end in ends]
    tops = [plot.y(end.value) - end.height / 2 for end in ends]
    moved = spread(tops, heights, -TOP, plot.height + BOTTOM)
    for end, top in zip(ends, moved, strict=True):
        yield {
            "text": safe(end.text),
            "xref": "paper",
            "x": 1,
            "xanchor": "left",
            "xshift": 8,
            "y": as_float(end.value),
            "yanchor": "middle",
            "yshift": round(plot.y(end.value) - (top + end.height / 2), 1),
            "align": "left",
            "showarrow": False,
            "font": pen.font(size=end.size, bold=end.bold, color=label_color(end.role, pen)),
        }
