"""The units directly below a committee, ranked."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext

from recruitment.progress.children import Unit
from recruitment.progress.locality import Standing
from recruitment.progress.tiling import Tiling
from recruitment.queries.committees import Family
from recruitment.wording import numbers
from recruitment.wording.goals import admitted_number, count_number
from recruitment.wording.labels import STATUS

from .goal_rows import goal_row
from .rows import UnitRow, link_to


def unit_rows(members: Family, standing: Standing) -> tuple[UnitRow, ...]:
    """Each unit on record: most admissions first, those without a figure for the days last."""
    if standing.children is None:
        return ()
    units = {unit.slug: unit for unit in standing.children.units}
    rows = []
    for child in members.children:
        unit = units[child.slug]
        own = members.standing_of_child(child)
        headline = own.headline
        rows.append(
            UnitRow(
                unit=link_to(child),
                admitted=_admitted(unit),
                amount=unit.tiling.counted.low if unit.tiling else None,
                period=_period(unit.tiling, unit),
                reported=unit.tiling is not None,
                goal=goal_row(headline, child, members.found) if headline else None,
                status=STATUS[own.status],
            )
        )
    return tuple(sorted(rows, key=_by_amount))


def _by_amount(row: UnitRow) -> tuple[bool, Fraction]:
    return (row.amount is None, -(row.amount or Fraction(0)))


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
