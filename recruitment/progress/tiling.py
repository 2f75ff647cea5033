"""Covering a window of days with counts that do not overlap.

Cumulative and periodic figures come mixed ("9 months", "quarter III", "from 2021 to now").
Each count is an edge between two day boundaries; adding up is allowed only along a path of
edges that do not overlap. Of all such sets the one is used that covers the most days, then
ends latest, has the fewest pieces, and prefers final over provisional figures, an approved
entry over an article, a newer source, the lower id.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, combinations, pairwise
from typing import TypeAlias

from .counts import Count, Finality, Origin, rank
from .intervals import Interval, total
from .periods import ONE_DAY, Period, day_count, days_missing, merged
from .qualifiers import Qualifier

Identity: TypeAlias = tuple[int, ...]
# -days, pieces, provisional, from articles, -published, ids: all of them add up along a path.
Cost: TypeAlias = tuple[int, int, int, int, int, tuple[Identity, ...]]
FREE: Cost = (0, 0, 0, 0, 0, ())


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a count that falls in the window; ``whole`` when that is all of it.

    Of a count that lies partly in the window anything from nothing to all of it may fall in
    that part: it is never divided by days.
    """

    count: Count
    days: Period

    @property
    def whole(self) -> bool:
        return self.days == self.count.period

    @property
    def shortest(self) -> Period:
        """The fewest of these days that the count's inferred dates allow."""
        return self.days.meet(self.count.shortest) or Period(self.days.end, self.days.end)

    @property
    def amount(self) -> Interval:
        return self.count.amount if self.whole else Interval.between(0, self.count.amount.high)

    @property
    def reading(self) -> Interval:
        return self.count.reading if self.whole else Interval.between(0, self.count.reading.high)


@dataclass(frozen=True, slots=True)
class Tiling:
    """The counts used for a window, in order, and the days that they leave open."""

    window: Period
    pieces: tuple[Piece, ...]

    @property
    def span(self) -> Period:
        """From the first day covered to the last."""
        return Period(self.pieces[0].days.start, self.pieces[-1].days.end)

    @property
    def as_of(self) -> date:
        """The end of the last figure used."""
        return self.pieces[-1].days.end

    @property
    def days(self) -> tuple[Period, ...]:
        """The days covered, as the fewest periods."""
        return merged(piece.days for piece in self.pieces)

    @property
    def covered_days(self) -> int:
        return sum(piece.days.days for piece in self.pieces)

    @property
    def uncovered(self) -> tuple[Period, ...]:
        """Days from the window's start to ``as_of`` that no count covers."""
        seen = Period(self.window.start, self.as_of)
        if self.covered_days == seen.days:
            return ()
        return days_missing(seen, (piece.days for piece in self.pieces))

    @property
    def uncovered_days(self) -> int:
        return day_count(self.uncovered)

    @property
    def partial(self) -> bool:
        """True where days are missing or a count reaches beyond the window."""
        return bool(self.uncovered) or not all(piece.whole for piece in self.pieces)

    @property
    def counted(self) -> Interval:
        """What was admitted on the covered days."""
        return total(tuple(piece.amount for piece in self.pieces))

    @property
    def admitted(self) -> Interval:
        """What was admitted since the window began: a lower bound where days are missing."""
        return self.counted.opened() if self.uncovered else self.counted

    @property
    def reading(self) -> Interval:
        """What a status takes the counts of the covered days for."""
        return total(tuple(piece.reading for piece in self.pieces))

    @property
    def provisional(self) -> bool:
        """Some of it may still be corrected by whoever reported it."""
        return any(piece.count.finality is Finality.PROVISIONAL for piece in self.pieces)

    @property
    def qualifier(self) -> Qualifier:
        """The one qualifier of the pieces; of several, the first that is not exact."""
        found = [piece.count.qualifier for piece in self.pieces]
        return next((q for q in found if q is not Qualifier.EXACT), Qualifier.EXACT)


def tile(
    window: Period, counts: Sequence[Count], reaching: Sequence[Count] | None = None
) -> Tiling | None:
    """The best cover of the window by the counts of one category; None when nothing falls in it.

    Counts that lie wholly inside come first, with the differences that can be derived for
    days no direct count inside covers; then, for days that are still free, counts that reach
    beyond the window (``reaching``: those of ``counts`` that may, all when not given).
    """
    inside = [count for count in counts if window.contains(count.period)]
    if _fill(window, inside):
        # No other set covers as many days, and none is left for a difference or a part.
        inside.sort(key=lambda count: count.period.start)
        return Tiling(window, tuple(Piece(count, count.period) for count in inside))
    chosen = _best([Piece(c, c.period) for c in [*inside, *derived(window, counts)]])
    taken = [piece.days for piece in chosen]
    parts = [
        Piece(count, part)
        for count in (counts if reaching is None else reaching)
        if not window.contains(count.period)
        and (part := window.meet(count.period))
        and not any(part.overlaps(days) for days in taken)
    ]
    pieces = sorted([*chosen, *_best(parts)], key=lambda piece: piece.days.start)
    return Tiling(window, tuple(pieces)) if pieces else None


def _fill(window: Period, inside: Sequence[Count]) -> bool:
    """The counts, all inside the window, hold each of its days exactly once."""
    if sum(count.period.days for count in inside) != window.days:
        return False
    days = sorted(count.period for count in inside)
    return all(one.end < other.start for one, other in pairwise(days))


def derived(window: Period, counts: Sequence[Count]) -> list[Count]:
    """Differences of two exact counts that share a start or an end: 9 months − Q3 = half a year.

    Only between stated dates, and only for days of the window that no direct count inside it
    covers. A difference below 0 is no count (see ``discrepancies``).
    """
    inside = [count.period for count in counts if window.contains(count.period)]
    usable = [count for count in counts if count.is_exact and count.dates_stated]
    # A difference runs between two ends or between two starts, none far from the window.
    near = Period(window.start - ONE_DAY, window.end + ONE_DAY)
    ends = [count for count in usable if near.has_day(count.period.end)]
    starts = [count for count in usable if near.has_day(count.period.start)]
    found: dict[tuple[Period, Identity], Count] = {}
    pairs = chain(_pairs(ends, lambda c: c.period.start), _pairs(starts, lambda c: c.period.end))
    for one, other in pairs:
        whole, part = (one, other) if one.period.days > other.period.days else (other, one)
        days = remaining_days(whole.period, part.period)
        if days is None or not window.contains(days):
            continue
        if any(days.overlaps(period) for period in inside):
            continue
        if part.amount.low <= whole.amount.low:
            difference = _difference(whole, part, days)
            found[days, difference.parts] = difference
    return list(found.values())


def _pairs(
    counts: Iterable[Count], shared: Callable[[Count], date]
) -> Iterator[tuple[Count, Count]]:
    """Every two counts that share this day."""
    together: dict[date, list[Count]] = defaultdict(list)
    for count in counts:
        together[shared(count)].append(count)
    for group in together.values():
        yield from combinations(group, 2)


def remaining_days(whole: Period, part: Period) -> Period | None:
    """The days of a period without a part that shares exactly one of its ends."""
    if whole.start == part.start and part.end < whole.end:
        return Period(part.end + ONE_DAY, whole.end)
    if whole.end == part.end and whole.start < part.start:
        return Period(whole.start, part.start - ONE_DAY)
    return None


def _difference(whole: Count, part: Count, days: Period) -> Count:
    amount = Interval.exact(whole.amount.low - part.amount.low)
    provisional = Finality.PROVISIONAL in (whole.finality, part.finality)
    return replace(
        whole,
        id=max(whole.id, part.id),
        period=days,
        amount=amount,
        reading=amount,
        from_latest=None,
        to_earliest=None,
        finality=Finality.PROVISIONAL if provisional else whole.finality,
        entered=whole.entered and part.entered,
        published=max(whole.published, part.published),
        origin=Origin.DERIVED,
        parts=(whole.id, part.id),
    )


def _best(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The set of non-overlapping pieces that comes first in the order of the module.

    Weighted interval scheduling: the best set that ends with a given piece is that piece
    after the best set that ends before it starts, because every part of the cost adds up.
    """
    if not pieces:
        return ()
    ordered = sorted(pieces, key=lambda piece: (piece.days.end, piece.days.start))
    if all(one.days.end < other.days.start for one, other in pairwise(ordered)):
        return tuple(ordered)
    ends = [piece.days.end for piece in ordered]
    before: list[tuple[Cost, tuple[Piece, ...]]] = [(FREE, ())]
    with_last: list[tuple[Cost, tuple[Piece, ...]]] = []
    for piece in ordered:
        cost, earlier = before[bisect_left(ends, piece.days.start)]
        candidate = (_added(cost, piece), (*earlier, piece))
        with_last.append(candidate)
        before.append(min(before[-1], candidate, key=_cost))
    return min(with_last, key=_final_order)[1]


def _cost(candidate: tuple[Cost, tuple[Piece, ...]]) -> Cost:
    return candidate[0]


def _final_order(candidate: tuple[Cost, tuple[Piece, ...]]) -> tuple[int, int, Cost]:
    cost, pieces = candidate
    return (cost[0], -pieces[-1].days.end.toordinal(), cost)


def _added(cost: Cost, piece: Piece) -> Cost:
    provisional, from_article, age = rank(piece.count)
    return (
        cost[0] - piece.days.days,
        cost[1] + 1,
        cost[2] + provisional,
        cost[3] + from_article,
        cost[4] + age,
        (*cost[5], piece.count.parts or (piece.count.id,)),
    )


def covers_same_days(one: Tiling, other: Tiling) -> bool:
    """True where two tilings speak of exactly the same days, whatever their windows."""
    return one.days == other.days


def of_category(counts: Iterable[Count], category: str) -> list[Count]:
    return [count for count in counts if count.category == category]


def up_to(counts: Iterable[Count], day: date | None) -> list[Count]:
    """The counts that had ended by a day; all of them when no day is given."""
    return [count for count in counts if day is None or count.period.end <= day]
