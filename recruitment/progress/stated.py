"""Printed results: what our own figures give in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .counts import TOTAL, Count
from .goals import Evidence
from .implied import solve_target
from .intervals import Interval
from .pace import attainment
from .periods import Period
from .rates import Years, annual_rate, base_for, years_of
from .targets import Target
from .tiling import Tiling, of_category, tile
from .verdicts import StatedKind, Verdict, verdict

OF_COUNT_TARGETS = frozenset(
    {StatedKind.PERCENT_OF_TARGET, StatedKind.OVER_PERCENT, StatedKind.OVER_PERSONS}
)


@dataclass(frozen=True, slots=True)
class StatedResult:
    """A result as printed: its kind, number and digits, the days and the target it speaks of.

    ``infers``: the target was found from it.
    """

    id: int
    kind: StatedKind
    value: Decimal
    decimals: int
    period: Period
    category: str = TOTAL
    target: Target | None = None
    infers: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    stated: StatedResult
    computed: Interval | None
    verdict: Verdict


def check(stated: StatedResult, evidence: Evidence) -> Check:
    """The printed result beside the computed one, with the verdict."""
    tiling = _whole(stated.period, of_category(evidence.counts, stated.category))
    computed = _computed(stated, tiling, evidence)
    if stated.infers:
        return Check(stated, computed, _inference(stated, tiling))
    return Check(stated, computed, verdict(stated.value, stated.decimals, computed))


def _computed(stated: StatedResult, tiling: Tiling | None, evidence: Evidence) -> Interval | None:
    if tiling is None:
        return None
    target, admitted = stated.target, tiling.counted
    match stated.kind:
        case StatedKind.AVERAGE_PER_YEAR:
            return _per_year(tiling)
        case StatedKind.RATE_PER_YEAR:
            return _rate(tiling, evidence)
        case StatedKind.OVER_POINTS:
            rate = _rate(tiling, evidence)
            return _less(rate, target.aim) if rate and target else None
    if target is None:
        return None
    match stated.kind:
        case StatedKind.PERCENT_OF_TARGET:
            return attainment(admitted, target.aim)
        case StatedKind.OVER_PERCENT:
            return _less(attainment(admitted, target.aim), Interval.exact(100))
        case _:
            return _less(admitted, target.aim)


def _rate(tiling: Tiling, evidence: Evidence) -> Interval | None:
    base = base_for(tiling.span.start, evidence.stocks)
    return annual_rate(tiling.counted, _years(tiling), base) if base else None


def _per_year(tiling: Tiling) -> Interval:
    """Admissions a year, over the most and over the fewest days that the dates allow."""
    years, admitted = _years(tiling), tiling.counted
    high = None if admitted.high is None else admitted.high / years.shortest
    return Interval(admitted.low / years.longest, high)


def _years(tiling: Tiling) -> Years:
    return years_of(
        [piece.days for piece in tiling.pieces], [piece.shortest for piece in tiling.pieces]
    )


def _less(value: Interval, taken: Interval) -> Interval:
    """The difference between two numbers of which neither is a part of the other."""
    highest = taken.low if taken.high is None else taken.high
    high = None if value.high is None else value.high - taken.low
    return Interval.between(value.low - highest, high)


def _inference(stated: StatedResult, tiling: Tiling | None) -> Verdict:
    """Whether the target that was found from the printed result can still be found from it."""
    target = stated.target
    if target is None:
        return Verdict.CANNOT_CHECK
    if stated.kind not in OF_COUNT_TARGETS:
        return Verdict.USED_TO_INFER
    if tiling is None or not tiling.counted.is_exact:
        return Verdict.CANNOT_CHECK
    solved = solve_target(int(tiling.counted.low), stated.value, stated.decimals, stated.kind)
    found = any(target.aim.meets(Interval.exact(number)) for number in solved)
    return Verdict.USED_TO_INFER if found else Verdict.DISAGREES


def _whole(period: Period, counts: Sequence[Count]) -> Tiling | None:
    """The counts that cover exactly these days, or None."""
    tiling = tile(period, counts)
    if tiling is None or tiling.partial or tiling.span != period:
        return None
    return tiling
