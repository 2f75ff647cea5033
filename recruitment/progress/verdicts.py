"""What a source states as a result, held against our own arithmetic."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from .intervals import Interval, rounded, truncated


class StatedKind(StrEnum):
    """What a printed result says: "over" alone means three different things."""

    PERCENT_OF_TARGET = "percent_of_target"
    OVER_PERCENT = "over_percent"
    OVER_PERSONS = "over_persons"
    OVER_POINTS = "over_points"
    AVERAGE_PER_YEAR = "average_per_year"
    RATE_PER_YEAR = "rate_per_year"


class Verdict(StrEnum):
    AGREES = "agrees"
    AGREES_TRUNCATED = "agrees_truncated"
    DISAGREES = "disagrees"
    CANNOT_CHECK = "cannot_check"
    USED_TO_INFER = "used_to_infer"


def verdict(stated: Decimal, decimals: int, computed: Interval | None) -> Verdict:
    """How a printed result fares against the computed one, None where something is missing.

    A computed value that is known only between two ends decides where all of it prints as
    stated, or none of it can.
    """
    if computed is None:
        return Verdict.CANNOT_CHECK
    if computed.high is None:
        above = rounded(computed.low, decimals) > stated < truncated(computed.low, decimals)
        return Verdict.DISAGREES if above else Verdict.CANNOT_CHECK
    for way, result in ((rounded, Verdict.AGREES), (truncated, Verdict.AGREES_TRUNCATED)):
        if way(computed.low, decimals) == way(computed.high, decimals) == stated:
            return result
    nearest = (rounded(computed.low, decimals), truncated(computed.low, decimals))
    farthest = (rounded(computed.high, decimals), truncated(computed.high, decimals))
    outside = stated < min(nearest) or stated > max(farthest)
    return Verdict.DISAGREES if outside or computed.is_exact else Verdict.CANNOT_CHECK
