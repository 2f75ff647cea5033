"""The running total of a tiling, as a line that says no more than the figures do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from recruitment.progress.intervals import Interval
from recruitment.progress.periods import ONE_DAY
from recruitment.progress.tiling import Piece, Tiling
from recruitment.wording import numbers

from .spec import Point
from .words import counted, piece_text

NOTHING = Interval.exact(0)


@dataclass(frozen=True, slots=True)
class Level:
    """What had been admitted from the window's start to the end of a piece.

    ``after_gap``: days before it have no figures, so that the level is a lower bound.
    """

    piece: Piece
    before: Interval
    after: Interval
    after_gap: bool
    gap_before: date | None
    """The first day without figures just before the piece."""


def levels(tiling: Tiling) -> Iterator[Level]:
    reached = NOTHING
    next_day = tiling.window.start
    after_gap = False
    for piece in tiling.pieces:
        gap = next_day if piece.days.start > next_day else None
        if gap:
            after_gap = True
            reached = reached.opened()
        before, reached = reached, reached.plus(piece.amount)
        yield Level(piece, before, reached, after_gap, gap)
        next_day = piece.days.end + ONE_DAY


def line(tiling: Tiling) -> tuple[Point, ...]:
    """A straight piece from the start of each count to its end, and none across missing days."""
    points: list[Point] = []
    for level in levels(tiling):
        if not points or level.gap_before:
            if level.gap_before and points:
                points.append(Point(level.gap_before, None))
            points.append(_point(level.piece.days.start, level.before))
        points.append(_point(level.piece.days.end, level.after, hover=_hover(level)))
    last = points[-1]
    points[-1] = Point(last.at, last.value, last.high, last.open, counted(tiling), last.hover)
    return tuple(points)


def spread(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The area between the ends of a total that is known only as a range; empty if exact."""
    if not any(point.high is not None for point in points):
        return ()
    return tuple(
        Point(point.at, point.value, high=point.value if point.high is None else point.high)
        for point in points
    )


def _point(at: date, reached: Interval, hover: str = "") -> Point:
    high = None if reached.is_exact else reached.high
    return Point(at, reached.low, high=high, open=reached.high is None, hover=hover)


def _hover(level: Level) -> str:
    days = level.piece.days
    own = piece_text(level.piece)
    lines = []
    if level.before == NOTHING:
        lines.append(
            gettext("%(number)s admitted, %(days)s") % {"number": own, "days": numbers.span(days)}
        )
    else:
        lines += [
            gettext("%(number)s admitted by %(date)s")
            % {"number": numbers.between(level.after), "date": numbers.day(days.end)},
            gettext("of these %(number)s in %(days)s")
            % {"number": own, "days": numbers.span(days)},
        ]
    lines.append(gettext("nothing is known between these two days"))
    if level.after_gap:
        lines.append(gettext("days before have no figures: a lower bound"))
    return "\n".join(lines)
