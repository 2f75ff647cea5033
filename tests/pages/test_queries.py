"""The queries of each page by name, in order; more committees do not make more of them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.rows import a_committee, a_count, a_number_of_units, a_stock, a_target

TERM = ("2020-01-01", "2025-12-31")

# What is asked for, and the table that is read.
MATERIAL = [
    ("their counts", "admissioncount"),
    ("their members", "membershipcount"),
    ("their targets", "target"),
]
SUMMED = ("the units below that are added up", "committee")
# Told by what their returns said when they were approved.
EXCUSED = ("the units that are not waited for", "historicalreturn")
PARENTS = ("the committees to choose from", "committee")
TERMS = ("the terms to choose from", "reportingperiod")
OVERVIEW = [
    ("committees with a target", "committee"),
    *MATERIAL,
    ("those with figures and no target", "committee"),
    ("how many of those", "committee"),
    PARENTS,
    TERMS,
]
NARROWED = [("committees with a target", "committee"), *MATERIAL, PARENTS, TERMS]
# Once as an address that is checked, once as the committee whose units are looked at.
UNDER = [("the parent", "committee"), ("the parent", "committee"), *OVERVIEW]
LOCALITY = [
    ("the committee", "committee"),
    ("those above", "committee"),
    ("its units", "committee"),
    *MATERIAL,
    ("organisations", "organisationcount"),
    ("printed results", "statedresult"),
    ("activities", "activitycount"),
    ("statements", "statement"),
    ("former parents", "formerparent"),
    ("successions", "succession"),
    TERMS,
]
LISTED = [
    ("how many units", "committee"),
    ("the units of one page", "committee"),
]
BESIDE = [("the first units of each", "units"), ("how many units each has", "committee"), *MATERIAL]
TOP = [("the root", "committee"), *LISTED, *BESIDE]
LEVEL = [("the committee", "committee"), *LISTED, ("those above", "committee"), *BESIDE]
SEARCH = [*LISTED, ("those above", "committee"), *MATERIAL]
COMPARE = [
    ("the localities", "committee"),
    *MATERIAL,
    ("the sources of the counts used", "source"),
    ("those chosen, as choices", "committee"),
    ("others to choose", "committee"),
]
TAKEN = ["admissioncount", "membershipcount", "activitycount", "organisationcount"]
SOURCES = [
    *((f"how many {table}s", table) for table in TAKEN),
    ("how many targets", "target"),
    ("how many printed results", "statedresult"),
    ("the sources", "source"),
]
SOURCE = [
    ("the source", "source"),
    ("its printed results", "statedresult"),
    ("its targets", "target"),
    *((f"its {table}s", table) for table in TAKEN),
    ("its statements", "statement"),
    *MATERIAL,
]


@pytest.fixture
def grow(district):
    """Twenty more units, each with a target, a count, members and a unit of its own."""

    def more():
        a_number_of_units(district, "2022-05-16", 40)
        for number in range(20):
            unit = a_committee(f"district-{number}", district)
            a_target(unit, 10, 10, *TERM)
            a_count(unit, "2020-01-01", "2022-05-16", number + 1, source="paper")
            a_stock(unit, "2019-12-31", 100 + number)
            a_committee(f"below-{number}", unit)

    return more


def tables(client, address):
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    asked = []
    for query in found.captured_queries:
        table = re.search(r' FROM (?:"recruitment_(\w+)"|\()', query["sql"])
        asked.append(table[1] or "units")
    return asked


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/", OVERVIEW),
        ("/?sort=name&q=dist&kind=term", NARROWED),
        ("/?parent=province", UNDER),
        ("/localities/district/", LOCALITY),
        ("/localities/district/?term=2020-2025", [TERMS, *LOCALITY]),
        ("/localities/district/?units=percent", LOCALITY),
        ("/localities/", TOP),
        ("/localities/?under=province", LEVEL),
        ("/localities/?q=dist", SEARCH),
        ("/compare/", [("others to choose", "committee")]),
        ("/compare/?locality=district&locality=unit", COMPARE),
        ("/sources/", SOURCES),
        ("/sources/paper/", SOURCE),
        ("/method/", []),
    ],
)
def test_queries_are_named_and_do_not_grow(client, grow, address, queries):
    expected = [table for _name, table in queries]
    assert tables(client, address) == expected
    grow()
    assert tables(client, address) == expected


def with_sums(queries):
    """Two queries more: before the figures which units are added up, after them which of these
    the report does not apply to."""
    place = queries.index(MATERIAL[0])
    after = place + len(MATERIAL)
    return [*queries[:place], SUMMED, *queries[place:after], EXCUSED, *queries[after:]]


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/", OVERVIEW),
        ("/?sort=name&q=dist&kind=term", NARROWED),
        ("/?parent=province", UNDER),
        ("/localities/district/", LOCALITY),
        ("/localities/?under=province", LEVEL),
        ("/localities/?q=dist", SEARCH),
        ("/compare/?locality=district&locality=unit", COMPARE),
    ],
)
def test_a_sum_of_units_costs_two_queries_however_many_they_are(
    client, district, grow, address, queries
):
    district.aggregates = True
    district.save()
    expected = [table for _name, table in with_sums(queries)]
    assert tables(client, address) == expected
    grow()
    assert tables(client, address) == expected
