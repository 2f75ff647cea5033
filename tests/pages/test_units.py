"""The units of a locality on its page: two orders by plain links, in chart, table and files."""

import re

import pytest

from recruitment.download_views import CHART_WRITERS
from tests.rows import a_committee, a_count, a_target

YEAR = ("2022-01-01", "2022-12-31")
PAGE = "/localities/district/"


@pytest.fixture(autouse=True)
def units(district):
    """Beside "unit", which has no target: one with more admissions, one with a higher percent."""
    for slug, aim, admitted in (("many", 40, 20), ("ahead", 10, 9)):
        row = a_committee(slug, district, name_en=f"{slug} committee")
        a_target(row, aim, aim, *YEAR, cadence="year")
        a_count(row, "2020-01-01", "2021-12-31", 1)
        a_count(row, "2022-01-01", "2022-05-16", admitted)


def rows(html):
    table = re.search(r'<table class="cards">\s*<caption.*?</table>', html, re.DOTALL)[0]
    return re.findall(r'<th scope="row"><a href="(?:/en)?/localities/(\w+)/', table)


def section(response):
    return re.search(r'<section id="don-vi".*?</section>', response.content.decode(), re.DOTALL)[0]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_both_orders_are_one_link_apart(read, prefix):
    by_number = section(read(prefix + PAGE))
    assert rows(by_number) == ["unit", "many", "ahead"]
    assert 'href="?units=percent#don-vi"' in by_number
    by_percent = section(read(prefix + PAGE, units="percent"))
    assert rows(by_percent) == ["ahead", "many", "unit"]
    assert 'href="?#don-vi"' in by_percent
    assert by_number.count('aria-current="true"') == by_percent.count('aria-current="true"') == 1


def test_the_drawing_follows_the_order(read):
    drawn = section(read("/en" + PAGE, units="percent"))
    assert "Subordinate units by percent of the target" in drawn
    assert drawn.index("ahead") < drawn.index("many")


def test_the_day_and_the_term_are_kept_by_the_links_and_by_the_choice(read):
    response = read(PAGE, as_of="2022-05-16", term="2020-2025")
    assert "?as_of=2022-05-16&term=2020-2025&units=percent#don-vi" in response.links
    chosen = read(PAGE, as_of="2022-05-16", units="percent")
    assert "?as_of=2022-05-16#don-vi" in chosen.links
    assert '<input type="hidden" name="units" value="percent">' in chosen.content.decode()
    assert 'name="units"' not in response.content.decode()


def test_the_file_of_the_chart_follows_and_the_others_do_not(read):
    links = read(PAGE, as_of="2022-05-16", units="percent").links
    files = [link for link in links if "/charts/" in link or "/data." in link]
    percent = [link for link in files if "units=percent" in link]
    chart = "/localities/district/charts/children"
    asked = "as_of=2022-05-16&units=percent"
    assert set(percent) == {f"{chart}.{ending}?{asked}" for ending in CHART_WRITERS}
    assert len(files) > len(percent)


def test_an_order_is_no_page_of_its_own(read):
    html = read(PAGE, units="percent").content.decode()
    assert '<link rel="canonical" href="http://testserver/localities/district/">' in html
    assert 'href="/en/localities/district/?units=percent"' in html


def test_what_the_units_reached_together_is_said_in_both_languages(read):
    assert "kết nạp 29 trên chỉ tiêu 50, tính chung đạt 58%" in read(PAGE).text
    assert "29 admitted of 50, together 58%" in read("/en" + PAGE).text


def test_targets_given_are_said_beside_the_own_one(read, district):
    a_target(district, 60, 60, *YEAR, cadence="year")
    assert (
        "(2 of 3 have one): 50; the committee's own: 60; difference −10." in read("/en" + PAGE).text
    )


def test_without_a_percent_there_is_no_choice(read):
    plain = read("/localities/unit/")
    assert "don-vi" not in plain.content.decode()
    before = read(PAGE, as_of="2021-12-31")
    assert "units=percent" not in before.content.decode()
    assert read(PAGE, as_of="2021-12-31", units="percent").status_code == 200
