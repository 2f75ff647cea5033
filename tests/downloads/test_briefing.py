"""What a briefing is made of: the page's own values, whichever file it becomes."""

from datetime import date

import pytest

from recruitment.downloads.briefing import compare_briefing, locality_briefing
from recruitment.reports.compare import build_compare_report
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection
from tests.rows import a_committee, a_count, a_number_of_units, a_target

pytestmark = pytest.mark.django_db

TODAY = Selection(date(2026, 11, 27))


@pytest.fixture
def province():
    """Two units, of which one has a provisional count from a source of its own."""
    province = a_committee("province")
    for slug, value, source, finality in (
        ("east", 30, "east-news", "provisional"),
        ("west", 40, "west-news", "final"),
    ):
        unit = a_committee(slug, province)
        a_target(unit, 100, 100, "2021-01-01", "2025-12-31")
        a_count(unit, "2021-01-01", "2022-12-31", value, source=source, finality=finality)
    return province


def test_a_locality_is_one_section_with_the_page_s_own_values(province):
    report = build_locality_report("east", TODAY)
    briefing = locality_briefing(report)
    (section,) = briefing.sections
    assert briefing.committee.slug == "east"
    assert briefing.above == province
    assert briefing.made_on == date(2022, 12, 31)
    assert section.charts == report.charts
    assert section.sentence == str(report.sentence)
    assert section.paragraphs[0] == section.sentence
    assert section.passages[0].heading == "Kết quả thực hiện chỉ tiêu"
    assert section.provisional == "Số ước"
    assert section.window == "1/1/2021 – 31/12/2025"
    assert [row[0].text for row in section.figures.rows] == ["Kết nạp đảng viên; số ước"]


def test_a_comparison_names_every_source_and_marks_what_may_change(province):
    report = build_compare_report(["west", "east"], TODAY)
    assert report.chart.source == "Nguồn: east-news, 1/1/2022; west-news, 1/1/2022"
    assert report.chart.provisional == "Số ước"
    briefing = compare_briefing(report)
    (section,) = briefing.sections
    assert {link.link.slug for link in section.sources} == {"nhap-lieu", "east-news", "west-news"}
    assert section.paragraphs[:2] == tuple(str(row.sentence) for row in report.rows)
    assert section.paragraphs[2] == "Đúng tiến độ: west (40%); chậm tiến độ: east (ước 30%)."
    assert "đạt 40% chỉ tiêu" in section.paragraphs[0]
    assert briefing.ascii_place == "west-east"


def test_a_comparison_counts_also_who_has_no_target(province):
    village = a_committee("village", province)
    a_count(village, "2022-01-01", "2023-06-30", 7)
    briefing = compare_briefing(build_compare_report(["west", "village"], TODAY))
    (section,) = briefing.sections
    said = [[cell.text.replace("\xa0", " ") for cell in row] for row in section.data.rows]
    assert said == [
        ["west", "2021–2025 · đến 31/12/2022", "31/12/2022", "40", "100", "40%", "39,98%",
         "● Đúng tiến độ"],
        ["village", "–", "30/6/2023", "7", "–", "–", "–", "○ Chưa có chỉ tiêu"],
    ]  # fmt: skip
    assert section.data.rows[1][3].value == 7
    assert briefing.as_of_text == "30/6/2023"
    assert section.paragraphs[-1].endswith("west: 31/12/2022; village: 30/6/2023.")
    (chart,) = section.charts
    assert chart.subtitle == "Phần trăm chỉ tiêu"
    assert chart.notes


def test_a_committee_without_any_figure_still_makes_a_briefing(province):
    briefing = locality_briefing(build_locality_report("province", TODAY))
    (section,) = briefing.sections
    assert section.figures.rows == ()
    assert section.sentence.startswith("Chưa có chỉ tiêu")
    assert briefing.made_on == date(2000, 1, 1)


def test_a_file_bears_the_place_and_the_day_that_was_asked_for(province):
    selection = Selection(date(2026, 11, 27), as_of=date(2022, 12, 31))
    briefing = locality_briefing(build_locality_report("east", selection))
    file = briefing.file("pptx", "application/octet-stream", b"")
    assert file.name == "Tiến độ kết nạp đảng viên – Đảng bộ east – 2022-12-31.pptx"
    assert file.ascii_name == "east-briefing-2022-12-31.pptx"


def test_every_figure_begins_with_a_capital(province):
    a_number_of_units(province, "2022-12-31", 40)
    (section,) = locality_briefing(build_locality_report("province", TODAY)).sections
    assert [row[0].text for row in section.figures.rows] == ["Đơn vị trực thuộc"]
