"""From the button to the file, with a worker of its own beside the server."""

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from .server import ROOT

CREATE = re.compile("^Tạo tài liệu cho ")
MADE_WITHIN = 60_000  # milliseconds


@pytest.fixture
def work(server):
    """Start a worker that makes what waits; it ends with the test at the latest."""
    running = []

    def begin():
        command = [sys.executable, "manage.py", "work", "--until-empty"]
        running.append(subprocess.Popen(command, cwd=ROOT, env=server.environment))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()


def looked_at(reader, address):
    """Nothing sticks out, nothing breaks the policy, nobody is shut out."""
    assert reader.too_wide() == [], address
    assert reader.axe() == [], address
    assert reader.seen()[0] == [], address


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_button_form_progress_file(visit, work, width, theme):
    on_a_day = width > 400
    reader = visit("/?parent=can-tho", width=width, theme=theme)
    page = reader.page
    page.get_by_role("link", name=CREATE).click()
    expect(page.locator("form.order")).to_be_visible()
    looked_at(reader, "the form")
    page.get_by_label("Số liệu đến ngày").fill("16/5/2022" if on_a_day else "")
    page.get_by_label("Định dạng").select_option("xlsx")
    page.get_by_role("button", name="Tạo tài liệu này").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.locator("#how-far")).to_contain_text("Đang chờ")
    looked_at(reader, "the order")
    assert work().wait(60) == 0
    # The page notices by itself.
    link = page.get_by_role("link", name=re.compile(r"\.xlsx"))
    link.wait_for(timeout=MADE_WITHIN)
    looked_at(reader, "the file")
    with page.expect_download() as waiting:
        link.click()
    assert waiting.value.suggested_filename.startswith("Tiến độ kết nạp đảng viên – ")
    archive = ZipFile(BytesIO(Path(waiting.value.path()).read_bytes()))
    assert archive.testzip() is None
    assert "xl/workbook.xml" in archive.namelist()
    assert reader.errors == []


def test_without_scripts_the_page_is_loaded_again(visit, work):
    page = visit(java_script_enabled=False).page
    page.goto("/localities/o-mon/")
    page.get_by_role("link", name=CREATE).click()
    page.get_by_label("Định dạng").select_option("xlsx")
    page.get_by_role("button", name="Tạo tài liệu này").click()
    expect(page.get_by_role("link", name="Xem lại tiến độ")).to_be_visible()
    assert work().wait(60) == 0
    # Nobody touches it.
    page.get_by_role("link", name=re.compile(r"\.xlsx")).wait_for(timeout=MADE_WITHIN)
