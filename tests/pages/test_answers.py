"""What every page goes through: caching, cookies, policy, languages, wrong addresses."""

from itertools import pairwise

import pytest

from recruitment import views

PAGES = [
    "/",
    "/localities/",
    "/localities/?q=dist",
    "/localities/?under=province",
    "/localities/district/",
    "/localities/district/?as_of=2022-05-16&term=2020-2025",
    "/localities/district/charts/cumulative/embed/",
    "/compare/",
    "/compare/?locality=district&locality=unit",
    "/sources/",
    "/sources/paper/",
    "/method/",
]


@pytest.fixture(autouse=True)
def everything(district):
    return district


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("prefix", "language"), [("", "vi"), ("/en", "en")])
def test_a_page_for_everyone(read, address, prefix, language):
    response = read(prefix + address)
    assert f'<html lang="{language}">' in response.content.decode()
    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response["Vary"] == "Accept-Encoding"
    assert "csrfmiddlewaretoken" not in response.content.decode()
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("address", PAGES)
def test_headings_begin_with_one_h1_and_skip_no_level(read, address):
    headings = read(address).headings
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))


def test_an_unchanged_page_is_not_sent_again(client):
    first = client.get("/localities/district/", headers={"accept-encoding": "gzip"})
    assert first["Content-Encoding"] == "gzip"
    again = client.get(
        "/localities/district/",
        headers={"accept-encoding": "gzip", "if-none-match": first["ETag"]},
    )
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_are_only_read(client, method):
    assert getattr(client, method)("/").status_code == 405


def test_each_page_names_itself_in_both_languages(read):
    html = read("/en/localities/district/", term="2020-2025", utm_source="x").content.decode()
    here = "http://testserver/en/localities/district/?term=2020-2025"
    there = "http://testserver/localities/district/?term=2020-2025"
    assert f'<link rel="canonical" href="{here}">' in html
    assert f'<link rel="alternate" hreflang="en" href="{here}">' in html
    assert f'<link rel="alternate" hreflang="vi" href="{there}">' in html


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("/", "/en/"),
        ("/en/localities/?q=a%20b", "/localities/?q=a%20b"),
        (
            "/compare/?locality=district&locality=unit",
            "/en/compare/?locality=district&locality=unit",
        ),
        ("/en/nothing/", "/nothing/"),
    ],
)
def test_the_switch_leads_to_the_same_page_in_the_other_language(client, here, there):
    html = client.get(here).content.decode().replace("&amp;", "&")
    assert f'href="{there}"' in html


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    ("address", "parameter", "value", "allowed"),
    [
        ("/", "kind", "zz", "term, year, rate, category"),
        ("/", "status", "no_target", "exceeded"),
        ("/", "sort", "size", "percent, ahead, name, date"),
        ("/", "parent", "nowhere", ""),
        ("/", "parent", "a'b\0", ""),
        ("/", "inherited", "yes", "0, 1"),
        ("/", "as_of", "16.5.2022", "16/5/2022"),
        ("/", "as_of", "2022-02-30", "16/5/2022"),
        ("/localities/", "page", "0", ""),
        ("/localities/", "page", "2", "1"),
        ("/localities/", "page", "9" * 40, "1"),
        ("/localities/district/", "term", "2020", "2020-2025"),
        ("/localities/district/", "term", "1900-1905", "2020-2025"),
        ("/localities/district/", "as_of", "<b>", "16/5/2022"),
        ("/localities/district/", "units", "size", "admitted, percent"),
    ],
)
def test_a_value_that_means_nothing_is_named(read, prefix, address, parameter, value, allowed):
    response = read(prefix + address, 400, **{parameter: value})
    assert f"<b>{parameter}</b>" in response.content.decode()
    assert allowed in response.text
    assert "public" not in response.get("Cache-Control", "")
    assert "nav" in response.content.decode()


TOO_MANY = {
    "": "Đã chọn 7 địa phương; mỗi lần so sánh được nhiều nhất 6 địa phương. Hãy bỏ bớt ít nhất 1 "
    "địa phương rồi so sánh lại.",
    "/en": "7 localities are chosen; at most 6 can be compared at a time. Leave out at least 1, "
    "then compare again.",
}
TOO_FEW = {
    "": "Đã chọn 1 địa phương; để so sánh cần từ hai đến 6 địa phương. Hãy chọn thêm rồi so sánh "
    "lại.",
    "/en": "1 locality is chosen; a comparison needs two to 6. Choose more, then compare again.",
}


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    ("address", "number", "said"),
    [
        ("/compare/", 7, TOO_MANY),
        ("/compare/briefing.docx", 7, TOO_MANY),
        ("/compare/briefing.docx", 1, TOO_FEW),
    ],
)
def test_a_wrong_number_of_localities_is_told_with_the_limit(read, prefix, address, number, said):
    response = read(prefix + address, 400, locality=[f"a{n}" for n in range(number)])
    assert said[prefix] in response.text
    assert f"{prefix}/compare/" in response.links


@pytest.mark.parametrize(
    "address",
    [
        "/localities/nowhere/",
        "/sources/nowhere/",
        "/localities/?under=nowhere",
        "/localities/?under=%00",
        "/compare/?locality=nowhere&locality=district",
        "/compare/?locality=%00&locality=district",
        "/nothing/",
        "/en/localities/nowhere/",
        "/localities/district/data.doc",
        "/localities/district/charts/nothing.csv",
    ],
)
def test_what_is_not_there_is_told_in_the_sites_dress(read, address):
    response = read(address, 404)
    assert response.headings == [1]
    assert 'role="search"' in response.content.decode()


def test_what_means_nothing_is_repeated_legibly_and_in_short(read):
    response = read("/localities/district/", 400, as_of="\x00\u202e" + "9" * 5000)
    said = response.content.decode()
    assert "\x00" not in said
    assert "\u202e" not in said
    assert f"“��{'9' * 98}…”" in said


@pytest.mark.parametrize("value", ["2022-05-16", "16/5/2022", "16/05/2022"])
def test_a_day_may_be_written_both_ways(read, value):
    assert "238" in read("/localities/district/", as_of=value).text


def test_an_empty_choice_is_no_choice(read):
    assert "238" in read("/localities/district/", as_of="", term="").text


def test_a_choice_goes_into_every_download(read):
    links = read("/localities/district/", as_of="2022-05-16", term="2020-2025").links
    files = [link for link in links if "/localities/district/" in link and "." in link]
    assert files
    assert all(link.endswith("?as_of=2022-05-16&term=2020-2025") for link in files)


@pytest.mark.parametrize("address", [*PAGES, "/localities/nowhere/"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_reading_by_login_closes_every_page(client, settings, address, prefix, django_user_model):
    settings.READING = "login"
    closed = client.get(prefix + address)
    assert closed.status_code == 302
    assert closed["Location"].startswith(f"{prefix}/admin/login/?next=")
    client.force_login(django_user_model.objects.create_user("reader"))
    opened = client.get(prefix + address)
    assert opened.status_code in {200, 404}
    assert "private" in opened["Cache-Control"]
    assert "public" not in opened["Cache-Control"]


def test_a_failure_is_shown_in_the_sites_dress(client, monkeypatch):
    def fail(selection):
        raise RuntimeError

    monkeypatch.setattr(views, "build_sources_report", fail)
    client.raise_request_exception = False
    response = client.get("/en/sources/")
    assert response.status_code == 500
    assert b'class="top"' in response.content
    assert b'<html lang="en">' in response.content
