from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    MembershipCount,
    OrganisationCount,
    Qualifier,
)
from recruitment.progress import qualifiers
from tests.rows import a_category, a_committee, a_count, a_period, a_source, a_stock

YEAR = ("2021-01-01", "2021-12-31")


@pytest.fixture
def place(db):
    return a_committee("o-mon", ended_on=date(2025, 6, 30))


def refused(action, *args, **fields):
    with pytest.raises(ValidationError) as caught:
        action(*args, **fields)
    return caught.value.message_dict


def test_the_words_beside_a_number_are_the_engines():
    assert set(Qualifier.values) == {each.value for each in qualifiers.Qualifier}


def test_a_part_above_its_total_is_refused_from_either_side(place):
    total = a_count(place, *YEAR, 95)
    assert list(refused(a_count, place, *YEAR, 96, category="student")) == ["value"]
    a_count(place, *YEAR, 35, category="student")
    total.value = 34
    messages = refused(total.full_clean)
    assert "student" in messages["value"][0]
    total.value = 35
    total.full_clean()


def test_only_the_same_dates_and_source_are_compared(place):
    a_count(place, *YEAR, 10)
    a_count(place, "2021-01-01", "2022-12-31", 20, category="student")
    a_count(place, *YEAR, 20, category="student", source="article")
    other = a_committee("other")
    a_count(other, *YEAR, 20, category="student")


def test_what_was_returned_or_replaced_is_not_compared(place):
    a_count(place, *YEAR, 10, state="returned")
    a_count(place, *YEAR, 20, category="student")


def test_two_figures_for_one_cell_from_one_source_are_refused_with_the_one_there(place):
    a_count(place, *YEAR, 1464)
    messages = refused(a_count, place, *YEAR, 12)
    assert list(messages) == ["period"]
    [text] = messages["period"]
    assert "1.464" in text
    assert "nhap-lieu" in text
    a_count(place, *YEAR, 12, source="article")


def test_the_database_refuses_what_slips_past(place):
    row = a_count(place, *YEAR, 12)
    row.pk, row._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    row.version = 2
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_figures_lie_in_the_life_of_their_committee(place):
    assert "period" in refused(a_count, place, "2025-07-01", "2025-09-30", 3)
    assert "on" in refused(a_stock, place, "2025-07-01", 3000)
    a_count(place, "2025-04-01", "2025-06-30", 3)
    a_stock(place, "2025-06-30", 3000)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"from_latest": date(2022, 1, 1), "from_stated": False}, "from_latest"),
        ({"to_earliest": date(2020, 12, 31), "to_stated": False}, "to_earliest"),
        ({"from_latest": date(2021, 2, 1)}, "from_latest"),
    ],
)
def test_bounds_of_inferred_dates_lie_in_the_period(place, fields, wrong):
    assert list(refused(a_count, place, *YEAR, 12, **fields)) == [wrong]


def test_the_other_bound_of_a_day_is_before_it(place):
    late = {"on_earliest": date(2021, 2, 1), "on_stated": False}
    assert list(refused(a_stock, place, "2021-01-01", 50, **late)) == ["on_earliest"]


def test_all_problems_are_said_at_once(place):
    row = AdmissionCount(
        committee=place,
        source=a_source(),
        period=a_period("2025-07-01", "2025-09-30"),
        category=a_category(),
        value=-1,
        qualifier="roughly",
        from_latest=date(2030, 1, 1),
    )
    assert set(refused(row.full_clean)) == {"value", "qualifier", "period", "from_latest"}


def test_an_empty_form_is_told_what_is_missing(db):
    for model in (AdmissionCount, MembershipCount, ActivityCount, OrganisationCount):
        messages = refused(model().full_clean)
        assert {"committee", "source", "value"} <= set(messages)


def test_units_given_a_target_are_a_part_of_the_units(place):
    def units(measure, value):
        row = OrganisationCount(
            committee=place, source=a_source(), measure=measure, value=value, on=date(2022, 5, 16)
        )
        row.full_clean()
        row.save()

    units("direct_unit", 40)
    assert list(refused(units, "given_target", 41)) == ["value"]
    units("given_target", 22)
    units("cell", 500)


def test_activities_of_one_period_are_told_apart(place):
    for activity in ActivityCount.Activity.values:
        row = ActivityCount(
            committee=place,
            source=a_source(),
            activity=activity,
            period=a_period(*YEAR),
            value=3,
        )
        row.full_clean()
        row.save()
    assert ActivityCount.history.count() == len(ActivityCount.Activity.values)


def test_checking_a_figure_costs_the_same_beside_many_others(place, django_assert_num_queries):
    row = a_count(place, *YEAR, 95)
    for number in range(8):
        a_count(place, *YEAR, 5, category=f"part-{number}")
    # Four foreign keys exist; no rival; no part above its whole; one row of this version; one
    # approved (three: the database is asked about the condition first).
    row = AdmissionCount.objects.select_related("committee", "period", "category", "source").get(
        pk=row.pk
    )
    with django_assert_num_queries(10):
        row.full_clean()
