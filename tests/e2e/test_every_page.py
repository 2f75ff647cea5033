"""Every page by HTTP, in both languages."""

import re
from html.parser import HTMLParser

import pytest

from .situations import COMPARED

FIRST_HEADING = re.compile(r"<h1[ >]")
ADDRESS_OF_A_FILE = re.compile(r'href="([^"]+/(?:data|charts/\w+)\.\w+)"')
TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# A word of these on a Vietnamese page was forgotten by the translation.
ENGLISH = {"the", "of", "and", "with", "for", "that", "units", "figures", "classes", "targets"}
PREFIX = {"vi": "", "en": "/en"}


class Words(HTMLParser):
    """The words that a reader of the page sees or hears; not those marked as another language."""

    SILENT = {"script", "style"}
    READ_ALOUD = {"alt", "aria-label", "content", "data-label", "placeholder", "title"}
    VOID = {"br", "hr", "img", "input", "link", "meta"}

    def __init__(self, language):
        super().__init__()
        self.language, self.found, self.left_out = language, [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        other = values.get("lang", self.language) != self.language
        # The drawings' texts are data of a script; its keys are English.
        drawing = values.get("type") == "application/json" and self.language == "en"
        if self.left_out or other or (tag in self.SILENT and not drawing):
            if tag not in self.VOID:
                self.left_out.append(tag)
            return
        self.found += [values[name] or "" for name in self.READ_ALOUD & values.keys()]

    def handle_endtag(self, tag):
        if self.left_out and tag == self.left_out[-1]:
            self.left_out.pop()

    def handle_data(self, data):
        if not self.left_out:
            self.found.append(data)

    @classmethod
    def of(cls, page, language):
        parser = cls(language)
        parser.feed(page)
        text = re.sub(r"\\u00..", " ", " ".join(parser.found))  # "<br>" in a drawing's texts
        return set(re.findall(r"[^\W\d_]+", text))


@pytest.fixture(scope="module")
def sources(server):
    return server.ask("list(Source.objects.values_list('slug', flat=True))")


@pytest.fixture(scope="module", params=list(PREFIX))
def pages(request, server, slugs, sources):
    """The language, and every page in it by address."""
    prefix = PREFIX[request.param]
    addresses = [
        *(f"{prefix}/localities/{slug}/" for slug in slugs),
        *(f"{prefix}/localities/?under={slug}" for slug in slugs[:6]),
        *(f"{prefix}/sources/{slug}/" for slug in sources),
        *(f"{prefix}/{page}" for page in ("", "localities/", "compare/", "sources/", "method/")),
        f"{prefix}{COMPARED}",
        f"{prefix}/localities/?q=quang",
        f"{prefix}/?kind=term&status=on_pace&sort=name&inherited=1",
    ]
    return request.param, server.get_all(addresses)


def test_all_localities_of_the_articles_are_among_them(slugs):
    named = """trung-uong can-tho o-mon long-hung thoi-long thoi-an truong-lac thoi-hoa
        chau-van-liem phuoc-thoi benh-vien-o-mon cong-an-o-mon thpt-luong-dinh-cua
        thpt-luu-huu-phuoc lam-dong lam-ha tuyen-quang khoi-tuyen-quang xi-mang-tan-quang
        vietinbank-tuyen-quang dai-hoc-tan-trao quang-ninh mong-cai ha-long thai-binh
        quynh-phu an-le"""
    assert set(named.split()) <= set(slugs)


def test_every_page_answers_in_its_language_and_holds_nothing_of_a_session(pages):
    language, answers = pages
    for address, answer in answers.items():
        assert answer.status == 200, address
        assert f'<html lang="{language}">' in answer.text, address
        assert len(FIRST_HEADING.findall(answer.text)) == 1, address
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy, address
        assert "unsafe" not in policy, address
        assert "Set-Cookie" not in answer.headers, address
        assert "Cookie" not in answer.headers.get("Vary", ""), address
        assert "csrf" not in answer.text, address


def test_every_page_says_all_in_one_language(pages, server):
    language, answers = pages
    if language == "vi":
        stray = {
            address: words
            for address, answer in answers.items()
            if (words := Words.of(answer.text, "vi") & ENGLISH)
        }
    else:
        names = set(re.findall(r"[^\W\d_]+", " ".join(server.ask(PROPER_NAMES))))
        stray = {
            address: words
            for address, answer in answers.items()
            if (words := {w for w in Words.of(answer.text, "en") - names if not w.isascii()})
        }
    assert stray == {}


PROPER_NAMES = """[
    *Committee.objects.values_list('name_en', flat=True),
    *Committee.objects.values_list('short_name_en', flat=True),
    *Source.objects.values_list('publisher', flat=True),
    *Source.objects.values_list('title_en', flat=True),
    *Target.objects.values_list('document_number', flat=True),
]"""


def test_every_file_that_a_page_offers_is_there(pages, server):
    _language, answers = pages
    offered = {
        found for answer in answers.values() for found in ADDRESS_OF_A_FILE.findall(answer.text)
    }
    assert len(offered) > 40
    for address, answer in server.get_all(sorted(offered)).items():
        assert answer.status == 200, address
        kind = TYPES[address.rpartition(".")[2]]
        assert answer.headers["Content-Type"].partition(";")[0] == kind, address
        assert answer.text.strip(), address
