"""Each chart names the sources of the figures that it is drawn from, and no others."""

import pytest
from django.utils import translation

from recruitment.models import ActivityCount
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection
from tests.rows import a_committee, a_count, a_period, a_source, a_stock, a_target, day

pytestmark = pytest.mark.django_db


def sources(slug="district"):
    with translation.override("en"):
        report = build_locality_report(slug, Selection(today=day("2024-01-01")))
    return {
        chart.name: {
            name.partition(",")[0] for name in chart.source.removeprefix("Source: ").split("; ")
        }
        for chart in report.charts
    }


def an_activity(committee, source):
    row = ActivityCount(
        committee=committee,
        activity="dossier",
        period=a_period("2022-01-01", "2022-12-31"),
        source=a_source(source),
        value=7,
        state="approved",
    )
    row.full_clean()
    row.save()


def test_a_chart_names_its_own_sources():
    district = a_committee("district")
    a_target(district, 100, 100, "2022-01-01", "2022-12-31", cadence="year")
    a_target(district, 3, 4, "2022-01-01", "2022-12-31", kind="rate", cadence="year", sense="band")
    a_count(district, "2022-01-01", "2022-12-31", 90, source="year")
    a_count(district, "2023-01-01", "2023-03-31", 20, source="quarter")
    a_count(district, "2022-01-01", "2022-12-31", 9, category="pupil", source="category")
    a_stock(district, "2021-12-31", 3000, source=a_source("members"))
    an_activity(district, "dossiers")
    assert sources() == {
        "cumulative": {"year"},
        "goals": {"year", "members"},
        "years": {"year"},
        "quarters": {"quarter"},
        "members": {"year", "members"},
        "categories": {"year", "category"},
        "source_pool": {"dossiers"},
    }


def test_targets_without_a_figure_have_their_own_source():
    district = a_committee("district")
    a_target(district, 100, 100, "2022-01-01", "2022-12-31", cadence="year", source="plan")
    assert sources() == {"goals": {"plan"}}


def test_a_place_with_dossiers_alone_has_their_source():
    an_activity(a_committee("district"), "dossiers")
    assert sources() == {"source_pool": {"dossiers"}}


def test_the_units_have_sources_of_their_own_and_so_has_their_sum():
    district = a_committee("district", aggregates=True)
    for number, (slug, source) in enumerate((("east", "one"), ("west", "two"))):
        unit = a_committee(slug, district)
        a_count(unit, "2022-01-01", "2022-12-31", 10 + number, source=source)
    assert sources() == {"cumulative": {"one", "two"}, "children": {"one", "two"}}


def test_quarters_between_cumulative_figures_are_drawn():
    """Entered from the year's beginning on, as some committees count: 30, then 50 by June."""
    district = a_committee("district")
    a_count(district, "2022-01-01", "2022-03-31", 30)
    a_count(district, "2022-01-01", "2022-06-30", 50)
    a_count(district, "2023-04-01", "2023-06-30", 25)
    report = build_locality_report("district", Selection(today=day("2024-01-01")))
    rows = report.chart("quarters").table.rows
    assert [[cell.value for cell in row[1:3]] for row in rows] == [
        [30, None],
        [20, None],
        [25, 20],
    ]
