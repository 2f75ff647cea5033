"""A committee's own figure beside the sum of the units below it: two facts, never one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .counts import Count, Finality, Origin
from .discrepancies import Conflict, Discrepancy
from .goal import Goal
from .group import Allocation, Group, allocation_of, group_of
from .intervals import Interval, total
from .periods import Period, days_missing
from .qualifiers import Qualifier
from .tiling import Tiling, covers_same_days, tile


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit below with what it admitted on the days of the parent's headline count.

    ``tiling`` is None where it has no figure for exactly these days; ``other`` then holds
    its latest count, which is listed beside, with its own dates. ``goals`` are those of its
    own targets, the headline first.
    """

    slug: str
    tiling: Tiling | None
    other: Count | None
    goals: tuple[Goal, ...] = ()


@dataclass(frozen=True, slots=True)
class Children:
    """``listed`` units are on record, ``reported`` have a figure for the parent's days;
    ``parent`` is its own figure, None where it is only the sum of theirs;
    ``stated_total`` is how many units a source says there are. ``group`` is how they stand
    together against targets of one kind, ``allocation`` what was given to them."""

    units: tuple[Unit, ...]
    stated_total: int | None
    parent: Interval | None
    group: Group | None = None
    allocation: Allocation | None = None

    @property
    def listed(self) -> int:
        return len(self.units)

    @property
    def reported(self) -> int:
        return sum(unit.tiling is not None for unit in self.units)

    @property
    def provisional(self) -> bool:
        """Some unit's figure for the parent's days may still be corrected."""
        return any(unit.tiling is not None and unit.tiling.provisional for unit in self.units)

    @property
    def sum(self) -> Interval | None:
        """Admissions of the units that reported; None, not 0, where none did."""
        amounts = tuple(unit.tiling.counted for unit in self.units if unit.tiling)
        return total(amounts) if amounts else None

    @property
    def remainder(self) -> Interval | None:
        """What the parent's own figure leaves for units that are not listed."""
        if self.sum is None or self.parent is None:
            return None
        return self.parent.minus(self.sum)


def compare(
    parent: Tiling | None,
    units: Mapping[str, Sequence[Count]],
    stated_total: int | None,
    own_goals: Sequence[Goal] = (),
    unit_goals: Mapping[str, Sequence[Goal]] | None = None,
) -> Children | None:
    """The units below beside the parent's headline count; None without any unit.

    ``units`` holds the total counts of each unit on record, also of those without any,
    ``unit_goals`` the goals of those with targets, ``own_goals`` the parent's.
    """
    if not units:
        return None
    goals = {slug: tuple((unit_goals or {}).get(slug, ())) for slug in units}
    group = group_of(own_goals, goals)
    return Children(
        tuple(_unit(slug, parent, counts, goals[slug]) for slug, counts in units.items()),
        stated_total,
        _own(parent),
        group,
        allocation_of(own_goals, goals, group),
    )


def _own(parent: Tiling | None) -> Interval | None:
    """The parent's own figure: a sum of its units leaves nothing for units not on record."""
    if parent is None or any(piece.count.origin is Origin.SUMMED for piece in parent.pieces):
        return None
    return parent.counted


def _unit(
    slug: str, parent: Tiling | None, counts: Sequence[Count], goals: tuple[Goal, ...]
) -> Unit:
    if parent is not None:
        tiling = tile(parent.span, counts)
        same = tiling is not None and covers_same_days(tiling, parent)
        if tiling is not None and same and all(piece.whole for piece in tiling.pieces):
            return Unit(slug, tiling, None, goals)
    latest = max(counts, key=lambda c: (c.period.end, c.period.days, -c.id), default=None)
    return Unit(slug, None, latest, goals)


def conflict(parent: Tiling | None, children: Children | None) -> Discrepancy | None:
    """The units add up to more than the parent's own figure."""
    if parent is None or children is None or children.sum is None:
        return None
    own = parent.counted
    if own.high is None or children.sum.low <= own.high:
        return None
    return Discrepancy(
        Conflict.CHILDREN_EXCEED,
        parent.span,
        own,
        children.sum,
        tuple(piece.count.id for piece in parent.pieces),
        tuple(
            piece.count.id for unit in children.units if unit.tiling for piece in unit.tiling.pieces
        ),
    )


@dataclass(frozen=True, slots=True)
class Summed:
    """A committee's figure made of its units' ("added up from n of m units").

    ``expected`` are the units that should report for the period: not those to whom the whole
    of it does not apply, unless they have figures all the same.
    """

    count: Count
    reported: int
    expected: int


def summed(
    period: Period,
    units: Mapping[str, Sequence[Count]],
    category: str,
    excused: Mapping[str, Sequence[Period]] | None = None,
) -> Summed | None:
    """The figure of a committee whose units on record are all it has.

    Taken as soon as one unit reported: exact where all that should report did, else a lower
    bound; None where none reported. ``excused`` are the days for which a unit has said that
    the report does not apply to it; they are not waited for.
    """
    found, expected = _reporting(period, units, category, excused or {})
    if not found:
        return None
    count = _added_up(found, period, category, complete=len(found) == expected)
    return Summed(count, len(found), expected)


def _reporting(
    period: Period,
    units: Mapping[str, Sequence[Count]],
    category: str,
    excused: Mapping[str, Sequence[Period]],
) -> tuple[list[Tiling], int]:
    """The tilings of the units that reported all their days, and how many units should."""
    found = []
    expected = len(units)
    for slug, counts in units.items():
        free = excused.get(slug, ())
        tiling = tile(period, [count for count in counts if count.category == category])
        if tiling and all(piece.whole for piece in tiling.pieces):
            if not days_missing(period, (*tiling.days, *free)):
                found.append(tiling)
        elif not days_missing(period, free):
            expected -= 1
    return found, expected


def _added_up(tilings: Sequence[Tiling], period: Period, category: str, *, complete: bool) -> Count:
    """One count of all units' pieces; a lower bound where not all of them are there.

    Where its first or last day is not certain, the widest bound of the pieces there holds.
    """
    amount = total(tuple(tiling.counted for tiling in tilings))
    reading = total(tuple(tiling.reading for tiling in tilings))
    pieces = [piece.count for tiling in tilings for piece in tiling.pieces]
    ends = [(tiling.pieces[0], tiling.pieces[-1]) for tiling in tilings]
    from_latest = [p.count.from_latest for p, _ in ends if p.days.start == period.start]
    to_earliest = [p.count.to_earliest for _, p in ends if p.days.end == period.end]
    first = min(pieces, key=lambda count: count.id)
    qualifier = next((t.qualifier for t in tilings if t.qualifier is not Qualifier.EXACT), None)
    provisional = any(count.finality is Finality.PROVISIONAL for count in pieces)
    return replace(
        first,
        period=period,
        amount=amount if complete else amount.opened(),
        reading=reading if complete else reading.opened(),
        qualifier=(qualifier or Qualifier.EXACT) if complete else Qualifier.AT_LEAST,
        from_latest=max((day for day in from_latest if day), default=None),
        to_earliest=min((day for day in to_earliest if day), default=None),
        from_stated=all(count.from_stated for count in pieces),
        to_stated=all(count.to_stated for count in pieces),
        finality=Finality.PROVISIONAL if provisional else first.finality,
        origin=Origin.SUMMED,
        parts=tuple(sorted({count.id for count in pieces})),
        category=category,
    )


def periods_to_sum(units: Mapping[str, Sequence[Count]], own: Sequence[Count]) -> list[Period]:
    """The periods for which units have figures and the committee has none of its own."""
    theirs = {count.period for counts in units.values() for count in counts}
    return sorted(theirs - {count.period for count in own})
