"""Imports in bulk: the number of queries, what a preview is held to, returns, history."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recruitment.entry import results
from recruitment.models import AdmissionCount, Return
from tests.rows import a_category, a_committee, a_count, a_period

from ..conftest import QUARTER
from .figures import FIRST, HEADINGS, LAST, entered, problems

WITH_STATE = [*HEADINGS, "trạng thái"]


def a_return(committee, **fields):
    return Return.objects.create(committee=committee, period=a_period(*QUARTER), **fields)


def test_queries_do_not_depend_on_the_rows(upload, confirm, district):
    units = [a_committee(f"unit-{number}", district) for number in range(24)]
    a_count(units[0], *QUARTER, 7)

    def queries(codes, more):
        rows = [[code, FIRST, LAST, "total", place + more] for place, code in enumerate(codes)]
        with CaptureQueriesContext(connection) as seen:
            confirm(upload(rows))
        return len(seen)

    codes = [unit.code for unit in units]
    # The first request fills caches; each file has one row that changes, and new ones.
    queries(codes[:2], 5)
    assert queries([codes[0], codes[2]], 6) == queries([codes[1], *codes[3:]], 7)


def test_history_names_the_door_the_person_and_the_file(upload, confirm, officer, district):
    row = a_count(district, *QUARTER, 10)
    confirm(upload([["district", FIRST, LAST, "total", 12]]))
    last = row.history.latest()
    assert (last.history_type, last.value, last.door) == ("~", 12, "import")
    assert (last.history_user, last.history_change_reason) == (
        officer.user,
        "Nhập từ tệp Quý III.xlsx",
    )
    row.refresh_from_db()
    kept = {name: getattr(last, name) for name in ("created_at", "updated_at", "source_id")}
    assert kept == {name: getattr(row, name) for name in kept}
    assert row.created_at < row.updated_at


def test_what_was_changed_since_the_preview_is_refused(upload, confirm, district):
    row = a_count(district, *QUARTER, 10)
    page = upload([["district", FIRST, LAST, "total", 12]])
    AdmissionCount.objects.filter(pk=row.pk).update(value=11)
    (said,) = confirm(page).said
    assert said.startswith("Chưa nhập gì: dữ liệu đã thay đổi sau khi xem trước.")
    assert entered().get().value == 11


def test_a_preview_cannot_be_made_up(upload, confirm, district):
    page = upload([["unit", FIRST, LAST, "total", 5]])
    confirm(page, seen="made:up")
    assert not entered().exists()


def test_rules_between_rows_are_asked_again_when_anything_was_written(upload, confirm, district):
    district.aggregates = True
    district.save()
    page = upload([["district", FIRST, LAST, "total", 5]])
    a_count(district.children.get(), *QUARTER, 9, finality="final")
    assert "Chưa nhập gì" in confirm(page).said[0]


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_figures_of_a_locked_return_are_refused_with_the_reason(upload, district, state):
    a_count(district, *QUARTER, 10)
    who = User.objects.get(username="officer")
    a_return(district, state=state, submitted_by=who, decided_by=who)
    ((number, _heading, said),) = problems(upload([["district", FIRST, LAST, "total", 12]]))
    assert number == 2
    assert "officer" in said


def test_figures_of_a_return_keep_its_state(upload, confirm, district):
    a_return(district)
    page = upload([["district", FIRST, LAST, "total", 12, "đã duyệt"]], WITH_STATE)
    ((number, heading, said),) = problems(page)
    assert (number, heading) == (2, "trạng thái")
    assert "bảng nhập quý" in said


def test_a_silent_return_takes_no_figures(upload, district):
    a_return(district, standing="not_reported")
    ((_number, _heading, said),) = problems(upload([["district", FIRST, LAST, "total", 12]]))
    assert "chưa báo cáo" in said


def test_a_figure_that_was_sent_back_becomes_a_draft(upload, confirm, district):
    row = a_count(district, *QUARTER, 10, state="returned")
    a_return(district, state="returned")
    confirm(upload([["district", FIRST, LAST, "total", 12]]))
    row.refresh_from_db()
    assert (row.value, row.state) == (12, "draft")


def test_all_is_counted_and_the_first_is_shown(upload, district, monkeypatch):
    monkeypatch.setattr(results, "MOST_SHOWN", 3)
    codes = [a_committee(f"unit-{number}", district).code for number in range(5)]
    page = upload([[code, FIRST, LAST, "total", 5] for code in codes])
    assert "5 dòng mới" in page.text
    assert page.text.count('class="import-new"') == 3
    assert "Và 2 dòng thay đổi khác." in page.text
    page = upload([[code, FIRST, LAST, "total", "x"] for code in codes])
    assert len(problems(page)) == 3
    assert "Và 2 lỗi khác." in page.text


def test_a_number_with_decimals_is_refused_however_excel_keeps_it(upload, district):
    page = upload([["district", FIRST, LAST, "total", 1.464]])
    ((_number, _heading, said),) = problems(page)
    assert "“1,464” không phải là số nguyên" in said


def test_a_part_is_held_against_the_whole_on_record(upload, district):
    a_category("pupil")
    a_count(district, *QUARTER, 10)
    ((number, _heading, said),) = problems(upload([["district", FIRST, LAST, "pupil", 11]]))
    assert number == 2
    assert "pupil (11) lớn hơn total (10)" in said


def test_the_approved_version_stands_alone(upload, confirm, district):
    a_count(district, *QUARTER, 10, state="superseded")
    second = a_count(district, *QUARTER, 11, version=2)
    headings = [*WITH_STATE, "phiên bản"]
    page = upload([["district", FIRST, LAST, "total", 10, "đã duyệt", 1]], headings)
    assert "phiên bản 2" in problems(page)[0][2]
    confirm(upload([["district", FIRST, LAST, "total", 12, "đã duyệt", 3]], headings))
    second.refresh_from_db()
    assert second.state == "superseded"
    assert second.history.latest().door == "import"
    assert entered().get(state="approved").value == 12
