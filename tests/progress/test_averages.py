"""Several years that are not known singly, against a yearly target."""

from datetime import date
from fractions import Fraction

import pytest

from recruitment.progress.count_goals import whole_years
from recruitment.progress.intervals import Interval
from recruitment.progress.status import Depends, Status

from .cast import count, days, goal, target, years

YEARLY = target("x", years(2015, 2020), 350, cadence="year")
FLOOR = target("x", years(2015, 2020), 130, cadence="year", sense="floor")


@pytest.mark.parametrize(
    ("admitted", "status"),
    [(1464, "exceeded"), (1400, "achieved"), (1399, "not_achieved")],
)
def test_an_average_stands_for_itself_against_a_total(admitted, status):
    found = goal(YEARLY, counts=[count(admitted, years(2015, 2018))])
    assert (found.status, found.average, found.year) == (status, True, None)
    assert found.percent == Interval.exact(Fraction(100 * admitted, 1400))


def test_a_low_average_in_a_running_year_is_behind():
    found = goal(YEARLY, counts=[count(800, days("2015-01-01", "2017-06-30"))])
    assert (found.status, found.average) == (Status.BEHIND, True)
    assert found.years == 2 + Fraction(181, 365)


@pytest.mark.parametrize(
    ("admitted", "status", "depends"),
    [
        (389, Status.NOT_ACHIEVED, ()),
        (390, Status.UNDETERMINED, (Depends.SINGLE_YEARS,)),
        (9000, Status.UNDETERMINED, (Depends.SINGLE_YEARS,)),
    ],
)
def test_an_average_against_a_floor_can_only_fail(admitted, status, depends):
    found = goal(FLOOR, counts=[count(admitted, years(2016, 2018))])
    assert (found.status, found.depends, found.average) == (status, depends, True)


def test_an_average_against_a_floor_fails_only_by_its_whole_years():
    """300 in two years and a half: 130 in each whole year are possible, the half is running."""
    found = goal(FLOOR, counts=[count(300, days("2016-01-01", "2018-06-30"))])
    assert found.percent.high < 100
    assert found.status is Status.UNDETERMINED
    less = goal(FLOOR, counts=[count(259, days("2016-01-01", "2018-06-30"))])
    assert less.status is Status.NOT_ACHIEVED


def test_an_average_against_a_band_is_judged_like_one_against_a_floor():
    """Above the band on average says nothing of a single year either."""
    band = target("x", years(2015, 2020), 100, 120, cadence="year", sense="band")
    assert goal(band, counts=[count(299, years(2016, 2018))]).status is Status.NOT_ACHIEVED
    for admitted in (300, 360, 999):
        found = goal(band, counts=[count(admitted, years(2016, 2018))])
        assert found.status is Status.UNDETERMINED


def test_an_open_average():
    found = goal(YEARLY, counts=[count(1300, years(2015, 2018), "at_least")])
    assert (found.status, found.depends) == (Status.UNDETERMINED, (Depends.AMOUNT,))
    found = goal(FLOOR, counts=[count(380, years(2016, 2018), "at_least")])
    assert found.depends == (Depends.AMOUNT, Depends.SINGLE_YEARS)


def test_an_average_over_inferred_dates():
    """1.300 in 2015–2018 are 325 a year, or 433 where the count began on the last day of 2015."""
    inferred = count(1300, years(2015, 2018), from_latest=date(2015, 12, 31), from_stated=False)
    found = goal(YEARLY, counts=[inferred])
    assert (found.status, found.depends) == (Status.UNDETERMINED, (Depends.DATES,))
    assert found.other_date == date(2015, 12, 31)
    assert found.percent == Interval.exact(Fraction(1300, 14))  # the date given is used
    low = count(900, years(2015, 2018), from_latest=date(2015, 12, 31), from_stated=False)
    assert goal(YEARLY, counts=[low]).status is Status.NOT_ACHIEVED
    # 900 is at least four floors of 130 either way: not the date decides, but the single years.
    assert goal(FLOOR, counts=[low]).depends == (Depends.SINGLE_YEARS,)
    between = count(500, years(2015, 2018), from_latest=date(2015, 12, 31), from_stated=False)
    found = goal(FLOOR, counts=[between])
    assert found.depends == (Depends.DATES, Depends.SINGLE_YEARS)
    assert found.other_date == date(2015, 12, 31)


def test_an_average_of_an_implied_yearly_total():
    implied = target("x", years(2015, 2020), 340, 360, cadence="year")
    found = goal(implied, counts=[count(1400, years(2015, 2018))])
    assert (found.status, found.depends) == (Status.UNDETERMINED, (Depends.TARGET,))
    assert found.percent == Interval.between(Fraction(35000, 360), Fraction(35000, 340))


def test_whole_years():
    assert whole_years((years(2015, 2018),)) == 4
    assert whole_years((days("2015-01-02", "2018-12-31"),)) == 3
    assert whole_years((days("2015-06-01", "2016-06-01"), years(2018))) == 1
