"""Which goals a committee has, and in what order."""

from itertools import permutations

from recruitment.progress.goals import Evidence, goals_of
from recruitment.progress.intervals import Interval
from recruitment.progress.status import Status

from .cast import (
    HA_LONG,
    LAM_HA,
    LONG_HUNG,
    MONG_CAI,
    NATION,
    O_MON,
    QUANG_NINH,
    QUYNH_PHU,
    THOI_LONG,
    Locality,
    count,
    days,
    goal,
    goals,
    stock,
    target,
    years,
)

YEARLY = target("x", years(2015, 2020), 350, cadence="year")


def kinds(found):
    return [(g.year, g.average, g.status.value) for g in found]


# -- Own targets ---------------------------------------------------------------------------------


def test_a_window_target_is_one_goal():
    term = target("x", years(2015, 2020), 600)
    assert kinds(goals(term)) == [(None, False, "no_figures")]
    assert kinds(goals(term, counts=[count(9, years(2015)), count(9, years(2017), id=2)])) == [
        (None, False, "on_pace" if 18 >= 600 * 731 // 2192 else "behind")
    ]
    assert kinds(goals(term, counts=[count(9, years(2014))])) == [(None, False, "no_figures")]


def test_a_yearly_target_is_a_goal_for_each_year_with_a_figure():
    counts = [count(350, years(2016)), count(351, years(2018), id=2)]
    assert kinds(goals(YEARLY, counts=counts)) == [
        (2018, False, "exceeded"),
        (2016, False, "achieved"),
    ]


def test_a_yearly_target_without_any_figure_is_one_goal():
    assert kinds(goals(YEARLY)) == [(None, False, "no_figures")]
    assert kinds(goals(YEARLY, counts=[count(9, years(2021))])) == [(None, False, "no_figures")]


def test_two_targets_of_one_year_are_both_shown():
    """Lâm Hà in 2024: the floor of 130 and the plan of 145, without a figure."""
    found = LAM_HA.standing().own_goals
    assert [(g.target.low, g.year, g.status) for g in found] == [
        (130, 2024, Status.NO_FIGURES),
        (145, 2024, Status.NO_FIGURES),
        (1, 2024, Status.UNDETERMINED),
    ]


def test_two_targets_of_one_year_with_a_figure():
    floor = target("x", years(2021, 2025), 130, id=1, cadence="year", sense="floor")
    plan = target("x", years(2024), 145, id=2, cadence="year")
    found = goals(floor, plan, counts=[count(140, years(2024))])
    assert [(g.target.id, g.year, g.status.value) for g in found] == [
        (1, 2024, "exceeded"),
        (2, 2024, "not_achieved"),
    ]


def test_a_target_of_another_category_or_window_asks_for_no_empty_year():
    pupil = target("x", years(2016), 1, id=2, cadence="year", category="pupil")
    term = target("x", years(2015, 2020), 999, id=3)
    assert kinds(goals(YEARLY, pupil, term)) == [
        (None, False, "no_figures"),
        (None, False, "no_figures"),
        (None, False, "no_figures"),
    ]


def test_categories_are_never_taken_for_the_total():
    figures = [count(400, years(2016), category="student")]
    assert kinds(goals(YEARLY, counts=figures)) == [(None, False, "no_figures")]
    student = target("x", years(2016), 400, cadence="year", category="student")
    assert kinds(goals(student, counts=figures)) == [(2016, False, "achieved")]


# -- Averages ------------------------------------------------------------------------------------


def test_an_average_of_the_years_that_are_not_known_singly_and_only_of_them():
    """Hạ Long: 2015–2018 together, not plus nine months of 2019."""
    assert kinds(HA_LONG.standing().own_goals) == [
        (2019, False, "on_pace"),
        (None, True, "exceeded"),
    ]


def test_inside_the_window_several_years_feed_nothing_but_the_average():
    found = goals(YEARLY, counts=[count(1464, years(2015, 2018))])
    assert kinds(found) == [(None, True, "exceeded")]
    later = goals(YEARLY, counts=[count(9, days("2015-07-01", "2016-02-29"))])
    assert [(g.year, g.average) for g in later] == [(None, True)]


def test_no_average_of_years_that_are_all_known():
    """Long Hưng: 24 since 2021, and 2021 and the months of 2022 each known."""
    yearly = target("long-hung", years(2021, 2025), 11, cadence="year")
    found = goals(yearly, counts=LONG_HUNG.counts[:3])
    assert kinds(found) == [(2022, False, "exceeded"), (2021, False, "exceeded")]


def test_a_year_known_in_part_is_not_known():
    """A quarter of each year does not replace what both years together had."""
    parts = [count(700, years(2016, 2017)), count(90, days("2016-01-01", "2016-03-31"), id=2),
             count(80, days("2017-01-01", "2017-03-31"), id=3)]  # fmt: skip
    found = goals(YEARLY, counts=parts)
    assert [(g.year, g.average) for g in found] == [(None, True), (2017, False), (2016, False)]
    one_known = goals(
        YEARLY, counts=[count(1050, years(2016, 2018)), count(300, years(2016), id=2)]
    )
    assert kinds(one_known) == [(None, True, "achieved"), (2016, False, "not_achieved")]


def test_a_year_of_which_a_figure_may_hold_anything_is_not_known():
    """2015 is covered only by a figure that began in 2014: none to 500 of it."""
    parts = [count(700, years(2015, 2016)), count(500, days("2014-07-01", "2015-12-31"), id=2),
             count(300, years(2016), "more_than", id=3)]  # fmt: skip
    found = goals(YEARLY, counts=parts)
    assert [(g.year, g.average) for g in found] == [(2016, False), (None, True), (2015, False)]
    assert found[2].admitted == Interval.between(0, 500)


def test_the_days_that_an_inferred_date_leaves_open_need_not_be_known():
    """Long Hưng's 24 "until now", 16/5 or 30/4: its months of 2022 are known until 30/4."""
    yearly = target("long-hung", years(2021, 2025), 11, cadence="year")
    assert [g.year for g in goals(yearly, counts=LONG_HUNG.counts)] == [2022, 2021]
    stated = count(24, days("2021-01-01", "2022-05-16"), id=13)
    found = goals(yearly, counts=[*LONG_HUNG.counts[1:3], stated])
    # With stated dates the sixteen days of May are known only together with all the others.
    assert [(g.year, g.average) for g in found] == [(None, True), (2022, False), (2021, False)]


def test_a_year_told_by_a_difference():
    """1.464 in four years, 1.100 in the first three: 364 in the last."""
    found = goals(YEARLY, counts=[count(1464, years(2015, 2018)),
                                  count(1100, years(2015, 2017), id=2)])  # fmt: skip
    assert kinds(found) == [(2018, False, "exceeded"), (None, True, "exceeded")]
    assert found[0].admitted == Interval.exact(364)
    assert found[1].years == 4


def test_several_years_that_reach_beyond_the_window_fall_into_its_years_in_part():
    across = count(300, days("2014-07-01", "2016-06-30"))
    found = goals(YEARLY, counts=[across])
    assert [(g.year, g.average, g.admitted, g.partial) for g in found] == [
        (2016, False, Interval.between(0, 300), True),
        (2015, False, Interval.between(0, 300), True),
    ]


def test_the_longest_of_several_averages_is_taken():
    found = goal(
        YEARLY, counts=[count(1464, years(2015, 2018)), count(700, years(2016, 2017), id=2)]
    )
    assert (found.years, found.admitted) == (4, Interval.exact(1464))


# -- Inherited targets ---------------------------------------------------------------------------


def test_a_reference_stands_behind_and_sets_no_status():
    found = O_MON.standing(NATION)
    assert [g.target.owner for g in found.goals] == ["o-mon", "trung-uong"]
    assert found.headline.target.owner == "o-mon"
    alone = QUYNH_PHU.standing(NATION)
    assert alone.status is Status.NO_TARGET
    (reference,) = alone.references
    assert (reference.status, reference.average) == (Status.CANNOT_COMPUTE, True)
    assert reference.admitted == Interval.between(501, None)


def test_a_reference_needs_a_count_wholly_in_its_window():
    assert QUANG_NINH.standing(NATION).references == ()
    assert MONG_CAI.standing(NATION).references == ()
    place = Locality("x", (), [count(5, days("2019-12-31", "2021-12-31"))])
    assert place.standing(NATION).references == ()
    assert Locality("x").standing(NATION).references == ()


def test_years_known_singly_are_references_of_single_years():
    found = LONG_HUNG.standing(NATION).references
    assert [(g.year, g.status.value) for g in found] == [
        (2022, "cannot_compute"),
        (2021, "cannot_compute"),
    ]


def test_an_own_rate_replaces_the_reference_for_the_same_days():
    own = target("x", years(2021), 5, id=9, kind="rate", cadence="year", sense="floor")
    figures = [count(40, years(2021)), count(40, years(2022), id=2)]
    members = [stock(1000, "2020-12-31"), stock(1030, "2021-12-31", id=2)]
    found = Locality("x", (own,), figures, members).standing(NATION)
    assert [(g.target.owner, g.year, g.status.value) for g in found.goals] == [
        ("x", 2021, "not_achieved"),
        ("trung-uong", 2022, "achieved"),
    ]


def test_an_own_count_or_category_target_replaces_no_reference():
    figures, members = [count(40, years(2021))], [stock(1000, "2020-12-31")]
    for own in (
        target("x", years(2021), 50, id=9, cadence="year"),
        target("x", years(2021), 5, id=9, kind="rate", cadence="year", category="student"),
    ):
        found = Locality("x", (own,), figures, members).standing(NATION)
        assert [g.year for g in found.references] == [2021]


def test_only_targets_that_are_marked_are_inherited():
    above = target("y", years(2020, 2030), 3, kind="rate", cadence="year", sense="floor")
    assert THOI_LONG.standing(above).goals == ()
    own = goals_of("trung-uong", [NATION], Evidence((), ()))
    assert [(g.status, g.inherited_by("trung-uong")) for g in own] == [(Status.NO_FIGURES, False)]


# -- Order ---------------------------------------------------------------------------------------


def test_the_headline():
    """Own, total, count, window, latest figures, in this order of weight."""
    figures = [
        count(5, days("2021-01-01", "2021-06-30")),
        count(5, days("2021-01-01", "2021-09-30"), id=2, category="student"),
        count(5, years(2022), id=3),
    ]
    targets = [
        target("x", years(2021), 9, id=1),
        target("x", years(2022), 9, id=2, cadence="year"),
        target("x", years(2021), 9, id=3, cadence="year"),
        target("x", years(2022), 5, id=4, kind="rate"),
        target("x", years(2022), 5, id=5, kind="rate", cadence="year"),
        target("x", years(2021), 9, id=6, category="student"),
        target("above", years(2020, 2030), 9, id=7, inherits=True),
    ]
    for order in list(permutations(targets))[::97]:
        found = goals_of("x", order, Evidence(tuple(figures), ()))
        assert [g.target.id for g in found] == [1, 2, 3, 4, 5, 6, 7]


def test_of_equal_goals_the_latest_figures_then_the_later_year():
    first = target("x", days("2021-01-01", "2021-12-31"), 9, id=2)
    second = target("x", days("2021-07-01", "2022-06-30"), 9, id=1)
    half, quarter = days("2021-01-01", "2021-06-30"), days("2021-07-01", "2021-09-30")
    assert [g.target.id for g in goals(first, second, counts=[count(1, half)])] == [2, 1]
    both = goals(first, second, counts=[count(1, half), count(1, quarter, id=2)])
    assert [(g.target.id, g.as_of) for g in both] == [(1, quarter.end), (2, quarter.end)]


def test_none_without_a_target():
    assert goals_of("x", [], HA_LONG.evidence) == ()
