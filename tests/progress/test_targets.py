from fractions import Fraction

import pytest

from recruitment.progress.intervals import Interval

from .cast import target, years

TERM = years(2021, 2025)


@pytest.mark.parametrize(
    ("sense", "low", "high", "aim", "upper"),
    [
        ("total", 600, 600, (600, 600), None),
        ("total", 897, 906, (897, 906), None),
        ("floor", 130, None, (130, 130), None),
        ("band", 3, 4, (3, 3), 4),
    ],
)
def test_what_is_to_be_reached_and_what_is_above_it(sense, low, high, aim, upper):
    """Only a total's range is one unknown number; a band is met from its low end."""
    found = target("x", TERM, low, high, sense=sense)
    assert found.aim == Interval.between(*aim)
    assert found.upper == upper


@pytest.mark.parametrize("low", [0, -1, Fraction(0)])
def test_no_target_is_not_a_target_of_0(low):
    with pytest.raises(ValueError, match="above 0"):
        target("x", TERM, low)
