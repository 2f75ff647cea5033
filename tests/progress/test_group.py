from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.progress.counts import Count
from recruitment.progress.goal import Goal
from recruitment.progress.group import Plan, allocation_of, group_of, plan_of
from recruitment.progress.intervals import Interval
from recruitment.progress.periods import Period
from recruitment.progress.qualifiers import Qualifier
from recruitment.progress.targets import Cadence

from .cast import (
    HA_LONG,
    KHOI,
    MONG_CAI,
    O_MON,
    QUANG_NINH,
    TERM_TO_JUNE,
    Locality,
    count,
    days,
    goal,
    goals,
    shown,
    target,
    years,
)
from .strategies import fractions, held

YEAR = years(2022)
PLAN_2022 = Plan(Cadence.YEAR, YEAR)


def counted(amount: Interval, period: Period = YEAR, id_: int = 1) -> Count:
    return Count(id_, period, amount, amount, Qualifier.EXACT)


def yearly(slug: str, low, high=None, **more):
    return target(slug, YEAR, low, high, cadence="year", **more)


def unit(slug: str, aim: Interval, admitted: Interval) -> Goal:
    return goal(yearly(slug, aim.low, aim.high), counts=[counted(admitted)])


def group(*units: tuple[Interval, Interval], silent: int = 0):
    found = {f"u{n}": [unit(f"u{n}", *both)] for n, both in enumerate(units)}
    return group_of((), found | {f"s{n}": [] for n in range(silent)})


# -- A group's percent -----------------------------------------------------------------------------


def test_a_groups_percent_is_a_sum_over_a_sum():
    """A large unit halfway, a small one twice over: 60 %, and not the mean of 125 %."""
    found = group(
        (Interval.exact(900), Interval.exact(450)), (Interval.exact(60), Interval.exact(120))
    )
    assert (found.admitted, found.aim) == (Interval.exact(570), Interval.exact(960))
    assert found.percent == Interval.exact(Fraction(59375, 1000))


def test_only_units_with_a_figure_and_a_target_are_in_it():
    units = {
        "both": goals(yearly("both", 20), counts=[count(5, YEAR)]),
        "no-figure": goals(yearly("no-figure", 1000)),
        "no-target": (),
        "rate": MONG_CAI.standing().own_goals,
        "category": goals(
            yearly("category", 1, category="pupil"), counts=[count(9, YEAR, category="pupil")]
        ),
        "average": goals(
            target("average", years(2020, 2025), 10, cadence="year"),
            counts=[count(50, years(2021, 2022))],
        ),
        "term": goals(target("term", years(2020, 2025), 10), counts=[count(80, years(2020, 2022))]),
    }
    found = group_of(goals(target("x", YEAR, 5, cadence="year")), units)
    assert [one.target.owner for one in found.goals] == ["both"]
    assert (found.listed, found.percent) == (7, Interval.exact(25))
    assert found.goal_of("both") is found.goals[0]
    assert found.goal_of("term") is None
    assert group_of((), {"a": goals(yearly("a", 20)), "b": ()}) is None
    assert group_of((), {}) is None


def test_the_units_may_end_on_different_days():
    half = days("2022-01-01", "2022-06-30")
    units = {
        "early": goals(yearly("early", 20), counts=[count(5, half)]),
        "late": goals(yearly("late", 20), counts=[count(15, YEAR)]),
    }
    found = group_of((), units)
    assert (found.percent, found.as_of) == (
        Interval.exact(50),
        (date(2022, 6, 30), date(2022, 12, 31)),
    )


def test_days_without_figures_leave_the_group_open():
    later = days("2022-07-01", "2022-12-31")
    units = {
        "whole": goals(yearly("whole", 50), counts=[count(20, YEAR)]),
        "half": goals(yearly("half", 50), counts=[count(20, later)]),
    }
    assert group_of((), units).percent == Interval.between(40, None)


amounts = st.builds(
    lambda low, more: Interval(low, None if more is None else low + more),
    fractions,
    st.none() | fractions,
)
aims = st.builds(
    lambda low, more: Interval(low, low + more),
    st.integers(1, 300).map(Fraction),
    st.integers(0, 40).map(Fraction),
)
pairs = st.lists(st.tuples(aims, amounts), min_size=1, max_size=6)


@given(pairs, st.integers(0, 3))
def test_it_is_the_percent_of_the_merged_unit(units, silent):
    found = group(*units, silent=silent)
    merged = unit("merged", found.aim, found.admitted)
    assert found.percent == merged.percent
    assert (len(found.goals), found.listed) == (len(units), len(units) + silent)


@given(pairs)
def test_it_lies_between_the_lowest_and_the_highest_unit(units):
    found = group(*units)
    lows = [one.percent.low for one in found.goals]
    highs = [one.percent.high for one in found.goals]
    assert min(lows) <= found.percent.low <= max(lows)
    if None in highs:
        assert found.percent.high is None
    else:
        assert min(highs) <= found.percent.high <= max(highs)


@given(pairs, st.data())
def test_it_holds_what_is_true_of_all(units, data):
    aim = sum(data.draw(held(both[0])) for both in units)
    admitted = sum(data.draw(held(both[1])) for both in units)
    assert group(*units).percent.meets(Interval.exact(100 * admitted / aim))


exact = st.integers(1, 50).map(Interval.exact)


@given(st.tuples(exact, exact), st.tuples(exact, exact))
def test_it_is_the_mean_only_where_targets_or_percents_are_equal(one, other):
    found = group(one, other)
    first, second = (part.percent.low for part in found.goals)
    is_mean = found.percent.low == (first + second) / 2
    assert is_mean == (first == second or one[0] == other[0])


# -- Whose percents are compared -------------------------------------------------------------------


def test_the_plan_of_most_units_is_taken():
    term = target("t", years(2020, 2025), 100)
    units = {
        "a": goals(yearly("a", 10), counts=[count(1, YEAR)]),
        "b": goals(yearly("b", 10), counts=[count(2, YEAR)]),
        "t": goals(term, counts=[count(90, years(2020, 2022))]),
    }
    assert group_of((), units).plan == PLAN_2022
    # The committee's own plan decides only between equals.
    own = goals(target("x", years(2020, 2025), 500))
    assert group_of(own, units).plan == PLAN_2022
    del units["b"]
    assert group_of(own, units).plan == Plan(Cadence.WINDOW, years(2020, 2025))


def test_of_equals_the_latest():
    units = {
        "a": goals(target("a", years(2021), 10, cadence="year"), counts=[count(1, years(2021))]),
        "b": goals(yearly("b", 10), counts=[count(2, YEAR)]),
    }
    assert group_of((), units).plan == PLAN_2022
    assert group_of((), dict(reversed(units.items()))).plan == PLAN_2022


def test_a_unit_with_several_years_is_compared_by_the_one_of_the_others():
    long = target("long", years(2020, 2025), 10, cadence="year")
    units = {
        "long": goals(long, counts=[count(7, years(2021)), count(4, YEAR, id=2),
                                    count(1, years(2023), id=3)]),
        "a": goals(yearly("a", 10), counts=[count(1, YEAR)]),
        "b": goals(yearly("b", 10), counts=[count(2, YEAR)]),
    }  # fmt: skip
    found = group_of((), units)
    assert {one.year for one in found.goals} == {2022}
    assert found.percent == Interval.between(Fraction(70, 3), Fraction(70, 3))


def test_of_two_targets_of_one_year_the_number_to_be_reached():
    floor = yearly("a", 130, id=3, sense="floor")
    plan = yearly("a", 145, id=4)
    found = group_of((), {"a": goals(floor, plan, counts=[count(29, YEAR)])})
    assert [one.target.low for one in found.goals] == [145]
    own = goals(yearly("x", 200, id=9, sense="floor"), yearly("x", 210, id=10))
    given_out = allocation_of(own, {"a": goals(floor, plan)})
    assert (given_out.own.low, given_out.given) == (210, Interval.exact(145))


def test_the_same_days_set_otherwise_are_another_plan():
    once = target("a", YEAR, 10)
    assert plan_of(goal(once, counts=[count(1, YEAR)])) == Plan(Cadence.WINDOW, YEAR)
    assert not PLAN_2022.holds(once)
    assert PLAN_2022.holds(target("a", years(2020, 2025), 10, cadence="year"))
    assert not PLAN_2022.holds(target("a", years(2023, 2025), 10, cadence="year"))
    assert plan_of(HA_LONG.standing().own_goals[1]) is None, "an average"


# -- Targets given to units ------------------------------------------------------------------------


def test_targets_need_not_add_up_and_none_is_not_0():
    own = goals(yearly("x", 400))
    units = {"a": goals(yearly("a", 250)), "b": goals(yearly("b", 170)), "c": ()}
    found = allocation_of(own, units)
    assert (found.given, found.difference) == (Interval.exact(420), Interval.exact(20))
    assert (len(found.targets), found.listed) == (2, 3)
    assert allocation_of(own, {"c": ()}) is None
    assert allocation_of((), units) is None


@pytest.mark.parametrize(
    "other",
    [
        target("a", years(2021), 10, cadence="year"),
        target("a", YEAR, 10),
        target("a", years(2020, 2025), 10),
        yearly("a", 10, category="pupil"),
        target("a", YEAR, 3, 4, kind="rate", cadence="year", sense="band"),
    ],
)
def test_targets_of_other_days_or_kinds_are_not_set_against_it(other):
    assert allocation_of(goals(yearly("x", 400)), {"a": goals(other)}) is None


def test_a_target_of_each_year_holds_for_the_year_without_a_figure():
    """350 a year was given for 2022 too, whether or not anything was reported."""
    long = target("a", years(2020, 2025), 350, cadence="year")
    own = goals(yearly("x", 400), counts=[count(1, YEAR)])
    found = allocation_of(own, {"a": goals(long, counts=[count(9, years(2021))])})
    assert (found.plan, found.given) == (PLAN_2022, Interval.exact(350))


def test_a_target_of_each_year_is_that_of_the_years_given_to_units():
    """Before anything was reported: 400 every year above, 10 in 2021 and 20 in 2022 below."""
    own = goals(target("x", years(2020, 2025), 400, cadence="year"))
    units = {"a": goals(target("a", years(2021), 10, cadence="year")), "b": goals(yearly("b", 20))}
    found = allocation_of(own, units)
    assert (found.plan, found.given, len(found.targets)) == (PLAN_2022, Interval.exact(20), 1)
    every = {"a": goals(target("a", years(2020, 2025), 10, cadence="year"))}
    assert allocation_of(own, every).plan == Plan(Cadence.YEAR, years(2020, 2025))


def test_the_plan_that_units_are_ranked_by_goes_first():
    term = target("x", years(2020, 2025), 500)
    own = goals(term, yearly("x", 100, id=2), counts=[count(10, YEAR)])
    a = goals(target("a", years(2020, 2025), 300, id=3), yearly("a", 60, id=4),
              counts=[count(9, YEAR)])  # fmt: skip
    b = goals(yearly("b", 70), counts=[count(9, YEAR)])
    c = goals(yearly("c", 80), counts=[count(9, YEAR)])
    units = {"a": a, "b": b, "c": c}
    group = group_of(own, units)
    assert group.plan == PLAN_2022
    assert allocation_of(own, units, group).given == Interval.exact(210)
    # Without a ranking the committee's headline plan.
    assert allocation_of(own, units).given == Interval.exact(300)


@given(st.lists(aims, min_size=1, max_size=5), aims, st.data())
def test_the_difference_is_what_was_given_less_the_committees_own(given_out, own, data):
    units = {f"u{n}": goals(yearly(f"u{n}", a.low, a.high)) for n, a in enumerate(given_out)}
    found = allocation_of(goals(yearly("x", own.low, own.high)), units)
    true = sum(data.draw(held(aim)) for aim in given_out) - data.draw(held(own))
    assert found.difference.meets(Interval.exact(true))
    if own.is_exact and found.given.is_exact:
        assert found.given.low == own.low + found.difference.low


# -- The articles ----------------------------------------------------------------------------------


def test_one_of_the_units_of_the_bloc_has_a_plan():
    """Tân Trào's 95 of 50 in the term; the bloc's own plan is 897 to 906."""
    found = KHOI.standing().children
    assert found.group.plan == Plan(Cadence.WINDOW, TERM_TO_JUNE)
    assert (found.group.percent, len(found.group.goals)) == (Interval.exact(190), 1)
    assert found.allocation.given == Interval.exact(50)
    assert found.allocation.difference == Interval.between(-856, -847)
    assert (len(found.allocation.targets), found.allocation.listed) == (1, 3)


def test_the_ward_of_o_mon_has_years_and_the_district_a_term():
    found = O_MON.standing().children
    assert (found.group.plan, found.group.percent) == (PLAN_2022, Interval.exact(100))
    assert found.allocation is None


def test_a_rate_above_and_a_number_below_are_not_set_against_each_other():
    place = Locality(
        "quang-ninh", QUANG_NINH.targets, QUANG_NINH.counts, QUANG_NINH.stocks,
        {"ha-long": HA_LONG.counts[:2], "mong-cai": MONG_CAI.counts},
        None,
        {"ha-long": HA_LONG.targets, "mong-cai": MONG_CAI.targets},
    )  # fmt: skip
    found = place.standing().children
    assert (shown(found.group.percent), len(found.group.goals)) == (75.14, 1)
    assert found.allocation is None
