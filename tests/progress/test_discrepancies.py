from datetime import date
from itertools import combinations
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from recruitment.progress.counts import Finality, preferred
from recruitment.progress.discrepancies import (
    MOST_WAYS,
    Conflict,
    Discrepancy,
    category_conflicts,
    discrepancies,
)
from recruitment.progress.intervals import Interval, total
from recruitment.progress.periods import quarter_of
from recruitment.progress.tiling import tile

from .cast import HA_LONG, LONG_HUNG, QUANG_NINH, count, days, years
from .strategies import numbers_of, spans
from .test_tiling_oracle import WORDS, true_figures

FIRST_HALF, SECOND_HALF = days("2021-01-01", "2021-06-30"), days("2021-07-01", "2021-12-31")


def test_two_ways_over_the_same_days():
    """A year of 100 beside halves of 50 and 45."""
    year = count(100, years(2021))
    halves = (count(50, FIRST_HALF, id=2), count(45, SECOND_HALF, id=3))
    expected = Discrepancy(
        Conflict.TWO_SUMS, years(2021), Interval.exact(100), Interval.exact(95), (1,), (2, 3)
    )
    assert discrepancies([year, *halves]) == [expected]
    assert discrepancies([*halves, year]) == [expected]


def test_two_sources_of_one_period():
    """The preferred one is used, each other one that differs is listed beside it."""
    article = count(100, years(2021))
    entry = count(105, years(2021), id=2, entered=True)
    late = count(105, years(2021), id=3, published=date(2023, 1, 1))
    found = discrepancies([article, entry, late])
    assert [(d.used_ids, d.other_ids) for d in found] == [((2,), (1,))]
    assert discrepancies([entry, late]) == []


def test_longer_ways_are_made_of_preferred_figures():
    """100 are the entry's 50 and 50; the article's 60 of a half is listed once, with that half."""
    figures = [
        count(60, FIRST_HALF, id=1),
        count(50, FIRST_HALF, id=2, entered=True),
        count(50, SECOND_HALF, id=3),
        count(100, years(2021), id=4),
    ]
    found = discrepancies(figures)
    assert [(d.period, d.used_ids, d.other_ids) for d in found] == [(FIRST_HALF, (2,), (1,))]


def test_the_way_that_is_used_is_the_one_that_a_tiling_uses():
    """Each with one provisional piece: then entries go before articles, as in the tiling."""
    provisional = {"finality": Finality.PROVISIONAL}
    articles = [
        count(50, FIRST_HALF, id=1),
        count(45, SECOND_HALF, id=2, **provisional),
    ]
    entries = [
        count(30, days("2021-01-01", "2021-04-30"), id=3, entered=True, **provisional),
        count(60, days("2021-05-01", "2021-12-31"), id=4, entered=True),
    ]
    (found,) = discrepancies([*articles, *entries])
    assert (found.used_ids, found.other_ids) == ((3, 4), (1, 2))
    used = tile(years(2021), [*articles, *entries])
    assert [piece.count.id for piece in used.pieces] == [3, 4]


def test_an_open_figure_contradicts_only_what_it_excludes():
    more = count(100, years(2021), "more_than")
    assert discrepancies([more, count(140, years(2021), id=2)]) == []
    assert len(discrepancies([more, count(100, years(2021), id=2)])) == 1


def test_rivals_are_compared_with_each_other_where_the_preferred_one_leaves_both_open():
    more = count(100, years(2021), "more_than", finality=Finality.FINAL, entered=True)
    found = discrepancies([more, count(140, years(2021), id=2), count(150, years(2021), id=3)])
    assert [(d.used_ids, d.other_ids) for d in found] == [((2,), (3,))]


def test_a_contradiction_is_told_of_the_days_where_it_lies():
    """Of two years the first contradicts itself: said of that year, not of both again."""
    whole = count(200, years(2021, 2022))
    parts = [count(100, years(2021), id=2), count(100, years(2022), id=3)]
    halves = [count(40, FIRST_HALF, id=4), count(45, SECOND_HALF, id=5)]
    found = discrepancies([whole, *parts, *halves])
    assert [d.period for d in found] == [years(2021), years(2021, 2022)]
    assert [d.other_ids for d in found] == [(4, 5), (4, 5, 3)]
    # Without the figure for both years the first year's says it all.
    assert [d.period for d in discrepancies([*parts, *halves])] == [years(2021)]


def test_a_part_larger_than_its_whole():
    found = discrepancies([count(10, years(2021)), count(12, FIRST_HALF, id=2)])
    assert [(d.conflict, d.period) for d in found] == [(Conflict.PART_EXCEEDS_WHOLE, FIRST_HALF)]
    assert discrepancies([count(12, years(2021)), count(12, FIRST_HALF, id=2)]) == []
    assert discrepancies([count(10, years(2021), "more_than"), count(12, FIRST_HALF, id=2)]) == []


def test_a_category_larger_than_its_total():
    counts = [
        count(10, years(2021)),
        count(11, years(2021), id=2, category="student"),
        count(10, years(2021), id=3, category="pupil"),
        count(99, FIRST_HALF, id=4, category="student"),
    ]
    (found,) = category_conflicts(counts, "total")
    assert (found.conflict, found.used_ids, found.other_ids) == (
        Conflict.CATEGORY_EXCEEDS_TOTAL, (1,), (2,),
    )  # fmt: skip
    assert category_conflicts(counts[1:], "total") == []


def test_the_articles_do_not_contradict_themselves():
    for place in (LONG_HUNG, HA_LONG, QUANG_NINH):
        assert place.standing().discrepancies == ()


# -- Against every way ---------------------------------------------------------------------------


@st.composite
def some_counts(draw, most=6):
    return [
        count(draw(st.integers(0, 4)), draw(spans(0, 5)), id=n, entered=draw(st.booleans()))
        for n in range(1, draw(st.integers(0, most)) + 1)
    ]


def all_ways(counts):
    """Every chain of counts in which each begins on the day after the one before ends."""
    for size in range(1, len(counts) + 1):
        for chosen in combinations(counts, size):
            chain = sorted(chosen, key=lambda c: c.period.start)
            numbers = [n for c in chain for n in numbers_of(c.period)]
            if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
                yield (numbers[0], numbers[-1]), chain


@settings(max_examples=300)
@given(some_counts())
def test_nothing_is_listed_exactly_when_all_ways_agree(counts):
    sums = {}
    for ends, chain in all_ways(counts):
        sums.setdefault(ends, set()).add(sum(c.amount.low for c in chain))
    found = [d for d in discrepancies(counts) if d.conflict is Conflict.TWO_SUMS]
    assert bool(found) is any(len(different) > 1 for different in sums.values())


@given(some_counts())
def test_what_is_listed_is_true(counts):
    by_id = {c.id: c for c in counts}
    found = discrepancies(counts)
    assert len(found) == len(set(found))
    for one in found:
        used, other = ([by_id[n] for n in ids] for ids in (one.used_ids, one.other_ids))
        assert not one.used.meets(one.other)
        assert total(tuple(c.amount for c in used)) == one.used
        assert total(tuple(c.amount for c in other)) == one.other
        if one.conflict is Conflict.TWO_SUMS:
            days_of = [
                sorted(n for c in way for n in numbers_of(c.period)) for way in (used, other)
            ]
            assert days_of[0] == days_of[1] == list(numbers_of(one.period))
            same = [c for c in counts if c.period == one.period]
            if len(used) == len(other) == 1:
                assert preferred(same) in used


@given(some_counts(), st.randoms(use_true_random=False))
def test_the_order_of_the_counts_does_not_matter(counts, random):
    shuffled = random.sample(counts, len(counts))
    assert set(discrepancies(shuffled)) == set(discrepancies(counts))


@given(true_figures(WORDS))
def test_figures_of_one_true_series_never_contradict_each_other(case):
    _, counts = case
    assert discrepancies(counts) == []


def test_contradictions_everywhere_stay_few_and_quick():
    """Five years of quarters from two sources that never agree, and a year's figure beside them."""
    counts = []
    for year in range(2021, 2026):
        for month in (1, 4, 7, 10):
            for entered in (False, True):
                value = (7 * len(counts) * len(counts)) % 400
                period = quarter_of(date(year, month, 1))
                counts.append(count(value, period, id=len(counts), entered=entered))
        counts.append(count(500, years(year), id=len(counts)))
    started = process_time()
    found = discrepancies(counts)
    assert process_time() - started < 1
    two_sums = [d for d in found if d.conflict is Conflict.TWO_SUMS]
    assert len(two_sums) == 5 * (4 + 1)


def test_where_many_ways_differ_the_lowest_and_the_highest_are_kept():
    """A year, and in each half two ways: of the combinations no more than a few are held."""
    counts = []
    for first in range(5):
        half = days(f"202{first}-01-01", f"202{first}-06-30")
        rest = days(f"202{first}-07-01", f"202{first}-12-31")
        quarters = [quarter_of(date(2020 + first, month, 1)) for month in (1, 4, 7, 10)]
        for period, value in ((half, 10), (rest, 20), *((q, 3**first) for q in quarters)):
            counts.append(count(value, period, id=len(counts)))
    counts.append(count(300, years(2020, 2024), id=len(counts)))
    whole = [d for d in discrepancies(counts) if d.period == years(2020, 2024)]
    assert 0 < len(whole) <= MOST_WAYS
    others = {d.other.low for d in whole}
    lowest = sum(min(10, 2 * 3**n) + min(20, 2 * 3**n) for n in range(5))
    highest = sum(max(10, 2 * 3**n) + max(20, 2 * 3**n) for n in range(5))
    assert {lowest, highest} <= others
