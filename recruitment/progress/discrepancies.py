"""Figures that cannot all be true.

Nothing is overwritten: what was printed stays, and both readings are listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from math import inf

from .counts import Count, Stock, preferred, rank
from .intervals import Interval
from .periods import ONE_DAY, Period

MOST_WAYS = 6
"""How many ways over the same days, each with its own sum, are held against each other."""


class Conflict(StrEnum):
    TWO_SUMS = "two_sums"
    """Two ways over the same days with different sums."""
    PART_EXCEEDS_WHOLE = "part_exceeds_whole"
    """A period inside another holds more admissions than the whole."""
    CHILDREN_EXCEED = "children_exceed"
    """The units below add up to more than the committee's own figure."""
    CATEGORY_EXCEEDS_TOTAL = "category_exceeds_total"
    """A part "of the total" is larger than the total of the same period."""
    TWO_STOCKS = "two_stocks"
    """Two sources give different members of one day."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two statements about the same days: the one that is used, and the other.

    The ids are those of admission counts; of membership counts where the conflict is theirs.
    """

    conflict: Conflict
    period: Period
    used: Interval
    other: Interval
    used_ids: tuple[int, ...]
    other_ids: tuple[int, ...]


Way = tuple[Count, ...]


def discrepancies(counts: Sequence[Count]) -> list[Discrepancy]:
    """What contradicts itself among the direct counts of one category of one committee."""
    return [*_two_sums(counts), *_parts_above_wholes(counts)]


def _two_sums(counts: Sequence[Count]) -> list[Discrepancy]:
    """Pairs of ways that share their first and last day, no day between, and no sum.

    Of several figures for the same days the preferred one goes into longer ways; each other
    one is held against it here.
    """
    same_days: dict[Period, list[Count]] = {}
    for count in counts:
        same_days.setdefault(count.period, []).append(count)
    found = []
    for days, rivals in same_days.items():
        found += _conflicts(days, [(count.amount, (count,)) for count in rivals])
    for days, ways in _ways([preferred(rivals) for rivals in same_days.values()]).items():
        found += _conflicts(days, [(amount, way) for amount, way in ways.items()])
    return sorted(found, key=lambda one: (one.period, one.used_ids, one.other_ids))


def _conflicts(days: Period, ways: Sequence[tuple[Interval, Way]]) -> list[Discrepancy]:
    """Each way that contradicts a better one, unless a part of both is where they do."""
    found = []
    kept: list[tuple[Interval, Way]] = []
    for other, way in sorted(ways, key=lambda known: _precedence(known[1])):
        inner = _inner_days(way)
        against = [
            (used, better)
            for used, better in kept
            if not used.meets(other) and not inner & _inner_days(better)
        ]
        if not against:
            kept.append((other, way))
            continue
        used, better = against[0]
        found.append(Discrepancy(Conflict.TWO_SUMS, days, used, other, _ids(better), _ids(way)))
    return found


def _ways(counts: Sequence[Count]) -> dict[Period, dict[Interval, Way]]:
    """Every way over the same days: for each start and end the preferred way of each sum."""
    ways: dict[Period, dict[Interval, Way]] = {}
    ending: dict[date, set[Period]] = {}
    for count in sorted(counts, key=lambda count: (count.period.end, count.period.start)):
        longer = [
            (Period(days.start, count.period.end), amount.plus(count.amount), (*way, count))
            for days in ending.get(count.period.start - ONE_DAY, ())
            for amount, way in ways[days].items()
        ]
        for days, amount, way in [(count.period, count.amount, (count,)), *longer]:
            known = ways.setdefault(days, {})
            ending.setdefault(days.end, set()).add(days)
            if amount not in known or _precedence(way) < _precedence(known[amount]):
                known[amount] = way
            if len(known) > MOST_WAYS:
                ways[days] = _fewer(known)
    return ways


def _fewer(ways: dict[Interval, Way]) -> dict[Interval, Way]:
    """The preferred ways and those of the lowest and the highest sum, between which all lie.

    Where figures contradict each other in many places, the sums of all their combinations
    would be without number, and say nothing new.
    """
    ends = {
        min(ways, key=lambda sum_: (inf if sum_.high is None else sum_.high, sum_.low)),
        max(ways, key=lambda sum_: sum_.low),
    }
    best = sorted(ways, key=lambda sum_: _precedence(ways[sum_]))
    return {sum_: ways[sum_] for sum_ in [*best[: MOST_WAYS - len(ends)], *ends]}


def _parts_above_wholes(counts: Sequence[Count]) -> list[Discrepancy]:
    found = []
    for one, other in combinations(counts, 2):
        if one.period == other.period:
            continue
        for whole, part in ((one, other), (other, one)):
            high = whole.amount.high
            if not whole.period.contains(part.period) or high is None:
                continue
            if part.amount.low > high:
                found.append(
                    Discrepancy(
                        Conflict.PART_EXCEEDS_WHOLE,
                        part.period,
                        whole.amount,
                        part.amount,
                        (whole.id,),
                        (part.id,),
                    )
                )
    return found


def category_conflicts(counts: Sequence[Count], total_code: str) -> list[Discrepancy]:
    """Categories that are larger than the total of exactly the same days."""
    totals = [count for count in counts if count.category == total_code]
    return [
        Discrepancy(
            Conflict.CATEGORY_EXCEEDS_TOTAL,
            count.period,
            whole.amount,
            count.amount,
            (whole.id,),
            (count.id,),
        )
        for count in counts
        if count.category != total_code
        for whole in totals
        if whole.period == count.period
        and whole.amount.high is not None
        and count.amount.low > whole.amount.high
    ]


def stock_conflicts(stocks: Sequence[Stock]) -> list[Discrepancy]:
    """Members of one day and category that differ: the preferred figure, and each other one."""
    same_day: dict[tuple[date, str], list[Stock]] = {}
    for stock in stocks:
        same_day.setdefault((stock.on, stock.category), []).append(stock)
    found = []
    for (on, _category), rivals in sorted(same_day.items(), key=lambda item: item[0]):
        best = preferred(rivals)
        found += [
            Discrepancy(
                Conflict.TWO_STOCKS,
                Period(on, on),
                best.members,
                other.members,
                (best.id,),
                (other.id,),
            )
            for other in sorted(rivals, key=lambda stock: stock.id)
            if not best.members.meets(other.members)
        ]
    return found


def _ids(way: Way) -> tuple[int, ...]:
    return tuple(count.id for count in way)


def _inner_days(way: Way) -> set[date]:
    return {count.period.end for count in way[:-1]}


def _precedence(way: Way) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    """As in ``tiling``: the fewest pieces, then the preferred sources, the lower ids."""
    ranks = zip(*(rank(count) for count in way), strict=True)
    return (len(way), tuple(sum(column) for column in ranks), _ids(way))
