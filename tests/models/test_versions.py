import pytest
from django.core.exceptions import ValidationError

from recruitment.models import AdmissionCount, Audience, State, Target
from tests.rows import a_committee, a_count, a_target

YEAR = ("2021-01-01", "2021-12-31")


@pytest.fixture
def place(db):
    return a_committee("o-mon")


def seen_by(audience, model=AdmissionCount):
    return sorted(model.objects.all().visible_to(audience).values_list("pk", flat=True))


@pytest.mark.parametrize("state", State.values)
def test_the_public_sees_what_is_approved_and_nothing_else(place, state):
    row = a_count(place, *YEAR, 12, state=state)
    assert seen_by(Audience.PUBLIC) == ([row.pk] if state == "approved" else [])
    shown = state in {"approved", "submitted", "draft"}
    assert seen_by(Audience.PREVIEW) == ([row.pk] if shown else [])


def test_a_preview_shows_the_newest_version_of_each_cell(place):
    first = a_count(place, *YEAR, 12)
    draft = a_count(place, *YEAR, 13, version=2, state="draft")
    other = a_count(place, *YEAR, 2, category="pupil")
    article = a_count(place, *YEAR, 11, source="article")
    assert seen_by(Audience.PUBLIC) == sorted([first.pk, other.pk, article.pk])
    assert seen_by(Audience.PREVIEW) == sorted([draft.pk, other.pk, article.pk])


def test_a_returned_version_leaves_the_one_before_it_in_the_preview(place):
    first = a_count(place, *YEAR, 12)
    a_count(place, *YEAR, 13, version=2, state="returned")
    assert seen_by(Audience.PREVIEW) == [first.pk]


def test_approving_a_version_replaces_the_one_before_it(place):
    first = a_count(place, *YEAR, 12)
    second = a_count(place, *YEAR, 13, version=2, state="submitted")
    second.approve()
    first.refresh_from_db()
    assert (first.state, second.state) == ("superseded", "approved")
    assert seen_by(Audience.PUBLIC) == [second.pk]
    assert [row.state for row in second.history.all()] == ["approved", "submitted"]
    assert [row.state for row in first.history.all()] == ["superseded", "approved"]


def test_an_older_version_is_not_approved_over_a_newer_one(place):
    old = a_count(place, *YEAR, 12, state="draft")
    new = a_count(place, *YEAR, 13, version=2)
    with pytest.raises(ValidationError):
        old.approve()
    assert old.state == "draft"
    assert seen_by(Audience.PUBLIC) == [new.pk]


def test_a_figure_that_cannot_be_approved_changes_nothing(place):
    first = a_count(place, *YEAR, 12)
    a_count(place, *YEAR, 10, category="pupil")
    wrong = a_count(place, *YEAR, 11, version=2, state="draft")
    AdmissionCount.objects.filter(pk=wrong.pk).update(value=9)
    wrong.refresh_from_db()
    with pytest.raises(ValidationError):
        wrong.approve()
    first.refresh_from_db()
    wrong.refresh_from_db()
    assert (first.state, wrong.state) == ("approved", "draft")


def test_the_public_reads_a_cell_by_one_indexed_query(place, django_assert_num_queries):
    a_count(place, *YEAR, 12)
    rows = AdmissionCount.objects.all().visible_to(Audience.PREVIEW).filter(committee=place)
    with django_assert_num_queries(1):
        assert len(rows) == 1


def test_a_new_version_of_a_target_may_have_another_window(place):
    old = a_target(place, 600, 600, "2021-01-01", "2025-12-31")
    new = a_target(
        place, 600, 600, "2020-01-01", "2025-12-31", version=2, supersedes=old, state="draft"
    )
    assert seen_by(Audience.PREVIEW, Target) == [new.pk]
    assert seen_by(Audience.PUBLIC, Target) == [old.pk]
    new.approve()
    assert seen_by(Audience.PUBLIC, Target) == [new.pk]
    old.refresh_from_db()
    assert old.state == "superseded"
