"""The pages around the sheet: readable at any width, in both themes, without a violation."""

import pytest

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
