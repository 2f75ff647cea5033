"""The charts of a locality's page, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext

from recruitment.charts.categories import categories
from recruitment.charts.children import children
from recruitment.charts.cumulative import cumulative, cumulative_counts
from recruitment.charts.goals import goals
from recruitment.charts.inputs import ActivityRow, CategoryRow, GoalRow, UnitLabel
from recruitment.charts.members import members
from recruitment.charts.quarters import quarters
from recruitment.charts.ranking import UnitOrder
from recruitment.charts.source_pool import source_pool
from recruitment.charts.spec import ChartSpec
from recruitment.charts.stocks import stocks
from recruitment.charts.years import is_yearly, years
from recruitment.models import ActivityCount, AdmissionCount, MembershipCount
from recruitment.models.text import localized
from recruitment.progress.counts import TOTAL, Count, Finality, Stock
from recruitment.progress.locality import Standing
from recruitment.progress.periods import is_quarter
from recruitment.progress.prior_year import against_prior_year, quarters_within
from recruitment.progress.qualifiers import Qualifier, interval_of
from recruitment.progress.targets import Kind
from recruitment.progress.tiling import of_category, tile
from recruitment.queries.committees import Family
from recruitment.queries.scope import period_of

from . import rows as report
from .chart_frames import Frames
from .figure_rows import revision_text
from .unit_rows import UnitTable
from .used import counts_of


def locality_charts(
    family: Family,
    standing: Standing,
    goal_rows: Sequence[report.GoalRow],
    units: UnitTable,
    activities: Sequence[ActivityCount],
) -> tuple[ChartSpec, ...]:
    """Every chart for which there is something to draw. No query."""
    counts = family.found.counts[family.committee.pk]
    totals = of_category(counts, TOTAL)
    frames = Frames(family)
    own = [chart_row(row) for row in goal_rows if row.inherited_from is None]
    every = [chart_row(row) for row in goal_rows]
    members_known = family.found.evidence(family.committee.pk).stocks
    # Rates of which none can be drawn, and units of which none reported, are told in words.
    drawn = [row for row in every if row.goal.target.kind is Kind.RATE and row.goal.percent]
    rated = every if drawn else []
    found = [
        _main(frames, standing),
        goals(frames.of_goals(row.goal for row in every), every) if every else None,
        years(frames.of_goals(row.goal for row in own if is_yearly(row.goal)), own),
        _quarters(frames, totals),
        _members(frames, rated, members_known),
        _children(frames, standing, units),
        _categories(frames, counts),
        source_pool(frames.of(figures=activities), activities_held(activities)),
    ]
    return tuple(chart for chart in found if chart)


def with_revisions(
    charts: Iterable[ChartSpec], figures: Iterable[report.FigureRow]
) -> Iterator[ChartSpec]:
    """The charts, each with a note on those of its figures that were revised."""
    revised = [row for row in figures if row.revised]
    for chart in charts:
        notes = [
            gettext("%(what)s, %(period)s: %(revision)s.")
            % {"what": row.content, "period": row.period, "revision": revision_text(row.revised)}
            for row in revised
            if row.revised and _is_drawn(chart.name, row)
        ]
        yield replace(chart, notes=(*chart.notes, *notes)) if notes else chart


def _is_drawn(name: str, row: report.FigureRow) -> bool:
    """Whether the chart of this name is made of the figure."""
    match row.row:
        case AdmissionCount() as count if count.category.is_total:
            quarterly = name == "quarters" and is_quarter(period_of(count.period))
            return quarterly or (row.used and name in {"cumulative", "years"})
        case AdmissionCount():
            return name == "categories"
        case MembershipCount() as stock:
            return name in {"members", "stocks"} and stock.category.is_total
        case ActivityCount():
            return name == "source_pool"
    return False


def _main(frames: Frames, standing: Standing) -> ChartSpec | None:
    """The headline goal's course; without figures for it, the bare counts."""
    headline, counted = standing.headline, standing.headline_count
    if headline and headline.tiling:
        return cumulative(frames.of_goals([headline]), headline)
    return cumulative_counts(frames.of(counts_of([counted])), counted) if counted else None


def _members(frames: Frames, rated: Sequence[GoalRow], found: Sequence[Stock]) -> ChartSpec | None:
    """Rates of the members where there are any; else the members alone, over time."""
    rows = [frames.family.found.stock_rows[stock.id] for stock in found]
    used = counts_of(row.goal.tiling for row in rated if row.goal.target.kind is Kind.RATE)
    return members(frames.of(used, rows), rated, found) or stocks(frames.of((), rows), found)


def _children(frames: Frames, standing: Standing, units: UnitTable) -> ChartSpec | None:
    """The units beside what the committee's own figure leaves to others."""
    found = standing.children
    if found is None or not (found.reported or units.order is UnitOrder.PERCENT):
        return None
    used = counts_of([standing.headline_count, *(unit.tiling for unit in found.units)])
    beside = [unit.other for unit in found.units if unit.other]
    return children(frames.of([*used, *beside]), found, _labels(units.rows), units.order)


def chart_row(row: report.GoalRow) -> GoalRow:
    """A goal as the charts name it."""
    to = gettext("to %(day)s") % {"day": row.as_of} if row.as_of else ""
    note = " · ".join(part for part in (row.aim, to) if part)
    return GoalRow(row.goal, row.title, note)


def _quarters(frames: Frames, totals: Sequence[Count]) -> ChartSpec | None:
    """Quarters with a figure, each beside the same quarter of the year before."""
    pairs = [(period, against_prior_year(period, totals)) for period in quarters_within(totals)]
    found = [(period, pair) for period, pair in pairs if pair]
    drawn = [period for period, _ in found]
    drawn += [period.a_year_before() for period, pair in found if pair.then]
    return quarters(frames.of(counts_of(tile(one, totals, reaching=()) for one in drawn)), found)


def _labels(units: Sequence[report.UnitRow]) -> dict[str, UnitLabel]:
    return {
        row.unit.slug: UnitLabel(
            row.unit.name,
            "" if row.reported or not row.period else f"{row.admitted} ({row.period})",
            _tail(row),
            row.goal.goal if row.goal else None,
        )
        for row in units
    }


def _tail(row: report.UnitRow) -> str:
    if row.goal is None or row.goal.goal.percent is None:
        return ""
    shape = row.goal.status.shape
    return f"{shape} {row.goal.percent} · {row.goal.period}"


def category_rows(
    family: Family, counts: Sequence[Count]
) -> Iterator[tuple[CategoryRow, list[Count]]]:
    """Each category over its own days, with the total of exactly these days where known; and
    the counts that it is made of."""
    totals = of_category(counts, TOTAL)
    for count in counts:
        row = family.found.count_rows.get(count.id)
        if count.category == TOTAL or row is None:
            continue
        whole = tile(count.period, totals, reaching=())
        same = whole is not None and whole.span == count.period and not whole.partial
        total = whole if same else None
        used = [count, *counts_of([total])]
        yield (
            CategoryRow(
                localized(row.category, "name"),
                count.period,
                count.amount,
                total.counted if total else None,
                any(one.finality is Finality.PROVISIONAL for one in used),
            ),
            used,
        )


def _categories(frames: Frames, counts: Sequence[Count]) -> ChartSpec | None:
    rows = list(category_rows(frames.family, counts))
    drawn = [count for _, used in rows for count in used]
    return categories(frames.of(drawn), [row for row, _ in rows])


Activity = ActivityCount.Activity
AFTER_ADMISSION = frozenset({Activity.NEW_MEMBER_CLASS, Activity.NEW_MEMBER_PARTICIPANT})
CLASSES: dict[str, str] = {
    Activity.AWARENESS_PARTICIPANT: Activity.AWARENESS_CLASS,
    Activity.NEW_MEMBER_PARTICIPANT: Activity.NEW_MEMBER_CLASS,
}


def activities_held(rows: Iterable[ActivityCount]) -> list[ActivityRow]:
    """Classes with the people in them by period, and people preparing; either may be unknown."""
    found = {(row.activity, row.period_id): row for row in rows}
    result = []
    for (activity, period_id), row in found.items():
        if activity in CLASSES.values():
            people = [name for name, held in CLASSES.items() if held == activity]
            if any((name, period_id) in found for name in people):
                continue
            result.append(_activity(row.get_activity_display(), row, None, row))
        else:
            held = found.get((CLASSES.get(activity, ""), period_id))
            group = (held or row).get_activity_display()
            result.append(_activity(group, row, row, held))
    return result


def _activity(
    group: str, dated: ActivityCount, people: ActivityCount | None, held: ActivityCount | None
) -> ActivityRow:
    return ActivityRow(
        group=group,
        period=period_of(dated.period),
        people=interval_of(people.value, Qualifier(people.qualifier)) if people else None,
        people_name=people.get_activity_display() if people and held else gettext("people"),
        classes=held.value if held else None,
        after_admission=dated.activity in AFTER_ADMISSION,
        provisional=any(row and row.finality == Finality.PROVISIONAL for row in (people, held)),
    )
