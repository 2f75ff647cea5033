"""Goals in persons: the articles, open figures, days without figures."""

from datetime import date
from fractions import Fraction

import pytest

from recruitment.progress.intervals import Interval
from recruitment.progress.projection import Why
from recruitment.progress.status import Depends, Status

from .cast import (
    HA_LONG,
    KHOI,
    LAM_HA,
    LONG_HUNG,
    O_MON,
    TAN_TRAO,
    count,
    days,
    goal,
    goals,
    shown,
    target,
    years,
)

TERM = days("2021-01-01", "2025-12-31")


# -- The articles ---


def test_o_mon_on_pace():
    (found,) = O_MON.standing().own_goals
    assert (found.status, found.as_of, found.year) == (Status.ON_PACE, date(2022, 5, 16), None)
    assert found.admitted == Interval.exact(238)
    assert shown(found.percent) == 39.67
    assert round(float(100 * found.elapsed), 2) == 27.44
    assert shown(found.points_ahead) == 12.23
    assert shown(found.days_ahead, 0) == 223
    assert found.needed == Interval.exact(362)
    assert found.needed_per_quarter == Interval.exact(25)
    assert round(found.projection.mid) == 867
    assert found.projection.why is Why.FEW_QUARTERS
    assert (found.projection.low, found.projection.high, found.projection.chance) == (None,) * 3
    # The inferred end, 30/4 or 16/5, changes nothing.
    assert (found.depends, found.other_date) == ((), None)


def test_o_mon_counted_from_2020_loses_a_year():
    """The other reading of the window: a year without figures, so a lower bound."""
    whole_term = target("o-mon", years(2020, 2025), 600)
    found = goal(whole_term, counts=O_MON.counts)
    assert round(float(100 * found.elapsed), 2) == 39.55
    assert found.uncovered == (years(2020),)
    assert found.admitted == Interval.between(238, None)
    assert found.partial
    assert found.projection is None


def test_long_hung_year_by_year():
    in_2022, in_2021 = LONG_HUNG.standing().own_goals
    assert (in_2021.year, in_2021.status) == (2021, Status.EXCEEDED)
    assert shown(in_2021.percent) == 109.09
    assert in_2021.days_ahead is None
    assert in_2021.needed == Interval.exact(0)
    assert in_2021.needed_per_quarter is None
    assert (in_2022.year, in_2022.status) == (2022, Status.ACHIEVED)
    assert in_2022.percent == Interval.exact(100)
    assert in_2022.needed_per_quarter == Interval.exact(0)


def test_pupils_of_lam_ha_cannot_be_judged():
    found = next(g for g in LAM_HA.standing().own_goals if g.target.category == "pupil")
    assert (found.year, found.status) == (2024, Status.UNDETERMINED)
    assert found.admitted == Interval.between(0, 3)
    assert found.partial
    assert found.uncovered == ()
    assert found.depends == (Depends.AMOUNT,)
    assert found.projection is None


def test_khoi_exceeds_every_plan_that_it_can_have_had():
    (found,) = KHOI.standing().own_goals
    assert shown(found.percent) == (126.6, 127.87)
    assert found.status is Status.EXCEEDED
    assert found.elapsed == 1


def test_tan_trao():
    (found,) = TAN_TRAO.standing().own_goals
    assert (found.percent, found.status) == (Interval.exact(190), Status.EXCEEDED)


def test_ha_long():
    in_2019, average = HA_LONG.standing().own_goals
    assert (in_2019.year, in_2019.status, in_2019.average) == (2019, Status.ON_PACE, False)
    assert shown(in_2019.percent) == 75.14
    assert in_2019.elapsed == Fraction(273, 365)
    assert in_2019.needed == in_2019.needed_per_quarter == Interval.exact(87)
    assert (average.year, average.status, average.average) == (None, Status.EXCEEDED, True)
    assert shown(average.percent) == 104.57
    assert average.years == 4
    assert average.admitted == Interval.exact(1464)
    nulls = (average.elapsed, average.points_ahead, average.days_ahead, average.needed,
             average.needed_per_quarter, average.projection)  # fmt: skip
    assert nulls == (None,) * 6


# -- What figures leave open ---


@pytest.mark.parametrize(
    ("value", "qualifier", "aim", "status", "depends"),
    [
        (500, "more_than", 500, Status.EXCEEDED, ()),
        (500, "more_than", 501, Status.ACHIEVED, ()),  # 501 to 599: achieved or exceeded
        (500, "more_than", 550, Status.UNDETERMINED, (Depends.AMOUNT,)),
        (500, "more_than", 600, Status.NOT_ACHIEVED, ()),  # else it would say "more than 600"
        (500, "at_least", 600, Status.UNDETERMINED, (Depends.AMOUNT,)),
        (100, "about", 105, Status.UNDETERMINED, (Depends.AMOUNT,)),
        (100, "about", 106, Status.NOT_ACHIEVED, ()),
        (100, "about", 94, Status.EXCEEDED, ()),
        (100, "about", 95, Status.ACHIEVED, ()),
    ],
)
def test_every_end_of_a_figure(value, qualifier, aim, status, depends):
    found = goal(target("x", TERM, aim), counts=[count(value, TERM, qualifier)])
    assert (found.status, found.depends) == (status, depends)


def test_more_than_500_is_shown_open_however_it_is_judged():
    found = goal(target("x", TERM, 600), counts=[count(500, TERM, "more_than")])
    assert found.admitted == Interval.between(501, None)
    assert shown(found.percent) == (83.5, None)
    assert found.needed == Interval.between(0, 99)


@pytest.mark.parametrize(
    ("admitted", "status", "depends"),
    [
        (896, Status.NOT_ACHIEVED, ()),
        (900, Status.UNDETERMINED, (Depends.TARGET,)),
        (906, Status.ACHIEVED, ()),
        (907, Status.EXCEEDED, ()),
    ],
)
def test_every_end_of_an_implied_target(admitted, status, depends):
    found = goal(target("x", TERM, 897, 906), counts=[count(admitted, TERM)])
    assert (found.status, found.depends) == (status, depends)
    assert found.percent.low == Fraction(100 * admitted, 906)
    assert found.percent.high == Fraction(100 * admitted, 897)


def test_a_band_is_met_from_its_low_end():
    band = target("x", TERM, 100, 120, sense="band")
    for admitted, status in ((99, "not_achieved"), (100, "achieved"), (120, "achieved"),
                             (121, "exceeded")):  # fmt: skip
        assert goal(band, counts=[count(admitted, TERM)]).status == status
    half = goal(band, counts=[count(50, days("2021-01-01", "2023-07-02"))])
    assert (half.status, half.percent) == (Status.ON_PACE, Interval.exact(50))


def test_a_floor_is_achieved_at_it_and_exceeded_above():
    floor = target("x", years(2021), 130, cadence="year", sense="floor")
    for admitted, status in ((129, "not_achieved"), (130, "achieved"), (131, "exceeded")):
        assert goal(floor, counts=[count(admitted, years(2021))]).status == status


def test_a_surplus_does_not_pay_the_next_year():
    floor = target("x", years(2021, 2022), 130, cadence="year", sense="floor")
    later, earlier = goals(floor, counts=[count(300, years(2021)), count(100, years(2022), id=2)])
    assert (earlier.status, later.status) == (Status.EXCEEDED, Status.NOT_ACHIEVED)


# -- Days without figures ---


def test_pace_on_the_covered_days_only():
    """Quarters I and III of a year with 100 to reach: 182 of 365 days, so 49 are expected."""
    year = target("x", years(2021), 100)
    parts = [days("2021-01-01", "2021-03-31"), days("2021-07-01", "2021-09-30")]
    for admitted, status in ((49, Status.ON_PACE), (48, Status.BEHIND)):
        found = goal(year, counts=[count(20, parts[0]), count(admitted - 20, parts[1], id=2)])
        assert found.status is status
        assert found.uncovered == (days("2021-04-01", "2021-06-30"),)
        assert found.partial
        assert found.admitted == Interval.between(admitted, None)
        assert found.percent == Interval.between(admitted, None)
        assert found.needed == Interval.between(0, 100 - admitted)
        assert found.points_ahead == Interval.between(admitted - Fraction(18200, 365), None)
        assert found.projection is None


def test_at_the_end_missing_days_leave_it_open():
    year = target("x", years(2021), 100)
    half = days("2021-07-01", "2021-12-31")
    missing = goal(year, counts=[count(99, half)])
    assert (missing.status, missing.depends) == (Status.UNDETERMINED, (Depends.MISSING_DAYS,))
    assert goal(year, counts=[count(100, half)]).status is Status.ACHIEVED
    assert goal(year, counts=[count(101, half)]).status is Status.EXCEEDED
