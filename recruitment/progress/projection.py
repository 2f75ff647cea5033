"""Where the count would end if the average so far were kept.

The middle is plain: admitted ÷ share of time elapsed. A range and a chance are given only
from eight quarterly figures on, because before that their spread says nothing. The quarters
are taken as counts whose variance is a multiple (the dispersion, at least 1) of their mean;
from two full years on each calendar quarter has its own share. ``docs/progress.md`` holds
the formula and the coverage that simulated series showed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import sqrt
from statistics import NormalDist

from .pace import Clock
from .periods import ONE_DAY, Period, quarter_of

MIN_QUARTERS = 8
INTERVAL_SHARE = 0.8
MIN_CHANCE, MAX_CHANCE = 0.01, 0.99
ALL_YEAR = 0


class Why(StrEnum):
    """Why a projection, or its range, is missing, or how the range was made."""

    FEW_QUARTERS = "few_quarters"
    EVEN = "even"
    SEASONAL = "seasonal"


@dataclass(frozen=True, slots=True)
class QuarterCount:
    """Exact admissions of one calendar quarter."""

    quarter: Period
    admitted: int


@dataclass(frozen=True, slots=True)
class Projection:
    """Persons admitted by the window's end; an 80 % range and the chance to reach the target."""

    mid: Fraction
    low: int | None
    high: int | None
    chance: float | None
    why: Why


def project(
    admitted: Fraction, aim: Fraction | None, clock: Clock, quarters: Sequence[QuarterCount]
) -> Projection:
    """The projection for an exact count without missing days, before the window's end.

    ``aim`` None: the target is only known as a range, and no chance is given to reach it.
    """
    if len(quarters) < MIN_QUARTERS:
        return Projection(admitted / clock.elapsed, None, None, None, Why.FEW_QUARTERS)
    seasonal = _is_seasonal(quarters)
    seasons = _seasons(quarters, seasonal=seasonal)
    means = {season: sum(counts) / len(counts) for season, counts in seasons.items()}
    left = dict.fromkeys(seasons, 0.0)
    for number, part in _parts_left(clock.as_of, clock.window.end):
        left[number if seasonal else ALL_YEAR] += part
    mid = admitted / clock.elapsed
    if seasonal:
        mid = admitted + Fraction(sum(means[season] * left[season] for season in seasons))
    # The scatter of what is to come, and the uncertainty of the means it is measured by.
    variance = _dispersion(seasons, means) * sum(
        means[season] * left[season] * (1 + left[season] / len(counts))
        for season, counts in seasons.items()
    )
    spread = sqrt(max(variance, 1.0))
    reach = student_quantile((1 + INTERVAL_SHARE) / 2, len(quarters) - len(seasons)) * spread
    centre = float(mid)
    return Projection(
        mid=mid,
        low=max(int(admitted), round(centre - reach)),
        high=round(centre + reach),
        chance=None if aim is None else _chance(admitted, aim, NormalDist(centre, spread)),
        why=Why.SEASONAL if seasonal else Why.EVEN,
    )


def _chance(admitted: Fraction, aim: Fraction, total: NormalDist) -> float:
    """That the total reaches the target: never sure, not even when it is reached already."""
    chance = 1.0 if aim <= admitted else 1 - total.cdf(float(aim) - 0.5)
    return min(MAX_CHANCE, max(MIN_CHANCE, chance))


def _number(quarter: Period) -> int:
    return (quarter.start.month + 2) // 3


def _is_seasonal(quarters: Sequence[QuarterCount]) -> bool:
    """Every calendar quarter was seen at least twice, and none of them only with zeros."""
    seen = [[q.admitted for q in quarters if _number(q.quarter) == n] for n in range(1, 5)]
    return all(len(values) >= 2 and sum(values) > 0 for values in seen)


def _seasons(quarters: Sequence[QuarterCount], *, seasonal: bool) -> dict[int, list[int]]:
    """The counts of each calendar quarter, 1 to 4, or all of them together."""
    seasons: dict[int, list[int]] = {}
    for q in quarters:
        seasons.setdefault(_number(q.quarter) if seasonal else ALL_YEAR, []).append(q.admitted)
    return seasons


def _dispersion(seasons: Mapping[int, Sequence[int]], means: Mapping[int, float]) -> float:
    """Pearson's statistic over its degrees of freedom, at least 1 (Poisson)."""
    pearson = sum(
        (count - means[season]) ** 2 / means[season]
        for season, counts in seasons.items()
        for count in counts
        if means[season]
    )
    freedom = sum(len(counts) for counts in seasons.values()) - len(seasons)
    return max(1.0, pearson / freedom)


def _parts_left(as_of: date, end: date) -> list[tuple[int, float]]:
    """The calendar quarters after a day until another, each with the share of it that is left."""
    parts = []
    day = as_of + ONE_DAY
    while day <= end:
        quarter = quarter_of(day)
        until = min(quarter.end, end)
        parts.append((_number(quarter), ((until - day).days + 1) / quarter.days))
        day = until + ONE_DAY
    return parts


def student_quantile(share: float, freedom: int) -> float:
    """Student's t by the Cornish–Fisher expansion: within 0,01 of the tables from 4 degrees on.

    Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5.
    """
    x = NormalDist().inv_cdf(share)
    v = float(freedom)
    terms = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
    )
    return x + sum(term / v**power for power, term in enumerate(terms, start=1))
