"""How many of the units directly below were given a target at all."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from django.utils.translation import gettext

from recruitment.models import OrganisationCount
from recruitment.progress.intervals import Interval
from recruitment.progress.qualifiers import Qualifier
from recruitment.wording import numbers

Measure = OrganisationCount.Measure


def coverage(rows: Iterable[OrganisationCount]) -> str:
    """A sentence from the latest day with both numbers exact; empty without them. No query."""
    exact = [row for row in rows if row.qualifier == Qualifier.EXACT]
    units = {row.on: row.value for row in exact if row.measure == Measure.DIRECT_UNIT}
    given = {row.on: row.value for row in exact if row.measure == Measure.GIVEN_TARGET}
    days = sorted(day for day in given.keys() & units.keys() if units[day])
    if not days:
        return ""
    with_target, every = given[days[-1]], units[days[-1]]
    share = Interval.exact(Fraction(100 * with_target, every))
    return gettext("%(given)s of %(all)s direct units were given a target (%(percent)s).") % {
        "given": numbers.number(with_target),
        "all": numbers.number(every),
        "percent": numbers.percents(share, marks=(0, 100)),
    }
