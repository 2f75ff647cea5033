"""Random values, small enough that a brute-force oracle can look at all of them."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from recruitment.progress.intervals import Interval
from recruitment.progress.periods import Period

FIRST = date(2023, 12, 27)
"""Day 0 of small cases: they cross a year's and a leap February's end."""


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def span(first: int, last: int) -> Period:
    return Period(day(first), day(last))


def numbers_of(period: Period) -> range:
    """The days as numbers from FIRST."""
    return range((period.start - FIRST).days, (period.end - FIRST).days + 1)


@st.composite
def spans(draw, first: int = 0, last: int = 12):
    ends = sorted((draw(st.integers(first, last)), draw(st.integers(first, last))))
    return span(*ends)


dates = st.dates(date(1999, 1, 1), date(2032, 12, 31))


@st.composite
def periods(draw, most_days: int = 1500):
    start = draw(dates)
    return Period(start, start + timedelta(days=draw(st.integers(0, most_days))))


fractions = st.builds(Fraction, st.integers(0, 400), st.integers(1, 12))


@st.composite
def intervals(draw, open_ended: bool = True, lowest: int = 0):
    low = draw(fractions) + lowest
    if open_ended and draw(st.integers(0, 4)) == 0:
        return Interval(low, None)
    return Interval(low, low + draw(fractions))


@st.composite
def held(draw, interval: Interval):
    """A value that the interval holds."""
    if interval.high is None:
        return interval.low + draw(fractions)
    share = Fraction(draw(st.integers(0, 8)), 8)
    return interval.low + share * (interval.high - interval.low)
