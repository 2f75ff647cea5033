import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from recruitment.models import Committee, CommitteeKind
from recruitment.models import tree as paths
from tests.rows import a_committee

IDS = st.integers(1, 36**paths.STEP - 1)


@given(st.lists(IDS, min_size=1, max_size=6))
def test_a_path_tells_the_ids_above(ids):
    path = "".join(map(paths.step, ids))
    assert paths.ids_above(path) == ids[:-1]
    assert paths.depth(path) == len(ids) - 1


@given(st.lists(IDS, min_size=1, max_size=4), st.lists(IDS, min_size=1, max_size=4))
def test_the_range_of_a_path_holds_all_below_and_nothing_else(ids, others):
    path, other = ("".join(map(paths.step, each)) for each in (ids, others))
    assert (path <= other < paths.end_of(path)) == other.startswith(path)


@pytest.mark.parametrize("pk", [0, 36**paths.STEP])
def test_an_id_that_does_not_fit_is_refused(pk):
    with pytest.raises(ValueError, match="does not fit"):
        paths.step(pk)


@pytest.fixture
def family(db):
    """Root, two provinces, and under the first a district with two wards."""
    root = a_committee("root")
    first, second = a_committee("first", root), a_committee("second", root)
    district = a_committee("district", first)
    for slug in ("ward-a", "ward-b"):
        a_committee(slug, district)
    return {"root": root, "first": first, "second": second, "district": district}


def get(slug):
    return Committee.objects.get(slug=slug)


def slugs(rows):
    return [row.slug for row in rows]


def test_all_below_are_one_range(family, django_assert_num_queries):
    with django_assert_num_queries(1):
        below = slugs(Committee.objects.all().below(family["first"]).order_by("path"))
    assert below == ["district", "ward-a", "ward-b"]
    assert slugs(Committee.objects.all().within(family["district"]).order_by("path")) == below


def test_all_above_are_one_query(family, django_assert_num_queries):
    ward = get("ward-a")
    with django_assert_num_queries(1):
        assert slugs(ward.ancestors()) == ["root", "first", "district"]
    both = Committee.objects.all().above(ward, family["second"])
    assert slugs(both) == ["root", "first", "district"]


def test_a_move_takes_all_below_along_in_one_update(family, django_assert_num_queries):
    district = get("district")
    district.parent = family["second"]
    # The savepoint's two, slug, path, update, history, lock parent, lock subtree, move.
    with django_assert_num_queries(9) as done:
        district.save()
    moves = [q["sql"] for q in done.captured_queries if 'SET "path" =' in q["sql"]]
    assert len(moves) == 1
    assert slugs(get("ward-b").ancestors()) == ["root", "second", "district"]
    assert not Committee.objects.all().below(get("first")).exists()
    assert district.path == get("district").path


def test_a_stale_row_does_not_undo_a_move(family):
    ward, district = get("ward-a"), get("district")
    district.parent = family["second"]
    district.save()
    ward.name = "Đảng bộ phường A"
    ward.save()
    assert slugs(get("ward-a").ancestors()) == ["root", "second", "district"]


def test_a_row_may_become_a_root(family):
    district = get("district")
    district.parent = None
    district.save()
    assert slugs(get("ward-a").ancestors()) == ["district"]


@pytest.mark.parametrize("below", ["first", "district", "ward-a"])
def test_a_circle_is_refused_by_the_form_and_by_saving(family, below):
    first = get("first")
    first.parent = get(below)
    with pytest.raises(ValidationError) as refused:
        first.full_clean()
    assert list(refused.value.message_dict) == ["parent"]
    with pytest.raises(ValidationError):
        first.save()
    assert get("first").parent == family["root"]
    assert slugs(get("ward-a").ancestors()) == ["root", "first", "district"]


def test_a_circle_behind_a_stale_row_is_refused(family):
    """The row's own copy of its parent was loaded before the parent moved below it."""
    second, ward = get("second"), get("ward-a")
    first = get("first")
    first.parent = second
    first.save()
    second.parent = ward
    with pytest.raises(ValidationError):
        second.save()
    assert get("second").parent == family["root"]


def test_a_part_of_the_fields_can_be_saved(family):
    ward = get("ward-a")
    ward.short_name, ward.code = "Đổi Tên", "not saved"
    ward.save(update_fields=["short_name"])
    stored = get("ward-a")
    assert (stored.short_name, stored.code) == ("Đổi Tên", "ward-a")
    assert "doi ten" in stored.search_key


@pytest.mark.postgresql
def test_the_index_serves_ranges_whatever_the_language_of_the_server(family):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, collation_name FROM information_schema.columns "
            "WHERE table_name = 'recruitment_committee' AND collation_name IS NOT NULL"
        )
        assert dict(cursor.fetchall()) == {"path": "C", "sort_key": "C"}


def test_history_keeps_what_people_changed_and_not_what_was_derived(family):
    district = get("district")
    district.parent = family["second"]
    district.save()
    assert [row.parent.slug for row in district.history.all()] == ["second", "first"]
    assert not hasattr(district.history.first(), "path")


def test_a_parent_with_children_cannot_be_deleted(family):
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        family["first"].delete()
    assert CommitteeKind.objects.count() == 1
