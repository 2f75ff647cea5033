"""Draft, submitted, sent back, approved, corrected: the public reads only what is approved."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recruitment.entry.workflow import approve, correct, send_back, submit
from recruitment.models import AdmissionCount, Audience, Return
from tests.rows import a_committee, a_count, a_stock

from .office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    found = Office()
    found.type("an", admitted="30", admitted_pupil="2")
    found.type("binh", standing="not_reported")
    found.load()
    return found


def states(office):
    return dict(Return.objects.values_list("committee__slug", "state"))


def public(audience=Audience.PUBLIC, category="total"):
    rows = AdmissionCount.objects.visible_to(audience).filter(category__code=category)
    return list(rows.values_list("value", flat=True))


def approved(office):
    submit(office.everyone, office.quarter, office.clerk)
    approve(office.everyone, office.quarter, office.approver)
    return office.load()


def test_what_is_sent_waits_and_is_locked(office):
    submit(office.everyone, office.quarter, office.clerk)
    assert states(office) == {"an": "submitted", "binh": "submitted"}
    assert public() == []
    assert public(Audience.PREVIEW) == [30]
    office.load()
    (sentence,) = office.type("an", admitted="31").locked.values()
    assert "can-bo" in sentence


def test_a_row_with_neither_number_nor_word_is_not_sent(office):
    office.type("an", admitted="", admitted_pupil="")
    with pytest.raises(ValidationError, match="Đảng bộ an"):
        submit(office.everyone, office.quarter, office.clerk)
    assert states(office)["binh"] == "draft"


def test_figures_of_a_form_or_a_workbook_are_sent_with_a_return_of_their_own(office):
    own, an = office.everyone[0], office.units[0]
    # 1 January to 30 September, said to be provisional; the other is sent by its form already.
    a_count(own, "2022-01-01", "2022-09-30", 90, state="draft", finality="provisional")
    a_stock(own, "2022-09-30", 700, state="submitted")
    other = a_committee("cam", own)
    a_count(other, "2022-07-01", "2022-09-30", 5, state="approved")
    office.load()
    assert office.row("mon").cells[0].value == 90
    sent = submit([own, other], office.quarter, office.clerk)
    assert [(row.committee, row.cumulative, row.finality) for row in sent] == [
        (own, True, "provisional")
    ]
    assert sent[0].history.count() == 2
    approve([own, other, an], office.quarter, office.approver)
    assert states(office)["mon"] == "approved"
    assert sorted(public()) == [5, 90]
    assert submit([own, other], office.quarter, office.clerk) == []


def test_what_is_sent_back_says_why_and_can_be_mended(office):
    submit(office.everyone, office.quarter, office.clerk)
    with pytest.raises(ValidationError):
        send_back(office.everyone, office.quarter, office.approver, "  ")
    send_back(office.units[:1], office.quarter, office.approver, "nhầm dòng")
    assert states(office) == {"an": "returned", "binh": "submitted"}
    office.load()
    assert office.row("an").report.reason == "nhầm dòng"
    assert office.value("an") == 30
    assert office.type("an", admitted="31").saved
    assert states(office)["an"] == "draft"
    cells = AdmissionCount.objects.filter(committee=office.units[0])
    assert set(cells.values_list("state", flat=True)) == {"draft"}


def test_what_is_approved_is_public_at_once_and_locked(office):
    approved(office)
    assert states(office) == {"an": "approved", "binh": "approved"}
    assert public() == [30]
    (sentence,) = office.type("an", admitted="31").locked.values()
    assert "duyet" in sentence


def test_nobody_approves_what_they_sent(office):
    submit(office.everyone, office.quarter, office.clerk)
    with pytest.raises(ValidationError, match="Đảng bộ an"):
        approve(office.everyone, office.quarter, office.clerk)
    assert public() == []


def test_a_correction_is_a_later_version_and_the_old_one_stays_public_until_it_is_approved(office):
    approved(office)
    with pytest.raises(ValidationError):
        correct(office.units[:1], office.quarter, office.clerk, "")
    correct(office.units[:1], office.quarter, office.clerk, "đếm nhầm")
    office.load()
    assert office.type("an", admitted="28").complete
    assert (public(), public(Audience.PREVIEW)) == ([30], [28])
    submit(office.everyone, office.quarter, office.clerk)
    assert public() == [30]
    approve(office.everyone, office.quarter, office.approver)
    assert public() == [28]
    versions = AdmissionCount.objects.filter(category__code="total").order_by("version")
    assert list(versions.values_list("version", "value", "state")) == [
        (1, 30, "superseded"),
        (2, 28, "approved"),
    ]
    assert versions.last().history.first().history_change_reason is None
    reasons = AdmissionCount.history.values_list("history_change_reason", flat=True)
    assert "đếm nhầm" in set(reasons)
    assert Return.objects.get(committee__slug="an").revision == 2


def test_an_approved_cell_that_is_emptied_is_withdrawn_by_approval_only(office):
    approved(office)
    correct(office.units[:1], office.quarter, office.clerk, "không có học sinh")
    office.load()
    assert office.type("an", admitted_pupil="").complete
    assert public(category="pupil") == [2]
    assert public(Audience.PREVIEW, "pupil") == []
    submit(office.everyone, office.quarter, office.clerk)
    approve(office.everyone, office.quarter, office.approver)
    assert public(category="pupil") == []
    assert public() == [30]
    office.load()
    assert office.value("an", "admitted-pupil") is None


def test_a_correction_may_also_change_how_a_row_counts(office):
    approved(office)
    correct(office.units[:1], office.quarter, office.clerk, "là số 9 tháng")
    office.load()
    assert office.type("an", admitted="30", cumulative=True).complete
    submit(office.everyone, office.quarter, office.clerk)
    approve(office.everyone, office.quarter, office.approver)
    rows = AdmissionCount.objects.visible_to(Audience.PUBLIC).filter(category__code="total")
    assert [(row.value, row.period.starts_on) for row in rows] == [(30, date(2022, 1, 1))]


def test_steps_that_do_not_apply_do_nothing(office):
    assert approve(office.everyone, office.quarter, office.approver) == []
    assert correct(office.everyone, office.quarter, office.clerk, "x") == []
    submit(office.everyone, office.quarter, office.clerk)
    assert submit(office.everyone, office.quarter, office.clerk) == []
    records = Return.history.count()
    assert send_back([office.own], office.quarter, office.approver, "x") == []
    assert Return.history.count() == records


def test_every_step_is_in_the_history_with_person_and_door(office):
    approved(office)
    steps = Return.history.filter(committee=office.units[0]).order_by("history_id")
    assert [(s.state, s.history_user.username, s.door) for s in steps] == [
        ("draft", "can-bo", "sheet"),
        ("submitted", "can-bo", "sheet"),
        ("approved", "duyet", "sheet"),
    ]
    cells = AdmissionCount.history.filter(category__code="total").order_by("history_id")
    assert [s.state for s in cells] == ["draft", "submitted", "approved"]


@pytest.mark.postgresql
def test_a_step_takes_as_many_statements_for_many_returns_as_for_few():
    office = Office(units=[f"u{number:03}" for number in range(105)])
    office.save(
        *(
            office.typed(unit.slug, admitted=str(number % 7), members=str(number + 90))
            for number, unit in enumerate(office.units)
        )
    )
    counts = []
    for units in (office.units[:5], office.units[5:]):
        for step, person in ((submit, office.clerk), (approve, office.approver)):
            with CaptureQueriesContext(connection) as found:
                assert len(step(units, office.quarter, person)) == len(units)
            counts.append(len(found))
    assert counts[:2] == counts[2:]
