"""Excel through the admin, over HTTP: preview, then all or nothing."""

import unicodedata
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from recruitment.admin import scope, workbooks
from recruitment.entry.workbook import write
from recruitment.models import AdmissionCount, Committee, Target
from recruitment.permissions import make_permissions
from tests.rows import a_category, a_committee, a_count, a_period

from .conftest import BACKEND, QUARTER, address

FIRST, LAST = (date.fromisoformat(each) for each in QUARTER)
HEADINGS = ["mã cấp ủy", "từ ngày", "đến ngày", "mã đối tượng", "giá trị"]


@pytest.fixture(autouse=True)
def quarter(db, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    a_period(*QUARTER)
    return tmp_path


@pytest.fixture
def upload(officer, district):
    """Send a workbook to the preview."""

    def send(rows, headings=HEADINGS, model=AdmissionCount, language="vi", name="Quý III.xlsx"):
        data = rows if isinstance(rows, bytes) else write(headings, rows, "x")
        file = SimpleUploadedFile(name, data)
        where = address(model, "import", language)
        page = officer.post(where, {"import_file": file, "format": "0", "resource": "0"})
        assert page.status_code == 200
        page.text = page.content.decode()
        return page

    return send


@pytest.fixture
def confirm(officer):
    """Confirm what a preview offered; gives the messages that follow."""

    def send(page, model=AdmissionCount, **changes):
        form = page.context["confirm_form"]
        sent = {name: form[name].value() or "" for name in form.fields}
        answer = officer.post(address(model, "process_import"), {**sent, **changes}, follow=True)
        assert answer.status_code == 200
        answer.said = [str(message) for message in answer.context.get("messages", [])]
        return answer

    return send


def entered():
    return AdmissionCount.objects.filter(period=a_period(*QUARTER))


def problems(page):
    assert "confirm_form" not in page.context
    return page.context["result"].problems


def test_new_rows_are_previewed_then_stored_with_their_history(upload, confirm, officer, district):
    page = upload([["district", FIRST, LAST, "total", 12], ["unit", FIRST, LAST, "total", "1.464"]])
    assert "2 dòng mới, 0 dòng thay đổi, 0 dòng giữ nguyên." in page.text
    assert not entered().exists()
    assert "Nhập xong: 2 mới" in confirm(page).said[0]
    assert {row.committee.slug: row.value for row in entered()} == {"district": 12, "unit": 1464}
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
    assert "Không có cấp ủy mang mã “nobody” trong phạm vi của bạn." in page.text
    assert "Chưa có kỳ báo cáo từ 1/1/2022 đến 30/9/2022." in page.text
    assert "“1147.6” không phải là số nguyên." in page.text
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


@pytest.mark.parametrize(
    ("headings", "sentence"),
    [
        (["mã cấp ủy", "giá trị"], "Thiếu các cột: “từ ngày”, “đến ngày”."),
        ([*HEADINGS, "tên người"], "Không nhận ra các tiêu đề cột: “tên người”."),
        ([*HEADINGS, "giá trị"], "Tiêu đề “giá trị” xuất hiện nhiều lần."),
    ],
)
def test_headings_that_are_not_understood(upload, headings, sentence):
    page = upload([["district"] * len(headings)], headings)
    assert sentence in page.text
    assert "Traceback" not in page.text
    assert not entered().exists()


@pytest.mark.parametrize("data", [b"MZ\x90\x00 a program", b"a;b\nx;1\n", b"PK\x03\x04 broken"])
def test_a_renamed_file_is_refused_with_a_sentence(upload, data):
    page = upload(data)
    assert "Đây không phải là tệp Excel, dù tên tệp thế nào." in page.text
    assert "result" not in page.context


def test_a_workbook_that_is_broken_inside(upload):
    page = upload(write(HEADINGS, [], "x").replace(b"worksheet", b"wrongsheet"))
    assert "Traceback" not in page.text


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


def test_what_becomes_wrong_after_the_preview_stores_nothing(upload, confirm, district):
    page = upload([["unit", FIRST, LAST, "total", 5], ["district", FIRST, LAST, "total", 12]])
    a_count(district, *QUARTER, 13, category="pupil")
    said = confirm(page).said
    assert said[0].startswith(
        "Chưa nhập gì: dữ liệu đã thay đổi sau khi xem trước. Dòng 3, giá trị"
    )
    assert entered().count() == 1


def test_the_name_of_the_kept_file_cannot_be_another(upload, confirm, quarter, district):
    page = upload([["unit", FIRST, LAST, "total", 5]])
    secret = quarter / "secret.xlsx"
    secret.write_bytes(b"x")
    for name in ("secret.xlsx", "../secret.xlsx", f"tien-do-import-{'0' * 32}"):
        answer = confirm(page, import_file_name=name)
        assert "Tệp không còn được giữ ở đây." in answer.content.decode()
    assert confirm(page, format="7").status_code == 200
    assert secret.exists()
    assert not entered().exists()


def test_a_file_is_kept_privately_and_only_until_it_is_imported(upload, confirm, quarter, district):
    page = upload([["unit", FIRST, LAST, "total", 5]])
    (kept,) = quarter.glob("tien-do-import-*")
    assert kept.stat().st_mode & 0o777 == 0o600
    confirm(page)
    assert not kept.exists()


def test_forgotten_files_are_removed(upload, quarter, monkeypatch, district):
    upload([["unit", FIRST, LAST, "total", 5]])
    monkeypatch.setattr(workbooks, "KEPT_FOR", -1)
    upload([["unit", FIRST, LAST, "total", 6]])
    assert len(list(Path(quarter).glob("tien-do-import-*"))) == 1


def test_a_file_above_the_limit_is_not_even_opened(upload, monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_BYTES", 100)
    assert "Hãy chia thành nhiều tệp." in upload([["unit", FIRST, LAST, "total", 5]]).text


def test_committees_outside_the_reach_are_unknown(upload, monkeypatch, district):
    unit = Committee.objects.get(slug="unit")
    monkeypatch.setattr(scope, "committees", lambda request: Committee.objects.within(unit))
    page = upload([["district", FIRST, LAST, "total", 5], ["unit", FIRST, LAST, "total", 5]])
    assert [(number, heading) for number, heading, _text in problems(page)] == [(2, "mã cấp ủy")]


# -- Who may -----------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [AdmissionCount, Target, Committee])
@pytest.mark.parametrize("page", ["import", "export"])
def test_importing_and_exporting_are_permissions_of_their_own(client, db, model, page):
    clerk = get_user_model().objects.create_user("clerk", "", "a long password", is_staff=True)
    names = [f"{each}_{model._meta.model_name}" for each in ("view", "change", "add")]
    clerk.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(clerk, backend=BACKEND)
    assert client.get(address(model, page)).status_code == 403
    if page == "import":
        assert client.post(address(model, "process_import"), {}).status_code == 403
    assert address(model, page) not in client.get(address(model, "changelist")).content.decode()
    name = f"{page}_{model._meta.model_name}"
    clerk.user_permissions.add(Permission.objects.get(codename=name))
    assert client.get(address(model, page)).status_code == 200
    assert address(model, page) in client.get(address(model, "changelist")).content.decode()


def test_the_permissions_are_made_once(db):
    before = Permission.objects.count()
    make_permissions()
    assert Permission.objects.count() == before
    assert Permission.objects.filter(codename="export_committee").count() == 1


# -- Targets and committees --------------------------------------------------------------------


@pytest.mark.parametrize("model", [Target, Committee])
def test_the_other_lists_come_back_unchanged(officer, upload, confirm, district, model):
    data = officer.post(address(model, "export"), {"format": "0", "resource": "0"}).content
    page = upload(data, model=model)
    assert page.context["result"].totals["skip"] == model.objects.count()
    confirm(page, model=model)


def test_a_target_from_a_workbook(upload, confirm, district):
    headings = [
        "mã cấp ủy",
        "loại chỉ tiêu",
        "ý nghĩa",
        "chỉ tiêu hoặc mức dưới",
        "từ ngày",
        "đến ngày",
        "tính từ",
        "tính đến",
        "cách tính",
    ]
    year = ("1/1/2024", "31/12/2024")
    a_period("2024-01-01", "2024-12-31")
    page = upload(
        [
            ["unit", "số kết nạp", "total", 12, *year, *year, None],
            ["district", "rate", "ít nhất", "3,5", *year, *year, "từng năm"],
        ],
        headings,
        model=Target,
    )
    confirm(page, model=Target)
    unit = Target.objects.get(committee__slug="unit")
    assert (unit.low, unit.high, unit.cadence, unit.state) == (12, 12, "window", "draft")
    rate = Target.objects.get(kind="rate")
    assert (str(rate.low), rate.high, rate.cadence) == ("3.500", None, "year")


def test_a_percent_in_a_cell_of_text_has_one_meaning(upload, district):
    headings = [
        "mã cấp ủy",
        "loại chỉ tiêu",
        "ý nghĩa",
        "chỉ tiêu hoặc mức dưới",
        "từ ngày",
        "đến ngày",
        "tính từ",
        "tính đến",
    ]
    term = ("1/1/2020", "31/12/2025")
    page = upload([["unit", "rate", "floor", "1.464", *term, *term]], headings, model=Target)
    assert "hai cách" in page.text


def test_committees_from_a_workbook_with_parents_above_them(upload, confirm, district):
    headings = ["mã", "mã loại cấp ủy", "tên", "tên ngắn", "mã cấp ủy cấp trên"]
    page = upload(
        [
            ["x1", "ward", "Đảng bộ xã Tân Lập", "Xã Tân Lập", "province"],
            ["x2", "ward", "Chi bộ Tân Lập 1", "Tân Lập 1", "x1"],
        ],
        headings,
        model=Committee,
    )
    assert page.context["result"].totals["new"] == 2
    confirm(page, model=Committee)
    made = Committee.objects.get(code="x2")
    assert [above.slug for above in made.ancestors()] == ["root", "province", "xa-tan-lap"]


def test_a_committee_cannot_be_put_below_itself_by_a_workbook(upload, district):
    headings = ["mã", "mã loại cấp ủy", "tên", "tên ngắn", "mã cấp ủy cấp trên"]
    page = upload(
        [["district", "ward", "Đảng bộ district", "district", "unit"]], headings, model=Committee
    )
    assert "trực thuộc Đảng bộ district" in page.text
    assert Committee.objects.get(slug="district").parent.slug == "province"


def test_an_unknown_kind_of_committee(upload):
    headings = ["mã", "mã loại cấp ủy", "tên", "tên ngắn"]
    page = upload([["x", "planet", "X", "X"]], headings, model=Committee)
    assert "Không có loại cấp ủy mang mã “planet”." in page.text
    a_committee("ok")
