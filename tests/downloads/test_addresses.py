"""The files' addresses: what is sent, in which language, and what is not found."""

import csv
import json
import re
import sys
from datetime import date, datetime, time
from html import unescape

import pytest

from recruitment.download_views import LOCALITY_WRITERS
from recruitment.downloads.writers import BRIEFING_WRITERS
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection
from tests.rows import a_committee, a_count, a_source, a_stock, a_target

from .books import opened

pytestmark = pytest.mark.django_db
DATA = "/localities/district/data"
CHART = "/localities/district/charts/cumulative"
BRIEFING = "/localities/district/briefing"
NEEDS_CHROMIUM = {"pdf"}


@pytest.fixture(autouse=True)
def district():
    district = a_committee("district", name_en="District committee")
    a_target(district, 600, 600, "2021-01-01", "2025-12-31", document="=evil()")
    a_count(district, "2021-01-01", "2021-12-31", 120)
    a_count(district, "2022-01-01", "2022-05-16", 118, qualifier="more_than", note="-1")
    a_stock(district, "2022-05-16", 3642)
    a_source("paper")
    unit = a_committee("unit", district)
    a_target(unit, 10, 10, "2021-01-01", "2025-12-31")
    a_count(unit, "2021-01-01", "2022-05-16", 4)
    return district


def rows_of(response, delimiter=";"):
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=delimiter))


def test_every_figure_is_a_row_with_its_source(client):
    response = client.get("/en" + DATA + ".csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    target, first, second, stock = rows_of(response, ",")
    assert (target["Row"], target["Value"], target["From"]) == ("Target", "600", "2021-01-01")
    assert target["Status or verdict"] == "On pace"
    assert target["Note"].startswith("'=evil()")
    assert (first["Value"], first["Used"], first["Source's address name"]) == (
        "120",
        "yes",
        "nhap-lieu",
    )
    assert (second["At least"], second["At most"], second["Qualifier"]) == ("119", "", "more than")
    assert second["Note"] == "'-1"
    assert (stock["Value"], stock["From"], stock["To"]) == ("3642", "", "2022-05-16")


def test_the_language_of_the_page_decides_words_and_notation(client):
    vietnamese = client.get(DATA + ".csv")
    assert vietnamese["Content-Language"] == "vi"
    assert ";" in vietnamese.content.decode("utf-8-sig").splitlines()[0]
    assert client.get("/en" + DATA + ".csv")["Content-Language"] == "en"


@pytest.mark.parametrize(
    "address",
    [
        *(DATA + ending for ending in (".csv", ".json", ".xlsx")),
        *(CHART + ending for ending in (".csv", ".json", ".xlsx")),
        *(BRIEFING + ending for ending in (".xlsx", ".zip")),
        *(
            f"/compare/briefing.{ending}?locality=district&locality=unit"
            for ending in ("xlsx", "zip")
        ),
        "/compare/charts/compare.xlsx?locality=district&locality=unit",
    ],
)
def test_the_same_data_give_the_same_bytes_once(client, address):
    first, second = client.get(address), client.get(address)
    assert first.status_code == 200
    assert first.content == second.content
    assert client.get(address, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    assert "attachment" in first["Content-Disposition"]
    assert not first.cookies


def test_as_of_goes_into_the_file_and_into_its_name(client):
    response = client.get(DATA + ".csv", {"as_of": "2021-12-31"})
    assert len(rows_of(response)) == 2
    assert 'filename="district-data-2021-12-31.csv"' in response["Content-Disposition"]


def test_the_term_goes_into_the_file(client, district):
    a_target(district, 400, 400, "2015-01-01", "2020-12-31")
    both = rows_of(client.get(DATA + ".csv"))
    term = rows_of(client.get(DATA + ".csv", {"term": "2015-2020"}))
    assert (len(both), len(term)) == (5, 2)


def test_the_json_file_says_what_the_api_says(client):
    file = client.get(DATA + ".json").json()
    answer = client.get("/api/v1/localities/district/progress").json()
    assert {key: file[key] for key in answer} | {"goals": None} == answer | {"goals": None}
    for ours, theirs in zip(file["goals"], answer["goals"], strict=True):
        assert ours == theirs
    figures = client.get("/api/v1/localities/district/figures").json()
    assert file["figures"] == figures["items"]


def test_a_chart_is_its_table_and_its_picture(client):
    table = rows_of(client.get("/en" + CHART + ".csv"), ",")
    assert [row["Added up"] for row in table][:1] == ["120"]
    drawn = json.loads(client.get(CHART + ".json").content)
    assert set(drawn) >= {"data", "layout"}
    assert drawn["data"]


def test_a_comparison_has_its_table_and_its_figure(client):
    a_target(a_committee("other"), 100, 100, "2021-01-01", "2025-12-31")
    both = "?locality=district&locality=other"
    sent = client.get(f"/compare/charts/compare.csv{both}")
    assert len(rows_of(sent)) == 2
    assert 'filename="district-other-compare.csv"' in sent["Content-Disposition"]
    assert client.get(f"/compare/charts/compare.json{both}").json()["data"]
    page = client.get(f"/compare/{both}").content.decode()
    assert f'href="/compare/charts/compare.csv{both.replace("&", "&amp;")}"' in page


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?locality=district&locality=nowhere", 404),
        ("?locality=district", 404),
        ("", 404),
        ("?locality=" + "&locality=".join("abcdefg"), 400),
    ],
)
def test_a_comparison_that_cannot_be_is_told_in_a_page(client, query, status):
    answer = client.get(f"/compare/charts/compare.csv{query}")
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("text/html")


def test_without_a_browser_pictures_are_made_by_the_reader_and_the_address_says_so(client):
    page = client.get("/localities/district/").content.decode()
    assert 'data-save="png"' in page
    assert ".png" not in page, "neither links nor a picture for links to it"
    assert client.get("/localities/district/social.png").status_code == 501
    for address in (CHART, "/en" + CHART):
        answer = client.get(address + ".png?as_of=2022-05-16&size=slide")
        assert (answer.status_code, answer["Cache-Control"]) == (501, "no-store")
        said = answer.content.decode()
        assert "Chromium" in said
        for link in (f"{address}.csv", f"{address}.json", address.partition("charts")[0]):
            assert f'href="{link}?as_of=2022-05-16&amp;size=slide"' in said


def test_with_a_browser_the_server_makes_them(client, settings):
    settings.CHROMIUM = sys.executable
    page = client.get("/localities/district/?as_of=2022-05-16").content.decode()
    assert f"{CHART}.png?as_of=2022-05-16&amp;size=a4&amp;scale=2" in page
    assert "data-save" not in page


@pytest.mark.parametrize("program", ["none", sys.executable])
def test_every_chart_there_is_has_its_links_beside_it(client, settings, program):
    settings.CHROMIUM = program
    page = client.get("/localities/district/?as_of=2022-05-16").content.decode()
    report = build_locality_report("district", Selection(date(2026, 11, 27), date(2022, 5, 16)))
    names = {chart.name for chart in report.charts}
    assert names > {"goals", "cumulative"}
    for name in names:
        beside = page.partition(f'id="chart-{name}"')[2].partition('id="chart-')[0]
        assert f"/charts/{name}.csv?as_of=2022-05-16" in beside, name
        assert f"/charts/{name}.xlsx?as_of=2022-05-16" in beside, name
        drawn = 'data-save="svg"' if program == "none" else f"/charts/{name}.svg?as_of=2022-05-16"
        assert drawn in beside, name


@pytest.mark.parametrize("query", [{"size": "b5"}, {"size": "A4"}, {"scale": "3"}, {"scale": "²"}])
@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_bad_size_or_scale_is_told_in_a_page(client, query, ending):
    answer = client.get(f"{CHART}.{ending}", query)
    assert answer.status_code == 400
    assert next(iter(query)) in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/localities/nowhere/data.csv",
        "/localities/nowhere/charts/cumulative.png",
        "/localities/district/charts/nothing.png",
        "/localities/nowhere/charts/cumulative.csv",
        "/localities/district/data.exe",
        "/localities/district/briefing.exe",
        "/localities/nowhere/briefing.xlsx",
        "/compare/briefing.exe?locality=district&locality=unit",
        "/compare/briefing.xlsx?locality=district&locality=nowhere",
        "/compare/charts/nothing.xlsx?locality=district&locality=unit",
        "/localities/district/charts/cumulative.exe",
        "/localities/district/charts/nothing.csv",
        "/en/localities/district/charts/nothing.json",
    ],
)
def test_what_does_not_exist_is_told_in_a_page(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")


def test_a_page_says_what_there_is_instead(client):
    assert "xlsx, csv, json" in client.get("/localities/district/data.exe").content.decode()
    nothing = client.get("/en/localities/district/charts/nothing.csv").content.decode()
    assert "no chart “nothing”" in nothing


@pytest.mark.parametrize("query", [{"as_of": "yesterday"}, {"term": "1900-1905"}])
def test_a_bad_parameter_is_told_in_a_page(client, query):
    assert client.get(DATA + ".csv", query).status_code == 400


@pytest.mark.parametrize("slugs", [[], ["district"], ["district", "district"]])
def test_a_comparison_of_fewer_than_two_is_refused(client, slugs):
    response = client.get("/compare/briefing.xlsx", {"locality": slugs})
    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/html")


def test_a_briefing_is_of_the_day_and_the_language_that_were_asked_for(client):
    response = client.get("/en" + BRIEFING + ".xlsx", {"as_of": "2021-12-31"})
    assert 'filename="district-briefing-2021-12-31.xlsx"' in response["Content-Disposition"]
    said = [cell.value for row in opened(response.content)["Summary"] for cell in row]
    assert datetime.combine(date(2021, 12, 31), time()) in said


@pytest.mark.parametrize("address", [DATA + ".csv", DATA + ".xlsx", BRIEFING + ".zip"])
def test_reading_by_login_closes_the_files(client, settings, address):
    settings.READING = "login"
    assert client.get(address).status_code == 302


def test_without_a_chromium_the_reader_is_told_what_there_is(client):
    response = client.get(BRIEFING + ".pdf?as_of=2022-05-16")
    assert response.status_code == 501
    html = response.content.decode()
    assert 'href="/localities/district/?as_of=2022-05-16"' in html
    assert f'href="{BRIEFING}.xlsx?as_of=2022-05-16"' in html
    assert "briefing.csv" not in html


# -- Links -----------------------------------------------------------------------------------------


def links(client, page):
    html = client.get(page).content.decode()
    return [unescape(link) for link in re.findall(r'href="([^"]+)"', html)]


def test_the_page_leads_to_each_file_of_the_same_day_and_order(client):
    found = links(client, "/localities/district/?as_of=2022-05-16&units=percent")
    for ending in set(BRIEFING_WRITERS) - NEEDS_CHROMIUM:
        assert f"{BRIEFING}.{ending}?as_of=2022-05-16&units=percent" in found
    for ending in NEEDS_CHROMIUM:
        assert not [link for link in found if link.startswith(f"{BRIEFING}.{ending}")]
    for ending in LOCALITY_WRITERS:
        assert f"{DATA}.{ending}?as_of=2022-05-16" in found
    for link in found:
        if "/district/briefing" in link or "/district/data" in link:
            assert client.get(link).status_code == 200


def test_a_comparison_leads_to_its_files(client):
    found = links(client, "/en/compare/?locality=district&locality=unit&as_of=2022-05-16")
    query = "?locality=district&locality=unit&as_of=2022-05-16"
    for ending in set(BRIEFING_WRITERS) - NEEDS_CHROMIUM:
        assert f"/en/compare/briefing.{ending}{query}" in found
    assert not [link for link in links(client, "/compare/") if "briefing" in link]
