"""What is said and listed of the units below, beside their bars."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext, pgettext

from recruitment.progress.children import Children
from recruitment.progress.group import Group
from recruitment.wording import numbers
from recruitment.wording.goals import percent_text
from recruitment.wording.names import in_text
from recruitment.wording.units import group_period

from .inputs import Frame
from .ranking import Ranked, UnitOrder
from .spec import Cell, Column, Table
from .words import EMPTY, as_of_note, interval_cell, joined, listed, percent_cell


def unnamed_units() -> str:
    return gettext("Units that the source does not name")


def children_subtitle(found: Children) -> str:
    """The days, how many reported for them, their sum, the remainder, and how many units there
    are by the source."""
    # Those that reported did so for the same days.
    days = next((unit.tiling.span for unit in found.units if unit.tiling), None)
    parts = [
        numbers.period(days) if days else "",
        gettext("%(reported)s of %(listed)s units on record reported")
        % {"reported": numbers.number(found.reported), "listed": numbers.number(found.listed)},
    ]
    if found.sum is not None:
        parts.append(gettext("%(number)s together") % {"number": numbers.between(found.sum)})
    if found.remainder is not None and found.remainder.high != 0:
        rest = numbers.between(found.remainder)
        parts.append(
            gettext("%(number)s in units that the source does not name") % {"number": rest}
        )
    if found.stated_total is not None:
        total = numbers.number(found.stated_total)
        parts.append(gettext("%(number)s units in all, by the source") % {"number": total})
    return joined(*parts)


def percent_subtitle(group: Group) -> str:
    """How many units can be ranked, by which target, and what they come to together."""
    return gettext(
        "%(number)s of %(listed)s units with figures and a target for %(period)s; "
        "together %(percent)s"
    ) % {
        "number": numbers.number(len(group.goals)),
        "listed": numbers.number(group.listed),
        "period": group_period(group),
        "percent": numbers.percents(group.percent, marks=group.marks),
    }


def children_summary(
    frame: Frame, found: Children, entries: Sequence[Ranked], order: UnitOrder
) -> str:
    if order is UnitOrder.PERCENT and found.group:
        sums = percent_subtitle(found.group)
        said = [f"{e.label.name} {percent_text(e.shared)}" for e in entries if e.shared]
    else:
        sums = children_subtitle(found)
        said = [f"{entry.label.name} {entry.counted}" for entry in entries]
    return gettext("Units of %(place)s: %(sums)s. %(units)s.") % {
        "place": in_text(frame.place),
        "sums": sums,
        "units": listed(said),
    }


def children_table(found: Children, entries: Sequence[Ranked]) -> Table:
    columns = (
        Column(pgettext("column", "Unit")),
        Column(pgettext("column", "Admitted"), numeric=True),
        Column(pgettext("column", "Days"), days=True),
        Column(pgettext("column", "Percent of its target"), numeric=True),
        Column(pgettext("column", "Note")),
    )
    rows = [_row(entry) for entry in entries]
    if found.sum is not None:
        rows.append((Cell(gettext("Together")), interval_cell(found.sum), EMPTY, EMPTY, EMPTY))
    if found.remainder is not None:
        name = Cell(unnamed_units())
        rows.append((name, interval_cell(found.remainder), EMPTY, EMPTY, EMPTY))
    if found.group is not None:
        rows.append(_group_row(found.group))
    return Table(columns, tuple(rows))


def _group_row(group: Group) -> tuple[Cell, ...]:
    """The units with a target of one plan: other units, and other days, than the sum above."""
    name = gettext("Units with a target for %(period)s") % {"period": group_period(group)}
    of_all = gettext("%(number)s of %(listed)s units; target %(aim)s") % {
        "number": numbers.number(len(group.goals)),
        "listed": numbers.number(group.listed),
        "aim": numbers.between(group.aim),
    }
    said = numbers.percents(group.percent, marks=group.marks)
    percent = interval_cell(group.percent, 2, text=said, marks=group.marks)
    return (Cell(name), interval_cell(group.admitted), EMPTY, percent, Cell(of_all))


def _ends_otherwise(entry: Ranked) -> str:
    """The day up to which the percent is counted, where the number admitted ends on another."""
    goal, tiling = entry.goal, entry.unit.tiling
    if goal is None or (tiling and tiling.as_of == goal.as_of):
        return ""
    return as_of_note(goal)


def _row(entry: Ranked) -> tuple[Cell, ...]:
    tiling, goal = entry.unit.tiling, entry.goal
    return (
        Cell(entry.label.name),
        interval_cell(tiling.counted, text=entry.counted) if tiling else EMPTY,
        Cell(numbers.span(tiling.span)) if tiling else EMPTY,
        percent_cell(goal) if goal else EMPTY,
        Cell(
            joined(
                entry.label.tail,
                entry.note,
                "" if tiling else entry.not_reported,
                _ends_otherwise(entry),
            )
        ),
    )
