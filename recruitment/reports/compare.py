"""Two to six localities on one axis: attained against elapsed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from recruitment.charts.compare import compare
from recruitment.charts.inputs import Frame, LocalityRow
from recruitment.charts.spec import ChartSpec
from recruitment.models.text import localized
from recruitment.progress.tiling import Tiling
from recruitment.queries.beside import sources_of_counts
from recruitment.queries.committees import Stand, UnknownLocalityError, by_slug, stands
from recruitment.queries.material import Material
from recruitment.queries.snapshot import snapshot
from recruitment.wording import numbers
from recruitment.wording.clauses import Sentence
from recruitment.wording.goals import admitted_text
from recruitment.wording.labels import STATUS, StatusLabel
from recruitment.wording.paragraphs import Passage, Topic
from recruitment.wording.sentences import headline_sentence
from recruitment.wording.side_by_side import days_text, kinds_text, stands_text

from .goal_rows import goal_row
from .overview_groups import group_of
from .rows import GoalRow, Link, SourceLink, link_to
from .selection import Selection
from .source_links import short_title, source_links
from .used import counts_used, ids_of, is_provisional

FEWEST, MOST = 2, 6


@dataclass(frozen=True, slots=True)
class Compared:
    """``admitted`` and ``day`` are the goal's; without one, those of what was ``counted``."""

    locality: Link
    name: str
    sentence: Sentence
    goal: GoalRow | None
    counted: Tiling | None
    admitted: str
    day: date | None
    status: StatusLabel

    @property
    def as_of(self) -> str:
        """Empty without any figure."""
        return numbers.day(self.day) if self.day else ""


@dataclass(frozen=True, slots=True)
class CompareReport:
    """``mixed``: the goals are of different kinds, which the page says; ``dates_differ``: the
    figures end on different days."""

    selection: Selection
    rows: tuple[Compared, ...]
    chart: ChartSpec | None
    mixed: bool
    dates_differ: bool
    sources: tuple[SourceLink, ...]

    @property
    def slug(self) -> str:
        """For names of files: whom the comparison is of."""
        return "-".join(row.locality.slug for row in self.rows)

    @property
    def short_name(self) -> str:
        return ", ".join(row.locality.name for row in self.rows)

    @property
    def query(self) -> str:
        """The query part of the comparison's addresses."""
        asked = {"locality": [row.locality.slug for row in self.rows]}
        more = self.selection.query.removeprefix("?")
        return "?" + "&".join(part for part in (urlencode(asked, doseq=True), more) if part)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Everything that is said for papers: who stands how, each one's sentence, cautions."""
        placed = [(row.locality.name, row.goal.goal if row.goal else None) for row in self.rows]
        cautions = (
            kinds_text(placed) if self.mixed else "",
            days_text([(row.locality.name, row.day) for row in self.rows])
            if self.dates_differ
            else "",
        )
        return (
            *(Passage(Topic.RESULT, str(row.sentence)) for row in self.rows),
            Passage(Topic.UNITS, stands_text(placed)),
            *(Passage(Topic.REMARKS, text) for text in cautions if text),
        )


@snapshot()
def build_compare_report(slugs: Sequence[str], selection: Selection) -> CompareReport:
    """The headline goals of the localities, in the order asked: at most 7 queries.

    Raises UnknownLocalityError for an address name that no committee has.
    """
    known = by_slug(slugs)
    for slug in slugs:
        if slug not in known:
            raise UnknownLocalityError(slug)
    asked = [known[slug] for slug in dict.fromkeys(slugs)]
    found, material = stands(asked, selection.scope)
    rows = tuple(_compared(stand, material, selection) for stand in found)
    goals = [row.goal for row in rows if row.goal]
    used = list(counts_used(stand.standing for stand in found))
    sources = sources_of_counts(ids_of(used))
    frame = Frame(
        ", ".join(row.locality.name for row in rows),
        tuple(short_title(source) for source in sources),
        is_provisional(used),
    )
    of_targets = (material.target_rows[goal.goal.target.id].source for goal in goals)
    return CompareReport(
        selection=selection,
        rows=rows,
        chart=compare(frame, [chart_row(row.locality, row.goal, row.counted) for row in rows])
        if len(rows) > 1
        else None,
        mixed=len({group_of(goal.goal) for goal in goals}) > 1,
        dates_differ=len({row.day for row in rows if row.day}) > 1,
        sources=tuple(source_links([*sources, *of_targets])),
    )


def _compared(stand: Stand, material: Material, selection: Selection) -> Compared:
    standing, name = stand.standing, localized(stand.committee, "name")
    headline, counted = standing.headline, standing.headline_count
    goal = goal_row(headline, stand.committee, material) if headline else None
    admitted, day = numbers.EN_DASH, None
    if goal:
        admitted, day = goal.admitted, goal.goal.as_of
    elif counted:
        admitted, day = admitted_text(counted, average=True), counted.as_of
    sentence = headline_sentence(
        name,
        standing,
        until=selection.as_of,
        term=selection.term,
        sums=material.sums.get(stand.committee.pk),
    )
    status = STATUS[standing.status]
    place = link_to(stand.committee)
    return Compared(place, name, sentence, goal, counted, admitted, day, status)


def chart_row(locality: Link, goal: GoalRow | None, counted: Tiling | None = None) -> LocalityRow:
    """A locality as the charts lay it beside others: with the period and day of its goal, or
    with what was counted where it has none."""
    note = " · ".join(part for part in (goal.period, goal.as_of) if part) if goal else ""
    found = goal.goal if goal else None
    return LocalityRow(locality.slug, locality.name, found, note, counted=counted)
