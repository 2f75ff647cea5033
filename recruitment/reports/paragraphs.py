"""The paragraphs of a locality for papers, the page's sentence first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from django.utils.translation import gettext

from recruitment.charts.categories import share
from recruitment.models import ActivityCount, Committee, Target
from recruitment.progress.children import Unit
from recruitment.progress.counts import TOTAL
from recruitment.progress.goal import Goal
from recruitment.progress.locality import Standing
from recruitment.progress.periods import Period, quarter_of
from recruitment.progress.prior_year import against_prior_year
from recruitment.progress.stated import Check
from recruitment.progress.targets import Cadence
from recruitment.progress.tiling import of_category, tile
from recruitment.progress.verdicts import Verdict
from recruitment.queries.committees import Family
from recruitment.wording import numbers, outlook
from recruitment.wording.clauses import Sentence
from recruitment.wording.goals import admitted_text
from recruitment.wording.labels import STATED_KIND
from recruitment.wording.makeup import Category, Classes, categories_text, classes_text
from recruitment.wording.names import capitalised, uncapitalised
from recruitment.wording.paragraphs import Passage, Topic
from recruitment.wording.several import goal_text, met_text, years_text
from recruitment.wording.units import leading_text, silent_text

from .goal_rows import younger
from .locality_charts import activities_held, category_rows
from .overview import tally
from .overview_groups import Placed
from .rows import FigureRow, GoalRow
from .unit_rows import UnitTable

LEADERS = 3
PRINTED_OTHERWISE = frozenset({Verdict.DISAGREES, Verdict.AGREES_TRUNCATED})


def passages(
    sentence: Sentence,
    members: Family,
    standing: Standing,
    rows: Sequence[GoalRow],
    activities: Sequence[ActivityCount],
    units: Iterable[str],
    remarks: Iterable[str],
) -> tuple[Passage, ...]:
    """Everything that is to be said, topic after topic. No query.

    ``units`` and ``remarks`` are those of ``unit_texts`` and ``remark_texts``.
    """
    said: dict[Topic, Iterable[str]] = {
        Topic.RESULT: (str(sentence), *_results(members, standing, rows)),
        Topic.YEARS: _years(standing, rows),
        Topic.UNITS: units,
        Topic.COMPOSITION: _composition(members),
        Topic.SOURCE_POOL: _source_pool(activities),
        Topic.REMARKS: remarks,
    }
    return tuple(Passage(topic, text) for topic, texts in said.items() for text in texts if text)


def _results(members: Family, standing: Standing, rows: Sequence[GoalRow]) -> Iterator[str]:
    goal = standing.headline
    yield from page_texts(members, standing)
    yield _last_quarter(members, standing)
    if goal:
        yield outlook.projection_text(goal)
        yield outlook.base_text(goal)
        yield outlook.break_even_text(goal)
    for row in rows:
        if row.goal is not goal and (row.inherited_from or not _is_yearly(row.goal)):
            yield _further(row, members.found.target_rows[row.goal.target.id])


def _further(row: GoalRow, target: Target) -> str:
    """Another goal; one that a committee above set is a reference and says so."""
    text = goal_text(row.goal, row.title)
    if not text or row.inherited_from is None:
        return f"{capitalised(text)}." if text else ""
    if row.goal.percent is None:
        return ""
    by = {"name": row.inherited_from.name, "goal": uncapitalised(text)}
    said = gettext("For reference, against what %(name)s set for all below it: %(goal)s.") % by
    return " ".join(
        part for part in (said, outlook.base_text(row.goal), younger(row.goal, target)) if part
    )


def _is_yearly(goal: Goal) -> bool:
    return goal.target.cadence is Cadence.YEAR and (goal.year is not None or goal.average)


def _years(standing: Standing, rows: Sequence[GoalRow]) -> Iterator[str]:
    """How many yearly targets were met, and each of them that the first sentence did not name."""
    yearly = [row for row in rows if row.inherited_from is None and _is_yearly(row.goal)]
    yearly.sort(key=lambda row: (row.goal.window.start, row.goal.average, row.goal.target.id))
    yield met_text([row.goal for row in yearly if not row.goal.average])
    others = [(row.goal, _name(row)) for row in yearly if row.goal is not standing.headline]
    yield years_text(others, others=len(others) < len(yearly))


def _name(row: GoalRow) -> str:
    return f"{row.period}, {row.category}" if row.category else row.period


def page_texts(members: Family, standing: Standing) -> tuple[str, ...]:
    """What the page says below its sentence: what is to be done, and how last year was."""
    needed = outlook.needed_text(standing.headline) if standing.headline else ""
    return tuple(text for text in (needed, _last_year(members, standing)) if text)


def _last_year(members: Family, standing: Standing) -> str:
    """The year up to the last figure against the same period last year."""
    as_of = standing.headline_count.as_of if standing.headline_count else None
    return _against_last_year(members, Period(date(as_of.year, 1, 1), as_of)) if as_of else ""


def _last_quarter(members: Family, standing: Standing) -> str:
    """The last quarter likewise, where the figures end with one; the first is the year so far."""
    as_of = standing.headline_count.as_of if standing.headline_count else None
    quarter = quarter_of(as_of) if as_of else None
    if quarter is None or quarter.end != as_of or quarter.start.month == 1:
        return ""
    return _against_last_year(members, quarter)


def _against_last_year(members: Family, days: Period) -> str:
    totals = of_category(members.found.counts[members.committee.pk], TOTAL)
    pair = against_prior_year(days, totals)
    if pair is None:
        return ""
    used = [tile(days, totals), tile(days.a_year_before(), totals)]
    provisional = any(tiling is not None and tiling.provisional for tiling in used)
    return outlook.prior_year_text(days, pair, provisional=provisional)


def unit_texts(
    members: Family, standing: Standing, table: UnitTable, coverage: str
) -> Iterator[str]:
    """What the units came to, who leads, who is behind, who has not reported.

    ``coverage`` says how many of them were given a target.
    """
    rows = table.rows
    if standing.children is None or not any(row.reported or row.goal for row in rows):
        return
    yield " ".join(text for text in (table.note, coverage, *table.facts) if text)
    units = {unit.slug: unit for unit in standing.children.units}
    names = {row.unit.slug: row.unit.name for row in rows}
    leading = [(names[unit.slug], _admitted(unit)) for unit in _leaders(units.values())]
    silent = [row.unit.name for row in rows if not row.reported]
    yield leading_text(leading)
    yield _units_tally(members.children, units)
    yield table.behind
    yield silent_text(silent if len(silent) < len(rows) else [])


def _leaders(units: Iterable[Unit]) -> list[Unit]:
    """The first three by what they surely admitted, and whoever has as many as the third."""
    known = [(unit.tiling.counted.low, unit) for unit in units if unit.tiling]
    known.sort(key=lambda pair: -pair[0])
    least = known[LEADERS - 1][0] if len(known) > LEADERS else 0
    return [unit for low, unit in known if low >= least and low > 0]


def _admitted(unit: Unit) -> str:
    if unit.tiling is None:
        return numbers.EN_DASH
    text = admitted_text(unit.tiling, average=True)
    return numbers.provisional(text) if unit.tiling.provisional else text


def _units_tally(children: Sequence[Committee], units: dict[str, Unit]) -> str:
    """How the units' first goals stand; empty under two."""
    placed = [
        Placed(units[child.slug].goals[0], child) for child in children if units[child.slug].goals
    ]
    return tally(placed) if len(placed) > 1 else ""


def _composition(members: Family) -> Iterator[str]:
    counts = members.found.counts[members.committee.pk]
    rows = [row for row, _ in category_rows(members, counts)]
    rows.sort(key=lambda row: row.period)
    for days, group in groupby(rows, key=lambda row: row.period):
        found = list(group)
        parts = [Category(row.name, row.amount, share(row), row.provisional) for row in found]
        yield categories_text(days, found[0].total, parts)


def _source_pool(activities: Sequence[ActivityCount]) -> Iterator[str]:
    """Each kind of classes, and those who prepare, in a paragraph of its own."""
    rows = activities_held(activities)
    for kind in dict.fromkeys(row.group for row in rows):
        yield classes_text(
            [
                Classes(row.group, row.period, row.classes, row.people, row.provisional)
                for row in rows
                if row.group == kind
            ]
        )


def remark_texts(
    rows: Sequence[GoalRow], standing: Standing, figures: Iterable[FigureRow]
) -> Iterator[str]:
    """What a reader must know before quoting: what may still change, what was changed, what
    was printed otherwise. What contradicts itself is listed apart."""
    figures = list(figures)
    tilings = [standing.headline_count, *(row.goal.tiling for row in rows)]
    if any(tiling is not None and tiling.provisional for tiling in tilings):
        yield gettext("Some of these figures are provisional and may still change.")
    for row in figures:
        if row.revised:
            yield capitalised(f"{row.content} ({row.period}): {'; '.join(row.marks)}.")
    for row in figures:
        if row.check and row.check.verdict in PRINTED_OTHERWISE:
            yield _printed_otherwise(row, row.check)


def _printed_otherwise(row: FigureRow, check: Check) -> str:
    return gettext(
        "%(content)s (%(period)s): the source prints %(stated)s, its figures give %(computed)s: "
        "%(verdict)s."
    ) % {
        "content": capitalised(str(STATED_KIND[check.stated.kind])),
        "period": row.period,
        "stated": row.stated,
        "computed": row.computed,
        "verdict": uncapitalised(str(row.verdict.word)),
    }
