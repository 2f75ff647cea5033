"""Histories are read, never written; what is referred to is not deleted."""

import pytest

from recruitment.models import AdmissionCount, Committee
from tests.rows import a_count

from .conftest import QUARTER, address


def test_who_when_why_and_from_what_to_what(enter, officer, district):
    row = a_count(district, *QUARTER, 1464)
    enter(row, value="1.465", finality="final", change_reason="Nhầm một hàng")
    page = officer.get(address(row, "history")).content.decode()
    for text in (
        "officer",
        "Nhầm một hàng",
        "<del>1.464</del> → <ins>1.465</ins>",
        "<del>không rõ</del> → <ins>số chính thức</ins>",
        "Thay đổi",
        "2 lần thay đổi",
    ):
        assert text in page, text
    assert row.history.first().door == "form"
    assert "<td>biểu mẫu</td>" in page
    oldest = row.history.last()
    version = officer.get(f"{address(row, 'history')}{oldest.pk}/").content.decode()
    for text in ("Đảng bộ district", "1.464", "1/7/2022 – 30/9/2022", "đã duyệt", "không rõ"):
        assert text in version, text


def test_a_version_cannot_be_written(enter, officer, district):
    row = a_count(district, *QUARTER, 10)
    enter(row, value="12")
    where = f"{address(row, 'history')}{row.history.last().pk}/"
    assert officer.post(where, {"value": "10"}).status_code == 403
    row.refresh_from_db()
    assert row.value == 12


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_committee_in_use_says_what_refers_to_it(officer, district, language):
    where = address(district, "delete", language)
    page = officer.get(where).content.decode()
    # The unit below, the admission count, the target …
    for text in ("Đảng bộ unit" if language == "vi" else "Unit committee", "238", "600"):
        assert text in page
    assert ("vì các mục sau còn dùng đến" in page) == (language == "vi")
    assert officer.post(where, {"post": "yes"}).status_code == 200
    assert Committee.objects.filter(pk=district.pk).exists()


def test_deleting_several_that_are_in_use_says_so(officer, district):
    sent = {"action": "delete_selected", "_selected_action": [district.pk], "post": "yes"}
    page = officer.post(address(Committee, "changelist"), sent)
    assert "còn dùng đến" in page.content.decode()
    assert Committee.objects.filter(pk=district.pk).exists()


def test_what_is_deleted_stays_in_the_history(officer, district):
    row = a_count(district, *QUARTER, 12, state="draft")
    where = address(row, "delete")
    assert officer.post(where, {"post": "yes"}, follow=True).status_code == 200
    assert not AdmissionCount.objects.filter(pk=row.pk).exists()
    last = AdmissionCount.history.first()
    assert (last.history_type, last.history_user, last.value) == ("-", officer.user, 12)
    assert officer.get(where.replace("delete", "history")).status_code == 200


def test_a_write_at_the_same_moment_is_said(enter, officer, district, monkeypatch):
    """What only the database notices, because it was written after the form was judged."""
    row = a_count(district, *QUARTER, 10, state="draft")
    a_count(district, *QUARTER, 12, version=2)
    monkeypatch.setattr(AdmissionCount, "rival", lambda self: None)
    monkeypatch.setattr(AdmissionCount, "validate_constraints", lambda self, exclude=None: None)
    page = enter(row, state="approved")
    assert "Có người khác vừa sửa mục này cùng lúc: chưa lưu gì." in page.said[0]
    row.refresh_from_db()
    assert row.state == "draft"
