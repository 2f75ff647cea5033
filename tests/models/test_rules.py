"""The rules alone, without a database: every door calls them."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from recruitment.models import rules, target_rules
from recruitment.progress.qualifiers import Qualifier, interval_of

COUNTS = st.tuples(st.integers(0, 10**6), st.sampled_from([q.value for q in Qualifier]))


def said(problem, language="en"):
    with translation.override(language):
        return problem.messages[0]


@given(part=COUNTS, whole=COUNTS)
def test_a_part_is_refused_only_where_it_must_exceed_its_whole(part, whole):
    problem = rules.part_above_whole(part, whole, "pupils", "total")
    least = interval_of(part[0], Qualifier(part[1])).low
    most = interval_of(whole[0], Qualifier(whole[1])).high
    assert (problem is not None) == (most is not None and least > most)


@pytest.mark.parametrize(
    ("part", "whole", "refused"),
    [
        ((25, "more_than"), (50, "exact"), False),
        ((50, "more_than"), (50, "exact"), True),
        ((600, "exact"), (500, "more_than"), False),
        ((105, "exact"), (100, "about"), False),
        ((106, "exact"), (100, "about"), True),
    ],
)
def test_qualifiers_are_heard(part, whole, refused):
    assert bool(rules.part_above_whole(part, whole, "part", "whole")) is refused


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (date(2025, 7, 1), date(2025, 9, 30), "outside_life"),
        (date(2019, 1, 1), date(2019, 12, 31), "outside_life"),
        (date(2025, 4, 1), date(2025, 9, 30), None),
        (date(2020, 1, 1), date(2020, 3, 31), None),
        (date(2025, 6, 30), date(2025, 6, 30), None),
    ],
)
def test_a_figure_needs_one_day_of_its_committees_life(first, last, code):
    life = (date(2020, 3, 15), date(2025, 6, 30))
    problem = rules.outside_life("Ô Môn", life, first, last)
    assert (problem.code if problem else None) == code


def test_a_life_without_known_ends_holds_every_day():
    assert rules.outside_life("x", (None, None), date(1, 1, 1), date(9999, 12, 31)) is None


def test_the_problem_says_what_where_and_how_to_mend_it_in_the_users_language():
    with translation.override("vi"):
        problem = rules.part_above_whole((1500, "exact"), (1464, "exact"), "học sinh", "tổng số")
        text = problem.messages[0]
    assert "học sinh" in text
    assert "1.500" in text
    assert "1.464" in text
    with translation.override("en"):
        problem = rules.ends_before_start(date(2022, 5, 16), date(2021, 5, 16))
        text = problem.messages[0]
    assert "2021" in text
    assert "Correct" in text


@pytest.mark.parametrize(
    ("value", "decimals", "fine"),
    [("39.66", 2, True), ("39.66", 1, False), ("109", 0, True), ("5.50", 1, True), (None, 1, True)],
)
def test_a_printed_value_has_the_printed_digits(value, decimals, fine):
    given_value = None if value is None else Decimal(value)
    assert (rules.digits_beyond(given_value, decimals) is None) is fine


@pytest.mark.parametrize(
    ("kind", "low", "high", "code"),
    [
        ("count", None, None, "low_missing"),
        ("count", 0, 0, "not_above_zero"),
        ("count", Decimal("1.5"), None, "not_whole"),
        ("rate", Decimal("3.5"), 4, None),
        ("rate", 130, None, "above_hundred"),
        ("count", 130, None, None),
    ],
)
def test_the_number_of_a_target(kind, low, high, code):
    problem = target_rules.target_number(kind, low, high)
    assert (problem.code if problem else None) == code


@pytest.mark.parametrize(
    ("sense", "basis", "low", "high", "code"),
    [
        ("floor", "stated", 130, None, None),
        ("floor", "stated", 130, 130, "floor_has_high"),
        ("band", "stated", 3, 4, None),
        ("band", "stated", 3, None, "high_missing"),
        ("band", "stated", 4, 3, "high_below_low"),
        ("total", "stated", 600, 600, None),
        ("total", "stated", 600, 601, "total_is_one_number"),
        ("total", "implied", 897, 906, None),
        ("total", "implied", 897, None, "high_missing"),
        ("total", "stated", None, 5, None),
    ],
)
def test_the_high_end_fits_the_sense(sense, basis, low, high, code):
    problem = target_rules.target_high(sense, basis, low, high)
    assert (problem.code if problem else None) == code


def test_a_yearly_target_covers_whole_years():
    assert target_rules.not_whole_years(date(2021, 1, 1), date(2025, 12, 31)) is None
    assert target_rules.not_whole_years(date(2021, 1, 1), date(2025, 6, 30))


@pytest.mark.parametrize(
    ("first", "last", "refused"),
    [
        (date(2022, 1, 1), date(2022, 12, 31), None),
        (date(1930, 2, 3), None, None),
        (date(204, 1, 1), date(2024, 12, 31), "204"),
        (date(2024, 1, 1), date(9999, 12, 31), "9999"),
    ],
)
def test_a_slip_of_a_year_is_named(first, last, refused):
    problem = rules.beyond_calendar(first, last)
    assert (refused in said(problem)) if refused else problem is None
