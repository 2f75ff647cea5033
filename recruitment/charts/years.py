"""Each year against its target. Several years known only together stand as their average."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext, pgettext

from recruitment.progress.counts import TOTAL
from recruitment.progress.goal import Goal
from recruitment.progress.status import Status
from recruitment.progress.targets import Basis, Cadence, Kind, Target
from recruitment.wording import labels, numbers
from recruitment.wording.goals import percent_text

from .inputs import Frame, GoalRow
from .scales import upright_axis
from .spec import (
    Axis,
    AxisKind,
    Category,
    ChartSpec,
    Point,
    Role,
    Series,
    SeriesKind,
)
from .words import (
    counted,
    figures_to,
    joined,
    language,
    latest,
    listed,
    provisional_mark,
    role_of,
    sentence,
    source_line,
    status_text,
    target_text,
)
from .years_table import in_order, said, years_table


def years(frame: Frame, rows: Sequence[GoalRow]) -> ChartSpec | None:
    """The yearly count goals among the rows; None where no year has a figure.

    Two targets of one year are two marks on the same column.
    """
    found = [row.goal for row in rows if is_yearly(row.goal)]
    single = [goal for goal in found if goal.year is not None]
    averages = [goal for goal in found if goal.average and goal.tiling]
    if not any(goal.tiling for goal in found):
        return None
    shown = _years(single, averages)
    bars = tuple(_column(year, single) for year in shown)
    name = gettext("Admitted in the year")
    series = (
        *(_average_series(goal) for goal in averages),
        Series("admitted", name, SeriesKind.BAR, Role.ADMITTED, bars),
        *_target_series(found, shown),
    )
    categories = tuple(_category(year, single, averages) for year in shown)
    return ChartSpec(
        name="years",
        place=frame.place,
        title=gettext("Each year against its target"),
        subtitle=joined(gettext("Members admitted"), figures_to(latest(found))),
        unit=pgettext("unit", "members admitted"),
        x=Axis(AxisKind.CATEGORIES, categories=categories),
        y=upright_axis(series),
        series=series,
        table=years_table(found),
        summary=gettext("%(place)s by year: %(years)s.")
        % {"place": frame.place, "years": listed(said(goal) for goal in in_order(found))},
        source=source_line(frame),
        reading=_reading(averages, found),
        notes=_notes(found),
        provisional=provisional_mark(frame),
        language=language(),
    )


def is_yearly(goal: Goal) -> bool:
    """The goal is one that this chart draws: persons a year, of everyone."""
    target = goal.target
    yearly = target.kind is Kind.COUNT and target.cadence is Cadence.YEAR
    return yearly and target.category == TOTAL and (goal.year is not None or goal.average)


def _years(single: Sequence[Goal], averages: Sequence[Goal]) -> list[int]:
    """Every year from the first to the last that something is known or asked of."""
    named = [goal.year for goal in single if goal.year is not None]
    for goal in averages:
        if goal.tiling:
            named.extend(goal.tiling.span.calendar_years)
    return list(range(min(named), max(named) + 1)) if named else []


def _of_year(year: int, goals: Iterable[Goal]) -> list[Goal]:
    return [goal for goal in goals if goal.year == year]


def _averaged(year: int, averages: Iterable[Goal]) -> bool:
    return any(goal.tiling and year in goal.tiling.span.calendar_years for goal in averages)


def _column(year: int, single: Sequence[Goal]) -> Point:
    goals = [goal for goal in _of_year(year, single) if goal.tiling]
    if not goals or goals[0].tiling is None or goals[0].admitted is None:
        return Point(str(year), None)
    tiling, admitted = goals[0].tiling, goals[0].admitted
    status = _one_status(goals)
    lines = [str(year), gettext("%(number)s admitted") % {"number": counted(tiling)}]
    lines.append(numbers.span(tiling.span))
    lines += [_outcome(goal) for goal in goals]
    return Point(
        str(year),
        admitted.low,
        high=None if admitted.is_exact else admitted.high,
        open=admitted.high is None,
        text=counted(tiling),
        hover="\n".join(lines),
        # With two targets of different outcome the column takes neither's colour.
        role=role_of(status) if status else Role.ADMITTED,
    )


def _one_status(goals: Sequence[Goal]) -> Status | None:
    """The status of a year's goals, which colours its column and is named below it; None
    where they differ, also where two share a colour."""
    found = {goal.status for goal in goals}
    return found.pop() if len(found) == 1 else None


def _average_series(goal: Goal) -> Series:
    """A level across the years it is taken over, never a column for each of them."""
    if goal.tiling is None or goal.years is None:
        raise ValueError("an average has counts and a length")
    average = goal.tiling.counted.times(1 / goal.years)
    span = numbers.period(goal.tiling.span)
    text = gettext("average %(number)s a year") % {"number": numbers.between(average)}
    length = numbers.number(goal.years, 2, trim=True)
    label = labels.STATUS[goal.status]
    text = f"{text}\n{label.shape} {label.word}"
    hover = "\n".join(
        [
            gettext("average %(period)s") % {"period": span},
            f"{counted(goal.tiling)} / {length} = {numbers.between(average, 2)}",
            gettext("the single years are not known"),
            _outcome(goal),
        ]
    )
    points = tuple(
        Point(
            str(year),
            average.low,
            high=None if average.is_exact else average.high,
            open=average.high is None,
            hover=hover,
            role=role_of(goal.status),
        )
        for year in goal.tiling.span.calendar_years
    )
    name = gettext("Average %(period)s") % {"period": span}
    return Series(f"average-{span}", name, SeriesKind.STEP, Role.AVERAGE, points, text)


def _outcome(goal: Goal) -> str:
    return f"{target_text(goal.target)}: {percent_text(goal)}, {status_text(goal)}"


def _target_series(found: Sequence[Goal], shown: Sequence[int]) -> Iterable[Series]:
    for target in _targets(found):
        asked = [year for year in shown if year in target.window.calendar_years]
        implied = target.aim.high != target.aim.low
        top = target.upper or (target.aim.high if implied else None)
        text = _target_label(target)
        points = tuple(Point(str(year), target.low, high=top, hover=text) for year in asked)
        role = Role.IMPLIED if implied else Role.TARGET
        yield Series(f"target-{target.id}", text, SeriesKind.STEP, role, points, text)


def _targets(found: Iterable[Goal]) -> list[Target]:
    seen = {goal.target.id: goal.target for goal in found}
    return sorted(seen.values(), key=lambda target: (target.window, target.id))


def _target_label(target: Target) -> str:
    values = {"target": target_text(target, short=True)}
    if target.basis is Basis.IMPLIED:
        return gettext("target %(target)s (inferred)") % values
    return gettext("target %(target)s") % values


def _category(year: int, single: Sequence[Goal], averages: Sequence[Goal]) -> Category:
    goals = _of_year(year, single)
    as_of = latest(goals)
    running = as_of is not None and (as_of.month, as_of.day) != (12, 31)
    known = any(goal.tiling for goal in goals) or _averaged(year, averages)
    status = _one_status(goals)
    return Category(
        str(year),
        str(year),
        gettext("to %(date)s") % {"date": _day_and_month(as_of)} if as_of and running else "",
        "" if known else gettext("no figures"),
        status_text(goals[0]) if status else "",
        role_of(status) if status else None,
    )


def _day_and_month(day: date) -> str:
    """Under the year's own name: 30/9 or 30 Sep."""
    if numbers.is_english():
        return f"{day.day} {numbers.MONTHS[day.month - 1][:3]}"
    return f"{day.day}/{day.month}"


# -- Words -----------------------------------------------------------------------------------------


def _reading(averages: Sequence[Goal], found: Sequence[Goal]) -> str:
    opened = any(goal.admitted and goal.admitted.high is None for goal in found)
    return sentence(
        gettext("dark line: %(targets)s") % {"targets": ", ".join(_target_names(found))},
        gettext("wide pale area: an average of several years") if averages else "",
        gettext("arrow head: at least this many") if opened else "",
    )


def _target_names(found: Sequence[Goal]) -> Iterable[str]:
    """Each target, with its year where it is one year's only."""
    for target in _targets(found):
        window = target.window.calendar_years
        label = _target_label(target)
        yield f"{label} ({window[0]})" if len(window) == 1 else label


def _notes(found: Sequence[Goal]) -> tuple[str, ...]:
    notes = []
    if len({goal.year for goal in found}) > 1:
        notes.append(gettext("A year's surplus does not count for the next year."))
    if any(goal.uncovered for goal in found):
        notes.append(gettext("Years with missing days show a lower bound."))
    return tuple(notes)
