from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.progress.intervals import Interval
from recruitment.progress.verdicts import Verdict, verdict

from .strategies import held, intervals


@pytest.mark.parametrize(
    ("stated", "decimals", "computed", "expected"),
    [
        ("39.66", 2, Interval.exact(Fraction(23800, 600)), "agrees_truncated"),
        ("39.67", 2, Interval.exact(Fraction(23800, 600)), "agrees"),
        ("39.660", 2, Interval.exact(Fraction(23800, 600)), "agrees_truncated"),
        ("39.7", 1, Interval.exact(Fraction(23800, 600)), "agrees"),
        ("39.65", 2, Interval.exact(Fraction(23800, 600)), "disagrees"),
        ("366", 0, Interval.exact(366), "agrees"),
        ("5.5", 1, None, "cannot_check"),
        # Known only between two ends: all of it prints so, or some, or none.
        ("4", 0, Interval.between(Fraction(36, 10), Fraction(44, 10)), "agrees"),
        ("4", 0, Interval.between(Fraction(41, 10), Fraction(48, 10)), "agrees_truncated"),
        ("27", 0, Interval.between(Fraction(266, 10), Fraction(2787, 100)), "cannot_check"),
        ("26", 0, Interval.between(Fraction(268, 10), Fraction(2787, 100)), "cannot_check"),
        ("25", 0, Interval.between(Fraction(266, 10), Fraction(2787, 100)), "disagrees"),
        ("29", 0, Interval.between(Fraction(266, 10), Fraction(2787, 100)), "disagrees"),
        ("3", 0, Interval.between(Fraction(281, 100), None), "cannot_check"),
        ("2", 0, Interval.between(Fraction(281, 100), None), "cannot_check"),
        ("1", 0, Interval.between(Fraction(281, 100), None), "disagrees"),
    ],
)
def test_printed_against_computed(stated, decimals, computed, expected):
    assert verdict(Decimal(stated), decimals, computed) is Verdict(expected)


@given(st.fractions(0, 300, max_denominator=997), st.decimals(0, 300, places=3), st.integers(0, 3))
def test_an_exact_value_by_decimal_rounding(value, other, decimals):
    with localcontext(prec=60):
        true = Decimal(value.numerator) / Decimal(value.denominator)
        quantum = Decimal(1).scaleb(-decimals)
        up, cut = true.quantize(quantum, ROUND_HALF_UP), true.quantize(quantum, ROUND_DOWN)
    computed = Interval.exact(value)
    assert verdict(up, decimals, computed) is Verdict.AGREES
    assert verdict(cut, decimals, computed) is (
        Verdict.AGREES if cut == up else Verdict.AGREES_TRUNCATED
    )
    if other not in (up, cut):
        assert verdict(other, decimals, computed) is Verdict.DISAGREES


@given(st.data(), intervals(), st.integers(0, 2), st.decimals(0, 400, places=2))
def test_an_interval_judges_only_what_holds_for_every_value_in_it(data, computed, decimals, stated):
    value = Interval.exact(data.draw(held(computed)))
    whole, one = verdict(stated, decimals, computed), verdict(stated, decimals, value)
    if whole is Verdict.DISAGREES:
        assert one is Verdict.DISAGREES
    if whole in {Verdict.AGREES, Verdict.AGREES_TRUNCATED}:
        assert one in {Verdict.AGREES, Verdict.AGREES_TRUNCATED}
