"""Every page of every admin answers, in both languages, with rows present."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.utils import translation

from recruitment.admin.base import BaseAdmin
from recruitment.models import (
    Account,
    ActivityCount,
    Assignment,
    BriefingOrder,
    BriefingPiece,
    EntryWindow,
    FormerParent,
    Remark,
    Return,
    StatedResult,
    Statement,
    Succession,
    Worker,
)
from tests.rows import a_category, a_committee, a_period, a_source, day

from .conftest import address

OURS = [model for model in admin.site._registry if model._meta.app_label == "recruitment"]
OTHERS = [model for model in admin.site._registry if model not in OURS]
LANGUAGES = ["vi", "en"]
# Read and written with the person, or read with the return, that they belong to; what is ordered
# has a page of its own, for whoever has its address.
WITHOUT_A_LIST = {Account, Assignment, Remark, BriefingOrder, BriefingPiece, Worker}
# Made by the quarterly sheet alone.
NOT_ADDED = {Return}


@pytest.fixture
def one_of_each(district, officer):
    """A row of every model of ours."""
    article, period = a_source("paper"), a_period("2021-01-01", "2021-12-31")
    shared = {"committee": district, "source": article}
    ActivityCount(activity="awareness_class", value=4, period=period, **shared).save()
    StatedResult(
        kind="percent_of_target",
        value="39.66",
        decimals=2,
        period=period,
        category=a_category(),
        **shared,
    ).save()
    Statement(text="Năm nào cũng đạt.", text_en="Met every year.", **shared).save()
    other = a_committee("other")
    FormerParent(committee=other, parent=district, ended_on=day("2019-12-31")).save()
    Succession(predecessor=district, successor=other, on=day("2025-07-01"), kind="merge").save()
    Return(committee=district, period=period).save()
    days = {"opens_on": day("2022-01-01"), "due_on": day("2022-01-31")}
    EntryWindow(period=period, **days).save()


def test_every_model_is_registered_with_the_common_base():
    models = {
        m
        for m in apps.get_app_config("recruitment").get_models()
        if not m.__name__.startswith("Historical")
    }
    assert models - WITHOUT_A_LIST == set(OURS)
    assert all(isinstance(admin.site._registry[model], BaseAdmin) for model in OURS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_page_answers(officer, one_of_each, model, language):
    row = model.objects.first()
    pages = [address(row, page, language) for page in ("change", "history")]
    if model not in NOT_ADDED:
        pages += [address(model, "add", language), address(row, "delete", language)]
    pages.append(f"{address(model, 'changelist', language)}?q=dang+bo")
    for page in pages:
        # What readers have seen is not deleted: its form says why.
        leads_back = page.endswith("/delete/") and getattr(row, "state", "") == "approved"
        assert officer.get(page).status_code == (302 if leads_back else 200), page
    for version in row.history.all():
        assert officer.get(f"{pages[1]}{version.pk}/").status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", OTHERS, ids=lambda model: model.__name__)
def test_the_pages_of_libraries_answer(officer, model, language):
    assert officer.get(address(model, "changelist", language)).status_code == 200


def names_of(model):
    fields = [field for field in model._meta.fields if field.editable and not field.primary_key]
    texts = [model._meta.verbose_name, model._meta.verbose_name_plural]
    for field in fields:
        texts += [field.verbose_name, field.help_text, *dict(field.flatchoices).values()]
    return [str(text) for text in texts if text]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_name_is_vietnamese(model):
    with translation.override("en"):
        english = names_of(model)
    with translation.override("vi"):
        vietnamese = names_of(model)
    assert not [name for name in vietnamese if name in english]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_page_leads_to_the_site_and_to_the_other_language(officer, language):
    page = officer.get("/admin/" if language == "vi" else "/en/admin/").content.decode()
    assert f'href="{"/" if language == "vi" else "/en/"}"' in page
    assert 'href="/en/admin/"' in page
    assert 'href="/admin/"' in page
    assert ("Nhập liệu và quản trị" in page) == (language == "vi")


def test_an_address_typed_wrong_is_no_failure(officer, district):
    where = address(type(district), "changelist")
    assert officer.get(f"{where}?area=nowhere").status_code == 200
    assert officer.get(f"{where}?life=nothing").status_code == 200
    assert officer.get(f"{where}no-number/change/", follow=True).status_code == 200
    assert officer.get(f"{address(ActivityCount, 'changelist')}?period_kind=x").status_code == 200
    assert officer.get(f"{address(ActivityCount, 'add')}?version_after=x").status_code == 200
