"""The units of a locality's report: their order, what they reached, what they were given."""

from datetime import date

import pytest
from django.utils.translation import override

from recruitment.charts.ranking import UnitOrder
from recruitment.downloads import plain
from recruitment.reports.locality import build_locality_report
from recruitment.reports.progress import build_progress_report
from recruitment.reports.selection import Selection
from tests.rows import a_committee, a_count, a_target

pytestmark = pytest.mark.django_db

YEAR = ("2024-01-01", "2024-12-31")
TERM = ("2020-01-01", "2025-12-31")
NINE_MONTHS = ("2024-01-01", "2024-09-30")


def a_unit(slug, parent, target=None, admitted=None, *, to=NINE_MONTHS[1]):
    unit = a_committee(slug, parent)
    if target:
        a_target(unit, target, target, *YEAR, cadence="year")
    if admitted is not None:
        a_count(unit, YEAR[0], to, admitted)
    return unit


@pytest.fixture
def province():
    """Many admissions of a large target, few of a small one, a term's target, and none."""
    province = a_committee("province")
    a_target(province, 400, 400, *YEAR, cadence="year")
    a_count(province, *NINE_MONTHS, 200)
    a_unit("large", province, 100, 60)
    a_unit("small", province, 20, 30)
    a_unit("silent", province, 50)
    a_unit("none", province, None, 70)
    term = a_committee("term", province)
    a_target(term, 100, 100, *TERM)
    a_count(term, *NINE_MONTHS, 10)
    a_count(term, "2020-01-01", "2023-12-31", 80)
    return province


def report(order=UnitOrder.ADMITTED, slug="province", **asked):
    return build_locality_report(slug, Selection(date(2024, 10, 1), **asked), order)


def order_of(found):
    return [row.unit.slug for row in found.units.rows]


def test_by_number_admitted(province):
    found = report()
    assert order_of(found) == ["none", "large", "small", "term", "silent"]
    assert found.chart("children").title == "Đơn vị trực thuộc"
    assert found.units_query == ""


def test_by_percent_of_one_kind_of_target(province):
    found = report(UnitOrder.PERCENT)
    ranked = order_of(found)
    assert ranked[:2] == ["small", "large"]
    assert [row.goal.percent for row in found.units.rows[:2]] == ["150%", "60%"]
    # 90 of a term's 100 is more than 60 %, but of something else.
    assert set(ranked[2:]) == {"none", "silent", "term"}
    chart = found.chart("children")
    assert [row.key for row in chart.y.categories] == ranked
    assert [row[0].text for row in chart.table.rows[:5]] == ranked
    drawn = [point.at for point in chart.series[0].points if point.value is not None]
    assert drawn == ["small", "large"]
    assert found.units_query == "?units=percent"


def test_the_goal_that_is_ranked_is_the_one_that_is_shown(province):
    """A unit with a term and a year: by number its headline, by percent the year."""
    both = a_unit("both", province, 40, 30)
    a_target(both, 300, 300, *TERM)
    row = next(row for row in report().units.rows if row.unit.slug == "both")
    assert row.goal.period == "nhiệm kỳ 2020–2025"
    row = next(row for row in report(UnitOrder.PERCENT).units.rows if row.unit.slug == "both")
    assert (row.goal.period, row.goal.percent) == ("năm 2024", "75%")
    assert row.status == row.goal.status


def test_the_day_and_the_order_are_both_kept(province):
    found = report(UnitOrder.PERCENT, as_of=date(2024, 9, 30))
    assert found.units_query == "?as_of=2024-09-30&units=percent"


def test_without_a_percent_the_order_stays(province):
    found = report(UnitOrder.PERCENT, as_of=date(2023, 12, 31))
    assert order_of(found)[0] == "term"
    before = report(UnitOrder.PERCENT, as_of=date(2020, 1, 1))
    assert before.units.order is UnitOrder.ADMITTED
    assert before.units_query == "?as_of=2020-01-01"
    assert report(UnitOrder.PERCENT, "small").units.rows == ()


SAID = {
    "vi": (
        "Đơn vị có cả chỉ tiêu năm 2024 và số liệu (2/5 đơn vị): kết nạp 90 trên chỉ tiêu 120, "
        "tính chung đạt 75%.",
        "Chỉ tiêu năm 2024 giao cho đơn vị (3/5 đơn vị có chỉ tiêu): 170; chỉ tiêu của toàn đảng "
        "bộ: 400; chênh lệch −230.",
    ),
    "en": (
        "Units with both a target for 2024 and a figure (2 of 5): 90 admitted of 120, together "
        "75%.",
        "Targets given to units for 2024 (3 of 5 have one): 170; the committee's own: 400; "
        "difference −230.",
    ),
}


@pytest.mark.parametrize("language", SAID)
def test_together_and_given_are_said(province, language):
    with override(language):
        assert report().units.facts == SAID[language]
        assert report(UnitOrder.PERCENT).units.facts == SAID[language]


def test_different_last_days_are_said(province):
    a_unit("early", province, 10, 5, to="2024-06-30")
    said = report().units.facts[0]
    assert said.endswith(" Số liệu của các đơn vị tính đến các ngày từ 30/6/2024 đến 30/9/2024.")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "Chỉ tiêu mỗi năm giai đoạn 2020–2025 giao cho đơn vị (1/2 đơn vị có chỉ tiêu): 30; "
               "chỉ tiêu của toàn đảng bộ: từ 130 trở lên; chênh lệch −100."),
        ("en", "Targets given to units for each year of 2020–2025 (1 of 2 have one): 30; the "
               "committee's own: from 130 upward; difference −100."),
    ],
)  # fmt: skip
def test_a_floor_of_every_year_before_anything_is_reported(language, said):
    province = a_committee("province")
    a_target(province, 130, None, *TERM, cadence="year", sense="floor")
    a_target(a_committee("one", province), 30, 30, *TERM, cadence="year")
    a_committee("two", province)
    with override(language):
        assert report().units.facts == (said,)


def test_an_inferred_target_leaves_the_difference_between_two_ends(province):
    other = a_committee("other")
    a_target(other, 897, 906, *TERM, basis="implied")
    a_target(a_committee("one", other), 50, 50, *TERM)
    [said] = report(slug="other").units.facts
    assert said.endswith("toàn đảng bộ: 897–906, suy ra; chênh lệch từ −856 đến −847.")


def test_targets_that_do_not_add_up_are_no_discrepancy(province):
    a_unit("huge", province, 1000)
    found = report()
    assert "chênh lệch +770" in found.units.facts[1]
    assert found.discrepancies == ()


def test_the_committee_without_such_a_target_says_nothing_of_targets_given():
    province = a_committee("province")
    a_unit("one", province, 20, 10)
    with override("en"):
        [said] = report().units.facts
    assert said.startswith("Units with both a target for 2024 and a figure (1 of 1)")


def test_a_locality_without_units_says_nothing():
    a_committee("alone")
    assert report(slug="alone").units.facts == ()


def test_units_with_other_days_only_are_drawn_by_percent():
    """None reported for the province's days: by number a list, by percent a chart."""
    province = a_committee("province")
    a_unit("one", province, 20, 10)
    assert report().chart("children") is None
    chart = report(UnitOrder.PERCENT).chart("children")
    assert chart.series[0].points[0].value == 50


def test_the_json_says_the_same(province):
    found = plain.progress(report())["children"]
    answer = build_progress_report("province", Selection(date(2024, 10, 1)))
    assert plain.progress(answer)["children"] == found
    attained, allocated = found["attained"], found["allocated"]
    assert (attained["units"], attained["percent"]) == (2, {"low": 75, "high": 75})
    assert attained["cadence"] == "year"
    assert (attained["from"], attained["to"]) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (allocated["units"], allocated["given"]["low"]) == (3, 170)
    assert allocated["difference"] == {"low": -230, "high": -230}


def test_an_open_figure_leaves_the_percent_open(province):
    unit = a_unit("open", province, 80)
    a_count(unit, *NINE_MONTHS, 9, qualifier="more_than")
    found = plain.progress(report())["children"]["attained"]
    assert found["percent"] == {"low": 50, "high": None}
    assert "tính chung đạt ít nhất 50%" in report().units.facts[0]


def test_where_nothing_is_known_there_is_no_bar(province):
    """More than 80 since the year before: of this year's part nobody can say anything."""
    unit = a_unit("unclear", province, 80)
    a_count(unit, "2023-07-01", NINE_MONTHS[1], 80, qualifier="more_than")
    units, goals = (
        report(UnitOrder.PERCENT).chart("children"),
        report(slug="unclear").chart("goals"),
    )
    for chart, place in ((units, "unclear"), (goals, goals.y.categories[0].key)):
        (attained,) = (series for series in chart.series if series.key == "attained")
        assert [point.value for point in attained.points if point.at == place] == [None]
        assert [row.words for row in chart.y.categories if row.key == place] == ["–"]


def test_sums_that_follow_each_other_are_named_once():
    top = a_committee("top", aggregates=True)
    a_target(top, 100, 100, "2022-01-01", "2022-12-31")
    one, two = a_committee("one", top), a_committee("two", top)
    for start, end in (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30")):
        a_count(one, f"2022-{start}", f"2022-{end}", 7)
    a_count(two, "2022-07-01", "2022-09-30", 5)
    with override("vi"):
        (goal,) = build_locality_report("top", Selection(today=date(2022, 10, 1))).goals
    assert [note for note in goal.notes if "đơn vị" in note] == [
        "1/1/2022 – 30/6/2022: cộng từ 1/2 đơn vị.",
        "1/7/2022 – 30/9/2022: cộng từ 2/2 đơn vị.",
    ]


@pytest.mark.parametrize("with_goal", [True, False])
@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "cộng từ 1/2 đơn vị"), ("en", "added up from 1 of 2 units")],
)
def test_a_sum_is_named_with_and_without_a_target(with_goal, language, words):
    top = a_committee("top", aggregates=True)
    if with_goal:
        a_target(top, 100, 100, "2022-01-01", "2022-12-31")
    a_count(a_committee("one", top), "2022-01-01", "2022-03-31", 7)
    a_committee("two", top)
    with override(language):
        found = build_locality_report("top", Selection(today=date(2022, 4, 1)))
    told = [note for goal in found.goals for note in goal.notes] + list(found.units.facts)
    assert len([note for note in told if words in note]) == 1
