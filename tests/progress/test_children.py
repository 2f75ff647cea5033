from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from recruitment.progress.children import compare, conflict, periods_to_sum, summed
from recruitment.progress.counts import Finality, Origin
from recruitment.progress.discrepancies import Conflict
from recruitment.progress.intervals import Interval
from recruitment.progress.periods import Period
from recruitment.progress.qualifiers import Qualifier
from recruitment.progress.tiling import tile

from .cast import LONG_HUNG, O_MON, SINCE_2021, count, days, goal, since_2021, target, years
from .strategies import span

HALF = days("2021-01-01", "2021-06-30")


# -- Beside the parent's own figure --------------------------------------------------------------


def test_o_mon_and_its_units():
    """Eleven of forty units are on record: 218 of the 238, and 20 from units not listed."""
    found = O_MON.standing().children
    assert (found.reported, found.listed, found.stated_total) == (11, 11, 40)
    assert found.sum == Interval.exact(218)
    assert found.remainder == Interval.exact(20)
    assert found.parent == Interval.exact(238)
    assert O_MON.standing().discrepancies == ()


def test_only_figures_for_the_same_days_are_added():
    own = tile(years(2021), [count(100, years(2021))])
    units = {
        "a": [count(30, years(2021), id=2)],
        "b": [count(10, HALF, id=3), count(12, days("2021-07-01", "2021-12-31"), id=4)],
        "c": [count(5, HALF, id=5)],
        "d": [count(9, days("2020-07-01", "2021-12-31"), id=6)],
        "e": [],
        "f": [count(0, years(2021), id=7)],
    }
    found = compare(own, units, None)
    assert {u.slug: (u.tiling is not None, u.other and u.other.id) for u in found.units} == {
        "a": (True, None),
        "b": (True, None),  # two halves cover the same days
        "c": (False, 5),
        "d": (False, 6),
        "e": (False, None),
        "f": (True, None),  # nobody is a figure too
    }
    assert (found.reported, found.listed, found.stated_total) == (3, 6, None)
    assert (found.sum, found.remainder) == (Interval.exact(52), Interval.exact(48))


def test_units_of_a_parent_whose_window_began_before_its_figures():
    """An editor counts Ô Môn's term from 2020: its units still reported the same days."""
    own = tile(years(2020, 2025), O_MON.counts)
    assert own.uncovered == (years(2020),)
    found = compare(own, O_MON.units, 40)
    assert (found.reported, found.sum) == (11, Interval.exact(218))
    assert found.remainder == Interval.exact(20)


def test_units_of_a_parent_with_a_gap():
    """Added only where a unit lacks the very same days."""
    parts = [days("2021-01-01", "2021-03-31"), days("2021-07-01", "2021-09-30")]
    own = tile(years(2021), [count(9, parts[0]), count(8, parts[1], id=2)])
    units = {
        "same": [count(3, parts[0], id=3), count(2, parts[1], id=4)],
        "all": [count(6, days("2021-01-01", "2021-09-30"), id=5)],
    }
    found = compare(own, units, None)
    assert [u.slug for u in found.units if u.tiling] == ["same"]
    assert found.remainder == Interval.exact(12)


def test_nobody_reported_is_not_0():
    own = tile(years(2021), [count(100, years(2021))])
    found = compare(own, {"a": []}, 40)
    assert (found.reported, found.sum, found.remainder) == (0, None, None)
    assert compare(own, {}, 40) is None
    without = compare(None, {"a": [count(5, HALF)]}, 40)
    assert (without.reported, without.parent, without.remainder) == (0, None, None)
    assert without.units[0].other.id == 1


def test_units_that_add_up_to_more_contradict_the_parent():
    own = tile(years(2021), [count(10, years(2021))])
    more = compare(own, {"a": [count(6, years(2021), id=2)], "b": [count(5, years(2021), id=3)]}, 2)
    found = conflict(own, more)
    assert (found.conflict, found.used, found.other) == (
        Conflict.CHILDREN_EXCEED, Interval.exact(10), Interval.exact(11),
    )  # fmt: skip
    assert (found.used_ids, found.other_ids) == ((1,), (2, 3))
    assert more.remainder is None
    equal = compare(own, {"a": [count(10, years(2021), id=2)]}, 1)
    assert conflict(own, equal) is None
    assert equal.remainder == Interval.exact(0)
    open_ended = tile(years(2021), [count(5, years(2021), "more_than")])
    assert conflict(open_ended, more) is None
    assert conflict(None, more) is None
    assert conflict(own, None) is None


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(0, 30), st.data())
def test_sum_and_remainder_make_the_whole(parts, unlisted, data):
    silent = data.draw(st.integers(0, len(parts) - 1))
    own = tile(HALF, [count(sum(parts) + unlisted, HALF)])
    units = {
        f"unit-{n}": [count(value, HALF, id=n + 2)] if n >= silent else []
        for n, value in enumerate(parts)
    }
    found = compare(own, units, None)
    assert found.sum.plus(found.remainder) == found.parent
    assert found.sum == Interval.exact(sum(parts[silent:]))
    assert (found.reported, found.listed) == (len(parts) - silent, len(parts))
    assert conflict(own, found) is None


# -- A committee that is the sum of its units ----------------------------------------------------


def test_the_sum_is_exact_when_all_reported():
    units = {"a": [count(10, HALF)], "b": [count(5, HALF, id=2)]}
    found = summed(HALF, units, "total")
    assert (found.reported, found.expected) == (2, 2)
    assert found.count.amount == found.count.reading == Interval.exact(15)
    assert (found.count.qualifier, found.count.origin) == (Qualifier.EXACT, Origin.SUMMED)
    assert (found.count.period, found.count.parts) == (HALF, (1, 2))


def test_else_it_is_a_lower_bound_of_what_is_missing_too():
    units = {"a": [count(10, HALF)], "b": [], "c": [count(9, years(2021), id=2)]}
    found = summed(HALF, units, "total")
    assert (found.reported, found.expected) == (1, 3)
    assert found.count.amount == found.count.reading == Interval.between(10, None)
    assert found.count.qualifier is Qualifier.AT_LEAST
    assert summed(HALF, {"b": []}, "total") is None


def test_a_units_quarters_make_its_half_year():
    quarters = [count(4, days("2021-01-01", "2021-03-31"), id=2),
                count(6, days("2021-04-01", "2021-06-30"), id=3)]  # fmt: skip
    found = summed(HALF, {"a": [count(10, HALF)], "b": quarters}, "total")
    assert found.count.amount == Interval.exact(20)
    only_one = summed(HALF, {"a": [count(10, HALF)], "b": quarters[:1]}, "total")
    assert only_one.count.amount == Interval.between(10, None)
    across = count(9, days("2020-07-01", "2021-06-30"), id=4)
    assert summed(HALF, {"a": [across]}, "total") is None


def test_a_sum_is_as_sure_as_its_parts():
    units = {"a": [count(10, HALF, finality=Finality.FINAL)],
             "b": [count(5, HALF, "more_than", id=2, finality=Finality.PROVISIONAL)]}  # fmt: skip
    found = summed(HALF, units, "total").count
    assert (found.amount, found.reading) == (Interval.between(16, None), Interval.exact(16))
    assert (found.qualifier, found.finality) == (Qualifier.MORE_THAN, Finality.PROVISIONAL)
    assert not found.is_exact


def test_a_sum_takes_the_widest_bounds_of_inferred_dates():
    units = {
        "a": [count(1, HALF)],
        "b": [count(1, HALF, id=2, to_earliest=date(2021, 6, 15), to_stated=False)],
        "c": [count(1, HALF, id=3, from_latest=date(2021, 2, 1), from_stated=False)],
        "d": [count(1, HALF, id=4, to_earliest=date(2021, 5, 31), from_latest=date(2021, 1, 5))],
    }
    found = summed(HALF, units, "total").count
    assert (found.from_latest, found.to_earliest) == (date(2021, 2, 1), date(2021, 5, 31))
    assert (found.from_stated, found.to_stated) == (False, False)


def test_a_category_is_summed_by_itself():
    units = {"a": [count(10, HALF), count(3, HALF, id=2, category="student")]}
    found = summed(HALF, units, "student")
    assert (found.count.amount, found.count.category) == (Interval.exact(3), "student")
    assert summed(HALF, units, "pupil") is None


def test_a_sum_reaches_a_target():
    units = {"a": [count(60, years(2021))], "b": [count(45, years(2021), id=2)]}
    plan = target("x", years(2021), 100, cadence="year")
    whole = goal(plan, counts=[summed(years(2021), units, "total").count])
    assert (whole.status, whole.admitted) == ("exceeded", Interval.exact(105))
    late = goal(plan, counts=[summed(years(2021), units | {"c": []}, "total").count])
    assert (late.status, late.admitted) == ("exceeded", Interval.between(105, None))
    high = target("x", years(2021), 110, cadence="year")
    missing = goal(high, counts=[summed(years(2021), units | {"c": []}, "total").count])
    assert missing.status == "undetermined"


def test_periods_of_the_units_without_an_own_figure():
    units = {"a": LONG_HUNG.counts, "b": [since_2021(31, id=1)]}
    assert periods_to_sum(units, [count(238, SINCE_2021)]) == sorted(
        {c.period for c in LONG_HUNG.counts} - {SINCE_2021}
    )
    assert periods_to_sum({}, []) == []


@given(st.lists(st.lists(st.integers(0, 9), max_size=3), min_size=1, max_size=5), st.integers(0, 5))
def test_a_sum_holds_the_truth_of_all_units(values, silent):
    """Units with monthly figures of which some are not sent: the sum never claims too much."""
    months = [span(0, 3), span(4, 7), span(8, 11)]
    whole = Period(months[0].start, months[-1].end)
    true, units, ids = 0, {}, 1
    for number, unit in enumerate(values):
        padded = (*unit, 0, 0, 0)[:3]
        true += sum(padded)
        figures = []
        for month, value in zip(months, padded, strict=True):
            figures.append(count(value, month, id=ids))
            ids += 1
        units[f"unit-{number}"] = figures[:2] if number < silent else figures
    found = summed(whole, units, "total")
    if found is None:
        assert silent >= len(values)
    else:
        assert found.count.amount.meets(Interval.exact(true))
        assert found.count.amount.is_exact is (silent == 0)


def test_a_unit_that_the_report_does_not_apply_to_is_not_waited_for():
    units = {"a": [count(10, HALF)], "b": []}
    found = summed(HALF, units, "total", {"b": [HALF]})
    assert (found.reported, found.expected, found.count.amount) == (1, 1, Interval.exact(10))
    elsewhere = summed(HALF, units, "total", {"b": [days("2021-07-01", "2021-12-31")]})
    assert (elsewhere.reported, elsewhere.expected, elsewhere.count.amount.high) == (1, 2, None)


def test_days_excused_do_not_make_a_year_incomplete():
    second = days("2021-07-01", "2021-12-31")
    units = {"a": [count(30, years(2021), id=2)], "b": [count(5, HALF, id=3)]}
    waiting = summed(years(2021), units, "total")
    assert (waiting.reported, waiting.expected, waiting.count.amount.high) == (1, 2, None)
    found = summed(years(2021), units, "total", {"b": [second]})
    assert (found.reported, found.expected, found.count.amount) == (2, 2, Interval.exact(35))


def test_a_figure_counts_also_of_a_unit_that_is_excused():
    units = {"a": [count(10, HALF)], "b": [count(4, HALF, id=2)]}
    found = summed(HALF, units, "total", {"b": [HALF]})
    assert (found.reported, found.expected, found.count.amount) == (2, 2, Interval.exact(14))


def test_where_the_report_applies_to_nobody_there_is_no_sum():
    assert summed(HALF, {"a": [], "b": []}, "total", {"a": [HALF], "b": [HALF]}) is None
