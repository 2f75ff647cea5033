"""As many queries for a large tree as for a small one, and each of them named."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recruitment.models import StatedResult
from tests.rows import (
    a_category,
    a_committee,
    a_count,
    a_number_of_units,
    a_period,
    a_source,
    a_stock,
    a_target,
)

pytestmark = pytest.mark.django_db

PROGRESS = [
    "committee",  # the locality with its kind and parent
    "committee",  # those above it
    "committee",  # those directly below it
    "admissioncount",  # of the locality and its units
    "membershipcount",
    "target",  # theirs, and those that hold for all below
    "organisationcount",  # how many units a source states
]
PAGE = [
    *PROGRESS,
    "statedresult",
    "activitycount",
    "statement",
    "formerparent",
    "succession",
    "reportingperiod",  # the terms on record
]
TAKEN = ["admissioncount", "membershipcount", "activitycount", "organisationcount"]
EXPECTED = {
    "localities": ["committee", "committee"],  # the rows shown, and how many there are
    "localities?q=unit": ["committee", "committee"],
    "localities/district/progress": PROGRESS,
    "localities/district/progress?as_of=2022-12-31": PROGRESS,
    "localities/district/progress?term=2020-2025": ["reportingperiod", *PROGRESS],
    "localities/district/figures": PAGE,
    "sources": [*TAKEN, "target", "statedresult", "source"],
    "sources/paper": [
        "source",
        "statedresult",
        "target",
        *TAKEN,
        "statement",
        "admissioncount",  # and of the committees whose results are checked
        "membershipcount",
        "target",
    ],
}


@pytest.fixture
def district():
    root = a_committee("root")
    a_target(
        root, 3, 4, "2020-01-01", "2030-12-31",
        kind="rate", cadence="year", sense="band", inherits=True,
    )  # fmt: skip
    district = a_committee("district", root)
    a_target(district, 600, 600, "2020-01-01", "2025-12-31")
    a_number_of_units(district, "2022-05-16", 40)
    a_stock(district, "2022-05-16", 3642)
    grow(district, "first")
    return district


def grow(district, slug):
    unit = a_committee(f"unit-{slug}", district)
    a_target(unit, 10, 10, "2020-01-01", "2025-12-31")
    for committee in (unit, district):
        a_count(committee, "2021-01-01", f"2021-{5 + len(slug) % 8:02}-28", 5, source=f"p-{slug}")
    a_committee(f"cell-{slug}", unit)
    StatedResult.objects.create(
        source=a_source("paper"),
        committee=unit,
        category=a_category(),
        kind="percent_of_target",
        value=50,
        period=a_period("2021-01-01", "2021-12-31"),
    )


def tables(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(f"/api/v1/{address}").status_code == 200
    found = [re.search(r'FROM "recruitment_(\w+)"', q["sql"]) for q in captured.captured_queries]
    return [match[1] if match else "?" for match in found]


@pytest.mark.parametrize("address", EXPECTED)
def test_the_queries_do_not_grow_with_the_tree(client, district, address):
    assert tables(client, address) == EXPECTED[address]
    for number in range(12):
        grow(district, "x" * (number + 1))
    assert tables(client, address) == EXPECTED[address]
