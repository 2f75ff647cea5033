"""Pictures by their addresses: what is sent, kept and refused."""

import re
from urllib.parse import quote

import pytest

from recruitment.downloads.studio import studio
from recruitment.models import Committee
from tests.rows import a_committee, a_count, a_target

from .looking import Pdf, Png, Svg

pytestmark = pytest.mark.django_db
CHART = "/localities/o-mon/charts/cumulative"
COMPARED = "/compare/charts/compare.{}?locality=o-mon&locality=long-hung"


@pytest.fixture(autouse=True)
def district():
    for slug, name in (
        ("o-mon", "Đảng bộ quận Ô Môn"),
        ("long-hung", "Đảng bộ <i>Long & Hưng</i>"),
    ):
        found = a_committee(slug)
        found.name = found.short_name = name
        found.save()
        a_target(found, 600, 600, "2021-01-01", "2025-12-31")
        a_count(found, "2021-01-01", "2021-12-31", 120)
        a_count(found, "2022-01-01", "2022-05-16", 118)
    a_committee("bare")


def test_each_format_is_sent_as_a_file_that_is_kept(client):
    for ending, kind, opens in (
        ("png", "image/png", Png),
        ("svg", "image/svg+xml", Svg),
        ("pdf", "application/pdf", Pdf),
    ):
        sent = client.get(f"{CHART}.{ending}")
        assert (sent.status_code, sent["Content-Type"]) == (200, kind)
        assert sent["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert f'filename="o-mon-cumulative.{ending}"' in sent["Content-Disposition"]
        assert quote("Kết nạp lũy kế") in sent["Content-Disposition"]
        assert not sent.cookies
        assert opens(sent.content).size
        again = client.get(f"{CHART}.{ending}", HTTP_IF_NONE_MATCH=sent["ETag"])
        assert again.status_code == 304


def test_size_scale_day_and_language_are_those_of_the_address(client):
    slide = client.get(f"{CHART}.png?size=slide&scale=2")
    assert Png(slide.content).size == (2560, 1440)
    assert "cumulative-slide-2x.png" in slide["Content-Disposition"]
    assert Svg(client.get(f"{CHART}.svg?size=a4").content).size[0] == 660
    early = Svg(client.get(f"{CHART}.svg?as_of=2021-12-31").content).text
    assert "31/12/2021" in early
    assert "16/5/2022" not in early
    english = Svg(client.get(f"/en{CHART}.svg").content).text
    assert "Members admitted" in english


def test_what_is_approved_shows_at_once(client):
    before = client.get(f"{CHART}.svg")
    a_count(Committee.objects.get(slug="o-mon"), "2022-05-17", "2022-12-31", 100)
    after = client.get(f"{CHART}.svg", HTTP_IF_NONE_MATCH=before["ETag"])
    assert after.status_code == 200
    assert "338" in Svg(after.content).text


def test_a_comparison_has_its_picture_with_names_as_they_are(client):
    sent = client.get(COMPARED.format("svg"))
    seen = Svg(sent.content)
    assert "Đảng bộ quận Ô Môn" in seen.text
    assert "<i>Long & Hưng</i>" in seen.text
    assert "i" not in seen.elements
    assert 'filename="o-mon-long-hung-compare.svg"' in sent["Content-Disposition"]
    assert Png(client.get(COMPARED.format("png") + "&size=slide").content).size == (1280, 720)


def test_every_link_beside_a_chart_leads_to_its_file(client):
    page = client.get("/localities/o-mon/?as_of=2022-05-16").content.decode()
    menu = re.search(r'<details class="menu menu--save screen".*?</details>', page, re.DOTALL)[0]
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', menu)]
    assert len(links) >= 8
    for link in links:
        assert "as_of=2022-05-16" in link
        assert client.get(link).status_code == 200, link
    assert "data-save" not in page


def test_a_link_to_a_locality_has_its_picture(client):
    for slug in ("o-mon", "bare"):
        page = client.get(f"/localities/{slug}/?as_of=2022-05-16").content.decode()
        image = re.search(r'property="og:image" content="http://testserver([^"]+)"', page)[1]
        assert image == f"/localities/{slug}/social.png?as_of=2022-05-16"
        sent = client.get(image)
        assert (sent.status_code, sent["Content-Type"]) == (200, "image/png")
        assert "Content-Disposition" not in sent
        assert Png(sent.content).size == (1200, 630)


def test_a_browser_that_fails_is_told_in_a_page(client, settings):
    settings.CHROMIUM = "/bin/true"
    answer = client.get(f"{CHART}.png")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert answer["Cache-Control"] == "no-store"
    assert f'href="{CHART}.csv"' in answer.content.decode()
    studio.end(wait=True)
