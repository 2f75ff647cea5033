"""Units below a committee with their names, in the order of a ranking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import gettext

from recruitment.progress.children import Children, Unit
from recruitment.progress.goal import Goal
from recruitment.progress.group import plan_of
from recruitment.progress.intervals import Interval
from recruitment.progress.targets import Kind
from recruitment.wording import numbers

from .inputs import UnitLabel
from .words import DASH, amount, counted


class UnitOrder(StrEnum):
    """By what the units are ranked, as it stands in addresses."""

    ADMITTED = "admitted"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Ranked:
    """``shared``: its goal where that is of the plan that most units share: its percent may be
    ranked with theirs."""

    unit: Unit
    label: UnitLabel
    shared: Goal | None

    @property
    def slug(self) -> str:
        return self.unit.slug

    @property
    def goal(self) -> Goal | None:
        """Percents of a target only; a share of the members is another measure."""
        goal = self.label.goal
        return goal if goal and goal.target.kind is Kind.COUNT and goal.percent else None

    def value(self, order: UnitOrder) -> Interval | None:
        if order is UnitOrder.ADMITTED:
            return self.unit.tiling.counted if self.unit.tiling else None
        return self.shared.percent if self.shared else None

    @property
    def counted(self) -> str:
        return counted(self.unit.tiling) if self.unit.tiling else DASH

    @property
    def note(self) -> str:
        """Beside a name whose bar is missing the words say it all."""
        return self.label.note if self.unit.tiling else ""

    @property
    def not_reported(self) -> str:
        """Said in place of a bar; a figure for other days is named with them."""
        other = self.unit.other
        if other is None:
            return gettext("not reported")
        return gettext("not reported for these days; other days (%(days)s): %(number)s") % {
            "days": numbers.period(other.period),
            "number": amount(other.amount, other.qualifier),
        }


def ranked(found: Children, labels: Mapping[str, UnitLabel], order: UnitOrder) -> list[Ranked]:
    """The largest first, equals in the order of the labels; units without a value last.

    By percent, only those of the plan that most units share.
    """
    place = {slug: number for number, slug in enumerate(labels)}

    def key(entry: Ranked) -> tuple[int, Fraction, int]:
        value = entry.value(order)
        return (int(value is None), -value.low if value else Fraction(0), place[entry.slug])

    return sorted((_entry(found, unit, labels[unit.slug]) for unit in found.units), key=key)


def _entry(found: Children, unit: Unit, label: UnitLabel) -> Ranked:
    goal, group = label.goal, found.group
    fair = goal and goal.percent and group and plan_of(goal) == group.plan
    return Ranked(unit, label, goal if fair else None)
