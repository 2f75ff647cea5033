"""A quarter's workbook: the template as it is written, and files as people really send them."""

import shutil
import subprocess
import unicodedata
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook, load_workbook

from recruitment.entry import quarter_pages, workbook
from recruitment.entry.quarter_upload import read_upload
from recruitment.entry.quarter_workbook import ENTRY, GUIDE, HEADING_ROW, LOADED, write_template
from recruitment.entry.workflow import submit
from recruitment.models import Committee
from tests.rows import a_committee, a_count

from .office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def a_book(*rows, title="Sheet", formulas=()):
    book = Workbook()
    page = book.active
    page.title = title
    for row in rows:
        page.append(row)
    for place, formula in formulas:
        page[place] = formula
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def edited(data, changes, page=ENTRY):
    """The workbook after somebody typed into it, by (row, column), from 1."""
    book = load_workbook(BytesIO(data))
    for (line, place), value in changes.items():
        book[page].cell(line, place).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def through_libreoffice(data, folder):
    (folder / "in.xlsx").write_bytes(data)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out")]
    subprocess.run([*command, str(folder / "in.xlsx")], check=True, capture_output=True)
    return (folder / "out" / "in.xlsx").read_bytes()


def texts(found, committee):
    row = next(row for row in found.rows if row.committee == committee.pk)
    return {code: cell.text for code, cell in row.cells.items() if cell.text}


def changed(found):
    """The cells that the file would change, by committee and column."""
    return {
        (row.committee, code): cell.text
        for row in found.rows
        for code, cell in row.cells.items()
        if cell.text != ("" if cell.was is None else str(cell.was))
    }


def refusal(data, sheet):
    with pytest.raises(ValidationError) as refused:
        read_upload(data, sheet)
    return refused.value.code


def sentences(found):
    return [sentence for _line, _where, sentence in found.problems]


# -- The template ----------------------------------------------------------------------------------


def test_the_same_data_makes_the_same_bytes(office):
    assert write_template(office.load()) == write_template(office.load())


def test_a_template_shows_names_codes_and_earlier_values(office):
    an = office.units[0]
    a_count(an, "2022-04-01", "2022-06-30", 7)
    a_count(an, "2021-07-01", "2021-09-30", 5)
    office.type("an", admitted="12")
    page = load_workbook(BytesIO(write_template(office.load())))[ENTRY]
    heads = [cell.value for cell in page[HEADING_ROW]]
    row = dict(zip(heads, (cell.value for cell in page[HEADING_ROW + 2]), strict=True))
    assert (row["mã cấp ủy"], row["cấp ủy"]) == ("an", "Đảng bộ an")
    admitted = office.sheet.columns[0].heading
    assert row[admitted] == 12
    assert row[f"quý trước: {admitted}"] == 7
    assert row[f"cùng kỳ năm trước: {admitted}"] == 5


def test_only_what_is_to_be_filled_in_is_open(office):
    page = load_workbook(BytesIO(write_template(office.sheet)))[ENTRY]
    assert page.protection.sheet
    first = page[HEADING_ROW + 1]
    inputs = [cell.column for cell in first if not cell.protection.locked]
    columns = len(office.sheet.columns)
    assert inputs == list(range(3, 6 + columns))
    checks = {check.type for check in page.data_validations.dataValidation}
    assert checks == {"list", "whole"}
    whole = next(c for c in page.data_validations.dataValidation if c.type == "whole")
    assert "số nguyên" in whole.error


def test_a_locked_row_is_guarded_and_says_why(office):
    office.type("an", admitted="12")
    submit([office.units[0]], office.quarter, office.clerk)
    page = load_workbook(BytesIO(write_template(office.load())))[ENTRY]
    row = page[HEADING_ROW + 2]
    assert all(cell.protection.locked for cell in row)
    assert "đã gửi phê duyệt" in row[-1].value


def test_explanations_and_a_hidden_page_come_along(office):
    book = load_workbook(BytesIO(write_template(office.sheet)))
    assert book.sheetnames == [ENTRY, GUIDE, LOADED]
    assert book[LOADED].sheet_state == "veryHidden"
    assert "ô màu vàng" in book[GUIDE]["A2"].value


def test_no_name_becomes_a_formula(office):
    Committee.objects.filter(slug="an").update(name="=cmd|' /C calc'!A0", code="=1+1")
    book = load_workbook(BytesIO(write_template(office.load())))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    risky = [cell for cell in cells if str(cell.value).startswith("=")]
    assert risky
    assert all(cell.quotePrefix for cell in risky)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_keeps_what_the_template_needs(office, tmp_path):
    office.type("an", admitted="12")
    data = edited(write_template(office.load()), {(HEADING_ROW + 3, 6): "1.464"})
    found = read_upload(through_libreoffice(data, tmp_path), office.sheet)
    assert found.is_template
    assert changed(found) == {(office.units[1].pk, "admitted"): "1.464"}


# -- The template comes back -----------------------------------------------------------------------


def test_an_untouched_template_changes_nothing(office):
    office.type("an", admitted="12", members="300")
    sheet = office.load()
    found = read_upload(write_template(sheet), sheet)
    assert (found.is_template, found.problems, found.unknown) == (True, [], [])
    assert changed(found) == {}


def test_what_is_filled_in_is_read_and_what_is_emptied_is_cleared(office):
    office.type("an", admitted="12", members="300")
    sheet = office.load()
    places = {"an": HEADING_ROW + 2, "binh": HEADING_ROW + 3}
    data = edited(write_template(sheet), {(places["an"], 6): None, (places["binh"], 6): 5})
    found = read_upload(data, sheet)
    an, binh = office.units
    assert changed(found) == {(an.pk, "admitted"): "", (binh.pk, "admitted"): "5"}


def test_choices_are_read_by_their_words(office):
    line = HEADING_ROW + 2
    data = edited(
        write_template(office.sheet),
        {(line, 3): "chưa báo cáo", (line, 4): "CÓ", (line, 5): "khong"},
    )
    found = read_upload(data, office.sheet)
    row = next(row for row in found.rows if row.committee == office.units[0].pk)
    assert (row.standing, row.cumulative, row.provisional) == ("not_reported", True, False)
    wrong = read_upload(edited(data, {(line, 3): "mai"}), office.sheet)
    assert wrong.problems[0][0] == line


def test_what_was_on_record_when_the_template_was_made_is_remembered(office):
    office.type("an", admitted="12")
    data = write_template(office.load())
    office.type("an", admitted="15", by=office.other)
    found = read_upload(edited(data, {(HEADING_ROW + 2, 6): 20}), office.load())
    row = next(row for row in found.rows if row.committee == office.units[0].pk)
    assert (row.cells["admitted"].was, row.cells["admitted"].text) == (12, "20")


def test_the_template_of_another_sheet_is_refused(office):
    other = a_committee("other")
    data = edited(write_template(office.sheet), {(2, 1): other.code}, page=LOADED)
    assert refusal(data, office.sheet) == "another_sheet"


# -- Any other workbook ----------------------------------------------------------------------------


def test_headings_without_accents_and_in_any_case(office):
    found = read_upload(
        a_book(["MA", "KET NAP", " Đảng viên  CUỐI KỲ "], ["an", 5, 9]), office.sheet
    )
    assert found.is_mapped
    assert texts(found, office.units[0])["admitted"] == "5"


def test_rows_are_found_by_name_where_there_is_no_code(office):
    name = unicodedata.normalize("NFD", "  ĐẢNG BỘ   Bình ")
    Committee.objects.filter(slug="binh").update(name="Đảng bộ Bình")
    found = read_upload(a_book(["Tên đơn vị", "Kết nạp"], [name, 5], ["Cộng", 5]), office.load())
    assert found.problems == []
    assert changed(found) == {(office.units[1].pk, "admitted"): "5"}


@pytest.mark.parametrize("name", ["Long Hưng", "Đảng ủy phường Long Hưng", "phuong long hung"])
def test_a_name_may_be_shorter_or_longer_than_on_record(office, name):
    Committee.objects.filter(slug="an").update(
        name="Đảng bộ phường LH", short_name="Phường Long Hưng"
    )
    found = read_upload(a_book(["Đơn vị", "Kết nạp"], [name, 5], ["Hưng", 6]), office.load())
    assert [line for line, _where, _said in found.problems] == [3]
    assert changed(found) == {(office.units[0].pk, "admitted"): "5"}


def test_a_name_of_several_committees_asks_for_the_code(office):
    Committee.objects.filter(slug__in=["an", "binh"]).update(name="Chi bộ 1", short_name="Chi bộ 1")
    found = read_upload(a_book(["Tên", "Kết nạp"], ["chi bo 1", 5]), office.load())
    assert "an, binh" in sentences(found)[0]
    assert changed(found) == {}


def test_unknown_codes_and_units_of_others_are_refused(office):
    a_committee("far", a_committee("elsewhere"))
    found = read_upload(a_book(["Mã", "Kết nạp"], ["nobody", 5], ["far", 6]), office.sheet)
    assert [line for line, _where, _said in found.problems] == [2, 3]
    assert "“far”" in sentences(found)[1]
    assert changed(found) == {}


def test_two_rows_of_one_committee_are_refused(office):
    rows = [["Mã", "Tên", "Kết nạp"], ["an", None, 5], [None, "Đảng bộ an", 6]]
    found = read_upload(a_book(*rows), office.sheet)
    assert sentences(found) == ["Dòng 3 trùng với dòng 2. Hãy giữ lại một dòng."]


def test_a_row_with_figures_and_no_name(office):
    found = read_upload(a_book(["Mã", "Kết nạp"], [None, 5], ["an", 6]), office.sheet)
    assert [(line, bool(said)) for line, _where, said in found.problems] == [(2, True)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1464, "1464"),
        (1464.0, "1464"),
        ("1.464", "1.464"),
        (" 1464 ", "1464"),
        ("1 464", "1 464"),
        (1.464, "1,464"),
        (date(2022, 9, 30), "30/9/2022"),
    ],
)
def test_numbers_as_people_and_excel_write_them(office, value, text):
    found = read_upload(a_book(["Mã", "Kết nạp"], ["an", value]), office.sheet)
    assert texts(found, office.units[0])["admitted"] == text


def test_empty_rows_and_columns_and_a_title_above(office):
    data = a_book(
        ["BÁO CÁO QUÝ III"], [], [None, "Mã", None, "Kết nạp"], [], [None, "an", None, 5], []
    )
    found = read_upload(data, office.sheet)
    assert changed(found) == {(office.units[0].pk, "admitted"): "5"}
    assert found.lines == {office.units[0].pk: 5}


def test_merged_headings_in_two_rows(office):
    book = Workbook()
    page = book.active
    page.append(["Mã", "Kết nạp", None, "Đảng viên cuối kỳ"])
    page.append([None, "Tổng số", "pupil", None])
    page.append(["an", 5, 2, 300])
    for merged in ("A1:A2", "B1:C1", "D1:D2"):
        page.merge_cells(merged)
    out = BytesIO()
    book.save(out)
    found = read_upload(out.getvalue(), office.sheet)
    assert found.unknown == []
    assert changed(found) == {
        (office.units[0].pk, "admitted"): "5",
        (office.units[0].pk, "admitted-pupil"): "2",
        (office.units[0].pk, "members"): "300",
    }


def test_merged_headings_in_three_rows_below_a_title(office):
    rows = [
        ["BÁO CÁO"],
        ["Quý III/2022"],
        ["STT", "Tên đơn vị", "Kết nạp đảng viên", None, None, "Đảng viên cuối kỳ"],
        [None, None, "Tổng số", "Trong đó", None, None],
        [None, None, None, "Nữ", "pupil", None],
        [1, "an", 5, 1, 2, 300],
    ]
    found = read_upload(a_book(*rows), office.sheet)
    assert [heading.text for heading in found.unknown] == ["STT", "Kết nạp đảng viên Trong đó Nữ"]
    assert changed(found) == {
        (office.units[0].pk, "admitted"): "5",
        (office.units[0].pk, "admitted-pupil"): "2",
        (office.units[0].pk, "members"): "300",
    }


@pytest.mark.parametrize("heading", ["Trong đó pupil", "TRONG ĐÓ: Pupil", "of which pupil"])
def test_a_part_may_be_headed_as_one(office, heading):
    found = read_upload(a_book(["Mã", "Kết nạp", heading], ["an", 5, 2]), office.sheet)
    assert changed(found)[office.units[0].pk, "admitted-pupil"] == "2"


def test_a_formula_that_nobody_computed(office):
    data = a_book(["Mã", "Kết nạp"], ["an", None], formulas=[("B2", "=2+3")])
    found = read_upload(data, office.sheet)
    assert "công thức" in sentences(found)[0]
    assert changed(found) == {}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_formula_counts_with_its_value(office, tmp_path):
    data = a_book(["Mã", "Kết nạp"], ["an", None], formulas=[("B2", "=2+3")])
    found = read_upload(through_libreoffice(data, tmp_path), office.sheet)
    assert changed(found) == {(office.units[0].pk, "admitted"): "5"}


def test_columns_can_be_mapped_by_hand(office):
    data = a_book(["Chi bộ nào", "Bao nhiêu", "Ghi chép"], ["an", 5, "x"])
    found = read_upload(data, office.sheet)
    assert not found.is_mapped
    assert [heading.text for heading in found.unknown] == ["Chi bộ nào", "Bao nhiêu", "Ghi chép"]
    assert found.headings[1].sample == "5"
    found = read_upload(data, office.sheet, {0: "code", 1: "value:admitted", 2: "-"})
    assert changed(found) == {(office.units[0].pk, "admitted"): "5"}


def test_two_columns_are_not_mapped_to_one(office):
    data = a_book(["Chi bộ", "Tháng 7", "Tháng 8"], ["an", 5, 6])
    both = {0: "name", 1: "value:admitted", 2: "value:admitted"}
    ((line, heading, sentence),) = read_upload(data, office.sheet, both).problems
    assert (line, heading) == ("", "B: Tháng 7")
    assert "cột C" in sentence
    left_out = read_upload(data, office.sheet, {**both, 1: "-", 2: "value:admitted"})
    assert left_out.problems == []
    assert read_upload(data, office.sheet, {0: "name", 1: "-", 2: "-"}).problems == []


def test_two_columns_of_one_heading_are_left_open(office):
    found = read_upload(a_book(["Mã", "Kết nạp", "Số kết nạp"], ["an", 5, 6]), office.sheet)
    assert not found.is_mapped
    assert len(found.unknown) == 2


# -- Refused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"MZ\x90\x00", b"%PDF-1.7", b"a;b\n1;2\n", b"PK\x03\x04 x"])
def test_a_renamed_file(office, data):
    assert refusal(data, office.sheet) == "no_workbook"


def test_a_bomb(office):
    out = BytesIO(a_book(["Mã", "Kết nạp"], ["an", 5]))
    with ZipFile(out, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", b"0" * (workbook.MOST_BYTES_UNPACKED + 1))
    assert refusal(out.getvalue(), office.sheet) == "unpacks_too_large"


def test_too_large_and_too_long(office, monkeypatch):
    data = a_book(["Mã", "Kết nạp"], *(["an", 5] for _row in range(5)))
    monkeypatch.setattr(quarter_pages, "MOST_ROWS", 3)
    assert refusal(data, office.sheet) == "too_many_rows"
    monkeypatch.setattr(workbook, "MOST_BYTES", 10)
    assert refusal(data, office.sheet) == "too_large"


def test_a_workbook_that_is_broken_inside(office):
    data = a_book(["Mã", "Kết nạp"], ["an", 5])
    out = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(out, "w") as after:
        for part in before.infolist():
            broken = (
                b"<worksheet><sheetData><row" if "sheet1" in part.filename else before.read(part)
            )
            after.writestr(part.filename, broken)
    assert refusal(out.getvalue(), office.sheet) == "not_readable"


def test_an_empty_workbook(office):
    assert refusal(a_book(), office.sheet) == "no_rows"
