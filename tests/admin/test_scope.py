"""When people are assigned to committees, one function will narrow everything: narrowed here."""

import pytest
from django.contrib import admin

from recruitment.admin import scope
from recruitment.models import AdmissionCount, Committee, FormerParent, Succession, Target
from tests.rows import a_committee, a_count, a_period, a_target, day

from .conftest import QUARTER, TERM, address
from .test_lists import choices
from .test_pages import OURS


@pytest.fixture
def outside(district):
    """A committee beside the district, with a row of its own of several kinds."""
    other = a_committee("outside", Committee.objects.get(slug="root"))
    a_count(other, *QUARTER, 5)
    a_target(other, 77, 77, *TERM)
    FormerParent(committee=other, parent=district, ended_on=day("2019-12-31")).save()
    Succession(predecessor=other, successor=district, on=day("2025-07-01"), kind="merge").save()
    return other


@pytest.fixture
def only_the_district(monkeypatch, district, outside):
    monkeypatch.setattr(scope, "committees", lambda request: Committee.objects.within(district))


def rows_of(model, committee):
    paths = admin.site._registry[model].committee_paths
    return model.objects.filter(**{paths[0]: committee.pk}) if paths else model.objects.none()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_nothing_outside_is_listed_or_opened(officer, only_the_district, outside, model):
    listed = officer.get(address(model, "changelist"))
    assert "outside" not in listed.content.decode()
    for row in rows_of(model, outside):
        assert row not in listed.context["cl"].result_list
        for page in ("change", "history", "delete"):
            answer = officer.get(address(row, page))
            assert answer.status_code in {302, 404}, page
        version = row.history.first()
        assert officer.get(f"{address(row, 'history')}{version.pk}/").status_code == 404


def test_the_inside_stays_open(officer, only_the_district, district):
    assert officer.get(address(district, "change")).status_code == 200
    assert officer.get(address(district, "history")).status_code == 200
    assert officer.get(address(AdmissionCount.objects.get(value=238), "change")).status_code == 200


def test_what_is_deleted_outside_keeps_its_history_closed(officer, only_the_district, outside):
    row = AdmissionCount.objects.get(committee=outside)
    where = address(row, "history")
    row.delete()
    assert officer.get(where).status_code == 404


def test_areas_begin_where_the_reach_begins(officer, only_the_district):
    page = officer.get(address(AdmissionCount, "changelist"), {"area": "district"})
    area = next(spec for spec in page.context["cl"].filter_specs if spec.title == "địa bàn")
    assert [name for _slug, name in area.lookup_choices] == ["district", "· unit"]


def test_nothing_outside_is_offered(officer, only_the_district):
    assert choices(officer, AdmissionCount, "committee", "outside") == []
    assert choices(officer, Target, "supersedes", "outside") == []
    for model in (AdmissionCount, Committee):
        page = officer.get(address(model, "changelist"), {"area": "outside"})
        assert list(page.context["cl"].result_list) == []


def test_a_posted_key_outside_is_refused(enter, only_the_district, outside, district):
    given = {"period": a_period(*QUARTER), "value": "3"}
    assert "committee" in enter(AdmissionCount, committee=outside, **given).refused
    assert "parent" in enter(district, parent=outside).refused
    assert not AdmissionCount.objects.filter(value=3).exists()
    page = enter(
        district,
        **{
            "former_parents-TOTAL_FORMS": 1,
            "former_parents-0-parent": outside,
            "former_parents-0-ended_on": "31/12/2018",
        },
    )
    assert "parent" in page.refused


def test_a_filter_typed_into_the_address_names_nothing(officer, only_the_district):
    where = address(AdmissionCount, "changelist")
    assert officer.get(f"{where}?committee__name__startswith=x").status_code == 400
    page = officer.get(f"{where}?committee__slug=outside")
    assert page.status_code == 400


def test_rows_chosen_outside_are_not_approved(officer, only_the_district, outside):
    row = a_count(outside, "2023-01-01", "2023-03-31", 5, state="draft")
    sent = {"action": "approve_selected", "_selected_action": [row.pk]}
    officer.post(address(AdmissionCount, "changelist"), sent)
    row.refresh_from_db()
    assert row.state == "draft"
