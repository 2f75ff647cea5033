"""The figures of one quarter as a workbook of the admin, and what a preview says of it."""

from datetime import date

from recruitment.models import AdmissionCount
from tests.rows import a_period

from ..conftest import QUARTER

FIRST, LAST = (date.fromisoformat(each) for each in QUARTER)
# What is said to a preview with something unlikely.
ANSWER = {"is_right": "on", "why_right": "Đã kiểm tra"}
HEADINGS = ["mã cấp ủy", "từ ngày", "đến ngày", "mã đối tượng", "giá trị"]


def entered():
    return AdmissionCount.objects.filter(period=a_period(*QUARTER))


def problems(page):
    assert "confirm_form" not in page.context
    return page.context["result"].problems
