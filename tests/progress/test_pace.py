from datetime import timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from recruitment.progress.intervals import Interval
from recruitment.progress.pace import (
    Clock,
    attainment,
    days_ahead,
    needed,
    per_quarter,
    points_ahead,
)
from recruitment.progress.periods import Period

from .cast import days, shown
from .strategies import dates, held, intervals

FROM_2021 = Clock(days("2021-01-01", "2025-12-31"), days("2021-01-01", "2022-05-16").end, 501)
FROM_2020 = Clock(days("2020-01-01", "2025-12-31"), FROM_2021.as_of, 867)


def test_o_mon():
    """238 of 600 by 16/5/2022, by both readings of the term's start."""
    admitted, aim = Interval.exact(238), Interval.exact(600)
    assert shown(attainment(admitted, aim)) == 39.67
    assert FROM_2021.elapsed == Fraction(501, 1826)
    assert round(float(100 * FROM_2021.elapsed), 2) == 27.44
    assert round(float(100 * FROM_2020.elapsed), 2) == 39.55
    assert shown(points_ahead(admitted, aim, FROM_2021)) == 12.23
    assert shown(points_ahead(admitted, aim, FROM_2020)) == 0.11
    assert shown(days_ahead(admitted, aim, FROM_2021), 0) == 223
    to_go = needed(admitted, aim)
    assert to_go == Interval.exact(362)
    assert per_quarter(to_go, FROM_2021.as_of, FROM_2021.window) == Interval.exact(25)


@st.composite
def clocks(draw):
    start = draw(dates)
    window = Period(start, start + timedelta(days=draw(st.integers(0, 2000))))
    seen = draw(st.integers(1, window.days))
    return Clock(window, start + timedelta(days=seen - 1), draw(st.integers(1, seen)))


positive = intervals(open_ended=False, lowest=1)


@given(clocks())
def test_elapsed_day_by_day(clock):
    passed = sum(
        clock.window.start + timedelta(days=n) <= clock.as_of for n in range(clock.window.days)
    )
    assert clock.elapsed == Fraction(passed, clock.window.days)
    assert 0 < clock.covered <= clock.elapsed <= 1
    assert clock.ended is (clock.elapsed == 1)
    assert clock.gap is (clock.covered != clock.elapsed)


@given(st.data(), intervals(), positive, clocks())
def test_each_number_holds_what_each_possible_value_gives(data, admitted, aim, clock):
    a, target = data.draw(held(admitted)), data.draw(held(aim))
    percent = 100 * a / target
    assert holds(attainment(admitted, aim), percent)
    assert holds(points_ahead(admitted, aim, clock), percent - 100 * clock.covered)
    assert holds(needed(admitted, aim), max(0, target - a))
    ahead = days_ahead(admitted, aim, clock)
    assert (ahead is None) is clock.ended
    assert ahead is None or holds(ahead, (a / target - clock.covered) * clock.window.days)


@given(st.integers(0, 5000), st.integers(1, 900))
def test_never_capped_and_never_less_than_what_is_missing(admitted, aim):
    percent = attainment(Interval.exact(admitted), Interval.exact(aim))
    assert percent == Interval.exact(Fraction(100 * admitted, aim))
    to_go = needed(Interval.exact(admitted), Interval.exact(aim))
    assert to_go.low + admitted >= aim
    assert to_go.low == 0 or to_go.low + admitted == aim


@given(intervals(), positive)
def test_needed_covers_the_worst_case(admitted, aim):
    to_go = needed(admitted, aim)
    assert to_go.low >= 0
    assert to_go.high + admitted.low >= aim.high


@given(intervals(open_ended=False), clocks())
def test_a_quarters_share_is_enough_and_no_more(persons, clock):
    walked = [clock.as_of + timedelta(days=n) for n in range(1, 2200)]
    ends = {(3, 31), (6, 30), (9, 30), (12, 31)}
    left = sum((d.month, d.day) in ends for d in walked if d <= clock.window.end)
    share = per_quarter(persons, clock.as_of, clock.window)
    if left == 0:
        assert share is None
        return
    for end, total in ((share.low, persons.low), (share.high, persons.high)):
        assert end.denominator == 1
        assert end * left >= total
        assert end == 0 or (end - 1) * left < total


def test_with_missing_days_pace_is_that_of_the_covered_days():
    """50 of 100 in a quarter of the window's days, another quarter unknown: well ahead."""
    clock = Clock(days("2021-01-01", "2021-04-10"), days("2021-01-01", "2021-02-19").end, 25)
    assert (clock.elapsed, clock.covered, clock.gap) == (Fraction(1, 2), Fraction(1, 4), True)
    points = points_ahead(Interval.between(50, None), Interval.exact(100), clock)
    assert points == Interval.between(25, None)


def holds(interval, value):
    return interval.low <= value and (interval.high is None or value <= interval.high)
