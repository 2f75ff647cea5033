"""The quarterly sheet as a workbook over HTTP: template, preview, then all of it or nothing."""

import re
from io import BytesIO
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook

from recruitment.entry.quarter_workbook import ENTRY, HEADING_ROW, write_template
from recruitment.entry.workflow import approve, submit
from recruitment.models import AdmissionCount, Committee, MembershipCount, Remark
from tests.entry.office import TODAY, Office
from tests.rows import a_committee, a_count

from .conftest import BACKEND
from .desk import give

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/entry/sheet/mon/2022-q3/"


@pytest.fixture(autouse=True)
def _kept_apart(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


@pytest.fixture
def office(monkeypatch):
    found = Office()
    for person in (found.clerk, found.other):
        give(person, "clerk", found.own)
    give(found.approver, "approver", found.own)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: TODAY)
    return found


class Uploads:
    """Sends files and answers to their previews, as a browser does."""

    def __init__(self, person):
        self.client = Client()
        self.client.force_login(person, backend=BACKEND)

    def send(self, data, name="Quý III.xlsx"):
        file = SimpleUploadedFile(name, data)
        return self._read(self.client.post(f"{ADDRESS}upload/", {"import_file": file}))

    def answer(self, **said):
        """What the preview's form holds, and an answer to it."""
        sent = {"kept": self.page["answers"].kept, "seen": self.page["seen"]}
        for heading in self.preview.found.headings:
            sent[f"column-{heading.place}"] = heading.target
        return self._read(self.client.post(f"{ADDRESS}upload/", {**sent, **said}, follow=True))

    def confirm(self, **said):
        return self.answer(confirm="1", **said)

    def _read(self, answer):
        assert answer.status_code == 200
        self.html = answer.content.decode()
        self.page = answer.context
        self.preview = answer.context.get("preview")
        self.said = [str(message) for message in answer.context.get("messages", ())]
        return self

    @property
    def changes(self):
        return [(each.line, each.row, each.old, each.new) for each in self.preview.changes]


@pytest.fixture
def clerk(office):
    return Uploads(office.clerk)


def a_book(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def filled(office, changes):
    """The template with something typed into it, by (row of the sheet, column)."""
    book = load_workbook(BytesIO(write_template(office.load())))
    for (line, place), value in changes.items():
        book[ENTRY].cell(HEADING_ROW + 1 + line, 6 + place).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


HEADS = ["Mã", "Kết nạp", "pupil", "Đảng viên cuối kỳ"]


def stored():
    return {
        row.committee.slug: row.value for row in AdmissionCount.objects.select_related("committee")
    }


# -- The way through -------------------------------------------------------------------------------


def test_the_template_goes_out_and_comes_back(office, clerk):
    answer = clerk.client.get(f"{ADDRESS}template.xlsx")
    assert answer.headers["Content-Disposition"].endswith('mon-2022-q3.xlsx"')
    assert answer.content == write_template(office.load())
    clerk.send(filled(office, {(1, 0): 12, (2, 0): "1.464"}))
    assert clerk.changes == [(6, "Đảng bộ an", "–", "12"), (7, "Đảng bộ binh", "–", "1.464")]
    assert not AdmissionCount.objects.exists()
    clerk.confirm()
    assert stored() == {"an": 12, "binh": 1464}
    assert clerk.said == ["Đã lưu 2 thay đổi từ tệp Excel."]
    kept = AdmissionCount.objects.first().history.get()
    assert (kept.door, kept.history_user) == ("import", office.clerk)


def test_any_workbook_goes_in(office, clerk):
    clerk.send(a_book(HEADS, ["an", 12, 3, 300], ["binh", "7", None, None], [None], ["Cộng"]))
    assert clerk.preview.problems == [(5, "A: Mã", "Bảng này không có cấp ủy mang mã “Cộng”.")]
    clerk.send(a_book(HEADS, ["an", 12, 3, 300], ["binh", "7", None, None]))
    clerk.confirm()
    assert MembershipCount.objects.get().value == 300
    assert AdmissionCount.objects.count() == 3


def test_old_and_new_are_shown(office, clerk):
    office.type("an", admitted="10", members="300")
    clerk.send(a_book(HEADS, ["an", 12, None, 300]))
    assert "<del>10</del> → <ins>12</ins>" in clerk.html
    assert clerk.changes == [(2, "Đảng bộ an", "10", "12")]


def test_columns_are_mapped_by_hand(office, clerk):
    clerk.send(a_book(["Nơi nào", "Mấy người"], ["an", 12]))
    assert "Tiêu đề cột chưa cho biết" in clerk.html
    assert 'name="confirm"' not in clerk.html
    clerk.answer(**{"column-0": "code", "column-1": "value:admitted"})
    assert clerk.changes == [(2, "Đảng bộ an", "–", "12")]
    clerk.confirm()
    assert stored() == {"an": 12}


def test_what_is_confirmed_twice_is_stored_once(office, clerk):
    clerk.send(a_book(HEADS, ["an", 12, None, None]))
    preview, page = clerk.preview, clerk.page
    clerk.confirm()
    clerk.preview, clerk.page = preview, page
    clerk.confirm()
    assert clerk.said == ["Tệp không còn được giữ ở đây. Hãy chọn lại tệp."]
    assert AdmissionCount.objects.get().history.count() == 1


# -- Nothing, or all of it -------------------------------------------------------------------------


def test_one_wrong_row_keeps_the_file_out(office, clerk):
    clerk.send(
        a_book(HEADS, ["an", 12, None, None], ["binh", "39,67", None, None], ["nobody", 1, 1, 1])
    )
    assert [line for line, _where, _said in clerk.preview.problems] == [3, 4]
    assert 'name="confirm"' not in clerk.html
    clerk.confirm()
    assert stored() == {}


def test_everything_wrong_is_listed_at_once(office, clerk):
    clerk.send(a_book(HEADS, ["an", 1, 5, "x"], ["binh", -3, None, None]))
    said = [sentence for _line, _where, sentence in clerk.preview.problems]
    assert len(said) == 3
    assert any("lớn hơn" in sentence for sentence in said)


def test_a_locked_row_keeps_the_file_out_and_says_why(office, clerk):
    office.type("an", admitted="10")
    submit([office.units[0]], office.quarter, office.clerk)
    approve([office.units[0]], office.quarter, office.approver)
    clerk.send(a_book(HEADS, ["an", 12, None, None], ["binh", 5, None, None]))
    ((line, _where, said),) = clerk.preview.problems
    assert line == 2
    assert "phê duyệt" in said
    clerk.confirm()
    assert stored() == {"an": 10}


def test_warnings_are_answered_by_one_note(office, clerk):
    an = office.units[0]
    for quarter in (
        ("2021-07-01", "2021-09-30"),
        ("2021-10-01", "2021-12-31"),
        ("2022-01-01", "2022-03-31"),
        ("2022-04-01", "2022-06-30"),
    ):
        a_count(an, *quarter, 5)
    clerk.send(a_book(HEADS, ["an", 90, None, None]))
    assert len(clerk.preview.warnings) == 1
    clerk.confirm()
    assert not AdmissionCount.objects.filter(period=office.quarter).exists()
    clerk.confirm(note="đợt kết nạp lớn")
    assert AdmissionCount.objects.get(period=office.quarter).value == 90
    assert Remark.objects.get().note == "đợt kết nạp lớn"


def test_what_changed_since_the_preview_is_looked_at_again(office, clerk):
    office.type("an", admitted="10")
    clerk.send(a_book(HEADS, ["an", 12, None, None]))
    office.load()
    office.type("an", admitted="11", by=office.other)
    clerk.confirm()
    assert stored() == {"an": 11}
    assert "<del>11</del> → <ins>12</ins>" in clerk.html
    clerk.confirm()
    assert stored() == {"an": 12}


@pytest.mark.parametrize(("take", "value"), [("mine", 20), ("theirs", 15)])
def test_a_figure_changed_since_the_template_was_made_is_asked_about(office, clerk, take, value):
    office.type("an", admitted="12")
    data = filled(office, {(1, 0): 20, (2, 0): 5})
    office.type("an", admitted="15", by=office.other)
    clerk.send(data)
    (conflict,) = clerk.preview.conflicts
    assert (conflict["mine"], conflict["theirs"], conflict["who"]) == ("20", "15", "can-bo-2")
    clerk.confirm()
    assert stored() == {"an": 15}
    clerk.confirm(take=take)
    assert stored() == {"an": value, "binh": 5}


# -- Refused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"MZ\x90\x00", b"a;b\n1;2\n", b"PK\x03\x04 broken"])
def test_another_file_is_refused_with_a_sentence(office, clerk, data):
    clerk.send(data)
    assert "Đây không phải là tệp Excel" in clerk.html
    assert clerk.preview is None


def test_a_preview_is_there_again_after_another_login(office, clerk):
    clerk.send(a_book(HEADS, ["an", 12, None, None]))
    changes = clerk.changes
    action = re.search(r'<form method="post" action="([^"]+)"', clerk.html)[1]
    clerk.client.logout()
    address = f"{ADDRESS}upload/{action}"
    login = clerk.client.post(address, {"kept": clerk.page["answers"].kept, "confirm": "1"})
    assert stored() == {}
    clerk.client.force_login(office.clerk, backend=BACKEND)
    back = parse_qs(urlsplit(login["Location"]).query)["next"][0]
    clerk._read(clerk.client.get(back))
    assert clerk.changes == changes
    clerk.confirm()
    assert stored() == {"an": 12}


def test_no_number_of_a_column_is_too_long(office, clerk):
    clerk.send(a_book(HEADS, ["an", 12, None, None]))
    said = urlencode({"kept": clerk.page["answers"].kept, f"column-{'9' * 5000}": "name"})
    form = "application/x-www-form-urlencoded"
    clerk._read(clerk.client.post(f"{ADDRESS}upload/", said, content_type=form))
    assert len(clerk.changes) == 1


def test_the_name_of_the_kept_file_cannot_be_another(office, clerk, tmp_path):
    clerk.send(a_book(HEADS, ["an", 12, None, None]))
    (tmp_path / "secret.xlsx").write_bytes(b"x")
    for name in ("secret.xlsx", "../secret.xlsx", f"tien-do-import-{'0' * 32}"):
        answer = clerk.client.post(f"{ADDRESS}upload/", {"kept": name}, follow=True)
        assert "không còn được giữ" in answer.content.decode()


def test_units_out_of_reach_are_unknown(office):
    a_committee("far", a_committee("elsewhere"))
    below = Committee.objects.get(slug="an")
    person = give(office.other, "clerk")
    person.assignments.all().delete()
    give(person, "clerk", below)
    other = Uploads(person)
    assert other.client.get(f"{ADDRESS}upload/").status_code == 404
    assert other.client.get(f"{ADDRESS}template.xlsx").status_code == 404
    own = other.client.get("/admin/entry/sheet/an/2022-q3/upload/")
    assert own.status_code == 200


@pytest.mark.parametrize(
    ("lost", "page", "kept"),
    [("import_return", "upload/", "template.xlsx"), ("export_return", "template.xlsx", "upload/")],
)
def test_import_and_export_are_permissions_of_their_own(office, lost, page, kept):
    person = office.clerk
    group = person.groups.get()
    group.permissions.remove(Permission.objects.get(codename=lost))
    client = Uploads(person).client
    assert client.get(f"{ADDRESS}{page}").status_code == 403
    assert client.get(f"{ADDRESS}{kept}").status_code == 200
    sheet = client.get(ADDRESS).content.decode()
    assert f"{ADDRESS}{kept}" in sheet
    assert f"{ADDRESS}{page}" not in sheet


def test_queries_do_not_depend_on_the_rows(office, clerk):
    def queries(count):
        for number in range(count):
            a_committee(f"them-{count}-{number}", office.own)
        codes = Committee.objects.filter(parent=office.own).values_list("code", flat=True)
        data = a_book(
            HEADS, *([code, 5 + place, 1, 30 + place] for place, code in enumerate(codes))
        )
        with CaptureQueriesContext(
            connection,
        ) as seen:
            clerk.send(data)
            assert not clerk.preview.problems
            clerk.confirm()
        AdmissionCount.objects.all().delete()
        MembershipCount.objects.all().delete()
        return len(seen)

    # The first request fills caches.
    queries(2)
    assert queries(1) == queries(8)
