import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.progress.intervals import Interval
from recruitment.progress.qualifiers import Qualifier, interval_of, last_digit_unit, reading_of


@pytest.mark.parametrize(
    ("value", "qualifier", "amount", "reading"),
    [
        (238, "exact", (238, 238), (238, 238)),
        (0, "exact", (0, 0), (0, 0)),
        (500, "more_than", (501, None), (501, 599)),
        (14_000, "more_than", (14_001, None), (14_001, 14_999)),
        (25, "more_than", (26, None), (26, 26)),
        (0, "more_than", (1, None), (1, None)),
        (130, "at_least", (130, None), (130, None)),
        (101_000, "rounded", (100_500, 101_499), (100_500, 101_499)),
        (50, "rounded", (45, 54), (45, 54)),
        (7, "rounded", (7, 7), (7, 7)),
        (0, "rounded", (0, 0), (0, 0)),
        (100, "about", (95, 105), (95, 105)),
        (238, "about", (227, 249), (227, 249)),
        (10, "about", (10, 10), (10, 10)),
    ],
)
def test_what_a_word_leaves_open(value, qualifier, amount, reading):
    assert interval_of(value, Qualifier(qualifier)) == Interval.between(*amount)
    assert reading_of(value, Qualifier(qualifier)) == Interval.between(*reading)


@given(st.integers(1, 10**7))
def test_the_last_digit_that_is_not_0(value):
    zeros = len(str(value)) - len(str(value).rstrip("0"))
    assert last_digit_unit(value) == 10**zeros


def test_0_has_no_such_digit():
    assert last_digit_unit(0) == 1


@given(st.integers(0, 10**6), st.sampled_from(Qualifier))
def test_a_figure_may_be_what_it_says_and_a_status_never_takes_it_for_more(value, qualifier):
    amount, reading = interval_of(value, qualifier), reading_of(value, qualifier)
    assert amount.meets(Interval.exact(value)) is (qualifier is not Qualifier.MORE_THAN)
    assert amount.low >= 0
    assert amount.low.denominator == 1
    assert reading.low == amount.low
    assert amount.high is None or reading.high == amount.high


@given(st.integers(1, 10**6))
def test_about_is_every_whole_number_within_5_percent(value):
    amount = interval_of(value, Qualifier.ABOUT)
    assert 20 * (amount.low - 1) < 19 * value <= 20 * amount.low
    assert 20 * amount.high <= 21 * value < 20 * (amount.high + 1)


@given(st.integers(1, 10**5), st.sampled_from([1, 10, 100, 1000]))
def test_rounded_is_every_whole_number_that_rounds_to_it(value, unit):
    stated = value * unit
    amount = interval_of(stated, Qualifier.ROUNDED)
    step = last_digit_unit(stated)
    for number in (amount.low, amount.high):
        assert (number + step // 2) // step * step == stated
    if step > 1:
        assert (amount.low - 1 + step // 2) // step * step == stated - step
        assert (amount.high + 1 + step // 2) // step * step == stated + step
