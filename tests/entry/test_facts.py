"""What the rules are given of the rows on record."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from recruitment.entry.cells import columns
from recruitment.entry.facts import load_facts
from recruitment.entry.facts_past import Printed, Quarters, quarters_before
from recruitment.models import ActivityCount, Category, Return
from recruitment.progress.intervals import Interval
from recruitment.progress.periods import Period
from tests.rows import a_category, a_committee, a_count, a_period, a_source, a_stock

QUARTER = Period(date(2022, 7, 1), date(2022, 9, 30))
JANUARY, JULY, SEPTEMBER = "2022-01-01", "2022-07-01", "2022-09-30"


@pytest.fixture
def ward(db):
    a_category()
    return a_committee("ward", ended_on=date(2025, 6, 30))


def facts(committee, period=QUARTER):
    shown = columns(Category.objects.all())
    return load_facts([committee], period, shown)[committee.pk]


def a_return(committee, **fields):
    return Return.objects.create(committee=committee, period=a_period(JULY, SEPTEMBER), **fields)


def a_class(committee, start, end, value, activity="awareness_class", **fields):
    row = ActivityCount(
        committee=committee,
        period=a_period(start, end),
        activity=activity,
        source=a_source(),
        value=value,
        **{"state": "approved", **fields},
    )
    row.full_clean()
    row.save()
    return row


# -- The cells ---------------------------------------------------------------------------------


def test_a_row_without_anything_on_record(ward):
    row = facts(ward)
    assert (row.committee, row.name, row.life) == (ward.pk, "Đảng bộ ward", ward.life)
    assert (row.values, row.typed, row.before, row.periodic) == ({}, frozenset(), {}, {})
    assert row.history["admitted"] == (None,) * 12
    assert row.reported
    assert row.final
    assert not row.cumulative


def test_the_cells_of_the_quarter(ward):
    a_count(ward, JULY, SEPTEMBER, 12)
    a_count(ward, JULY, SEPTEMBER, 5, category="women")
    a_stock(ward, SEPTEMBER, 400)
    a_class(ward, JULY, SEPTEMBER, 2)
    a_class(ward, JULY, SEPTEMBER, 50, "awareness_participant")
    assert facts(ward).values == {
        "admitted": 12,
        "admitted-women": 5,
        "members": 400,
        "awareness_class": 2,
        "awareness_participant": 50,
    }


def test_only_figures_of_the_entry_are_cells(ward):
    a_count(ward, JULY, SEPTEMBER, 12, source="paper")
    row = facts(ward)
    assert row.values == {}
    assert row.periodic == {"admitted": 12}


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "approved"])
def test_the_newest_version_is_the_cell_whatever_its_state(ward, state):
    a_count(ward, JULY, SEPTEMBER, 12, state="superseded" if state == "approved" else "approved")
    a_count(ward, JULY, SEPTEMBER, 13, version=2, state=state)
    assert facts(ward).values == {"admitted": 13}


def test_a_withdrawn_cell_is_empty(ward):
    a_count(ward, JULY, SEPTEMBER, 12)
    a_count(ward, JULY, SEPTEMBER, 12, version=2, state="draft", withdrawn=True)
    assert facts(ward).values == {}


def test_a_superseded_figure_is_no_cell(ward):
    a_count(ward, JULY, SEPTEMBER, 12, state="superseded")
    assert facts(ward).values == {}


def test_a_figure_with_a_qualifier_is_shown_and_not_compared(ward):
    a_count(ward, JULY, SEPTEMBER, 500, qualifier="more_than")
    row = facts(ward)
    assert (row.values, row.inexact) == ({"admitted": 500}, {"admitted"})
    assert row.periodic == {}


def test_the_return_says_how_the_row_counts_and_whether_it_reports(ward):
    a_count(ward, JULY, SEPTEMBER, 12)
    a_count(ward, JANUARY, SEPTEMBER, 40)
    assert facts(ward).values == {"admitted": 12}
    a_return(ward, cumulative=True, standing="not_applicable", finality="provisional")
    row = facts(ward)
    assert row.values == {"admitted": 40}
    assert (row.cumulative, row.reported, row.final) == (True, False, False)


def test_without_a_return_the_figures_say_how_the_row_counts(ward):
    a_count(ward, JANUARY, SEPTEMBER, 40, finality="provisional")
    a_stock(ward, SEPTEMBER, 400)
    row = facts(ward)
    assert row.values == {"admitted": 40, "members": 400}
    assert row.cumulative
    assert not row.final


def test_a_figure_that_nobody_called_provisional_is_final(ward):
    a_count(ward, JULY, SEPTEMBER, 12, finality="unknown")
    assert facts(ward).final


def test_in_a_first_quarter_nothing_is_cumulative_and_nothing_before(ward):
    a_count(ward, "2021-01-01", "2021-12-31", 100)
    a_count(ward, JANUARY, "2022-03-31", 7)
    row = facts(ward, Period(date(2022, 1, 1), date(2022, 3, 31)))
    assert (row.values, row.cumulative, row.before) == ({"admitted": 7}, False, {})


# -- What came before --------------------------------------------------------------------------


def test_what_is_known_of_the_year_before_the_quarter(ward):
    a_count(ward, JANUARY, "2022-03-31", 10)
    assert facts(ward).before == {"admitted": Interval.between(10, None)}
    a_count(ward, "2022-04-01", "2022-06-30", 20, source="paper")
    assert facts(ward).before == {"admitted": Interval.exact(30)}
    a_class(ward, JANUARY, "2022-06-30", 3)
    assert facts(ward).before["awareness_class"] == Interval.exact(3)


def test_a_gap_before_the_quarter_leaves_a_lower_bound(ward):
    a_count(ward, "2022-04-01", "2022-06-30", 20)
    assert facts(ward).before == {"admitted": Interval.between(20, None)}


def test_figures_that_reach_into_the_quarter_say_nothing_of_before(ward):
    a_count(ward, JANUARY, SEPTEMBER, 40)
    a_count(ward, "2021-01-01", "2022-08-15", 100, source="paper")
    assert facts(ward).before == {}


def test_a_figure_sent_back_is_not_counted_before(ward):
    a_count(ward, JANUARY, "2022-06-30", 30, state="returned")
    assert facts(ward).before == {}


def test_the_entry_comes_before_an_article(ward):
    a_count(ward, JANUARY, "2022-06-30", 30)
    a_count(ward, JANUARY, "2022-06-30", 31, source="paper")
    assert facts(ward).before == {"admitted": Interval.exact(30)}


# -- History -----------------------------------------------------------------------------------


def test_three_years_of_quarters_newest_first(ward):
    a_count(ward, "2022-04-01", "2022-06-30", 4)
    a_count(ward, "2021-07-01", "2021-09-30", 0)
    a_count(ward, "2019-07-01", "2019-09-30", 19)
    a_count(ward, "2019-04-01", "2019-06-30", 99)
    expected = [None] * 12
    expected[0], expected[3], expected[11] = 4, 0, 19
    assert facts(ward).history["admitted"] == tuple(expected)


def test_quarters_implied_by_cumulative_figures(ward):
    a_count(ward, "2021-01-01", "2021-03-31", 10)
    a_count(ward, "2021-01-01", "2021-06-30", 25)
    a_count(ward, "2021-01-01", "2021-12-31", 60)
    assert facts(ward).history["admitted"][2:6] == (None, None, 15, 10)


def test_months_make_a_quarter(ward):
    for month, last in ((4, 30), (5, 31), (6, 30)):
        a_count(ward, f"2022-{month:02}-01", f"2022-{month:02}-{last}", month)
    assert facts(ward).history["admitted"][0] == 15


def test_an_inexact_figure_is_no_history(ward):
    a_count(ward, "2022-04-01", "2022-06-30", 100, qualifier="about")
    assert facts(ward).history["admitted"][0] is None


def test_members_at_the_ends_of_quarters(ward):
    a_stock(ward, "2022-06-30", 390)
    a_stock(ward, "2022-05-16", 385)
    a_stock(ward, "2021-12-31", 380)
    assert facts(ward).history["members"][:3] == (390, None, 380)


def test_the_quarters_before_a_day():
    found = quarters_before(date(2022, 1, 1))
    assert len(found) == 12
    assert found[0] == Period(date(2021, 10, 1), date(2021, 12, 31))
    assert found[-1] == Period(date(2019, 1, 1), date(2019, 3, 31))


# -- Other periods, and the number of queries --------------------------------------------------


def test_a_period_that_is_no_quarter_counts_as_it_stands(ward):
    a_count(ward, "2021-01-01", "2022-05-16", 238)
    a_count(ward, "2021-01-01", "2021-03-31", 10)
    row = facts(ward, Period(date(2021, 1, 1), date(2022, 5, 16)))
    assert row.values == {"admitted": 238}
    assert (row.cumulative, row.before, row.history["admitted"]) == (False, {}, ())


def test_every_committee_has_its_own_row(ward):
    other = a_committee("other", aggregates=True)
    a_count(ward, JULY, SEPTEMBER, 12)
    a_count(other, JULY, SEPTEMBER, 13)
    rows = load_facts([ward, other], QUARTER, columns(Category.objects.all()))
    assert {pk: row.values["admitted"] for pk, row in rows.items()} == {ward.pk: 12, other.pk: 13}
    assert rows[other.pk].aggregates


def test_the_number_of_queries_does_not_depend_on_the_committees(ward):
    many = [ward, *(a_committee(f"ward-{number}") for number in range(7))]
    for committee in many:
        a_count(committee, "2022-04-01", "2022-06-30", 4)
        a_count(committee, JULY, SEPTEMBER, 12)
        a_stock(committee, SEPTEMBER, 400)
        a_return(committee)
    shown = columns(Category.objects.all())
    counted = []
    for committees in (many[:1], many):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            load_facts(committees, QUARTER, shown)
        counted.append(len(queries))
    assert counted == [7, 7]


def test_the_past_is_read_only_of_those_who_are_asked_about(ward):
    other = a_committee("other")
    for committee in (ward, other):
        a_count(committee, "2022-01-01", "2022-06-30", 4)
        a_count(committee, JULY, SEPTEMBER, 12)
    shown = columns(Category.objects.all())
    rows = load_facts([ward, other], QUARTER, shown, past_of={ward.pk})
    assert rows[ward.pk].before == {"admitted": Interval.exact(4)}
    assert (rows[other.pk].before, rows[other.pk].values) == ({}, {"admitted": 12})


def test_the_past_of_all_is_read_where_rows_count_differently(ward):
    other = a_committee("other")
    a_count(other, "2022-01-01", "2022-06-30", 4)
    a_count(other, "2022-01-01", SEPTEMBER, 12)
    shown = columns(Category.objects.all())
    rows = load_facts([ward, other], QUARTER, shown, past_of={ward.pk})
    assert rows[other.pk].before == {"admitted": Interval.exact(4)}


def test_rows_are_read_as_they_are_wanted(ward):
    a_count(ward, JULY, SEPTEMBER, 12)
    a_count(ward, JANUARY, SEPTEMBER, 40)
    shown = columns(Category.objects.all())
    rows = load_facts([ward], QUARTER, shown, {ward.pk: True})
    assert rows[ward.pk].values == {"admitted": 40}


NUMBERS = st.lists(st.none() | st.integers(0, 50), min_size=13, max_size=13)


@given(numbers=NUMBERS)
def test_quarters_alone_are_told_as_the_engine_would(numbers):
    """The short way for the usual case, against the tiling of the general one."""
    quarters = Quarters(QUARTER)
    all_of_them = (QUARTER, *quarters.earlier)
    rows = [
        Printed(number, value, "exact", "final", "entry", None, days.start, days.end)
        for number, (value, days) in enumerate(zip(numbers, all_of_them, strict=True))
        if value is not None
    ]
    # A figure of days long ago, which changes nothing, but is no quarter.
    aside = Printed(99, 1, "exact", "final", "entry", None, date(2010, 1, 1), date(2010, 1, 2))
    assert quarters.flow(rows) == quarters.flow([*rows, aside])
