"""What is unlikely in a workbook is imported once somebody says that it is right, and why."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recruitment.models import AdmissionCount, Committee, Remark, Return
from tests.rows import a_committee, a_count, a_period

from ..conftest import QUARTER, address
from .figures import ANSWER, FIRST, HEADINGS, LAST, entered, problems

ASKED = "Chưa nhập gì: có số liệu khác thường."
WHY = "Hãy ghi vắn tắt lý do."
QUARTERS = [("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")]


def with_a_past(committee, value=10):
    for start, end in QUARTERS:
        a_count(committee, f"2021-{start}", f"2021-{end}", value)
    return committee


@pytest.fixture
def unit(district):
    return with_a_past(Committee.objects.get(slug="unit"))


def a_return(committee, **fields):
    return Return.objects.create(committee=committee, period=a_period(*QUARTER), **fields)


@pytest.fixture
def unlikely(upload, unit):
    """A preview with a number far from those of the unit's earlier quarters."""

    def preview(value=99):
        page = upload([["unit", FIRST, LAST, "total", value]])
        assert len(page.context["result"].warnings) == 1
        return page

    return preview


def test_the_preview_asks_for_a_yes_and_a_note(unlikely):
    page = unlikely()
    assert "99 khác xa 4 quý trước" in page.text
    assert "Vâng, số liệu đúng" in page.text
    for name in ANSWER:
        assert f'name="{name}"' in page.text
    assert "errorlist" not in page.text


def test_what_is_usual_is_not_asked(upload, confirm, unit):
    page = upload([["unit", FIRST, LAST, "total", 11]])
    for name in ANSWER:
        assert f'name="{name}"' not in page.text
    assert "Nhập xong: 1 mới" in confirm(page).said[0]


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        ({}, [ASKED, WHY]),
        ({"is_right": "on"}, [WHY]),
        ({"is_right": "on", "why_right": "  "}, [WHY]),
        ({"why_right": "Đợt kết nạp lớn"}, [ASKED]),
    ],
)
def test_without_an_answer_nothing_is_imported(unlikely, confirm, answer, asked):
    again = confirm(unlikely(), **answer)
    text = again.content.decode()
    assert [said for said in (ASKED, WHY) if said in text] == asked
    assert not entered().exists()
    # Nothing is lost: the same preview, with what was answered already.
    assert "99 khác xa 4 quý trước" in text
    assert answer.get("why_right", "").strip() in text
    assert "Nhập xong: 1 mới" in confirm(again, **ANSWER).said[0]
    assert entered().get().value == 99


def test_a_note_that_is_too_long_is_refused(unlikely, confirm):
    confirm(unlikely(), is_right="on", why_right="x" * 501)
    assert not entered().exists()


def test_the_note_stays_with_the_return(unlikely, confirm, officer, unit):
    report = a_return(unit)
    confirm(unlikely(), is_right="on", why_right="Đợt kết nạp lớn")
    remark = Remark.objects.get()
    assert (remark.report, remark.column, remark.value) == (report, "admitted", "99")
    assert (remark.note, remark.author) == ("Đợt kết nạp lớn", officer.user)
    kept = remark.history.get()
    assert (kept.history_type, kept.door, kept.history_user) == ("+", "import", officer.user)
    assert entered().get().history.get().history_change_reason == "Nhập từ tệp Quý III.xlsx"


def test_without_a_return_the_note_is_the_reason_for_the_figure(
    upload, confirm, unit, district, officer
):
    rows = [["unit", FIRST, LAST, "total", 99], ["district", FIRST, LAST, "total", 200]]
    confirm(upload(rows), is_right="on", why_right="Đợt kết nạp lớn")
    reasons = {
        row.committee.slug: row.history.get().history_change_reason
        for row in entered().select_related("committee")
    }
    assert reasons == {
        "unit": "Đợt kết nạp lớn (Nhập từ tệp Quý III.xlsx)",
        "district": "Nhập từ tệp Quý III.xlsx",
    }
    assert not Remark.objects.exists()


def test_another_number_is_asked_again_and_the_same_is_not(unlikely, upload, confirm, unit):
    a_return(unit)
    confirm(unlikely(99), is_right="on", why_right="Đợt kết nạp lớn")
    confirm(unlikely(98), is_right="on", why_right="Đếm lại")
    remark = Remark.objects.get()
    assert (remark.value, remark.note) == ("98", "Đếm lại")
    assert [each.note for each in remark.history.all()] == ["Đếm lại", "Đợt kết nạp lớn"]
    AdmissionCount.objects.filter(value=98).update(value=11)
    page = upload([["unit", FIRST, LAST, "total", 98]])
    assert page.context["result"].warnings == []
    confirm(page)
    assert entered().get().value == 98


def test_a_warning_that_the_preview_did_not_show_is_not_answered(upload, confirm, district):
    page = upload([["unit", FIRST, LAST, "total", 99]])
    assert not page.context["result"].warnings
    with_a_past(Committee.objects.get(slug="unit"))
    (said,) = confirm(page, **ANSWER).said
    assert said.startswith("Chưa nhập gì: dữ liệu đã thay đổi sau khi xem trước.")
    assert not entered().exists()


def test_an_answer_to_a_preview_that_has_become_wrong(unlikely, confirm, officer, unit):
    page = unlikely()
    a_return(unit, state="submitted", submitted_by=officer.user)
    (said,) = confirm(page).said
    assert said.startswith("Chưa nhập gì: dữ liệu đã thay đổi sau khi xem trước.")
    assert not entered().exists()


def test_a_yes_to_one_preview_is_none_to_another(unlikely, confirm, unit):
    page = unlikely()
    a_count(unit, *QUARTER, 50, state="draft")
    again = confirm(page, is_right="on")
    text = again.content.decode()
    assert "<del>50</del> → <ins>99</ins>" in text
    assert [said for said in (ASKED, WHY) if said in text] == [ASKED, WHY]
    confirm(again, **ANSWER)
    assert entered().get().value == 99


def test_an_answer_is_for_one_file(unlikely, confirm, officer, unit, quarter):
    page = unlikely()
    for kept in quarter.glob("tien-do-import-*"):
        kept.unlink()
    assert "Tệp không còn được giữ ở đây." in confirm(page).content.decode()
    sent = {"seen": "made:up", **ANSWER}
    assert "Tệp không còn được giữ ở đây." in confirm(page, **sent).content.decode()


def test_an_error_is_not_answered(upload, unit):
    page = upload([["unit", FIRST, LAST, "total", 99], ["nobody", FIRST, LAST, "total", 1]])
    assert [number for number, _heading, _said in problems(page)] == [3]


def test_answers_are_kept_in_bulk(upload, confirm, district):
    units = [with_a_past(a_committee(f"unit-{number}", district)) for number in range(12)]
    for unit in units:
        a_return(unit)
    codes = [unit.code for unit in units]

    def queries(codes, value):
        rows = [[code, FIRST, LAST, "total", value + place] for place, code in enumerate(codes)]
        page = upload(rows, HEADINGS)
        assert len(page.context["result"].warnings) >= len(codes)
        with CaptureQueriesContext(connection) as seen:
            confirm(page, **ANSWER)
        return len(seen)

    queries(codes[:1], 90)
    # Each time one remark is there already, and others are new.
    assert queries(codes[:3], 120) == queries([codes[2], *codes[3:]], 150)
    assert Remark.objects.filter(column="admitted").count() == len(codes)


def test_whoever_was_logged_out_confirms_nothing(client, unlikely):
    page = unlikely()
    client.logout()
    form = page.context["confirm_form"]
    sent = {name: form[name].value() or "" for name in form.fields} | ANSWER
    assert client.post(address(AdmissionCount, "process_import"), sent).status_code == 302
    assert not entered().exists()
