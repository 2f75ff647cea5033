"""The tables, line by line and on both sides of every boundary."""

from fractions import Fraction
from itertools import combinations
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.progress.pace import Clock
from recruitment.progress.periods import Period
from recruitment.progress.status import (
    Status,
    at_end,
    average_floor_status,
    average_total_status,
    count_status,
    rate_status,
    settled,
)

from .strategies import day

EXCEEDED, ACHIEVED, NOT_ACHIEVED = Status.EXCEEDED, Status.ACHIEVED, Status.NOT_ACHIEVED
ON_PACE, BEHIND, TOO_EARLY = Status.ON_PACE, Status.BEHIND, Status.TOO_EARLY
UNDETERMINED = Status.UNDETERMINED


def clock(passed: int, length: int, covered: int | None = None) -> Clock:
    window = Period(day(0), day(length - 1))
    return Clock(window, day(passed - 1), passed if covered is None else covered)


def expected(admitted: int, aim: int, upper: int, passed: int, length: int) -> Status:
    """The lines of the table in whole numbers."""
    if admitted > upper:
        return EXCEEDED
    if admitted >= aim:
        return ACHIEVED
    if passed == length:
        return NOT_ACHIEVED
    if 10 * passed < length:
        return TOO_EARLY
    return ON_PACE if admitted >= aim * passed // length else BEHIND


@pytest.mark.parametrize("length", [1, 7, 10, 20, 21])
def test_count_against_total_or_floor_everywhere(length):
    for aim in (1, 2, 3, 7, 10, 33):
        for passed in range(1, length + 1):
            for admitted in range(aim + 3):
                found = count_status(Fraction(admitted), Fraction(aim), None, clock(passed, length))
                assert found is expected(admitted, aim, aim, passed, length)


@pytest.mark.parametrize("length", [1, 10, 20])
def test_count_against_a_band_everywhere(length):
    for low, high in ((1, 1), (3, 5), (10, 12)):
        for passed in range(1, length + 1):
            for admitted in range(high + 3):
                at = clock(passed, length)
                found = count_status(Fraction(admitted), Fraction(low), Fraction(high), at)
                assert found is expected(admitted, low, high, passed, length)


@pytest.mark.parametrize(
    ("admitted", "passed", "status"),
    [
        (0, 36, TOO_EARLY),  # 36/365 is 9,9 %
        (0, 37, BEHIND),  # 37/365 is 10,1 %
        (260, 273, BEHIND),  # Hạ Long: 350·273/365 = 261,8; 261 is on pace, 260 is not
        (261, 273, ON_PACE),
        (263, 273, ON_PACE),
        (349, 364, ON_PACE),
        (348, 364, BEHIND),
        (349, 365, NOT_ACHIEVED),
        (350, 1, ACHIEVED),
        (350, 365, ACHIEVED),
        (351, 1, EXCEEDED),
        (351, 365, EXCEEDED),
        (inf, 1, EXCEEDED),
    ],
)
def test_350_a_year(admitted, passed, status):
    value = admitted if admitted == inf else Fraction(admitted)
    assert count_status(value, Fraction(350), None, clock(passed, 365)) is status


def test_exactly_a_tenth_is_not_too_early():
    assert count_status(Fraction(0), Fraction(600), None, clock(10, 100)) is BEHIND
    assert count_status(Fraction(0), Fraction(600), None, clock(9, 100)) is TOO_EARLY


def test_expected_is_cut_off_not_rounded():
    """A target of 1 expects nobody before the end, 3 a half way: 1."""
    assert count_status(Fraction(0), Fraction(1), None, clock(99, 100)) is ON_PACE
    assert count_status(Fraction(1), Fraction(3), None, clock(50, 100)) is ON_PACE
    assert count_status(Fraction(0), Fraction(3), None, clock(50, 100)) is BEHIND


def test_missing_days():
    """Judged on the covered days; at the end a target may have been reached in the missing ones."""
    assert count_status(Fraction(5), Fraction(100), None, clock(90, 100, 9)) is TOO_EARLY
    assert count_status(Fraction(10), Fraction(100), None, clock(90, 100, 10)) is ON_PACE
    assert count_status(Fraction(9), Fraction(100), None, clock(90, 100, 10)) is BEHIND
    assert count_status(Fraction(9), Fraction(100), None, clock(100, 100, 99)) is UNDETERMINED
    assert count_status(Fraction(100), Fraction(100), None, clock(100, 100, 99)) is ACHIEVED
    assert count_status(Fraction(101), Fraction(100), None, clock(100, 100, 99)) is EXCEEDED


# From worse to better; too little time to judge is no worse than anything that time may bring.
ORDER = [NOT_ACHIEVED, BEHIND, ON_PACE, TOO_EARLY, ACHIEVED, EXCEEDED]
counts = st.integers(0, 60)


@given(counts, counts, st.integers(1, 40), st.integers(1, 80), st.data())
def test_more_admissions_are_never_worse(one, other, aim, length, data):
    at = clock(data.draw(st.integers(1, length)), length)
    upper = data.draw(st.one_of(st.none(), st.integers(aim, aim + 9)))
    fewer, more = sorted((one, other))
    band = None if upper is None else Fraction(upper)
    first = count_status(Fraction(fewer), Fraction(aim), band, at)
    assert ORDER.index(first) <= ORDER.index(count_status(Fraction(more), Fraction(aim), band, at))


@given(counts, st.integers(1, 40), st.integers(1, 80), st.data())
def test_the_same_count_later_is_never_better(admitted, aim, length, data):
    passed = st.integers(1, length)
    early, late = sorted((data.draw(passed), data.draw(passed)))
    first, then = (
        count_status(Fraction(admitted), Fraction(aim), None, clock(day, length))
        for day in (early, late)
    )
    assert ORDER.index(then) <= ORDER.index(first)


# -- Rates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rate", "running", "ended_band", "ended_floor"),
    [
        ("0", BEHIND, NOT_ACHIEVED, NOT_ACHIEVED),
        ("2.9999", BEHIND, NOT_ACHIEVED, NOT_ACHIEVED),
        ("3", ON_PACE, ACHIEVED, ACHIEVED),
        ("4", ON_PACE, ACHIEVED, ACHIEVED),
        ("4.0001", ON_PACE, EXCEEDED, ACHIEVED),
        (inf, ON_PACE, EXCEEDED, ACHIEVED),
    ],
)
def test_3_to_4_percent(rate, running, ended_band, ended_floor):
    value = rate if rate == inf else Fraction(rate)
    low, high = Fraction(3), Fraction(4)
    assert rate_status(value, low, high, ended=False) is running
    assert rate_status(value, low, None, ended=False) is running
    assert rate_status(value, low, high, ended=True) is ended_band
    assert rate_status(value, low, None, ended=True) is ended_floor


# -- Averages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("average", "so_far", "ended"),
    [
        (349, BEHIND, NOT_ACHIEVED),
        (350, ACHIEVED, ACHIEVED),
        (366, EXCEEDED, EXCEEDED),
        (inf, EXCEEDED, EXCEEDED),
    ],
)
def test_an_average_against_a_yearly_total(average, so_far, ended):
    value = average if average == inf else Fraction(average)
    assert average_total_status(value, Fraction(350), None, ended=False) is so_far
    assert average_total_status(value, Fraction(350), None, ended=True) is ended


def test_an_average_against_a_yearly_floor():
    """390 in three years of at least 130: each may have failed, or none; 389: one has."""
    assert average_floor_status(Fraction(389), Fraction(130), 3) is NOT_ACHIEVED
    assert average_floor_status(Fraction(390), Fraction(130), 3) is UNDETERMINED
    assert average_floor_status(Fraction(3900), Fraction(130), 3) is UNDETERMINED
    assert average_floor_status(inf, Fraction(130), 3) is UNDETERMINED
    assert average_floor_status(Fraction(0), Fraction(130), 0) is UNDETERMINED


# -- All combinations of ends --------------------------------------------------------------------


def test_settled_on_every_set_of_statuses():
    for size in range(1, len(Status) + 1):
        for found in combinations(Status, size):
            if size == 1:
                assert settled(found) is found[0]
            elif set(found) == {EXCEEDED, ACHIEVED}:
                assert settled(found) is ACHIEVED
            else:
                assert settled(found) is UNDETERMINED


@given(st.lists(st.sampled_from(Status), min_size=1))
def test_settled_has_no_order(found):
    assert settled(found) is settled(reversed(found)) is settled(found * 2)


def test_an_open_end_is_infinite():
    assert at_end(None) == inf
    assert at_end(Fraction(3)) == 3
