"""What the rows in the database say of a committee, through the one bridge to the engine."""

from datetime import date

import pytest

from recruitment.models import AdmissionCount, Audience, Return
from recruitment.progress.periods import Period
from recruitment.progress.status import Status
from recruitment.queries.committees import UnknownLocalityError, family, stands
from recruitment.queries.scope import Scope
from tests.rows import (
    a_committee,
    a_count,
    a_number_of_units,
    a_period,
    a_source,
    a_stock,
    a_target,
)

pytestmark = pytest.mark.django_db

TERM = ("2021-01-01", "2025-12-31")


@pytest.fixture
def district():
    return a_committee("district")


def standing(committee, **scope):
    return family(committee.slug, Scope(**scope)).standing()


def headline(committee, **scope):
    return standing(committee, **scope).headline


def test_an_approved_figure_counts_and_a_draft_does_not(district):
    a_target(district, 600, 600, *TERM)
    a_count(district, "2021-01-01", "2022-06-30", 200)
    a_count(district, "2022-07-01", "2022-09-30", 30, state="draft")
    assert headline(district).admitted.low == 200
    assert headline(district, audience=Audience.PREVIEW).admitted.low == 230


def test_approving_shows_at_once(district):
    a_target(district, 600, 600, *TERM)
    a_count(district, "2021-01-01", "2022-06-30", 200)
    draft = a_count(district, "2022-07-01", "2022-09-30", 30, state="draft")
    draft.approve()
    assert headline(district).admitted.low == 230


def test_a_later_version_replaces_the_earlier(district):
    a_target(district, 600, 600, *TERM)
    a_count(district, "2021-01-01", "2022-06-30", 200)
    a_count(district, "2021-01-01", "2022-06-30", 210, state="draft", version=2).approve()
    assert headline(district).admitted.low == 210
    assert AdmissionCount.objects.get(version=1).state == "superseded"


def test_as_of_leaves_out_what_ended_later(district):
    a_target(district, 600, 600, *TERM)
    a_count(district, "2021-01-01", "2021-12-31", 120)
    a_count(district, "2022-01-01", "2022-12-31", 140)
    goal = headline(district, as_of=date(2022, 6, 30))
    assert (goal.admitted.low, goal.as_of) == (120, date(2021, 12, 31))


def test_a_term_shows_the_targets_that_lie_mostly_in_it(district):
    a_target(district, 400, 400, "2015-01-01", "2020-12-31")
    a_target(district, 600, 600, *TERM)
    old = standing(district, term=Period(date(2015, 1, 1), date(2020, 12, 31)))
    new = standing(district, term=Period(date(2020, 1, 1), date(2025, 12, 31)))
    assert [goal.target.low for goal in old.goals] == [400]
    assert [goal.target.low for goal in new.goals] == [600]


def test_days_without_figures_make_a_lower_bound(district):
    a_target(district, 600, 600, *TERM)
    a_count(district, "2021-01-01", "2022-05-16", 238)
    a_count(district, "2022-07-01", "2022-09-30", 30)
    goal = headline(district)
    assert (goal.admitted.low, goal.admitted.high) == (268, None)
    assert goal.tiling.uncovered_days == 45
    assert goal.partial


def test_an_entered_figure_goes_before_an_article(district):
    a_target(district, 600, 600, *TERM)
    a_count(district, "2021-01-01", "2021-12-31", 120, source="an-article")
    a_count(district, "2021-01-01", "2021-12-31", 125)
    found = standing(district)
    assert found.headline.admitted.low == 125
    [conflict] = found.discrepancies
    assert (conflict.used.low, conflict.other.low) == (125, 120)


def test_units_stand_beside_their_parent_and_leave_a_remainder(district):
    a_number_of_units(district, "2022-05-16", 40)
    a_count(district, "2021-01-01", "2022-05-16", 238)
    for slug, value in (("one", 100), ("two", 118)):
        a_count(a_committee(slug, district), "2021-01-01", "2022-05-16", value)
    late = a_committee("late", district)
    a_count(late, "2021-01-01", "2021-12-31", 5)
    units = standing(district).children
    assert (units.reported, units.listed, units.stated_total) == (2, 3, 40)
    assert (units.sum.low, units.remainder.low) == (218, 20)


def test_units_that_exceed_their_parent_are_a_discrepancy(district):
    a_count(district, "2021-01-01", "2021-12-31", 10)
    a_count(a_committee("one", district), "2021-01-01", "2021-12-31", 11)
    found = standing(district)
    assert [conflict.conflict for conflict in found.discrepancies] == ["children_exceed"]
    assert found.children.remainder is None


def test_a_committee_that_is_the_sum_of_its_units_takes_theirs(district):
    district.aggregates = True
    district.save()
    a_target(district, 100, 100, "2022-01-01", "2022-12-31", cadence="year")
    one, two = a_committee("one", district), a_committee("two", district)
    a_count(one, "2022-01-01", "2022-03-31", 10)
    a_count(two, "2022-01-01", "2022-03-31", 15)
    a_count(one, "2022-04-01", "2022-06-30", 20)
    members = family("district", Scope())
    goal = members.standing().headline
    assert (goal.admitted.low, goal.admitted.high) == (45, None)
    [first, second] = members.found.sums[district.pk].values()
    assert (first.reported, first.expected, first.count.amount.high) == (2, 2, 25)
    assert (second.reported, second.expected, second.count.amount.high) == (1, 2, None)


def test_sums_reach_up_through_several_levels(district):
    district.aggregates = True
    district.save()
    ward = a_committee("ward", district, aggregates=True)
    a_count(a_committee("cell", ward), "2022-01-01", "2022-12-31", 7)
    assert standing(district).headline_count.counted.low == 7


def test_a_unit_that_had_ended_is_not_waited_for(district):
    district.aggregates = True
    district.save()
    a_count(a_committee("one", district), "2022-01-01", "2022-12-31", 7)
    a_committee("gone", district, ended_on=date(2021, 6, 30))
    [summed] = family("district", Scope()).found.sums[district.pk].values()
    assert summed.expected == 1


def a_return(unit, quarter, **fields):
    return Return.objects.create(committee=unit, period=a_period(*quarter), **fields)


QUARTER = ("2022-07-01", "2022-09-30")
EXACT, OPEN = (1, 1, 7), (1, 2, None)


def sum_of(committee, **scope):
    [found] = family(committee.slug, Scope(**scope)).found.sums[committee.pk].values()
    return found.reported, found.expected, found.count.amount.high


@pytest.fixture
def idle(district):
    """The unit below a district that is the sum of its units, of which the other admitted 7."""
    district.aggregates = True
    district.save()
    a_count(a_committee("busy", district), *QUARTER, 7)
    return a_committee("idle", district)


@pytest.mark.parametrize(
    ("standing", "state", "public", "preview"),
    [
        ("not_applicable", "approved", EXACT, EXACT),
        ("not_applicable", "submitted", OPEN, EXACT),
        ("not_applicable", "draft", OPEN, EXACT),
        ("not_applicable", "returned", OPEN, OPEN),
        ("not_reported", "approved", OPEN, OPEN),
        ("reported", "approved", OPEN, OPEN),
    ],
)
def test_who_is_waited_for_is_said_by_the_returns(district, idle, standing, state, public, preview):
    a_return(idle, QUARTER, standing=standing, state=state)
    assert sum_of(district) == public
    assert sum_of(district, audience=Audience.PREVIEW) == preview


def test_while_a_return_is_corrected_the_public_keeps_the_approved_one(district, idle):
    report = a_return(idle, QUARTER, standing="not_applicable", state="approved")
    report.state, report.revision, report.standing = "draft", 2, "reported"
    report.save()
    assert sum_of(district) == EXACT
    assert sum_of(district, audience=Audience.PREVIEW) == OPEN
    report.state = "approved"
    report.save()
    assert sum_of(district) == OPEN


def test_not_applicable_since_january_excuses_from_the_whole_year_so_far(district):
    district.aggregates = True
    district.save()
    nine_months = ("2022-01-01", "2022-09-30")
    a_count(a_committee("busy", district), *nine_months, 7)
    idle = a_committee("idle", district)
    report = a_return(idle, QUARTER, standing="not_applicable", state="approved")
    assert sum_of(district) == OPEN
    report.cumulative = True
    report.save()
    assert sum_of(district) == EXACT


def test_the_return_of_another_quarter_excuses_nobody(district, idle):
    before = ("2022-04-01", "2022-06-30")
    a_return(idle, before, standing="not_applicable", state="approved")
    assert sum_of(district) == OPEN


def test_two_numbers_of_members_of_one_day_are_listed(district):
    used = a_stock(district, "2021-12-31", 4000)
    other = a_stock(district, "2021-12-31", 4100, source=a_source("paper"))
    a_stock(district, "2020-12-31", 3900, source=a_source("paper"))
    [conflict] = standing(district).discrepancies
    assert conflict.conflict == "two_stocks"
    assert (conflict.used_ids, conflict.other_ids) == ((used.pk,), (other.pk,))
    assert (conflict.used.low, conflict.other.low) == (4000, 4100)


def test_a_target_for_all_below_is_a_reference_and_no_status(district):
    root = district
    a_target(
        root, 3, 4, "2020-01-01", "2030-12-31",
        kind="rate", cadence="year", sense="band", inherits=True,
    )  # fmt: skip
    ward = a_committee("ward", a_committee("between", root))
    a_count(ward, "2021-01-01", "2021-12-31", 12)
    a_stock(ward, "2020-12-31", 300)
    found = standing(ward)
    assert found.status is Status.NO_TARGET
    [reference] = found.references
    assert (reference.target.owner, reference.year) == ("district", 2021)
    assert reference.percent.low == 4
    assert reference.status is Status.ACHIEVED


def test_many_standings_cost_as_many_queries_as_one(district, django_assert_num_queries):
    wards = [a_committee(f"ward-{number}", district) for number in range(8)]
    for ward in wards:
        a_target(ward, 10, 10, "2022-01-01", "2022-12-31", cadence="year")
        a_count(ward, "2022-01-01", "2022-06-30", 5)
    for some in (wards[:1], wards):
        # admissions, stocks, targets
        with django_assert_num_queries(3):
            found, _material = stands(some, Scope())
        assert {stand.standing.status for stand in found} == {Status.ON_PACE}


def test_an_unknown_locality_is_named():
    with pytest.raises(UnknownLocalityError, match="nowhere"):
        family("nowhere", Scope())
