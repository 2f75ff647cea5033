"""The settings of the form, and whose name stands at its head."""

import json
import tomllib
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.checks import run_checks

from recruitment.downloads.party.form import PartyFormError, party_form
from recruitment.downloads.party.letterhead import letterhead
from recruitment.reports.selection import Selection
from tests.test_workshop_settings import ROOT, python, setting

COMMITTEES = ROOT / "fixtures" / "committees.json"
DEVELOPER = {"DEBUG": "1"}


def committee_of(row, rows):
    """A committee of the fixtures as the letterhead sees it, without a database."""
    fields = row["fields"]
    parent = fields["parent"] and rows[fields["parent"][0]]
    return SimpleNamespace(
        name=fields["name"],
        name_en=fields["name_en"],
        kind=SimpleNamespace(code=fields["kind"][0]),
        parent=committee_of(parent, rows) if parent else None,
    )


@pytest.fixture(scope="module")
def committees():
    rows = json.loads(COMMITTEES.read_text(encoding="utf-8"))
    named = {row["fields"]["slug"]: row for row in rows if row["model"].endswith(".committee")}
    return {slug: committee_of(row, named) for slug, row in named.items()}


def head_of(committee, language="vi"):
    briefing = SimpleNamespace(
        selection=Selection(date(2026, 11, 27)),
        committee=committee,
        above=committee.parent,
        language=language,
    )
    return letterhead(briefing, party_form())


@pytest.mark.parametrize(
    ("slug", "superior", "issuer", "symbol", "seat"),
    [
        ("can-tho", "THÀNH ỦY CẦN THƠ", "BAN TỔ CHỨC", "BTCTU", "Cần Thơ"),
        ("quang-ninh", "TỈNH ỦY QUẢNG NINH", "BAN TỔ CHỨC", "BTCTU", "Quảng Ninh"),
        ("o-mon", "QUẬN ỦY Ô MÔN", "BAN TỔ CHỨC", "BTCQU", "Ô Môn"),
        ("lam-ha", "HUYỆN ỦY LÂM HÀ", "BAN TỔ CHỨC", "BTCHU", "Lâm Hà"),
        ("ha-long", "THÀNH ỦY HẠ LONG", "BAN TỔ CHỨC", "BTCThU", "Hạ Long"),
        (
            "khoi-tuyen-quang",
            "ĐẢNG ỦY KHỐI CÁC CƠ QUAN VÀ DOANH NGHIỆP TỈNH TUYÊN QUANG",
            "BAN TỔ CHỨC",
            "BTCĐUK",
            "Tuyên Quang",
        ),
        ("long-hung", "ĐẢNG BỘ QUẬN Ô MÔN", "ĐẢNG ỦY PHƯỜNG LONG HƯNG", "ĐU", "Long Hưng"),
        ("an-le", "ĐẢNG BỘ HUYỆN QUỲNH PHỤ", "ĐẢNG ỦY XÃ AN LỄ", "ĐU", "An Lễ"),
        (
            "cong-an-o-mon",
            "ĐẢNG BỘ QUẬN Ô MÔN",
            "ĐẢNG ỦY CÔNG AN QUẬN Ô MÔN",
            "ĐU",
            "Ô Môn",
        ),
        (
            "thpt-luong-dinh-cua",
            "ĐẢNG BỘ QUẬN Ô MÔN",
            "CHI BỘ TRƯỜNG THPT LƯỢNG ĐỊNH CỦA",
            "CB",
            "Ô Môn",
        ),
        ("trung-uong", "BAN CHẤP HÀNH TRUNG ƯƠNG", "BAN TỔ CHỨC", "BTCTW", "Hà Nội"),
    ],
)
def test_the_head_follows_the_kind_of_committee(committees, slug, superior, issuer, symbol, seat):
    head = head_of(committees[slug])
    assert (head.superior, head.issuer) == (superior, issuer)
    assert head.number == f"Số      -BC/{symbol}"
    assert head.place_and_date == f"{seat}, ngày      tháng      năm 2026"


def test_a_seat_that_nobody_knows_is_left_to_the_author(committees):
    cell = committees["trung-tam-boi-duong-tan-trao"]
    assert head_of(cell).place_and_date.startswith("…………………, ngày")


def test_recipients_and_signer_follow_who_issues(committees):
    assert head_of(committees["long-hung"]).recipients[0] == "Quận ủy Ô Môn (để báo cáo)"
    assert head_of(committees["long-hung"]).authority == "T/M ĐẢNG ỦY"
    assert head_of(committees["thpt-luong-dinh-cua"]).authority == "T/M CHI BỘ"
    assert head_of(committees["o-mon"]).authority == ""


def test_a_numbered_district_keeps_its_word():
    district = SimpleNamespace(
        name="Đảng bộ quận 8", name_en="", kind=SimpleNamespace(code="urban_district"), parent=None
    )
    assert head_of(district).superior == "QUẬN ỦY QUẬN 8"
    assert head_of(district).place_and_date.startswith("Quận 8, ngày")


def test_a_kind_of_one_s_own_is_issued_by_its_committee():
    unit = SimpleNamespace(
        name="Đảng bộ đặc khu Phú Quý", name_en="", kind=SimpleNamespace(code="zone"), parent=None
    )
    assert head_of(unit).issuer == "ĐẢNG ỦY ĐẶC KHU PHÚ QUÝ"


def test_what_the_file_changes_is_changed_and_all_else_stays(settings):
    settings.PARTY_FORM = {
        "page": {"top": 25},
        "texts": {"vi": {"ending": "./."}},
        "kind": {"ward": {"issuer": "commission", "symbol": "ĐU"}, "zone": {"symbol": "ĐUĐK"}},
    }
    form = party_form()
    assert (form.page.top, form.page.bottom) == (25, 20)
    assert (form.texts["vi"].ending, form.texts["en"].ending) == ("./.", ".")
    assert form.kind("ward").issuer == "commission"
    assert form.kind("zone").symbol == "ĐUĐK"
    assert form.kind("zone").vi == form.kind("never seen").vi == "Đảng ủy {unit}"


def test_the_example_of_the_docs_does_what_it_says(settings, committees):
    docs = (ROOT / "docs" / "downloads.md").read_text(encoding="utf-8")
    settings.PARTY_FORM = tomllib.loads(docs.split("```toml")[1].split("```")[0])
    assert party_form().paragraphs.line == 20
    ward, district = head_of(committees["long-hung"]), head_of(committees["o-mon"])
    assert (ward.superior, ward.issuer) == ("ĐẢNG ỦY PHƯỜNG LONG HƯNG", "BAN XÂY DỰNG ĐẢNG")
    assert ward.number.endswith("-BC/BXDĐ")
    assert ward.recipients[-1] == "Lưu Ban Xây dựng Đảng"
    assert ward.position == "TRƯỞNG BAN"
    assert district.issuer == "BAN TỔ CHỨC"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"page": {"top": "two"}}, "page.top must be a number from 5 to 60, not “two”"),
        ({"page": {"top": True}}, "page.top must be a number"),
        ({"page": {"left": 100}}, "page.left must be a number from 5 to 60, not “100”"),
        ({"letters": {"text": 4}}, "letters.text must be a number from 6 to 40"),
        ({"letters": {"font": 12}}, "letters.font must be a text"),
        ({"page": {"middle": 20}}, "there is no setting “page.middle”"),
        ({"pages": {"top": 20}}, "there is no setting “pages”"),
        ({"page": 20}, "page must be a table"),
        ({"page": {"top": {"a": 1}}}, "page.top must be a single value"),
        ({"texts": {"vi": {"number": "Số {stamp}"}}}, "whose braces hold {issuer}"),
        ({"texts": {"vi": {"number": "Số {symbol.x}"}}}, "whose braces hold"),
        ({"texts": {"vi": {"number": "Số {symbol!r}"}}}, "whose braces hold"),
        ({"texts": {"vi": {"number": "Số {symbol"}}}, "whose braces hold"),
        ({"texts": {"vi": {"kind": "x" * 301}}}, "a text of at most 300 letters"),
        ({"texts": {"vi": {"left_for_author": "x"}}}, "must be a list of texts"),
        ({"texts": {"fr": {"kind": "RAPPORT"}}}, "there is no setting “texts.fr”"),
        ({"kind": {"ward": {"issuer": "nobody"}}}, "kind.ward.issuer must be one of commission"),
    ],
)
def test_what_cannot_be_used_is_named_in_a_sentence(settings, given, said):
    settings.PARTY_FORM = given
    with pytest.raises(PartyFormError, match=r"^PARTY_FORM: ") as caught:
        party_form()
    assert said in str(caught.value)
    assert [error.msg for error in run_checks(tags=["papers"])] == [str(caught.value)]


def test_the_environment_names_a_file(tmp_path):
    file = tmp_path / "form.toml"
    file.write_text("[page]\ntop = 25\n", encoding="utf-8")
    assert setting("PARTY_FORM", PARTY_FORM=str(file), **DEVELOPER) == "{'page': {'top': 25}}"
    assert setting("PARTY_FORM", **DEVELOPER) == "{}"


@pytest.mark.parametrize("content", [None, b"[page\n", b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path, content):
    file = tmp_path / "form.toml"
    if content is not None:
        file.write_bytes(content)
    ended = python("manage.py", "check", PARTY_FORM=str(file), **DEVELOPER)
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert "PARTY_FORM" in ended.stderr
