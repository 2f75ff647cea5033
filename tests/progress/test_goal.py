from datetime import date
from fractions import Fraction

from recruitment.progress.goal import empty_goal
from recruitment.progress.intervals import Interval
from recruitment.progress.status import Status

from .cast import HA_LONG, LAM_HA, NATION, O_MON, count, days, goal, target, years


def test_a_goal_without_figures_says_nothing_not_0_percent():
    found = empty_goal(LAM_HA.targets[0], 2024)
    assert found.status is Status.NO_FIGURES
    nothing = (found.percent, found.admitted, found.needed, found.points_ahead, found.days_ahead,
               found.elapsed, found.as_of, found.base, found.break_even)  # fmt: skip
    assert nothing == (None,) * 9
    assert (found.uncovered, found.partial) == ((), False)


def test_0_admitted_is_a_figure():
    found = goal(target("x", years(2021), 10), counts=[count(0, days("2021-01-01", "2021-06-30"))])
    assert (found.admitted, found.percent) == (Interval.exact(0), Interval.exact(0))
    assert found.status is Status.BEHIND


def test_the_days_that_a_goal_speaks_of():
    in_2019, average = HA_LONG.standing().own_goals
    assert in_2019.window == years(2019)
    assert average.window == years(2015, 2020)
    (found,) = O_MON.standing().own_goals
    assert found.window == days("2021-01-01", "2025-12-31")
    assert found.elapsed == Fraction(501, 1826)


def test_days_between_the_years_of_an_average_are_no_gap():
    yearly = target("x", years(2015, 2022), 350, cadence="year")
    parts = [count(800, years(2015, 2016)), count(900, years(2019, 2020), id=2)]
    found = goal(yearly, counts=parts)
    assert found.average
    assert found.uncovered == ()
    assert not found.partial
    assert found.admitted == Interval.exact(1700)
    assert found.years == 4
    assert found.as_of == date(2020, 12, 31)


def test_whose_target_it_is():
    own, reference = O_MON.standing(NATION).goals
    assert not own.inherited_by("o-mon")
    assert reference.inherited_by("o-mon")
    assert reference.target.owner == "trung-uong"
