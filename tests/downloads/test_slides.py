"""The deck: opened by python-pptx and by LibreOffice, with names that mean no good."""

from datetime import date
from io import BytesIO
from itertools import pairwise

import pytest
from django.db import transaction
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Pt

from recruitment.downloads.briefing import locality_briefing
from recruitment.downloads.slides import briefing_pptx
from recruitment.downloads.writers import BRIEFING_WRITERS
from recruitment.models import Committee
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection
from tests.rows import a_committee, a_count, a_stock, a_target

from .office import as_pdfs, columns_of, entries_of

pytestmark = pytest.mark.django_db
ADDRESS = "/localities/district/briefing.pptx"
TODAY = Selection(date(2026, 11, 27))
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
HOSTILE = "=cmd|' /C calc'!A0 <b>&\"x\"\x01\u202eđen"
LONG = (
    "Đảng bộ Công ty trách nhiệm hữu hạn một thành viên Quản lý và Xây dựng giao thông thành phố "
    "trực thuộc tỉnh Thừa Thiên"
)


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker):
    """Written once for the module; each test only reads."""
    with django_db_blocker.unblock(), transaction.atomic():
        write_rows()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def readable(rows, django_db_blocker):
    with django_db_blocker.unblock():
        yield


def write_rows():
    """Thirty units, one with a name that means no good and one with a long one."""
    district = a_committee("district", name_en="District committee")
    a_target(district, 600, 600, "2021-01-01", "2025-12-31")
    a_count(district, "2021-01-01", "2021-12-31", 120)
    a_count(district, "2022-01-01", "2022-05-16", 118, finality="provisional")
    a_stock(district, "2022-05-16", 3642)
    for number in range(30):
        unit = a_committee(f"unit-{number}", district)
        a_count(unit, "2021-01-01", "2022-05-16", number)
    for slug, name in (("unit-3", HOSTILE), ("unit-4", LONG)):
        # As a row of an older database may be: past the models' own rules.
        Committee.objects.filter(slug=slug).update(name=name, short_name=name)
    a_committee("empty")


def deck_of(client, address=ADDRESS):
    response = client.get(address)
    assert response.status_code == 200
    return Presentation(BytesIO(response.content))


def charts_in(deck):
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def texts_of(slide):
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def test_the_deck_says_what_the_page_says(client):
    report = build_locality_report("district", TODAY)
    cover, sentence, *others = deck_of(client).slides
    assert list(texts_of(cover))[:3] == [
        "Tiến độ kết nạp đảng viên",
        "Đảng bộ district\nSố liệu đến 16/5/2022\nThời gian tính: 1/1/2021 – 31/12/2025"
        "\nSố ước\nNguồn: nhap-lieu, 1/1/2022",
        "‹#›",
    ]
    said = "\n".join(texts_of(sentence))
    assert str(report.sentence) in said
    assert "● Đúng tiến độ" in said
    assert all(number.value in said for number in report.strip)
    titles = [slide.shapes.title.text_frame.text for slide in others]
    assert all(any(chart.title in title for title in titles) for chart in report.charts)


def test_every_number_of_a_chart_is_in_its_workbook(client):
    report = build_locality_report("district", TODAY)
    held = [columns_of(chart.part.chart_workbook.xlsx_part.blob)
            for chart in charts_in(deck_of(client))]  # fmt: skip
    cells = {
        f"{cell:.12g}"
        for columns in held
        for column in columns.values()
        for cell in column
        if isinstance(cell, int | float)
    }
    for spec in report.charts:
        for series in spec.series:
            for point in series.points:
                value = point.value
                assert value is None or f"{float(value):.12g}" in cells, spec.name


def test_every_row_of_the_figures_and_of_the_ranking_is_in_a_table(client):
    report = build_locality_report("district", TODAY)
    rows = {
        tuple(cell.text for cell in row.cells)
        for slide in deck_of(client).slides
        for shape in slide.shapes
        if shape.has_table
        for row in list(shape.table.rows)[1:]
    }
    (section,) = locality_briefing(report).sections
    for table in (section.figures, section.chart("children").table):
        for row in table.rows:
            said = tuple(cell.text.replace("\x01", "").replace("\u202e", "") for cell in row)
            assert said in rows


def test_every_chart_is_described_and_every_slide_has_title_number_and_notes(client):
    report = build_locality_report("district", TODAY)
    summaries = {chart.summary.replace("\x01", "").replace("\u202e", "")
                 for chart in report.charts}  # fmt: skip
    described = set()
    for slide in deck_of(client).slides:
        assert slide.shapes.title.text_frame.text
        kinds = [place.placeholder_format.type for place in slide.placeholders]
        assert PP_PLACEHOLDER.SLIDE_NUMBER in kinds
        assert "nhap-lieu" in slide.notes_slide.notes_text_frame.text
        for shape in slide.shapes:
            if shape.has_chart:
                described.add(shape.element.xpath("./p:nvGraphicFramePr/p:cNvPr/@descr")[0])
                assert described <= summaries
                assert slide.notes_slide.notes_text_frame.text.splitlines()[0] in summaries
    assert described == summaries


def test_nothing_lies_outside_the_slide_or_over_something_else(client):
    deck = deck_of(client)
    for slide in deck.slides:
        boxes = sorted(
            (shape.top, shape.top + shape.height, shape.left, shape.left + shape.width)
            for shape in slide.shapes
            if not (shape.is_placeholder and shape.placeholder_format.idx in {0, 12})
        )
        for top, bottom, left, right in boxes:
            assert 0 <= top < bottom <= deck.slide_height
            assert 0 <= left < right <= deck.slide_width
        for one, other in pairwise(boxes):
            beside = one[3] <= other[2] or other[3] <= one[2]
            assert beside or one[1] <= other[0] + Pt(1)


def test_a_row_with_an_empty_cell_is_no_higher_than_its_letters(client):
    tables = [
        shape.table for slide in deck_of(client).slides for shape in slide.shapes if shape.has_table
    ]
    empty = 0
    for table in tables:
        sizes = set(table._tbl.xpath(".//a:rPr/@sz"))
        assert len(sizes) == 1
        for row in table.rows:
            for cell in row.cells:
                if not cell.text:
                    empty += 1
                    assert set(cell._tc.xpath(".//a:endParaRPr/@sz")) == sizes
                    assert not cell._tc.xpath(".//a:r")
    assert empty


def test_a_long_table_repeats_its_heading(client):
    tables = [shape.table for slide in deck_of(client).slides for shape in slide.shapes
              if shape.has_table and shape.table.cell(0, 0).text == "Đơn vị"]  # fmt: skip
    assert len(tables) > 1
    assert all(table.first_row for table in tables)


def test_hostile_names_stay_texts_in_every_part(client):
    body = client.get(ADDRESS).content
    for name, part in entries_of(body).items():
        assert b"\x01" not in part or not name.endswith(".xml")
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
            assert "\u202e" not in part.decode()
    deck = Presentation(BytesIO(body))
    held = [columns_of(chart.part.chart_workbook.xlsx_part.blob) for chart in charts_in(deck)]
    names = [str(name) for columns in held for name in columns.get("Tên", ())]
    assert any(
        name.replace("\n", " ").startswith("=cmd|' /C calc'!A0 <b>&\"x\"đen") for name in names
    )


def test_nothing_is_linked_from_elsewhere_and_no_macro_is_inside(client):
    entries = entries_of(client.get(ADDRESS).content)
    for name, part in entries.items():
        assert "TargetMode" not in part.decode(errors="ignore") or not name.endswith(".rels")
    assert not any("vba" in name.lower() or "thumbnail" in name for name in entries)


def test_the_language_and_the_properties_are_the_data_s_own(client):
    deck = deck_of(client, "/en" + ADDRESS)
    properties = deck.core_properties
    assert properties.title == "Progress of admissions – District committee"
    assert (properties.language, properties.author) == ("en-GB", "Tiến độ")
    assert properties.created.date() == properties.modified.date() == date(2022, 5, 16)
    languages = {
        run.get("lang")
        for slide in deck.slides
        for run in slide.element.iter(A + "rPr")
        if run.getparent().tag == A + "r"
    }
    assert languages == {"en-GB"}


def test_the_same_data_are_the_same_bytes(client):
    report = build_locality_report("district", TODAY)
    first, second = (briefing_pptx(locality_briefing(report)).body for _ in range(2))
    assert first == second


def test_the_letters_are_arial_for_every_script(client):
    entries = entries_of(client.get(ADDRESS).content)
    for name in ("ppt/theme/theme1.xml", "ppt/theme/theme2.xml"):
        fonts = etree.fromstring(entries[name]).find(f".//{A}fontScheme")
        assert {font.get("typeface") for font in fonts.iter(A + "latin")} == {"Arial"}
        assert fonts.find(f".//{A}font") is None


def test_a_comparison_has_its_own_deck(client):
    address = "/compare/briefing.pptx?locality=unit-9&locality=district"
    texts = [text for slide in deck_of(client, address).slides for text in texts_of(slide)]
    assert "So sánh tiến độ kết nạp đảng viên" in texts
    assert any("ước kết nạp được 238 đảng viên" in text for text in texts)
    assert len(charts_in(deck_of(client, address))) == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/localities/nobody/briefing.pptx", 404),
        ("/localities/district/briefing.exe", 404),
        ("/localities/district/briefing.pptx?as_of=yesterday", 400),
        ("/localities/district/briefing.pptx?term=1-2", 400),
        ("/compare/briefing.pptx", 400),
        ("/compare/briefing.pptx?locality=district", 400),
        ("/compare/briefing.pptx?locality=district&locality=nobody", 404),
        ("/compare/briefing.exe?locality=district&locality=unit-9", 404),
    ],
)
def test_what_is_asked_wrongly_is_answered_in_the_site_s_dress(client, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert b"<main" in response.content


def test_the_day_that_is_asked_for_is_in_the_name_and_decides_the_figures(client):
    response = client.get(ADDRESS + "?as_of=2021-12-31")
    assert "district-briefing-2021-12-31.pptx" in response["Content-Disposition"]
    texts = [text for slide in Presentation(BytesIO(response.content)).slides
             for text in texts_of(slide)]  # fmt: skip
    assert any("120" in text for text in texts)
    assert not any("238" in text for text in texts)


def test_a_committee_without_figures_still_has_a_deck(client):
    deck = deck_of(client, "/localities/empty/briefing.pptx")
    assert len(deck.slides) == 2
    assert "pptx" in BRIEFING_WRITERS


@pytest.mark.libreoffice
def test_libreoffice_draws_every_slide(client, tmp_path):
    bodies = {"vi.pptx": client.get(ADDRESS).content}
    bodies["en.pptx"] = client.get("/en" + ADDRESS).content
    pages = as_pdfs(bodies, tmp_path)
    for name, body in bodies.items():
        slides = Presentation(BytesIO(body)).slides
        assert len(pages[name]) == len(slides)
        for slide, page in zip(slides, pages[name], strict=True):
            first_word = slide.shapes.title.text_frame.text.split()[0]
            assert first_word in page
    # The labels of a chart are drawn, and so is the chart.
    assert any("Chỉ tiêu 600" in page and "238" in page for page in pages["vi.pptx"])


def test_the_longest_name_that_a_committee_may_have_makes_a_deck():
    name = "Đảng bộ " + "W" * 247
    with transaction.atomic():
        Committee.objects.filter(slug="district").update(name=name)
        deck = briefing_pptx(locality_briefing(build_locality_report("district", TODAY)))
        transaction.set_rollback(True)
    read = Presentation(BytesIO(deck.body))
    assert len(read.core_properties.title) == 255
    assert name in "".join(shape.text for shape in read.slides[0].shapes if shape.has_text_frame)
