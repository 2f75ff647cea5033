"""A chart as a picture for a page, a slide or a sheet: everything inside, nothing cut.

Lines and columns take the height that the texts leave. Rows that a slide or a sheet cannot hold
legibly are left out from the end, and the picture says how many are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from recruitment.wording import numbers

from .drawing.papers import PAPERS, WORDS, Paper, PictureSize
from .drawing.pen import Pen, nothing_drawn
from .drawing.picture import surround, texts_alone
from .drawing.whole import draw
from .spec import AxisKind, ChartSpec
from .theme import Theme

LEAST_PLOT = 220
"""Pixels of height under which lines and columns are no longer read off."""
LEAST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Picture:
    """``data`` and ``layout`` as plotly.js knows them; ``enlarged`` is the factor by which the
    drawing's pixels become those of the finished picture."""

    data: list[dict[str, Any]]
    layout: dict[str, Any]
    enlarged: float = 1


def picture(
    spec: ChartSpec, size: PictureSize = PictureSize.PAGE, theme: Theme = Theme.LIGHT
) -> Picture:
    """The chart with title, subtitle, unit, reading, notes, provisional mark and source inside."""
    paper = PAPERS[size]
    for width in paper.widths:
        if found := _fitting(spec, paper, width, theme):
            return found
    for width in (paper.widths[-1], *paper.spare):
        if found := _with_most_rows(spec, paper, width, theme):
            return found
    return _framed(spec, paper, paper.widths[-1], theme, None)


def words(title: str, text: str, foot: str) -> Picture:
    """The picture of a page on which nothing is drawn: whose it is and what is said there."""
    pen = Pen.of(Theme.LIGHT)
    for width in (*WORDS.widths, *WORDS.spare):
        around = texts_alone(title, text, foot, pen, WORDS, width)
        height = WORDS.height(width) or 0
        if around.top + around.bottom < height:
            break
    layout = around.framed(nothing_drawn(pen), width, height)
    return Picture([], layout, WORDS.across / width)


def _fitting(spec: ChartSpec, paper: Paper, width: int, theme: Theme) -> Picture | None:
    """None where the paper is too low for it, at this width."""
    most = paper.height(width)
    if most is None:
        return _framed(spec, paper, width, theme, None)
    around = surround(spec, Pen.of(theme), paper, width)
    room = most - around.top - around.bottom
    natural = draw(spec, theme).height
    fits = natural <= room if _is_rows(spec) or not paper.shape else room >= LEAST_PLOT
    if not fits:
        return None
    return _framed(spec, paper, width, theme, room if paper.shape else None)


def _framed(spec: ChartSpec, paper: Paper, width: int, theme: Theme, room: int | None) -> Picture:
    around = surround(spec, Pen.of(theme), paper, width)
    drawing = draw(spec, theme, room=room)
    height = drawing.height + around.top + around.bottom
    layout = around.framed(drawing.layout, width, height)
    return Picture(drawing.data, layout, paper.across / width)


def _is_rows(spec: ChartSpec) -> bool:
    return spec.y.kind is AxisKind.CATEGORIES


def _with_most_rows(spec: ChartSpec, paper: Paper, width: int, theme: Theme) -> Picture | None:
    """As many of the first rows as the paper holds; None if these are hardly any."""
    if not _is_rows(spec) or len(spec.y.categories) <= LEAST_ROWS:
        return _fitting(spec, paper, width, theme)
    least, most = LEAST_ROWS, len(spec.y.categories) - 1
    while least < most:
        middle = (least + most + 1) // 2
        if _fitting(first_rows(spec, middle), paper, width, theme):
            least = middle
        else:
            most = middle - 1
    return _fitting(first_rows(spec, least), paper, width, theme)


def first_rows(spec: ChartSpec, count: int) -> ChartSpec:
    """The same chart of its first rows, on the same scale, with a note that says so."""
    kept = spec.y.categories[:count]
    keys = {category.key for category in kept}
    series = (
        replace(one, points=tuple(point for point in one.points if point.at in keys))
        for one in spec.series
    )
    note = gettext(
        "Drawn here: the first %(count)s of %(all)s rows; the others are on the page and in its "
        "table."
    )
    values = {"count": numbers.number(count), "all": numbers.number(len(spec.y.categories))}
    return replace(
        spec,
        y=replace(spec.y, categories=kept),
        series=tuple(one for one in series if one.points),
        notes=(note % values, *spec.notes),
    )
