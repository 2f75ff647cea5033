"""Every page of everything that the articles name, in both languages and in their words."""

import re
from itertools import pairwise
from types import SimpleNamespace

import polib
import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from recruitment.management import messages
from recruitment.models import Committee, Source

from .conftest import parsed

# Marked so that the database is made at all; the tests themselves only read what was fetched.
pytestmark = pytest.mark.django_db

VIETNAMESE_LETTER = re.compile(
    r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)
WORD = re.compile(r"[^\W\d_]+")
# Words of our Vietnamese pages that have no accents to betray them.
PLAIN_WORDS = {"xem", "theo", "trong", "khi", "cho", "sao", "hay", "xin", "nay", "kia"}


COMPARED = "?" + "&".join(
    f"locality={slug}" for slug in ("o-mon", "ha-long", "quang-ninh", "quynh-phu", "an-le")
)


def addresses():
    committees = Committee.objects.values_list("slug", flat=True)
    sources = Source.objects.values_list("slug", flat=True)
    return [
        *(
            "/",
            "/?inherited=1",
            "/localities/",
            "/localities/?q=ha",
            "/localities/?q=an+le",
            "/localities/?under=o-mon",
        ),
        *("/sources/", "/method/", "/compare/"),
        f"/compare/{COMPARED}",
        "/localities/o-mon/?as_of=2021-12-31&term=2020-2025",
        *(f"/localities/{slug}/" for slug in committees),
        *(f"/sources/{slug}/" for slug in sources),
    ]


def proper_names():
    """Every word of the names that stand in English texts."""
    names = [text for row in Committee.objects.all() for text in (row.name_en, row.short_name_en)]
    names += [text for row in Source.objects.all() for text in (row.title_en, row.publisher)]
    return {word.casefold() for name in names for word in WORD.findall(name)}


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """Every page with the articles loaded, fetched once: ``vi`` and ``en`` by address."""
    client = Client()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_articles", verbosity=0)
        found = SimpleNamespace(
            slugs=list(Committee.objects.values_list("slug", flat=True)),
            names=proper_names(),
            vi={address: parsed(client.get(address)) for address in addresses()},
            en={address: parsed(client.get(f"/en{address}")) for address in addresses()},
        )
        transaction.set_rollback(True)
    return found


def test_every_page_answers_in_both_languages(pages):
    for language in ("vi", "en"):
        for address, response in getattr(pages, language).items():
            assert response.status_code == 200, (language, address)
            assert f'<html lang="{language}">' in response.content.decode()
            assert not response.cookies


def test_headings_skip_no_level(pages):
    for address, response in pages.vi.items():
        levels = response.headings
        assert levels[0] == 1, address
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_english_pages_hold_nothing_vietnamese_but_proper_names(pages):
    for address, response in pages.en.items():
        foreign = {
            word
            for word in WORD.findall(response.text)
            if (VIETNAMESE_LETTER.search(word) or word.casefold() in PLAIN_WORDS)
            and word.casefold() not in pages.names
        }
        assert not foreign, address


def english_phrases():
    """Phrases of the English texts, as they would stand on a page that is not translated."""
    catalogue = polib.pofile(f"{site.LOCALE_PATHS[0]}/vi/LC_MESSAGES/django.po")
    phrases = set()
    for text in {text for entry in catalogue for text in (entry.msgid, entry.msgid_plural)}:
        for phrase in messages.PLACEHOLDER.sub("\n", text).replace("%%", "%").split("\n"):
            bare = re.sub(r"<[^>]+>", "", phrase).strip(" .,:;()“”–·")
            if len(bare) >= 6 and " " in bare:
                phrases.add(bare)
    return re.compile("|".join(re.escape(phrase) for phrase in sorted(phrases)))


def test_vietnamese_pages_hold_no_untranslated_phrase(pages):
    english = english_phrases()
    for address, response in pages.vi.items():
        found = english.search(response.text)
        assert not found, (address, found)


def test_every_locality_says_how_it_stands(pages):
    for slug in pages.slugs:
        html = pages.vi[f"/localities/{slug}/"].content.decode()
        assert re.search(r'class="pill (on|done|behind|unknown)"', html), slug
        assert 'class="lead"' in html


SAID = {
    "o-mon": ["238", "39,67%", "27,44%", "+223", "362", "39,66%"],
    "lam-ha": ["từ 130 trở lên", "145"],
    "khoi-tuyen-quang": ["1.147", "897–906"],
    "dai-hoc-tan-trao": ["95", "190%"],
    "quang-ninh": ["14.000", "2,81%", "101.000"],
    "ha-long": ["1.464", "366", "104,57%", "75,14%"],
    "quynh-phu": ["hơn 500", "Để kết luận cần biết tổng số đảng viên đầu kỳ"],
    "xi-mang-tan-quang": ["11", "88"],
}


@pytest.mark.parametrize("address", ["/localities/quang-ninh/", f"/compare/{COMPARED}"])
def test_a_rounded_figure_is_told_as_the_article_has_it(pages, address):
    """What it leaves open (100.500–101.499) is for the arithmetic alone."""
    text = pages.vi[address].text
    assert "101.000 (làm tròn)" in text
    assert "100.500" not in text


@pytest.mark.parametrize("slug", SAID)
def test_pages_say_what_a_reader_of_the_article_looks_for(pages, slug):
    text = pages.vi[f"/localities/{slug}/"].text
    assert [number for number in SAID[slug] if number not in text] == []


def test_the_overview_says_where_figures_end_on_different_days(pages):
    _, *groups = pages.vi["/"].content.decode().split('aria-labelledby="group-')
    notes = {
        group.partition('"')[0]: [
            note
            for note in ("Ngày in đậm", "Số liệu chốt vào những ngày khác nhau")
            if note in group.partition("</section>")[0]
        ]
        for group in groups
    }
    assert notes == {
        "term": ["Ngày in đậm"],
        "year": ["Số liệu chốt vào những ngày khác nhau"],
        "rate": [],
        "category": [],
    }


def test_what_is_known_without_a_target_is_compared_too(pages):
    rows = pages.vi[f"/compare/{COMPARED}"].content.decode().split("</tr>")
    (no_target,) = [row for row in rows if 'href="/localities/quynh-phu/"' in row]
    assert "hơn 500" in no_target
    assert "22/9/2024" in no_target
    (no_count,) = [row for row in rows if 'href="/localities/an-le/"' in row]
    assert not re.search(r"\d", re.sub(r"<[^>]+>", "", no_count))


def test_a_search_does_not_call_a_place_with_dossiers_unknown(pages):
    (row,) = [
        row
        for row in pages.vi["/localities/?q=an+le"].content.decode().split("</tr>")
        if 'href="/localities/an-le/"' in row
    ]
    assert "chưa có chỉ tiêu, số kết nạp" in row
    assert "7" in pages.vi["/localities/an-le/"].text


def test_numbers_follow_the_language(pages):
    address = "/localities/khoi-tuyen-quang/"
    assert "1.147" in pages.vi[address].text
    assert "1,147" in pages.en[address].text


def test_the_choice_of_a_day_changes_the_page(pages):
    text = pages.vi["/localities/o-mon/?as_of=2021-12-31&term=2020-2025"].text
    assert "39,67%" not in text
    assert "600" in text
