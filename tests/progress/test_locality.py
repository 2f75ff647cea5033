from datetime import date

import pytest

from recruitment.progress.discrepancies import Conflict
from recruitment.progress.intervals import Interval
from recruitment.progress.status import Status

from .cast import (
    AN_LE,
    HA_LONG,
    KHOI,
    LAM_HA,
    LONG_HUNG,
    MONG_CAI,
    NATION,
    O_MON,
    QUANG_NINH,
    QUYNH_PHU,
    TAN_QUANG,
    TAN_TRAO,
    THOI_LONG,
    VIETINBANK,
    Locality,
    count,
    days,
    since_2021,
    target,
    years,
)

HALF = days("2021-01-01", "2021-06-30")


@pytest.mark.parametrize(
    ("place", "status", "as_of", "own_goals", "references"),
    [
        (O_MON, "on_pace", "2022-05-16", 1, 1),
        (LONG_HUNG, "achieved", "2022-04-30", 2, 2),
        (THOI_LONG, "no_target", "2022-05-16", 0, 1),
        (LAM_HA, "no_figures", "2024-04-10", 3, 0),
        (KHOI, "exceeded", "2020-06-30", 1, 0),
        (TAN_TRAO, "exceeded", "2020-06-30", 1, 0),
        (TAN_QUANG, "no_target", "2020-06-30", 0, 0),
        (VIETINBANK, "no_target", "2019-12-31", 0, 0),
        (QUANG_NINH, "undetermined", "2019-11-25", 1, 0),
        (MONG_CAI, "cannot_compute", "2019-11-25", 1, 0),
        (HA_LONG, "on_pace", "2019-09-30", 2, 0),
        (QUYNH_PHU, "no_target", "2024-09-22", 0, 1),
        (AN_LE, "no_target", None, 0, 0),
    ],
    ids=lambda value: getattr(value, "owner", None),
)
def test_the_articles(place, status, as_of, own_goals, references):
    found = place.standing(NATION)
    assert found.status == status
    assert found.as_of == (as_of and date.fromisoformat(as_of))
    assert (len(found.own_goals), len(found.references)) == (own_goals, references)
    assert found.discrepancies == ()
    assert place.standing().status == status


def test_no_target_is_no_percent():
    found = THOI_LONG.standing()
    assert (found.status, found.goals, found.headline) == (Status.NO_TARGET, (), None)
    assert found.headline_count.admitted == Interval.exact(31)


def test_only_a_name():
    found = AN_LE.standing(NATION)
    assert (found.headline_count, found.last_count, found.children) == (None, None, None)


def test_a_target_without_figures_is_as_of_no_day():
    plan = target("x", years(2024), 145)
    found = Locality("x", (plan,), [count(9, years(2021))]).standing()
    assert (found.status, found.as_of) == (Status.NO_FIGURES, None)
    assert found.last_count == date(2021, 12, 31)


def test_a_count_without_a_goal_is_the_one_that_ends_last():
    figures = [count(5, years(2021)), count(7, days("2021-07-01", "2021-12-31"), id=2),
               count(9, years(2020), id=3)]  # fmt: skip
    found = Locality("x", (), figures).standing()
    assert found.headline_count.admitted == Interval.exact(5)
    assert found.as_of == date(2021, 12, 31)


def test_units_stand_beside_the_headline_goals_count():
    """Beside the year's figure, though a longer one is on record too."""
    plan = target("x", years(2021), 100, cadence="year")
    figures = [count(90, years(2021)), count(170, years(2021, 2022), id=2)]
    units = {"a": [count(30, years(2021), id=3), count(60, years(2021, 2022), id=4)]}
    found = Locality("x", (plan,), figures, units=units).standing()
    assert found.children.sum == Interval.exact(30)
    assert found.children.remainder == Interval.exact(60)


def test_a_category_is_no_headline_count():
    plan = target("x", years(2021), 3, cadence="year", category="student")
    figures = [count(4, HALF, category="student"), count(40, HALF, id=2)]
    found = Locality("x", (plan,), figures).standing()
    assert found.status is Status.EXCEEDED
    assert found.headline_count.admitted == Interval.exact(40)


def test_everything_that_contradicts_itself_is_listed():
    figures = [
        count(10, years(2021)),
        count(12, years(2021), id=2, entered=True),
        count(13, years(2021), id=3, category="student"),
        count(1, HALF, id=4, category="student"),
        count(2, HALF, id=5, category="student", entered=True),
    ]
    units = {"a": [count(14, years(2021), id=6)]}
    found = Locality("x", (), figures, units=units).standing()
    assert [(d.conflict, d.used_ids, d.other_ids) for d in found.discrepancies] == [
        (Conflict.TWO_SUMS, (5,), (4,)),
        (Conflict.TWO_SUMS, (2,), (1,)),
        (Conflict.CATEGORY_EXCEEDS_TOTAL, (1,), (3,)),
        (Conflict.CATEGORY_EXCEEDS_TOTAL, (2,), (3,)),
        (Conflict.CHILDREN_EXCEED, (2,), (6,)),
    ]


def test_the_parent_never_takes_a_units_figure_for_its_own():
    found = Locality("can-tho", units={"o-mon": O_MON.counts}).standing()
    assert (found.headline_count, found.as_of, found.status) == (None, None, "no_target")
    assert found.children.sum is None
    assert found.children.units[0].other == since_2021(238, id=30)
