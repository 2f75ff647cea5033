"""Quarters beside the same quarter of the year before."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext, pgettext

from recruitment.progress.intervals import Interval
from recruitment.progress.periods import Period
from recruitment.progress.prior_year import PriorYear
from recruitment.wording import numbers

from .inputs import Frame
from .scales import upright_axis
from .spec import (
    Axis,
    AxisKind,
    Category,
    Cell,
    ChartSpec,
    Column,
    Point,
    Role,
    Series,
    SeriesKind,
    Table,
)
from .words import (
    DASH,
    interval_cell,
    joined,
    language,
    listed,
    period_cell,
    provisional_mark,
    sentence,
    source_line,
)

Quarter = tuple[Period, PriorYear]


def quarters(frame: Frame, rows: Sequence[Quarter]) -> ChartSpec | None:
    """The quarters in time, each beside its counterpart; None without any.

    Both comparisons are given, each by name: the ratio (100 is unchanged) of the Party's
    forms, and the growth that the press prints.
    """
    if not rows:
        return None
    ordered = sorted(rows, key=lambda row: row[0])
    series = _series(ordered)
    return ChartSpec(
        name="quarters",
        place=frame.place,
        title=gettext("Quarters and the same quarter last year"),
        subtitle=joined(
            gettext("Members admitted"),
            gettext("quarters from %(first)s to %(last)s")
            % {"first": numbers.period(ordered[0][0]), "last": numbers.period(ordered[-1][0])},
        ),
        unit=pgettext("unit", "members admitted"),
        x=Axis(AxisKind.CATEGORIES, categories=tuple(_category(*row) for row in ordered)),
        y=upright_axis(series),
        series=series,
        table=_table(ordered),
        summary=gettext("%(place)s by quarter: %(quarters)s.")
        % {"place": frame.place, "quarters": listed(_said(*row) for row in ordered)},
        source=source_line(frame),
        reading=_reading(ordered),
        provisional=provisional_mark(frame),
        language=language(),
    )


def _series(ordered: Sequence[Quarter]) -> tuple[Series, Series]:
    prior = tuple(_point(days, pair.then, days.a_year_before()) for days, pair in ordered)
    now = tuple(_point(days, pair.now, days, pair) for days, pair in ordered)
    return (
        Series("prior", gettext("Same quarter last year"), SeriesKind.BAR, Role.PRIOR, prior),
        Series("admitted", gettext("Admitted in the quarter"), SeriesKind.BAR, Role.ADMITTED, now),
    )


def _key(days: Period) -> str:
    return days.start.isoformat()


def _short(days: Period) -> str:
    return f"{numbers.ROMAN[(days.start.month - 1) // 3]}/{days.start.year}"


def _category(days: Period, pair: PriorYear) -> Category:
    note = numbers.percents(pair.ratio, 1, marks=(100,)) if pair.ratio else ""
    return Category(_key(days), _short(days), note)


def _point(
    days: Period, value: Interval | None, own: Period, pair: PriorYear | None = None
) -> Point:
    if value is None:
        return Point(_key(days), None)
    text = numbers.between(value)
    lines = [numbers.period(own), gettext("%(number)s admitted") % {"number": text}]
    if pair and pair.ratio and pair.growth:
        lines.append(gettext("ratio to last year: %(ratio)s") % {"ratio": _ratio(pair)})
        lines.append(gettext("growth: %(growth)s") % {"growth": _growth(pair)})
    return Point(
        _key(days),
        value.low,
        high=None if value.is_exact else value.high,
        open=value.high is None,
        text=text,
        hover="\n".join(lines),
    )


def _ratio(pair: PriorYear) -> str:
    return numbers.percents(pair.ratio, marks=(100,)) if pair.ratio else DASH


def _growth(pair: PriorYear) -> str:
    """+12,9%; a range or an open end by its ends."""
    growth = pair.growth
    if growth is None:
        return DASH
    low = numbers.signed(growth.low, 2, marks=(0,)) + "%"
    if growth.is_exact:
        return low
    if growth.high is None:
        return f"≥{numbers.NARROW_SPACE}{low}"
    return f"{low} {numbers.EN_DASH} {numbers.signed(growth.high, 2, marks=(0,))}%"


def _reading(rows: Sequence[Quarter]) -> str:
    compared = any(pair.then is not None for _, pair in rows)
    opened = any(pair.now.high is None for _, pair in rows)
    return sentence(
        gettext("hollow column: same quarter last year") if compared else "",
        gettext("below: ratio to last year, 100% is unchanged") if compared else "",
        gettext("arrow head: at least this many") if opened else "",
    )


def _said(days: Period, pair: PriorYear) -> str:
    text = f"{_short(days)}: {numbers.between(pair.now)}"
    return f"{text} ({_growth(pair)})" if pair.growth else text


def _table(rows: Sequence[Quarter]) -> Table:
    columns = (
        Column(pgettext("column", "Quarter")),
        Column(pgettext("column", "Admitted"), numeric=True),
        Column(pgettext("column", "Same quarter last year"), numeric=True),
        Column(pgettext("column", "Ratio (last year = 100%)"), numeric=True),
        Column(pgettext("column", "Growth"), numeric=True),
    )
    return Table(columns, tuple(_row(*row) for row in rows))


def _row(days: Period, pair: PriorYear) -> tuple[Cell, ...]:
    return (
        period_cell(days),
        interval_cell(pair.now),
        interval_cell(pair.then),
        interval_cell(pair.ratio, 2, unit="%", marks=(100,)),
        interval_cell(pair.growth, 2, text=_growth(pair)),
    )
