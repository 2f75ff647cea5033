"""The units directly below, ranked, with what the parent's figure leaves for the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.utils.translation import gettext, pgettext

from recruitment.progress.children import Children
from recruitment.wording import numbers
from recruitment.wording.goals import goal_period, percent_text
from recruitment.wording.units import group_period

from .bullets import elapsed_point
from .children_table import (
    children_subtitle,
    children_summary,
    children_table,
    percent_subtitle,
    unnamed_units,
)
from .inputs import Frame, UnitLabel
from .ranking import Ranked, UnitOrder, ranked
from .scales import bar_axis, percent_axis
from .spec import (
    Axis,
    AxisKind,
    Category,
    ChartSpec,
    Mark,
    MarkKind,
    Point,
    Role,
    Series,
    SeriesKind,
)
from .words import (
    DASH,
    goal_note,
    language,
    provisional_mark,
    role_of,
    sentence,
    source_line,
    status_text,
)

MOST = 60
REMAINDER = "remainder"


def children(
    frame: Frame,
    found: Children,
    units: Mapping[str, UnitLabel],
    order: UnitOrder = UnitOrder.ADMITTED,
) -> ChartSpec | None:
    """The units on record; None without any, and by percent without any percent to rank by.

    ``units`` names each of them, in Vietnamese order, which decides between equals, with the
    goal that its percent is of. Of more than 60 the first 60 are drawn; the table holds all.
    """
    percent = order is UnitOrder.PERCENT
    if not found.units or (percent and found.group is None):
        return None
    entries = ranked(found, units, order)
    x, y, series = (_by_percent if percent else _by_number)(entries[:MOST], found)
    return ChartSpec(
        name="children",
        place=frame.place,
        title=gettext("Subordinate units by percent of the target")
        if percent
        else gettext("Subordinate units"),
        subtitle=sentence(
            percent_subtitle(found.group) if percent and found.group else children_subtitle(found)
        ),
        unit=gettext("percent of the target") if percent else pgettext("unit", "members admitted"),
        x=x,
        y=y,
        series=series,
        marks=(Mark(MarkKind.HUNDRED, 100, numbers.percent(100)),) if percent else (),
        table=children_table(found, entries),
        summary=children_summary(frame, found, entries, order),
        source=source_line(frame),
        reading=_reading(series, percent=percent),
        notes=_percent_notes(found, entries) if percent else _notes(found, entries),
        provisional=provisional_mark(frame),
        language=language(),
    )


Parts = tuple[Axis, Axis, tuple[Series, ...]]


def _by_number(entries: Sequence[Ranked], found: Children) -> Parts:
    bars = tuple(_number_bar(entry) for entry in entries)
    categories = [
        Category(
            entry.slug,
            entry.label.name,
            entry.note,
            "" if entry.unit.tiling else entry.not_reported,
            entry.label.tail,
            role_of(entry.goal.status) if entry.goal and entry.label.tail else None,
        )
        for entry in entries
    ]
    series = [Series("admitted", gettext("Admitted"), SeriesKind.BAR, Role.ADMITTED, bars)]
    in_scale = list(bars)
    rest = _remainder(found)
    if rest:
        fits = _fits(rest, bars)
        in_scale += [rest] if fits else []
        tail = "" if fits else gettext("(longer than the scale)")
        categories.append(Category(REMAINDER, unnamed_units(), tail=tail))
        role = Role.REMAINDER
        series.append(Series(REMAINDER, unnamed_units(), SeriesKind.BAR, role, (rest,)))
    y = Axis(AxisKind.CATEGORIES, categories=tuple(categories))
    return bar_axis(in_scale), y, tuple(series)


def _by_percent(entries: Sequence[Ranked], found: Children) -> Parts:
    """The remainder has no target and so no place here."""
    del found
    bars = tuple(_percent_bar(entry) for entry in entries)
    categories = tuple(
        Category(
            entry.slug,
            entry.label.name,
            goal_note(entry.shared) if entry.shared else "",
            _no_percent(entry),
            status_text(entry.shared) if entry.shared else "",
            role_of(entry.shared.status) if entry.shared else None,
        )
        for entry in entries
    )
    ticks = (elapsed_point(entry.slug, entry.shared) for entry in entries if entry.shared)
    elapsed = tuple(tick for tick in ticks if tick)
    name = gettext("Time elapsed")
    series = (
        Series("attained", gettext("Attained"), SeriesKind.BAR, Role.ADMITTED, bars),
        Series("elapsed", name, SeriesKind.MARKER, Role.ELAPSED, elapsed),
    )
    y = Axis(AxisKind.CATEGORIES, categories=categories)
    return percent_axis([*bars, *elapsed]), y, series


def _number_bar(entry: Ranked) -> Point:
    value = entry.value(UnitOrder.ADMITTED)
    if value is None or entry.unit.tiling is None:
        return Point(entry.slug, None)
    return Point(
        entry.slug,
        value.low,
        high=None if value.is_exact else value.high,
        open=value.high is None,
        text=entry.counted,
        hover=_hover(entry),
    )


def _percent_bar(entry: Ranked) -> Point:
    value = entry.value(UnitOrder.PERCENT)
    if value is None or entry.shared is None or numbers.says_nothing(value):
        return Point(entry.slug, None)
    return Point(
        entry.slug,
        value.low,
        high=None if value.is_exact else value.high,
        open=value.high is None,
        text=percent_text(entry.shared),
        hover=_hover(entry),
        role=role_of(entry.shared.status),
    )


def _hover(entry: Ranked) -> str:
    lines = [entry.label.name]
    if entry.unit.tiling:
        lines.append(gettext("%(number)s admitted") % {"number": entry.counted})
        lines.append(numbers.span(entry.unit.tiling.span))
    if entry.goal:
        percent = percent_text(entry.goal)
        lines.append(f"{percent}, {goal_note(entry.goal)}, {status_text(entry.goal)}")
    return "\n".join(lines)


def _no_percent(entry: Ranked) -> str:
    """In place of a bar: the percent of another kind of target, or why there is none."""
    shared = entry.value(UnitOrder.PERCENT)
    if shared:
        return DASH if numbers.says_nothing(shared) else ""
    goal = entry.label.goal
    if goal and goal.percent:
        values = {"percent": percent_text(goal), "period": goal_period(goal)}
        return gettext("another kind of target (%(period)s): %(percent)s") % values
    if goal:
        return status_text(goal)
    if entry.unit.tiling is None:
        return entry.not_reported
    return gettext("%(number)s admitted, no target to measure by") % {"number": entry.counted}


def _remainder(found: Children) -> Point | None:
    """What the parent's own figure leaves; nothing is drawn where it leaves nothing."""
    rest = found.remainder
    if rest is None or rest.high == 0:
        return None
    text = numbers.between(rest)
    hover = gettext("%(number)s admitted elsewhere: the committee's own figure less the units'")
    return Point(
        REMAINDER,
        rest.low,
        high=None if rest.is_exact else rest.high,
        open=rest.high is None,
        text=text,
        hover=hover % {"number": text},
    )


def _fits(rest: Point, bars: Sequence[Point]) -> bool:
    """A large remainder would leave no room for the units: it runs out of the scale."""
    longest = max((bar.value for bar in bars if bar.value is not None), default=0)
    return (rest.high or rest.value or 0) <= longest * Fraction(3, 2) or longest == 0


# -- Words -----------------------------------------------------------------------------------------


def _reading(series: Sequence[Series], *, percent: bool) -> str:
    opened = any(point.open for one in series for point in one.points)
    return sentence(
        gettext("thick tick: share of time elapsed") if percent else "",
        gettext("dashed line: 100% of the target") if percent else "",
        gettext("dashed bar: units that the source does not name")
        if any(one.role is Role.REMAINDER for one in series)
        else "",
        gettext("arrow head: at least this many") if opened else "",
    )


def _notes(found: Children, entries: Sequence[Ranked]) -> tuple[str, ...]:
    notes = _cut_off(entries)
    missing = found.listed - found.reported
    if missing:
        notes.append(
            gettext("Not reported is not 0: %(number)s units have no figure for these days.")
            % {"number": numbers.number(missing)}
        )
    return tuple(notes)


def _percent_notes(found: Children, entries: Sequence[Ranked]) -> tuple[str, ...]:
    notes = _cut_off(entries)
    if found.group and any(not entry.shared for entry in entries):
        notes.append(
            gettext(
                "Ranked are the targets for %(period)s alone; units with another kind of target "
                "or none stand below them, without a bar."
            )
            % {"period": group_period(found.group)}
        )
    return tuple(notes)


def _cut_off(entries: Sequence[Ranked]) -> list[str]:
    if len(entries) <= MOST:
        return []
    values = {"shown": numbers.number(MOST), "all": numbers.number(len(entries))}
    return [gettext("The first %(shown)s of %(all)s units; the table lists all of them.") % values]
