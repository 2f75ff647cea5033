"""The few numbers at the top of a locality's page."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext

from recruitment.models import Committee
from recruitment.progress.counts import TOTAL
from recruitment.progress.goal import Goal
from recruitment.progress.intervals import Interval, Number, rounded_beside
from recruitment.progress.locality import Standing
from recruitment.progress.status import Depends
from recruitment.progress.targets import Kind
from recruitment.queries.material import Material
from recruitment.wording import goals as words
from recruitment.wording import numbers
from recruitment.wording.labels import DEPENDS

from .goal_rows import basis_note, other_reading
from .rows import Cell


def strip(standing: Standing, found: Material, committee: Committee) -> tuple[Cell, ...]:
    """Three or four numbers, by what is known: a goal's pace, a rate, or the bare counts."""
    goal = standing.headline
    if goal is None or goal.tiling is None:
        return tuple(_bare(standing, found, committee))
    if goal.target.kind is Kind.RATE:
        return tuple(_rate(goal))
    return tuple(_average(goal) if goal.average else _pace(goal))


def _admitted(goal: Goal) -> Cell:
    if goal.tiling is None:
        raise ValueError("a goal without figures has no such number")
    target = words.target_number(goal.target)
    count = goal.target.kind is Kind.COUNT and not goal.average
    return Cell(
        gettext("Admitted"),
        words.admitted_number(goal.tiling, average=goal.average),
        f"/ {target}" if count else "",
        numbers.span(goal.tiling.span),
        number=_number(goal.tiling.counted if goal.average else goal.tiling.admitted),
    )


def _number(
    value: Interval | None, decimals: int = 0, marks: Iterable[Number] = ()
) -> int | Decimal | None:
    """As it is printed, where it is known exactly; a range or "at least" is no number."""
    if value is None or not value.is_exact:
        return None
    shown = rounded_beside(value.low, tuple(marks), decimals)
    if decimals == 0:
        return int(shown)
    return Decimal(int(shown)) if shown == int(shown) else shown


def _pace(goal: Goal) -> list[Cell]:
    """Of a number that is not known nothing is reckoned."""
    cells = [_admitted(goal)]
    known = goal.tiling is not None and not numbers.says_nothing(goal.tiling.admitted)
    if goal.percent and known:
        cells.append(
            Cell(
                gettext("Of the target"),
                words.percent_text(goal),
                "",
                words.goal_period(goal),
                number=_number(goal.percent, 2, goal.marks),
            )
        )
    if goal.clock:
        other = other_reading(goal)
        note = "; ".join(part for part in (basis_note(goal), other) if part)
        elapsed = numbers.percent(100 * goal.clock.elapsed)
        share = _number(Interval.exact(100 * goal.clock.elapsed), 2)
        cells.append(Cell(gettext("Time elapsed"), elapsed, "", note, bool(other), share))
    if goal.points_ahead and known and not (goal.clock and goal.clock.ended):
        cells.append(_ahead(goal))
    return [*cells, _needed(goal)] if known else cells


def _ahead(goal: Goal) -> Cell:
    points, days = goal.points_ahead, goal.days_ahead
    label = gettext("Against even pace")
    covered = gettext("on the days that figures cover") if goal.uncovered else ""
    if points is None or days is None or points.high is None or days.high is None:
        low = numbers.signed(points.low, 2, marks=(0,)) if points else numbers.EN_DASH
        return Cell(label, f"≥ {low}", gettext("points"), covered)
    said = _signed(points.low, points.high, 2, marks=(0,))
    note = gettext("%(points)s percentage points") % {"points": said}
    return Cell(label, _signed(days.low, days.high, 0), gettext("days"), note, number=_number(days))


def _signed(low: Number, high: Number, decimals: int, *, marks: tuple[int, ...] = ()) -> str:
    first = numbers.signed(low, decimals, marks=marks)
    last = numbers.signed(high, decimals, marks=marks)
    return first if first == last else f"{first} … {last}"


def _needed(goal: Goal) -> Cell:
    if goal.needed is None:
        return Cell(gettext("Still to admit"), numbers.EN_DASH)
    note = ""
    if goal.needed_per_quarter and goal.needed_per_quarter.high:
        note = gettext("about %(number)s a quarter until %(day)s") % {
            "number": numbers.between(goal.needed_per_quarter),
            "day": numbers.day(goal.window.end),
        }
    needed = numbers.between(goal.needed)
    return Cell(gettext("Still to admit"), needed, "", note, number=_number(goal.needed))


def _average(goal: Goal) -> list[Cell]:
    cells = [_admitted(goal)]
    if goal.tiling and goal.years:
        average = goal.tiling.counted.times(1 / goal.years)
        decimals = 0 if average.low.denominator == 1 else 1
        value, number = numbers.between(average, decimals), _number(average, decimals)
        target, period = words.target_text(goal.target), words.goal_period(goal)
        cells.append(Cell(gettext("Average a year"), value, f"/ {target}", period, number=number))
    if goal.percent:
        number = _number(goal.percent, 2, goal.marks)
        label = gettext("Of the yearly target")
        cells.append(Cell(label, words.percent_text(goal), number=number))
    return cells


def _rate(goal: Goal) -> list[Cell]:
    cells = [_admitted(goal)]
    target = gettext("target: %(target)s") % {"target": words.target_text(goal.target)}
    rate = _number(goal.percent, 2, goal.marks)
    cells.append(Cell(gettext("Rate a year"), words.percent_text(goal), "", target, number=rate))
    if goal.base:
        note = gettext("on %(day)s") % {"day": numbers.day(goal.base.stock.on)}
        if goal.base.after_start:
            note += "; " + gettext("counted after the start: the rate is a lower bound")
        members, late = goal.base.stock.members, goal.base.after_start
        text = words.stock_number(goal.base.stock)
        cells.append(Cell(gettext("Members"), text, "", note, late, _number(members)))
    else:
        missing = gettext("missing: %(what)s") % {"what": DEPENDS[Depends.BASE]}
        cells.append(Cell(gettext("Members"), numbers.EN_DASH, "", missing))
    if goal.break_even:
        note = gettext("with fewer members at the start the low end is met")
        text = numbers.between(goal.break_even)
        number = _number(goal.break_even)
        cells.append(Cell(gettext("Break-even base"), text, "", note, number=number))
    return cells


def _bare(standing: Standing, found: Material, committee: Committee) -> list[Cell]:
    cells = []
    counted = standing.headline_count
    if counted:
        cells.append(
            Cell(
                gettext("Admitted"),
                words.admitted_number(counted, average=True),
                "",
                numbers.span(counted.span),
                number=_number(counted.counted),
            )
        )
    for goal in standing.own_goals:
        if goal.tiling is None and goal.target.category == TOTAL:
            target = words.target_text(goal.target)
            cells.append(Cell(gettext("Target"), target, "", words.goal_period(goal)))
    stocks = [
        stock
        for stock in found.stocks[committee.pk]
        if found.stock_rows[stock.id].category.code == TOTAL
    ]
    if stocks:
        last = max(stocks, key=lambda stock: stock.on)
        note = gettext("on %(day)s") % {"day": numbers.day(last.on)}
        text, number = words.stock_number(last), _number(last.members)
        cells.append(Cell(gettext("Members"), text, "", note, number=number))
    return cells
