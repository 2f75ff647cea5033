"""Where new members come from, and what follows admission: classes and the people in them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext, pgettext

from recruitment.wording import numbers
from recruitment.wording.names import capitalised

from .inputs import ActivityRow, Frame
from .scales import bar_axis
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
    number_cell,
    period_cell,
    provisional_mark,
    source_line,
)


def source_pool(frame: Frame, rows: Sequence[ActivityRow]) -> ChartSpec | None:
    """The people of each kind and period, on one scale; None without any row."""
    if not rows:
        return None
    bars = tuple(_bar(str(number), row) for number, row in enumerate(rows))
    said = (f"{row.group} {numbers.period(row.period)}: {_text(row)}" for row in rows)
    return ChartSpec(
        name="source_pool",
        place=frame.place,
        title=gettext("Source pool and classes"),
        subtitle=gettext("Number of people; the periods differ in length"),
        unit=pgettext("unit", "people"),
        x=bar_axis(bars),
        y=Axis(
            AxisKind.CATEGORIES,
            categories=tuple(_category(str(number), row) for number, row in enumerate(rows)),
        ),
        series=(Series("people", gettext("People"), SeriesKind.BAR, Role.ADMITTED, bars),),
        table=_table(rows),
        summary=gettext("%(place)s, source pool: %(rows)s.")
        % {"place": frame.place, "rows": listed(said)},
        source=source_line(frame),
        notes=(gettext("New-member classes are held after admission; they are no source of it."),)
        if any(row.after_admission for row in rows)
        else (),
        provisional=provisional_mark(frame),
        language=language(),
    )


def _classes(row: ActivityRow) -> str:
    if row.classes is None:
        return ""
    words = ngettext("%(number)s class", "%(number)s classes", row.classes)
    return words % {"number": numbers.number(row.classes)}


def _people(row: ActivityRow) -> str:
    if row.people is None:
        return gettext("number of people not stated")
    return f"{numbers.between(row.people)} {row.people_name}"


def _text(row: ActivityRow) -> str:
    return joined(_people(row), _classes(row), by=", ")


def _bar(key: str, row: ActivityRow) -> Point:
    people = row.people
    if people is None:
        return Point(key, None)
    return Point(
        key,
        people.low,
        high=None if people.is_exact else people.high,
        open=people.high is None,
        text=numbers.between(people),
        hover="\n".join([capitalised(row.group), _text(row), numbers.span(row.period)]),
    )


def _category(key: str, row: ActivityRow) -> Category:
    note = row.note or numbers.period(row.period)
    words = _text(row) if row.people is None else ""
    tail = joined(row.people_name, _classes(row), by=", ") if row.people is not None else ""
    return Category(key, capitalised(row.group), note, words, tail)


def _table(rows: Sequence[ActivityRow]) -> Table:
    columns = (
        Column(pgettext("column", "Kind")),
        Column(pgettext("column", "Days")),
        Column(pgettext("column", "Classes"), numeric=True),
        Column(pgettext("column", "People"), numeric=True),
        Column(pgettext("column", "Who")),
    )
    return Table(columns, tuple(_row(row) for row in rows))


def _row(row: ActivityRow) -> tuple[Cell, ...]:
    return (
        Cell(capitalised(row.group)),
        period_cell(row.period),
        EMPTY if row.classes is None else number_cell(row.classes),
        interval_cell(row.people),
        Cell(row.people_name),
    )
