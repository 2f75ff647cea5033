"""What is unlikely: asked in the form before it is saved, told in the preview of a workbook."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from recruitment.entry.workbook import write
from recruitment.models import AdmissionCount, Committee, MembershipCount, Remark, Return
from tests.rows import a_category, a_count, a_period, a_source, a_stock

from .conftest import QUARTER, address


@pytest.fixture
def usual(district):
    """Four quarters with ten admissions each."""
    for start, end in (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30")):
        a_count(district, f"2021-{start}", f"2021-{end}", 10)
    a_count(district, "2021-10-01", "2021-12-31", 10)
    return district


@pytest.fixture
def admission(enter, usual):
    """Enter an admission count of the district, quarter III/2022 unless told."""

    def fill(language="vi", query="", **changes):
        given = {"committee": usual, "period": a_period(*QUARTER), "value": "99", "state": "draft"}
        return enter(AdmissionCount, language, query, **{**given, **changes})

    return fill


def entered():
    return AdmissionCount.objects.filter(period=a_period(*QUARTER))


def asked(page):
    """What a form that waits for an answer would send back with a yes."""
    form = page.context["adminform"].form
    return {"is_right": "on", "asked": form.asking}


# -- The form ----------------------------------------------------------------------------------


def test_an_unlikely_figure_is_not_saved_and_asked_about(admission):
    page = admission()
    assert page.refused["__all__"].startswith("Chưa lưu: số liệu này có điểm khác thường.")
    text = page.content.decode()
    assert "99 khác xa 4 quý trước (từ 10 đến 10)" in text
    assert "Vâng, số liệu đúng" in text
    assert not entered().exists()


def test_the_question_is_asked_in_the_language_of_the_page(admission):
    page = admission("en")
    assert "Yes, the figure is right" in page.content.decode()
    assert "99 is far from the 4 earlier quarters" in page.content.decode()


def test_a_usual_figure_is_saved_without_a_question(admission, officer):
    assert admission(value="12").refused == {}
    assert entered().get().value == 12
    page = officer.get(address(AdmissionCount, "add"))
    assert "figure-warnings" not in page.content.decode()


def test_with_a_yes_and_a_note_it_is_saved(admission, usual, officer):
    report = Return.objects.create(committee=usual, period=a_period(*QUARTER))
    answer = {**asked(admission()), "why_right": "Tiếp nhận từ hai xã sáp nhập"}
    assert admission(**answer).refused == {}
    assert entered().get().value == 99
    assert entered().get().history.get().history_change_reason == answer["why_right"]
    remark = Remark.objects.get()
    assert (remark.report, remark.rule, remark.value) == (report, "far_from_history", "99")
    assert (remark.column, remark.note) == ("admitted", answer["why_right"])
    assert remark.author == officer.user


def test_without_a_return_the_note_is_in_the_history(admission):
    answer = {**asked(admission()), "why_right": "Đúng", "change_reason": "Báo cáo bổ sung"}
    assert admission(**answer).refused == {}
    assert entered().get().history.get().history_change_reason == "Báo cáo bổ sung"
    assert not Remark.objects.exists()


def test_a_yes_without_a_note_is_not_enough(admission):
    answer = asked(admission())
    for note in ("", "   "):
        page = admission(**answer, why_right=note)
        assert page.refused["why_right"] == "Hãy ghi vắn tắt lý do."
        assert page.context["adminform"].form["is_right"].value()
    page = admission(**{**answer, "is_right": None}, why_right="Đúng")
    assert set(page.refused) == {"__all__"}
    assert not entered().exists()


def test_a_yes_to_one_number_is_none_to_another(admission):
    answer = {**asked(admission()), "why_right": "Đúng"}
    page = admission(value="999", **answer)
    assert "999 khác xa" in page.content.decode()
    assert not page.context["adminform"].form["is_right"].value()
    assert admission(value="999", **{**answer, **asked(page)}).refused == {}
    assert entered().get().value == 999


def test_an_answer_on_the_sheet_holds_in_the_form(admission, usual):
    report = Return.objects.create(committee=usual, period=a_period(*QUARTER))
    said = {"column": "admitted", "rule": "far_from_history", "note": "Đúng"}
    Remark.objects.create(report=report, value="99", **said)
    assert admission().refused == {}
    entered().delete()
    assert "__all__" in admission(value="98").refused


def test_a_change_beside_the_number_asks_nothing(enter, usual):
    row = a_count(usual, *QUARTER, 99, state="draft")
    assert enter(row, note="Theo báo cáo số 12").refused == {}
    assert enter(row, value="98").refused["__all__"]


def test_figures_of_an_article_are_not_asked_about(admission):
    assert admission(source=a_source("paper")).refused == {}


def test_an_error_is_refused_whatever_the_answer(admission, usual):
    unit = Committee.objects.get(slug="unit")
    usual.aggregates = True
    usual.save()
    a_count(usual, *QUARTER, 10)
    page = admission(committee=unit, value="11", is_right="on", why_right="Đúng")
    assert ": 10 ít hơn tổng số chính thức của các đơn vị trực thuộc là 11" in page.refused["value"]
    assert entered().count() == 1
    assert admission(committee=unit, value="10").refused == {}


def test_units_above_the_figure_of_the_committee_are_asked_about(admission, usual):
    unit = Committee.objects.get(slug="unit")
    a_count(usual, *QUARTER, 10)
    report = Return.objects.create(committee=usual, period=a_period(*QUARTER))
    page = admission(committee=unit, value="11")
    assert "Đảng bộ district, " in page.content.decode()
    assert admission(committee=unit, value="11", **asked(page), why_right="Đúng").refused == {}
    assert Remark.objects.get().report == report


def test_a_clerk_is_told_nothing_of_a_committee_above(log_in, enter_as, usual):
    unit = Committee.objects.get(slug="unit")
    a_count(usual, *QUARTER, 10)
    given = {"committee": unit, "period": a_period(*QUARTER), "value": "11", "state": "draft"}
    page = enter_as(log_in("clerk", unit), AdmissionCount, **given)
    assert page.refused == {}
    assert AdmissionCount.objects.get(committee=unit).value == 11


def test_members_are_asked_about(enter, district):
    a_stock(district, "2022-06-30", 4000)
    given = {"committee": district, "category": a_category(), "value": "3.000", "state": "draft"}
    page = enter(MembershipCount, on="30/9/2022", **given)
    assert "3.000 chênh lệch hơn 20% so với số gần nhất đã có là 4.000" in page.content.decode()
    answer = {**asked(page), "why_right": "Chuyển hai đảng bộ"}
    assert enter(MembershipCount, on="30/9/2022", **given, **answer).refused == {}


def test_a_later_version_is_asked_about(enter, usual):
    row = a_count(usual, *QUARTER, 12)
    page = enter(AdmissionCount, query=f"?version_after={row.pk}", value="99")
    assert "99 khác xa" in page.content.decode()
    answer = {**asked(page), "why_right": "Đúng"}
    assert (
        enter(AdmissionCount, query=f"?version_after={row.pk}", value="99", **answer).refused == {}
    )
    assert {each.value for each in entered()} == {12, 99}


# -- The workbook ------------------------------------------------------------------------------


def test_the_preview_of_a_workbook_tells_what_is_unlikely(officer, usual, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    a_period(*QUARTER)
    first, last = (date.fromisoformat(day) for day in QUARTER)
    headings = ["mã cấp ủy", "từ ngày", "đến ngày", "giá trị"]
    data = write(headings, [["district", first, last, 99], ["unit", first, last, 3]], "x")
    file = SimpleUploadedFile("Quý III.xlsx", data)
    sent = {"import_file": file, "format": "0", "resource": "0"}
    page = officer.post(address(AdmissionCount, "import"), sent)
    text = page.content.decode()
    assert "Những số liệu sau có điểm khác thường." in text
    assert "99 khác xa 4 quý trước" in text
    assert not entered().exists()
    form = page.context["confirm_form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    officer.post(address(AdmissionCount, "process_import"), sent)
    assert not entered().exists()
    sent |= {"is_right": "on", "why_right": "Đợt kết nạp lớn"}
    officer.post(address(AdmissionCount, "process_import"), sent)
    assert {row.value for row in entered()} == {99, 3}
