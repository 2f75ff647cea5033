"""Every locality of the articles in whole paragraphs, as they were checked by hand."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override

from recruitment.models import Committee
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection
from recruitment.wording.paragraphs import Topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

TODAY = Selection(date(2026, 11, 27))
EXPECTED = Path(__file__).with_name("passages.txt")


def passages(slug, language="vi"):
    with override(language):
        report = build_locality_report(slug, TODAY)
        return [(passage.heading, passage.text) for passage in report.passages]


def expected():
    """Slug and language, with headings and texts as a reader checked them against the articles."""
    found = {}
    for block in re.split(r"^## ", EXPECTED.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, *lines = block.splitlines()
        heading = ""
        rows = found.setdefault(tuple(name.split()), [])
        for line in filter(None, lines):
            if line.startswith("# "):
                heading = line[2:]
            else:
                rows.append((heading, line))
    return found


def test_every_locality_of_the_articles_is_told_as_it_was_checked_by_hand():
    for (slug, language), rows in expected().items():
        assert passages(slug, language) == rows, (slug, language)


VIETNAMESE = re.compile(
    r"\w*[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]\w*"
)


def test_english_has_nothing_vietnamese_but_proper_names():
    names = " ".join(
        f"{row.name_en} {row.short_name_en} {row.name}" for row in Committee.objects.all()
    ).casefold()
    for slug in Committee.objects.values_list("slug", flat=True):
        for text in [text for _heading, text in passages(slug, "en")]:
            strange = [word for word in VIETNAMESE.findall(text.casefold()) if word not in names]
            assert strange == [], text


def test_paragraphs_begin_with_the_page_s_sentence_and_come_topic_after_topic():
    order = list(Topic)
    for slug in Committee.objects.values_list("slug", flat=True):
        report = build_locality_report(slug, TODAY)
        topics = [order.index(passage.topic) for passage in report.passages]
        assert report.passages[0].text == str(report.sentence)
        assert topics == sorted(topics)
        assert len({passage.text for passage in report.passages}) == len(report.passages)
        for passage in report.passages:
            assert re.search(r"[.!?)]$", passage.text), passage.text
            assert "  " not in passage.text
            assert ".." not in passage.text
            assert "%(" not in passage.text
