"""Overview, list of localities and comparison: what is listed, narrowed, ordered."""

import re

import pytest

from recruitment.models.text import fold
from recruitment.reports import directory
from tests.rows import a_committee, a_count, a_target

TERM = ("2020-01-01", "2025-12-31")


@pytest.fixture
def neighbours(district):
    """Three more districts: far ahead, far behind, and one without a figure."""
    for slug, value in (("ahead", 700), ("behind", 10), ("silent", None)):
        row = a_committee(slug, district.parent)
        a_target(row, 600, 600, *TERM)
        if value:
            a_count(row, "2020-01-01", "2023-06-30", value, source="paper")


def listed(response):
    """The localities of the bars, in order."""
    html = response.content.decode()
    return re.findall(r'class="who"><a href="(?:/en)?/localities/([\w-]+)/', html)


def test_the_overview_orders_by_percent_and_ends_with_those_without(read, neighbours):
    assert listed(read("/")) == ["ahead", "district", "behind", "silent"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("name", ["ahead", "behind", "district", "silent"]),
        ("date", ["ahead", "behind", "district", "silent"]),
        ("ahead", ["ahead", "district", "behind", "silent"]),
    ],
)
def test_the_overview_is_ordered_as_asked(read, neighbours, order, expected):
    assert listed(read("/", sort=order)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "AHE"}, ["ahead"]),
        ({"status": "exceeded"}, ["ahead"]),
        ({"status": "no_figures"}, ["silent"]),
        ({"kind": "rate"}, []),
        ({"kind": "term", "q": "i"}, ["district", "behind", "silent"]),
        ({"parent": "province", "status": "behind"}, ["behind"]),
        ({"parent": "unit"}, []),
        ({"term": "2020-2025"}, ["ahead", "district", "behind", "silent"]),
        ({"as_of": "2022-05-16"}, ["district", "ahead", "behind", "silent"]),
    ],
)
def test_the_overview_is_narrowed_as_asked(read, neighbours, query, expected):
    assert listed(read("/", **query)) == expected


def test_the_choices_made_stay_in_the_form_and_in_the_links(read, neighbours):
    response = read("/", status="behind", sort="name", term="2020-2025", as_of="2024-01-01")
    html = response.content.decode()
    assert '<option value="behind" selected>' in html
    assert '<option value="2020-2025" selected>' in html
    assert 'name="sort" value="name"' in html
    assert 'name="as_of" value="2024-01-01"' in html
    assert "/localities/behind/?as_of=2024-01-01&term=2020-2025" in response.links
    assert any("sort=date" in link and "status=behind" in link for link in response.links)


def test_bars_are_drawn_without_styles(read, neighbours):
    html = read("/").content.decode()
    assert 'class="fill" width="77.78%"' in html  # 700 of 600 on a rail that ends at 150 %
    assert 'class="hundred" x1="66.67%"' in html
    assert "style=" not in html


def test_those_with_figures_and_no_target_are_listed_below(read, district):
    html = read("/").content.decode()
    assert html.index("without-target") < html.index('href="/localities/unit/"')


def test_the_list_begins_with_the_units_of_the_root(read, neighbours):
    links = read("/localities/").links
    assert "/localities/province/" in links
    assert "/localities/district/" in links  # as a unit of the province
    assert "/localities/unit/" not in links


def test_one_goes_down_the_tree(read, neighbours):
    response = read("/localities/", under="province")
    assert "/localities/?under=root" in response.links
    assert "/localities/silent/" in response.links


@pytest.mark.parametrize("words", ["Đảng bộ dist", "dang bo DIST", "dang  bo dist"])
def test_search_needs_no_accents(read, district, words):
    response = read("/localities/", q=words)
    assert "/localities/district/" in response.links
    assert fold(words).split()[-1] == "dist"


@pytest.mark.parametrize("words", ["nothing-like-it", "???", "!!!", "😀", "%", "x" * 5000])
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/localities/", "Không địa phương nào có các từ này trong tên"),
        ("/compare/", "Không địa phương nào có các từ này trong tên"),
        ("/", "Không có chỉ tiêu nào phù hợp với lựa chọn này."),
    ],
)
def test_a_search_that_finds_nothing_says_so(read, neighbours, address, said, words):
    response = read(address, q=words)
    assert said in response.text
    assert "/localities/district/" not in response.links
    assert "/localities/silent/" not in response.links


def test_signs_that_no_name_holds_are_no_search(read, district):
    assert "/localities/province/" in read("/localities/", q="\0 \n").links


def test_the_list_is_paged(read, district, monkeypatch):
    monkeypatch.setattr(directory, "ROWS", 2)
    for number in range(4):
        a_committee(f"other-{number}", district.parent)
    first = read("/localities/", under="province")
    assert "?under=province&page=2" in first.links
    last = read("/localities/", under="province", page=3)
    assert "?under=province&page=2" in last.links
    assert not any("page=4" in link for link in last.links)


def test_comparing_begins_with_a_choice(read, neighbours):
    html = read("/compare/").content.decode()
    assert 'name="locality" value="ahead"' in html
    assert "data-plotly-src" not in html


def test_what_is_chosen_stays_chosen_through_a_search(read, neighbours):
    html = read("/compare/?locality=ahead&q=sil").content.decode()
    assert 'value="ahead" checked' in html
    assert 'value="silent">' in html
    assert 'value="behind"' not in html


def test_localities_side_by_side(read, neighbours):
    response = read("/compare/?locality=behind&locality=ahead&locality=silent")
    html = response.content.decode()
    assert html.index('href="/localities/behind/"') < html.index('href="/localities/ahead/"')
    assert 'id="chart-compare"' in html
    assert "116,67%" in response.text
