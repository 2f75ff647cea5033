"""The pages around the sheet: readable at any width, in both themes, without a violation."""

import re

import pytest

from recruitment.entry.workbook import write

from .browser import log_in
from .server import PASSWORD

PAGES = [
    "/admin/",
    "/admin/entry/board/?committee=o-mon",
    "/en/admin/entry/board/?committee=o-mon",
    "/admin/entry/sheet/",
    "/admin/entry/sheet/o-mon/2011-q1/history/",
    "/admin/entry/targets/",
    "/admin/auth/user/add/",
    "/admin/recruitment/entrywindow/add/",
]
UPLOAD = "/admin/entry/sheet/o-mon/2011-q1/upload/"
OPEN = """
from datetime import date
from recruitment.models import Committee, EntryWindow, ReportingPeriod, Return
period, _ = ReportingPeriod.objects.get_or_create(
    starts_on=date(2011, 1, 1), ends_on=date(2011, 3, 31), defaults={"kind": "quarter"}
)
EntryWindow.objects.get_or_create(
    period=period, defaults={"opens_on": date(2011, 4, 1), "due_on": date(2011, 4, 10)}
)
for reason in ("", "Số liệu của Phường Long Hưng chưa khớp với biên bản"):
    report = Return(committee=Committee.objects.get(slug="o-mon"), period=period)
    report.pk = Return.objects.values_list("pk", flat=True).first()
    report.state, report._change_reason = "returned" if reason else "draft", reason
    report.save()
"""


@pytest.fixture(scope="session")
def opened(server):
    server.manage("shell", "--no-imports", "-c", OPEN)


@pytest.mark.parametrize(("width", "theme"), [(390, "light"), (1440, "dark")])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_and_breaks_no_rule(visit, server, opened, address, width, theme):
    reader = visit(f"/admin/login/?next={address}", width=width, theme=theme)
    log_in(reader.page, "admin", PASSWORD)
    # (The login's own address ends like it, too.)
    assert reader.page.url == server.url + address
    assert reader.too_wide() == []
    assert reader.errors == []
    assert reader.seen()[0] == []
    assert reader.axe() == []


@pytest.mark.parametrize("address", [UPLOAD, "/admin/recruitment/admissioncount/import/"])
def test_a_file_that_is_far_too_large_is_refused_before_it_is_sent(
    visit, opened, address, tmp_path
):
    reader = visit(f"/admin/login/?next={address}")
    log_in(reader.page, "admin", PASSWORD)
    (tmp_path / "Quý I.xlsx").write_bytes(bytes(25 * 2**20))
    file = reader.page.locator("[name=import_file]")
    file.set_input_files(tmp_path / "Quý I.xlsx")
    reader.page.locator("[type=submit].default").click()
    said = file.evaluate("(field) => field.validationMessage")
    assert said == "Tệp lớn hơn 10 MB. Hãy chia thành nhiều tệp."
    assert reader.errors == []


@pytest.mark.parametrize(("width", "theme"), [(390, "dark"), (1440, "light")])
def test_a_preview_fits_and_breaks_no_rule(visit, opened, tmp_path, width, theme):
    reader = visit(f"/admin/login/?next={UPLOAD}", width=width, theme=theme)
    log_in(reader.page, "admin", PASSWORD)
    heads = ["STT", "Tên đơn vị", "Kết nạp đảng viên", "Trong đó học sinh", "Số đảng viên"]
    rows = [[1, "Phường Long Hưng", 5, "ba", 1464], [2, "Phường Châu Văn Liêm", 12, 1, 1464]]
    (tmp_path / "Quý I.xlsx").write_bytes(write(heads, rows, "x"))
    reader.page.locator("[name=import_file]").set_input_files(tmp_path / "Quý I.xlsx")
    reader.page.locator("[type=submit].default").click()
    reader.page.locator(".import-preview").wait_for()
    assert reader.page.locator(".import-columns").is_visible()
    assert reader.too_wide() == []
    assert reader.errors == []
    assert reader.axe() == []


def test_the_note_of_a_preview_survives_the_end_of_the_session(visit, opened, tmp_path):
    reader = visit(f"/admin/login/?next={UPLOAD}")
    page = reader.page
    log_in(page, "admin", PASSWORD)
    rows = [["Tên đơn vị", "Kết nạp"], ["Quận Ô Môn", 5], ["Phường Long Hưng", 9]]
    (tmp_path / "Quý I.xlsx").write_bytes(write(rows[0], rows[1:], "x"))
    page.locator("[name=import_file]").set_input_files(tmp_path / "Quý I.xlsx")
    page.locator("[type=submit].default").click()
    page.locator("#note").fill("Đã đối chiếu biên bản")
    reader.context.clear_cookies(name="sessionid")
    page.locator("[name=confirm]").click()
    page.wait_for_url(re.compile("/admin/login/"))
    log_in(page, "admin", PASSWORD)
    assert page.locator("#note").input_value() == "Đã đối chiếu biên bản"
    page.locator("[name=confirm]").click()
    page.locator("ul.messagelist .success").wait_for()
    assert reader.seen()[0] == []
