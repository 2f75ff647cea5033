from calendar import isleap
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.progress.periods import (
    calendar_year,
    day_count,
    days_missing,
    is_quarter,
    merged,
    quarter_ends,
    quarter_of,
)

from .cast import days, years
from .strategies import dates, numbers_of, periods, spans


def all_days(period):
    return [period.start + timedelta(days=n) for n in range((period.end - period.start).days + 1)]


def test_an_end_before_the_start_is_no_period():
    with pytest.raises(ValueError, match="before it starts"):
        days("2022-01-02", "2022-01-01")


def test_both_ends_count():
    assert days("2022-05-16", "2022-05-16").days == 1
    assert days("2021-01-01", "2025-12-31").days == 1826
    assert days("2021-01-01", "2022-05-16").days == 501
    assert days("2019-01-01", "2019-09-30").days == 273


def test_a_year_part_is_counted_against_its_own_year():
    assert years(2019, 2020).years == 2
    assert days("2015-01-01", "2019-11-25").years == 4 + Fraction(329, 365)
    assert days("2020-01-01", "2020-01-01").years == Fraction(1, 366)


@given(periods())
def test_length_day_by_day(period):
    found = all_days(period)
    assert period.days == len(found)
    per_year = {day.year: 366 if isleap(day.year) else 365 for day in found}
    assert period.years == sum(
        Fraction(sum(day.year == year for day in found), length)
        for year, length in per_year.items()
    )
    assert list(period.calendar_years) == sorted(per_year)
    assert [part for piece in period.by_year() for part in all_days(piece)] == found


@given(spans(0, 20), spans(0, 20))
def test_two_periods_as_sets_of_days(one, other):
    first, second = set(numbers_of(one)), set(numbers_of(other))
    assert one.contains(other) is (second <= first)
    assert one.overlaps(other) is bool(first & second)
    common = one.meet(other)
    assert set(numbers_of(common) if common else ()) == first & second
    assert one.has_day(other.start) is (min(second) in first)


@given(st.lists(spans(0, 20), max_size=5), spans(0, 20))
def test_covered_and_missing_days_as_sets_of_days(covered, window):
    held = {number for period in covered for number in numbers_of(period)}
    pieces = merged(covered)
    assert {number for period in pieces for number in numbers_of(period)} == held
    assert all(a.end + timedelta(days=1) < b.start for a, b in pairwise(pieces))
    gaps = days_missing(window, covered)
    assert [n for gap in gaps for n in numbers_of(gap)] == sorted(set(numbers_of(window)) - held)
    assert day_count(gaps) == sum(gap.days for gap in gaps)


@given(dates, st.integers(0, 900))
def test_quarter_ends_day_by_day(after, length):
    until = after + timedelta(days=length)
    ends = {(3, 31), (6, 30), (9, 30), (12, 31)}
    walked = [after + timedelta(days=n) for n in range(1, length + 1)]
    assert quarter_ends(after, until) == sum((d.month, d.day) in ends for d in walked)


def test_a_quarter_end_that_has_come_is_not_left():
    assert quarter_ends(date(2022, 5, 16), date(2025, 12, 31)) == 15
    assert quarter_ends(date(2022, 6, 30), date(2022, 9, 29)) == 0
    assert quarter_ends(date(2022, 6, 29), date(2022, 6, 30)) == 1


@given(dates)
def test_every_day_has_its_quarter(day):
    quarter = quarter_of(day)
    assert quarter.has_day(day)
    assert is_quarter(quarter)
    assert quarter.start.month in {1, 4, 7, 10}
    assert quarter.start.day == 1
    assert quarter_of(quarter.end + timedelta(days=1)).start == quarter.end + timedelta(days=1)
    assert len({(d.year, (d.month - 1) // 3) for d in all_days(quarter)}) == 1


def test_only_whole_quarters_are_quarters():
    assert is_quarter(days("2024-01-01", "2024-03-31"))
    assert not is_quarter(days("2024-01-01", "2024-06-30"))
    assert not is_quarter(days("2024-02-01", "2024-03-31"))


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (("2022-01-01", "2022-03-31"), ("2021-01-01", "2021-03-31")),
        (("2024-01-01", "2024-02-29"), ("2023-01-01", "2023-02-28")),
        (("2025-01-01", "2025-02-28"), ("2024-01-01", "2024-02-29")),
        (("2024-02-29", "2024-03-05"), ("2023-02-28", "2023-03-05")),
        (("2024-01-01", "2024-02-28"), ("2023-01-01", "2023-02-28")),
        (("2025-02-28", "2025-03-01"), ("2024-02-28", "2024-03-01")),
    ],
)
def test_the_same_days_of_the_year_before(now, then):
    assert days(*now).a_year_before() == days(*then)


@given(periods(400))
def test_a_year_before_is_a_year_before(period):
    then = period.a_year_before()
    assert (then.start.year, then.end.year) == (period.start.year - 1, period.end.year - 1)
    assert (then.start.month, then.end.month) == (period.start.month, period.end.month)
    assert abs(then.days - period.days) <= 1


def test_calendar_year():
    assert calendar_year(2024) == years(2024)
