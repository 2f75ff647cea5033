"""File names, tables as CSV, and what a spreadsheet must not run."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation

from recruitment.charts.spec import Cell, Column, Table
from recruitment.downloads.csv_files import safe, table_csv
from recruitment.downloads.file import File, ascii_file_name, file_name
from recruitment.downloads.plain import interval, number
from recruitment.progress.intervals import Interval

TABLE = Table(
    (Column("Đơn vị"), Column("Tỷ lệ", numeric=True)),
    (
        (Cell("Ô Môn"), Cell("39,67%", Decimal("39.67"))),
        (Cell("Móng Cái; Hạ Long"), Cell("1.147", 1147)),
        (Cell("=1+1"), Cell("–")),
        (Cell("ngày"), Cell("16/5/2022", date(2022, 5, 16))),
        (Cell("giảm"), Cell("−12", -12)),
    ),
)


def written(language):
    with translation.override(language):
        return table_csv(TABLE)


def test_vietnamese_excel_splits_at_semicolons_and_reads_a_decimal_comma():
    assert written("vi").decode("utf-8-sig").splitlines() == [
        "Đơn vị;Tỷ lệ",
        "Ô Môn;39,67",
        '"Móng Cái; Hạ Long";1147',
        "'=1+1;",
        "ngày;2022-05-16",
        "giảm;-12",
    ]


def test_english_excel_splits_at_commas_and_reads_a_decimal_point():
    lines = written("en").decode("utf-8-sig").splitlines()
    assert lines[1] == "Ô Môn,39.67"


def test_excel_is_told_that_it_is_utf_8():
    assert written("vi").startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "text", ["=1+1", "+27", "-1", "@x", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "－1", "+", "＠x"]
)
def test_what_could_be_a_formula_stays_a_text(text):
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Ô Môn", "–", "−12", "39,67%", "a=b", "'x"])
def test_other_texts_stay_as_they_are(text):
    assert safe(text) == text


def test_a_file_has_a_vietnamese_and_a_plain_name():
    file = File(
        file_name("Quận Ô Môn", "số liệu", "", ending="csv"),
        ascii_file_name("o-mon", "data", "2022-05-16", ending="csv"),
        "text/csv",
        b"",
    )
    assert file.name == "Quận Ô Môn – số liệu.csv"
    assert file.disposition == (
        'attachment; filename="o-mon-data-2022-05-16.csv"; '
        "filename*=UTF-8''Qu%E1%BA%ADn%20%C3%94%20M%C3%B4n%20%E2%80%93%20"
        "s%E1%BB%91%20li%E1%BB%87u.csv"
    )


@pytest.mark.parametrize("name", ['a/b\\c:d*e?f"g<h>i|j', "a\r\nX-Evil: 1", "..", " . "])
def test_no_name_leaves_its_folder_or_its_header(name):
    file = File(file_name(name, ending="csv"), ascii_file_name(name, ending="csv"), "", b"")
    assert not set(file.name) & set('/\\:*?"<>|\r\n')
    assert not file.name.startswith("..")
    assert "\n" not in file.disposition
    file.ascii_name.encode("ascii")


def test_no_name_shows_another_ending_than_its_file_has():
    assert file_name("Đảng bộ \u202exslx.\u2067cov", ending="pptx") == "Đảng bộ xslx.cov.pptx"


def test_a_very_long_name_is_cut_before_its_ending():
    name = file_name("Ô" * 500, ending="csv")
    assert name.endswith("Ô.csv")
    assert len(name) < 130


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [("39.665", 2, 39.67), ("-0.005", 2, -0.01), ("0.5", 0, 1), ("600", 2, 600), ("0.004", 2, 0)],
)
def test_numbers_are_rounded_half_away_from_zero(value, decimals, shown):
    found = number(Fraction(value), decimals)
    assert (found, type(found)) == (shown, type(shown))


def test_an_open_end_is_none():
    assert interval(Interval(Fraction(501), None)) == {"low": 501, "high": None}
    assert interval(None) is None
