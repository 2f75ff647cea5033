"""Units below a committee as sentences: their targets together, and beside the committee's own."""

from __future__ import annotations

from collections.abc import Sequence

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
        "admitted": _carried(numbers.between_in_words(group.admitted), group),
        "aim": numbers.between(group.aim),
        "percent": _carried(
            numbers.between_in_words(group.percent, 2, unit="%", marks=group.marks), group
        ),
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


def _carried(text: str, group: Group) -> str:
    return numbers.provisional(text) if group.provisional else text


def leading_text(units: Sequence[tuple[str, str]]) -> str:
    """Who admitted most, each with the number; empty under two."""
    if len(units) < 2:
        return ""
    return gettext("Most were admitted by %(units)s.") % {"units": _named(units)}


def behind_text(units: Sequence[tuple[str, str]]) -> str:
    """Whose own target is behind pace or was not met, each with what it has reached of it."""
    if not units:
        return ""
    return gettext("Behind pace, or short of the target: %(units)s.") % {"units": _named(units)}


def silent_text(names: Sequence[str]) -> str:
    """Who has no figure for the same days: not reported is not 0."""
    if not names:
        return ""
    return gettext("No figure for the same days from %(units)s.") % {"units": listed(names)}


def _named(units: Sequence[tuple[str, str]]) -> str:
    return listed([f"{name} ({said})" for name, said in units])


def listed(names: Sequence[str], most: int = 10) -> str:
    """Names one after the other; of many, the first and how many more there are."""
    if len(names) <= most:
        return ", ".join(names)
    more = gettext("and %(number)s other units") % {"number": numbers.number(len(names) - most)}
    return ", ".join([*names[:most], more])


def _signed(value: Interval) -> str:
    low = numbers.signed(value.low)
    if value.high is None or value.is_exact:
        return low
    return gettext("%(low)s to %(high)s") % {"low": low, "high": numbers.signed(value.high)}
