"""Which files are taken, where they are kept, and from whom."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from recruitment.admin import workbooks
from recruitment.entry.workbook import write
from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    Assignment,
    Committee,
    MembershipCount,
    OrganisationCount,
    Target,
)
from recruitment.permissions import make_permissions

from ..conftest import BACKEND, address
from .figures import FIRST, HEADINGS, LAST, entered

FIGURES = [AdmissionCount, MembershipCount, ActivityCount, OrganisationCount]
WITH_WORKBOOKS = [*FIGURES, Target, Committee]


@pytest.mark.parametrize(
    ("headings", "sentence"),
    [
        (["mã cấp ủy", "giá trị"], "Thiếu các cột: “từ ngày”, “đến ngày”."),
        ([*HEADINGS, "tên người"], "Không nhận ra các tiêu đề cột: “tên người”."),
        ([*HEADINGS, "giá trị"], "Tiêu đề “giá trị” xuất hiện nhiều lần."),
    ],
)
def test_headings_that_are_not_understood(upload, headings, sentence):
    page = upload([["district"] * len(headings)], headings)
    assert sentence in page.text
    assert "Traceback" not in page.text
    assert not entered().exists()


@pytest.mark.parametrize("data", [b"MZ\x90\x00 a program", b"a;b\nx;1\n", b"PK\x03\x04 broken"])
def test_a_renamed_file_is_refused_with_a_sentence(upload, data):
    page = upload(data)
    assert "Đây không phải là tệp Excel, dù tên tệp thế nào." in page.text
    assert "result" not in page.context


def test_a_workbook_that_is_broken_inside(upload):
    page = upload(write(HEADINGS, [], "x").replace(b"worksheet", b"wrongsheet"))
    assert "Traceback" not in page.text


def test_the_name_of_the_kept_file_cannot_be_another(upload, confirm, quarter, district):
    page = upload([["unit", FIRST, LAST, "total", 5]])
    secret = quarter / "secret.xlsx"
    secret.write_bytes(b"x")
    for name in ("secret.xlsx", "../secret.xlsx", f"tien-do-import-{'0' * 32}"):
        answer = confirm(page, import_file_name=name)
        assert "Tệp không còn được giữ ở đây." in answer.content.decode()
    assert confirm(page, format="7").status_code == 200
    assert secret.exists()
    assert not entered().exists()


def test_whoever_logs_in_again_before_confirming_is_led_to_the_import(officer, quarter):
    answer = officer.get(address(AdmissionCount, "process_import"), follow=True)
    assert answer.redirect_chain == [("../import/", 302)]
    assert "Hãy chọn lại tệp." in answer.content.decode()


def test_a_file_is_kept_privately_and_only_until_it_is_imported(upload, confirm, quarter, district):
    page = upload([["unit", FIRST, LAST, "total", 5]])
    (kept,) = quarter.glob("tien-do-import-*")
    assert kept.stat().st_mode & 0o777 == 0o600
    confirm(page)
    assert not kept.exists()


def test_forgotten_files_are_removed(upload, quarter, monkeypatch, district):
    upload([["unit", FIRST, LAST, "total", 5]])
    monkeypatch.setattr(workbooks, "KEPT_FOR", -1)
    upload([["unit", FIRST, LAST, "total", 6]])
    assert len(list(Path(quarter).glob("tien-do-import-*"))) == 1


def test_a_file_above_the_limit_is_not_even_opened(upload, monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_BYTES", 100)
    assert "Hãy chia thành nhiều tệp." in upload([["unit", FIRST, LAST, "total", 5]]).text


@pytest.mark.parametrize("model", WITH_WORKBOOKS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("page", ["import", "export"])
def test_importing_and_exporting_are_permissions_of_their_own(client, district, model, page):
    clerk = get_user_model().objects.create_user("clerk", "", "a long password", is_staff=True)
    Assignment(person=clerk, committee=district).save()
    names = [f"{each}_{model._meta.model_name}" for each in ("view", "change", "add")]
    clerk.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(clerk, backend=BACKEND)
    assert client.get(address(model, page)).status_code == 403
    if page == "import":
        assert client.post(address(model, "process_import"), {}).status_code == 403
    assert address(model, page) not in client.get(address(model, "changelist")).content.decode()
    name = f"{page}_{model._meta.model_name}"
    clerk.user_permissions.add(Permission.objects.get(codename=name))
    assert client.get(address(model, page)).status_code == 200
    assert address(model, page) in client.get(address(model, "changelist")).content.decode()


def test_the_permissions_are_made_once(db):
    before = Permission.objects.count()
    make_permissions()
    assert Permission.objects.count() == before
    assert Permission.objects.filter(codename="export_committee").count() == 1
