"""Units below a committee as sentences: their targets together, and beside the committee's own."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

from recruitment.progress.group import Allocation, Group, Plan
from recruitment.progress.intervals import Interval
from recruitment.progress.targets import Cadence, Target

from . import numbers
from .goals import stated_period, target_text, years_of


def plan_period(plan: Plan, target: Target) -> str:
    """2022; the 2020–2025 term; each year of 2021–2025: as a target of the plan names it."""
    if plan.cadence is not Cadence.YEAR:
        return stated_period(target)
    years = years_of(plan.window)
    if len(plan.window.calendar_years) > 1:
        return gettext("each year of %(years)s") % {"years": years}
    return pgettext("a calendar year", "%(year)s") % {"year": years}


def group_period(group: Group) -> str:
    return plan_period(group.plan, group.goals[0].target)


def group_text(group: Group) -> str:
    """What the units have reached together, of how many units, and to which days."""
    first, last = group.as_of
    text = gettext(
        "Units with both a target for %(period)s and a figure (%(number)s of %(listed)s): "
        "%(admitted)s admitted of %(aim)s, together %(percent)s."
    ) % {
        "period": group_period(group),
        "number": numbers.number(len(group.goals)),
        "listed": numbers.number(group.listed),
        "admitted": numbers.between(group.admitted),
        "aim": numbers.between(group.aim),
        "percent": numbers.percents(group.percent, marks=group.marks),
    }
    if first == last:
        return text
    days = {"first": numbers.day(first), "last": numbers.day(last)}
    return f"{text} {gettext('Their figures end between %(first)s and %(last)s.') % days}"


def allocation_text(allocation: Allocation) -> str:
    """What was given to the units beside the committee's own target: a fact, never an error."""
    return gettext(
        "Targets given to units for %(period)s (%(number)s of %(listed)s have one): %(given)s; "
        "the committee's own: %(own)s; difference %(difference)s."
    ) % {
        "period": plan_period(allocation.plan, allocation.own),
        "number": numbers.number(len(allocation.targets)),
        "listed": numbers.number(allocation.listed),
        "given": numbers.between(allocation.given),
        "own": target_text(allocation.own),
        "difference": _signed(allocation.difference),
    }


def _signed(value: Interval) -> str:
    low = numbers.signed(value.low)
    if value.high is None or value.is_exact:
        return low
    return gettext("%(low)s to %(high)s") % {"low": low, "high": numbers.signed(value.high)}
