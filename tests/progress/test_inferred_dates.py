"""Inferred dates that change a status, and every combination of ends."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from recruitment.progress.count_goals import decide, other_date
from recruitment.progress.counts import Count
from recruitment.progress.intervals import Interval
from recruitment.progress.periods import Period
from recruitment.progress.status import Depends, Status, count_status
from recruitment.progress.tiling import tile

from .cast import (
    count,
    days,
    goal,
    target,
    years,
)
from .test_status import clock, expected

TERM = days("2021-01-01", "2025-12-31")


def test_an_inferred_end_that_decides_is_named():
    """1.000 in five years: 274 expected on 16/5/2022, 265 on 30/4/2022."""
    for admitted, status in ((265, "undetermined"), (273, "undetermined"), (274, "on_pace"),
                             (264, "behind")):  # fmt: skip
        inferred = count(admitted, days("2021-01-01", "2022-05-16"), to_earliest=date(2022, 4, 30))
        found = goal(target("x", TERM, 1000), counts=[inferred])
        assert found.status == status
        named = status == "undetermined"
        assert found.depends == ((Depends.DATES,) if named else ())
        assert found.other_date == (date(2022, 4, 30) if named else None)
        assert found.elapsed == Fraction(501, 1826)  # the date given is used


def test_an_inferred_end_of_the_window_may_not_be_the_end():
    inferred = count(90, years(2021), to_earliest=date(2021, 12, 1))
    found = goal(target("x", years(2021), 100), counts=[inferred])
    assert (found.status, found.other_date) == (Status.UNDETERMINED, date(2021, 12, 1))


def test_the_term_starts_with_a_count_whose_start_is_inferred():
    """100 in six years to the end of 2017: 50 expected from 2015 on, 40 from 31/12/2015 on."""
    for admitted, status in ((39, "behind"), (45, "undetermined"), (50, "on_pace")):
        inferred = count(
            admitted, years(2015, 2017), from_latest=date(2015, 12, 31), from_stated=False
        )
        found = goal(target("x", years(2015, 2020), 100), counts=[inferred])
        assert found.status == status
        assert found.other_date == (date(2015, 12, 31) if status == "undetermined" else None)
        assert found.uncovered == ()


def test_a_calendar_year_does_not_move():
    """A year's count that may begin later may lack days of the year."""
    inferred = count(90, years(2021), from_latest=date(2021, 6, 30))
    year = target("x", years(2021), 100, cadence="year")
    found = goal(year, counts=[inferred])
    assert (found.status, found.other_date) == (Status.UNDETERMINED, date(2021, 6, 30))
    assert goal(year, counts=[count(100, years(2021))]).status is Status.ACHIEVED


def test_of_two_inferred_dates_the_one_that_decides_is_named():
    both = {"from_latest": date(2021, 1, 2), "to_earliest": date(2022, 4, 30)}
    by_end = count(270, days("2021-01-01", "2022-05-16"), **both)
    found = goal(target("x", TERM, 1000), counts=[by_end])
    assert found.other_date == date(2022, 4, 30)
    both = {"from_latest": date(2021, 12, 31), "to_earliest": date(2022, 5, 15)}
    by_start = count(200, days("2021-01-01", "2022-05-16"), **both)
    found = goal(target("x", TERM, 1000), counts=[by_start])
    assert found.other_date == date(2021, 12, 31)


def test_an_inferred_date_inside_the_window_is_named_too():
    first = count(40, days("2021-01-01", "2021-06-30"), to_earliest=date(2021, 5, 31))
    second = count(9, days("2021-07-01", "2021-09-30"), id=2)
    found = tile(years(2021), [first, second])
    assert other_date(found) == date(2021, 5, 31)
    assert other_date(tile(years(2021), [second])) is None


def test_a_bound_outside_the_part_that_counts_is_not_named():
    across = count(9, days("2021-07-01", "2022-06-30"), to_earliest=date(2022, 3, 31))
    assert other_date(tile(years(2021), [across])) is None


@settings(max_examples=200)
@given(st.data())
def test_every_day_between_the_bounds_every_amount_and_every_aim(data):
    """Trying the bounds alone finds what trying everything between them finds."""
    length = data.draw(st.integers(2, 24), label="window")
    last = data.draw(st.integers(2, length), label="as of")
    latest = data.draw(st.integers(1, last), label="start at latest")
    earliest = data.draw(st.integers(latest, last), label="end at earliest")
    cadence = data.draw(st.sampled_from(["window", "year"]))
    low, high = sorted(data.draw(st.tuples(st.integers(1, 30), st.integers(1, 30))))
    less, more = sorted(data.draw(st.tuples(st.integers(0, 34), st.integers(0, 34))))
    first = date(2021, 1, 1)

    def on(number):
        return first + timedelta(days=number - 1)

    window = Period(first, on(length)) if cadence == "window" else years(2021)
    length = window.days
    amount = Interval.between(less, more)
    figure = Count(
        1, Period(first, on(last)), amount, amount,
        from_latest=on(latest), to_earliest=on(earliest),
    )  # fmt: skip
    found = goal(target("x", window, low, high, cadence=cadence), counts=[figure])
    statuses = set()
    for start in range(1, latest + 1):
        for end in range(earliest, last + 1):
            seen = end - start + 1
            if cadence == "window":
                at = clock(seen, length - start + 1)
            else:
                at = clock(end, length, seen)
            statuses |= {
                count_status(Fraction(a), Fraction(t), None, at)
                for a in range(less, more + 1)
                for t in range(low, high + 1)
            }
    assert found.status is joined(statuses)


def joined(statuses):
    if statuses == {Status.EXCEEDED, Status.ACHIEVED}:
        return Status.ACHIEVED
    return statuses.pop() if len(statuses) == 1 else Status.UNDETERMINED


@given(st.integers(0, 40), st.integers(1, 30), st.integers(1, 60), st.data())
def test_an_exact_count_by_the_table(admitted, aim, length, data):
    passed = data.draw(st.integers(1, length))
    window = Period(date(2021, 1, 1), date(2021, 1, 1) + timedelta(days=length - 1))
    seen = Period(window.start, window.start + timedelta(days=passed - 1))
    found = goal(target("x", window, aim), counts=[count(admitted, seen)])
    assert found.status is expected(admitted, aim, aim, passed, length)
    assert found.percent == Interval.exact(Fraction(100 * admitted, aim))
    assert found.needed.low + admitted >= aim


def test_what_hangs_on_two_things_together():
    """Neither the amount nor the target alone changes it, both do."""
    table = {(0, 0): Status.BEHIND, (1, 0): Status.BEHIND, (0, 1): Status.BEHIND,
             (1, 1): Status.ON_PACE}  # fmt: skip
    status, depends = decide(lambda a, t, _: table[a, t], [0, 1], [0, 1], ["any day"])
    assert status is Status.UNDETERMINED
    assert depends == (Depends.AMOUNT, Depends.TARGET)
