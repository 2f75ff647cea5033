"""Figures stored by form or file are judged as the cells of a sheet that they are."""

import dataclasses
from datetime import date

import pytest
import tablib
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recruitment.entry.admissions import AdmissionSheet
from recruitment.entry.judgement_figures import Written, is_cell, judge_figures, sheet_of
from recruitment.entry.workbook import ROW
from recruitment.models import ActivityCount, AdmissionCount, Committee, MembershipCount, Return
from recruitment.progress.periods import Period
from tests.rows import a_category, a_committee, a_count, a_period, a_source, a_stock

QUARTER = ("2022-07-01", "2022-09-30")
YEAR_TO = ("2022-01-01", "2022-09-30")
THIRD = Period(date(2022, 7, 1), date(2022, 9, 30))


@pytest.fixture
def district(db):
    """A committee that is the sum of its units, of which it has four."""
    a_category()
    a_source()
    district = a_committee("district", aggregates=True)
    for name in ("one", "two", "three", "four"):
        a_committee(name, district)
    return district


@pytest.fixture
def one(district):
    return district.children.get(slug="one")


def new(committee, value, days=QUARTER, category="total", **fields):
    return AdmissionCount(
        committee=committee,
        period=a_period(*days),
        category=a_category(category),
        source=a_source(),
        value=value,
        **fields,
    )


def judged(*written):
    return [
        (found.rule, found.committee, each.figure.value) for each, found in judge_figures(written)
    ]


def four_quarters(committee, value):
    for start, end in (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30")):
        a_count(committee, f"2021-{start}", f"2021-{end}", value)
    a_count(committee, "2021-10-01", "2021-12-31", value)


# -- Which sheet -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "sheet"),
    [
        (QUARTER, (THIRD, False)),
        (YEAR_TO, (THIRD, True)),
        (("2022-01-01", "2022-03-31"), (Period(date(2022, 1, 1), date(2022, 3, 31)), False)),
        (("2022-01-01", "2022-12-31"), (Period(date(2022, 10, 1), date(2022, 12, 31)), True)),
        (("2022-07-01", "2022-12-31"), (Period(date(2022, 7, 1), date(2022, 12, 31)), False)),
        (("2021-01-01", "2022-09-30"), (Period(date(2021, 1, 1), date(2022, 9, 30)), False)),
        (("2022-01-01", "2022-08-31"), (Period(date(2022, 1, 1), date(2022, 8, 31)), False)),
    ],
)
def test_the_sheet_of_a_figure(one, days, sheet):
    assert sheet_of(new(one, 1, days)) == sheet


def test_the_sheet_of_members(one):
    stock = MembershipCount(committee=one, on=date(2022, 9, 30), value=1)
    assert sheet_of(stock) == (THIRD, False)
    stock.on = date(2022, 5, 16)
    assert sheet_of(stock) == (Period(stock.on, stock.on), False)


def test_what_is_no_cell_is_not_judged(one):
    assert is_cell(new(one, 1))
    assert not is_cell(new(one, 1, withdrawn=True))
    assert not is_cell(new(one, 1, state="superseded"))
    paper = new(one, 1)
    paper.source = a_source("paper")
    assert not is_cell(paper)
    four_quarters(one, 10)
    assert judged(Written(paper)) == []


# -- Findings ----------------------------------------------------------------------------------


def test_a_unit_that_raises_the_sum_above_the_own_figure(district, one):
    a_count(district, *QUARTER, 10)
    a_count(district.children.get(slug="two"), *QUARTER, 6)
    assert judged(Written(new(one, 5))) == [("below_units", district.pk, 5)]
    assert judged(Written(new(one, 4))) == []


def test_who_lowers_one_of_several_figures_that_are_too_high_is_not_to_blame(district, one):
    a_count(district, *QUARTER, 10)
    a_count(district.children.get(slug="two"), *QUARTER, 6)
    old = a_count(one, *QUARTER, 20)
    old.value = 8
    assert judged(Written(old, before=20)) == []
    old.value = 21
    assert judged(Written(old, before=20)) == [("below_units", district.pk, 21)]


def test_nothing_is_said_of_a_parent_beyond_the_persons_reach(district, one):
    a_count(district, *QUARTER, 4)
    reach = Committee.objects.all().within(one)
    written = Written(new(one, 5))
    assert judge_figures([written], reach) == []
    assert judge_figures([written], Committee.objects.all().within(district)) != []
    a_count(a_committee("below", one), *QUARTER, 6)
    ((_about, found),) = judge_figures([written], reach)
    assert (found.rule, found.committee) == ("units_above_own", one.pk)


def test_an_own_figure_below_its_units(district, one):
    a_count(one, *QUARTER, 11)
    assert judged(Written(new(district, 10))) == [("below_units", district.pk, 10)]


def test_a_provisional_unit_is_a_warning(district, one):
    a_count(district, *QUARTER, 4)
    assert judged(Written(new(one, 5, finality="provisional"))) == [
        ("units_above_own", district.pk, 5)
    ]


def test_a_cumulative_figure_is_judged_in_its_quarter(one):
    a_count(one, "2022-01-01", "2022-06-30", 30)
    assert judged(Written(new(one, 29, YEAR_TO))) == [("falls", one.pk, 29)]
    a_count(one, *QUARTER, 40)
    assert judged(Written(new(one, 40, YEAR_TO))) == [("looks_periodic", one.pk, 40)]
    assert judged(Written(new(one, 70, YEAR_TO))) == []


def test_only_a_number_that_was_typed_is_doubted(one):
    four_quarters(one, 10)
    figure = a_count(one, *QUARTER, 99)
    assert judged(Written(figure, before=10)) == [("far_from_history", one.pk, 99)]
    assert judged(Written(figure, before=99, typed=False)) == []


def test_a_figure_with_a_qualifier_is_not_doubted(one):
    four_quarters(one, 10)
    assert judged(Written(new(one, 99, qualifier="about"))) == []


def test_a_total_below_its_part_in_one_file(one):
    """The part and its total are both new."""
    found = judged(Written(new(one, 5)), Written(new(one, 6, category="pupil")))
    assert found == [("part_above_whole", one.pk, 6)]


def test_members_and_activities_are_judged_too(one):
    a_stock(one, "2022-06-30", 100)
    stock = MembershipCount(
        committee=one, on=date(2022, 9, 30), category=a_category(), source=a_source(), value=150
    )
    assert judged(Written(stock)) == [("far_from_history", one.pk, 150)]
    for start, end in (("2022-01-01", "2022-03-31"), ("2022-04-01", "2022-06-30")):
        period = a_period(start, end)
        fields = {"committee": one, "source": a_source(), "state": "approved"}
        ActivityCount.objects.create(period=period, activity="dossier", value=3, **fields)
    half = ActivityCount(
        committee=one,
        period=a_period(*YEAR_TO),
        activity="dossier",
        source=a_source(),
        value=5,
    )
    assert judged(Written(half)) == [("falls", one.pk, 5)]


def test_the_number_of_queries_does_not_depend_on_the_figures(district):
    units = list(district.children.all())
    counted = []
    for some in (units[:1], units):
        written = [Written(new(unit, 5)) for unit in some]
        with CaptureQueriesContext(connection) as queries:
            judge_figures(written)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 9


# -- Files -------------------------------------------------------------------------------------

HEADINGS = ["mã cấp ủy", "từ ngày", "đến ngày", "giá trị", ROW]


def previewed(*rows, days=QUARTER, dry_run=True, reach=None, note=""):
    a_period(*days)
    first, last = (date.fromisoformat(day) for day in days)
    table = tablib.Dataset(headers=HEADINGS)
    for number, (code, value) in enumerate(rows, 2):
        table.append([code, first, last, value, number])
    return AdmissionSheet(reach).import_data(
        table, dry_run=dry_run, rollback_on_validation_errors=True, note=note
    )


def test_an_error_keeps_the_file_out(district):
    a_count(district, *QUARTER, 10)
    for dry_run in (True, False):
        result = previewed(("one", 5), ("two", 6), dry_run=dry_run)
        ((number, heading, sentence),) = result.problems
        assert (number, heading) == (2, "giá trị")
        assert ": 10 ít hơn tổng số chính thức của các đơn vị trực thuộc là 11" in sentence
    assert AdmissionCount.objects.count() == 1


def test_a_file_is_told_nothing_beyond_the_persons_reach(district, one):
    a_count(district, *QUARTER, 4)
    result = previewed(("one", 5), reach=Committee.objects.all().within(one))
    assert (result.problems, result.warnings) == ([], [])


def test_the_file_is_judged_as_a_whole(district):
    """Units and their own figure grow together."""
    a_count(district, *QUARTER, 10)
    result = previewed(("one", 50), ("two", 60), ("district", 110), dry_run=False)
    assert result.problems == []
    assert {row.value for row in AdmissionCount.objects.all()} == {50, 60, 110}


def test_a_warning_is_told_and_stored_once_it_is_answered(district, one):
    four_quarters(one, 10)
    result = previewed(("one", 99), ("two", 5))
    ((number, heading, sentence),) = result.warnings
    assert (number, heading) == (2, "giá trị")
    assert "99 khác xa 4 quý trước" in sentence
    assert result.problems == []
    assert not AdmissionCount.objects.filter(value=99).exists()
    result = previewed(("one", 99), ("two", 5), dry_run=False)
    assert "Chưa nhập gì: có số liệu khác thường." in result.base_errors[0].error.messages[0]
    assert not AdmissionCount.objects.filter(value=99).exists()
    assert not previewed(("one", 99), ("two", 5), dry_run=False, note="Đúng").has_errors()
    assert AdmissionCount.objects.filter(value=99).exists()


def test_what_a_file_leaves_as_it_is_is_not_doubted(one):
    four_quarters(one, 10)
    a_count(one, *QUARTER, 99)
    assert previewed(("one", 99)).warnings == []


def test_one_number_copied_down(district):
    result = previewed(("one", 7), ("two", 7), ("three", 7), ("four", 7))
    ((number, _heading, sentence),) = result.warnings
    assert number == 2
    assert "cả 4 dòng của cột này đều nhập 7" in sentence


def test_a_nine_month_figure_of_a_file(district, one):
    a_count(one, "2022-01-01", "2022-06-30", 30)
    result = previewed(("one", 12), days=YEAR_TO)
    assert "12 lũy kế từ 1/1 ít hơn số đã có" in result.warnings[0][2]


def test_a_written_figure_says_whether_it_rises(one):
    rising = Written(new(one, 5))
    assert rising.rises
    assert dataclasses.replace(rising, before=4).rises
    assert not dataclasses.replace(rising, before=5).rises
    assert not Return.objects.exists()
