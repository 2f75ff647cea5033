"""Admissions a year in percent of the members: which base, which bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .counts import Stock, rank
from .intervals import Interval
from .periods import ONE_DAY, Period


@dataclass(frozen=True, slots=True)
class Base:
    """The members that a rate is a share of.

    ``after_start``: counted after the figures begin. Membership has usually grown since, so
    the true base was smaller and the rate is a lower bound. (Closing members less admissions
    is not the opening stock: members also move, retire and die.)
    """

    stock: Stock
    after_start: bool


@dataclass(frozen=True, slots=True)
class Years:
    """The length of a count in years: the longest and the shortest that its dates allow."""

    longest: Fraction
    shortest: Fraction


def base_for(start: date, stocks: Sequence[Stock]) -> Base | None:
    """The members at the start of the year (31 December or 1 January), else the nearest stock.

    Of two stocks equally near the earlier, then the preferred source. No rate is a share of
    nobody: a stock of 0 is no base.
    """
    eve = start - ONE_DAY
    start_of_year = (date(start.year - 1, 12, 31), date(start.year, 1, 1))

    def order(stock: Stock) -> tuple[int, date, tuple[int, int, int], int]:
        days = -1 if stock.on in start_of_year else abs((stock.on - eve).days)
        return (days, stock.on, rank(stock), stock.id)

    stock = min((stock for stock in stocks if stock.members.high != 0), key=order, default=None)
    return Base(stock, stock.on > start) if stock else None


def annual_rate(admitted: Interval, years: Years, base: Base) -> Interval:
    """Percent of the members a year.

    Open above where the base is from after the start or the admissions are open.
    """
    members = base.stock.members
    low = Fraction(0)
    if members.high is not None:
        low = 100 * admitted.low / years.longest / members.high
    if base.after_start or admitted.high is None or members.low == 0:
        return Interval(low, None)
    return Interval(low, 100 * admitted.high / years.shortest / members.low)


def break_even_base(admitted: Interval, years: Years, percent: Fraction) -> Interval:
    """The members at which the rate is just met: a smaller base means it is."""
    share = percent / 100
    low = admitted.low / (share * years.longest)
    high = None if admitted.high is None else admitted.high / (share * years.shortest)
    return Interval(low, high)


def needed_for_rate(
    admitted: Interval, percent: Fraction, window_years: Fraction, base: Base
) -> Interval:
    """Persons still to be admitted in the window for the rate's low end to be met."""
    share = percent / 100 * window_years
    members = base.stock.members
    low = Fraction(0)
    if admitted.high is not None and not base.after_start:
        low = max(low, (share * members.low).__ceil__() - admitted.high)
    if members.high is None:
        return Interval(low, None)
    return Interval.between(low, max(low, (share * members.high).__ceil__() - admitted.low))


def years_of(longest: Sequence[Period], shortest: Sequence[Period]) -> Years:
    """The years that counts cover, by their dates as given and by the fewest days allowed."""
    return Years(
        sum((period.years for period in longest), Fraction(0)),
        sum((period.years for period in shortest), Fraction(0)),
    )
