"""What papers say at length of figures entered here; of the articles see tests/articles."""

import re
from datetime import date

import pytest
from django.utils.translation import override

from recruitment.models import Committee
from recruitment.reports.compare import build_compare_report
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection
from recruitment.wording.paragraphs import TOPIC, Topic
from tests.rows import a_committee, a_count, a_stock, a_target

pytestmark = pytest.mark.django_db

TODAY = Selection(date(2026, 11, 27))


def said(slug, language="vi", topic=None):
    """The paragraphs, of one topic or of all."""
    with override(language):
        report = build_locality_report(slug, TODAY)
        heading = str(TOPIC[topic]) if topic else ""
        found = [(passage.heading, passage.text) for passage in report.passages]
    return [text for head, text in found if heading in ("", head)]


@pytest.fixture
def bloc():
    """A sum of three units: one leads, one is behind and provisional, one has not reported."""
    bloc = a_committee("bloc", aggregates=True)
    a_target(bloc, 300, 300, "2021-01-01", "2025-12-31")
    quarters = [
        (f"{year}-{month}-01", f"{year}-{end}")
        for year in (2021, 2022)
        for month, end in (("01", "03-31"), ("04", "06-30"), ("07", "09-30"))
    ]
    for slug, aim, values in (
        ("east", 40, [10, 12, 9, 14, 13, 11]),
        ("west", 90, [5, 5, 6, 4, 3, 4]),
        ("north", 60, [8, 7, 7, 9, 9]),
    ):
        unit = a_committee(slug, bloc)
        a_target(unit, aim, aim, "2021-01-01", "2025-12-31")
        for (start, end), value in zip(quarters, values, strict=False):
            late = slug == "west" and end == "2022-09-30"
            a_count(unit, start, end, value, finality="provisional" if late else "final")
    for slug, value in (("east", 14), ("west", 5), ("north", 6)):
        unit = Committee.objects.get(slug=slug)
        a_count(unit, "2021-10-01", "2021-12-31", value, finality="final")
    return bloc


def test_a_sum_is_named_as_one_and_never_taken_for_the_whole(bloc):
    assert said("bloc")[0] == (
        "Đến ngày 30/9/2022, Đảng bộ bloc ước kết nạp được ít nhất 161 đảng viên (cộng từ số liệu "
        "của các đơn vị, chưa đủ đơn vị báo cáo), ước bằng ít nhất 53,67% chỉ tiêu nhiệm kỳ "
        "2021–2025 (300). Chưa đủ căn cứ để kết luận: cần biết số kết nạp chính xác."
    )
    units = said("bloc", topic=Topic.UNITS)
    assert "còn lại" not in units[0]
    assert units[1:] == [
        "Kết nạp nhiều nhất: east (83), west (ước 32).",
        "Trong 3 chỉ tiêu của 3 địa phương, đơn vị: 1 vượt hoặc hoàn thành, 2 đúng tiến độ.",
        "Chưa có số liệu của cùng thời gian: north.",
    ]
    assert "Một số số liệu là số ước, có thể thay đổi khi có số chính thức." in said("bloc")


def test_the_same_period_last_year_is_growth_and_ratio_each_by_its_name(bloc):
    texts = said("east")
    assert (
        "9 tháng đầu năm 2022 kết nạp được 38 đảng viên, tăng 22,58% so với cùng kỳ năm trước "
        "(31), bằng 122,58% cùng kỳ." in texts
    )
    assert (
        "Quý III/2022 ước kết nạp được 4 đảng viên, giảm 33,33% so với cùng kỳ năm trước (6), "
        "bằng 66,67% cùng kỳ." in said("west")
    )
    assert (
        "The first 9 months of 2022: 11 members admitted on provisional figures, down 31.25% on "
        "the same period last year (16), 68.75% of that period." in said("west", "en")
    )


def test_units_that_are_behind_are_named_in_papers_and_on_the_page(bloc, client):
    west = Committee.objects.get(slug="west")
    a_count(west, "2022-10-01", "2022-12-31", 0, finality="final")
    late = "Chậm tiến độ hoặc thấp hơn chỉ tiêu: west (nhiệm kỳ 2021–2025: ước 35,56%)."
    assert late in said("bloc", topic=Topic.UNITS)
    page = client.get("/localities/bloc/").content.decode()
    assert "Chậm tiến độ hoặc thấp hơn chỉ tiêu" in page


def test_the_page_says_what_is_still_to_be_done(bloc, client):
    page = client.get("/localities/north/").content.decode()
    line = re.search(r'<p class="outlook">(.*?)</p>', page, re.DOTALL).group(1)
    assert line == (
        "Từ ngày 1/7/2022 đến hết ngày 31/12/2025 còn phải kết nạp 14 đảng viên, bình quân mỗi quý "
        "1 đảng viên (làm tròn lên). 6 tháng đầu năm 2022 kết nạp được 18 đảng viên, tăng 20% so "
        "với cùng kỳ năm trước (15), bằng 120% cùng kỳ."
    )


def test_years_are_counted_and_each_is_told_once():
    unit = a_committee("unit")
    a_target(unit, 10, None, "2019-01-01", "2023-12-31", cadence="year", sense="floor")
    a_target(unit, 12, 12, "2022-01-01", "2022-12-31", cadence="year")
    for year, value in ((2019, 9), (2020, 10), (2021, 14), (2022, 11)):
        a_count(unit, f"{year}-01-01", f"{year}-12-31", value, finality="final")
    years = said("unit", topic=Topic.YEARS)
    assert years == [
        "Có 5 chỉ tiêu năm đã có kết quả, trong đó 3 chỉ tiêu hoàn thành hoặc vượt, 2 chỉ tiêu "
        "không đạt.",
        "Các chỉ tiêu năm khác: năm 2019 (chỉ tiêu từ 10 trở lên): kết nạp được 9 đảng viên, đạt "
        "90% chỉ tiêu, còn thiếu 1 đảng viên; năm 2020 (chỉ tiêu từ 10 trở lên): kết nạp được 10 "
        "đảng viên, đạt 100% chỉ tiêu; năm 2021 (chỉ tiêu từ 10 trở lên): kết nạp được 14 đảng "
        "viên, đạt 140% chỉ tiêu, vượt 4 đảng viên; năm 2022 (chỉ tiêu 12): kết nạp được 11 đảng "
        "viên, đạt 91,67% chỉ tiêu, còn thiếu 1 đảng viên.",
    ]


def test_categories_have_their_share_and_are_not_added_up():
    unit = a_committee("unit")
    for code, value, final in (("total", 40, "final"), ("nữ", 18, "final"), ("đoàn", 25, "final")):
        a_count(unit, "2022-01-01", "2022-12-31", value, category=code, finality=final)
    assert said("unit", topic=Topic.COMPOSITION) == [
        "Trong 40 đảng viên kết nạp (1/1/2022 – 31/12/2022): nữ: 18 (bằng 45% tổng số); đoàn: 25 "
        "(bằng 62,5% tổng số). Một người có thể thuộc nhiều đối tượng; không cộng các đối "
        "tượng với nhau."
    ]


def test_a_rate_names_its_base():
    unit = a_committee("unit")
    a_target(unit, 3, 4, "2022-01-01", "2022-12-31", kind="rate", cadence="year", sense="band")
    a_count(unit, "2022-01-01", "2022-12-31", 38, finality="final")
    a_stock(unit, "2021-12-31", 1000)
    assert said("unit", "en", topic=Topic.RESULT) == [
        "In 2022, Đảng bộ unit admitted 38 members, 3.8% of its members a year (target: 3–4%), "
        "meeting the target.",
        "The rate is taken of 1,000 members on 31 December 2021.",
    ]


def test_a_comparison_says_who_stands_how_and_what_differs(bloc):
    with override("vi"):
        report = build_compare_report(["west", "east", "north", "bloc"], TODAY)
        texts = [passage.text for passage in report.passages]
    assert texts[:4] == [str(row.sentence) for row in report.rows]
    assert texts[4:] == [
        "Hoàn thành hoặc vượt chỉ tiêu: east (207,5%); đúng tiến độ: north (76,67%), "
        "west (ước 35,56%); chưa đánh giá được: bloc.",
        "Số liệu tính đến các ngày khác nhau. west: 30/9/2022; east: 30/9/2022; north: 30/6/2022; "
        "bloc: 30/9/2022.",
    ]


def test_of_a_number_that_is_not_known_nothing_is_reckoned(db):
    unit = a_committee("east")
    a_target(unit, 145, 145, "2024-01-01", "2024-12-31", cadence="year")
    a_count(unit, "2020-01-01", "2024-04-10", 500, qualifier="more_than")
    report = build_locality_report("east", TODAY)
    assert [(cell.label, cell.value) for cell in report.strip] == [
        ("Đã kết nạp", "–"),
        ("Thời gian đã qua", "27,6%"),
    ]
