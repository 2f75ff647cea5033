"""Every number is the report's, every text is inert, every chart is drawn from cells."""

from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache
from types import SimpleNamespace

import pytest
from django.utils.translation import override
from openpyxl.utils import column_index_from_string
from openpyxl.utils import get_column_letter as letter

from recruitment.charts.drawing.measure import text_width
from recruitment.charts.spec import Cell, Column, SeriesKind, Table
from recruitment.downloads.briefing import compare_briefing, locality_briefing
from recruitment.downloads.group import group_briefing
from recruitment.downloads.workbook import briefing_workbook, chart_workbook, locality_workbook
from recruitment.reports.compare import build_compare_report
from recruitment.reports.group import build_group_report
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection
from tests.articles.conftest import articles, loaded  # noqa: F401

from .books import (
    as_stored,
    cells_at,
    kept_numbers,
    opened,
    parts,
    rows_of,
    series_of,
    stored,
    table_in,
)
from .office import as_pdfs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

TODAY = Selection(date(2026, 11, 27))
PLACES = [("o-mon", "vi"), ("khoi-tuyen-quang", "vi"), ("quang-ninh", "en"), ("can-tho", "en")]
SHEETS = {"vi": ("Tóm tắt", "Số liệu"), "en": ("Summary", "Figures")}
A4_ACROSS, A4_UPRIGHT = (297 - 25.4) / 25.4 * 96, (210 - 25.4) / 25.4 * 96
DAYS = {"vi": r"dd\/mm\/yyyy", "en": "[$-809]d mmm yyyy"}


@lru_cache
def made(slug, language="vi"):
    """Written and opened once for all tests, which only read."""
    with override(language):
        report = build_locality_report(slug, TODAY)
        (section,) = locality_briefing(report).sections
        body = briefing_workbook(locality_briefing(report)).body
    return SimpleNamespace(report=report, section=section, body=body, book=opened(body))


def drawn(charts):
    """Those with something to draw."""
    return [
        chart
        for chart in charts
        if any(point.value is not None for series in chart.series for point in series.points)
    ]


def said_on(sheet):
    return [value for row in rows_of(sheet) for value in row if value is not None]


@pytest.mark.parametrize(("slug", "language"), PLACES)
def test_the_figures_are_the_report_s_and_ready_to_be_filtered_and_printed(slug, language):
    file = made(slug, language)
    sheet, section = file.book[SHEETS[language][1]], file.section
    head, *rows = rows_of(sheet)
    assert head[2:] == [column.name for column in section.data.columns]
    assert rows == [[section.name, slug, *row] for row in stored(section.data)]
    assert sheet.freeze_panes == "B2"
    last = len(section.data.rows) + 1
    assert sheet.auto_filter.ref == (f"A1:U{last}" if section.data.rows else None)
    assert sheet.print_title_rows == "$1:$1"
    page = sheet.page_setup
    assert (page.orientation, page.paperSize, page.fitToHeight) == ("landscape", 9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "&P" in sheet.oddFooter.right.text.replace("[Page]", "P")
    assert all(source.link.short in sheet.oddFooter.left.text for source in section.sources[:1])


@pytest.mark.parametrize(("slug", "language"), PLACES[:3])
def test_no_sheet_is_printed_in_letters_under_eight_points(slug, language):
    for sheet in made(slug, language).book:
        assert printed_size(sheet) >= 8, sheet.title


def printed_size(sheet):
    """Points of its letters where it is made as narrow as it asks to be."""
    widths = [column.width * 7 for column in sheet.column_dimensions.values()]
    pages, repeated = sheet.page_setup.fitToWidth or 1, 0
    if pages > 1:
        last = sheet.print_title_cols.replace("$", "").split(":")[1]
        repeated = sum(widths[: column_index_from_string(last)])
        assert sheet.page_setup.pageOrder == "overThenDown"
    room = A4_ACROSS if sheet.page_setup.orientation == "landscape" else A4_UPRIGHT
    return 11 * room / (repeated + (sum(widths) - repeated) / pages)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_numbers_days_and_percents_are_shown_as_such(language):
    file = made("quang-ninh" if language == "en" else "o-mon", language)
    sheet = file.book[SHEETS[language][1]]
    formats = {
        (type(cell.value).__name__, inner.number_format)
        for row, cells in zip(file.section.data.rows, sheet.iter_rows(min_row=2), strict=True)
        for cell, inner in zip(row, cells[2:], strict=True)
        if cell.value is not None
    }
    known = {("int", "#,##0"), ("date", DAYS[language]), ("Decimal", "#,##0.00#")}
    assert known <= formats | {("Decimal", "#,##0.00#")}
    assert formats <= known | {("Decimal", '#,##0.00#"%"'), ("Decimal", '#,##0"%"')}


@pytest.mark.parametrize(("slug", "language"), PLACES)
def test_the_summary_says_what_the_page_says(slug, language):
    file = made(slug, language)
    report, sheet = file.report, file.book[SHEETS[language][0]]
    said = said_on(sheet)
    assert said[1:3] == [report.name, file.section.sentence]
    with override(language):
        assert f"{report.status.shape} {report.status.word}" in said
    for text in (*report.assumptions, *report.discrepancies):
        assert text in said
    for number in report.strip:
        (row,) = (row for row in rows_of(sheet) if row[0] == number.label and row[1] is not None)
        assert row[1] == as_stored(Cell(number.value, number.number))
        beside = row[2] or ""
        assert number.unit in beside
        assert number.note in beside
    if report.as_of:
        assert datetime.combine(report.as_of, time()) in said
    goals = report.chart("goals")
    if goals:
        assert table_in(sheet, goals.table) == stored(goals.table)


def test_the_key_numbers_are_numbers_where_they_are_exact_and_texts_where_they_are_not():
    exact, open_ended = (made(slug).book["Tóm tắt"] for slug in ("o-mon", "khoi-tuyen-quang"))
    found = {row[0].value: row[1] for row in exact.iter_rows() if row[1].value is not None}
    known = {
        "Đã kết nạp": 238,
        "So với chỉ tiêu": 39.67,
        "Thời gian đã qua": 27.44,
        "So với tiến độ bình quân": 223,
        "Còn phải kết nạp": 362,
    }
    assert {name: found[name].value for name in known} == known
    assert found["So với chỉ tiêu"].number_format == '#,##0.00#"%"'
    assert found["So với tiến độ bình quân"].number_format.startswith("+")
    assert "126,60–127,87%" in said_on(open_ended)


@pytest.mark.parametrize(("slug", "language"), PLACES)
def test_each_chart_has_a_sheet_with_its_words_its_table_and_its_drawing(slug, language):
    file = made(slug, language)
    charts = file.report.charts
    for chart, sheet in zip(charts, file.book.worksheets[2:], strict=False):
        said = said_on(sheet)
        assert said[:2] == [chart.title, chart.place]
        assert {chart.source, chart.provisional, *chart.notes} - {""} <= set(said)
        assert table_in(sheet, chart.table) == stored(chart.table)
    assert len(file.book.worksheets) == 2 + len(charts) + bool(drawn(charts))
    drawings = parts(file.body, "xl/drawings/drawing").values()
    told = [part.get("descr") for xml in drawings for part in xml.iter() if part.get("descr")]
    assert told == [chart.summary for chart in drawn(charts)]


@pytest.mark.parametrize(("slug", "language"), PLACES[:3])
def test_charts_are_drawn_from_cells_that_hold_the_values_of_the_page(slug, language):
    file = made(slug, language)
    charts = parts(file.body, "xl/charts/chart")
    assert len(charts) == len(drawn(file.report.charts))
    for number, spec in enumerate(drawn(file.report.charts), 1):
        found = {}
        for name, places, values in series_of(charts[f"xl/charts/chart{number}.xml"]):
            cells = cells_at(file.book, values.find(".//{*}f").text)
            # What the file remembers is what the cells hold; a gap is an empty cell.
            known = {at: cell for at, cell in enumerate(cells) if cell is not None}
            assert kept_numbers(values) == pytest.approx(known)
            assert len(cells_at(file.book, places)) == len(cells)
            (title,) = cells_at(file.book, name)
            found[title] = list(known.values())
        for series in spec.of(SeriesKind.BAR, SeriesKind.LINE):
            values = [float(point.value) for point in series.points if point.value is not None]
            if values:
                assert found[series.label or series.name] == pytest.approx(values), series.key


def test_the_same_figures_are_the_same_bytes_whenever_they_are_written():
    file = made("quang-ninh")
    with override("vi"):
        assert briefing_workbook(locality_briefing(file.report)).body == file.body
    properties = file.book.properties
    assert properties.created == properties.modified == datetime.combine(date(2019, 11, 25), time())
    assert (properties.language, properties.creator) == ("vi", "Tiến độ")
    assert properties.title == "Tiến độ kết nạp đảng viên"


def test_the_data_of_a_locality_come_first_in_their_own_workbook():
    file = made("o-mon")
    with override("vi"):
        data = locality_workbook(file.report)
    assert data.ascii_name == "o-mon-data.xlsx"
    book = opened(data.body)
    assert book.sheetnames == ["Số liệu", "Tóm tắt"]
    assert [row[2:] for row in rows_of(book["Số liệu"], 2)] == stored(file.section.data)


def test_one_chart_is_a_workbook_too():
    report = made("o-mon").report
    chart = report.chart("children")
    with override("vi"):
        file = chart_workbook(report, chart)
    assert file.ascii_name == "o-mon-children.xlsx"
    book = opened(file.body)
    assert book.sheetnames == ["Đơn vị trực thuộc", "Số liệu vẽ biểu đồ"]
    assert table_in(book.worksheets[0], chart.table) == stored(chart.table)
    assert len(parts(file.body, "xl/charts/chart")) == 1


def test_a_comparison_has_its_table_its_chart_and_its_sentences():
    with override("vi"):
        report = build_compare_report(["o-mon", "ha-long", "khoi-tuyen-quang"], TODAY)
        book = opened(briefing_workbook(compare_briefing(report)).body)
        sentences = {str(row.sentence) for row in report.rows}
    assert rows_of(book["Số liệu"], 2) == stored(report.chart.table)
    assert sentences <= set(said_on(book["Tóm tắt"]))


def test_a_footer_has_one_line_beside_the_number_of_the_page():
    places = ["lam-ha", "o-mon", "quang-ninh", "thai-binh", "khoi-tuyen-quang", "ha-long"]
    with override("vi"):
        report = build_compare_report(places, TODAY)
        book = opened(briefing_workbook(compare_briefing(report)).body)
    for sheet in book:
        text = sheet.oddFooter.left.text
        assert text.startswith("Nguồn: ")
        assert text.endswith(" …")
        assert text_width(text, 9) < 660 + text_width(" …", 9)
        assert sheet.oddFooter.right.text.startswith("Trang ")
        assert not sheet.HeaderFooter.scaleWithDoc
    said = " ".join(str(value) for value in said_on(book["Tóm tắt"]))
    assert all(source.link.name in said for source in report.sources)


# -- A parent with many ----------------------------------------------------------------------------


def test_of_many_localities_all_stand_in_one_table_and_only_the_whole_is_drawn():
    with override("vi"):
        # A long briefing is gone through once.
        briefing = group_briefing(build_group_report("quang-ninh", TODAY))
        file = briefing_workbook(briefing)
        whole, *sections = group_briefing(build_group_report("quang-ninh", TODAY)).sections
    book = opened(file.body)
    assert book.sheetnames[:3] == ["Tóm tắt", "Các địa phương", "Số liệu"]
    standings = book["Các địa phương"]
    rows = rows_of(standings, 2)
    assert [row[1] for row in rows] == [section.slug for section in sections]
    assert {"quang-ninh", "mong-cai", "ha-long"} <= {row[1] for row in rows}
    for row, section in zip(rows, sections, strict=True):
        goals = section.chart("goals")
        assert row[0] == section.name
        if goals:
            assert row[2:] == stored(goals.table)[0]
        else:
            assert row[-1] == f"{section.status.shape} {section.status.word}"
    assert standings.auto_filter.ref == f"A1:J{len(sections) + 1}"
    assert standings.freeze_panes == "B2"
    assert printed_size(standings) >= 8
    data = [[section.slug, *row] for section in sections for row in stored(section.data)]
    assert [row[1:] for row in rows_of(book["Số liệu"], 2)] == data
    assert whole.sentence in said_on(book["Tóm tắt"])
    assert len(parts(file.body, "xl/charts/chart")) == len(drawn(whole.charts)) > 0


@pytest.mark.parametrize("slug", ["can-tho", "tuyen-quang", "o-mon", "khoi-tuyen-quang"])
def test_columns_have_room_also_where_the_first_locality_has_no_figure(slug):
    with override("vi"):
        file = briefing_workbook(group_briefing(build_group_report(slug, TODAY)))
    sheet = opened(file.body)["Số liệu"]
    days = {cell.column for row in sheet.iter_rows() for cell in row if cell.is_date}
    widths = {column: sheet.column_dimensions[letter(column)].width for column in range(1, 22)}
    assert days
    assert all(widths[column] >= len("30/09/2019") + 2 for column in days)
    assert widths[21] > 30
    assert sheet.page_setup.fitToWidth == 2
    assert printed_size(sheet) >= 8


# -- What somebody typed ---------------------------------------------------------------------------

HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1",
    "-2",
    "@SUM(A1)",
    "\t=1+1",
    "\n=1+1",
    '  =HYPERLINK("http://evil.example")',
    "＝1+1",
    "http://evil.example/",
    "mailto:evil@example.com",
    "{=1}",
    "_x003D_1",
    "a\x00b\x0bc\ufffe\ud800d",
    "<script>&\"'</script>",
    "&L&D&[Tab]",
    "1147",
    "16/5/2022",
    "Ô" * 40_000,
]


def test_nothing_that_was_typed_is_run_linked_or_lost():
    with override("vi"):
        briefing, section = locality_briefing(made("o-mon").report), made("o-mon").section
        table = Table(
            (Column("=Tên"), Column("@Số", numeric=True)),
            tuple((Cell(text), Cell(text)) for text in HOSTILE),
        )
        chart = replace(
            section.charts[0],
            title=HOSTILE[0],
            place=HOSTILE[12],
            table=table,
            source=HOSTILE[14],
            summary=HOSTILE[13],
            notes=tuple(HOSTILE),
        )
        hostile = replace(
            section,
            name=HOSTILE[0],
            sentence=HOSTILE[3],
            data=table,
            assumptions=tuple(HOSTILE),
            charts=(chart, replace(chart, title="x" * 50), replace(chart, title="x" * 50)),
        )
        file = briefing_workbook(
            replace(briefing, place=HOSTILE[13], title=HOSTILE[12], sections=(hostile,))
        )
    sheets = parts(file.body, "xl/worksheets/sheet")
    for xml in sheets.values():
        assert not [part for part in xml.iter() if part.tag.endswith(("}f", "}hyperlink"))]
    book = opened(file.body)
    rows = rows_of(book["Số liệu"], 2)
    assert {row[0] for row in rows} == {"=cmd|' /C calc'!A0"}
    for text, row, cells in zip(HOSTILE, rows, book["Số liệu"].iter_rows(min_row=2), strict=True):
        kept = text.translate({0: None, 11: None, 0xFFFE: None, 0xD800: None})
        if len(kept) > 32_767:
            kept = kept[:32_766] + "…"
        # A reader that does not know Excel's escape sees it.
        assert row[2] == row[3]
        assert row[2].replace("_x005F_", "_") == kept
        assert cells[2].data_type == "s"
        assert cells[2].quotePrefix == text.lstrip(" ").startswith(
            ("=", "+", "-", "@", "\t", "\n", "＝")
        ), text
    names = book.sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert max(len(sheet.oddFooter.left.text or "") for sheet in book) <= 255


# -- On paper --------------------------------------------------------------------------------------


@pytest.mark.libreoffice
def test_libreoffice_prints_every_sheet_with_its_chart(tmp_path):
    names = {"o-mon.xlsx": ("o-mon", "vi"), "quang-ninh.xlsx": ("quang-ninh", "en")}
    files = {name: made(*what) for name, what in names.items()}
    pages = as_pdfs({name: file.body for name, file in files.items()}, tmp_path)
    for name, file in files.items():
        assert all(len(page.split()) > 5 for page in pages[name]), "a blank page"
        charts = file.report.charts
        # Only a table below a chart may need another page, or what is wide one beside it.
        sheets = sum(sheet.page_setup.fitToWidth or 1 for sheet in file.book)
        assert sheets <= len(pages[name]) <= sheets + 2
        for chart in charts:
            assert any(words(chart.title) <= words(page) for page in pages[name])
    # The chart itself, by a label that stands nowhere else on its sheet.
    assert any("867 nếu giữ mức bình quân" in page for page in pages["o-mon.xlsx"])


def words(text):
    return set(text.split())
