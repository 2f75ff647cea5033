"""Where a label goes: the first of its places that crosses no line and covers no other label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .measure import text_height, text_width

Spot: TypeAlias = tuple[float, float]
"""Pixels from the left and from the top of the plot."""
Segment: TypeAlias = tuple[Spot, Spot]

CLEARANCE = 2.0


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def inside(self, other: Box) -> bool:
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom

    def crossed_by(self, segment: Segment) -> bool:
        """Whether some part of the segment lies in the box (Liang and Barsky's clipping)."""
        (x0, y0), (x1, y1) = segment
        enters, leaves = 0.0, 1.0
        for step, room in (
            (x0 - x1, x0 - self.left),
            (x1 - x0, self.right - x0),
            (y0 - y1, y0 - self.top),
            (y1 - y0, self.bottom - y0),
        ):
            if step == 0:
                if room < 0:
                    return False
            elif step < 0:
                enters = max(enters, room / step)
            else:
                leaves = min(leaves, room / step)
        return enters <= leaves


@dataclass(frozen=True, slots=True)
class Corner:
    """A place for a label: its anchor point, which of its sides lie there, and how far off."""

    at: Spot
    across: str
    """left, center or right: the side of the label that is at the point."""
    along: str
    """top, middle or bottom."""
    dx: float = 0
    dy: float = 0


@dataclass(frozen=True, slots=True)
class Label:
    """``must``: drawn even where no place is free."""

    text: str
    corners: tuple[Corner, ...]
    size: float
    bold: bool = False
    must: bool = True

    def box(self, corner: Corner) -> Box:
        width = text_width(self.text, self.size, bold=self.bold)
        height = text_height(self.text.count("\n") + 1, self.size)
        x, y = corner.at[0] + corner.dx, corner.at[1] + corner.dy
        left = x - {"left": 0, "center": width / 2, "right": width}[corner.across]
        top = y - {"top": 0, "middle": height / 2, "bottom": height}[corner.along]
        return Box(
            left - CLEARANCE, top - CLEARANCE, left + width + CLEARANCE, top + height + CLEARANCE
        )


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A line that labels should not lie on; a faint one (``weight`` below 1) rather than others."""

    segment: Segment
    weight: float = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """``cost`` counts what is behind the label or under it; ``clear``: no line of weight is."""

    label: Label
    corner: Corner
    cost: float

    @property
    def clear(self) -> bool:
        return self.cost < 1


def place(
    wishes: Sequence[Sequence[Label]],
    lines: Sequence[Obstacle],
    taken: Sequence[Box],
    plot: Box,
) -> list[Placed | None]:
    """A place for each wish, the most important first; None where one that may go has no room.

    A wish is one label in one or more wordings or line breaks, the best first.
    """
    occupied = list(taken)
    found: list[Placed | None] = []
    for wish in wishes:
        ways = [(label, corner) for label in wish for corner in label.corners]
        costs = [_cost(label.box(corner), lines, occupied, plot) for label, corner in ways]
        best = min(range(len(ways)), key=lambda way: costs[way])
        label, corner = ways[best]
        if costs[best] >= 1 and not label.must:
            found.append(None)
            continue
        found.append(Placed(label, corner, costs[best]))
        occupied.append(label.box(corner))
    return found


def _cost(box: Box, lines: Sequence[Obstacle], occupied: Sequence[Box], plot: Box) -> float:
    cost = 10.0 * (not box.inside(plot)) + 5.0 * sum(box.overlaps(other) for other in occupied)
    return cost + sum(line.weight for line in lines if box.crossed_by(line.segment))


def spread(tops: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """The tops of labels in one column, moved apart as little as a single pass allows.

    ``low`` and ``high`` are the first and the last pixel of the column.
    """
    order = sorted(range(len(tops)), key=lambda n: tops[n] + heights[n] / 2)
    moved = list(tops)
    next_free = low
    for n in order:
        moved[n] = max(moved[n], next_free)
        next_free = moved[n] + heights[n]
    floor = high
    for n in reversed(order):
        moved[n] = min(moved[n], floor - heights[n])
        floor = moved[n]
    return moved
