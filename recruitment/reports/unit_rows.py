"""The units directly below a committee, ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext, ngettext

from recruitment.charts.ranking import UnitOrder
from recruitment.models import Committee
from recruitment.progress.children import Children, Unit
from recruitment.progress.group import Group
from recruitment.progress.locality import Standing
from recruitment.progress.status import Status
from recruitment.progress.tiling import Tiling
from recruitment.queries.committees import Family
from recruitment.wording import numbers
from recruitment.wording.goals import admitted_number, count_number, percent_in_words
from recruitment.wording.labels import STATUS
from recruitment.wording.units import allocation_text, behind_text, group_text

from .goal_rows import goal_row, origins
from .rows import GoalRow, UnitRow, link_to

LATE = frozenset({Status.BEHIND, Status.NOT_ACHIEVED})


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The units directly below a committee, in their order, and what is said of all of them.

    ``note`` says how many reported and what they add up to, ``facts`` how they stand against
    their targets, ``behind`` who is late.
    """

    order: UnitOrder
    rows: tuple[UnitRow, ...]
    note: str
    facts: tuple[str, ...]
    behind: str

    @property
    def known(self) -> bool:
        """Some unit has more than a name."""
        return any(row.reported or row.period or row.goal for row in self.rows)


def unit_table(members: Family, standing: Standing, asked: UnitOrder) -> UnitTable:
    """The units in the order asked, where it can be shown. No query."""
    order = _order_of(standing, asked)
    rows = _unit_rows(members, standing, order)
    return UnitTable(
        order=order,
        rows=rows,
        note=_note(standing),
        facts=(*_facts(standing), *_sums_without_goals(members, standing)),
        behind=_behind(rows),
    )


def _order_of(standing: Standing, asked: UnitOrder) -> UnitOrder:
    """The order that is shown: by percent only where some unit has one to be ranked by."""
    has_percent = standing.children is not None and standing.children.group is not None
    return asked if has_percent else UnitOrder.ADMITTED


def _note(standing: Standing) -> str:
    """How many units reported, what they add up to, and what is left to the others."""
    children = standing.children
    if children is None:
        return ""
    values = {
        "reported": numbers.number(children.reported),
        "listed": numbers.number(children.listed),
        "sum": _sum(children),
        "rest": numbers.between_in_words(children.remainder) if children.remainder else "",
        "stated": numbers.number(children.stated_total or 0),
    }
    if children.sum is None:
        text = ngettext(
            "%(listed)s unit on record, without a figure for the same days.",
            "%(listed)s units on record, none with a figure for the same days.",
            children.listed,
        )
    elif children.remainder is None or children.remainder.high == 0:
        text = gettext("%(reported)s of %(listed)s units on record have a figure: %(sum)s in all.")
    else:
        text = gettext(
            "%(reported)s of %(listed)s units on record have a figure: %(sum)s in all; "
            "%(rest)s in units that the source does not name."
        )
    sentence = text % values
    if children.stated_total is not None:
        sentence += " " + gettext("The source states %(stated)s direct units.") % values
    return sentence


def _sum(children: Children) -> str:
    if children.sum is None:
        return ""
    text = numbers.between_in_words(children.sum)
    return numbers.provisional(text) if children.provisional else text


def _facts(standing: Standing) -> tuple[str, ...]:
    """What the units have reached of their targets together, and what was given to them."""
    children = standing.children
    if children is None:
        return ()
    group = (group_text(children.group),) if children.group else ()
    given = (allocation_text(children.allocation),) if children.allocation else ()
    return (*group, *given)


def _unit_rows(members: Family, standing: Standing, order: UnitOrder) -> tuple[UnitRow, ...]:
    """Each unit on record: most admissions, or the highest percent of the same kind of target,
    first; those without a number to be ranked by last."""
    if standing.children is None:
        return ()
    group = standing.children.group if order is UnitOrder.PERCENT else None
    units = {unit.slug: unit for unit in standing.children.units}
    rows = [_row(members, child, units[child.slug], group) for child in members.children]

    def largest_first(row: UnitRow) -> tuple[bool, Fraction]:
        value = _percent(row, group) if group else row.amount
        return (value is None, -(value or Fraction(0)))

    return tuple(sorted(rows, key=largest_first))


def _row(members: Family, child: Committee, unit: Unit, group: Group | None) -> UnitRow:
    """A unit with the goal it is ranked by, else its headline goal."""
    goal = (group and group.goal_of(unit.slug)) or next(iter(unit.goals), None)
    return UnitRow(
        unit=link_to(child),
        admitted=_admitted(unit),
        amount=unit.tiling.counted.low if unit.tiling else None,
        period=_period(unit.tiling, unit),
        reported=unit.tiling is not None,
        goal=goal_row(goal, child, members.found) if goal else None,
        status=STATUS[goal.status if goal else Status.NO_TARGET],
    )


def _percent(row: UnitRow, group: Group) -> Fraction | None:
    goal = group.goal_of(row.unit.slug)
    return goal.percent.low if goal and goal.percent else None


def _admitted(unit: Unit) -> str:
    if unit.tiling:
        return admitted_number(unit.tiling, average=True)
    if unit.other:
        return count_number(unit.other)
    return gettext("not reported")


def _period(tiling: Tiling | None, unit: Unit) -> str:
    if tiling:
        return numbers.span(tiling.span)
    return numbers.span(unit.other.period) if unit.other else ""


def _sums_without_goals(members: Family, standing: Standing) -> list[str]:
    """Of how many units a sum is made, where no goal says so."""
    if any(goal.tiling for goal in standing.own_goals):
        return []
    return origins(standing.headline_count, members.committee, members.found)


def _behind(rows: Sequence[UnitRow]) -> str:
    """Whose own target is behind pace or was not met, in the order of the rows."""
    return behind_text([(row.unit.name, _late(row.goal)) for row in rows if _is_late(row)])


def _is_late(row: UnitRow) -> bool:
    return row.goal is not None and row.goal.goal.status in LATE


def _late(row: GoalRow | None) -> str:
    if row is None or row.goal.percent is None:
        return ""
    text = percent_in_words(row.goal)
    tiling = row.goal.tiling
    return f"{row.period}: {numbers.provisional(text) if tiling and tiling.provisional else text}"
