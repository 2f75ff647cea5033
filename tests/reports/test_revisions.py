"""A figure that replaced an approved one says so, with what stood there before."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from recruitment.downloads.plain_figures import figures
from recruitment.models import AdmissionCount, Audience
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection
from tests.rows import a_committee, a_count, a_stock, a_target, day

pytestmark = pytest.mark.django_db

QUARTER = ("2022-07-01", "2022-09-30")


@pytest.fixture
def district():
    row = a_committee("district")
    a_target(row, 600, 600, "2021-01-01", "2025-12-31")
    return row


def approved(row, on):
    """Approve a row; its history says that it was on this day."""
    row.approve()
    moment = datetime.fromisoformat(f"{on}T23:30").replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    row.history.filter(state="approved").update(history_date=moment)
    return row


def versions(district, *values, **fields):
    """Versions of one cell, approved one after the other on days of December 2022."""
    return [
        approved(
            a_count(district, *QUARTER, value, version=number, state="draft", **fields),
            f"2022-12-0{number}",
        )
        for number, value in enumerate(values, 1)
    ]


def report(language="vi", **selection):
    with translation.override(language):
        return build_locality_report("district", Selection(today=day("2023-01-01"), **selection))


def row_of(found):
    [row] = [row for row in found.figures if isinstance(row.row, AdmissionCount)]
    return row


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "đã điều chỉnh; trước đó 30 (phê duyệt điều chỉnh ngày 2/12/2022)"),
        ("en", "revised; before it was 30 (revision approved on 2 December 2022)"),
    ],
)
def test_a_revised_figure_is_marked_in_the_table_and_below_the_charts(district, language, words):
    versions(district, 30, 32)
    found = report(language)
    assert row_of(found).marks == (words,)
    for name in ("cumulative", "quarters"):
        assert words in found.chart(name).notes[-1]


def test_it_is_told_to_programs(district):
    versions(district, 30, 32)
    [told] = figures([row_of(report())])
    assert (told["value"], told["revised_from"]) == (32, 30)
    assert told["revised_on"] == day("2022-12-02")


@pytest.mark.parametrize(
    ("values", "before"),
    [
        ((30,), None),
        ((30, 30), None),
        ((30, 35, 32), (35, 3)),
        # The third only made the second final.
        ((30, 35, 35), (30, 2)),
        ((30, 35, 30), (35, 3)),
    ],
)
def test_what_stood_before_is_the_last_other_number(district, values, before):
    versions(district, *values)
    revised = row_of(report()).revised
    assert (revised and (revised.value, revised.on.day)) == before


def test_a_correction_that_is_not_approved_marks_the_preview_alone(district):
    versions(district, 30)
    a_count(district, *QUARTER, 32, version=2, state="submitted")
    assert row_of(report()).marks == ()
    assert row_of(report(audience=Audience.PREVIEW)).marks == ("đã điều chỉnh; trước đó 30",)


def test_a_figure_that_was_withdrawn_in_between_was_no_other_number(district):
    versions(district, 30)
    approved(
        a_count(district, *QUARTER, 30, version=2, withdrawn=True, state="draft"), "2022-12-02"
    )
    AdmissionCount.objects.filter(version=1).update(state="superseded")
    approved(a_count(district, *QUARTER, 34, version=3, state="draft"), "2022-12-03")
    revised = row_of(report()).revised
    assert (revised.value, revised.on.day) == (30, 3)


def test_figures_of_other_cells_are_not_mixed_up(district):
    versions(district, 30, 32)
    a_count(district, "2022-04-01", "2022-06-30", 12, version=2)
    a_stock(district, "2021-12-31", 3900)
    a_stock(district, "2022-09-30", 4000, state="draft").approve()
    approved(a_stock(district, "2022-09-30", 4100, version=2, state="draft"), "2022-12-05")
    found = report()
    marks = {row.row.value: row.marks for row in found.figures}
    assert marks[12] == ()
    assert "trước đó 30" in marks[32][0]
    assert "trước đó 4.000" in marks[4100][0]
    assert "trước đó 4.000" in found.chart("stocks").notes[-1]
    assert marks[3900] == ()


@pytest.mark.parametrize(
    ("finality", "marks"),
    [("provisional", ("số ước",)), ("final", ("số chính thức",)), ("unknown", ())],
)
def test_provisional_or_final_where_it_is_known(district, finality, marks):
    a_count(district, *QUARTER, 30, finality=finality)
    assert row_of(report()).marks == marks


def test_it_costs_nothing_without_revisions_and_two_queries_however_many(district):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            report()
        return len(asked)

    a_count(district, "2022-01-01", "2022-03-31", 3)
    usual = queries()
    versions(district, 30, 32)
    assert queries() == usual + 2
    for quarter in (("2023-01-01", "2023-03-31"), ("2023-04-01", "2023-06-30")):
        for number in (1, 2):
            a_count(district, *quarter, number, version=number, state="draft").approve()
    assert queries() == usual + 2
