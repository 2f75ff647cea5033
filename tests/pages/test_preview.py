"""The page as it would look were everything approved: for some, and at no other address."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User

from recruitment.download_views import CHART_WRITERS, LOCALITY_WRITERS
from recruitment.downloads.writers import BRIEFING_WRITERS
from recruitment.models import ActivityCount, AdmissionCount, Audience
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection
from tests.admin.conftest import BACKEND, a_person
from tests.rows import a_committee, a_count, a_period, a_source, a_stock, a_target, day

from .conftest import TERM, parsed

SECRET = 98765
SPELLINGS = ("98765", "98.765", "98,765")
PREVIEW = "/localities/district/preview/"
BANNER = {
    PREVIEW: "Xem trước: có số liệu chưa được phê duyệt",
    f"/en{PREVIEW}": "Preview: it contains figures that have not been approved",
}


@pytest.fixture
def drafts(district):
    """Of everything that is entered some draft, each with a number that nothing else holds."""
    months = ("2022-05-17", "2022-12-31")
    a_count(district, *months, SECRET, state="draft")
    a_count(district, *months, SECRET, category="pupil", state="submitted")
    a_stock(district, "2022-12-31", SECRET, state="submitted")
    a_target(district, SECRET, SECRET, *TERM, version=2, state="draft")
    ActivityCount.objects.create(
        committee=district,
        period=a_period(*months),
        activity="awareness_participant",
        source=a_source(),
        value=SECRET,
    )
    return district


@pytest.fixture
def colleague(client, drafts):
    """Logs the client in as someone of a role who works for the committees."""

    def enter(role, *committees):
        client.force_login(a_person("colleague", role, *committees), backend=BACKEND)
        return client

    return enter


def says(response):
    """Whether a number that nobody approved is in a page or, unpacked, in a file."""
    return any(number in text for text in texts(response.content) for number in SPELLINGS)


def texts(body):
    """Of a file all parts, and the workbooks that its charts have within them."""
    if not body.startswith(b"PK"):
        yield body.decode(errors="replace")
        return
    with ZipFile(BytesIO(body)) as archive:
        for name in archive.namelist():
            yield from texts(archive.read(name))


@pytest.mark.parametrize("address", BANNER)
def test_who_reaches_the_committee_sees_what_would_be(colleague, drafts, address):
    client = colleague("reader", drafts)
    response = parsed(client.get(address))
    assert BANNER[address] in response.text
    assert says(response)
    public = parsed(client.get(address.replace("preview/", "")))
    assert BANNER[address] not in public.text
    assert not says(public)


def test_each_figure_says_whether_it_is_approved(colleague, drafts):
    text = parsed(colleague("approver", drafts.parent).get(PREVIEW)).text
    assert "Chưa được phê duyệt" in text
    assert "Nguồn nêu rõ" in text


def test_it_is_kept_by_nobody_and_found_by_no_search_engine(colleague, drafts, settings):
    settings.INDEXING = True
    response = colleague("reader", drafts).get(PREVIEW)
    assert response["Cache-Control"] == "private, no-store"
    assert "noindex" in response["X-Robots-Tag"]
    html = response.content.decode()
    assert '<meta name="robots" content="noindex, nofollow">' in html
    assert 'rel="canonical"' not in html
    assert "csrfmiddlewaretoken" not in html


def test_nothing_of_it_leads_to_a_file(colleague, drafts):
    html = colleague("reader", drafts).get(PREVIEW).content.decode()
    links = re.findall(r'(?:href|src|action)="([^"]+)"', html)
    files = ("/charts/", "/data.", "/briefing.")
    assert [link for link in links if any(part in link for part in files)] == []
    assert "data-save" not in html
    # The choice of a term or a day, and of the order of the units, stays in the preview.
    assert {link for link in links if link.startswith("?")} <= {"?units=percent#don-vi"}


@pytest.mark.parametrize("address", BANNER)
def test_a_visitor_is_sent_to_log_in(client, drafts, address):
    response = client.get(address, {"term": "2020-2025"})
    assert response.status_code == 302
    prefix = "/en" if address.startswith("/en") else ""
    assert response["Location"].startswith(f"{prefix}/admin/login/?next={prefix}/localities/")
    assert "term%3D2020-2025" in response["Location"]
    assert response["Cache-Control"] == "private, no-store"


def test_a_committee_out_of_reach_is_not_there(colleague, drafts):
    beside = a_committee("beside", drafts.parent)
    client = colleague("approver", beside)
    for slug in ("district", "province", "unit", "nowhere"):
        response = client.get(f"/localities/{slug}/preview/")
        assert response.status_code == 404
        assert not says(response)
        assert "no-store" in response["Cache-Control"]
    assert client.get("/localities/beside/preview/").status_code == 200


def test_without_an_assignment_nothing_is_there(colleague):
    assert colleague("approver").get(PREVIEW).status_code == 404


def test_without_the_right_to_see_returns_it_is_closed(client, drafts):
    client.force_login(User.objects.create_user("visitor"), backend=BACKEND)
    response = client.get(PREVIEW)
    assert response.status_code == 403
    assert not says(response)


def test_it_is_only_read_and_a_wrong_choice_is_named(colleague, drafts):
    client = colleague("reader", drafts)
    assert client.post(PREVIEW).status_code == 405
    refused = client.get(PREVIEW, {"as_of": "yesterday"})
    assert (refused.status_code, refused["Cache-Control"]) == (400, "private, no-store")


# -- What the public reads ---------------------------------------------------------------------


def public_addresses(slug):
    """Every address that speaks of a committee, in both languages, and all that lead to it."""
    here = f"/localities/{slug}/"
    side_by_side = f"?locality={slug}&locality=unit"
    everything = Selection(today=day("2023-01-01"), audience=Audience.PREVIEW)
    charts = [chart.name for chart in build_locality_report(slug, everything).charts]
    assert "source_pool" in charts
    pages = [
        "/",
        "/?sort=name",
        "/localities/",
        "/localities/?under=province",
        f"/localities/?under={slug}",
        f"/localities/?q={slug}",
        here,
        f"{here}?term=2020-2025",
        f"{here}?as_of=2023-12-31",
        f"{here}?units=percent",
        "/localities/province/",
        "/localities/unit/",
        f"/compare/{side_by_side}",
        "/sources/",
        "/sources/paper/",
        "/sources/nhap-lieu/",
        "/method/",
        *(f"{here}data.{kind}" for kind in LOCALITY_WRITERS),
        "/localities/province/data.json",
        *(f"{here}charts/{name}.{kind}" for name in charts for kind in CHART_WRITERS),
        *(f"{here}briefing.{kind}" for kind in BRIEFING_WRITERS),
        *(f"/compare/briefing.{kind}{side_by_side}" for kind in BRIEFING_WRITERS),
        *(f"/compare/charts/compare.{kind}{side_by_side}" for kind in CHART_WRITERS),
    ]
    api = [
        "/api/v1/localities",
        f"/api/v1/localities/{slug}/progress",
        f"/api/v1/localities/{slug}/figures",
        "/api/v1/localities/province/progress",
        "/api/v1/sources",
        "/api/v1/sources/paper",
        "/api/v1/sources/nhap-lieu",
    ]
    # What is long to read holds the same figures in the other language.
    long = ("briefing.", ".xlsx")
    english = [f"/en{page}" for page in pages if not any(part in page for part in long)]
    return [*pages, *english, *api]


def test_a_draft_is_at_no_public_address(client, drafts):
    asked = set()
    for address in public_addresses("district"):
        response = client.get(address)
        # A chart or a source that only drafts would fill is not there at all, and what a browser
        # has to print is not there in this suite.
        assert response.status_code in {200, 404, 501}, address
        assert not says(response), address
        asked |= {address} if response.status_code == 200 else set()
    for address in BANNER:
        assert not says(client.get(address))
    assert len(asked) > 30


def test_the_walk_would_find_it(client, drafts):
    """Approved, the same numbers are on nearly every one of these addresses."""
    for row in AdmissionCount.objects.filter(value=SECRET):
        row.approve()
    found = [address for address in public_addresses("district") if says(client.get(address))]
    here = "/localities/district/"
    made = [f"briefing.{ending}" for ending in BRIEFING_WRITERS if ending != "pdf"]
    for name in ("", "data.csv", "data.xlsx", *made):
        assert here + name in found
    assert "/localities/district/charts/cumulative.json" in found
    assert "/api/v1/localities/district/figures" in found
