"""States and versions: what is approved is public at once, and replaces what was."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry

from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    Committee,
    MembershipCount,
    OrganisationCount,
    State,
    Target,
)
from tests.rows import a_count, a_period, a_target

from .conftest import QUARTER, TERM, address

LIST = address(AdmissionCount, "changelist")


def approve(client, *rows, reason=""):
    sent = {"action": "approve_selected", "_selected_action": [row.pk for row in rows]}
    page = client.post(LIST, {**sent, "reason": reason}, follow=True)
    return [str(message) for message in page.context["messages"]]


def public_text(client, slug="district"):
    return client.get(f"/localities/{slug}/").content.decode()


def test_what_is_entered_and_approved_changes_the_page_at_once(enter, district, client):
    assert "1.464" not in public_text(client)
    given = {"committee": district, "period": a_period("2022-05-17", "2022-12-31")}
    assert enter(AdmissionCount, value="1.464", state="draft", **given).refused == {}
    draft = AdmissionCount.objects.get(value=1464)
    assert "1.464" not in public_text(client)
    assert enter(draft, state="approved").refused == {}
    assert "1.464" in public_text(client)
    assert enter(draft, value="1.465").refused == {}
    assert "1.465" in public_text(client)
    assert "1.464" not in public_text(client)
    assert enter(draft, state="returned").refused == {}
    assert "1.465" not in public_text(client)


def test_a_target_changes_the_page_at_once(enter, district, client):
    assert enter(Target.objects.get(), low="731", high="731").refused == {}
    assert "731" in public_text(client)


def test_a_later_version_begins_as_a_copy_and_replaces_when_approved(enter, officer, district):
    first = a_count(district, *QUARTER, 10, note="by telephone")
    assert f"?version_after={first.pk}" in officer.get(address(first, "change")).content.decode()
    query = f"?version_after={first.pk}"
    page = enter(AdmissionCount, query=query, value="12", change_reason="Báo cáo bổ sung")
    assert page.refused == {}
    second = AdmissionCount.objects.get(value=12)
    first.refresh_from_db()
    assert (second.version, second.state, second.note) == (2, State.DRAFT, "by telephone")
    assert first.state == State.APPROVED
    assert enter(second, state="approved").refused == {}
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.SUPERSEDED, State.APPROVED)
    assert second.history.last().history_change_reason == "Báo cáo bổ sung"


def test_a_later_target_names_what_it_replaces(enter, officer, district):
    old = Target.objects.get()
    page = enter(Target, query=f"?version_after={old.pk}", low="650", high="650", state="approved")
    assert page.refused == {}
    new = Target.objects.get(version=2)
    old.refresh_from_db()
    assert (new.supersedes, old.state) == (old, State.SUPERSEDED)


def test_approving_behind_a_later_version_is_refused_and_changes_nothing(enter, district):
    first = a_count(district, *QUARTER, 10, state="draft")
    second = a_count(district, *QUARTER, 12, version=2)
    refused = enter(first, state="approved").refused
    assert "phiên bản 2, đã duyệt" in refused["period"]
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.DRAFT, State.APPROVED)


def test_a_form_that_is_refused_leaves_the_older_version_approved(enter, district):
    first = a_count(district, *QUARTER, 10)
    second = a_count(district, *QUARTER, 12, version=2, state="draft")
    assert "value" in enter(second, state="approved", value="x").refused
    first.refresh_from_db()
    assert first.state == State.APPROVED
    assert first.history.count() == 1


def test_approve_the_chosen_rows_with_a_reason(officer, district, client):
    unit = Committee.objects.get(slug="unit")
    rows = [a_count(each, *QUARTER, 7, state="submitted") for each in (district, unit)]
    assert approve(officer, *rows, reason="Họp ngày 5/10") == ["Đã duyệt 2 mục."]
    for row in rows:
        row.refresh_from_db()
        assert row.state == State.APPROVED
        latest = row.history.first()
        assert latest.history_user == officer.user
        assert latest.history_change_reason == "Họp ngày 5/10"
    assert LogEntry.objects.filter(change_message="Họp ngày 5/10").count() == 2


def test_without_a_reason_the_door_is_named(officer, district):
    row = a_count(district, *QUARTER, 7, state="draft")
    approve(officer, row)
    assert row.history.first().history_change_reason == "Duyệt trong danh sách"


def test_one_row_that_cannot_be_approved_stops_all_of_them(officer, district):
    good = a_count(district, *QUARTER, 7, state="draft")
    stale = a_count(district, "2022-01-01", "2022-03-31", 5, state="draft")
    a_count(district, "2022-01-01", "2022-03-31", 6, version=2)
    said = approve(officer, good, stale)
    assert said[0].startswith("Đảng bộ district, quý I/2022, total: 5: Nguồn “nhap-lieu” đã có")
    assert "Hãy sửa số liệu đó" in said[0]
    assert said[1:] == ["Chưa duyệt mục nào: hãy sửa các mục trên hoặc bỏ chọn."]
    for row in (good, stale):
        row.refresh_from_db()
        assert row.state == State.DRAFT
        assert row.history.count() == 1


def test_every_problem_is_named_at_once(officer, district):
    rows = []
    for number, quarter in enumerate((QUARTER, ("2022-10-01", "2022-12-31"))):
        rows.append(a_count(district, *quarter, number, state="draft"))
        a_count(district, *quarter, 9, version=2)
    assert len(approve(officer, *rows)) == 3


def test_two_versions_chosen_together_end_with_the_later(officer, district):
    first = a_count(district, *QUARTER, 7, state="draft")
    second = a_count(district, *QUARTER, 8, state="draft", version=2)
    assert approve(officer, second, first) == ["Đã duyệt 2 mục."]
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.SUPERSEDED, State.APPROVED)


def test_what_was_entered_last_comes_first_also_of_one_state(officer, district):
    for number, state in enumerate(("submitted", "draft", "approved", "submitted")):
        a_count(district, f"202{4 - number}-07-01", f"202{4 - number}-09-30", number, state=state)
    listed = officer.get(LIST).context["cl"].result_list
    assert [row.value for row in listed] == [3, 2, 1, 0, 238]
    waiting = officer.get(LIST, {"state__exact": "submitted"}).context["cl"].result_list
    assert [row.value for row in waiting] == [3, 0]


FIGURES = [ActivityCount, AdmissionCount, MembershipCount, OrganisationCount, Target]


@pytest.mark.sqlite
@pytest.mark.parametrize("model", FIGURES, ids=lambda model: model.__name__)
def test_the_order_of_a_list_is_read_from_an_index(rf, officer, model):
    """Neither the whole list nor that of a state is sorted."""
    request = rf.get(LIST)
    request.user = officer.user
    rows = admin.site.get_model_admin(model).get_queryset(request)
    assert "TEMP B-TREE" not in rows.explain()
    of_a_state = rows.filter(state=State.SUBMITTED).explain()
    assert f"{model._meta.indexes[-1].name} (state=?)" in of_a_state
    assert "TEMP B-TREE" not in of_a_state


def test_a_state_is_told_by_word_and_shape(officer, district):
    page = officer.get(LIST).content.decode()
    assert '<span aria-hidden="true">✓</span> đã duyệt' in page


def test_a_yearly_rate_in_the_list(officer, district):
    a_target(district, 3, 4, *TERM, kind="rate", sense="band", cadence="year")
    page = officer.get(address(Target, "changelist")).content.decode()
    assert "3–4%" in page
    assert "600" in page


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_site_link_leads_to_the_public_page(officer, district, language):
    row = AdmissionCount.objects.get()
    page = officer.get(address(row, "change", language)).content.decode()
    where = "/localities/district/" if language == "vi" else "/en/localities/district/"
    assert f'href="{where}"' in page
