"""Members at the days that they were counted on."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext, pgettext

from recruitment.progress.counts import Stock
from recruitment.progress.periods import Period
from recruitment.wording import numbers

from .inputs import Frame
from .scales import date_axis, upright_axis
from .spec import ChartSpec, Column, Mark, MarkKind, Point, Role, Series, SeriesKind, Table
from .words import (
    amount,
    day_cell,
    figures_to,
    joined,
    language,
    listed,
    members_cell,
    provisional_mark,
    sentence,
    source_line,
)


def stocks(frame: Frame, found: Sequence[Stock]) -> ChartSpec | None:
    """None for fewer than two days. Points, not a line: nothing is known of the time between."""
    ordered = sorted(found, key=lambda stock: stock.on)
    if len({stock.on for stock in ordered}) < 2:
        return None
    points = tuple(_point(stock) for stock in ordered)
    name = gettext("Members")
    series = Series("members", name, SeriesKind.MARKER, Role.ADMITTED, points)
    columns = (Column(pgettext("column", "Date")), Column(pgettext("column", "Members"), True))
    rows = tuple((day_cell(stock.on), members_cell(stock)) for stock in ordered)
    said = (f"{numbers.day(stock.on)}: {_text(stock)}" for stock in ordered)
    as_of = figures_to(ordered[-1].on)
    return ChartSpec(
        name="stocks",
        place=frame.place,
        title=gettext("Members over time"),
        subtitle=joined(name, as_of),
        unit=pgettext("unit", "members"),
        x=date_axis(Period(ordered[0].on, ordered[-1].on)),
        y=upright_axis([series]),
        series=(series,),
        marks=(Mark(MarkKind.AS_OF, ordered[-1].on, as_of),),
        table=Table(columns, rows),
        summary=gettext("%(place)s, members: %(stocks)s.")
        % {"place": frame.place, "stocks": listed(said)},
        source=source_line(frame),
        reading=sentence(gettext("points: the days that members were counted on")),
        provisional=provisional_mark(frame),
        language=language(),
    )


def _text(stock: Stock) -> str:
    return amount(stock.members, stock.qualifier)


def _point(stock: Stock) -> Point:
    value = stock.members
    hover = (numbers.day(stock.on), gettext("%(number)s members") % {"number": _text(stock)})
    return Point(
        stock.on,
        value.low,
        high=None if value.is_exact else value.high,
        open=value.high is None,
        text=_text(stock),
        hover="\n".join(hover),
    )
