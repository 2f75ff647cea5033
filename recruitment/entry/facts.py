"""What is on record about some committees and a period, as the rules of entry want it.

The cells are those of the sheet (the entry's own figures, also where they were sent back); what
they are held against are the figures of every source, as a preview shows them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeAlias, TypeVar

from django.db.models import F, Q

from recruitment.models import (
    Audience,
    Committee,
    Finality,
    Return,
    Source,
    State,
)
from recruitment.progress import counts as engine
from recruitment.progress.intervals import Interval
from recruitment.progress.periods import ONE_DAY, Period, is_quarter, quarter_of
from recruitment.progress.qualifiers import Qualifier, interval_of
from recruitment.progress.tiling import tile

from .cells import MODELS, year_to
from .findings import Column, Measure, RowFacts

# Earlier quarters that say what is usual: three years.
QUARTERS_BACK = 12

# A committee and what is counted of it.
Subject: TypeAlias = tuple[int, Measure, str]
Value = TypeVar("Value")


def load_facts(
    committees: Iterable[Committee], period: Period, columns: Sequence[Column]
) -> dict[int, RowFacts]:
    """The rows of the committees as they are on record, by id, with nothing typed.

    At most 7 queries, however many committees: returns, and for each kind of figure the cells
    and what came before. A period that is no quarter has no history, and counts as it stands.
    """
    committees = list(committees)
    ids = [committee.pk for committee in committees]
    record = _Record(period)
    measures = {column.measure for column in columns}
    for measure in sorted(measures):
        record.read_cells(measure, ids)
        if record.earlier:
            record.read_past(measure, ids)
    returns = {
        found.committee_id: found
        for found in Return.objects.filter(
            committee_id__in=ids, period__starts_on=period.start, period__ends_on=period.end
        )
    }
    return {
        committee.pk: record.row(committee, returns.get(committee.pk), columns)
        for committee in committees
    }


def subject(committee: int, column: Column) -> Subject:
    return committee, column.measure, column.activity or column.category or engine.TOTAL


@dataclass(frozen=True, slots=True)
class _Cell:
    value: int
    exact: bool
    provisional: bool


@dataclass(slots=True)
class _Record:
    """The figures on record around a period, by what they are about."""

    period: Period
    year: Period = field(init=False)
    earlier: tuple[Period, ...] = field(init=False)
    # By whether they count from 1 January.
    cells: dict[bool, dict[Subject, _Cell]] = field(default_factory=lambda: {True: {}, False: {}})
    counts: dict[Subject, list[engine.Count]] = field(default_factory=lambda: defaultdict(list))
    stocks: dict[Subject, list[engine.Stock]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        quarterly = is_quarter(self.period)
        self.year = year_to(self.period) if quarterly else self.period
        self.earlier = quarters_before(self.period.start) if quarterly else ()

    # -- Reading -----------------------------------------------------------------------------------

    def read_cells(self, measure: Measure, ids: Sequence[int]) -> None:
        """The newest version of each cell that was not replaced. One query."""
        if measure is Measure.MEMBERS:
            when = Q(on=self.period.end)
        else:
            starts = {self.period.start, self.year.start}
            when = Q(period__starts_on__in=starts, period__ends_on=self.period.end)
        of_entry = Q(committee_id__in=ids, source__slug=Source.ENTRY_SLUG)
        rows = _manager(measure).filter(when, of_entry).exclude(state=State.SUPERSEDED)
        rows = rows.order_by("version").values(*OF_ANY, "withdrawn", **WHAT[measure])
        for row in rows:
            cumulative = row.get("starts_on", self.period.start) != self.period.start
            key = (row["committee_id"], measure, row["what"])
            if row["withdrawn"]:
                self.cells[cumulative].pop(key, None)
            else:
                self.cells[cumulative][key] = _Cell(
                    row["value"],
                    row["qualifier"] == Qualifier.EXACT,
                    row["finality"] == Finality.PROVISIONAL,
                )

    def read_past(self, measure: Measure, ids: Sequence[int]) -> None:
        """What a preview shows of earlier quarters, and of this one from any source. One query."""
        since, until = self.earlier[-1].start, self.period.start
        if measure is Measure.MEMBERS:
            when = Q(on__in=[quarter.end for quarter in self.earlier])
        else:
            when = Q(period__ends_on__gte=since, period__ends_on__lt=until)
            when |= Q(period__starts_on=until, period__ends_on=self.period.end)
        rows = _manager(measure).visible_to(Audience.PREVIEW).filter(when, committee_id__in=ids)
        fields = ("id", "on") if measure is Measure.MEMBERS else OF_DAYS
        for row in rows.values(*OF_ANY, *fields, **SOURCE, **WHAT[measure]):
            key = (row["committee_id"], measure, row["what"])
            if measure is Measure.MEMBERS:
                self.stocks[key].append(_stock(row))
            else:
                self.counts[key].append(_count(row))

    # -- Telling -----------------------------------------------------------------------------------

    def row(
        self, committee: Committee, report: Return | None, columns: Sequence[Column]
    ) -> RowFacts:
        about = {column.code: subject(committee.pk, column) for column in columns}
        flows = {column.code: about[column.code] for column in columns if column.flows}
        cumulative = self._is_cumulative(report, flows.values())
        cells = {
            column.code: cell
            for column in columns
            if (cell := self.cells[cumulative and column.flows].get(about[column.code]))
        }
        return RowFacts(
            committee=committee.pk,
            name=str(committee),
            life=committee.life,
            aggregates=committee.aggregates,
            reported=report is None or report.standing == Return.Standing.REPORTED,
            cumulative=cumulative,
            final=self._is_final(report, cells.values()),
            values={code: cell.value for code, cell in cells.items()},
            before=_known({code: self._before(key) for code, key in flows.items()}),
            history={code: self._history(key) for code, key in about.items()},
            periodic=_known({code: self._periodic(key) for code, key in flows.items()}),
            inexact=frozenset(code for code, cell in cells.items() if not cell.exact),
        )

    def _is_cumulative(self, report: Return | None, flows: Iterable[Subject]) -> bool:
        """As the return says; without one, where only figures from 1 January are there."""
        if self.year == self.period:
            return False
        if report is not None:
            return report.cumulative
        ways = {way for key in flows for way, cells in self.cells.items() if key in cells}
        return ways == {True}

    def _is_final(self, report: Return | None, cells: Iterable[_Cell]) -> bool:
        """Not provisional: figures that nobody called so count as final."""
        if report is not None:
            return report.finality != Finality.PROVISIONAL
        return not any(cell.provisional for cell in cells)

    def _before(self, key: Subject) -> Interval | None:
        """From 1 January to the day before the quarter; at least, where days are missing."""
        if self.year == self.period or key not in self.counts:
            return None
        window = Period(self.year.start, self.period.start - ONE_DAY)
        tiling = tile(window, self._past_counts(key), reaching=())
        if tiling is None:
            return None
        complete = tiling.covered_days == window.days
        return tiling.counted if complete else tiling.counted.opened()

    def _history(self, key: Subject) -> tuple[int | None, ...]:
        if key in self.stocks:
            on = {quarter.end: quarter for quarter in self.earlier}
            by_day: dict[Period, list[engine.Stock]] = defaultdict(list)
            for stock in self.stocks[key]:
                by_day[on[stock.on]].append(stock)
            return tuple(_members(by_day.get(quarter, [])) for quarter in self.earlier)
        past = self._past_counts(key) if key in self.counts else []
        return tuple(_of_quarter(quarter, past) for quarter in self.earlier)

    def _periodic(self, key: Subject) -> int | None:
        if self.year == self.period:
            return None
        same = [count for count in self.counts.get(key, ()) if count.period == self.period]
        return _number(engine.preferred(same)) if same else None

    def _past_counts(self, key: Subject) -> list[engine.Count]:
        return [count for count in self.counts[key] if count.period.end < self.period.start]


def quarters_before(day: date) -> tuple[Period, ...]:
    """The quarters that ended before the day, newest first."""
    found = [quarter_of(day - timedelta(days=1))]
    while len(found) < QUARTERS_BACK:
        found.append(quarter_of(found[-1].start - ONE_DAY))
    return tuple(found)


# What is read of every figure, and of those that have days or a day.
OF_ANY = ("committee_id", "value", "qualifier", "finality")
OF_DAYS = ("id", "from_stated", "to_stated", "from_latest", "to_earliest")
SOURCE = {"source_kind": F("source__kind"), "published": F("source__published_on")}
DAYS = {"starts_on": F("period__starts_on"), "ends_on": F("period__ends_on")}
WHAT = {
    Measure.ADMISSIONS: {"what": F("category__code"), **DAYS},
    Measure.MEMBERS: {"what": F("category__code")},
    Measure.ACTIVITY: {"what": F("activity"), **DAYS},
}


def _manager(measure: Measure) -> Any:
    """The figures of a kind; which columns they have is known from the kind alone."""
    return MODELS[measure]._default_manager


def _count(row: Mapping[str, Any]) -> engine.Count:
    qualifier = Qualifier(row["qualifier"])
    amount = interval_of(row["value"], qualifier)
    return engine.Count(
        id=row["id"],
        period=Period(row["starts_on"], row["ends_on"]),
        amount=amount,
        reading=amount,
        qualifier=qualifier,
        from_latest=row["from_latest"],
        to_earliest=row["to_earliest"],
        from_stated=row["from_stated"],
        to_stated=row["to_stated"],
        finality=engine.Finality(row["finality"]),
        entered=row["source_kind"] == Source.Kind.ENTRY,
        published=row["published"] or row["ends_on"],
    )


def _stock(row: Mapping[str, Any]) -> engine.Stock:
    qualifier = Qualifier(row["qualifier"])
    return engine.Stock(
        id=row["id"],
        on=row["on"],
        members=interval_of(row["value"], qualifier),
        qualifier=qualifier,
        finality=engine.Finality(row["finality"]),
        entered=row["source_kind"] == Source.Kind.ENTRY,
        published=row["published"] or row["on"],
    )


def _of_quarter(quarter: Period, counts: Sequence[engine.Count]) -> int | None:
    """The quarter's number: its own figure, or what other figures make of exactly its days."""
    same = [count for count in counts if count.period == quarter]
    if same:
        return _number(engine.preferred(same))
    near = [count for count in counts if count.period.overlaps(quarter)]
    tiling = tile(quarter, counts, reaching=()) if near else None
    if tiling is None or tiling.covered_days != quarter.days:
        return None
    exact = all(piece.count.is_exact for piece in tiling.pieces)
    return int(tiling.counted.low) if exact else None


def _number(count: engine.Count) -> int | None:
    return int(count.amount.low) if count.is_exact else None


def _members(stocks: Sequence[engine.Stock]) -> int | None:
    if not stocks:
        return None
    stock = engine.preferred(stocks)
    return int(stock.members.low) if stock.qualifier is Qualifier.EXACT else None


def _known(values: Mapping[str, Value | None]) -> dict[str, Value]:
    return {code: value for code, value in values.items() if value is not None}
