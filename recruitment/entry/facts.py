"""What is on record about some committees and a period, as the rules of entry want it.

The cells are those of the sheet (the entry's own figures, also where they were sent back); what
they are held against are the figures of every source, as a preview shows them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.db.models import Q

from recruitment.models import Audience, Committee, Finality, Return, Source, State
from recruitment.progress.counts import TOTAL
from recruitment.progress.periods import Period, is_quarter
from recruitment.progress.qualifiers import Qualifier

from .cells import MODELS, year_to
from .facts_past import OF_DAY, OF_PERIOD, Printed, Quarters, Told
from .findings import Column, Measure, RowFacts

# A committee and what is counted of it.
Subject: TypeAlias = tuple[int, Measure, str]
# Where a kind of figure says what it counts.
WHAT = {
    Measure.ADMISSIONS: "category__code",
    Measure.MEMBERS: "category__code",
    Measure.ACTIVITY: "activity",
}


def load_facts(
    committees: Iterable[Committee],
    period: Period,
    columns: Sequence[Column],
    counting: Mapping[int, bool] | None = None,
    past_of: Collection[int] | None = None,
) -> dict[int, RowFacts]:
    """The rows of the committees as they are on record, by id, with nothing typed.

    At most 7 queries, however many committees: returns, and for each kind of figure the cells
    and what came before. A period that is no quarter has no history, and counts as it stands.

    ``counting`` says of some rows whether they are to be read cumulatively, whatever the
    record. ``past_of`` names the rows whose past is wanted, all when not given; where rows
    count differently, that of the others is read as well, to compare them.
    """
    committees = list(committees)
    ids = [committee.pk for committee in committees]
    record = _Record(period, columns)
    measures = sorted({column.measure for column in columns})
    for measure in measures:
        record.read_cells(measure, ids)
    record.read_returns(ids)
    ways = {pk: record.is_cumulative(pk) for pk in ids} | dict(counting or {})
    mixed = len(set(ways.values())) > 1
    wanted = ids if past_of is None or mixed else [pk for pk in ids if pk in past_of]
    for measure in measures if record.quarters else ():
        record.read_past(measure, wanted)
    return {each.pk: record.row(each, cumulative=ways[each.pk]) for each in committees}


@dataclass(frozen=True, slots=True)
class _Cell:
    value: int
    exact: bool
    provisional: bool


@dataclass(slots=True)
class _Record:
    """The figures on record around a period, by what they are about."""

    period: Period
    columns: Sequence[Column]
    year: Period = field(init=False)
    quarters: Quarters | None = field(init=False)
    returns: dict[int, Return] = field(default_factory=dict)
    # By whether they count from 1 January.
    cells: dict[bool, dict[Subject, _Cell]] = field(default_factory=lambda: {True: {}, False: {}})
    past: dict[Subject, list[Printed]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        quarterly = is_quarter(self.period)
        self.year = year_to(self.period) if quarterly else self.period
        self.quarters = Quarters(self.period) if quarterly else None

    # -- Reading -----------------------------------------------------------------------------------

    def read_returns(self, ids: Sequence[int]) -> None:
        rows = Return.objects.filter(
            committee_id__in=ids,
            period__starts_on=self.period.start,
            period__ends_on=self.period.end,
        )
        self.returns = {row.committee_id: row for row in rows}

    def read_cells(self, measure: Measure, ids: Sequence[int]) -> None:
        """The newest version of each cell that was not replaced. One query."""
        begins = "on" if measure is Measure.MEMBERS else "period__starts_on"
        if measure is Measure.MEMBERS:
            when = Q(on=self.period.end)
        else:
            starts = {self.period.start, self.year.start}
            when = Q(period__starts_on__in=starts, period__ends_on=self.period.end)
        of_entry = Q(committee_id__in=ids, source__slug=Source.ENTRY_SLUG)
        rows = _manager(measure).filter(when, of_entry).exclude(state=State.SUPERSEDED)
        shown = ("withdrawn", "value", "qualifier", "finality")
        found = rows.order_by("version").values_list("committee_id", WHAT[measure], begins, *shown)
        for committee, what, start, withdrawn, value, qualifier, finality in found:
            cells = self.cells[measure is not Measure.MEMBERS and start != self.period.start]
            cells.pop((committee, measure, what), None)
            if not withdrawn:
                cells[committee, measure, what] = _Cell(
                    value, qualifier == Qualifier.EXACT, finality == Finality.PROVISIONAL
                )

    def read_past(self, measure: Measure, ids: Sequence[int]) -> None:
        """What a preview shows of earlier quarters, and of this one from any source. One query."""
        if self.quarters is None:
            return
        earlier = self.quarters.earlier
        if measure is Measure.MEMBERS:
            when = Q(on__in=[quarter.end for quarter in earlier])
        else:
            until = self.period.start
            when = Q(period__ends_on__gte=earlier[-1].start, period__ends_on__lt=until)
            when |= Q(period__starts_on=until, period__ends_on=self.period.end)
        rows = _manager(measure).visible_to(Audience.PREVIEW).filter(when, committee_id__in=ids)
        shown = OF_DAY if measure is Measure.MEMBERS else OF_PERIOD
        for committee, what, *figure in rows.values_list("committee_id", WHAT[measure], *shown):
            if measure is Measure.MEMBERS:
                figure.append(figure[-1])
            self.past[committee, measure, what].append(Printed(*figure))

    # -- Telling -----------------------------------------------------------------------------------

    def is_cumulative(self, committee: int) -> bool:
        """As the return says; without one, where only figures from 1 January are there."""
        if self.year == self.period:
            return False
        if committee in self.returns:
            return self.returns[committee].cumulative
        keys = [_subject(committee, column) for column in self.columns if column.flows]
        ways = {way for key in keys for way, cells in self.cells.items() if key in cells}
        return ways == {True}

    def row(self, committee: Committee, *, cumulative: bool) -> RowFacts:
        cumulative = cumulative and self.year != self.period
        report = self.returns.get(committee.pk)
        cells: dict[str, _Cell] = {}
        told: dict[str, Told] = {}
        for column in self.columns:
            key = _subject(committee.pk, column)
            cell = self.cells[cumulative and column.flows].get(key)
            if cell is not None:
                cells[column.code] = cell
            told[column.code] = self._told(key, column)
        return RowFacts(
            committee=committee.pk,
            name=str(committee),
            life=committee.life,
            aggregates=committee.aggregates,
            reported=report is None or report.standing == Return.Standing.REPORTED,
            cumulative=cumulative,
            final=self._is_final(report, cells.values()),
            values={code: cell.value for code, cell in cells.items()},
            before={code: each.before for code, each in told.items() if each.before is not None},
            history={code: each.history for code, each in told.items()},
            periodic={
                code: each.periodic for code, each in told.items() if each.periodic is not None
            },
            inexact=frozenset(code for code, cell in cells.items() if not cell.exact),
        )

    def _told(self, key: Subject, column: Column) -> Told:
        if self.quarters is None:
            return Told()
        rows = self.past.get(key, ())
        return self.quarters.flow(rows) if column.flows else self.quarters.stock(rows)

    def _is_final(self, report: Return | None, cells: Iterable[_Cell]) -> bool:
        """Not provisional: figures that nobody called so count as final."""
        if report is not None:
            return report.finality != Finality.PROVISIONAL
        return not any(cell.provisional for cell in cells)


def _subject(committee: int, column: Column) -> Subject:
    return committee, column.measure, column.activity or column.category or TOTAL


def _manager(measure: Measure) -> Any:
    """The figures of a kind; which columns they have is known from the kind alone."""
    return MODELS[measure]._default_manager
