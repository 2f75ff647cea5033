"""Which goals have a projection, and which quarters it is made of."""

from datetime import date
from fractions import Fraction

from recruitment.progress.count_goals import exact_quarters
from recruitment.progress.periods import calendar_year, quarter_of
from recruitment.progress.projection import Why
from recruitment.progress.targets import Basis
from recruitment.progress.tiling import tile

from . import cast
from .cast import count, days, goal, target, years

TERM = days("2021-01-01", "2025-12-31")


def test_no_projection_without_an_exact_count_since_the_start():
    def projection(*figures, aim=(100,)):
        return goal(target("x", years(2021), *aim), counts=figures).projection

    half, late = days("2021-01-01", "2021-06-30"), days("2021-04-01", "2021-06-30")
    assert projection(count(50, half)).mid == 50 * Fraction(365, 181)
    assert projection(count(50, years(2021))) is None  # over
    assert projection(count(5, days("2021-01-01", "2021-02-05"))) is None  # 36 of 365 days
    assert projection(count(5, days("2021-01-01", "2021-02-06"))) is not None
    assert projection(count(50, late)) is None  # a gap
    assert projection(count(50, half, "more_than")) is None
    assert projection(count(10, half, "about")) is None
    assert projection(count(50, half), aim=(90, 110)).mid == 50 * Fraction(365, 181)
    assert projection(count(50, days("2020-07-01", "2021-06-30"))) is None


def quarterly(values, first=2021):
    quarters = [quarter_of(date(first + n // 4, 3 * (n % 4) + 1, 1)) for n in range(len(values))]
    return [count(v, q, id=n) for n, (q, v) in enumerate(zip(quarters, values, strict=True), 1)]


def test_a_range_from_eight_quarters_on():
    term = target("x", TERM, 600)
    seven = goal(term, counts=quarterly([30, 31, 29, 30, 28, 32, 30])).projection
    assert (seven.why, seven.low) == (Why.FEW_QUARTERS, None)
    eight = goal(term, counts=quarterly([30, 31, 29, 30, 28, 32, 30, 30])).projection
    assert eight.why is Why.SEASONAL
    assert eight.low < eight.mid < eight.high
    assert 0 < eight.chance < 1


def test_a_target_known_as_a_range_has_a_projection_and_no_chance():
    found = goal(
        target("x", TERM, 590, 610, basis=Basis.IMPLIED),
        counts=quarterly([30, 31, 29, 30, 28, 32, 30, 30]),
    ).projection
    same = goal(
        target("x", TERM, 600), counts=quarterly([30, 31, 29, 30, 28, 32, 30, 30])
    ).projection
    assert (found.low, found.mid, found.high) == (same.low, same.mid, same.high)
    assert found.chance is None


def test_a_yearly_target_is_projected_from_its_own_quarters_alone():
    figures = quarterly([30] * 11)
    [last, *_] = [
        found
        for found in cast.Locality("x", (target("x", TERM, 120, cadence="year"),), tuple(figures))
        .standing()
        .goals
        if found.year == 2023
    ]
    assert (last.projection.why, last.projection.low) == (Why.FEW_QUARTERS, None)
    assert last.projection.mid == 90 * Fraction(365, 273)


def test_cumulative_figures_give_quarters_by_their_differences():
    """Quarter I, half a year, nine months, the year: 10, 20, 30 and 40 admissions."""
    ends = ["03-31", "06-30", "09-30", "12-31"]
    figures = [
        count(value, days(f"{year}-01-01", f"{year}-{end}"), id=4 * year + n)
        for year in (2021, 2022)
        for n, (end, value) in enumerate(zip(ends, (10, 30, 60, 100), strict=True))
    ]
    found = tile(TERM, figures)
    quarters = exact_quarters(found, figures)
    assert [q.admitted for q in quarters] == [10, 20, 30, 40] * 2
    assert goal(target("x", TERM, 600), counts=figures).projection.why is Why.SEASONAL


def test_quarters_that_are_not_exactly_known_are_left_out():
    figures = [
        count(10, days("2021-01-01", "2021-03-31"), "about"),
        count(3, days("2021-04-01", "2021-04-30"), id=2),
        count(4, days("2021-05-01", "2021-06-30"), id=3),
        count(20, days("2021-07-01", "2021-09-30"), "more_than", id=4),
        count(2, days("2021-10-01", "2021-11-30"), id=5),
    ]
    found = tile(TERM, figures)
    assert [(q.quarter.start.month, q.admitted) for q in exact_quarters(found, figures)] == [(4, 7)]


def test_quarters_lie_between_the_start_and_as_of():
    figures = quarterly([5] * 12, first=2020)
    window = days("2021-02-01", "2022-08-31")
    found = tile(window, figures)
    starts = [q.quarter.start for q in exact_quarters(found, figures)]
    assert starts[0] == date(2021, 4, 1)
    assert starts[-1] == date(2022, 4, 1)
    assert calendar_year(2021).contains(exact_quarters(found, figures)[0].quarter)
