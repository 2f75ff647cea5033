"""The command that judges what is on record."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recruitment.models import Remark, Return
from tests.rows import a_category, a_committee, a_count, a_period, a_stock

JULY, SEPTEMBER = "2022-07-01", "2022-09-30"
SPRING = ("2022-04-01", "2022-06-30")


@pytest.fixture
def district(db):
    """A committee that is the sum of its units, of which it has two."""
    a_category()
    district = a_committee("district", aggregates=True)
    for name in ("one", "two"):
        a_committee(name, district)
    return district


def units(district):
    return list(district.children.order_by("path"))


def check(**options):
    """What is printed, and the exit code."""
    out = StringIO()
    try:
        call_command("check_entries", stdout=out, **options)
    except CommandError as problem:
        return [*out.getvalue().splitlines(), str(problem)], problem.returncode
    return out.getvalue().splitlines(), 0


def test_nothing_on_record(db):
    assert check() == (["0 lỗi, 0 cảnh báo."], 0)


def test_figures_that_fit(district):
    for unit in units(district):
        a_count(unit, JULY, SEPTEMBER, 10)
    a_count(district, JULY, SEPTEMBER, 20)
    assert check() == (["0 lỗi, 0 cảnh báo."], 0)


def test_errors_are_printed_and_tell_the_shell(district):
    for unit in units(district):
        a_count(unit, JULY, SEPTEMBER, 10)
    a_count(district, JULY, SEPTEMBER, 19)
    lines, code = check()
    assert code == 1
    assert lines[0].startswith("quý III/2022 · lỗi · Đảng bộ district, ")
    assert ": 19 ít hơn tổng số chính thức của các đơn vị trực thuộc là 20" in lines[0]
    assert lines[1:] == ["1 lỗi, 0 cảnh báo."]


def test_each_finding_is_printed_once(district):
    """A committee's row stands in its own sheet and in that of its parent."""
    one, _two = units(district)
    below = a_committee("below", one)
    a_count(one, JULY, SEPTEMBER, 10)
    a_count(one, JULY, SEPTEMBER, 5, category="women")
    one.ended_on = date(2022, 6, 30)
    one.save()
    a_count(below, JULY, SEPTEMBER, 3)
    lines, code = check()
    assert (len(lines), code) == (3, 1)
    assert all("Đảng bộ one" in line for line in lines[:2])


def test_warnings_are_printed_though_nobody_types(district):
    one, _two = units(district)
    for month in (1, 4, 7, 10):
        last = {1: 31, 4: 30, 7: 30, 10: 31}[month]
        a_count(one, f"2021-{month:02}-01", f"2021-{month + 2:02}-{last}", 10)
    a_count(one, JULY, SEPTEMBER, 99)
    lines, code = check()
    assert code == 0
    assert lines[0].startswith("quý III/2022 · cảnh báo · Đảng bộ one, ")
    assert ": 99 khác xa 4 quý trước (từ 10 đến 10)" in lines[0]
    assert lines[1] == "0 lỗi, 1 cảnh báo."


def test_an_answered_warning_is_printed_with_its_answer(district):
    one, _two = units(district)
    a_stock(one, "2022-06-30", 100)
    a_stock(one, SEPTEMBER, 200)
    report = Return.objects.create(committee=one, period=a_period(JULY, SEPTEMBER))
    said = {"column": "members", "rule": "far_from_history", "note": "Sáp nhập hai chi bộ"}
    Remark.objects.create(report=report, value="200", **said)
    lines, code = check()
    assert lines[0].endswith("Đã xác nhận: Sáp nhập hai chi bộ")
    assert (lines[1], code) == ("0 lỗi, 1 cảnh báo.", 0)
    Remark.objects.update(value="201")
    assert "Đã xác nhận" not in check()[0][0]


def test_a_number_of_a_row_that_does_not_report(district):
    one, _two = units(district)
    a_count(one, JULY, SEPTEMBER, 0)
    period = a_period(JULY, SEPTEMBER)
    Return.objects.create(committee=one, period=period, standing="not_reported")
    lines, code = check()
    assert "Hãy xóa trống dòng này" in lines[0]
    assert code == 1


def test_a_category_that_the_sheet_does_not_ask_for(district):
    one, _two = units(district)
    a_count(one, JULY, SEPTEMBER, 10)
    part = a_count(one, JULY, SEPTEMBER, 9, category="pupil")
    part.category.on_sheet = False
    part.category.save()
    type(part).objects.filter(pk=part.pk).update(value=11)
    assert check()[1] == 1


def test_one_period_and_one_committee(district):
    one, two = units(district)
    for unit, (start, end) in ((one, SPRING), (two, (JULY, SEPTEMBER))):
        a_count(unit, start, end, 10)
        unit.ended_on = date(2021, 12, 31)
        unit.save()
    assert len(check()[0]) == 3
    assert "quý II/2022" in check(period="2022-Q2")[0][0]
    assert len(check(period="2022-q3")[0]) == 2
    assert check(period="2022-Q1") == (["0 lỗi, 0 cảnh báo."], 0)
    assert len(check(period="2022-04-01:2022-06-30")[0]) == 2
    assert "Đảng bộ one" in check(committee="one")[0][0]
    assert len(check(committee="one")[0]) == 2
    assert check(committee="two", period="2022-Q2") == (["0 lỗi, 0 cảnh báo."], 0)


def test_a_cumulative_figure_is_in_its_quarter(district):
    one, _two = units(district)
    a_count(one, "2022-01-01", "2022-06-30", 30)
    a_count(one, "2022-01-01", SEPTEMBER, 20)
    for asked in ("2022-Q3", "2022-01-01:2022-09-30"):
        lines, _code = check(period=asked)
        assert lines[0].startswith("quý III/2022 · cảnh báo · ")
        assert "20 lũy kế từ 1/1 ít hơn số đã có" in lines[0]


def test_other_days_are_judged_by_themselves(district):
    one, _two = units(district)
    a_count(one, "2021-01-01", "2022-05-16", 30)
    a_count(district, "2021-01-01", "2022-05-16", 29)
    a_stock(one, "2022-05-16", 5)
    a_stock(district, "2022-05-16", 4)
    lines, code = check()
    assert (len(lines), code) == (3, 1)
    assert lines[0].startswith("1/1/2021 – 16/5/2022 · lỗi")
    assert ": 4 ít hơn tổng số chính thức" in lines[1]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"period": "2022-Q5"}, "“2022-Q5” không phải là kỳ báo cáo. Hãy viết một quý"),
        ({"period": "quý III"}, "“quý III” không phải là kỳ báo cáo."),
        ({"period": "2022-09-30:2022-07-01"}, "ngày đầu viết trước."),
        ({"period": "2022-09-31:2022-10-01"}, "không phải là kỳ báo cáo."),
        ({"period": "0000-Q1"}, "không phải là kỳ báo cáo."),
        ({"committee": "nobody"}, "Không có cấp ủy mang mã “nobody”."),
    ],
)
def test_an_argument_that_means_nothing_is_one_sentence(db, options, sentence):
    lines, code = check(**options)
    assert len(lines) == 1
    assert sentence in lines[0]
    assert code == 2


def test_the_number_of_queries_does_not_depend_on_the_committees(district):
    a_count(units(district)[0], JULY, SEPTEMBER, 10)
    counted = []
    for names in (range(5), range(5, 10)):
        with CaptureQueriesContext(connection) as queries:
            check(period="2022-Q3")
        counted.append(len(queries))
        for number in names:
            a_count(a_committee(f"more-{number}", district), JULY, SEPTEMBER, number)
    assert counted[0] == counted[1]
