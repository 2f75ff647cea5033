"""A committee's target is divided among its units: drafts, versions, decisions, two people."""

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from recruitment.entry.target_cells import Counting, Decision
from recruitment.entry.target_saving import save_targets
from recruitment.entry.target_sheet import open_targets, roll_of, years
from recruitment.entry.target_steps import approve, send_back, submit
from recruitment.entry.typed_rows import TypedCell
from recruitment.entry.typed_targets import TypedHead, TypedTarget
from recruitment.models import ReportingPeriod, Target
from recruitment.progress.periods import Period
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection
from tests.rows import a_category, a_committee, a_count, a_period, a_source, a_stock, a_target

pytestmark = pytest.mark.django_db

PLAN = Decision("Nghị quyết đại hội", "01-NQ/ĐH", date(2020, 7, 1))
REVISION = Decision("Quyết định điều chỉnh", "25-QĐ/QU", date(2022, 3, 4))
TERM = years(2020, 2025)
YEAR = years(2022, 2022)


class Desk:
    """``save`` sends the sheet as it was loaded last, with what is typed now."""

    def __init__(self, stated=YEAR, units=("an", "binh"), **own):
        a_category()
        a_source()
        self.stated = stated
        self.own = a_committee("mon", **own)
        self.units = [a_committee(name, self.own) for name in units]
        self.clerk = User.objects.create_user("can-bo")
        self.other = User.objects.create_user("can-bo-2")
        self.approver = User.objects.create_user("duyet")
        self.load()

    @property
    def everyone(self):
        return [self.own, *self.units]

    def load(self):
        self.sheet = open_targets(roll_of(self.own, self.stated), self.stated)
        return self.sheet

    def row(self, slug):
        return next(row for row in self.sheet.rows if row.committee.slug == slug)

    def value(self, slug):
        return self.row(slug).cell.value

    def head(self, decision=None, counting=None):
        head = self.sheet.head
        return TypedHead(
            decision or head.decision, counting or head.counting, head.decision, head.counting
        )

    def typed(self, slug, text=None, *, sense=None, take=""):
        row = self.row(slug)
        was = row.cell.value
        text = text if text is not None else "" if was is None else str(was)
        cell = TypedCell(text, was, take)
        return TypedTarget(row.pk, cell, sense or row.cell.sense, row.cell.sense)

    def save(self, *rows, by=None, decision=None, counting=None, **texts):
        rows = [*rows, *(self.typed(slug, text) for slug, text in texts.items())]
        head = self.head(decision, counting)
        return save_targets(
            roll_of(self.own, self.stated), self.stated, head, rows, by or self.clerk
        )

    def type(self, decision=PLAN, **texts):
        done = self.save(decision=decision, **texts)
        self.load()
        return done

    def settle(self, decision=PLAN, **texts):
        """Typed, sent and approved."""
        assert self.type(decision, **texts).complete
        submit(self.everyone, self.stated, self.clerk)
        approve(self.everyone, self.stated, self.approver)
        self.load()


@pytest.fixture
def desk():
    return Desk()


def stored(**more):
    rows = Target.objects.filter(**more).order_by("committee__slug", "version")
    return [
        (row.committee.slug, int(row.low), row.state, row.version, row.withdrawn) for row in rows
    ]


def rules(done):
    return [found.rule for found in done.errors]


# -- What is typed ---------------------------------------------------------------------------------


def test_what_is_typed_is_a_draft_of_the_entrys_source(desk):
    done = desk.type(mon="1.464", an="600")
    assert done.complete
    assert done.saved == {(desk.own.pk, "target"), (desk.units[0].pk, "target")}
    row = Target.objects.get(committee=desk.own)
    assert (row.low, row.high, row.kind, row.sense) == (1464, 1464, "count", "total")
    assert (row.state, row.source.slug, row.category.code) == ("draft", "nhap-lieu", "total")
    assert (row.document, row.document_number, row.document_date) == (
        PLAN.document,
        PLAN.number,
        PLAN.on,
    )
    assert (row.window_from, row.window_to, row.window_basis) == (
        YEAR.start,
        YEAR.end,
        "stated",
    )
    row.full_clean()
    assert desk.value("binh") is None


def test_a_term_has_its_own_sheet():
    desk = Desk(TERM)
    desk.type(mon="600")
    period = Target.objects.get().period
    assert (period.kind, period.starts_on, period.ends_on) == ("term", TERM.start, TERM.end)


def test_none_given_is_not_zero(desk):
    done = desk.type(an="0")
    assert rules(done) == ["target_zero"]
    assert "0" in done.errors[0].text
    assert not Target.objects.exists()
    assert desk.save(an="").complete
    assert not Target.objects.exists()


@pytest.mark.parametrize(
    ("text", "rule"), [("39,5", "not_whole"), ("-3", "negative"), ("x", "not_a_number")]
)
def test_what_is_no_whole_number_keeps_its_row_out(desk, text, rule):
    done = desk.type(an=text, binh="12")
    assert rules(done) == [rule]
    assert stored() == [("binh", 12, "draft", 1, False)]


def test_a_row_may_hold_the_least(desk):
    desk.save(desk.typed("an", "130", sense="floor"), decision=PLAN)
    row = Target.objects.get()
    assert (row.low, row.high, row.sense) == (130, None, "floor")
    row.full_clean()
    desk.load()
    desk.save(desk.typed("an", sense="total"))
    assert Target.objects.get().high == 130


def test_the_targets_need_not_add_up(desk):
    assert desk.type(mon="100", an="80", binh="80").complete


def test_history_names_the_person_and_the_door(desk):
    desk.type(an="12")
    desk.save(an="13", by=desk.other)
    records = Target.history.order_by("history_id")
    assert [(r.low, r.history_user.username, r.door, r.history_type) for r in records] == [
        (12, "can-bo", "targets", "+"),
        (13, "can-bo-2", "targets", "~"),
    ]


def test_a_replayed_request_changes_nothing_more(desk):
    rows, head = [desk.typed("an", "12")], desk.head(PLAN)
    roll = roll_of(desk.own, YEAR)
    assert save_targets(roll, YEAR, head, rows, desk.clerk).saved
    again = save_targets(roll, YEAR, head, rows, desk.clerk)
    assert again.complete
    assert again.saved == set()
    desk.load()
    submit(desk.everyone, YEAR, desk.clerk)
    approve(desk.everyone, YEAR, desk.approver)
    last = save_targets(roll, YEAR, head, rows, desk.clerk)
    assert last.complete
    assert Target.history.count() == 3


def test_committees_beyond_the_sheet_are_not_looked_at(desk):
    stranger = a_committee("khac")
    desk.save(replace(desk.typed("an", "5"), committee=stranger.pk), decision=PLAN)
    assert not Target.objects.exists()


def test_units_that_had_ended_have_no_row(desk):
    desk.units[0].ended_on = date(2021, 12, 31)
    desk.units[0].save()
    assert [row.committee.slug for row in desk.load().rows] == ["mon", "binh"]


# -- The decision and the counting window ----------------------------------------------------------


def test_the_decision_goes_with_every_target_that_is_not_approved(desk):
    desk.settle(an="10")
    desk.type(REVISION, mon="50", binh="20")
    other = replace(REVISION, number="26-QĐ/QU")
    assert desk.save(decision=other).complete
    found = dict(Target.objects.values_list("committee__slug", "document_number"))
    assert found == {"an": "01-NQ/ĐH", "mon": "26-QĐ/QU", "binh": "26-QĐ/QU"}


def test_a_decision_alone_has_nothing_to_stand_with(desk):
    done = desk.save(decision=PLAN)
    assert not done.complete
    assert len(done.head) == 1


def test_after_approval_the_decision_is_asked_for_anew(desk):
    desk.settle(an="10")
    assert desk.sheet.head.decision == Decision()
    assert desk.sheet.head.approved == (PLAN,)


def test_a_window_of_other_days_needs_its_reason(desk):
    days = Period(date(2022, 7, 1), YEAR.end)
    done = desk.save(an="10", decision=PLAN, counting=Counting(days, "assumed"))
    assert len(done.head) == 1
    assert not Target.objects.exists()
    told = Counting(days, "assumed", "giao từ giữa năm")
    assert desk.save(an="10", decision=PLAN, counting=told).complete
    row = Target.objects.get()
    assert (row.window_from, row.window_basis, row.window_note) == (
        days.start,
        "assumed",
        "giao từ giữa năm",
    )
    assert row.period == a_period("2022-01-01", "2022-12-31")


def test_a_window_away_from_its_period_is_refused(desk):
    counting = Counting(years(2023, 2023), "assumed", "nhầm")
    assert desk.save(an="10", counting=counting).head


def test_a_new_window_is_that_of_all_targets(desk):
    desk.settle(an="10", binh="20")
    later = Counting(Period(date(2022, 2, 1), YEAR.end), "assumed", "tính từ tháng 2")
    assert desk.save(counting=later, decision=REVISION).complete
    assert {row[2:4] for row in stored(version=2)} == {("draft", 2)}
    assert set(Target.objects.filter(version=2).values_list("window_from", flat=True)) == {
        later.days.start
    }


def test_an_inferred_target_between_two_numbers_is_left_alone(desk):
    a_target(desk.own, 11, 12, "2022-01-01", "2022-12-31", basis="implied", source="bai-bao")
    desk.load()
    assert desk.value("mon") is None
    later = Counting(Period(date(2022, 2, 1), YEAR.end), "assumed", "tính từ tháng 2")
    assert desk.save(an="5", counting=later, decision=PLAN).complete
    assert stored(committee=desk.own) == [("mon", 11, "approved", 1, False)]


def test_a_decision_that_someone_else_changed_is_not_overwritten(desk):
    desk.type(an="10")
    loaded = desk.sheet
    desk.save(decision=REVISION, by=desk.other)
    desk.sheet = loaded
    done = desk.save(binh="5", decision=replace(PLAN, number="99"))
    assert REVISION.number in done.head[0]
    assert desk.save(binh="5").complete
    assert set(Target.objects.values_list("document_number", flat=True)) == {REVISION.number}


def test_another_periods_target_of_the_same_days_is_named(desk):
    a_target(desk.own, 600, 600, "2020-01-01", "2025-12-31", window_basis="assumed")
    Target.objects.update(window_from=YEAR.start, window_to=YEAR.end)
    with override("en"):
        done = desk.type(mon="100")
    assert rules(done) == ["target_rival"]
    assert "2020–2025" in done.errors[0].text


# -- Versions --------------------------------------------------------------------------------------


def test_a_changed_target_is_a_new_version_and_the_old_one_stays_readable(desk):
    desk.settle(mon="600")
    desk.type(REVISION, mon="650")
    assert stored() == [
        ("mon", 600, "approved", 1, False),
        ("mon", 650, "draft", 2, False),
    ]
    assert Target.objects.get(version=2).supersedes.version == 1
    submit([desk.own], YEAR, desk.clerk)
    approve([desk.own], YEAR, desk.approver)
    assert stored() == [
        ("mon", 600, "superseded", 1, False),
        ("mon", 650, "approved", 2, False),
    ]
    assert Target.history.filter(low=600, state="approved").exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Điều chỉnh theo Quyết định điều chỉnh, 25-QĐ/QU ngày 4/3/2022, trước đó 600."),
        ("en", "Adjusted under Quyết định điều chỉnh, 25-QĐ/QU of 4 March 2022, before that 600."),
    ],
)
def test_the_page_says_since_when_and_what_was_before(desk, language, words):
    def notes():
        with override(language):
            report = build_locality_report("mon", Selection(date(2022, 12, 1)))
        (goal,) = report.goals
        return goal.target, goal.notes

    desk.settle(mon="600")
    assert notes() == ("600", ())
    desk.type(REVISION, mon="650")
    assert notes() == ("600", ())
    submit([desk.own], YEAR, desk.clerk)
    approve([desk.own], YEAR, desk.approver)
    assert notes() == ("650", (words,))


def test_a_draft_that_was_never_approved_is_no_earlier_target(desk):
    desk.type(mon="600")
    desk.settle(mon="650")
    assert stored() == [("mon", 650, "approved", 1, False)]
    report = build_locality_report("mon", Selection(date(2022, 12, 1)))
    assert report.goals[0].notes == ()


def test_a_cleared_target_is_withdrawn_and_approval_leaves_none(desk):
    desk.settle(an="12")
    desk.type(REVISION, an="")
    assert desk.value("an") is None
    assert stored()[-1] == ("an", 12, "draft", 2, True)
    submit(desk.everyone, YEAR, desk.clerk)
    approve(desk.everyone, YEAR, desk.approver)
    assert {row[2] for row in stored()} == {"superseded"}
    desk.load()
    assert desk.value("an") is None
    desk.settle(an="15")
    assert stored()[-1] == ("an", 15, "approved", 3, False)


def test_a_draft_that_is_cleared_leaves_nothing_to_send(desk):
    desk.type(an="12")
    desk.type(an="")
    assert submit(desk.everyone, YEAR, desk.clerk) == []
    desk.type(an="13")
    assert stored() == [("an", 13, "draft", 1, False)]


def test_a_target_of_another_source_is_changed_by_a_version_of_the_entrys():
    desk = Desk(TERM)
    article = a_target(
        desk.own,
        600,
        600,
        "2020-01-01",
        "2025-12-31",
        source="bai-bao",
        window_note="từ số liệu",
        window_note_en="from the figures",
    )
    desk.load()
    assert desk.value("mon") == 600
    desk.settle(REVISION, mon="650")
    article.refresh_from_db()
    row = Target.objects.get(state="approved")
    assert (article.state, row.supersedes, row.version) == ("superseded", article, 2)
    assert (row.source.slug, row.window_note_en) == ("nhap-lieu", "from the figures")


# -- Sending, returning, approving -----------------------------------------------------------------


def test_a_decision_is_required_before_anything_is_sent_or_approved(desk):
    desk.type(Decision("Nghị quyết", ""), an="12")
    with pytest.raises(ValidationError) as refused:
        submit(desk.everyone, YEAR, desk.clerk)
    assert refused.value.code == "no_decision"
    Target.objects.update(state="submitted")
    with pytest.raises(ValidationError):
        approve(desk.everyone, YEAR, desk.approver)
    assert stored() == [("an", 12, "submitted", 1, False)]


def test_a_sent_target_waits_and_says_who_sent_it(desk):
    desk.type(an="12")
    submit(desk.everyone, YEAR, desk.clerk)
    with override("en"):
        (sentence,) = desk.type(an="13").locked.values()
    assert "can-bo" in sentence
    assert stored() == [("an", 12, "submitted", 1, False)]


def test_a_returned_target_says_why_and_may_be_mended(desk):
    desk.type(an="12", binh="3")
    submit(desk.everyone, YEAR, desk.clerk)
    with pytest.raises(ValidationError):
        send_back([desk.units[0]], YEAR, desk.approver, "  ")
    with pytest.raises(ValidationError):
        send_back([desk.units[0]], YEAR, desk.approver, "x" * 101)
    send_back([desk.units[0]], YEAR, desk.approver, "trên nghị quyết là 13")
    desk.load()
    assert [row[2] for row in stored()] == ["returned", "submitted"]
    last = desk.row("an").last
    assert (last.who, last.reason) == ("duyet", "trên nghị quyết là 13")
    desk.type(an="13")
    assert stored(committee=desk.units[0]) == [("an", 13, "draft", 1, False)]


def test_who_sends_does_not_approve(desk):
    desk.type(an="12")
    submit(desk.everyone, YEAR, desk.clerk)
    with pytest.raises(ValidationError) as refused:
        approve(desk.everyone, YEAR, desk.clerk)
    assert refused.value.code == "own"
    assert approve(desk.everyone, YEAR, desk.approver)


def test_a_part_of_the_sheet_can_be_sent_alone(desk):
    desk.type(an="12", binh="3")
    submit([desk.units[1]], YEAR, desk.clerk)
    assert [row[2] for row in stored()] == ["draft", "submitted"]


# -- Two people ------------------------------------------------------------------------------------


def test_two_people_at_one_target_both_keep_what_they_wrote(desk):
    desk.type(an="10")
    mine = desk.typed("an", "12")
    desk.save(an="11", by=desk.other)
    done = desk.save(mine)
    (conflict,) = done.conflicts
    assert (conflict.mine, conflict.theirs, conflict.change.who) == (12, 11, "can-bo-2")
    assert stored()[0][1] == 11
    assert desk.save(replace(mine, cell=replace(mine.cell, take="mine:10"))).conflicts
    assert desk.save(replace(mine, cell=replace(mine.cell, take="theirs"))).complete
    assert stored()[0][1] == 11
    assert desk.save(replace(mine, cell=replace(mine.cell, take="mine:11"))).saved
    assert stored()[0][1] == 12


def test_the_same_number_from_two_people_is_no_conflict(desk):
    mine = desk.typed("an", "11")
    desk.type(an="11")
    done = desk.save(mine)
    assert done.complete
    assert done.saved == set()


# -- What stands beside ----------------------------------------------------------------------------


def test_beside_each_unit_the_year_before_and_its_members(desk):
    unit = desk.units[0]
    a_target(unit, 40, 40, "2021-01-01", "2021-12-31")
    a_count(unit, "2021-01-01", "2021-12-31", 44)
    a_stock(unit, "2021-12-31", 900)
    a_stock(unit, "2020-12-31", 800)
    desk.load()
    beside = desk.row("an").beside
    assert (beside.target.low, beside.admitted.low, beside.members.low) == (40, 44, 900)
    assert beside.members_on == date(2021, 12, 31)
    assert desk.row("binh").beside.target is None


def test_what_is_not_wholly_covered_is_at_least(desk):
    a_count(desk.units[0], "2021-01-01", "2021-09-30", 30)
    desk.load()
    beside = desk.row("an").beside
    assert (beside.admitted.low, beside.admitted.high) == (30, None)


def test_a_yearly_target_of_several_years_counts_for_the_year_before(desk):
    a_target(desk.own, 130, None, "2021-01-01", "2025-12-31", sense="floor", cadence="year")
    desk.load()
    beside = desk.row("mon").beside
    assert (beside.target.low, beside.target.high) == (130, None)


def test_before_a_term_stands_the_term_before():
    desk = Desk(TERM)
    assert desk.sheet.before is None
    a_target(desk.own, 500, 500, "2015-01-01", "2020-12-31")
    desk.load()
    assert desk.sheet.before == years(2015, 2020)
    assert desk.row("mon").beside.target.low == 500


# -- The number of queries -------------------------------------------------------------------------


def counted(act):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        act()
    return len(queries)


def test_the_number_of_queries_does_not_depend_on_the_units():
    desk = Desk(units=[f"u{number}" for number in range(12)])
    few = {"u0": "1", "u1": "2"}
    many = {f"u{number}": str(number + 1) for number in range(2, 12)}

    def run(texts, units):
        found = [counted(lambda: desk.save(decision=PLAN, **texts)), counted(desk.load)]
        found.append(counted(lambda: submit(units, YEAR, desk.clerk)))
        found.append(counted(lambda: approve(units, YEAR, desk.approver)))
        desk.load()
        return found

    a_period("2022-01-01", "2022-12-31")
    first = run(few, desk.units[:2])
    second = run(many, desk.units[2:])
    assert second == first
    changed = dict.fromkeys(many, "77")
    some = counted(lambda: desk.save(decision=REVISION, u0="77"))
    desk.load()
    assert counted(lambda: desk.save(decision=REVISION, **changed)) <= some
    assert ReportingPeriod.objects.count() == 1
