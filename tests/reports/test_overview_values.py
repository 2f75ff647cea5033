"""What lists read without rows is what pages read with them."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from benchmarks.generate import generate
from recruitment.models import Audience, Committee
from recruitment.progress.periods import Period
from recruitment.queries import bulk
from recruitment.queries.committees import family, stands
from recruitment.queries.material import material
from recruitment.queries.scope import Scope

pytestmark = pytest.mark.django_db

SCOPES = [
    Scope(),
    Scope(as_of=date(2019, 6, 30)),
    Scope(term=Period(date(2015, 1, 1), date(2020, 12, 31))),
    Scope(audience=Audience.PREVIEW),
]


@pytest.fixture
def everyone():
    call_command("load_articles", stdout=StringIO())
    generate(committees=90, quarters=3)
    return list(Committee.objects.order_by("pk"))


def test_the_values_are_the_same_without_the_rows(everyone):
    for scope in SCOPES:
        with_rows, without = material(everyone, scope), bulk.values(everyone, scope)
        assert without.counts == with_rows.counts
        assert without.targets == with_rows.targets
        assert without.target_rows.keys() == with_rows.target_rows.keys()
        for committee in everyone:
            # Members of a category have no part in goals, and are left out of lists.
            in_goals = replace(with_rows.evidence(committee.pk), parts=())
            assert without.evidence(committee.pk) == in_goals
        assert not without.count_rows
        assert not without.stock_rows


def test_a_list_says_of_each_what_its_page_says(everyone):
    found, _material = stands(everyone, Scope(), with_inherited=True)
    for stand in found[::3]:
        page = family(stand.committee.slug, Scope()).standing()
        assert stand.standing.goals == page.goals
        assert stand.standing.headline_count == page.headline_count
