"""The history of a row of the sheet, as a page."""

import pytest
from django.contrib.auth.models import User

from recruitment.models import Return
from tests.entry.office import Office
from tests.rows import a_count

from .desk import Desk, give

pytestmark = pytest.mark.django_db
HISTORY = "/admin/entry/sheet/an/2022-q3/history/"


@pytest.fixture
def office():
    found = Office()
    give(found.clerk, "clerk", found.own)
    return found


def test_a_row_that_was_begun_leads_to_its_history(office):
    desk = Desk(office.clerk, "mon")
    desk.open()
    assert HISTORY not in desk.html
    desk.fill({(office.units[0], "admitted"): "1.464"})
    desk.press()
    assert HISTORY in desk.html
    page = desk.client.get(HISTORY).content.decode()
    for text in ("can-bo", "bảng nhập quý", "Đã kết nạp", "<ins>1.464</ins>", "cả dòng"):
        assert text in page, text
    assert 'href="/admin/entry/sheet/mon/2022-q3/"' in page


def test_figures_of_a_form_have_a_state_a_history_and_are_sent(office):
    a_count(office.units[0], "2022-07-01", "2022-09-30", 5, state="draft")
    desk = Desk(office.clerk, "mon")
    desk.open()
    assert HISTORY in desk.html
    assert "bản nháp" in desk.row(office.units[0]).state
    desk.press("submit")
    assert desk.said == ["Đã gửi duyệt 1 hàng."]
    assert "đã gửi" in desk.row(office.units[0]).state


def test_text_in_it_is_text(office):
    office.type("an", admitted="3")
    report = Return.objects.get()
    report._change_reason = "<script>alert(1)</script>"
    report.state = "submitted"
    report.save()
    desk = Desk(office.clerk, "mon")
    page = desk.client.get(HISTORY).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_nobody_writes_it_and_nobody_beyond_reads_it(office):
    desk = Desk(office.clerk, "mon")
    assert desk.client.post(HISTORY).status_code == 405
    stranger = User.objects.create_user("xa")
    give(stranger, "clerk", office.units[1])
    assert Desk(stranger, "binh").client.get(HISTORY).status_code == 404


def test_an_empty_row_says_so(office):
    page = Desk(office.clerk, "mon").client.get(HISTORY)
    assert "Chưa nhập gì." in page.content.decode()
