"""Admissions added up over time, against the target, even pace and the projection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext, pgettext

from recruitment.progress.goal import Goal
from recruitment.progress.intervals import Interval
from recruitment.progress.periods import Period
from recruitment.progress.projection import Projection
from recruitment.progress.targets import Basis, Kind, Sense, WindowBasis
from recruitment.progress.tiling import Tiling
from recruitment.wording import labels, numbers
from recruitment.wording.goals import percent_text

from .cumulative_table import cumulative_table
from .inputs import Frame
from .levels import line, spread
from .scales import date_axis, upright_axis
from .spec import (
    ChartSpec,
    Mark,
    MarkKind,
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
    persons,
    provisional_mark,
    sentence,
    source_line,
    status_text,
    target_text,
)


def cumulative(frame: Frame, goal: Goal) -> ChartSpec | None:
    """A goal's count from the window's first day to its last; None without any figure.

    An average has neither a line to reach nor a pace: only its counts are drawn.
    """
    if goal.tiling is None:
        return None
    if goal.average:
        return cumulative_counts(frame, goal.tiling)
    aims = _aims(goal)
    series = (*_counted(goal.tiling), *aims, *_projection(goal))
    title = gettext("Admissions added up, against the target")
    if not aims:
        title = gettext("Admissions added up")
    return _spec(frame, goal.tiling, series, goal.window, goal=goal, title=title)


def cumulative_counts(frame: Frame, tiling: Tiling) -> ChartSpec:
    """The counts of a committee without a target."""
    title = gettext("Admissions added up")
    return _spec(frame, tiling, _counted(tiling), tiling.window, goal=None, title=title)


def _spec(
    frame: Frame,
    tiling: Tiling,
    series: Sequence[Series],
    window: Period,
    *,
    goal: Goal | None,
    title: str,
) -> ChartSpec:
    window_text = gettext("from %(start)s to %(end)s") % {
        "start": numbers.day(window.start),
        "end": numbers.day(window.end),
    }
    if goal and goal.target.window_basis is WindowBasis.ASSUMED and goal.year is None:
        assumed = labels.WINDOW_BASIS[WindowBasis.ASSUMED]
        window_text = f"{window_text} ({assumed})"
    as_of = figures_to(tiling.as_of)
    return ChartSpec(
        name="cumulative",
        place=frame.place,
        title=title,
        subtitle=joined(gettext("Members admitted, %(days)s") % {"days": window_text}, as_of),
        unit=pgettext("unit", "members admitted"),
        x=date_axis(window),
        y=upright_axis(series),
        series=tuple(series),
        marks=(
            Mark(MarkKind.AS_OF, tiling.as_of, as_of),
            *_gaps(tiling),
        ),
        table=cumulative_table(tiling, goal),
        summary=_summary(frame, tiling, goal),
        source=source_line(frame),
        reading=_reading(series),
        notes=_notes(tiling, goal),
        provisional=provisional_mark(frame),
        language=language(),
    )


# -- Lines -----------------------------------------------------------------------------------------


def _counted(tiling: Tiling) -> tuple[Series, ...]:
    points = line(tiling)
    name = gettext("Admitted")
    area = spread(points)
    main = Series("admitted", name, SeriesKind.LINE, Role.ADMITTED, points)
    if not area:
        return (main,)
    possible = gettext("Possible range of the number admitted")
    return (Series("range", possible, SeriesKind.BAND, Role.RANGE, area), main)


def _aims(goal: Goal) -> tuple[Series, ...]:
    """The target's level and the straight way to it."""
    if goal.target.kind is Kind.RATE:
        return _wedge(goal)
    start, end = goal.window.start, goal.window.end
    aim, label = goal.target.aim, _aim_label(goal)
    top = goal.target.upper or (None if aim.is_exact else aim.high)
    name = gettext("Target")
    found = []
    if top is not None:
        role = Role.BAND if goal.target.sense is Sense.BAND else Role.IMPLIED
        area = (Point(start, aim.low, high=top), Point(end, aim.low, high=top))
        found.append(Series("target", name, SeriesKind.BAND, role, area, label))
    else:
        level = (Point(start, aim.low, hover=label), Point(end, aim.low, hover=label))
        found.append(Series("target", name, SeriesKind.LINE, Role.TARGET, level, label))
    return (*found, _pace(goal))


def _pace(goal: Goal) -> Series:
    """The straight way to the target; to both ends of one that is known only as a range."""
    start, end, aim = goal.window.start, goal.window.end, goal.target.aim
    name = gettext("Even pace")
    if aim.is_exact:
        label = gettext("even pace")
        way = (Point(start, 0), Point(end, aim.low, hover=label))
        return Series("pace", name, SeriesKind.LINE, Role.PACE, way, label)
    label = gettext("even pace to %(range)s") % {"range": numbers.between(aim)}
    area = (Point(start, 0, high=0), Point(end, aim.low, high=aim.high))
    return Series("pace", name, SeriesKind.BAND, Role.PACE, area, label)


def _aim_label(goal: Goal) -> str:
    text = gettext("Target %(target)s") % {"target": target_text(goal.target, short=True)}
    if goal.target.basis is Basis.IMPLIED:
        return gettext("%(target)s (inferred)") % {"target": text}
    return text


def _wedge(goal: Goal) -> tuple[Series, ...]:
    """A rate in persons, only where the members at the start are known.

    Members counted later were more than those that the rate is taken of: a line drawn from
    them would ask for too much.
    """
    needed = persons_for_rate(goal)
    if needed is None:
        return ()
    label = gettext("%(rate)s: %(number)s admitted") % {
        "rate": target_text(goal.target),
        "number": numbers.between(needed),
    }
    start, end = goal.window.start, goal.window.end
    if needed.is_exact or needed.high is None:
        way = (Point(start, 0), Point(end, needed.low, hover=label))
        name = gettext("Even pace")
        return (Series("pace", name, SeriesKind.LINE, Role.PACE, way, label),)
    area = (Point(start, 0, high=0), Point(end, needed.low, high=needed.high, hover=label))
    name = gettext("Between the low and the high end of the target")
    return (Series("target", name, SeriesKind.BAND, Role.BAND, area, label),)


def persons_for_rate(goal: Goal) -> Interval | None:
    """The persons that a rate asks for in its whole window, from low to high end."""
    if goal.base is None or goal.base.after_start:
        return None
    members, years = goal.base.stock.members, goal.window.years
    low = members.low * goal.target.low * years / 100
    top = goal.target.high
    if top is None or members.high is None:
        return Interval(low, None)
    return Interval(low, members.high * top * years / 100)


def _projection(goal: Goal) -> tuple[Series, ...]:
    found, tiling = goal.projection, goal.tiling
    if found is None or tiling is None:
        return ()
    start, end = tiling.as_of, goal.window.end
    reached = tiling.admitted.low
    mid = numbers.number(found.mid)
    label = gettext("%(number)s if the average is kept") % {"number": mid}
    way = (Point(start, reached), Point(end, found.mid, hover=label))
    name = gettext("If the average so far is kept")
    series = [Series("projection", name, SeriesKind.LINE, Role.PROJECTION, way, label)]
    if found.low is not None and found.high is not None:
        area = (Point(start, reached, high=reached), Point(end, found.low, high=found.high))
        band = gettext("80%% range: %(range)s") % {
            "range": numbers.between(Interval.between(found.low, found.high))
        }
        fill = Series("projection_band", band, SeriesKind.BAND, Role.PROJECTION_BAND, area, band)
        series.insert(0, fill)
    return tuple(series)


def _gaps(tiling: Tiling) -> Iterable[Mark]:
    for days in tiling.uncovered:
        yield Mark(MarkKind.GAP, days.start, gettext("no figures"), until=days.end)


# -- Words -----------------------------------------------------------------------------------------


def _reading(series: Sequence[Series]) -> str:
    known = {one.role for one in series}
    return sentence(
        gettext("solid line: joins the days with figures"),
        *(_pace_reading(one) for one in series if one.role is Role.PACE),
        gettext("dotted: if the average so far is kept") if Role.PROJECTION in known else "",
        gettext("pale area: range") if known & {Role.PROJECTION_BAND, Role.RANGE} else "",
        gettext("arrow head: at least this many") if _has_arrow(series) else "",
    )


def _pace_reading(pace: Series) -> str:
    if pace.kind is SeriesKind.BAND:
        return gettext("dashed: even pace to both ends of the target")
    return gettext("dashed: even pace")


def _has_arrow(series: Sequence[Series]) -> bool:
    return any(one.points[-1].open for one in series if one.key == "admitted")


def _notes(tiling: Tiling, goal: Goal | None) -> tuple[str, ...]:
    notes = []
    if tiling.uncovered:
        days = ", ".join(numbers.span(part) for part in tiling.uncovered)
        notes.append(
            gettext("No figures for %(days)s: from there on the line is a lower bound.")
            % {"days": days}
        )
    if not all(piece.whole for piece in tiling.pieces):
        notes.append(gettext("A figure reaches beyond this window; only part of it may fall here."))
    if goal and goal.projection:
        notes.append(_how_projected(goal, goal.projection))
    if goal and goal.target.kind is Kind.RATE and persons_for_rate(goal) is None:
        notes.append(
            gettext(
                "No target line: the target is a share of the members at the start, "
                "and their number is not known."
            )
        )
    return tuple(notes)


def _how_projected(goal: Goal, found: Projection) -> str:
    """Why there is no range, or how it was made, and the chance of what is not reached yet."""
    why = str(labels.WHY[found.why])
    if found.chance is None or (goal.needed and goal.needed.high == 0):
        return why
    percent = numbers.percent(100 * Decimal(found.chance), 0)
    chance = gettext("Chance of reaching the target: about %(percent)s.") % {"percent": percent}
    return f"{why} {chance}"


def _summary(frame: Frame, tiling: Tiling, goal: Goal | None) -> str:
    parts = [
        gettext("%(place)s: %(number)s by %(date)s")
        % {
            "place": frame.place,
            "number": persons(counted(tiling)),
            "date": numbers.day(tiling.as_of),
        }
    ]
    if goal:
        parts.append(gettext("target %(target)s") % {"target": target_text(goal.target)})
        if goal.percent:
            parts.append(percent_text(goal))
        parts.append(status_text(goal))
        if goal.projection:
            parts.append(
                gettext("%(number)s if the average is kept")
                % {"number": numbers.number(goal.projection.mid)}
            )
    return joined(*parts) + "."
