import json
from html.parser import HTMLParser

import pytest

from recruitment.models import StatedResult
from tests.rows import a_category, a_committee, a_count, a_period, a_source, a_target

TERM = ("2020-01-01", "2025-12-31")
SAID = {"alt", "aria-label", "content", "data-label", "placeholder", "title", "value"}


class Text(HTMLParser):
    """What a reader is told: texts and the attributes that are read out, by language."""

    def __init__(self):
        super().__init__()
        self.parts, self.foreign, self.silent, self.links, self.headings = [], 0, 0, [], []
        self.drawing = False

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if "href" in given:
            self.links.append(given["href"])
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append(int(tag[1]))
        # A link to the other language names it in that language.
        if self.foreign or (tag == "a" and "hreflang" in given):
            self.foreign += 1
        elif tag in {"script", "style"}:
            self.drawing = given.get("type") == "application/json"
            self.silent += 1
        else:
            self.parts += [value for name, value in attributes if name in SAID and value]

    def handle_endtag(self, tag):
        if self.foreign:
            self.foreign -= 1
        if self.silent and tag in {"script", "style"}:
            self.silent -= 1

    def handle_data(self, data):
        if self.silent and self.drawing:
            self.parts += texts_of(json.loads(data))
        elif not (self.foreign or self.silent):
            self.parts.append(data)


def texts_of(value):
    """Every text of a chart's drawing."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts_of(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts_of(part)]
    return [value] if isinstance(value, str) else []


def parsed(response):
    """The response with ``text`` (all that is said), ``links`` and ``headings``."""
    found = Text()
    found.feed(response.content.decode())
    response.text = " ".join(" ".join(found.parts).split())
    response.links, response.headings = found.links, found.headings
    return response


@pytest.fixture
def read(client):
    """GET a page."""

    def ask(address, code=200, /, **query):
        response = client.get(address, query)
        assert response.status_code == code, (address, response.status_code)
        return parsed(response)

    return ask


@pytest.fixture
def district(db):
    """A root, a province below it, and a district with a term target, a count, a
    printed result and a unit."""
    root = a_committee("root", name_en="Root committee", short_name_en="Root")
    province = a_committee("province", root, name_en="Province committee")
    district = a_committee("district", province, name_en="District committee")
    unit = a_committee("unit", district, name_en="Unit committee")
    target = a_target(district, 600, 600, *TERM)
    a_count(district, "2020-01-01", "2022-05-16", 238, source="paper")
    a_count(unit, "2020-01-01", "2022-05-16", 24, source="paper")
    StatedResult.objects.create(
        source=a_source("paper"),
        committee=district,
        period=a_period("2020-01-01", "2022-05-16"),
        category=a_category(),
        kind="percent_of_target",
        value="39.66",
        decimals=2,
        target=target,
    )
    return district
