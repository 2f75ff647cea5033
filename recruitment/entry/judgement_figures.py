"""Figures that are stored one by one (form) or by file, judged as the cells of a sheet they are.

Only the entry's own figures are cells. A figure of a quarter, or of the year up to a quarter's
end, stands in that quarter's sheet; one of other days stands alone with those of the same days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeGuard

from recruitment.models import (
    ActivityCount,
    Committee,
    Finality,
    MembershipCount,
    Qualifier,
    Source,
    State,
)
from recruitment.models import Figure as AnyFigure
from recruitment.models.committees import CommitteeQuerySet
from recruitment.progress.periods import Period, is_quarter, quarter_of

from .cells import MODELS, Figure, columns, year_to
from .facts import load_facts
from .findings import ADMITTED, MEMBERS, Column, Finding, Measure, RowFacts, SheetFacts
from .judgement import ACROSS, judge

# The days of a sheet, and whether the row counts from 1 January to their end.
Sheet: TypeAlias = tuple[Period, bool]
# How many figures are judged at once; what is on record about their committees is held as well.
BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Written:
    """A figure about to be stored, or just stored in this transaction.

    ``before`` is what its cell held, None for nothing; ``typed`` is False where somebody
    changed only what is beside the number, such as its state.
    """

    figure: Figure
    before: int | None = None
    typed: bool = True

    @property
    def rises(self) -> bool:
        return self.before is None or self.figure.value > self.before


def is_cell(figure: AnyFigure) -> TypeGuard[Figure]:
    """Whether the figure is one of the entry's own that stands on a sheet."""
    counts = figure.state not in {State.SUPERSEDED, State.RETURNED} and not figure.withdrawn
    is_on_sheet = isinstance(figure, tuple(MODELS.values()))
    return counts and is_on_sheet and figure.source.slug == Source.ENTRY_SLUG


def sheet_of(figure: Figure) -> Sheet:
    """The sheet where the figure stands."""
    if isinstance(figure, MembershipCount):
        quarter = quarter_of(figure.on)
        return (quarter if quarter.end == figure.on else Period(figure.on, figure.on)), False
    days = Period(figure.period.starts_on, figure.period.ends_on)
    return sheet_of_days(days)


def sheet_of_days(days: Period) -> Sheet:
    """The quarter of the days where they are one, or the year up to its end; else themselves."""
    quarter = quarter_of(days.end)
    if not is_quarter(days) and days == year_to(quarter):
        return quarter, True
    return days, False


def usual_columns() -> dict[str, Column]:
    """The columns of the sheet that count everyone, by code, in the active language."""
    return {column.code: column for column in columns(())}


def column_of(figure: Figure, usual: Mapping[str, Column]) -> Column:
    """The column of the sheet, also of what the sheet does not ask for each quarter."""
    if isinstance(figure, ActivityCount):
        word = str(figure.get_activity_display())
        unusual = Column(figure.activity, Measure.ACTIVITY, word, activity=figure.activity)
        return usual.get(figure.activity, unusual)
    whole = usual[MEMBERS if isinstance(figure, MembershipCount) else ADMITTED]
    if figure.category.is_total:
        return whole
    return replace(
        whole,
        code=f"{whole.code}-{figure.category.code}",
        heading=str(figure.category),
        category=figure.category.code,
        whole=whole.code,
    )


def judge_figures(
    written: Iterable[Written], reach: CommitteeQuerySet | None = None
) -> list[tuple[Written, Finding]]:
    """What the rules say of the figures, each finding with the figure that it is about.

    ``reach`` holds the committees that the person may see, all when not given: nothing is said
    of a parent beyond it.

    At most 9 queries for each sheet's days and each batch of committees.
    """
    sheets: dict[Sheet, list[Written]] = defaultdict(list)
    for each in written:
        if is_cell(each.figure):
            sheets[sheet_of(each.figure)].append(each)
    return [
        found
        for (days, cumulative), on_sheet in sheets.items()
        for family in _families(on_sheet)
        for found in _Judging(days, family, reach, cumulative=cumulative).findings()
    ]


def _families(written: Sequence[Written]) -> Iterator[list[Written]]:
    """The figures in batches, those of one parent together."""
    by_parent: dict[int | None, list[Written]] = defaultdict(list)
    for each in written:
        by_parent[each.figure.committee.parent_id].append(each)
    batch: list[Written] = []
    for family in by_parent.values():
        batch += family
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


class _Judging:
    """The figures of one sheet's days among those on record."""

    def __init__(
        self,
        days: Period,
        written: Sequence[Written],
        reach: CommitteeQuerySet | None,
        *,
        cumulative: bool,
    ) -> None:
        self.days, self.cumulative = days, cumulative
        self.reach = Committee.objects.all() if reach is None else reach
        usual = usual_columns()
        asked: dict[str, Column] = {}
        self.committees: dict[int, Committee] = {}
        self.written: dict[int, dict[str, Written]] = defaultdict(dict)
        self.below: dict[tuple[int | None, str], list[Written]] = defaultdict(list)
        for each in written:
            committee, column = each.figure.committee, column_of(each.figure, usual)
            asked.setdefault(column.code, column)
            self.committees[committee.pk] = committee
            self.written[committee.pk][column.code] = each
            self.below[committee.parent_id, column.code].append(each)
        for column in list(asked.values()):
            if column.whole:
                asked.setdefault(column.whole, usual[column.whole])
        self.columns = asked

    def findings(self) -> Iterator[tuple[Written, Finding]]:
        # A committee's row may be in its own sheet and in its parent's.
        said = dict.fromkeys(found for sheet in self._sheets() for found in judge(sheet))
        for found in said:
            about = self._about(found)
            if about is not None:
                yield about, found

    def _sheets(self) -> Iterator[SheetFacts]:
        """One for each committee that is written, and for each parent within reach."""
        parents = {row.parent_id for row in self.committees.values() if row.parent_id}
        owners = dict(self.committees)
        owners |= {row.pk: row for row in self.reach.filter(pk__in=parents - owners.keys())}
        units: dict[int | None, list[Committee]] = defaultdict(list)
        for unit in Committee.objects.filter(parent__in=owners).order_by("path"):
            units[unit.parent_id].append(unit)
        everyone = owners | {row.pk: row for rows in units.values() for row in rows}
        shown = tuple(self.columns.values())
        counting = dict.fromkeys(self.committees, True) if self.cumulative else {}
        facts = load_facts(everyone.values(), self.days, shown, counting, self.committees)
        rows = {pk: self._row(row) for pk, row in facts.items()}
        for pk, owner in owners.items():
            if not units[pk] and owner.parent_id in owners:
                # Judged as a unit of its parent.
                continue
            yield SheetFacts(self.days, shown, tuple(rows[unit.pk] for unit in units[pk]), rows[pk])

    def _row(self, row: RowFacts) -> RowFacts:
        """The row as it would be with what is written."""
        new = self.written.get(row.committee, {})
        exact = {code for code, each in new.items() if each.figure.qualifier == Qualifier.EXACT}
        provisional = any(each.figure.finality == Finality.PROVISIONAL for each in new.values())
        return replace(
            row,
            values={**row.values, **{code: each.figure.value for code, each in new.items()}},
            typed=frozenset(code for code in exact if new[code].typed),
            inexact=(row.inexact | new.keys()) - exact,
            final=row.final and not provisional,
        )

    def _about(self, found: Finding) -> Written | None:
        """The figure that a finding is about; None where none of these is to blame.

        The cell itself, or the total that it is a part of; else a unit of the row that raises
        the sum: who lowers one of several figures that are too high is not to blame.
        """
        mine = self.written.get(found.committee, {})
        about = mine.get(found.column) or mine.get(self.columns[found.column].whole)
        if about is None and found.rule in ACROSS:
            below = self.below.get((found.committee, found.column), ())
            about = next((each for each in below if each.rises), None)
        return about
