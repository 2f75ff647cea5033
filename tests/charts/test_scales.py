from fractions import Fraction

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from recruitment.charts.scales import bar_axis, date_axis, number_axis, percent_axis, rate_axis
from recruitment.charts.spec import Point
from tests.progress.cast import days, years

VALUES = st.lists(st.fractions(0, 10**6), max_size=5)


@given(VALUES)
def test_a_number_axis_starts_at_0_and_holds_every_value_in_few_round_steps(values):
    axis = number_axis(values)
    assert axis.low == 0
    assert all(value <= axis.high for value in values)
    assert 2 <= len(axis.ticks) <= 6
    assert axis.ticks[-1].at == axis.high
    step = axis.ticks[1].at - axis.ticks[0].at
    assert str(step).rstrip("0") in {"1", "2", "5"}


@given(VALUES)
def test_a_percent_axis_always_shows_the_target_and_never_cuts(values):
    axis = percent_axis([Point("x", value) for value in values])
    assert axis.high >= 100
    assert all(value <= axis.high for value in values)
    assert 100 in [tick.at for tick in axis.ticks] or axis.high > 400
    assert len(axis.ticks) <= 6


def test_an_open_end_leaves_room_for_its_arrow():
    closed, opened = Point("x", 90), Point("x", 90, open=True)
    assert bar_axis([closed]).high == 90
    assert bar_axis([opened]).high > 95
    assert rate_axis([Point("x", Fraction(4))]).high >= 4


def test_nothing_still_gives_a_scale():
    assert bar_axis([]).high > 0
    assert number_axis([]).high > 0


def labels(period):
    return [tick.label for tick in date_axis(period).ticks]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (days("2021-01-01", "2025-12-31"), ["2021", "2022", "2023", "2024", "2025"]),
        (days("2023-06-14", "2024-04-10"), ["III/2023", "IV/2023", "I/2024"]),
        (days("2024-03-05", "2024-05-20"), ["3/2024", "4/2024", "5/2024"]),
        (days("2024-03-05", "2024-03-05"), ["3/2024"]),
    ],
)
def test_days_are_named_by_years_quarters_or_months(period, expected):
    assert labels(period) == expected


def test_the_quarters_of_one_year_are_named_shortly():
    with override("en"):
        assert labels(years(2022)) == ["Q I", "Q II", "Q III", "Q IV"]


@given(st.dates(), st.integers(0, 5000))
def test_every_axis_of_dates_has_a_name(start, length):
    end = start.toordinal() + length
    if end < 3_652_000:
        axis = date_axis(days(start.isoformat(), start.fromordinal(end).isoformat()))
        assert axis.ticks
        assert all(axis.low <= tick.at <= axis.high for tick in axis.ticks)
        assert all(axis.low <= edge <= axis.high for edge in axis.edges)
