"""One chart inside somebody else's page: for the origins that a setting names, and no others."""

import pytest

ADDRESS = "/localities/district/charts/cumulative/embed/"


@pytest.fixture(autouse=True)
def everything(district):
    return district


def ancestors(response):
    policy = response["Content-Security-Policy"]
    (found,) = (part for part in policy.split("; ") if part.startswith("frame-ancestors"))
    return found


def test_nobody_may_frame_it_unless_named(read):
    assert ancestors(read(ADDRESS)) == "frame-ancestors 'none'"


def test_the_origins_named_may_frame_the_chart_and_nothing_else(read, settings):
    settings.EMBED_ORIGINS = ["https://bao.example", "https://*.gov.example"]
    response = read(ADDRESS)
    assert ancestors(response) == "frame-ancestors https://bao.example https://*.gov.example"
    assert "X-Frame-Options" not in response
    for address in ("/", "/localities/district/", "/compare/"):
        other = read(address)
        assert ancestors(other) == "frame-ancestors 'none'"
        assert other["X-Frame-Options"] == "DENY"


def test_an_unchanged_chart_stays_framed(client, settings):
    settings.EMBED_ORIGINS = ["https://bao.example"]
    first = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert ancestors(again) == ancestors(first) == "frame-ancestors https://bao.example"


def test_it_bears_the_place_the_source_and_a_way_to_the_page(read):
    response = read(f"{ADDRESS}?as_of=2022-05-16")
    assert "Đảng bộ district" in response.text
    assert "Nguồn:" in response.text
    assert "/localities/district/?as_of=2022-05-16#chart-cumulative" in response.links
    assert all("admin" not in link for link in response.links)


def test_a_comparison_is_embedded_like_a_locality_s_chart(read, settings):
    settings.EMBED_ORIGINS = ["https://bao.example"]
    asked = "locality=district&locality=province"
    page = read(f"/compare/?{asked}").content.decode()
    embed = f"/compare/charts/compare/embed/?{asked}"
    assert f"&lt;iframe src=&quot;http://testserver{embed.replace('&', '&amp;amp;')}" in page
    response = read(embed)
    assert ancestors(response) == "frame-ancestors https://bao.example"
    assert "Nguồn:" in response.text
    assert f"/compare/?{asked}#chart-compare" in response.links
    for wrong in (embed.replace("charts/compare", "charts/goals"), embed.partition("?")[0]):
        assert read(wrong, 404)["X-Frame-Options"] == "DENY"
    assert read(embed.replace("province", "nowhere"), 404)


@pytest.mark.parametrize("name", ["members", "nothing", "%3Cscript%3E"])
def test_a_chart_that_does_not_exist_is_404_and_framed_by_nobody(read, settings, name):
    settings.EMBED_ORIGINS = ["https://bao.example"]
    response = read(ADDRESS.replace("cumulative", name), 404)
    assert response["X-Frame-Options"] == "DENY"


def test_a_closed_site_shows_no_chart_elsewhere(client, settings):
    settings.READING = "login"
    settings.EMBED_ORIGINS = ["https://bao.example"]
    response = client.get(ADDRESS)
    assert response.status_code == 302


def test_the_page_offers_a_frame_only_where_somebody_may_show_it(read, settings):
    page = "/localities/district/"
    link = "http://testserver/localities/district/?as_of=2022-05-16#chart-cumulative"
    closed = read(f"{page}?as_of=2022-05-16").content.decode()
    assert f'value="{link}"' in closed
    assert "iframe" not in closed
    settings.EMBED_ORIGINS = ["https://bao.example"]
    opened = read(f"{page}?as_of=2022-05-16").content.decode()
    embed = "http://testserver/localities/district/charts/cumulative/embed/?as_of=2022-05-16"
    assert f"&lt;iframe src=&quot;{embed}&quot;" in opened
    assert "<iframe" not in opened
    settings.READING = "login"
    assert read(page, 302)
