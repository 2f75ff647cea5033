from datetime import date
from itertools import permutations

import pytest

from recruitment.progress.counts import Finality, preferred

from .cast import count, days, stock, years

WHOLE = years(2021)


def test_precedence_of_sources():
    """Final before provisional, an entry before an article, the newer, the lower id."""
    new, old = date(2023, 1, 1), date(2022, 1, 1)
    in_order = [
        count(1, WHOLE, id=9, finality=Finality.FINAL, entered=True, published=new),
        count(1, WHOLE, id=8, finality=Finality.UNKNOWN, entered=True, published=old),
        count(1, WHOLE, id=4, finality=Finality.FINAL, published=new),
        count(1, WHOLE, id=5, finality=Finality.FINAL, published=old),
        count(1, WHOLE, id=6, finality=Finality.FINAL, published=old),
        count(1, WHOLE, id=1, finality=Finality.PROVISIONAL, entered=True, published=new),
        count(1, WHOLE, id=2, finality=Finality.PROVISIONAL, published=new),
    ]
    for place, better in enumerate(in_order):
        for worse in in_order[place + 1 :]:
            assert preferred([worse, better]) is preferred([better, worse]) is better


def test_the_same_for_members():
    kept = stock(100, "2021-12-31", id=3, entered=True)
    for order in permutations([kept, stock(90, "2021-12-31", id=1), stock(80, "2021-12-31", id=2)]):
        assert preferred(order) is kept


def test_none_is_preferred_of_none():
    with pytest.raises(ValueError, match="empty"):
        preferred([])


def test_the_fewest_days_that_inferred_dates_allow():
    inferred = count(5, WHOLE, from_latest=date(2021, 3, 1), to_earliest=date(2021, 11, 30))
    assert inferred.shortest == days("2021-03-01", "2021-11-30")
    assert count(5, WHOLE).shortest == WHOLE
    crossing = count(5, WHOLE, from_latest=date(2021, 9, 1), to_earliest=date(2021, 3, 1))
    assert crossing.shortest == days("2021-09-01", "2021-09-01")


def test_about_10_is_not_exact():
    """Only 10 lies within 5 % of 10, but nobody counted it."""
    assert count(10, WHOLE).is_exact
    assert not count(10, WHOLE, "about").is_exact
    assert not count(10, WHOLE, "more_than").is_exact


def test_dates_are_stated_when_both_are():
    assert count(1, WHOLE).dates_stated
    assert not count(1, WHOLE, from_stated=False).dates_stated
    assert not count(1, WHOLE, to_stated=False).dates_stated
