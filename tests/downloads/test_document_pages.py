"""The report on paper, as LibreOffice sets it: nothing blank, nothing beyond the margins."""

import subprocess
from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import translation
from PIL import Image
from pypdf import PdfReader

from recruitment.downloads.briefing import compare_briefing, locality_briefing
from recruitment.downloads.document import briefing_docx
from recruitment.models import Committee
from recruitment.reports.compare import build_compare_report
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection
from tests.rows import a_committee, a_count, a_target

from .office import as_pdfs

# Marked so that the database is made at all; the tests only read what was written.
pytestmark = pytest.mark.django_db
TODAY = Selection(date(2026, 11, 27))
MM = 72 / 25.4
LEFT, RIGHT, BOTTOM = 30, 15, 20
LONG = (
    "Đảng bộ Trung tâm Phát triển quỹ đất, Quản lý dự án đầu tư xây dựng và Dịch vụ công ích "
    "thuộc Ủy ban nhân dân quận Ô Môn, thành phố Cần Thơ"
)


def a_large_committee():
    """Forty units with long names, a target that is far exceeded, and figures of each quarter."""
    large = a_committee("large")
    a_target(large, 100, 100, "2021-01-01", "2025-12-31")
    a_count(large, "2021-01-01", "2021-12-31", 1600, source="paper")
    for number in range(40):
        unit = a_committee(f"unit-{number}", large)
        a_count(unit, "2021-01-01", "2021-12-31", 40 - number, source="paper")
    for row in Committee.objects.filter(slug__startswith="unit-"):
        name = f"{LONG[8:90]} số {row.pk}"
        Committee.objects.filter(pk=row.pk).update(short_name=name)
    Committee.objects.filter(slug="large").update(name=LONG)
    return "large"


@pytest.fixture(scope="module")
def files(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_articles", verbosity=0)
        found = {}
        for slug in ("o-mon", "quang-ninh", "lam-ha", "thpt-tan-ha", a_large_committee()):
            with translation.override("vi"):
                briefing = locality_briefing(build_locality_report(slug, TODAY))
                found[f"{slug}.docx"] = briefing_docx(briefing).body
        with translation.override("en"):
            briefing = locality_briefing(build_locality_report("khoi-tuyen-quang", TODAY))
            found["english.docx"] = briefing_docx(briefing).body
        with translation.override("vi"):
            report = build_compare_report(["o-mon", "ha-long", "quynh-phu"], TODAY)
            found["compared.docx"] = briefing_docx(compare_briefing(report)).body
        yield found
        transaction.set_rollback(True)


def ink(pdf, folder):
    """The box of everything printed on each page, in millimetres."""
    subprocess.run(["pdftoppm", "-r", "50", "-gray", pdf, folder / pdf.stem], check=True)
    for page in sorted(folder.glob(f"{pdf.stem}-*.pgm")):
        with Image.open(page) as image:
            box = image.point(lambda grey: 255 if grey < 200 else 0).getbbox()
            yield tuple(edge / 50 * 25.4 for edge in box) if box else None


@pytest.mark.libreoffice
def test_no_page_is_blank_and_nothing_leaves_the_margins(files, tmp_path):
    texts = as_pdfs(files, tmp_path)
    for name, pages in texts.items():
        pdf = (tmp_path / name).with_suffix(".pdf")
        boxes = list(ink(pdf, tmp_path))
        assert len(boxes) == len(pages) >= 1
        for number, (sheet, text, box) in enumerate(
            zip(PdfReader(pdf).pages, pages, boxes, strict=True), 1
        ):
            where = (name, number)
            width, height = (float(side) / MM for side in sheet.mediabox[2:])
            assert sorted((round(width), round(height))) == [210, 297], where
            # More than the number of the page.
            assert len(text.strip()) > 20, where
            assert (text.strip().split()[0] == str(number)) is (number > 1), where
            assert box[0] > LEFT - 2, where
            assert box[2] < width - RIGHT + 2, where
            assert box[3] < height - BOTTOM + 2, where
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in texts["o-mon.docx"][0]
    assert "39,67%" in "".join(texts["o-mon.docx"])
    assert "COMMUNIST PARTY OF VIETNAM" in texts["english.docx"][0]
    assert "1.600%" in "".join(texts["large.docx"])
