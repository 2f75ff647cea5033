from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.progress.counts import Finality
from recruitment.progress.intervals import Interval
from recruitment.progress.rates import (
    Base,
    Years,
    annual_rate,
    base_for,
    break_even_base,
    needed_for_rate,
    years_of,
)

from .cast import days, shown, stock, years
from .strategies import held, intervals

ONE_YEAR = Years(Fraction(1), Fraction(1))


def base(members=1000, on="2020-12-31", *, after_start=False, qualifier="exact"):
    return Base(stock(members, on, qualifier), after_start)


# -- Which base ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "dates", "chosen", "after_start"),
    [
        ("2021-01-01", ["2020-12-31"], "2020-12-31", False),
        ("2021-01-01", ["2021-01-01"], "2021-01-01", False),
        ("2021-01-01", ["2021-01-02"], "2021-01-02", True),
        ("2021-01-01", ["2020-06-30", "2021-03-31"], "2021-03-31", True),
        ("2021-01-01", ["2020-12-01", "2021-03-31"], "2020-12-01", False),
        # The start of the year goes before a nearer day, for a count that starts later in it.
        ("2021-04-01", ["2020-12-31", "2021-03-31"], "2020-12-31", False),
        ("2021-04-01", ["2021-01-01", "2021-03-31"], "2021-01-01", False),
        ("2021-04-01", ["2020-12-31", "2021-01-01"], "2020-12-31", False),
        ("2021-04-01", ["2020-11-30", "2021-03-31"], "2021-03-31", False),
        # Equally near the eve of the start: the earlier.
        ("2021-04-01", ["2021-03-30", "2021-04-01"], "2021-03-30", False),
        ("2015-01-01", ["2019-11-25"], "2019-11-25", True),
    ],
)
def test_members_at_the_start_of_the_year_else_the_nearest(start, dates, chosen, after_start):
    stocks = [stock(1000, on, id=n) for n, on in enumerate(dates)]
    for order in (stocks, stocks[::-1]):
        found = base_for(date.fromisoformat(start), order)
        assert found.stock.on == date.fromisoformat(chosen)
        assert found.after_start is after_start


def test_of_two_sources_of_one_day_the_preferred():
    article = stock(90, "2020-12-31", id=1)
    provisional = stock(80, "2020-12-31", id=2, entered=True, finality=Finality.PROVISIONAL)
    entry = stock(100, "2020-12-31", id=3, entered=True)
    assert base_for(date(2021, 1, 1), [article, provisional, entry]).stock is entry


def test_no_rate_is_a_share_of_nobody():
    assert base_for(date(2021, 1, 1), []) is None
    assert base_for(date(2021, 1, 1), [stock(0, "2020-12-31")]) is None
    later = stock(40, "2021-06-30", id=2)
    assert base_for(date(2021, 1, 1), [stock(0, "2020-12-31"), later]).stock is later


# -- The rate ------------------------------------------------------------------------------------


def test_quang_ninh():
    """More than 14.000 in 4,90 years of at most 101.499 members counted at the end: ≥ 2,81 %."""
    found = years_of([days("2015-01-01", "2019-11-25")], [days("2015-12-31", "2019-11-25")])
    assert found.longest == 4 + Fraction(329, 365)
    assert found.shortest == Fraction(1, 365) + 3 + Fraction(329, 365)
    more = Interval.between(14_001, None)
    rate = annual_rate(more, found, base(101_000, "2019-11-25", qualifier="rounded"))
    assert shown(rate) == (2.81, None)
    assert shown(break_even_base(more, found, Fraction(4)), 0) == (71_414, None)


def test_mong_cai():
    found = years_of([days("2015-01-01", "2019-11-25")], [days("2015-12-31", "2019-11-25")])
    assert shown(break_even_base(Interval.exact(906), found, Fraction(5)), 0) == (3697, 4641)


def test_a_quarter_is_a_quarter_of_its_year():
    quarter = years_of([days("2021-01-01", "2021-03-31")], [days("2021-01-01", "2021-03-31")])
    assert quarter.longest == Fraction(90, 365)
    rate = annual_rate(Interval.exact(10), quarter, base())
    assert rate == Interval.exact(Fraction(3650, 900))


def test_a_base_from_after_the_start_leaves_the_rate_open_above():
    ten = Interval.exact(10)
    assert annual_rate(ten, ONE_YEAR, base()) == Interval.exact(1)
    later = base(after_start=True)
    assert annual_rate(ten, ONE_YEAR, later) == Interval.between(1, None)
    assert annual_rate(Interval.between(10, None), ONE_YEAR, base()) == Interval.between(1, None)
    assert annual_rate(ten, ONE_YEAR, base(1000, qualifier="more_than")) == Interval.between(
        0, Fraction(1000, 1001)
    )


lengths = st.builds(Fraction, st.integers(1, 2000), st.just(365))


@given(st.data(), intervals(), lengths, lengths, intervals(lowest=1), st.integers(1, 9))
def test_a_rate_holds_what_all_possible_values_give(data, admitted, one, other, members, percent):
    shortest, longest = sorted((one, other))
    found = Years(longest, shortest)
    a, b = data.draw(held(admitted)), data.draw(held(members))
    length = data.draw(held(Interval(shortest, longest)))
    whole = Base(
        stock(1, "2020-12-31").__class__(1, date(2020, 12, 31), members), after_start=False
    )
    rate = annual_rate(admitted, found, whole)
    true = 100 * a / length / b
    assert rate.low <= true
    assert rate.high is None or true <= rate.high
    even = break_even_base(admitted, found, Fraction(percent))
    true_base = a / (Fraction(percent, 100) * length)
    assert even.low <= true_base
    assert even.high is None or true_base <= even.high
    to_go = needed_for_rate(admitted, Fraction(percent), longest, whole)
    share = Fraction(percent, 100) * longest * b
    assert to_go.low <= max(0, share.__ceil__() - a)
    assert to_go.high is None or max(0, share.__ceil__() - a) <= to_go.high


@given(st.integers(1, 999), lengths, st.integers(1, 9))
def test_at_the_break_even_base_the_rate_is_just_met(admitted, length, percent):
    found = Years(length, length)
    even = break_even_base(Interval.exact(admitted), found, Fraction(percent))
    assert even.is_exact
    assert 100 * admitted / length / even.low == percent


def test_what_is_needed():
    """4 % of 1.000 in a year: 40, of which 10 are there; in five years 200."""
    ten = Interval.exact(10)
    assert needed_for_rate(ten, Fraction(4), Fraction(1), base()) == Interval.exact(30)
    assert needed_for_rate(ten, Fraction(4), Fraction(5), base()) == Interval.exact(190)
    assert needed_for_rate(ten, Fraction(4), Fraction(1), base(1001)) == Interval.exact(31)
    assert needed_for_rate(Interval.exact(50), Fraction(4), Fraction(1), base()) == Interval.exact(
        0
    )
    # The true base was smaller than one counted later: no more than this is needed.
    later = base(after_start=True)
    assert needed_for_rate(ten, Fraction(4), Fraction(1), later) == Interval.between(0, 30)
    lower_bound = Interval.between(10, None)
    assert needed_for_rate(lower_bound, Fraction(4), Fraction(1), base()) == Interval.between(0, 30)


def test_the_years_of_several_pieces_add_up():
    pieces = [years(2021), days("2022-01-01", "2022-03-31")]
    assert years_of(pieces, pieces[:1]) == Years(1 + Fraction(90, 365), Fraction(1))
