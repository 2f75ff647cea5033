"""Targets and committees through Excel, over HTTP."""

from datetime import date

import pytest

from recruitment.models import Committee, Target
from tests.rows import a_committee, a_count, a_period

from ..conftest import QUARTER, address
from .figures import problems


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


COMMITTEE_HEADINGS = ["mã", "mã loại cấp ủy", "tên", "tên ngắn", "mã cấp ủy cấp trên"]


def placed(code):
    """A committee's path, and the one that saving it would give it."""
    row = Committee.objects.get(code=code)
    before = row.path
    row.save()
    return before, row.path


def test_a_parent_may_stand_in_any_row(upload, confirm, district):
    page = upload(
        [
            ["x3", "ward", "Chi bộ 3", "Chi bộ 3", "x2"],
            ["x2", "ward", "Chi bộ 2", "Chi bộ 2", "x1"],
            ["x1", "ward", "Đảng bộ 1", "Đảng bộ 1", "district"],
        ],
        COMMITTEE_HEADINGS,
        model=Committee,
    )
    confirm(page, model=Committee)
    for code in ("x1", "x2", "x3"):
        before, after = placed(code)
        assert before == after
    assert [row.code for row in Committee.objects.get(code="x3").ancestors()][-2:] == ["x1", "x2"]
    assert Committee.objects.matching("chi bo 3").get().history.earliest().door == "import"


def test_names_of_one_file_get_addresses_of_their_own(upload, confirm, district):
    rows = [[f"x{number}", "ward", "Chi bộ 1", "Chi bộ 1", "district"] for number in range(4)]
    confirm(upload(rows, COMMITTEE_HEADINGS, model=Committee), model=Committee)
    assert len(set(Committee.objects.values_list("slug", flat=True))) == Committee.objects.count()


def test_committees_change_places_with_all_below_them(upload, confirm, district):
    """The district goes below what was below it, which goes to its place."""
    unit = Committee.objects.get(slug="unit")
    a_committee("cell", unit)
    rows = [
        ["district", "ward", "Đảng bộ district", "district", "unit"],
        ["unit", "ward", "Đảng bộ unit", "unit", "province"],
    ]
    confirm(upload(rows, COMMITTEE_HEADINGS, model=Committee), model=Committee)
    for code in ("unit", "district", "cell"):
        before, after = placed(code)
        assert before == after
    district.refresh_from_db()
    unit.refresh_from_db()
    assert district.parent == unit
    assert Committee.objects.below(unit).count() == 2


def test_new_committees_below_one_another_are_refused(upload, district):
    rows = [["x1", "ward", "A", "A", "x2"], ["x2", "ward", "B", "B", "x1"]]
    page = upload(rows, COMMITTEE_HEADINGS, model=Committee)
    assert [row[0] for row in page.context["result"].problems] == [2, 3]


def test_a_renamed_committee_is_found_by_its_new_name(upload, confirm, district):
    rows = [["unit", "ward", "Đảng bộ Ô Môn", "Ô Môn", "district"]]
    confirm(upload(rows, COMMITTEE_HEADINGS, model=Committee), model=Committee)
    assert Committee.objects.matching("o mon").get().slug == "unit"


def test_a_later_version_of_a_target_replaces_the_earlier(upload, confirm, district):
    old = Target.objects.get(committee=district)
    headings = [
        "mã cấp ủy",
        "loại chỉ tiêu",
        "ý nghĩa",
        "chỉ tiêu hoặc mức dưới",
        "từ ngày",
        "đến ngày",
        "tính từ",
        "tính đến",
        "trạng thái",
        "phiên bản",
    ]
    term = ("1/1/2020", "31/12/2025")
    row = ["district", "count", "total", 700, *term, *term, "đã duyệt", 2]
    confirm(upload([row], headings, model=Target), model=Target)
    old.refresh_from_db()
    assert old.state == "superseded"
    assert Target.objects.get(committee=district, state="approved").low == 700


def test_a_code_spelt_otherwise_is_no_new_committee(upload, confirm, district):
    before = Committee.objects.count()
    page = upload(
        [
            ["Unit", "WARD", "Đảng bộ mới", "Mới", "DISTRICT"],
            ["X1", "ward", "Chi bộ 1", "Chi bộ 1", "unit"],
            ["x2", "ward", "Chi bộ 2", "Chi bộ 2", "x1"],
        ],
        COMMITTEE_HEADINGS,
        model=Committee,
    )
    confirm(page, model=Committee)
    assert Committee.objects.count() == before + 2
    unit = Committee.objects.get(code="unit")
    assert (unit.name, unit.parent) == ("Đảng bộ mới", district)
    assert Committee.objects.get(code="x2").parent.code == "X1"


def test_a_life_does_not_end_before_its_figures(upload, confirm, district):
    a_count(district, *QUARTER, 10)
    headings = ["mã", "mã loại cấp ủy", "tên", "tên ngắn", "ngày cuối hoạt động"]
    row = ["district", "ward", "Đảng bộ district", "district"]
    page = upload([[*row, "30/6/2022"]], headings, model=Committee)
    ((number, heading, said),) = problems(page)
    assert (number, heading) == (2, headings[-1])
    assert "từ ngày 1/7/2022" in said
    confirm(upload([[*row, "1/7/2022"]], headings, model=Committee), model=Committee)
    district.refresh_from_db()
    assert district.ended_on == date(2022, 7, 1)


def test_a_name_with_a_sign_that_turns_the_text_is_refused(upload):
    row = ["x1", "ward", "Chi bộ \u202e1", "Chi bộ 1", "district"]
    ((number, heading, said),) = problems(upload([row], COMMITTEE_HEADINGS, model=Committee))
    assert (number, heading) == (2, "tên")
    assert "ký tự không nhìn thấy" in said


def test_two_spellings_of_one_new_code_are_two_rows_about_the_same(upload, district):
    rows = [[code, "ward", "Chi bộ 1", "Chi bộ 1", "district"] for code in ("x1", "X1")]
    page = upload(rows, COMMITTEE_HEADINGS, model=Committee)
    assert "Dòng 3 trùng với dòng 2" in page.text
