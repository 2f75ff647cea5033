"""A briefing on paper: what stands on each of its sheets."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from recruitment.briefings.heart import STUCK_AFTER
from recruitment.downloads.briefing import locality_briefing
from recruitment.downloads.printed import briefing_pdf, patience
from recruitment.reports.group import MOST_LOCALITIES
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection
from tests.articles.conftest import articles, loaded  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
TODAY = date(2025, 1, 15)
AROUND = ("Tiến độ kết nạp đảng viên – ", "Kết nạp đảng viên: tiến độ so với chỉ tiêu")


def sheets(body):
    """The lines of each sheet, without those around its text."""
    for page in PdfReader(io.BytesIO(body)).pages:
        lines = [line.strip() for line in page.extract_text().splitlines()]
        yield [line for line in lines if line and not line.startswith(AROUND) and "/ " not in line]


def test_many_localities_are_given_the_time_that_they_take_but_less_than_a_worker_s(settings):
    settings.PICTURE_SECONDS = 20
    assert [patience(number) for number in (1, 10, 11, 100)] == [20, 20, 40, 200]
    assert patience(MOST_LOCALITIES + 1) == 420
    settings.PICTURE_SECONDS = 60
    assert patience(1) == 60
    assert patience(MOST_LOCALITIES + 1) < STUCK_AFTER


@pytest.mark.parametrize("slug", ["o-mon", "long-hung", "dai-hoc-tan-trao"])
def test_no_heading_of_a_table_ends_a_sheet(slug):
    report = build_locality_report(slug, Selection(TODAY))
    briefing = locality_briefing(report)
    tables = [*(chart.table for chart in report.charts), briefing.sections[0].figures]
    heads = [" ".join(column.name for column in table.columns) for table in tables]
    for number, lines in enumerate(sheets(briefing_pdf(briefing).body), start=1):
        assert not any(lines[-1] in head for head in heads), (number, lines[-1])
