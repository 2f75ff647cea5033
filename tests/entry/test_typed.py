from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from recruitment.entry import typed


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("1464", 1464), ("1.464", 1464), ("12.345.678", 12345678), ("1\u00a0464", 1464)],
)
def test_whole_numbers(text, number):
    assert typed.whole_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "39,67", "39.67", "1.46", "1.4640", "0.464", "1,464", "-1", "1e3", "١٢", "9" * 10]
)
def test_what_is_no_whole_number(text):
    with pytest.raises(ValidationError):
        typed.whole_number(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("39,67", "39.67"),
        ("39.67", "39.67"),
        ("1.464", "1464"),
        ("1.464,5", "1464.5"),
        ("0.125", "0.125"),
        ("1,464", "1.464"),
        ("12", "12"),
    ],
)
def test_decimal_numbers(text, number):
    assert typed.decimal_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "1,2,3", "1.2.3", "ba", "1,464.5", "-1,5", ",5", "5,"])
def test_what_is_no_number(text):
    with pytest.raises(ValidationError):
        typed.decimal_number(text)


def test_three_digits_after_a_point_have_two_meanings():
    assert typed.has_two_meanings("1.464")
    assert not any(typed.has_two_meanings(text) for text in ("1,464", "0.464", "1.46", "1.464.000"))


@given(st.integers(min_value=0, max_value=10**9 - 1))
def test_what_is_written_is_read_again(number):
    plain, grouped = str(number), f"{number:,}".replace(",", ".")
    assert typed.whole_number(plain) == typed.whole_number(grouped) == number
    assert typed.decimal_number(grouped) == number


@given(st.decimals(min_value=0, max_value=10**6, places=3))
def test_decimals_that_are_shown_are_read_again(number):
    shown = typed.written(number)
    assert typed.decimal_number(shown) == number
    assert not typed.has_two_meanings(shown)


@pytest.mark.parametrize("text", ["16/5/2022", "16/05/22", "16-5-2022", "16.5.2022", "2022-05-16"])
def test_days(text):
    assert typed.day(text) == date(2022, 5, 16)


@pytest.mark.parametrize("text", ["", "31/2/2022", "5/16/2022", "today", "2022"])
def test_what_is_no_day(text):
    with pytest.raises(ValidationError):
        typed.day(text)


def test_a_refusal_quotes_no_more_than_a_line():
    with pytest.raises(ValidationError) as refused:
        typed.whole_number("x" * 5000)
    assert len(refused.value.messages[0]) < 200
