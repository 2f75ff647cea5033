"""Covering a window of days, against trying every set of counts, and against a true series."""

from datetime import date
from fractions import Fraction
from itertools import combinations, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from recruitment.progress.counts import Finality
from recruitment.progress.intervals import Interval, total
from recruitment.progress.periods import days_missing, merged
from recruitment.progress.qualifiers import Qualifier
from recruitment.progress.tiling import tile

from .cast import count
from .strategies import FIRST, day, numbers_of, span, spans

OLD, NEW = date(2022, 1, 1), date(2023, 1, 1)


# -- The rule, written out as slowly as possible -------------------------------------------------


def as_numbers(interval):
    return (interval.low, interval.high)


def direct(found):
    """One candidate: its days, its amount, how it ranks, and who it is."""
    return {
        "days": frozenset(numbers_of(found.period)),
        "amount": as_numbers(found.amount),
        "provisional": found.finality is Finality.PROVISIONAL,
        "article": not found.entered,
        "published": found.published.toordinal(),
        "who": (found.id,),
    }


def differences(window, counts):
    """9 months less quarter III is half a year: of exact counts between stated dates."""
    inside = [set(numbers_of(c.period)) for c in counts if set(numbers_of(c.period)) <= window]
    sure = [c for c in counts if c.qualifier is Qualifier.EXACT and c.from_stated and c.to_stated]
    for whole, part in permutations(sure, 2):
        long, short = set(numbers_of(whole.period)), set(numbers_of(part.period))
        left = long - short
        one_end = (min(long) == min(short)) != (max(long) == max(short))
        if not (short < long and one_end and left <= window):
            continue
        if any(left & direct_days for direct_days in inside) or part.amount.low > whole.amount.low:
            continue
        value = whole.amount.low - part.amount.low
        yield {
            "days": frozenset(left),
            "amount": (value, value),
            "provisional": Finality.PROVISIONAL in {whole.finality, part.finality},
            "article": not (whole.entered and part.entered),
            "published": max(whole.published, part.published).toordinal(),
            "who": (whole.id, part.id),
        }


def best(candidates):
    """Of all sets without a common day the first by the order of the rule."""
    found = []
    for size in range(1, len(candidates) + 1):
        for chosen in combinations(candidates, size):
            covered = set().union(*(c["days"] for c in chosen))
            if len(covered) == sum(len(c["days"]) for c in chosen):
                found.append(sorted(chosen, key=lambda c: min(c["days"])))
    return min(found, key=order, default=[])


def order(chosen):
    return (
        -sum(len(c["days"]) for c in chosen),
        -max(max(c["days"]) for c in chosen),
        len(chosen),
        sum(c["provisional"] for c in chosen),
        sum(c["article"] for c in chosen),
        -sum(c["published"] for c in chosen),
        [c["who"] for c in chosen],
    )


def oracle(window, counts):
    window = set(numbers_of(window))
    inside = [direct(c) for c in counts if set(numbers_of(c.period)) <= window]
    first = best([*inside, *differences(window, counts)])
    taken = set().union(*(c["days"] for c in first))
    across = []
    for found in counts:
        all_days = set(numbers_of(found.period))
        part = all_days & window
        if part and part != all_days and not part & taken:
            high = found.amount.high
            across.append(direct(found) | {"days": frozenset(part), "amount": (0, high)})
    return sorted([*first, *best(across)], key=lambda c: min(c["days"]))


@st.composite
def cases(draw, most=5):
    # Few days, so that ties of each kind are common.
    last = draw(st.sampled_from([3, 5, 9]))
    window = draw(spans(0, last))
    found = [
        count(
            draw(st.integers(0, 9)),
            draw(spans(-2, last + 2)),
            draw(st.sampled_from(["exact", "exact", "exact", "more_than"])),
            id=number,
            finality=draw(st.sampled_from(Finality)),
            entered=draw(st.booleans()),
            published=draw(st.sampled_from([OLD, NEW])),
            from_stated=draw(st.integers(0, 4)) > 0,
        )
        for number in range(1, draw(st.integers(0, most)) + 1)
    ]
    return window, draw(st.permutations(found))


def seen(tiling):
    return [
        (list(numbers_of(p.days)), as_numbers(p.amount), p.count.parts or (p.count.id,))
        for p in tiling.pieces
    ]


@settings(max_examples=500)
@given(cases())
def test_the_best_of_all_sets(case):
    window, counts = case
    expected = [(sorted(c["days"]), c["amount"], c["who"]) for c in oracle(window, counts)]
    found = tile(window, counts)
    assert (seen(found) if found else []) == expected


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_counts_does_not_matter(case, random):
    window, counts = case
    shuffled = random.sample(counts, len(counts))
    assert tile(window, shuffled) == tile(window, counts)


@given(cases(6))
def test_a_tiling_is_what_it_says(case):
    window, counts = case
    found = tile(window, counts)
    if found is None:
        assert not any(window.overlaps(c.period) for c in counts)
        return
    covered = [n for piece in found.pieces for n in numbers_of(piece.days)]
    assert covered == sorted(set(covered))
    assert set(covered) <= set(numbers_of(window))
    assert found.covered_days == len(covered)
    gaps = [n for gap in found.uncovered for n in numbers_of(gap)]
    assert sorted([*covered, *gaps]) == list(range(window_first(window), covered[-1] + 1))
    assert found.uncovered_days == len(gaps)
    assert found.as_of == day(covered[-1])
    assert found.span == span(covered[0], covered[-1])
    assert found.partial is (bool(gaps) or any(not piece.whole for piece in found.pieces))
    assert found.admitted.low == found.counted.low
    assert (found.admitted.high is None) is (bool(gaps) or found.counted.high is None)
    assert found.days == merged(piece.days for piece in found.pieces)


def window_first(window):
    return numbers_of(window)[0]


# -- Figures cut from one true series ------------------------------------------------------------


@st.composite
def true_figures(draw, words=("exact",)):
    """Admissions of each of 12 days, and what a truthful reporter says of some spans of them."""
    series = draw(st.lists(st.integers(0, 120), min_size=12, max_size=12))
    found = []
    for number in range(1, draw(st.integers(1, 7)) + 1):
        period = draw(spans(0, 11))
        true = sum(series[n] for n in numbers_of(period))
        found.append(draw(truthful(true, period, number, words)))
    return series, found


@st.composite
def truthful(draw, true, period, number, words):
    word = draw(st.sampled_from(words))
    if word == "more_than":
        if true == 0:
            return count(0, period, id=number)
        return count(true - draw(st.integers(1, min(true, 9))), period, word, id=number)
    if word == "at_least":
        return count(true - draw(st.integers(0, min(true, 9))), period, word, id=number)
    if word == "rounded" and true >= 5:  # nobody rounds to 0
        return count((true + 5) // 10 * 10, period, word, id=number)
    if word == "about":
        near = [n for n in range(max(0, true - 5), true + 6) if 19 * n <= 20 * true <= 21 * n]
        return count(draw(st.sampled_from(near)), period, word, id=number)
    return count(true, period, id=number)


@given(true_figures(), spans(0, 11))
def test_the_sum_is_the_truth_where_whole_exact_counts_cover(case, window):
    series, counts = case
    found = tile(window, counts)
    if found is None:
        return
    for piece in found.pieces:
        true = sum(series[n] for n in numbers_of(piece.days))
        assert piece.amount.meets(Interval.exact(true))
        assert not piece.whole or piece.amount == Interval.exact(true)
    if not found.partial:
        assert found.admitted == Interval.exact(sum(series[n] for n in numbers_of(found.span)))


WORDS = ("exact", "more_than", "at_least", "rounded", "about")


@given(true_figures(WORDS), spans(0, 11))
def test_every_interval_holds_the_truth(case, window):
    series, counts = case
    found = tile(window, counts)
    if found is None:
        return
    on_covered = sum(series[n] for period in found.days for n in numbers_of(period))
    since_start = sum(series[window_first(window) : (found.as_of - FIRST).days + 1])
    assert found.counted.meets(Interval.exact(on_covered))
    assert found.admitted.meets(Interval.exact(since_start))
    assert found.counted == total(tuple(piece.amount for piece in found.pieces))


@given(st.lists(spans(0, 9), min_size=1, max_size=4), spans(0, 9))
def test_uncovered_days_are_those_missing_before_as_of(covered, window):
    counts = [count(1, period, id=n) for n, period in enumerate(covered)]
    found = tile(window, counts)
    if found:
        before = span(window_first(window), (found.as_of - FIRST).days)
        assert found.uncovered == days_missing(before, found.days)
        assert found.counted.low <= Fraction(len(counts))
