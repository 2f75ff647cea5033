"""The numbers behind the columns of years, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext, pgettext

from recruitment.progress.goal import Goal
from recruitment.progress.intervals import Interval
from recruitment.progress.targets import Sense
from recruitment.wording import numbers

from .spec import Cell, Column, Table
from .words import (
    DASH,
    EMPTY,
    a_year,
    counted,
    day_cell,
    interval_cell,
    percent_cell,
    status_text,
    target_text,
)


def in_order(found: Iterable[Goal]) -> list[Goal]:
    return sorted(found, key=lambda goal: (_first_year(goal), goal.target.id))


def _first_year(goal: Goal) -> int:
    if goal.year is not None:
        return goal.year
    return goal.tiling.span.start.year if goal.tiling else goal.target.window.start.year


def _name(goal: Goal) -> str:
    if goal.average and goal.tiling:
        return gettext("average %(period)s") % {"period": numbers.period(goal.tiling.span)}
    return str(goal.year)


def _amount_text(goal: Goal) -> str:
    if goal.tiling is None:
        return DASH
    if goal.average and goal.years:
        return a_year(numbers.between(goal.tiling.counted.times(1 / goal.years)))
    return counted(goal.tiling)


def said(goal: Goal) -> str:
    return f"{_name(goal)}: {_amount_text(goal)} / {target_text(goal.target, short=True)}"


def years_table(found: Sequence[Goal]) -> Table:
    columns = (
        Column(pgettext("column", "Year")),
        Column(pgettext("column", "Figures to")),
        Column(pgettext("column", "Admitted"), numeric=True),
        Column(pgettext("column", "Target"), numeric=True),
        Column(pgettext("column", "Attained"), numeric=True),
        Column(pgettext("column", "Status")),
    )
    return Table(columns, tuple(_row(goal) for goal in in_order(found)))


def _row(goal: Goal) -> tuple[Cell, ...]:
    admitted: Interval | None = goal.admitted
    if admitted is not None and goal.average and goal.years:
        admitted = admitted.times(1 / goal.years)
    aim = target_text(goal.target, short=True)
    return (
        Cell(_name(goal)),
        day_cell(goal.as_of),
        interval_cell(admitted, text=_amount_text(goal)) if admitted else EMPTY,
        interval_cell(goal.target.aim, text=aim) if goal.target.sense is Sense.TOTAL else Cell(aim),
        percent_cell(goal),
        Cell(status_text(goal)),
    )
