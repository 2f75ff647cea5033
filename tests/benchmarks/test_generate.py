"""The made-up tree obeys the models' own rules, although it is written in bulk."""

from datetime import date

import pytest

from benchmarks.generate import PROVINCES, generate, generate_province
from recruitment.models import AdmissionCount, Committee, MembershipCount, Target
from recruitment.queries.committees import family
from recruitment.queries.scope import Scope
from recruitment.reports.group import build_group_report
from recruitment.reports.selection import Selection
from tests.rows import a_category

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    a_category()
    return generate(committees=90, quarters=3)


def test_there_are_as_many_as_asked(made):
    assert made.committees == Committee.objects.count() == 90
    units = 90 - 1 - 2 * PROVINCES
    assert made.figures == (PROVINCES + units) * (3 + 1)


def test_saving_a_committee_again_changes_nothing(made):
    kept = ("path", "search_key", "sort_key", "slug")
    for row in Committee.objects.all():
        before = [getattr(row, field) for field in kept]
        row.full_clean(exclude=["kind"])
        row.save()
        assert [getattr(row, field) for field in kept] == before


def test_every_row_is_valid(made):
    for model in (Target, AdmissionCount, MembershipCount):
        for row in model.objects.all()[:40]:
            row.full_clean()


def test_a_commune_is_the_sum_of_its_units(made):
    standing = family(made.commune.slug, Scope()).standing()
    assert standing.headline.admitted.low > 0
    assert standing.children.reported == standing.children.listed > 0


def test_one_seed_makes_one_tree(made):
    names = list(Committee.objects.order_by("slug").values_list("name", flat=True))
    AdmissionCount.objects.all().delete()
    MembershipCount.objects.all().delete()
    Target.objects.all().delete()
    for row in Committee.objects.order_by("-path"):
        row.delete()
    generate(committees=90, quarters=3)
    assert list(Committee.objects.order_by("slug").values_list("name", flat=True)) == names


def test_a_large_province_has_as_many_localities_as_asked(db):
    a_category()
    province = generate_province(communes=4, quarters=2)
    report = build_group_report(province.slug, Selection(date(2026, 12, 31)))
    assert report.count == 5
    assert all(locality.standing.headline for locality in report.localities)
