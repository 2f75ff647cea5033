"""Who has reported, who is late, who was sent back."""

from datetime import date

import pytest

from recruitment.entry.board import Step, open_board
from recruitment.entry.workflow import approve, send_back, submit
from recruitment.models import Committee
from tests.rows import a_committee, a_count, a_period

from .office import Office

pytestmark = pytest.mark.django_db
QUARTER = ("2022-07-01", "2022-09-30")
BEFORE, AFTER = date(2022, 10, 10), date(2022, 10, 11)


@pytest.fixture
def office():
    return Office(units=("an", "binh", "cam", "dinh", "gia"))


def board(office, today=BEFORE, within=None):
    reach = Committee.objects.all() if within is None else within
    return open_board(office.own, reach, office.quarter, today)


def steps(found):
    return {row.committee.slug: row.step for row in found.rows}


def test_every_unit_stands_where_its_return_stands(office):
    for number, slug in enumerate(("an", "binh", "cam", "dinh")):
        office.type(slug, admitted=str(number + 3))
    submit(office.units[:3], office.quarter, office.clerk)
    approve(office.units[:1], office.quarter, office.approver)
    send_back(office.units[1:2], office.quarter, office.approver, "nhầm")
    assert steps(board(office)) == {
        "mon": Step.NOTHING,
        "an": Step.APPROVED,
        "binh": Step.RETURNED,
        "cam": Step.SUBMITTED,
        "dinh": Step.DRAFT,
        "gia": Step.NOTHING,
    }


def test_late_is_who_has_not_sent_when_it_was_due(office):
    for number, slug in enumerate(("an", "binh", "cam")):
        office.type(slug, admitted=str(number + 3))
    submit(office.units[:2], office.quarter, office.clerk)
    send_back(office.units[1:2], office.quarter, office.approver, "nhầm")
    found = board(office, AFTER)
    assert steps(found) == {
        "mon": Step.LATE,
        "an": Step.SUBMITTED,
        "binh": Step.RETURNED,
        "cam": Step.LATE,
        "dinh": Step.LATE,
        "gia": Step.LATE,
    }
    assert found.count(Step.LATE) == 4


def test_complete_means_everyone_of_whom_a_report_is_expected(office):
    assert board(office).percent == 0
    office.type("gia", standing="not_applicable")
    office.type("dinh", standing="not_reported")
    for slug, value in (("mon", 300), ("an", 61), ("binh", 62)):
        office.type(slug, admitted=str(value))
    submit([*office.everyone[:3], *office.units[3:4]], office.quarter, office.clerk)
    found = board(office)
    assert (found.reported, found.expected, found.percent) == (3, 5, 60)


def test_who_is_said_not_to_have_reported_has_not_and_is_late_in_the_end(office):
    office.type("an", standing="not_reported")
    office.type("binh", standing="not_applicable")
    submit(office.units[:2], office.quarter, office.clerk)
    # Somebody has to decide first.
    assert [steps(board(office, AFTER))[slug] for slug in ("an", "binh")] == [Step.SUBMITTED] * 2
    approve(office.units[:2], office.quarter, office.approver)
    assert steps(board(office))["an"] == Step.APPROVED
    late = steps(board(office, AFTER))
    assert (late["an"], late["binh"]) == (Step.LATE, Step.APPROVED)
    assert board(office).reported == 0


def test_only_units_within_reach_and_alive_are_on_the_board(office):
    office.units[4].ended_on = date(2022, 6, 30)
    office.units[4].save()
    reach = Committee.objects.filter(slug__in=["mon", "an", "gia"])
    assert steps(board(office, within=reach)).keys() == {"mon", "an"}
    Committee.objects.filter(pk=office.own.pk).update(ended_on=date(2022, 6, 30))
    office.own.refresh_from_db()
    found = board(office, AFTER, within=reach)
    assert steps(found) == {"an": Step.LATE}
    assert (found.reported, found.expected) == (0, 1)


def test_a_unit_with_units_of_its_own_has_a_sheet(office):
    a_committee("duoi", office.units[0])
    has = {row.committee.slug: row.has_units for row in board(office).rows}
    assert (has["mon"], has["an"], has["binh"]) == (True, True, False)


@pytest.mark.parametrize(
    ("state", "step"),
    [("draft", Step.LATE), ("submitted", Step.SUBMITTED), ("approved", Step.APPROVED)],
)
def test_figures_that_came_by_a_form_stand_where_they_are(office, state, step):
    an = office.units[0]
    a_count(an, *QUARTER, 5, state=state)
    found = board(office, AFTER)
    assert steps(found)["an"] is step
    assert found.reported == (step is not Step.LATE)


def test_figures_of_other_states_are_as_far_as_the_least_of_them(office):
    an = office.units[0]
    a_count(an, *QUARTER, 5, state="approved")
    a_count(an, *QUARTER, 2, category="pupil", state="draft")
    assert steps(board(office))["an"] is Step.DRAFT


def test_figures_that_count_from_the_new_year_are_a_report_too(office):
    a_period("2022-01-01", QUARTER[1])
    a_count(office.units[0], "2022-01-01", QUARTER[1], 5, state="approved")
    assert steps(board(office, AFTER))["an"] is Step.APPROVED


def test_what_was_withdrawn_is_no_report(office):
    a_count(office.units[0], *QUARTER, 5, state="approved", withdrawn=True)
    assert steps(board(office))["an"] is Step.NOTHING


def test_figures_of_an_article_are_no_report(office):
    a_count(office.units[0], *QUARTER, 5, state="approved", source="bao")
    assert steps(board(office))["an"] is Step.NOTHING


def test_the_queries_of_a_board_do_not_grow(office, django_assert_num_queries):
    with django_assert_num_queries(9):
        board(office)  # units, window, returns; the figures of those without a return
    for committee in office.everyone:
        office.type(committee.slug, standing="not_applicable")
    with django_assert_num_queries(3):
        board(office)
