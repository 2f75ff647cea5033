"""Codes as people type them."""

import pytest

from recruitment.entry.codes import ByCode, committees_by_code
from recruitment.models import Committee
from tests.rows import a_committee


@pytest.mark.parametrize("typed", ["o-mon", "O-MON", "ô-môn", "Ô-Mo\u0302n"])
def test_case_and_accents_do_not_matter(typed):
    assert ByCode({"o-mon": 1, "co-do": 2}).named(typed) == 1


def test_the_exact_spelling_comes_first():
    rows = ByCode({"ĐB-01": 1, "DB-01": 2})
    assert [rows.named(code) for code in ("ĐB-01", "DB-01")] == [1, 2]


def test_what_is_like_several_names_none():
    assert ByCode({"ĐB-01": 1, "DB-01": 2}).named("db-01") is None


@pytest.mark.parametrize("typed", ["", "№", "党"])
def test_signs_alone_are_like_nothing(typed):
    assert ByCode({"—": 1, "o-mon": 2}).named(typed) is None


def test_a_code_that_is_added_is_found_too():
    rows = ByCode({})
    rows["X1"] = 1
    assert (rows.named("x1"), rows.spelt("x1"), rows.spelt("x2")) == (1, "X1", "x2")


@pytest.mark.django_db
def test_committees_are_asked_for_once_where_they_are_spelt_as_on_record(
    django_assert_num_queries,
):
    units = [a_committee("an"), a_committee("binh")]
    everyone = Committee.objects.all()
    with django_assert_num_queries(1):
        assert [*committees_by_code(["an", "binh"], everyone).values()] == units
    with django_assert_num_queries(3):
        found = committees_by_code(["an", "BINH", "gone"], everyone)
    assert (found.named("BINH"), found.named("gone")) == (units[1], None)


@pytest.mark.django_db
def test_what_is_out_of_reach_is_not_found():
    a_committee("an")
    assert committees_by_code(["AN"], Committee.objects.none()) == {}
