"""What figures on record say of the time before a quarter, for one thing that is counted.

Usually every figure is that of one quarter, exact and the only one: then sums are enough.
Where cumulative, overlapping or rounded figures come in, the engine's tiling decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeAlias

from recruitment.models import Source
from recruitment.progress import counts as engine
from recruitment.progress.intervals import Interval
from recruitment.progress.periods import ONE_DAY, Period, quarter_of
from recruitment.progress.qualifiers import Qualifier, interval_of
from recruitment.progress.tiling import tile

# Earlier quarters that say what is usual: three years.
QUARTERS_BACK = 12

Days: TypeAlias = tuple[date, date]


class Printed(NamedTuple):
    """A figure as it is read: ``first`` and ``last`` are one day for members."""

    id: int
    value: int
    qualifier: str
    finality: str
    source_kind: str
    published: date | None
    first: date
    last: date
    from_stated: bool = True
    to_stated: bool = True
    from_latest: date | None = None
    to_earliest: date | None = None


# The columns of a figure in the order of `Printed`, for those of a period and of a day.
OF_ANY = ("id", "value", "qualifier", "finality", "source__kind", "source__published_on")
OF_PERIOD = (
    *OF_ANY,
    "period__starts_on",
    "period__ends_on",
    "from_stated",
    "to_stated",
    "from_latest",
    "to_earliest",
)
OF_DAY = (*OF_ANY, "on")


@dataclass(frozen=True, slots=True)
class Told:
    """What the figures say: see the same names in `RowFacts`."""

    before: Interval | None = None
    history: tuple[int | None, ...] = ()
    periodic: int | None = None


class Quarters:
    """The quarters around the one that is entered."""

    def __init__(self, quarter: Period) -> None:
        self.this = quarter
        self.earlier = quarters_before(quarter.start)
        self.year = [each for each in self.earlier if each.start.year == quarter.start.year]
        self.days = [(each.start, each.end) for each in self.earlier]

    def flow(self, rows: Sequence[Printed]) -> Told:
        """Of what is counted over a period."""
        plain = _plain(rows, {*self.days, (self.this.start, self.this.end)})
        if plain is not None:
            return Told(self._sum(plain), self._each(plain), plain.get(_days(self.this)))
        counts = [_count(row) for row in rows]
        past = [count for count in counts if count.period.end < self.this.start]
        same = [count for count in counts if count.period == self.this]
        periodic = _number(engine.preferred(same)) if same else None
        return Told(
            self._tiled(past), tuple(_of_quarter(each, past) for each in self.earlier), periodic
        )

    def stock(self, rows: Sequence[Printed]) -> Told:
        """Of members, at the end of each quarter."""
        by_day: dict[date, list[Printed]] = {}
        for row in rows:
            by_day.setdefault(row.last, []).append(row)
        return Told(history=tuple(_members(by_day.get(each.end, ())) for each in self.earlier))

    def _each(self, plain: Mapping[Days, int]) -> tuple[int | None, ...]:
        return tuple(plain.get(days) for days in self.days)

    def _sum(self, plain: Mapping[Days, int]) -> Interval | None:
        known = [plain[_days(each)] for each in self.year if _days(each) in plain]
        if not known:
            return None
        amount = Interval.exact(sum(known))
        return amount if len(known) == len(self.year) else amount.opened()

    def _tiled(self, past: Sequence[engine.Count]) -> Interval | None:
        if not self.year:
            return None
        window = Period(self.year[-1].start, self.this.start - ONE_DAY)
        tiling = tile(window, past, reaching=())
        if tiling is None:
            return None
        complete = tiling.covered_days == window.days
        return tiling.counted if complete else tiling.counted.opened()


def quarters_before(day: date) -> tuple[Period, ...]:
    """The quarters that ended before the day, newest first."""
    found = [quarter_of(day - timedelta(days=1))]
    while len(found) < QUARTERS_BACK:
        found.append(quarter_of(found[-1].start - ONE_DAY))
    return tuple(found)


def _plain(rows: Iterable[Printed], quarters: set[Days]) -> dict[Days, int] | None:
    """The numbers by quarter, where each is exact and alone; None where one is not."""
    found: dict[Days, int] = {}
    for row in rows:
        days = (row.first, row.last)
        if row.qualifier != Qualifier.EXACT or days not in quarters or days in found:
            return None
        found[days] = row.value
    return found


def _days(period: Period) -> Days:
    return period.start, period.end


def _count(row: Printed) -> engine.Count:
    qualifier = Qualifier(row.qualifier)
    amount = interval_of(row.value, qualifier)
    return engine.Count(
        period=Period(row.first, row.last),
        amount=amount,
        reading=amount,
        from_latest=row.from_latest,
        to_earliest=row.to_earliest,
        from_stated=row.from_stated,
        to_stated=row.to_stated,
        **_source(row),
    )


def _members(rows: Sequence[Printed]) -> int | None:
    if not rows:
        return None
    stocks = [
        engine.Stock(
            on=row.last, members=interval_of(row.value, Qualifier(row.qualifier)), **_source(row)
        )
        for row in rows
    ]
    stock = engine.preferred(stocks)
    return int(stock.members.low) if stock.qualifier is Qualifier.EXACT else None


def _source(row: Printed) -> dict[str, Any]:
    """What says which of two figures is preferred."""
    return {
        "id": row.id,
        "qualifier": Qualifier(row.qualifier),
        "finality": engine.Finality(row.finality),
        "entered": row.source_kind == Source.Kind.ENTRY,
        "published": row.published or row.last,
    }


def _of_quarter(quarter: Period, past: Sequence[engine.Count]) -> int | None:
    """The quarter's number: its own figure, or what others make of exactly its days."""
    same = [count for count in past if count.period == quarter]
    if same:
        return _number(engine.preferred(same))
    if not any(count.period.overlaps(quarter) for count in past):
        return None
    tiling = tile(quarter, past, reaching=())
    if tiling is None or tiling.covered_days != quarter.days:
        return None
    exact = all(piece.count.is_exact for piece in tiling.pieces)
    return int(tiling.counted.low) if exact else None


def _number(count: engine.Count) -> int | None:
    return int(count.amount.low) if count.is_exact else None
