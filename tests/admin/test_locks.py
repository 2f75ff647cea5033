"""Figures that belong to a return are locked with it; what readers have seen is not deleted."""

import pytest

from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    Committee,
    EntryWindow,
    MembershipCount,
    Return,
    State,
    Target,
)
from tests.rows import a_category, a_count, a_period, a_source, a_stock

from .conftest import QUARTER, address, fields_of

LIST = address(AdmissionCount, "changelist")


@pytest.fixture
def unit(district):
    return Committee.objects.get(slug="unit")


@pytest.fixture
def report(unit, officer):
    """The unit's approved return of the quarter, with a cell of each kind."""
    found = Return.objects.create(
        committee=unit,
        period=a_period(*QUARTER),
        state="approved",
        submitted_by=officer.user,
        decided_by=officer.user,
        submitted_at="2022-10-05T08:00Z",
        decided_at="2022-10-06T08:00Z",
    )
    a_count(unit, *QUARTER, 7)
    a_stock(unit, "2022-09-30", 150)
    ActivityCount.objects.create(
        committee=unit,
        period=a_period(*QUARTER),
        activity="awareness_class",
        source=a_source(),
        value=2,
        state="approved",
    )
    return found


def cell(model=AdmissionCount, **more):
    return model.objects.get(committee__slug="unit", **more)


def act(client, action, *rows):
    sent = {"action": action, "_selected_action": [row.pk for row in rows], "post": "yes"}
    page = client.post(LIST, sent, follow=True)
    return [str(message) for message in page.context["messages"]]


@pytest.mark.parametrize("model", [AdmissionCount, MembershipCount, ActivityCount])
@pytest.mark.parametrize(
    ("state", "sentence"), [("approved", "phê duyệt"), ("submitted", "đã gửi phê duyệt")]
)
def test_a_locked_figure_is_shown_with_the_reason(officer, report, model, state, sentence):
    report.state = state
    report.save()
    model.objects.filter(committee__slug="unit").update(state=state)
    page = officer.get(address(cell(model), "change"))
    text = page.content.decode()
    assert "form-lock" in text
    assert 'href="/admin/entry/sheet/unit/2022-q3/"' in text
    assert sentence in text
    assert "officer" in text
    assert 'name="_save"' not in text
    assert "deletelink" not in text
    assert "version_after" not in text


def test_also_whoever_opened_the_form_before_changes_nothing(officer, report):
    report.state = "draft"
    report.save()
    row = cell()
    AdmissionCount.objects.filter(pk=row.pk).update(state="draft")
    where = address(row, "change")
    sent = {**fields_of(officer.get(where)), "value": "9"}
    report.state = "submitted"
    report.save()
    page = officer.post(where, sent, follow=True)
    said = [str(message) for message in page.context["messages"]]
    assert "officer" in said[0]
    assert cell().value == 7


@pytest.mark.parametrize("state", ["approved", "submitted"])
def test_nothing_is_added_to_a_locked_return(enter, report, unit, state):
    report.state = state
    report.save()
    a_category("pupil")
    given = {"committee": unit, "period": a_period(*QUARTER), "state": "draft", "version": 2}
    answer = enter(AdmissionCount, value="9", **given)
    assert "officer" in answer.refused["__all__"]
    assert not AdmissionCount.objects.filter(value=9).exists()


def test_a_figure_cannot_be_moved_into_a_locked_return(enter, report, unit):
    other = a_count(unit, "2022-10-01", "2022-12-31", 4, state="draft")
    answer = enter(other, period=a_period(*QUARTER), version=2)
    assert "__all__" in answer.refused
    other.refresh_from_db()
    assert other.period.starts_on.month == 10


def test_while_a_return_is_corrected_the_approved_figure_stays(officer, enter, report, unit):
    """The correction goes through the sheet; a draft of it may be mended in the form."""
    report.state, report.revision = "draft", 2
    report.save()
    text = officer.get(address(cell(), "change")).content.decode()
    assert "hãy nhập số mới trong bảng nhập quý" in text
    draft = a_count(unit, *QUARTER, 8, version=2, state="draft")
    assert enter(draft, value="9").refused == {}
    refused = enter(draft, state="approved").refused
    assert "bảng nhập quý" in refused["state"]
    draft.refresh_from_db()
    assert (draft.value, draft.state) == (9, State.DRAFT)


def test_figures_beside_the_return_are_free(officer, enter, report, unit):
    printed = a_count(unit, *QUARTER, 11, source="paper")
    earlier = a_count(unit, "2022-04-01", "2022-06-30", 5, state="draft")
    pupils = a_count(unit, *QUARTER, 3, category="pupil", state="draft")
    for row in (printed, earlier, pupils):
        assert enter(row, note="x").refused == {}, row


@pytest.mark.parametrize("cumulative", [True, False])
def test_a_year_so_far_belongs_to_a_return_that_counts_so(officer, report, unit, cumulative):
    report.cumulative = cumulative
    report.save()
    row = a_count(unit, "2022-01-01", "2022-09-30", 20)
    text = officer.get(address(row, "change")).content.decode()
    assert ("form-lock" in text) == cumulative


def test_the_list_approves_no_cell_of_a_return(officer, report, unit, district):
    report.state = "draft"
    report.save()
    mine = a_count(unit, *QUARTER, 8, version=2, state="draft")
    free = a_count(district, *QUARTER, 9, state="draft")
    said = act(officer, "approve_selected", mine, free)
    assert "được phê duyệt cùng báo cáo" in said[0]
    for row in (mine, free):
        row.refresh_from_db()
        assert row.state == State.DRAFT
    assert act(officer, "approve_selected", free) == ["Đã duyệt 1 mục."]


# -- Deleting ----------------------------------------------------------------------------------


def test_a_draft_may_be_deleted(officer, district):
    row = a_count(district, *QUARTER, 7, state="draft")
    officer.post(address(row, "delete"), {"post": "yes"})
    assert not AdmissionCount.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("later", ["approved", "returned", "draft", "superseded"])
def test_what_was_ever_approved_is_not(officer, district, later):
    row = a_count(district, *QUARTER, 7)
    row.state = later
    row.save()
    page = officer.post(address(row, "delete"), {"post": "yes"}, follow=True)
    assert "không xóa được" in str(next(iter(page.context["messages"])))
    assert AdmissionCount.objects.filter(pk=row.pk).exists()
    assert "deletelink" not in officer.get(address(row, "change")).content.decode()


def test_targets_as_well(officer, district):
    officer.post(address(Target.objects.get(), "delete"), {"post": "yes"})
    assert Target.objects.exists()


def test_several_at_once_all_or_none(officer, district):
    draft = a_count(district, *QUARTER, 7, state="draft")
    seen = a_count(district, "2022-04-01", "2022-06-30", 5)
    said = act(officer, "delete_selected", draft, seen)
    assert said[0].startswith("Đảng bộ district, quý II/2022, total: 5: ")
    assert AdmissionCount.objects.filter(pk__in=[draft.pk, seen.pk]).count() == 2
    act(officer, "delete_selected", draft)
    assert not AdmissionCount.objects.filter(pk=draft.pk).exists()


def test_a_draft_of_a_locked_return_is_not_deleted(officer, report, unit):
    row = a_count(unit, *QUARTER, 8, version=2, state="draft")
    report.state = "submitted"
    report.save()
    page = officer.post(address(row, "delete"), {"post": "yes"}, follow=True)
    assert "officer" in str(next(iter(page.context["messages"])))
    assert "officer" in act(officer, "delete_selected", row)[0]
    assert AdmissionCount.objects.filter(pk=row.pk).exists()


# -- Names and doors ---------------------------------------------------------------------------


def test_a_message_names_the_period_or_the_date(enter, officer, district):
    row = a_count(district, *QUARTER, 1463, state="draft")
    said = enter(row, value="1.464").said
    assert "Đảng bộ district, quý III/2022: 1.464" in said[0]
    stock = a_stock(district, "2022-09-30", 4000, state="draft")
    assert "Đảng bộ district, 30/9/2022: 4.001" in enter(stock, value="4.001").said[0]
    year = a_count(district, "2023-01-01", "2023-12-31", 5, state="draft")
    assert str(year) == "Đảng bộ district, 2023: 5"


def test_what_a_form_changes_came_through_the_form(enter, officer, district):
    row = a_count(district, *QUARTER, 7, state="draft")
    enter(row, value="8")
    assert row.history.first().door == "form"
    act(officer, "approve_selected", row)
    assert row.history.first().door == "form"
    other = a_count(district, "2022-04-01", "2022-06-30", 5, state="draft")
    officer.post(address(other, "delete"), {"post": "yes"})
    assert AdmissionCount.history.first().door == "form"


# -- The window of the quarter ---------------------------------------------------------------------


@pytest.fixture
def closed():
    return EntryWindow.objects.create(
        period=a_period(*QUARTER),
        opens_on="2022-10-01",
        due_on="2022-10-10",
        closes_on="2022-10-20",
    )


def test_a_figure_of_a_closed_quarter_is_not_entered_by_form(enter, unit, closed):
    new = {"committee": unit, "period": closed.period, "value": "7"}
    page = enter(AdmissionCount, **new)
    assert "đã khóa nhập số liệu từ sau ngày 20/10/2022" in str(page.refused)
    assert not AdmissionCount.objects.filter(committee=unit).exists()
    closed.closes_on = None
    closed.save()
    assert enter(AdmissionCount, **new).refused == {}
    assert AdmissionCount.objects.filter(committee=unit, value=7).exists()


def test_a_period_without_a_window_is_open(enter, unit, closed):
    page = enter(
        AdmissionCount, committee=unit, period=a_period("2022-05-17", "2022-09-30"), value="7"
    )
    assert page.refused == {}


def test_nine_months_close_with_their_quarter(enter, unit, closed):
    page = enter(
        AdmissionCount, committee=unit, period=a_period("2022-01-01", "2022-09-30"), value="7"
    )
    assert "20/10/2022" in str(page.refused)
