"""Members, and admissions a year as a share of them, against the band that is aimed at."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext, pgettext

from recruitment.progress.counts import Stock
from recruitment.progress.goal import Goal
from recruitment.progress.targets import Kind
from recruitment.wording import numbers
from recruitment.wording.goals import percent_text

from .bullets import why_nothing
from .inputs import Frame, GoalRow
from .scales import rate_axis
from .spec import (
    Axis,
    AxisKind,
    Category,
    Cell,
    ChartSpec,
    Column,
    Point,
    Role,
    Series,
    SeriesKind,
    Table,
)
from .words import (
    DASH,
    DOT,
    aim_note,
    base_text,
    counted,
    day_cell,
    figures_to,
    interval_cell,
    joined,
    language,
    latest,
    listed,
    members_cell,
    provisional_mark,
    role_of,
    sentence,
    source_line,
    status_text,
    target_text,
)


def members(frame: Frame, rows: Sequence[GoalRow], stocks: Sequence[Stock]) -> ChartSpec | None:
    """The rate goals among the rows, in percent of the members a year; None without any.

    The members on record stand in the table; ``stocks`` draws them over time.
    """
    rates = [row for row in rows if row.goal.target.kind is Kind.RATE]
    if not rates:
        return None
    goals = [row.goal for row in rates]
    bars = tuple(_rate(str(n), row) for n, row in enumerate(rates))
    # Where there is no rate, words stand in place of the bar, and the band would lie over them.
    bands = tuple(_band(str(n), row.goal) for n, row in enumerate(rates) if row.goal.percent)
    reach = [_band("", goal) for goal in goals]
    name = gettext("Between the low and the high end of the target")
    series = (
        Series("band", name, SeriesKind.BAND, Role.BAND, bands),
        Series("rate", gettext("Admissions a year"), SeriesKind.BAR, Role.ADMITTED, bars),
    )
    said = (f"{row.title}: {percent_text(row.goal)}, {status_text(row.goal)}" for row in rates)
    return ChartSpec(
        name="members",
        place=frame.place,
        title=gettext("Admissions a year as a share of the members"),
        subtitle=joined(gettext("Percent of the members a year"), figures_to(latest(goals))),
        unit=gettext("% of the members a year"),
        x=rate_axis([*bars, *reach]),
        y=Axis(
            AxisKind.CATEGORIES,
            categories=tuple(_category(str(n), row) for n, row in enumerate(rates)),
        ),
        series=series,
        table=_table(rates, stocks),
        summary=gettext("%(place)s, admissions a year: %(rates)s.")
        % {"place": frame.place, "rates": listed(said)},
        source=source_line(frame),
        reading=_reading(goals),
        notes=_notes(goals),
        provisional=provisional_mark(frame),
        language=language(),
    )


def _rate(key: str, row: GoalRow) -> Point:
    goal = row.goal
    if goal.percent is None:
        return Point(key, None)
    lines = [row.title, percent_text(goal), target_text(goal.target)]
    if goal.tiling:
        lines.append(gettext("%(number)s admitted") % {"number": counted(goal.tiling)})
    if goal.base:
        lines.append(base_text(goal.base))
    return Point(
        key,
        goal.percent.low,
        high=None if goal.percent.is_exact else goal.percent.high,
        open=goal.percent.high is None,
        text=percent_text(goal),
        hover="\n".join([*lines, status_text(goal)]),
        role=role_of(goal.status),
    )


def _band(key: str, goal: Goal) -> Point:
    """From the low end on; a floor has no high end."""
    text = target_text(goal.target)
    return Point(
        key, goal.target.low, high=goal.target.high, open=goal.target.high is None, hover=text
    )


def _category(key: str, row: GoalRow) -> Category:
    goal = row.goal
    note = row.note or aim_note(goal)
    if goal.base:
        note = joined(note, base_text(goal.base), by=DOT)
    words = ""
    if goal.percent is None:
        words = row.words or _why_nothing(goal)
    return Category(key, row.title, note, words, status_text(goal), role_of(goal.status))


def _why_nothing(goal: Goal) -> str:
    """What is missing, and the largest membership at which the rate would still be met."""
    if goal.tiling is None or goal.break_even is None:
        return why_nothing(goal)
    reached = gettext("%(rate)s would be reached with up to %(members)s members") % {
        "rate": numbers.percent(goal.target.low),
        # Rounded down: one member more would put the rate below the low end.
        "members": numbers.number(goal.break_even.low.__floor__()),
    }
    return joined(why_nothing(goal), reached)


def _reading(goals: Sequence[Goal]) -> str:
    shares = [goal.percent for goal in goals if goal.percent]
    opened = any(share.high is None for share in shares)
    return sentence(
        gettext("grey: from the low to the high end of the target") if shares else "",
        gettext("arrow head: at least this much") if opened else "",
    )


def _notes(goals: Sequence[Goal]) -> tuple[str, ...]:
    if any(goal.base and goal.base.after_start for goal in goals):
        return (
            gettext(
                "The members were counted after the figures begin; there were usually fewer "
                "at the start, so the rate is a lower bound."
            ),
        )
    return ()


def _table(rates: Sequence[GoalRow], stocks: Sequence[Stock]) -> Table:
    columns = (
        Column(pgettext("column", "Goal or figure")),
        Column(pgettext("column", "Figures to")),
        Column(pgettext("column", "Admitted"), numeric=True),
        Column(pgettext("column", "Members"), numeric=True),
        Column(pgettext("column", "A year, % of members"), numeric=True),
        Column(pgettext("column", "Target"), numeric=True),
        Column(pgettext("column", "Status")),
    )
    return Table(columns, (*map(_rate_row, rates), *map(_stock_row, stocks)))


def _rate_row(row: GoalRow) -> tuple[Cell, ...]:
    goal = row.goal
    admitted = interval_cell(goal.admitted, text=counted(goal.tiling) if goal.tiling else "")
    return (
        Cell(row.title),
        day_cell(goal.as_of),
        admitted,
        members_cell(goal.base.stock) if goal.base else Cell(DASH),
        interval_cell(goal.percent, 2, unit="%", marks=goal.marks),
        Cell(target_text(goal.target, short=True)),
        Cell(status_text(goal)),
    )


def _stock_row(stock: Stock) -> tuple[Cell, ...]:
    empty = Cell(DASH)
    name = Cell(gettext("Members"))
    return (name, day_cell(stock.on), empty, members_cell(stock), empty, empty, empty)
