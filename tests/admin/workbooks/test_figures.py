"""Figures through Excel, over HTTP: preview, then all or nothing."""

import unicodedata
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from recruitment.admin import scope
from recruitment.models import AdmissionCount, Committee, EntryWindow
from tests.rows import a_category, a_count, a_period

from ..conftest import QUARTER, address
from .figures import FIRST, HEADINGS, LAST, entered, problems


def test_new_rows_are_previewed_then_stored_with_their_history(upload, confirm, officer, district):
    rows = [["district", FIRST, LAST, "total", 1500], ["unit", FIRST, LAST, "total", "1.464"]]
    page = upload(rows)
    assert "2 dòng mới, 0 dòng thay đổi, 0 dòng giữ nguyên." in page.text
    assert not entered().exists()
    assert "Nhập xong: 2 mới" in confirm(page).said[0]
    assert {row.committee.slug: row.value for row in entered()} == {"district": 1500, "unit": 1464}
    row = entered().first()
    assert (row.source.slug, row.state, row.version) == ("nhap-lieu", "draft", 1)
    kept = row.history.get()
    assert kept.history_user == officer.user
    assert kept.history_change_reason == "Nhập từ tệp Quý III.xlsx"


def test_a_change_shows_old_and_new(upload, confirm, district):
    a_count(district, *QUARTER, 10)
    page = upload([["district", FIRST, LAST, "total", 12]])
    assert "<del>10</del> → <ins>12</ins>" in page.text
    assert "0 dòng mới, 1 dòng thay đổi" in page.text
    confirm(page)
    row = entered().get()
    assert (row.value, row.state) == (12, "approved")
    assert row.history.count() == 2


def test_what_was_exported_comes_back_unchanged(officer, upload, confirm, district):
    row = a_count(district, *QUARTER, 10, note="=1+1", fact="000-05")
    data = officer.post(address(AdmissionCount, "export"), {"format": "0", "resource": "0"}).content
    page = upload(data)
    assert "0 dòng mới, 0 dòng thay đổi, 2 dòng giữ nguyên." in page.text
    confirm(page)
    assert row.history.count() == 1


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_workbook_of_one_language_is_read_in_the_other(officer, upload, district, language):
    other = {"vi": "en", "en": "vi"}[language]
    sent = {"format": "0", "resource": "0"}
    data = officer.post(address(AdmissionCount, "export", other), sent).content
    assert upload(data, language=language).context["result"].totals["skip"] == 1


def test_the_export_is_inert_and_holds_what_the_list_shows(officer, district):
    a_count(district, *QUARTER, 10, note="=cmd|' /C calc'!A0")
    unit = Committee.objects.get(slug="unit")
    a_count(unit, *QUARTER, 5)
    where = f"{address(AdmissionCount, 'export')}?q=district"
    answer = officer.post(where, {"format": "0", "resource": "0"})
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
    sheet = load_workbook(BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[1]][:6] == [
        "mã cấp ủy",
        "cấp ủy",
        "từ ngày",
        "đến ngày",
        "mã đối tượng",
        "giá trị",
    ]
    rows = list(sheet.iter_rows(min_row=2))
    assert {row[0].value for row in rows} == {"district"}
    assert "f" not in {cell.data_type for row in rows for cell in row}
    assert any(cell.value == "=cmd|' /C calc'!A0" for row in rows for cell in row)


def test_an_approved_row_of_a_file_is_public_at_once(upload, confirm, client, district):
    page = upload(
        [["district", FIRST, LAST, "total", 1464, "đã duyệt", 1]],
        [*HEADINGS, "trạng thái", "phiên bản"],
    )
    confirm(page)
    assert "1.464" in client.get("/localities/district/").content.decode()


def test_a_later_version_of_a_file_replaces_the_earlier(upload, confirm, district):
    first = a_count(district, *QUARTER, 10)
    page = upload(
        [["district", FIRST, LAST, "total", 12, "đã duyệt", 2]],
        [*HEADINGS, "trạng thái", "phiên bản"],
    )
    confirm(page)
    first.refresh_from_db()
    assert first.state == "superseded"
    assert entered().get(state="approved").value == 12


def test_headings_without_accents_and_in_any_case(upload):
    page = upload([["district", FIRST, LAST, 12]], ["MA CAP UY", "Tu ngay", "den ngay ", "GIA TRI"])
    assert page.context["result"].totals["new"] == 1


def test_decomposed_text_names_the_same_committee(upload, district):
    code = "đơn-vị"
    Committee.objects.filter(slug="unit").update(code=code)
    page = upload([[unicodedata.normalize("NFD", code), FIRST, LAST, "total", 3]])
    assert page.context["result"].totals["new"] == 1


def test_everything_wrong_is_listed_at_once(upload, district):
    page = upload(
        [
            ["district", FIRST, LAST, "total", "39,67"],
            ["nobody", FIRST, LAST, "total", 5],
            ["unit", FIRST, LAST, "nothing", 5],
            ["unit", date(2022, 1, 1), LAST, "total", 5],
            ["unit", "31/2/2022", LAST, "total", 5],
            ["unit", FIRST, LAST, "total", 1147.6],
            ["unit", FIRST, LAST, "total", 5],
        ]
    )
    found = problems(page)
    said = [(number, heading) for number, heading, _sentence in found]
    assert said == [
        (2, "giá trị"),
        (3, "mã cấp ủy"),
        (4, "mã đối tượng"),
        (5, "từ ngày"),
        (6, "từ ngày"),
        (7, "giá trị"),
        (8, ""),
    ]
    assert "Không có cấp ủy mang mã “nobody” trong phạm vi của đồng chí." in page.text
    assert "Chưa có kỳ báo cáo từ 1/1/2022 đến 30/9/2022." in page.text
    assert "“1147,6” không phải là số nguyên." in page.text
    assert not entered().exists()


def test_a_closed_quarter_is_refused(upload):
    EntryWindow.objects.create(
        period=a_period(*QUARTER),
        opens_on=date(2022, 10, 1),
        due_on=date(2022, 10, 10),
        closes_on=date(2022, 10, 20),
    )
    page = upload([["unit", FIRST, LAST, "total", 5]])
    ((_number, _heading, sentence),) = problems(page)
    assert "20/10/2022" in sentence
    assert not entered().exists()


def test_two_rows_of_one_key_are_refused(upload):
    page = upload(
        [
            ["district", FIRST, LAST, "total", 1],
            ["unit", FIRST, LAST, "total", 1],
            ["district", "1/7/2022", LAST, None, 2],
        ]
    )
    assert problems(page) == [(4, "", "Dòng 4 trùng với dòng 2. Hãy giữ lại một dòng.")]
    assert not entered().exists()


def test_rules_between_rows_hold_for_the_file_as_a_whole(upload, confirm, district):
    """A part and its total may both grow, or both shrink, in whatever order they stand."""
    total = a_count(district, *QUARTER, 10)
    part = a_count(district, *QUARTER, 8, category="pupil")
    for new_part, new_total in ((18, 20), (2, 3)):
        page = upload(
            [
                ["district", FIRST, LAST, "pupil", new_part],
                ["district", FIRST, LAST, "total", new_total],
            ]
        )
        assert [row.sheet_row for row in page.context["result"].rows] == [2, 3]
        confirm(page)
        total.refresh_from_db()
        part.refresh_from_db()
        assert (part.value, total.value) == (new_part, new_total)


def test_a_part_above_its_total_is_refused(upload, district):
    a_category("pupil")
    page = upload([["district", FIRST, LAST, "pupil", 11], ["district", FIRST, LAST, "total", 10]])
    ((number, heading, sentence),) = problems(page)
    assert (number, heading) == (2, "giá trị")
    assert "pupil (11) lớn hơn total (10)" in sentence


def test_only_what_changes_is_previewed(upload, officer, district):
    a_count(district, *QUARTER, 10)
    other = a_count(Committee.objects.get(slug="unit"), *QUARTER, 4)
    rows = [["district", FIRST, LAST, "total", 11], ["unit", FIRST, LAST, "total", 4]]
    page = upload(rows)
    assert "<del>10</del> → <ins>11</ins>" in page.text
    assert f"Đảng bộ {other.committee.slug}" not in page.text
    same = upload(rows[1:])
    assert "Tệp này không làm thay đổi gì." in same.text
    assert 'name="confirm"' not in same.text


def test_what_becomes_wrong_after_the_preview_stores_nothing(upload, confirm, district):
    page = upload([["unit", FIRST, LAST, "total", 5], ["district", FIRST, LAST, "total", 12]])
    a_count(district, *QUARTER, 13, category="pupil")
    said = confirm(page).said
    assert said[0].startswith(
        "Chưa nhập gì: dữ liệu đã thay đổi sau khi xem trước. Dòng 3, giá trị"
    )
    assert entered().count() == 1


def test_committees_outside_the_reach_are_unknown(upload, monkeypatch, district):
    unit = Committee.objects.get(slug="unit")
    monkeypatch.setattr(scope, "committees", lambda request: Committee.objects.within(unit))
    page = upload([["district", FIRST, LAST, "total", 5], ["unit", FIRST, LAST, "total", 5]])
    assert [(number, heading) for number, heading, _text in problems(page)] == [(2, "mã cấp ủy")]


@pytest.mark.parametrize("code", ["Unit", " UNIT ", "únit"])
def test_a_code_is_understood_as_people_type_it(upload, confirm, code):
    confirm(upload([[code, FIRST, LAST, "TOTAL", 5]]))
    assert entered().get().committee.code == "unit"
