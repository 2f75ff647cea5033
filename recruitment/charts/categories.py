"""Categories "of the total": each beside the total of the same days, never on top of another."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from django.utils.translation import gettext, pgettext

from recruitment.progress.intervals import Interval
from recruitment.wording import numbers
from recruitment.wording.names import capitalised

from .inputs import CategoryRow, Frame
from .scales import percent_axis
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
    EMPTY,
    interval_cell,
    joined,
    language,
    listed,
    period_cell,
    provisional_mark,
    sentence,
    source_line,
)


def categories(frame: Frame, rows: Sequence[CategoryRow]) -> ChartSpec | None:
    """Each category as its share of its own total; None without any.

    A category whose days no total covers exactly has a number and no share. People may be in
    several categories: shares add up to nothing.
    """
    if not rows:
        return None
    bars = tuple(_bar(str(number), row) for number, row in enumerate(rows))
    said = (
        joined(f"{row.name}: {_text(row)}", numbers.period(row.period), by=", ") for row in rows
    )
    return ChartSpec(
        name="categories",
        place=frame.place,
        title=gettext("Categories, of the total"),
        subtitle=gettext("Percent of all admitted on the same days"),
        unit=gettext("percent of the total"),
        x=percent_axis([], at_least=100),
        y=Axis(
            AxisKind.CATEGORIES,
            categories=tuple(_category(str(number), row) for number, row in enumerate(rows)),
        ),
        series=(Series("share", gettext("Share"), SeriesKind.BAR, Role.ADMITTED, bars),),
        table=_table(rows),
        summary=gettext("%(place)s, categories of the total: %(categories)s.")
        % {"place": frame.place, "categories": listed(said)},
        source=source_line(frame),
        reading=sentence(gettext("full length: all admitted on the same days"))
        if any(bar.value is not None for bar in bars)
        else "",
        notes=(gettext("A person may be in several categories; they do not add up."),),
        provisional=provisional_mark(frame),
        language=language(),
    )


def share(row: CategoryRow) -> Interval | None:
    """Percent of the total; a part is never more than its whole."""
    if row.total is None or row.total.low <= 0:
        return None
    found = row.amount.over(row.total).times(100)
    low, high = found.low, found.high
    if high is None or high > 100:
        high = Fraction(100)
    return Interval(min(low, high), high)


def _text(row: CategoryRow) -> str:
    part = numbers.between(row.amount)
    if row.total is None:
        return part
    values = {"part": part, "total": numbers.between(row.total)}
    return gettext("%(part)s of %(total)s") % values


def _bar(key: str, row: CategoryRow) -> Point:
    found = share(row)
    if found is None:
        return Point(key, None)
    lines = [capitalised(row.name), _text(row), numbers.percents(found), numbers.span(row.period)]
    return Point(
        key,
        found.low,
        high=None if found.is_exact else found.high,
        text=_text(row),
        hover="\n".join(lines),
    )


def _category(key: str, row: CategoryRow) -> Category:
    found = share(row)
    note = numbers.period(row.period)
    if found is None:
        words = gettext("%(number)s admitted; no total for the same days") % {"number": _text(row)}
        return Category(key, capitalised(row.name), note, words)
    return Category(key, capitalised(row.name), note, tail=numbers.percents(found))


def _table(rows: Sequence[CategoryRow]) -> Table:
    columns = (
        Column(pgettext("column", "Category")),
        Column(pgettext("column", "Days")),
        Column(pgettext("column", "Admitted"), numeric=True),
        Column(pgettext("column", "Total of the same days"), numeric=True),
        Column(pgettext("column", "Share"), numeric=True),
    )
    return Table(columns, tuple(_row(row) for row in rows))


def _row(row: CategoryRow) -> tuple[Cell, ...]:
    found = share(row)
    return (
        Cell(capitalised(row.name)),
        period_cell(row.period),
        interval_cell(row.amount),
        interval_cell(row.total),
        EMPTY if found is None else interval_cell(found, 2, unit="%"),
    )
