"""Bullets: percent attained, time elapsed, the target's line and band, on one scale for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext, pgettext

from recruitment.progress.goal import Goal
from recruitment.progress.intervals import Interval
from recruitment.progress.pace import Clock
from recruitment.progress.status import Status
from recruitment.progress.targets import Kind
from recruitment.progress.tiling import Tiling
from recruitment.wording import labels, numbers
from recruitment.wording.goals import percent_text

from .scales import percent_axis
from .spec import (
    Axis,
    AxisKind,
    Category,
    Cell,
    Column,
    Mark,
    MarkKind,
    Point,
    Role,
    Series,
    SeriesKind,
    Table,
)
from .words import (
    DASH,
    EMPTY,
    TONES,
    base_text,
    counted,
    day_cell,
    goal_note,
    interval_cell,
    joined,
    number_cell,
    percent_cell,
    role_of,
    sentence,
    status_text,
    target_text,
)


@dataclass(frozen=True, slots=True)
class Bullet:
    """One row: a goal, or in its place a reason why there is none and what was counted."""

    key: str
    name: str
    goal: Goal | None
    note: str = ""
    words: str = ""
    counted: Tiling | None = None


@dataclass(frozen=True, slots=True)
class Bullets:
    """The parts of a chart of bullets, the same for one committee's goals and for many."""

    x: Axis
    y: Axis
    series: tuple[Series, ...]
    marks: tuple[Mark, ...]
    table: Table


def bullets(rows: Sequence[Bullet], first_column: str) -> Bullets:
    attained = [_attained(row) for row in rows]
    bands = [point for row in rows if (point := _band(row))]
    ticks = (elapsed_point(row.key, row.goal) for row in rows if row.goal)
    elapsed = [tick for tick in ticks if tick]
    return Bullets(
        percent_axis([*attained, *bands, *elapsed]),
        Axis(AxisKind.CATEGORIES, categories=tuple(_category(row) for row in rows)),
        (
            Series(
                "band",
                gettext("Between the low and the high end of the target"),
                SeriesKind.BAND,
                Role.BAND,
                tuple(bands),
            ),
            Series(
                "attained",
                gettext("Attained"),
                SeriesKind.BAR,
                Role.ADMITTED,
                tuple(attained),
            ),
            Series(
                "elapsed",
                gettext("Time elapsed"),
                SeriesKind.MARKER,
                Role.ELAPSED,
                tuple(elapsed),
            ),
        ),
        (Mark(MarkKind.HUNDRED, 100, numbers.percent(100)),),
        _table(rows, first_column),
    )


def reading(rows: Sequence[Bullet]) -> str:
    """How to read the marks that these rows have; a rate needs a sentence of its own."""
    goals = [row.goal for row in rows if row.goal]
    rates = any(goal.target.kind is Kind.RATE and goal.percent for goal in goals)
    opened = any(goal.percent and goal.percent.high is None for goal in goals)
    return sentence(
        gettext("thick tick: share of time elapsed")
        if any(elapsed_point("", goal) for goal in goals)
        else "",
        gettext("dashed line: 100% of the target") if any(goal.percent for goal in goals) else "",
        gettext("rates: against the low end of the target, grey up to its high end")
        if rates
        else "",
        gettext("arrow head: at least this much") if opened else "",
    )


def scaled(goal: Goal) -> Interval | None:
    """Percent of what has to be reached: of the target, for a rate of its low end."""
    if goal.percent is None or goal.target.kind is Kind.COUNT:
        return goal.percent
    return goal.percent.times(Fraction(100) / goal.target.low)


def _attained(row: Bullet) -> Point:
    goal = row.goal
    share = scaled(goal) if goal else None
    if goal is None or share is None or numbers.says_nothing(share):
        return Point(row.key, None)
    return Point(
        row.key,
        share.low,
        high=None if share.is_exact else share.high,
        open=share.high is None,
        text=percent_text(goal),
        hover=_hover(row, goal),
        role=role_of(goal.status),
    )


def elapsed_point(key: str, goal: Goal) -> Point | None:
    """A tick only while the window runs: at its end it would only repeat 100 %."""
    if goal.clock is None or goal.clock.ended or goal.percent is None:
        return None
    return Point(key, 100 * goal.clock.elapsed, hover=_elapsed_text(goal.clock))


def _elapsed_text(clock: Clock) -> str:
    share = numbers.percent(100 * clock.elapsed)
    return gettext("%(percent)s of the time elapsed") % {"percent": share}


def _band(row: Bullet) -> Point | None:
    goal = row.goal
    if goal is None or goal.percent is None or goal.target.upper is None:
        return None
    return Point(row.key, 100, high=100 * goal.target.upper / goal.target.low)


def _category(row: Bullet) -> Category:
    """Where there is no bar, words; the status beside them only if they do not say it already."""
    goal = row.goal
    label = labels.STATUS[goal.status if goal else Status.NO_TARGET]
    tail = status_text(goal) if goal else f"{label.shape} {label.word}"
    words = ""
    if goal is None:
        words = row.words or tail
    elif goal.percent is None:
        aim = gettext("target %(target)s") % {"target": target_text(goal.target)}
        words = row.words or joined(aim, why_nothing(goal))
    elif numbers.says_nothing(goal.percent):
        words = DASH
    said = str(label.word) in words
    return Category(row.key, row.name, row.note, words, "" if said else tail, TONES[label.tone])


def why_nothing(goal: Goal) -> str:
    """What is missing for a percent, in words."""
    if goal.tiling is None:
        return gettext("the sources give no number admitted")
    return gettext("%(number)s admitted; the number of members is not known") % {
        "number": counted(goal.tiling)
    }


def _hover(row: Bullet, goal: Goal) -> str:
    lines = [joined(row.name, row.note, by=", "), percent_text(goal)]
    if goal.tiling:
        lines.append(
            gettext("%(number)s admitted, target %(target)s")
            % {"number": counted(goal.tiling), "target": target_text(goal.target)}
        )
    if goal.base:
        lines.append(base_text(goal.base))
    if goal.clock and not goal.clock.ended:
        lines.append(_elapsed_text(goal.clock))
    lines.append(status_text(goal))
    return "\n".join(lines)


def _table(rows: Sequence[Bullet], first_column: str) -> Table:
    columns = (
        Column(first_column),
        Column(pgettext("column", "Period")),
        Column(pgettext("column", "Figures to")),
        Column(pgettext("column", "Admitted"), numeric=True),
        Column(pgettext("column", "Target"), numeric=True),
        Column(pgettext("column", "Attained"), numeric=True),
        Column(pgettext("column", "Time elapsed"), numeric=True),
        Column(pgettext("column", "Status")),
    )
    return Table(columns, tuple(_table_row(row) for row in rows))


def _table_row(row: Bullet) -> tuple[Cell, ...]:
    goal = row.goal
    if goal is None:
        return _row_without_goal(row)
    elapsed = 100 * goal.elapsed if goal.elapsed is not None else None
    share = numbers.percent(elapsed) if elapsed is not None else ""
    return (
        Cell(row.name),
        Cell(goal_note(goal)),
        day_cell(goal.as_of),
        interval_cell(goal.admitted, text=counted(goal.tiling) if goal.tiling else ""),
        Cell(target_text(goal.target)),
        percent_cell(goal),
        EMPTY if elapsed is None else Cell(share, number_cell(elapsed, 2).value),
        Cell(status_text(goal)),
    )


def _row_without_goal(row: Bullet) -> tuple[Cell, ...]:
    label, found = labels.STATUS[Status.NO_TARGET], row.counted
    return (
        Cell(row.name),
        EMPTY,
        day_cell(found.as_of if found else None),
        interval_cell(found.counted, text=counted(found)) if found else EMPTY,
        *([EMPTY] * 3),
        Cell(f"{label.shape} {label.word}"),
    )
