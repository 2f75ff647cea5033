"""What does not fit together is said once in every file, and so is what a comparison warns of."""

import io
import json
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest
from docx import Document
from pptx import Presentation

from recruitment.downloads.archive import briefing_archive
from recruitment.downloads.briefing import compare_briefing, locality_briefing
from recruitment.downloads.document import briefing_docx
from recruitment.downloads.printed import briefing_html
from recruitment.downloads.slides import briefing_pptx
from recruitment.downloads.workbook import briefing_workbook
from recruitment.reports.compare import build_compare_report
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection
from tests.rows import a_committee, a_count, a_target

from .books import opened, rows_of

pytestmark = pytest.mark.django_db

TODAY = Selection(date(2026, 11, 27))
TWO_WAYS = "Hai cách cộng cho cùng thời gian ra hai số khác nhau (1/1/2021 – 31/12/2021): 30 và 28."
KINDS = "Các chỉ tiêu không cùng loại"


@pytest.fixture
def east():
    """Of one year two sources say two things."""
    unit = a_committee("east")
    a_target(unit, 100, 100, "2021-01-01", "2025-12-31")
    a_count(unit, "2021-01-01", "2021-12-31", 30)
    a_count(unit, "2021-01-01", "2021-12-31", 28, source="east-news")


@pytest.fixture
def west():
    unit = a_committee("west")
    a_target(unit, 10, 10, "2022-01-01", "2022-12-31", cadence="year")
    a_count(unit, "2022-01-01", "2022-12-31", 9)


def texts_of(briefing):
    """What each file says at length, text by text."""
    deck = Presentation(io.BytesIO(briefing_pptx(briefing).body))
    sheet = opened(briefing_workbook(briefing).body)["Tóm tắt"]
    document = Document(io.BytesIO(briefing_docx(briefing).body))
    (words,) = (replace(section, charts=()) for section in briefing.sections)
    with ZipFile(io.BytesIO(briefing_archive(briefing).body)) as archive:
        (section,) = json.loads(archive.read("metadata.json"))["sections"]
    return {
        "notes": deck.slides[1].notes_slide.notes_text_frame.text.splitlines(),
        "summary": [str(cell) for row in rows_of(sheet) for cell in row if cell],
        "document": [paragraph.text for paragraph in document.paragraphs],
        "paper": briefing_html(replace(briefing, sections=(words,))).split("<"),
        "metadata": section["remarks"] + section["assumptions"] + section["discrepancies"],
    }


def test_figures_that_do_not_fit_together_are_named_once(east):
    report = build_locality_report("east", TODAY)
    assert report.discrepancies == (TWO_WAYS,)
    for name, texts in texts_of(locality_briefing(report)).items():
        assert sum(TWO_WAYS in text for text in texts) == 1, name


def test_a_comparison_warns_once_of_targets_of_different_kinds(east, west):
    report = build_compare_report(["east", "west"], TODAY)
    for name, texts in texts_of(compare_briefing(report)).items():
        assert sum(KINDS in text for text in texts) == 1, name
