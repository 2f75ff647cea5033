from datetime import date
from fractions import Fraction

import pytest

from recruitment.progress.intervals import Interval
from recruitment.progress.status import Depends, Status

from .cast import (
    MONG_CAI,
    NATION,
    O_MON,
    QUANG_NINH,
    count,
    days,
    goal,
    shown,
    stock,
    target,
    years,
)

BAND = target("x", years(2021, 2025), 3, 4, kind="rate", cadence="year", sense="band")
FLOOR = target("x", years(2021, 2025), 3, kind="rate", cadence="year", sense="floor")
AT_START = stock(100_000, "2020-12-31")


def of(admitted, period=None, members=AT_START, aim=BAND, qualifier="exact", **more):
    figure = count(admitted, period or years(2021), qualifier, **more)
    return goal(aim, counts=[figure], stocks=[members] if members else [])


# -- The articles --------------------------------------------------------------------------------


def test_quang_ninh_cannot_be_decided():
    (found,) = QUANG_NINH.standing().own_goals
    assert (found.year, found.average, found.status) == (None, True, Status.UNDETERMINED)
    assert shown(found.percent) == (2.81, None)
    assert found.base.after_start
    assert shown(found.break_even, 0) == (71_414, None)
    assert found.depends == (Depends.AMOUNT, Depends.BASE, Depends.DATES)
    assert found.other_date == date(2015, 12, 31)
    assert found.as_of == date(2019, 11, 25)
    nulls = (found.elapsed, found.points_ahead, found.days_ahead, found.needed)
    assert nulls == (None,) * 4


def test_mong_cai_has_no_base():
    (found,) = MONG_CAI.standing().own_goals
    assert (found.status, found.depends) == (Status.CANNOT_COMPUTE, (Depends.BASE,))
    assert (found.percent, found.base) == (None, None)
    assert shown(found.break_even, 0) == (3697, 4641)
    assert found.average


def test_o_mon_against_the_national_band():
    """238 in 1,37 years of 3.642 members: at least 4,76 % a year, and at least 3 are asked."""
    (found,) = O_MON.standing(NATION).references
    assert shown(found.percent) == (4.76, None)
    assert found.status is Status.ON_PACE
    assert found.base.after_start


# -- A year --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("admitted", "band", "floor"),
    [
        (2999, "not_achieved", "not_achieved"),  # 2,999 % is printed as 3,00 %
        (3000, "achieved", "achieved"),
        (4000, "achieved", "achieved"),
        (4001, "exceeded", "achieved"),
    ],
)
def test_an_ended_year_before_rounding(admitted, band, floor):
    found = of(admitted)
    assert (found.status, found.year) == (band, 2021)
    assert found.percent == Interval.exact(Fraction(admitted, 1000))
    assert of(admitted, aim=FLOOR).status == floor
    assert found.needed == Interval.exact(max(0, 3000 - admitted))
    assert found.needed_per_quarter is None
    assert found.points_ahead is None


def test_a_running_year_is_judged_by_its_days():
    """A quarter of 90 days: 3 % of 100.000 a year are 739,7 in it."""
    quarter = days("2021-01-01", "2021-03-31")
    for admitted, status in ((739, Status.BEHIND), (740, Status.ON_PACE), (9000, Status.ON_PACE)):
        found = of(admitted, quarter)
        assert found.status is status
        assert found.elapsed == Fraction(90, 365)
        assert found.needed == Interval.exact(max(0, 3000 - admitted))
    assert of(750, quarter).needed_per_quarter == Interval.exact(750)


def test_a_rate_is_never_too_early():
    assert of(1, days("2021-01-01", "2021-01-02")).status is Status.BEHIND


def test_a_later_base_makes_a_lower_bound():
    later = stock(100_000, "2021-06-30")
    assert of(2999, members=later).status is Status.UNDETERMINED
    assert of(2999, members=later).depends == (Depends.BASE,)
    assert of(3500, members=later).status is Status.ACHIEVED  # achieved or exceeded
    assert of(4500, members=later).status is Status.EXCEEDED
    assert of(2999, members=later).needed == Interval.between(0, 1)


def test_open_figures():
    assert of(3000, qualifier="more_than").status is Status.ACHIEVED  # 3.001 to 3.999
    assert of(2000, qualifier="more_than").status is Status.NOT_ACHIEVED  # 2.001 to 2.999
    assert of(2000, qualifier="at_least").status is Status.UNDETERMINED
    assert of(2000, qualifier="at_least").depends == (Depends.AMOUNT,)
    assert of(3000, members=stock(100_000, "2020-12-31", "rounded")).depends == (Depends.BASE,)


def test_a_rate_that_is_one_number():
    exact = target("x", years(2021), 5, kind="rate", cadence="year")
    for admitted, status in ((4999, "not_achieved"), (5000, "achieved"), (5001, "exceeded")):
        assert of(admitted, aim=exact).status == status
    implied = target("x", years(2021), 4, 5, kind="rate", cadence="year")
    found = of(4500, aim=implied)
    assert (found.status, found.depends) == (Status.UNDETERMINED, (Depends.TARGET,))


# -- Missing days --------------------------------------------------------------------------------


def test_a_running_rate_is_that_of_the_covered_days():
    found = of(750, days("2021-04-01", "2021-06-30"))
    assert found.uncovered == (days("2021-01-01", "2021-03-31"),)
    assert found.percent == Interval.exact(Fraction(75 * 365, 91 * 100))
    assert found.status is Status.ON_PACE
    assert found.needed == Interval.between(0, 2250)


def test_at_the_end_the_days_counted_are_a_lower_bound_of_the_year():
    """1.600 in half a year may be 1.600 in the year: not 3,2 % a year."""
    half = days("2021-07-01", "2021-12-31")
    found = of(1600, half)
    assert found.percent == Interval.between(Fraction(16, 10), None)
    assert found.status is Status.UNDETERMINED
    assert found.depends == (Depends.MISSING_DAYS,)
    assert of(3000, half).status is Status.ACHIEVED
    assert of(3000, half, aim=FLOOR).status is Status.ACHIEVED
    assert of(4001, half).status is Status.EXCEEDED
    assert found.break_even == Interval.between(Fraction(160_000, 3), None)


# -- A window, an average, dates -----------------------------------------------------------------


def test_a_rate_over_a_whole_window():
    term = target("x", years(2021, 2025), 3, 4, kind="rate", sense="band")
    ended = of(15_000, years(2021, 2025), aim=term)
    assert (ended.year, ended.average, ended.status) == (None, False, Status.ACHIEVED)
    assert ended.percent == Interval.exact(3)
    running = of(3000, days("2021-01-01", "2021-12-31"), aim=term)
    assert (running.status, running.needed) == (Status.ON_PACE, Interval.exact(12_000))
    assert running.needed_per_quarter == Interval.exact(750)
    assert running.elapsed == Fraction(365, 1826)


def test_an_average_is_judged_as_a_running_rate_even_when_its_window_is_over():
    for admitted, status in (
        (14_999, Status.BEHIND),
        (15_000, Status.ON_PACE),
        (30_000, "on_pace"),
    ):
        found = of(admitted, years(2021, 2025))
        assert (found.status, found.average, found.year) == (status, True, None)
        assert found.years == 5
        assert (found.needed, found.elapsed) == (None, None)


def test_an_inferred_end_may_not_be_the_years_end():
    found = of(3500, to_earliest=date(2021, 12, 30))
    assert (found.status, found.depends) == (Status.UNDETERMINED, (Depends.DATES,))
    assert found.other_date == date(2021, 12, 30)


def test_the_rate_spans_both_bounds_of_an_inferred_date():
    half = days("2021-01-01", "2021-06-30")
    found = of(1480, half, from_latest=date(2021, 1, 31))
    assert found.percent == Interval.between(
        Fraction(1480 * 365, 181 * 1000), Fraction(1480 * 365, 151 * 1000)
    )
    assert found.status is Status.UNDETERMINED
    assert (found.depends, found.other_date) == ((Depends.DATES,), date(2021, 1, 31))
    assert of(1500, half, from_latest=date(2021, 1, 31)).status is Status.ON_PACE


def test_without_a_base_only_the_break_even_base_is_told():
    found = of(3000, members=None)
    assert (found.status, found.percent, found.needed) == (Status.CANNOT_COMPUTE, None, None)
    assert found.break_even == Interval.exact(100_000)
    assert found.elapsed == 1
    assert of(3000, members=stock(0, "2020-12-31")).status is Status.CANNOT_COMPUTE
