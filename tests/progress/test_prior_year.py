from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from recruitment.progress.intervals import Interval
from recruitment.progress.prior_year import against_prior_year, quarters_within

from .cast import count, days, years

NOW, THEN = days("2022-01-01", "2022-03-31"), days("2021-01-01", "2021-03-31")


def test_ratio_and_growth():
    """35 after 31: 112,9 by the Party's form, up 12,9 % in the press."""
    found = against_prior_year(NOW, [count(35, NOW), count(31, THEN, id=2)])
    assert (found.now, found.then) == (Interval.exact(35), Interval.exact(31))
    assert found.ratio == Interval.exact(Fraction(3500, 31))
    assert round(float(found.growth.low), 1) == 12.9


def test_a_fall_is_growth_below_0():
    found = against_prior_year(NOW, [count(0, NOW), count(31, THEN, id=2)])
    assert (found.ratio, found.growth) == (Interval.exact(0), Interval.exact(-100))


def test_no_ratio_to_nobody_or_to_nothing_known():
    zero = against_prior_year(NOW, [count(35, NOW), count(0, THEN, id=2)])
    assert (zero.then, zero.ratio, zero.growth) == (Interval.exact(0), None, None)
    unknown = against_prior_year(NOW, [count(35, NOW)])
    assert (unknown.then, unknown.ratio, unknown.growth) == (None, None, None)
    assert against_prior_year(NOW, [count(31, THEN)]) is None


def test_both_periods_must_be_covered_whole():
    part = count(20, days("2021-01-01", "2021-02-28"), id=2)
    across = count(99, days("2020-07-01", "2021-03-31"), id=3)
    found = against_prior_year(NOW, [count(35, NOW), part, across])
    assert found.then is None
    assert against_prior_year(NOW, [part]) is None
    months = [count(9, days("2021-01-01", "2021-01-31"), id=4),
              count(9, days("2021-02-01", "2021-03-31"), id=5)]  # fmt: skip
    assert against_prior_year(NOW, [count(36, NOW), *months]).ratio == Interval.exact(200)


def test_quarters_may_be_printed_or_be_made_of_months_or_lie_between_cumulative_counts():
    half, nine = days("2021-01-01", "2021-06-30"), days("2021-01-01", "2021-09-30")
    cumulative = [count(30, THEN), count(50, half, id=2), count(90, nine, id=3)]
    found = quarters_within(cumulative)
    assert found == [THEN, days("2021-04-01", "2021-06-30"), days("2021-07-01", "2021-09-30")]
    assert [against_prior_year(one, cumulative).now.low for one in found] == [30, 20, 40]
    months = [count(1, days(f"2022-0{n}-01", f"2022-0{n}-28"), id=n) for n in (1, 2)]
    assert quarters_within(months) == []
    assert quarters_within([*months, count(1, days("2022-03-01", "2022-03-31"))]) == [NOW]
    assert quarters_within([count(238, days("2021-01-01", "2022-05-16"))]) == []


def test_29_february():
    leap, plain = days("2024-01-01", "2024-02-29"), days("2023-01-01", "2023-02-28")
    found = against_prior_year(leap, [count(10, leap), count(8, plain, id=2)])
    assert found.ratio == Interval.exact(125)
    after = days("2025-01-01", "2025-02-28")
    found = against_prior_year(after, [count(5, after), count(10, leap, id=2)])
    assert found.ratio == Interval.exact(50)


def test_open_figures():
    found = against_prior_year(NOW, [count(100, NOW, "more_than"), count(50, THEN, id=2)])
    assert found.ratio == Interval.between(202, None)
    assert found.growth == Interval.between(102, None)
    found = against_prior_year(NOW, [count(100, NOW), count(50, THEN, "at_least", id=2)])
    assert found.ratio == Interval.between(0, 200)
    assert found.growth == Interval.between(-100, 100)


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_ratio_of_unchanged_figures_is_100(now, then):
    found = against_prior_year(
        years(2022), [count(now, years(2022)), count(then, years(2021), id=2)]
    )
    assert found.ratio == Interval.exact(Fraction(100 * now, then))
    assert found.growth.low == found.ratio.low - 100
    assert (found.ratio == Interval.exact(100)) is (now == then)
