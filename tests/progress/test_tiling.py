"""Covering a window of days: single cases. (Against all sets: test_tiling_oracle.)"""

from datetime import date

import pytest

from recruitment.progress.counts import Finality, Origin
from recruitment.progress.intervals import Interval
from recruitment.progress.qualifiers import Qualifier
from recruitment.progress.tiling import covers_same_days, derived, of_category, tile, up_to

from .cast import LAM_HA, LONG_HUNG, count, days, since_2021, years

OLD, NEW = date(2022, 1, 1), date(2023, 1, 1)


def test_long_hung_is_never_counted_twice():
    """24 since 2021, of which 12 in 2021 and 12 in four months of 2022: 24, not 48."""
    whole = tile(days("2021-01-01", "2025-12-31"), LONG_HUNG.counts)
    assert whole.admitted == Interval.exact(24)
    assert [piece.count.id for piece in whole.pieces] == [13]  # it ends last
    assert tile(years(2021), LONG_HUNG.counts).admitted == Interval.exact(12)
    assert tile(years(2022), LONG_HUNG.counts).admitted == Interval.exact(12)


Q1, Q2 = days("2021-01-01", "2021-03-31"), days("2021-04-01", "2021-06-30")
HALF = days("2021-01-01", "2021-06-30")


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        # The most days, before all else.
        ([count(1, HALF, id=9, finality=Finality.PROVISIONAL)], [count(1, Q2, entered=True)]),
        # The latest end, of equally many days: of overlapping halves of 181 days the later.
        (
            [count(1, days("2021-02-01", "2021-07-31"), id=9, finality=Finality.PROVISIONAL)],
            [count(1, HALF, entered=True, published=NEW)],
        ),
        # The fewest pieces.
        (
            [count(1, HALF, id=9, finality=Finality.PROVISIONAL)],
            [count(1, Q1, id=1, entered=True), count(1, Q2, id=2, entered=True)],
        ),
        # Final before provisional, though the other was entered later by an officer.
        (
            [count(1, HALF, id=9)],
            [count(1, HALF, entered=True, published=NEW, finality=Finality.PROVISIONAL)],
        ),
        # An approved entry before an article, though the article is newer.
        ([count(1, HALF, id=9, entered=True, published=OLD)], [count(1, HALF, published=NEW)]),
        # The newer source, then the lower id.
        ([count(1, HALF, id=9, published=NEW)], [count(1, HALF, published=OLD)]),
        ([count(1, HALF, id=1)], [count(1, HALF, id=2)]),
    ],
)
def test_which_set_of_counts_is_used(better, worse):
    for counts in ([*better, *worse], [*worse, *better]):
        found = tile(years(2021), counts)
        assert [piece.count for piece in found.pieces] == better


def test_nine_months_less_a_quarter_is_half_a_year():
    nine, third = count(90, days("2021-01-01", "2021-09-30")), days("2021-07-01", "2021-09-30")
    found = tile(days("2021-01-01", "2021-06-30"), [nine, count(40, third, id=2)])
    assert found.admitted == Interval.exact(50)
    (piece,) = found.pieces
    assert (piece.count.origin, piece.count.parts) == (Origin.DERIVED, (1, 2))
    assert not found.partial


def test_a_difference_gives_way_to_a_direct_count_of_its_days():
    """The half year itself is known in part: 20 in quarter I. The rest is a gap, not 30."""
    nine = count(90, days("2021-01-01", "2021-09-30"))
    third = count(40, days("2021-07-01", "2021-09-30"), id=2)
    first = count(20, days("2021-01-01", "2021-03-31"), id=3)
    found = tile(days("2021-01-01", "2021-06-30"), [nine, third, first])
    assert seen_values(found) == [20]
    assert found.as_of == date(2021, 3, 31)


def test_no_difference_where_it_would_be_unsure():
    nine, third = days("2021-01-01", "2021-09-30"), days("2021-07-01", "2021-09-30")
    half = days("2021-01-01", "2021-06-30")
    for whole, part in (
        (count(90, nine, "more_than"), count(40, third, id=2)),
        (count(10, nine, "about"), count(5, third, id=2)),
        (count(90, nine), count(40, third, "at_least", id=2)),
        (count(90, nine, from_stated=False), count(40, third, id=2)),
        (count(90, nine), count(40, third, id=2, to_stated=False)),
        (count(39, nine), count(40, third, id=2)),
    ):
        assert derived(half, [whole, part]) == []
    assert derived(half, [count(40, nine), count(40, third, id=2)])[0].amount == Interval.exact(0)


def test_a_middle_part_leaves_no_difference():
    year, middle = count(90, years(2021)), count(40, days("2021-04-01", "2021-06-30"), id=2)
    assert derived(days("2021-01-01", "2021-03-31"), [year, middle]) == []
    assert derived(years(2021), [year, count(90, years(2021), id=2)]) == []


def test_a_difference_carries_the_weaker_of_its_two_sources():
    nine = count(
        90, days("2021-01-01", "2021-09-30"), entered=True, published=OLD, finality=Finality.FINAL
    )
    third = count(
        40, days("2021-07-01", "2021-09-30"), id=2, finality=Finality.PROVISIONAL, published=NEW
    )
    (found,) = derived(days("2021-01-01", "2021-06-30"), [third, nine])
    assert (found.finality, found.entered, found.published) == (Finality.PROVISIONAL, False, NEW)
    assert found.qualifier is Qualifier.EXACT
    assert found.dates_stated
    assert found.shortest == found.period


def test_counts_wholly_inside_come_before_one_that_reaches_beyond():
    """A known quarter is not given up for a count of which nobody knows what fell in the year."""
    across = count(30, days("2020-06-01", "2021-05-31"))
    first = count(7, days("2021-01-01", "2021-03-31"), id=2)
    found = tile(years(2021), [across, first])
    assert found.admitted == Interval.exact(7)
    alone = tile(years(2021), [across])
    assert alone.admitted == Interval.between(0, 30)
    assert alone.partial
    assert alone.uncovered == ()


def test_pupils_of_lam_ha():
    """3 from 14/6/2023 to 10/4/2024: in 2024 anything from none to all three."""
    (piece,) = tile(years(2024), LAM_HA.counts).pieces
    assert piece.amount == piece.reading == Interval.between(0, 3)
    assert not piece.whole
    assert piece.days == days("2024-01-01", "2024-04-10")
    assert tile(years(2024), LAM_HA.counts, reaching=()) is None


def test_days_without_figures():
    parts = [
        count(10, days("2021-02-01", "2021-03-31")),
        count(20, days("2021-07-01", "2021-09-30"), id=2),
    ]
    found = tile(years(2021), parts)
    assert found.uncovered == (days("2021-01-01", "2021-01-31"), days("2021-04-01", "2021-06-30"))
    assert found.uncovered_days == 122
    assert found.counted == found.reading == Interval.exact(30)
    assert found.admitted == Interval.between(30, None)


def test_0_is_a_count():
    found = tile(years(2021), [count(0, years(2021))])
    assert found.admitted == Interval.exact(0)
    assert tile(years(2021), []) is None


def test_the_qualifier_of_a_sum_is_the_first_that_is_not_exact():
    parts = [
        count(10, days("2021-01-01", "2021-03-31")),
        count(20, days("2021-04-01", "2021-06-30"), "more_than", id=2),
        count(30, days("2021-07-01", "2021-09-30"), "about", id=3),
    ]
    assert tile(years(2021), parts[:1]).qualifier is Qualifier.EXACT
    assert tile(years(2021), parts).qualifier is Qualifier.MORE_THAN
    assert tile(years(2021), parts[:2]).reading == Interval.between(31, 39)


def test_the_same_days_whatever_the_window():
    own = tile(days("2020-01-01", "2025-12-31"), [since_2021(238, id=1)])
    unit = tile(own.span, [since_2021(31, id=2)])
    assert own.uncovered
    assert covers_same_days(own, unit)
    shorter = tile(years(2021), [count(12, years(2021), id=3)])
    assert not covers_same_days(own, shorter)


def test_pieces_know_the_fewest_days_of_their_part():
    inferred = count(9, days("2020-07-01", "2021-06-30"), from_latest=date(2020, 12, 1))
    (piece,) = tile(years(2021), [inferred]).pieces
    assert piece.shortest == piece.days
    late = count(9, days("2021-01-01", "2021-06-30"), from_latest=date(2021, 3, 1))
    assert tile(years(2021), [late]).pieces[0].shortest == days("2021-03-01", "2021-06-30")
    gone = count(9, days("2020-07-01", "2021-06-30"), to_earliest=date(2020, 12, 1))
    assert tile(years(2021), [gone]).pieces[0].shortest.days == 1


def test_figures_up_to_a_day_and_of_a_category():
    pupil = count(1, years(2021), id=2, category="pupil")
    assert of_category([*LONG_HUNG.counts, pupil], "pupil") == [pupil]
    kept = up_to(LONG_HUNG.counts, date(2022, 4, 30))
    assert [found.id for found in kept] == [10, 11, 12]
    assert up_to(LONG_HUNG.counts, None) == list(LONG_HUNG.counts)


def seen_values(found):
    return [piece.amount.low for piece in found.pieces]
