from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.progress.implied import prints_as, solve_rate_target, solve_target
from recruitment.progress.verdicts import StatedKind

PERCENT, OVER = StatedKind.PERCENT_OF_TARGET, StatedKind.OVER_PERCENT


def printed(percent: Fraction, decimals: int) -> set[Decimal]:
    """The percent as two newspapers would print it: rounded, and cut off."""
    quantum = Decimal(1).scaleb(-decimals)
    with localcontext(prec=40):
        value = Decimal(percent.numerator) / Decimal(percent.denominator)
        return {value.quantize(quantum, ROUND_HALF_UP), value.quantize(quantum, ROUND_DOWN)}


@pytest.mark.parametrize(
    ("admitted", "stated", "kind", "targets"),
    [
        (12, "109", PERCENT, [11]),
        (12, "100", PERCENT, [12]),
        (1147, "27", OVER, list(range(897, 907))),
        (95, "45", StatedKind.OVER_PERSONS, [50]),
        (12, "110", PERCENT, []),
        (95, "95", StatedKind.OVER_PERSONS, []),
        (95, "45.5", StatedKind.OVER_PERSONS, []),
        (0, "50", PERCENT, []),
        (5, "0", PERCENT, []),
    ],
)
def test_targets_of_the_articles(admitted, stated, kind, targets):
    assert list(solve_target(admitted, Decimal(stated), 0, kind)) == targets


def test_the_printed_digits_narrow_it():
    """39,66 % of 238: cut off it is 600, and no other plan prints so."""
    assert solve_target(238, Decimal("39.66"), 2, PERCENT) == (600,)
    assert len(solve_target(238, Decimal(39), 0, PERCENT)) > 1


@given(st.integers(1, 60), st.integers(1, 300), st.integers(0, 2))
def test_every_whole_number_that_prints_so_and_no_other(admitted, plan, decimals):
    """Against trying all plans from 1 to N, for a percent that some plan does print."""
    for stated in printed(Fraction(100 * admitted, plan), decimals):
        if stated <= 0:
            continue
        # Beyond 4 × plan the percent is below a quarter of this one, and prints as less.
        tried = [
            other
            for other in range(1, 4 * plan + 1)
            if stated in printed(Fraction(100 * admitted, other), decimals)
        ]
        assert list(solve_target(admitted, stated, decimals, PERCENT)) == tried
        assert plan in tried


@given(st.integers(1, 60), st.decimals("0.1", 300, places=1))
def test_any_printed_percent(admitted, stated):
    plans = range(1, 2001)
    tried = [plan for plan in plans if stated in printed(Fraction(100 * admitted, plan), 1)]
    found = solve_target(admitted, stated, 1, PERCENT)
    assert [plan for plan in found if plan in plans] == tried


@given(st.integers(1, 200), st.integers(0, 150), st.integers(0, 1))
def test_percent_over_the_plan(admitted, over, decimals):
    """27 % over the plan is 127 % of it."""
    tried = [
        plan
        for plan in range(1, 201)
        if over in printed(Fraction(100 * admitted, plan) - 100, decimals)
        and Fraction(100 * admitted, plan) >= 100
    ]
    found = solve_target(admitted, Decimal(over), decimals, OVER)
    assert [plan for plan in found if plan <= admitted] == tried


@given(st.integers(1, 500), st.integers(0, 500))
def test_persons_over_the_plan(admitted, over):
    tried = [plan for plan in range(1, 501) if admitted - plan == over]
    assert list(solve_target(admitted, Decimal(over), 0, StatedKind.OVER_PERSONS)) == tried


def test_a_result_that_fixes_no_count_target():
    with pytest.raises(ValueError, match="does not fix"):
        solve_target(906, Decimal("5.5"), 1, StatedKind.RATE_PER_YEAR)


def test_percentage_points_over_a_rate():
    """Móng Cái: 5,5 % a year, 0,5 % over the resolution: 5 %."""
    assert solve_rate_target(Decimal("5.5"), 1, Decimal("0.5"), 1) == (5,)


@given(st.integers(1, 12), st.integers(0, 99), st.integers(0, 1))
def test_points_against_true_rates(plan, hundredths, decimals):
    """A true rate over a whole plan, printed in any way, gives back the plan."""
    over = Fraction(hundredths, 100)
    for rate in printed(plan + over, decimals):
        for points in printed(over, decimals):
            assert plan in solve_rate_target(rate, decimals, points, decimals)


@given(st.integers(1, 90), st.integers(0, 40))
def test_points_against_trying_all_plans(rate, over):
    """Every whole plan for which some true rate prints so: steps of a thousandth see them all."""
    tried = {
        plan
        for plan in range(1, 12)
        for thousandths in range(1000 * plan, 1000 * plan + 5000, 10)
        if Decimal(rate) / 10 in printed(Fraction(thousandths, 1000), 1)
        and Decimal(over) / 10 in printed(Fraction(thousandths, 1000) - plan, 1)
    }
    found = solve_rate_target(Decimal(rate) / 10, 1, Decimal(over) / 10, 1)
    assert {plan for plan in found if plan < 12} >= tried
    # The plan is the true rate less the true surplus, each printed within a tenth.
    assert all(abs(Decimal(rate - over) / 10 - plan) <= Decimal("0.15") for plan in found)


def test_prints_rounded_or_cut_off():
    assert prints_as(Fraction(119, 3), Decimal("39.66"), 2)
    assert prints_as(Fraction(119, 3), Decimal("39.67"), 2)
    assert not prints_as(Fraction(119, 3), Decimal("39.65"), 2)
