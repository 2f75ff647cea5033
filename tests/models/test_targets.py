from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from recruitment.models import Source, StatedResult, Target
from recruitment.progress import targets as engine
from recruitment.progress.verdicts import StatedKind
from tests.rows import a_category, a_committee, a_period, a_source, a_target

TERM = ("2020-01-01", "2025-12-31")


@pytest.fixture
def place(db):
    return a_committee("o-mon")


def refused(action, *args, **fields):
    with pytest.raises(ValidationError) as caught:
        action(*args, **fields)
    return caught.value.message_dict


def test_the_codes_are_the_engines():
    for ours, theirs in (
        (Target.Kind, engine.Kind),
        (Target.Cadence, engine.Cadence),
        (Target.Sense, engine.Sense),
        (Target.Basis, engine.Basis),
        (Target.WindowBasis, engine.WindowBasis),
        (StatedResult.Kind, StatedKind),
    ):
        assert set(ours.values) == {each.value for each in theirs}


def test_a_stated_total_is_typed_once(place):
    assert a_target(place, Decimal(600), None, *TERM).high == 600


@pytest.mark.parametrize(
    ("low", "high", "fields", "wrong"),
    [
        (None, None, {}, {"low"}),
        (0, None, {"sense": "floor"}, {"low"}),
        (130, 145, {"sense": "floor"}, {"high"}),
        (4, 3, {"sense": "band", "kind": "rate"}, {"high"}),
        (600, 700, {}, {"high"}),
        (Decimal("3.5"), None, {}, {"low"}),
        (130, None, {"sense": "floor", "cadence": "sometimes"}, {"cadence"}),
    ],
)
def test_ends_that_do_not_fit_are_refused(place, low, high, fields, wrong):
    assert set(refused(a_target, place, low, high, *TERM, **fields)) == wrong


def test_the_window_of_a_yearly_target_is_whole_years(place):
    yearly = {"sense": "floor", "cadence": "year"}
    assert "window_to" in refused(a_target, place, 130, None, "2020-01-01", "2025-06-30", **yearly)
    a_target(place, 130, None, *TERM, **yearly)


def test_a_window_ends_after_it_starts_in_the_database_too(place):
    row = a_target(place, 600, None, *TERM)
    row.window_to = date(2019, 1, 1)
    assert list(refused(row.full_clean)) == ["window_to"]
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_two_targets_of_one_year_are_two_goals(place):
    year = ("2024-01-01", "2024-12-31")
    a_target(place, 130, None, *year, sense="floor", cadence="year")
    a_target(place, 145, None, *year, cadence="year")
    assert "period" in refused(a_target, place, 150, None, *year, cadence="year")


def test_a_target_replaces_an_earlier_one_of_the_same_committee(place):
    old = a_target(place, 600, None, *TERM)
    other = a_committee("other")
    assert "supersedes" in refused(a_target, other, 5, None, *TERM, supersedes=old, version=2)
    assert "supersedes" in refused(
        a_target, place, 5, None, "2021-01-01", "2025-12-31", supersedes=old, version=1
    )


def test_a_natural_key_finds_its_target(place):
    row = a_target(place, 600, None, *TERM)
    assert Target.objects.get_by_natural_key(*row.natural_key()) == row
    assert Target.objects.get_by_natural_key(*row.natural_key()[:-1]) == row


def a_result(place, **fields):
    row = StatedResult(
        committee=place,
        source=a_source("article"),
        category=a_category(),
        period=a_period("2021-01-01", "2021-12-31"),
        **{"kind": "percent_of_target", "value": Decimal("39.66"), "decimals": 2, **fields},
    )
    row.full_clean()
    row.save()
    return row


def test_a_printed_result_speaks_of_a_target_of_its_own_committee(place):
    target = a_target(place, 600, None, *TERM)
    a_result(place, target=target, infers=True)
    other = a_committee("other")
    assert "target" in refused(a_result, other, target=target)
    assert "target" in refused(a_result, other, infers=True)
    assert "value" in refused(a_result, other, decimals=1)


def test_a_source_with_figures_cannot_be_deleted(place):
    from django.db.models import ProtectedError

    a_target(place, 600, None, *TERM)
    with pytest.raises(ProtectedError):
        Source.objects.get().delete()
