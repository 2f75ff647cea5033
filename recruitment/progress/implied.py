"""Targets that are not printed but forced by a printed result.

"12, which is 109 % of the plan" forces a plan of 11; "27 % over plan" allows several whole
numbers; "45 over plan" forces one. Each function returns every whole number that the printed
result allows, whether the writer rounded it or cut it off.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from .intervals import Number, rounded, truncated
from .verdicts import StatedKind


def printed_range(printed: Decimal, decimals: int) -> tuple[Fraction, Fraction]:
    """The values that print so, rounded or cut off: from the first (in) to the second (out)."""
    unit = Fraction(1, 10**decimals)
    return Fraction(printed) - unit / 2, Fraction(printed) + unit


def prints_as(value: Number, printed: Decimal, decimals: int) -> bool:
    """True where the value, rounded or truncated to the stated digits, is the printed one."""
    return printed in (rounded(value, decimals), truncated(value, decimals))


def solve_target(
    admitted: int, stated: Decimal, decimals: int, kind: StatedKind
) -> tuple[int, ...]:
    """Every whole-number target of which ``admitted`` prints as the stated result.

    Units: persons. Empty when no whole number fits. Raises ValueError for a kind of result
    that says nothing of a count target.
    """
    match kind:
        case StatedKind.OVER_PERSONS:
            target = admitted - int(stated)
            return (target,) if target > 0 and stated == int(stated) else ()
        case StatedKind.PERCENT_OF_TARGET:
            percent = stated
        case StatedKind.OVER_PERCENT:
            percent = stated + 100
        case _:
            msg = f"a stated result of kind {kind} does not fix a count target"
            raise ValueError(msg)
    low, high = printed_range(percent, decimals)
    if admitted <= 0 or high <= 0:
        return ()
    smallest = (100 * admitted / high).__floor__()
    # A percent that may print as 0 leaves the target without an upper end; nothing is solved.
    if low <= 0:
        return ()
    largest = (100 * admitted / low).__ceil__()
    return tuple(
        target
        for target in range(max(1, smallest), largest + 1)
        if prints_as(Fraction(100 * admitted, target), percent, decimals)
    )


def solve_rate_target(
    rate: Decimal, rate_decimals: int, over: Decimal, over_decimals: int
) -> tuple[int, ...]:
    """Every whole percent a year that a printed rate exceeds by the printed percentage points.

    Both numbers may have been rounded or cut off, so any true rate that prints as ``rate``
    is allowed to stand behind them.
    """
    rate_low, rate_high = printed_range(rate, rate_decimals)
    over_low, over_high = printed_range(over, over_decimals)
    first = (rate_low - over_high).__floor__()
    last = (rate_high - over_low).__ceil__()
    return tuple(
        target
        for target in range(max(1, first), last + 1)
        if target < rate_high - over_low and target > rate_low - over_high
    )
