"""Names that somebody typed with intent, and the addresses that the report is asked at."""

from datetime import date

import pytest

from recruitment.downloads.briefing import locality_briefing
from recruitment.downloads.document import briefing_docx
from recruitment.models import Committee
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection
from tests.rows import a_committee, a_count, a_target

from .documents import Read, W

pytestmark = pytest.mark.django_db

HOSTILE = (
    "Đảng bộ </w:t><w:hyperlink>&amp;<script>alert(1)</script> {symbol} {0} %(place)s %s "
    "\x07\x1b\ufffe HYPERLINK \"http://x\" \\* PAGE =cmd|'/c calc'!A1"
)
SEEN = (
    "Đảng bộ </w:t><w:hyperlink>&amp;<script>alert(1)</script> {symbol} {0} %(place)s %s "
    " HYPERLINK \"http://x\" \\* PAGE =cmd|'/c calc'!A1"
)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def district():
    district = a_committee("district")
    unit = a_committee("unit", district)
    a_target(district, 600, 600, "2021-01-01", "2025-12-31", document="</w:p>\x01=1+1")
    a_count(district, "2021-01-01", "2021-12-31", 120, note="<&>\x0b", source="paper")
    a_count(unit, "2021-01-01", "2021-12-31", 30, finality="provisional", source="paper")
    return district


def test_a_hostile_name_is_a_name(district):
    # Not through the forms, which would refuse some of it: as another program might store it.
    Committee.objects.update(name=HOSTILE, short_name=HOSTILE[:120])
    report = build_locality_report("district", Selection(date(2026, 11, 27)))
    read = Read(briefing_docx(locality_briefing(report)).body)
    assert f"tiến độ kết nạp đảng viên của {SEEN}" in read.text
    assert SEEN in read.document.core_properties.title
    assert not list(read.root.iter(f"{W}hyperlink"))
    assert read.fields <= {"PAGE", "SEQ Bieu_do \\* ARABIC", "SEQ Bang \\* ARABIC"}
    assert list(read.misplaced()) == []
    assert all(SEEN[:60] in descr for _name, descr, _values in read.charts[:1])


def test_what_may_still_change_says_so(district):
    report = build_locality_report("unit", Selection(date(2026, 11, 27)))
    read = Read(briefing_docx(locality_briefing(report)).body)
    assert "Số ước." in read.text


@pytest.mark.parametrize("start", ["", "/en"])
def test_the_address_answers_with_the_document(client, district, start):
    response = client.get(f"{start}/localities/district/briefing.docx")
    assert response.status_code == 200
    assert response["Content-Type"] == DOCX
    assert 'filename="district-briefing.docx"' in response["Content-Disposition"]
    assert "120" in Read(response.content).text
    again = client.get(
        f"{start}/localities/district/briefing.docx", HTTP_IF_NONE_MATCH=response["ETag"]
    )
    assert again.status_code == 304


def test_what_is_asked_goes_into_the_document(client, district):
    a_count(district, "2022-01-01", "2022-12-31", 77)
    early = client.get("/localities/district/briefing.docx", {"as_of": "2021-12-31"})
    assert "(số liệu đến ngày 31/12/2021)" in Read(early.content).text
    assert (
        "(số liệu đến ngày 31/12/2022)"
        in Read(client.get("/localities/district/briefing.docx").content).text
    )
    assert "2021-12-31.docx" in early["Content-Disposition"]


def test_a_comparison_has_an_address_too(client, district):
    address = "/compare/briefing.docx?locality=district&locality=unit"
    response = client.get(address)
    assert response.status_code == 200
    assert "so sánh tiến độ kết nạp đảng viên" in Read(response.content).text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/localities/district/briefing.doc", 404),
        ("/localities/nobody/briefing.docx", 404),
        ("/localities/district/briefing.docx?as_of=yesterday", 400),
        ("/localities/district/briefing.docx?units=size", 400),
        ("/compare/briefing.docx?locality=district", 400),
        ("/compare/briefing.docx", 400),
        ("/compare/briefing.docx?locality=district&locality=nobody", 404),
        ("/compare/briefing.odt?locality=district&locality=unit", 404),
    ],
)
def test_what_cannot_be_had_is_said_in_the_site_s_dress(client, district, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert "<main" in response.content.decode()


def test_a_closed_site_gives_no_document(client, district, settings):
    settings.READING = "login"
    assert client.get("/localities/district/briefing.docx").status_code == 302
