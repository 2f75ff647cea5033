from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from recruitment.progress.intervals import ZERO, Interval, rounded, total, truncated

from .strategies import fractions, held, intervals


def test_low_comes_first():
    with pytest.raises(ValueError, match="below its low end"):
        Interval.between(2, 1)


def test_ends_of_an_exact_value_are_one():
    assert Interval.exact(3).ends == (3,)
    assert Interval.exact(3).is_exact
    assert Interval.between(3, 4).ends == (3, 4)
    assert Interval.between(3, None).ends == (3, None)
    assert not Interval.between(3, None).is_exact


def test_ends_are_exact_fractions():
    third = Interval.exact(1).over(Interval.exact(3))
    assert third.times(3) == Interval.exact(1)


def test_nothing_adds_up_to_exactly_0():
    assert total(()) == ZERO == Interval.exact(0)


def test_what_a_part_leaves():
    assert Interval.exact(238).minus(Interval.exact(218)) == Interval.exact(20)
    assert Interval.exact(238).minus(Interval.between(218, None)) == Interval.between(0, 20)
    assert Interval.between(501, None).minus(Interval.exact(400)) == Interval.between(101, None)
    assert Interval.between(1, 5).minus(Interval.between(3, 9)) == Interval.between(0, 2)
    assert Interval.exact(5).minus(Interval.exact(6)) is None


def test_nothing_is_divided_by_what_may_be_0():
    with pytest.raises(ZeroDivisionError):
        Interval.exact(5).over(Interval.between(0, 3))
    assert Interval.exact(5).over(Interval.between(2, None)) == Interval.between(0, Fraction(5, 2))


@given(st.data(), intervals(), intervals())
def test_sums_products_and_quotients_hold_every_possible_result(data, one, other):
    a, b = data.draw(held(one)), data.draw(held(other))
    assert holds(one.plus(other), a + b)
    factor = data.draw(fractions)
    assert holds(one.times(factor), a * factor)
    if other.low > 0:
        assert holds(one.over(other), a / b)
    if b <= a:
        assert holds(one.minus(other), a - b)
    assert holds(one.opened(), a)
    assert one.opened().low == one.low


@given(intervals(open_ended=False), intervals(open_ended=False))
def test_no_result_is_wider_than_its_ends_make_it(one, other):
    both = one.plus(other)
    assert (both.low, both.high) == (one.low + other.low, one.high + other.high)
    assume(other.low > 0)
    quotient = one.over(other)
    assert (quotient.low, quotient.high) == (one.low / other.high, one.high / other.low)


@given(intervals(), intervals(), intervals())
def test_addition_has_no_order(one, two, three):
    assert one.plus(two) == two.plus(one)
    assert one.plus(two).plus(three) == one.plus(two.plus(three))
    assert one.plus(ZERO) == one
    assert total((one, two, three)) == three.plus(one).plus(two)


@given(intervals(), intervals())
def test_two_meet_when_a_value_lies_in_both(one, other):
    highs = [end for end in (one.high, other.high) if end is not None]
    common = not highs or max(one.low, other.low) <= min(highs)
    assert one.meets(other) is other.meets(one) is common


@given(intervals(), intervals())
def test_a_part_that_must_be_larger_than_its_whole_leaves_nothing(whole, part):
    impossible = whole.high is not None and part.low > whole.high
    left = whole.minus(part)
    assert (left is None) is impossible
    assert left is None or left.low >= 0


def holds(interval, value):
    return interval.low <= value and (interval.high is None or value <= interval.high)


# -- Printing ------------------------------------------------------------------------------------


def test_half_away_from_zero():
    assert rounded(Fraction(5, 2)) == 3
    assert rounded(Fraction(-5, 2)) == -3
    assert rounded(Fraction(119, 3), 2) == Decimal("39.67")
    assert truncated(Fraction(119, 3), 2) == Decimal("39.66")
    assert truncated(Fraction(-119, 3), 2) == Decimal("-39.66")
    assert str(rounded(Fraction(1), 2)) == "1.00"
    assert str(rounded(Fraction(-1, 1000), 2)) == "0.00"


@given(st.decimals(-10_000, 10_000, places=4), st.integers(0, 4))
def test_rounding_is_that_of_the_decimal_module(value, places):
    quantum = Decimal(1).scaleb(-places)
    assert rounded(Fraction(value), places) == value.quantize(quantum, ROUND_HALF_UP)
    assert truncated(Fraction(value), places) == value.quantize(quantum, ROUND_DOWN)


@given(st.fractions(-500, 500), st.integers(0, 3))
def test_a_printed_number_is_near_the_true_one(value, places):
    unit = Fraction(1, 10**places)
    assert abs(Fraction(rounded(value, places)) - value) <= unit / 2
    assert 0 <= abs(value) - abs(Fraction(truncated(value, places))) < unit
    assert rounded(-value, places) == -rounded(value, places)
