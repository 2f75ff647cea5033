"""What an administrator enters and approves is on the public page at once."""

from urllib.parse import quote

import pytest

from .browser import log_in
from .server import PASSWORD

# A committee of which the articles know the name alone: no other test reads its figures.
PLACE = "/localities/thai-binh/"


@pytest.fixture
def administrator(visit):
    """Logged in, at the list of all lists."""
    reader = visit("/admin/")
    log_in(reader.page, "admin", PASSWORD)
    return reader


def choose(page, field, typed, option):
    """Type into a field that searches, and take what it finds."""
    page.locator(f".field-{field} .select2-selection").click()
    with page.expect_response(lambda answer: f"term={quote(typed)}&" in answer.url):
        page.locator(".select2-search__field").fill(typed)
    page.locator(".select2-results__option", has_text=option).first.click()


def press(page, name):
    """Send the form, and wait for the page that it leads to: the one before may look like it."""
    with page.expect_navigation():
        page.locator(f"[name={name}]").click()


def test_a_figure_is_entered_approved_and_public(administrator, visit):
    reader = visit(PLACE)
    assert "Chưa có chỉ tiêu và số liệu" in reader.page.locator(".lead").inner_text()
    page = administrator.page
    administrator.open("/admin/recruitment/admissioncount/add/")
    choose(page, "committee", "thai binh", "Đảng bộ tỉnh Thái Bình")
    choose(page, "period", "2024", "2024 (1/1/2024 – 31/12/2024)")
    page.locator("input[name=value]").fill("1.464")
    press(page, "_continue")
    reader.open(PLACE)
    assert "1.464" not in reader.page.locator("main").inner_text()
    page.locator("select[name=state]").select_option("approved")
    press(page, "_continue")
    page.locator("ul.messagelist .success").wait_for()
    reader.open(PLACE)
    assert "1.464" in reader.page.locator(".lead").inner_text()
    assert "1.464" in reader.page.locator("#chart-cumulative").inner_text()
    assert "1464" in reader.context.request.get(f"{PLACE}data.csv").text()
    for seen in (administrator, reader):
        assert seen.errors == []
        assert seen.seen()[0] == []


def test_the_admin_speaks_where_a_figure_cannot_be(administrator):
    page = administrator.page
    administrator.open("/admin/recruitment/admissioncount/add/")
    choose(page, "committee", "o mon", "Đảng bộ quận Ô Môn")
    choose(page, "period", "2024", "2024 (1/1/2024 – 31/12/2024)")
    page.locator("select[name=category]").select_option(label="học sinh")
    page.locator("input[name=value]").fill("39,67")
    press(page, "_save")
    page.locator(".field-value .errorlist").wait_for()
    assert administrator.seen()[0] == []


def test_a_double_click_enters_a_figure_once(administrator):
    page = administrator.page
    administrator.open("/admin/recruitment/admissioncount/add/")
    choose(page, "committee", "thai binh", "Đảng bộ tỉnh Thái Bình")
    choose(page, "period", "2024", "2024 (1/1/2024 – 31/12/2024)")
    page.locator("select[name=category]").select_option(label="học sinh")
    page.locator("input[name=value]").fill("12")
    page.locator("[name=_save]").dblclick()
    page.locator("ul.messagelist .success").wait_for()
    assert page.locator(".errornote").count() == 0
    assert administrator.seen()[0] == []


def test_every_search_box_of_a_form_has_a_name(administrator):
    administrator.open("/admin/recruitment/admissioncount/add/")
    administrator.page.locator(".select2-selection[aria-label='Nguồn']").wait_for()
    assert administrator.axe() == []


@pytest.mark.parametrize("width", [390, 1440])
def test_the_login_page_is_open_to_everyone(visit, width):
    reader = visit("/admin/", width=width)
    assert reader.page.url.endswith("/admin/login/?next=/admin/")
    assert reader.errors == []
    assert reader.seen()[0] == []
    assert reader.too_wide() == []
    assert reader.axe() == []
