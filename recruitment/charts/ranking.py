"""Units below a committee with their names, in the order of a ranking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from django.utils.translation import gettext

from recruitment.progress.children import Children, Unit
from recruitment.progress.goal import Goal
from recruitment.progress.intervals import Interval
from recruitment.progress.targets import Kind
from recruitment.wording import numbers

from .inputs import UnitLabel
from .words import DASH, amount, counted

Order = Literal["admitted", "percent"]


@dataclass(frozen=True, slots=True)
class Ranked:
    unit: Unit
    label: UnitLabel

    @property
    def slug(self) -> str:
        return self.unit.slug

    @property
    def goal(self) -> Goal | None:
        """Percents of a target only; a share of the members is another measure."""
        goal = self.label.goal
        return goal if goal and goal.target.kind is Kind.COUNT and goal.percent else None

    def value(self, order: Order) -> Interval | None:
        if order == "admitted":
            return self.unit.tiling.counted if self.unit.tiling else None
        return self.goal.percent if self.goal else None

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


def ranked(found: Children, labels: Mapping[str, UnitLabel], order: Order) -> list[Ranked]:
    """The largest first, equals in the order of the labels; units without a value last."""
    place = {slug: number for number, slug in enumerate(labels)}

    def key(entry: Ranked) -> tuple[int, Fraction, int]:
        value = entry.value(order)
        return (int(value is None), -value.low if value else Fraction(0), place[entry.slug])

    return sorted((Ranked(unit, labels[unit.slug]) for unit in found.units), key=key)
