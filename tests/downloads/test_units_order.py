"""A chart's files follow the order of the units that the page shows."""

import csv
import json

import pytest

from tests.rows import a_committee, a_count, a_target

pytestmark = pytest.mark.django_db
CHART = "/localities/district/charts/children"
YEAR = ("2022-01-01", "2022-12-31")


@pytest.fixture(autouse=True)
def district():
    district = a_committee("district")
    a_count(district, *YEAR, 40)
    for slug, aim, admitted in (("many", 40, 20), ("ahead", 10, 9), ("none", None, 5)):
        row = a_committee(slug, district)
        if aim:
            a_target(row, aim, aim, *YEAR, cadence="year")
        a_count(row, *YEAR, admitted)


def table(client, **asked):
    text = client.get(f"/en{CHART}.csv", asked).content.decode("utf-8-sig")
    return [list(row.values()) for row in csv.DictReader(text.splitlines())]


def lengths(drawn):
    """The lengths of the bars that are drawn, without what only catches the pointer."""
    bars = [trace for trace in drawn["data"] if trace["type"] == "bar"]
    return {x for trace in bars if trace.get("meta") != "hit" for x in trace["x"]}


def test_the_table_follows(client):
    assert [row[0] for row in table(client)[:3]] == ["many", "ahead", "none"]
    by_percent = table(client, units="percent")
    assert [(row[0], row[3]) for row in by_percent[:3]] == [
        ("ahead", "90.00"),
        ("many", "50.00"),
        ("none", ""),
    ]
    assert by_percent[-1][:4] == ["Units with a target for 2022", "29", "", "58.00"]


def test_the_picture_follows(client):
    by_number = json.loads(client.get(f"{CHART}.json").content)
    by_percent = json.loads(client.get(f"{CHART}.json", {"units": "percent"}).content)
    # 9 of 10 are drawn as 9, or as 90 % of a track.
    assert lengths(by_number) == {20, 9, 5}
    assert lengths(by_percent) >= {50, 90}


def test_the_file_says_in_its_name_which_order_it_has(client):
    plain = client.get(f"/en{CHART}.csv")["Content-Disposition"]
    by_percent = client.get(f"/en{CHART}.csv", {"units": "percent"})["Content-Disposition"]
    assert plain != by_percent


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_an_unknown_order_is_told(client, ending):
    assert client.get(f"{CHART}.{ending}", {"units": "size"}).status_code == 400


def test_an_order_that_is_not_there_changes_nothing(client):
    asked = {"as_of": "2021-12-31"}
    for extra in ({}, {"units": "percent"}):
        assert client.get(f"{CHART}.csv", asked | extra).status_code == 404
