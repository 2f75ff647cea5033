"""Quarterly admissions drawn from known laws, to see how often a projection's range is right."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import cache
from math import exp
from random import Random

from recruitment.progress.pace import Clock
from recruitment.progress.periods import Period, quarter_of
from recruitment.progress.projection import Projection, QuarterCount, project

TERM = Period(date(2021, 1, 1), date(2025, 12, 31))
QUARTERS = [quarter_of(date(2021 + n // 4, 3 * (n % 4) + 1, 1)) for n in range(20)]
SEASON = (0.6, 1.2, 0.8, 1.4)
SERIES = 600
SEEN = (8, 10, 12, 16)

Draw = Callable[[Random, int], int]


def poisson(random: Random, mean: float) -> int:
    if mean > 60:
        return poisson(random, mean / 2) + poisson(random, mean / 2)
    limit, product, found = exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        found += 1
    return found


def negative_binomial(random: Random, mean: float, dispersion: float) -> int:
    """Counts whose variance is ``dispersion`` times their mean."""
    shape = mean / (dispersion - 1)
    return poisson(random, random.gammavariate(shape, dispersion - 1))


LAWS: dict[str, Draw] = {
    "Poisson, 50 a quarter": lambda random, _: poisson(random, 50),
    "Poisson, 5 a quarter": lambda random, _: poisson(random, 5),
    "negative binomial, 50 a quarter, dispersion 4": lambda random, _: negative_binomial(
        random, 50, 4
    ),
    "Poisson with seasons, 30 to 70 a quarter": lambda random, n: poisson(
        random, 50 * SEASON[n % 4]
    ),
    "negative binomial with seasons, dispersion 4": lambda random, n: negative_binomial(
        random, 50 * SEASON[n % 4], 4
    ),
    "Poisson that grows by 2 % a quarter": lambda random, n: poisson(random, 50 * 1.02**n),
}


def projected(draw: Draw, seen: int, random: Random) -> tuple[Projection, int]:
    """What is projected after some quarters of the term, and what really came."""
    values = [draw(random, n) for n in range(len(QUARTERS))]
    quarters = [QuarterCount(q, v) for q, v in zip(QUARTERS[:seen], values, strict=False)]
    as_of = QUARTERS[seen - 1].end
    clock = Clock(TERM, as_of, Period(TERM.start, as_of).days)
    return project(Fraction(sum(values[:seen])), Fraction(1000), clock, quarters), sum(values)


@cache
def coverage(law: str, seen: int) -> float:
    """The share of series that end inside the range that was given for them."""
    random = Random(f"{law} {seen}")
    hits = 0
    for _ in range(SERIES):
        found, true = projected(LAWS[law], seen, random)
        hits += found.low <= true <= found.high
    return hits / SERIES
