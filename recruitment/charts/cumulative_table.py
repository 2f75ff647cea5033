"""The numbers behind the line of admissions added up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext, pgettext

from recruitment.progress.goal import Goal
from recruitment.progress.intervals import Interval
from recruitment.progress.periods import Period
from recruitment.progress.targets import Kind
from recruitment.progress.tiling import Tiling
from recruitment.wording import numbers

from .levels import levels
from .spec import Cell, Column, Table
from .words import EMPTY, day_cell, interval_cell, number_cell, piece_text, target_text


def cumulative_table(tiling: Tiling, goal: Goal | None) -> Table:
    columns = (
        Column(pgettext("column", "Days")),
        Column(pgettext("column", "To"), numeric=True),
        Column(pgettext("column", "Admitted"), numeric=True),
        Column(pgettext("column", "Added up"), numeric=True),
        Column(pgettext("column", "Even pace"), numeric=True),
    )
    return Table(columns, (*_level_rows(tiling, goal), *_goal_rows(goal)))


def _level_rows(tiling: Tiling, goal: Goal | None) -> Iterable[tuple[Cell, ...]]:
    for level in levels(tiling):
        if level.gap_before:
            gap = next(days for days in tiling.uncovered if days.start == level.gap_before)
            words = Cell(gettext("no figures"))
            yield (Cell(numbers.span(gap)), day_cell(gap.end), words, EMPTY, EMPTY)
        days = level.piece.days
        own = interval_cell(level.piece.amount, text=piece_text(level.piece))
        yield (
            Cell(numbers.span(days)),
            day_cell(days.end),
            own,
            interval_cell(level.after),
            _pace_cell(goal, days.end),
        )


def _pace_cell(goal: Goal | None, day: date) -> Cell:
    if goal is None or goal.target.kind is Kind.RATE:
        return EMPTY
    seen = Period(goal.window.start, day)
    return interval_cell(goal.target.aim.times(Fraction(seen.days, goal.window.days)))


def _goal_rows(goal: Goal | None) -> Iterable[tuple[Cell, ...]]:
    if goal is None:
        return
    end = day_cell(goal.window.end)
    name = Cell(gettext("Target"))
    if goal.target.kind is Kind.COUNT:
        aim = interval_cell(goal.target.aim, text=target_text(goal.target, short=True))
        yield (name, end, EMPTY, aim, aim)
    else:
        yield (name, end, Cell(target_text(goal.target)), EMPTY, EMPTY)
    if goal.projection:
        mid = number_cell(goal.projection.mid)
        yield (Cell(gettext("If the average so far is kept")), end, EMPTY, mid, EMPTY)
        if goal.projection.low is not None and goal.projection.high is not None:
            likely = Interval.between(goal.projection.low, goal.projection.high)
            yield (Cell(gettext("80% range")), end, EMPTY, interval_cell(likely), EMPTY)
