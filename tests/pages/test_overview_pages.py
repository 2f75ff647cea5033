"""The overview in pages: what stands on which, in one order, under one sentence."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recruitment.queries import committees
from recruitment.reports import overview
from tests.rows import a_committee, a_count, a_target

from .test_lists import listed

TERM = ("2020-01-01", "2025-12-31")
YEAR = ("2022-01-01", "2022-12-31")


@pytest.fixture
def seven(district, monkeypatch):
    """Pages of three rows; seven units of the district with 70, 60 … 10 of 100 admitted, the
    first two with a target for a year, too. With the district's own there are ten goals."""
    monkeypatch.setattr(overview, "ROWS", 3)
    for number in range(1, 8):
        unit = a_committee(f"w{number}", district)
        a_target(unit, 100, 100, *TERM)
        a_count(unit, "2020-01-01", "2022-05-16", 10 * (8 - number), source="paper")
        if number < 3:
            a_target(unit, 10, 10, *YEAR, cadence="year")
            a_count(unit, *YEAR, number, source="paper")


def test_pages_follow_each_other_group_by_group(read, seven):
    assert listed(read("/")) == ["w1", "w2", "w3"]
    assert listed(read("/", page=2)) == ["w4", "district", "w5"]
    assert listed(read("/", page=3)) == ["w6", "w7", "w2"]
    assert listed(read("/", page=4)) == ["w1"]


@pytest.mark.parametrize("order", ["percent", "ahead", "name", "date"])
def test_pages_put_together_are_the_whole_list(read, seven, monkeypatch, order):
    pages = [name for page in range(1, 5) for name in listed(read("/", sort=order, page=page))]
    monkeypatch.setattr(overview, "ROWS", 50)
    assert pages == listed(read("/", sort=order))
    assert len(pages) == 10


def test_a_cut_group_says_which_part_of_it_is_shown(read, seven):
    assert "Chỉ tiêu từ 1 đến 3 trong tổng số 8" in read("/").text
    third = read("/", page=3)
    assert "Chỉ tiêu từ 7 đến 8 trong tổng số 8" in third.text
    assert "Chỉ tiêu từ 1 đến 1 trong tổng số 2" in third.text


def test_a_whole_group_says_nothing_of_parts(read, district):
    assert "trong tổng số" not in read("/").text


def test_the_sentence_speaks_of_all_pages(read, seven):
    said = {re.search(r"Trong .*?\.", read("/", page=page).text)[0] for page in range(1, 5)}
    assert len(said) == 1
    assert "10 chỉ tiêu" in said.pop()


def test_bars_of_one_group_have_one_scale_on_all_pages(read, seven):
    ahead = a_committee("far-ahead")
    a_target(ahead, 100, 100, *TERM)
    a_count(ahead, "2020-01-01", "2022-05-16", 390, source="paper")
    for page in (1, 2):
        assert ">400%</text>" in read("/", page=page).content.decode()


def test_an_axis_has_few_marks_however_far_it_reaches(read, district):
    a_target(ahead := a_committee("far-ahead"), 10, 10, *TERM)
    a_count(ahead, "2020-01-01", "2022-05-16", 780, source="paper")
    marks = re.findall(r">([\d.]+%)</text>", read("/").content.decode())
    assert marks == ["0%", "2.000%", "4.000%", "6.000%"]


def test_the_choices_stay_from_page_to_page(read, seven):
    first = read("/", kind="term", sort="name", q="w", as_of="2022-06-01")
    [following] = [link for link in first.links if "page=2" in link]
    for part in ("kind=term", "sort=name", "q=w", "as_of=2022-06-01"):
        assert part in following
    last = read("/" + following.replace("page=2", "page=3"))
    assert listed(last) == ["w7"]
    assert any("page=2" in link for link in last.links)
    assert not any("page=4" in link for link in last.links)


def test_another_order_begins_at_the_first_page(read, seven):
    links = read("/", page=2, sort="name").links
    assert all("page" not in link for link in links if "sort=" in link and "sort=name" not in link)


def test_the_page_is_said_in_words(read, seven):
    assert "Trang 2/4" in read("/", page=2).text
    assert "Page 2 of 4" in read("/en/", page=2).text


@pytest.mark.parametrize("page", ["5", "0", "-1", "two", "1.5", "9999999", "1 OR 1"])
def test_a_page_that_is_none_is_refused_in_the_sites_dress(read, seven, page):
    response = read("/", 400, page=page)
    assert page in response.text
    assert "<h1>" in response.content.decode()


def test_a_page_beyond_what_the_filters_leave_is_refused(read, seven):
    assert read("/", page=4)
    assert "1 đến 1" in read("/", 400, page=4, q="w1").text


def test_nothing_found_is_one_page(read, seven):
    assert listed(read("/", q="nowhere", page=1)) == []


def test_those_without_a_target_stand_on_the_first_page(read, seven):
    assert 'id="without-target"' in read("/").content.decode()
    assert 'id="without-target"' not in read("/", page=2).content.decode()


def test_any_committee_above_narrows_the_list(read, seven):
    """Also one whose direct units have no target themselves."""
    assert len(listed(read("/", parent="root", kind="year"))) == 2
    assert '<option value="root" selected>' in read("/", parent="root").content.decode()


def number_of_queries(client, address):
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


QUERIES = {
    "/": 8,
    "/?sort=name&q=w&kind=term": 6,
    "/?parent=district": 10,
    "/?inherited=1": 7,
}


@pytest.mark.parametrize("summed", [False, True])
def test_as_many_queries_for_five_as_for_two_hundred(client, district, summed):
    """Where committees are the sum of their units, two more: for those units and their returns."""
    expected = {address: number + 2 * summed for address, number in QUERIES.items()}

    def grow(first, last):
        for number in range(first, last):
            unit = a_committee(f"w{number}", district, aggregates=summed)
            a_target(unit, 100, 100, *TERM)
            cell = a_committee(f"cell-{number}", unit)
            a_count(cell if summed else unit, "2020-01-01", "2022-05-16", number)

    def asked():
        return {address: number_of_queries(client, address) for address in QUERIES}

    grow(0, 5)
    assert asked() == expected
    grow(5, 200)
    assert asked() == expected
    assert number_of_queries(client, "/?page=4") == expected["/"] - 2


def test_more_sums_than_one_condition_holds(client, read, district, monkeypatch):
    """They are read over one range of the tree; those between them are no part of it."""
    monkeypatch.setattr(committees, "MOST_RANGES", 2)
    for number in range(4):
        unit = a_committee(f"w{number}", district, aggregates=True)
        a_target(unit, 100, 100, *TERM)
        a_count(a_committee(f"cell-{number}", unit), "2020-01-01", "2022-05-16", 10 + number)
        between = a_committee(f"between-{number}", district)
        a_count(a_committee(f"other-{number}", between), "2020-01-01", "2022-05-16", 50)
    said = re.findall(r'class="value">(\d+)%<', read("/", q="w").content.decode())
    assert said == ["13", "12", "11", "10"]
    assert number_of_queries(client, "/") == QUERIES["/"] + 2
