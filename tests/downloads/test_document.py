"""The report for Word: form, texts, numbers and charts, read by other programs than ours."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import translation

from recruitment.downloads.briefing import compare_briefing, locality_briefing
from recruitment.downloads.document import briefing_docx
from recruitment.downloads.group import group_briefing
from recruitment.reports.compare import build_compare_report
from recruitment.reports.group import build_group_report
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection

from .documents import Read, W

# Marked so that the database is made at all; the tests only read what was written.
pytestmark = pytest.mark.django_db
TODAY = Selection(date(2026, 11, 27))
LOCALITIES = (
    "o-mon",
    "quang-ninh",
    "khoi-tuyen-quang",
    "lam-ha",
    "long-hung",
    "ha-long",
    "thpt-tan-ha",
)
COMPARED = ("o-mon", "ha-long", "lam-ha")
WITH_TABLES = {"goals", "years", "children"}


def written(report, language="vi"):
    with translation.override(language):
        return Read(briefing_docx(locality_briefing(report)).body)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """The articles' localities with their reports, written once; the tests only read."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("vi"):
        call_command("load_articles", verbosity=0)
        reports = {slug: build_locality_report(slug, TODAY) for slug in LOCALITIES}
        compared = build_compare_report(COMPARED, TODAY)
        found = SimpleNamespace(
            reports=reports,
            read={slug: written(report) for slug, report in reports.items()},
            again=briefing_docx(locality_briefing(build_locality_report("o-mon", TODAY))).body,
            compare_report=compared,
            compared=Read(briefing_docx(compare_briefing(compared)).body),
            group=Read(briefing_docx(group_briefing(build_group_report("quang-ninh", TODAY))).body),
        )
        with translation.override("en"):
            english = build_locality_report("khoi-tuyen-quang", TODAY)
            found.english_report, found.english = english, written(english, "en")
        yield found
        transaction.set_rollback(True)


def every(made):
    return [*made.read.values(), made.compared, made.group, made.english]


def test_the_page_has_the_measures_of_the_form(made):
    first, last = made.read["o-mon"].document.sections
    sides = (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)
    assert [round(side.mm) for side in sides] == [20, 20, 30, 15]
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    assert (round(last.page_width.mm), round(last.page_height.mm)) == (297, 210)
    assert round(first.header_distance.mm) == 10
    assert first.different_first_page_header_footer
    assert not last.different_first_page_header_footer
    assert last.header.is_linked_to_previous
    assert first.header.paragraphs[0].alignment is None
    assert first.header.paragraphs[0].style.paragraph_format.alignment == 1


def test_the_head_names_the_commission_its_committee_and_the_party(made):
    head = made.read["o-mon"].document.tables[0]
    left, right = ([p.text for p in cell.paragraphs] for cell in head.rows[0].cells)
    assert left == ["QUẬN ỦY Ô MÔN", "BAN TỔ CHỨC", "*", "Số      -BC/BTCQU", "Dự thảo"]
    assert right == [
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "",
        "Ô Môn, ngày      tháng      năm 2026",
    ]
    place = head.cell(0, 1).paragraphs[2].runs[0]
    assert (place.font.italic, place.font.size.pt) == (True, 14)
    assert head.cell(0, 1).paragraphs[0].runs[0].font.bold
    border = head.cell(0, 1).paragraphs[1]._p.find(f"{W}pPr/{W}pBdr/{W}top")
    assert border.get(f"{W}val") == "single"


def test_the_title_says_of_what_and_up_to_when(made):
    texts = [p.text for p in made.read["o-mon"].document.paragraphs[:5]]
    assert texts == [
        "BÁO CÁO",
        "tiến độ kết nạp đảng viên của Đảng bộ quận Ô Môn",
        "(số liệu đến ngày 16/5/2022)",
        "-----",
        "I. Tình hình, kết quả",
    ]


def test_part_two_the_signer_and_the_recipients_are_left_to_the_author(made):
    read = made.read["o-mon"]
    assert (1, "II. Đánh giá chung; nhiệm vụ, giải pháp thời gian tới") in read.headings
    left, right = read.document.tables[-2].rows[0].cells
    assert [p.text for p in left.paragraphs] == [
        "Nơi nhận:",
        "- Ban Thường vụ Quận ủy Ô Môn (để báo cáo);",
        "- …………………;",
        "- Lưu Ban Tổ chức.",
    ]
    assert left.paragraphs[0].runs[0].font.underline
    assert [p.runs[0].font.size.pt for p in left.paragraphs] == [14, 12, 12, 12]
    assert [p.text for p in right.paragraphs if p.text] == ["TRƯỞNG BAN"]


def test_every_letter_is_times_new_roman_and_fourteen_points_the_rule(made):
    for read in every(made):
        styles = read.document.styles
        assert styles["Normal"].font.size.pt == 14
        fonts = {
            fonts.get(f"{W}{side}")
            for style in styles
            if style.name in {"Normal", "Heading 1", "Heading 2", "Heading 3", "Caption"}
            for fonts in style.element.iter(f"{W}rFonts")
            for side in ("ascii", "hAnsi", "cs", "eastAsia")
        }
        assert fonts == {"Times New Roman"}
        # Only the tick, which the font does not have, is set in another.
        others = [run for run in read.root.iter(f"{W}r") if list(run.iter(f"{W}rFonts"))]
        assert {text.text for run in others for text in run.iter(f"{W}t")} <= {"✓"}


def test_headings_are_words_own_and_numbered_without_gaps(made):
    assert made.read["khoi-tuyen-quang"].headings[:2] == [
        (1, "I. Tình hình, kết quả"),
        (2, "1. Kết quả thực hiện chỉ tiêu"),
    ]
    for slug, read in made.read.items():
        part_one = []
        for level, text in read.headings[1:]:
            if level == 1:
                break
            part_one.append(text)
        numbers = [int(text.split(".")[0]) for text in part_one]
        assert numbers == list(range(1, len(numbers) + 1)), slug
        assert part_one[0] == "1. Kết quả thực hiện chỉ tiêu"


@pytest.mark.parametrize("slug", LOCALITIES)
def test_every_sentence_and_every_number_of_the_tables_is_the_report_s(made, slug):
    read, report = made.read[slug], made.reports[slug]
    (section,) = locality_briefing(report).sections
    for text in (*section.paragraphs, *section.assumptions, *section.discrepancies):
        assert any(text in paragraph for paragraph in read.paragraphs), text
    tables = [chart.table for chart in report.charts if chart.name in WITH_TABLES]
    for table in (*tables, section.figures):
        if table.rows:
            rows = read.table([column.name for column in table.columns])
            assert rows == [[cell.text for cell in row] for row in table.rows]
    for source in section.sources:
        assert source.link.name in read.text


@pytest.mark.parametrize("slug", LOCALITIES)
def test_every_chart_is_native_and_bears_the_values_of_the_page_s(made, slug):
    read, report = made.read[slug], made.reports[slug]
    drawn = read.charts
    for chart in report.charts:
        values = [
            float(value)
            for series in chart.series
            for point in series.points
            for value in (point.value, point.high)
            if value is not None
        ]
        mine = [found for found in drawn if found[0].startswith(f"{chart.title} ")]
        if not values:
            assert not mine
            continue
        assert mine, chart.name
        inside = set().union(*(found[2] for found in mine))
        for value in values:
            assert any(abs(value - found) < 1e-6 for found in inside), (chart.name, value)
        assert all(found[1] for found in mine)
        if len(mine) == 1:
            assert mine[0][1] == chart.summary
        assert chart.source.rstrip(".") in read.text
        assert chart.provisional in read.text


def test_below_a_table_without_its_chart_nothing_is_said_of_bars(made):
    briefing = locality_briefing(build_locality_report("mong-cai", TODAY))
    (section,) = briefing.sections
    read_so = "Thanh xám: phần đã đạt"
    charts = tuple(replace(chart, reading=read_so) for chart in section.charts)
    read = Read(briefing_docx(replace(briefing, sections=(replace(section, charts=charts),))).body)
    drawn, blank = section.charts
    assert read.table([column.name for column in blank.table.columns])
    assert read.text.count(read_so) == 1, f"only below {drawn.title}"


def test_captions_are_counted_and_name_their_chart(made):
    read = made.read["o-mon"]
    charts = read.captions("Biểu đồ")
    assert [text.split(".")[0] for text in charts] == [
        f"Biểu đồ {number}" for number in range(1, len(charts) + 1)
    ]
    assert charts[0].startswith("Biểu đồ 1. Kết nạp lũy kế so với chỉ tiêu")
    assert [text.split("\n")[0] for text in read.captions("Bảng")] == [
        "Bảng 1. Các chỉ tiêu",
        "Bảng 2. Đơn vị trực thuộc",
        "Bảng 3. Số liệu",
    ]
    assert len(charts) == len(read.charts)


def test_tables_repeat_their_heading_and_keep_rows_whole(made):
    for read in every(made):
        for table in read.document.tables:
            rows = table._tbl.findall(f"{W}tr")
            assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
            if table.style.name == "Table Grid":
                assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
                widths = [int(c.get(f"{W}w")) for c in table._tbl.tblGrid]
                assert sum(widths) <= (14400 if len(widths) == 6 else 9400)


def test_tables_stay_together_and_with_the_line_below_them(made):
    for read in every(made):
        body = list(read.document.element.body)
        for table in read.document.tables:
            if table.style.name != "Table Grid":
                continue
            kept = [all(p.paragraph_format.keep_with_next for c in row.cells for p in c.paragraphs)
                    for row in table.rows]  # fmt: skip
            below = body[body.index(table._tbl) + 1]
            noted = below.find(f"{W}pPr/{W}pStyle")
            is_noted = noted is not None and noted.get(f"{W}val") == "Partynote"
            assert kept[-1] == is_noted
            assert kept[0]
            assert all(kept[:-1]) == (len(kept) <= 9)
            assert kept[-2]


def test_captions_and_charts_stay_with_what_they_belong_to(made):
    read = made.read["o-mon"]
    assert read.document.styles["Caption"].paragraph_format.keep_with_next
    drawings = [p for p in read.document.paragraphs if list(p._p.iter(f"{W}drawing"))]
    assert drawings
    assert all(p.paragraph_format.keep_with_next for p in drawings)
    # An exact height of the line would cut a chart off.
    assert all(p.style.name == "Party chart" for p in drawings)
    assert read.document.styles["Party chart"].paragraph_format.line_spacing == 1.0


def test_word_finds_everything_where_it_looks_for_it(made):
    for read in every(made):
        assert list(read.misplaced()) == []
        names = read.package.namelist()
        assert len(names) == len(set(names))
        assert "docProps/thumbnail.jpeg" not in names
        assert read.missing_styles() == set()
        ids = [
            element.get("id")
            for drawing in read.root.iter(f"{W}drawing")
            for element in drawing.iter()
            if element.tag.endswith("}docPr")
        ]
        assert len(ids) == len(set(ids))
        for cell in read.root.iter(f"{W}tc"):
            assert cell[-1].tag == f"{W}p"
        assert read.fields <= {
            "PAGE",
            "SEQ Bieu_do \\* ARABIC",
            "SEQ Bang \\* ARABIC",
        }


def test_the_language_and_the_word_of_today_are_named(made):
    for read, language in ((made.read["o-mon"], "vi-VN"), (made.english, "en-GB")):
        defaults = read.document.styles.element.find(f".//{W}docDefaults//{W}lang")
        assert defaults.get(f"{W}val") == language
        assert read.document.core_properties.language == language
        # Else Word opens it in the mode for older programs.
        modes = {
            setting.get(f"{W}val")
            for setting in read.document.settings.element.iter(f"{W}compatSetting")
            if setting.get(f"{W}name") == "compatibilityMode"
        }
        assert modes == {"15"}


def test_the_properties_are_of_the_figures_day(made):
    properties = made.read["o-mon"].document.core_properties
    assert properties.title == "Tiến độ kết nạp đảng viên – Đảng bộ quận Ô Môn"
    assert properties.created.date() == properties.modified.date() == date(2022, 5, 16)
    assert (properties.author, properties.comments) == ("", "")


def test_the_same_data_give_the_same_bytes(made):
    assert made.again == made.read["o-mon"].body
    assert made.again != made.read["long-hung"].body


def test_english_is_a_working_translation_in_the_same_form(made):
    read = made.english
    left, right = read.document.tables[0].rows[0].cells
    assert [p.text for p in left.paragraphs][1:] == [
        "ORGANISATION COMMISSION",
        "*",
        "No.      -BC/BTCĐUK",
        "Draft",
    ]
    assert right.paragraphs[0].text == "COMMUNIST PARTY OF VIETNAM"
    assert read.headings[0] == (1, "I. Situation and results")
    assert str(made.english_report.sentence) in read.text
    assert read.captions("Chart")[0].startswith("Chart 1. ")


def test_a_comparison_leaves_the_head_to_its_author(made):
    read = made.compared
    left = [p.text for p in read.document.tables[0].cell(0, 0).paragraphs]
    assert left[0] == left[1] == "…………………"
    assert left[3] == "Số      -BC/…………"
    for row in made.compare_report.rows:
        assert str(row.sentence) in read.text
    (title, summary, _values), *_ = read.charts
    assert title.startswith(made.compare_report.chart.title)
    assert summary == made.compare_report.chart.summary
    # No figures of its own: the annex needs no page that lies.
    assert {round(section.page_width.mm) for section in read.document.sections} == {210}


def test_a_committee_with_its_localities_is_one_document(made):
    read = made.group
    seconds = [text for level, text in read.headings if level == 2]
    assert seconds[:4] == [
        "1. Đảng bộ tỉnh Quảng Ninh: so sánh các địa phương, đơn vị",
        "2. Đảng bộ tỉnh Quảng Ninh",
        "3. Đảng bộ thành phố Hạ Long",
        "4. Đảng bộ thành phố Móng Cái",
    ]
    assert "2.1. Kết quả thực hiện chỉ tiêu" in [text for _level, text in read.headings]
    assert "906" in read.text


def test_a_committee_without_figures_still_makes_a_report(made):
    read = made.read["thpt-tan-ha"]
    assert read.headings[:2] == [
        (1, "I. Tình hình, kết quả"),
        (2, "1. Kết quả thực hiện chỉ tiêu"),
    ]
    assert read.charts == []
    assert "(số liệu đến" not in read.text
