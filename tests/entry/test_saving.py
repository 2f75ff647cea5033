"""The sheet is stored cell by cell: what can be is, the rest says why, and nothing is lost."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from recruitment.models import AdmissionCount, MembershipCount, Return
from tests.rows import a_committee, a_count, a_period

from .office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def places(findings):
    return {(found.rule, found.column) for found in findings}


def test_what_is_typed_is_a_draft_of_the_row_and_of_its_cells(office):
    done = office.type("an", admitted="1.464", admitted_pupil="3", members="20000")
    assert done.complete
    assert done.saved == {
        (office.units[0].pk, code) for code in ("admitted", "admitted-pupil", "members")
    }
    report = Return.objects.get()
    assert (report.committee.slug, report.state, report.revision) == ("an", "draft", 1)
    row = AdmissionCount.objects.get(category__code="total")
    assert (row.value, row.state, row.version, row.source.slug) == (1464, "draft", 1, "nhap-lieu")
    assert MembershipCount.objects.get().on == date(2022, 9, 30)
    office.load()
    assert office.value("an") == 1464
    assert office.value("binh") is None


def test_the_history_names_person_and_door(office):
    office.type("an", admitted="12")
    office.load()
    office.type("an", admitted="13", by=office.other)
    records = AdmissionCount.history.order_by("history_id")
    assert [(r.value, r.history_user.username, r.door, r.history_type) for r in records] == [
        (12, "can-bo", "sheet", "+"),
        (13, "can-bo-2", "sheet", "~"),
    ]
    assert Return.history.first().door == "sheet"


def test_a_replayed_request_changes_nothing_more(office):
    row = office.typed("an", admitted="12")
    assert office.save(row).saved
    again = office.save(row)
    assert again.complete
    assert again.saved == set()
    assert AdmissionCount.history.count() == 1
    assert Return.history.count() == 1


def test_zero_is_a_number_and_an_empty_cell_is_none(office):
    office.type("an", admitted="0")
    office.load()
    assert office.value("an") == 0
    office.type("an", admitted="")
    office.load()
    assert office.value("an") is None
    office.type("an", admitted="4")
    office.load()
    assert office.value("an") == 4
    assert AdmissionCount.objects.count() == 1


def test_an_error_keeps_its_cell_out_and_lets_the_others_in(office):
    done = office.type("an", admitted="39,67", members="200")
    assert places(done.errors) == {("not_whole", "admitted")}
    assert done.saved == {(office.units[0].pk, "members")}
    office.load()
    assert (office.value("an"), office.value("an", "members")) == (None, 200)


def test_a_total_is_not_lowered_below_its_part(office):
    office.type("an", admitted="10", admitted_pupil="8")
    office.load()
    done = office.type("an", admitted="5")
    assert places(done.errors) == {("part_above_whole", "admitted-pupil")}
    assert "8" in done.errors[0].text
    office.load()
    assert office.value("an") == 10


def test_a_part_waits_with_its_total_and_is_not_called_wrong(office):
    office.type("mon", admitted="10")
    office.type("an", admitted="5")
    loaded = office.load()
    done = office.type("an", admitted="-9", admitted_pupil="7")
    assert places(done.errors) == {("negative", "admitted")}
    assert done.saved == set()
    # More than the whole committee's 10: a question that is open, no fault of the pupils'.
    done = office.type("an", admitted="12", admitted_pupil="7")
    assert places(done.warnings) == {("units_above_own", "admitted")}
    assert (done.errors, done.saved) == ([], set())
    office.type("an", admitted="6", by=office.other)
    office.sheet = loaded
    done = office.type("an", admitted="8", admitted_pupil="7")
    assert [each.column for each in done.conflicts] == ["admitted"]
    assert (done.errors, done.saved) == ([], set())
    # With the other's total the part is wrong, and nothing but that error keeps it out.
    theirs = {"admitted": {"take": "theirs"}}
    done = office.type("an", admitted="8", admitted_pupil="7", answers=theirs)
    assert places(done.errors) == {("part_above_whole", "admitted-pupil")}
    # A total that was not typed into is the one on record.
    done = office.type("an", admitted_pupil="7")
    assert places(done.errors) == {("part_above_whole", "admitted-pupil")}


def test_two_people_at_one_cell_both_keep_what_they_wrote(office):
    office.type("an", admitted="10")
    mine = office.load() and office.typed("an", admitted="12")
    office.type("an", admitted="11", by=office.other)
    done = office.save(mine)
    (conflict,) = done.conflicts
    assert (conflict.mine, conflict.theirs, conflict.change.who) == (12, 11, "can-bo-2")
    assert conflict.change.when is not None
    assert done.saved == set()
    office.load()
    assert office.value("an") == 11


def test_the_choice_between_two_values_is_kept_only_for_the_value_that_was_seen(office):
    loaded = office.load()
    office.type("an", admitted="11", by=office.other)
    office.sheet = loaded
    theirs = office.typed("an", admitted="12", answers={"admitted": {"take": "theirs"}})
    assert office.save(theirs).complete
    stale = office.typed("an", admitted="12", answers={"admitted": {"take": "mine:9"}})
    assert office.save(stale).conflicts
    mine = office.typed("an", admitted="12", answers={"admitted": {"take": "mine:11"}})
    assert office.save(mine).saved
    office.load()
    assert office.value("an") == 12


def test_the_same_number_from_two_people_is_no_conflict(office):
    mine = office.typed("an", admitted="11")
    office.type("an", admitted="11", by=office.other)
    done = office.save(mine)
    assert done.complete
    assert done.saved == set()


def test_nine_months_are_stored_as_they_were_said(office):
    a_count(office.units[0], "2022-01-01", "2022-06-30", 1000)
    done = office.type("an", admitted="1.392", cumulative=True)
    assert done.complete
    row = AdmissionCount.objects.get(value=1392)
    assert row.period == a_period("2022-01-01", "2022-09-30")
    office.load()
    assert office.row("an").cumulative
    assert office.value("an") == 1392
    assert office.row("an").before["admitted"].low == 1000


def test_a_row_that_counts_anew_takes_its_numbers_along(office):
    office.type("an", admitted="30", admitted_pupil="2", members="500")
    office.load()
    done = office.type("an", admitted="90", cumulative=True)
    assert done.complete
    live = AdmissionCount.objects.filter(withdrawn=False).values_list(
        "category__code", "period__starts_on", "value"
    )
    assert set(live) == {("total", date(2022, 1, 1), 90), ("pupil", date(2022, 1, 1), 2)}
    office.load()
    assert office.value("an", "members") == 500


def test_a_row_that_counts_anew_is_stored_whole_or_not_at_all(office):
    office.type("an", admitted="30", admitted_pupil="2")
    office.load()
    done = office.type("an", admitted="90", admitted_pupil="x", cumulative=True)
    assert places(done.errors) == {("not_a_number", "admitted-pupil")}
    assert done.saved == set()
    office.load()
    assert not office.row("an").cumulative
    assert office.value("an") == 30


@pytest.mark.parametrize("standing", ["not_reported", "not_applicable"])
def test_a_row_without_a_report_is_not_a_row_of_zeros(office, standing):
    assert office.type("an", standing=standing).complete
    assert Return.objects.get().standing == standing
    assert not AdmissionCount.objects.exists()
    office.load()
    done = office.type("an", standing=standing, admitted="0")
    assert places(done.errors) == {("silent_row", "admitted")}
    assert not AdmissionCount.objects.exists()


def test_a_warning_waits_for_yes_and_a_note(office):
    for quarter, value in (
        (("2021-07-01", "2021-09-30"), 10),
        (("2021-10-01", "2021-12-31"), 11),
        (("2022-01-01", "2022-03-31"), 9),
        (("2022-04-01", "2022-06-30"), 12),
    ):
        a_count(office.units[0], *quarter, value)
    office.load()
    done = office.type("an", admitted="120")
    assert places(done.warnings) == {("far_from_history", "admitted")}
    assert done.saved == set()
    sure = {"admitted": {"sure": True}}
    assert office.type("an", admitted="120", answers=sure).warnings
    noted = {"admitted": {"sure": True, "note": "đợt kết nạp lớn"}}
    done = office.type("an", admitted="120", answers=noted)
    assert done.complete
    office.load()
    assert office.cell("an").remarks == ("đợt kết nạp lớn",)
    assert office.type("an", admitted="120", members="300").complete
    assert office.cell("an").previous == 12
    assert office.cell("an").last_year == 10


def test_one_number_in_every_row_is_one_question_about_all_of_them():
    office = Office(units=("an", "binh", "chi", "dung", "giang"))
    slugs = [unit.slug for unit in office.units]
    rows = [office.typed(slug, admitted="7", members="300") for slug in slugs]
    own = office.typed("mon", admitted="40", members="1600")
    done = office.save(own, *rows)
    assert [asked.column for asked in done.warnings] == ["admitted", "members"]
    assert all("cả 5 dòng" in asked.text for asked in done.warnings)
    assert done.saved == {(office.own.pk, "admitted"), (office.own.pk, "members")}
    # A note at the first row answers for all; mended in one row, it is no question.
    noted = {"members": {"sure": True, "note": "đã đối chiếu"}}
    first = office.typed("an", admitted="8", members="300", answers=noted)
    assert len(office.save(first, *rows[1:]).saved) == 2 * len(slugs)


@pytest.mark.parametrize(
    ("opens", "due", "closes", "words"),
    [
        (6, 10, None, "opens on 6 October 2022"),
        (1, 3, 4, "closed on 4 October 2022"),
    ],
)
def test_a_closed_window_locks_every_row_and_says_who_lifts_it(office, opens, due, closes, words):
    office.window.opens_on = date(2022, 10, opens)
    office.window.due_on = date(2022, 10, due)
    office.window.closes_on = closes and date(2022, 10, closes)
    office.window.save()
    with override("en"):
        (sentence,) = office.type("an", admitted="1").locked.values()
    assert words in sentence
    assert "administrator" in sentence
    assert not AdmissionCount.objects.exists()


def test_a_period_that_nobody_opened_is_locked(office):
    office.window.delete()
    assert office.type("an", admitted="1").locked
    assert office.load().lock


def test_a_unit_that_had_ended_has_no_row(office):
    office.units[0].ended_on = date(2022, 6, 30)
    office.units[0].save()
    assert [row.committee.slug for row in office.load().units] == ["binh"]


def test_rows_of_other_committees_are_not_looked_at(office):
    stranger = a_committee("khac")
    row = replace(office.typed("an", admitted="5"), committee=stranger.pk)
    assert office.save(row).saved == set()
    assert not AdmissionCount.objects.exists()


def queries_of(office, units):
    rows = [
        office.typed(unit.slug, admitted=str(number % 9), members=str(number + 50))
        for number, unit in enumerate(units)
    ]
    with CaptureQueriesContext(connection) as found:
        assert len(office.save(*rows).saved) == 2 * len(rows)
    return len(found)


@pytest.mark.postgresql
def test_saving_takes_as_many_statements_for_many_rows_as_for_few():
    office = Office(units=[f"u{number:03}" for number in range(205)])
    office.save(office.typed("u000", admitted="1"))  # from now on there are remarks to look for
    few = queries_of(office, office.units[1:6])
    office.load()
    assert queries_of(office, office.units[6:]) == few
