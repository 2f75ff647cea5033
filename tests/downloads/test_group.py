"""A committee with all its localities: which they are, and the overview's numbers of them."""

from datetime import date

import pytest
from django.utils import translation

from recruitment.downloads.group import group_briefing
from recruitment.models import Committee
from recruitment.reports.group import NoLocalitiesError, build_group_report
from recruitment.reports.overview import Filters, build_overview_report
from recruitment.reports.selection import Selection
from tests.rows import a_committee, a_count, a_target

TODAY = Selection(date(2026, 11, 27))
TERM = ("2021-01-01", "2025-12-31")


@pytest.fixture
def province(db):
    """Units with a target and a figure, with one of them, as a sum, with neither; and a unit of
    a unit, which is not of this briefing."""
    province = a_committee("province")
    a_target(province, 1000, 1000, *TERM)
    both, figure, target = (a_committee(name, province) for name in ("both", "count", "aim"))
    a_target(both, 100, 100, *TERM)
    a_count(both, "2021-01-01", "2022-12-31", 40)
    a_count(figure, "2021-01-01", "2022-12-31", 7)
    a_target(target, 50, 50, *TERM)
    a_committee("sum", province, aggregates=True)
    a_committee("silent", province)
    below = a_committee("below", both)
    a_target(below, 10, 10, *TERM)
    a_count(below, "2021-01-01", "2022-12-31", 10)
    return province


def test_its_localities_are_those_directly_below_with_figures_or_a_target(province):
    report = build_group_report("province", TODAY)
    assert [member.slug for member in report.members] == ["aim", "both", "count", "sum"]
    assert report.count == 5
    made = [locality.committee.slug for locality in report.localities]
    assert made == ["province", "aim", "both", "count", "sum"]
    assert list(report.localities) == []  # once, and one by one
    with pytest.raises(NoLocalitiesError):
        build_group_report("silent", TODAY)


def test_figures_that_are_not_approved_make_no_locality(province):
    a_count(a_committee("draft", province), *TERM, 5, state="draft")
    assert "draft" not in [member.slug for member in build_group_report("province", TODAY).members]


def test_its_rows_are_the_overview_s(province):
    report = build_group_report("province", TODAY)
    overview = build_overview_report(TODAY, Filters(parent="province"))
    rows = {item.row.committee.slug: item.row for item in overview.rows}
    assert {item.row.committee.slug for group in report.groups for item in group.rows} == {
        "aim",
        "both",
    }
    for group in report.groups:
        for item in group.rows:
            assert item.row == rows[item.row.committee.slug]
    assert report.sentence.startswith("Trong 2 chỉ tiêu của 2 địa phương")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("vi", "Chỉ có một chỉ tiêu của một địa phương, đơn vị: hoàn thành."),
        ("en", "Only one target, of one locality: achieved."),
    ],
)
def test_of_one_target_it_says_how_that_stands(province, language, sentence):
    with translation.override(language):
        assert build_group_report("both", TODAY).sentence == sentence


def test_without_any_target_it_says_so(province):
    parent = a_committee("parent", province)
    a_count(a_committee("unit", parent), *TERM, 5)
    assert build_group_report("parent", TODAY).sentence == (
        "Chưa có địa phương, đơn vị nào được giao chỉ tiêu."
    )


def test_what_is_heard_of_a_chart_is_of_its_own_targets(province):
    aim = Committee.objects.get(slug="aim")
    a_target(aim, 5, 5, "2022-01-01", "2022-12-31", cadence="year")
    a_count(aim, "2022-01-01", "2022-12-31", 6)
    heard = {chart.name: chart.summary for chart in build_group_report("province", TODAY).charts}
    assert heard["standings-year"] == (
        "Chỉ tiêu từng năm: chỉ có một chỉ tiêu của một địa phương, đơn vị: vượt chỉ tiêu."
    )
    assert ": trong 2 chỉ tiêu của 2 địa phương, đơn vị: " in heard["standings-term"]


def test_its_queries_do_not_grow_with_the_localities(province, django_assert_num_queries):
    with django_assert_num_queries(7):
        report = build_group_report("province", TODAY)
    for number in range(5):
        a_target(a_committee(f"more-{number}", province), 10, 10, *TERM)
    with django_assert_num_queries(7):
        assert build_group_report("province", TODAY).count == report.count + 5


def test_its_briefing_has_the_localities_side_by_side_and_then_each_of_them(province):
    report = build_group_report("province", TODAY)
    briefing = group_briefing(report)
    slugs = [section.slug for section in briefing.sections]
    assert slugs == ["", "province", "aim", "both", "count", "sum"]
    assert briefing.count == len(slugs)
    assert list(briefing.sections) == []
