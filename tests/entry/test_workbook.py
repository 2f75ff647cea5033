"""Workbooks: what is read is bounded and tidy, what is written is inert."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook, load_workbook

from recruitment.entry import workbook
from recruitment.entry.workbook import ROW, read, write


def a_book(*rows, formulas=()):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def cells(table):
    return [dict(zip(table.headers, row, strict=True)) for row in table]


def refusal(data):
    with pytest.raises(ValidationError) as refused:
        read(data)
    return refused.value.code


def test_text_is_tidied_and_rows_keep_their_numbers():
    nfd = "D\u0323a\u0309ng"
    table = read(
        a_book(["Mã ", "n", None], [f" {nfd}  bộ\u00a0", 1464, None], [], ["x", date(2022, 5, 16)])
    )
    assert table.headers == ["Mã", "n", ROW]
    first, second = cells(table)
    assert first["n"] == 1464
    assert first["Mã"].endswith(" bộ")
    assert second == {"Mã": "x", "n": date(2022, 5, 16), ROW: 4}


def test_decomposed_text_is_composed():
    table = read(a_book(["a"], ["Đa\u0309ng"]))
    assert cells(table)[0]["a"] == "Đảng"


@pytest.mark.parametrize(
    "data", [b"", b"MZ\x90\x00", b"%PDF-1.7", b"a;b\n1;2\n", b"\xd0\xcf\x11\xe0"]
)
def test_another_file_with_the_name_of_a_workbook(data):
    assert refusal(data) == "no_workbook"


def test_an_archive_that_is_no_workbook():
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refusal(out.getvalue()) == "no_workbook"


def test_a_workbook_that_unpacks_to_far_more():
    out = BytesIO(a_book(["a"], [1]))
    with ZipFile(out, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", b"0" * (workbook.MOST_BYTES_UNPACKED + 1))
    assert len(out.getvalue()) < 200_000
    assert refusal(out.getvalue()) == "unpacks_too_large"


def test_a_file_that_is_too_large(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_BYTES", 10)
    assert refusal(a_book(["a"], [1])) == "too_large"


def test_too_many_rows(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    assert refusal(a_book(["a"], *([1] for _row in range(4)))) == "too_many_rows"


def test_a_sheet_with_headings_alone():
    assert refusal(a_book(["a", "b"])) == "no_rows"
    assert refusal(a_book()) == "no_rows"


def test_two_columns_of_one_heading():
    assert refusal(a_book(["a", "a"], [1, 2])) == "heading_twice"


def test_what_is_written_is_read_again():
    rows = [["o-mon", 1464, date(2022, 5, 16)], ["ha-long", None, None]]
    assert [list(row[:3]) for row in read(write(["a", "b", "c"], rows, "Số kết nạp"))] == rows


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_text_becomes_a_formula(text):
    sheet = load_workbook(BytesIO(write(["a"], [[text]], "x"))).active
    cell = sheet["A2"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix


def test_characters_that_excel_refuses_are_left_out():
    assert cells(read(write(["a"], [["x\x01y"]], "x")))[0]["a"] == "xy"


def a_formula(cell):
    """A sheet with the heading "a", a cell as XML, and 5."""
    book = Workbook()
    for value in ("a", "=1+1", 5):
        book.active.append([value])
    out = BytesIO()
    book.save(out)
    made = BytesIO()
    with ZipFile(out) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part, number = re.subn(rb'<c r="A2">.*?</c>', cell, part)
                assert number == 1
            new.writestr(name, part)
    return made.getvalue()


def test_formulas_are_read_as_their_last_value():
    computed = a_formula(b'<c r="A2"><f>1+1</f><v>2</v></c>')
    assert [row[0] for row in read(computed)] == [2, 5]
    # What is empty by its formula is an empty cell, and its row is one without anything in it.
    empty = a_formula(b'<c r="A2" t="str"><f>""</f><v></v></c>')
    assert [row[0] for row in read(empty)] == [5]


def test_a_formula_that_nothing_has_computed_is_named_and_not_taken_for_an_empty_cell():
    with pytest.raises(ValidationError) as refused:
        read(a_formula(b'<c r="A2"><f>1+1</f><v/></c>'))
    assert refused.value.code == "uncomputed"
    assert "A2" in refused.value.messages[0]
