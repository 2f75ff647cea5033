"""Lists: search without accents, filters, and queries that do not grow."""

import re
import unicodedata

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    Committee,
    FormerParent,
    MembershipCount,
    OrganisationCount,
    ReportingPeriod,
    Source,
    StatedResult,
    Statement,
    Succession,
    Target,
)
from tests.rows import (
    a_category,
    a_committee,
    a_count,
    a_number_of_units,
    a_period,
    a_source,
    a_stock,
    a_target,
    day,
)

from .conftest import QUARTER, TERM, address


def found(client, model, text, language="vi"):
    page = client.get(address(model, "changelist", language), {"q": text})
    assert page.status_code == 200
    return list(page.context["cl"].result_list)


def test_what_only_a_screen_reader_says_is_vietnamese_too(officer, district):
    page = officer.get(address(Committee, "changelist")).content.decode()
    assert "Chọn mục này: Đảng bộ district" in page
    assert "Chọn mọi mục của trang này" in page
    heads = re.findall(r'<th scope="col">(.*?)</th>', officer.get("/admin/").content.decode())
    assert {"Thêm", "Sửa hoặc xem"} <= set(heads)


SPELLINGS = ["dang bo", "Đảng bộ", "ĐẢNG BỘ", unicodedata.normalize("NFD", "Đảng bộ"), "bộ đang"]


@pytest.mark.parametrize("text", SPELLINGS)
@pytest.mark.parametrize("model", [Committee, AdmissionCount, Target, MembershipCount])
def test_committees_are_found_without_accents(officer, district, model, text):
    a_committee("cell", name_en="Cell")
    Committee.objects.filter(slug="cell").update(search_key="chi bo cell")
    rows = found(officer, model, text)
    assert (
        len(rows)
        == model.objects.exclude(
            **{"slug" if model is Committee else "committee__slug": "cell"}
        ).count()
    )
    assert found(officer, model, "Đảng bộ huyện") == []


@pytest.mark.parametrize("text", ["...", "“”", "   "])
def test_a_search_for_nothing(officer, district, text):
    expected = Committee.objects.count() if not text.strip() else 0
    assert len(found(officer, Committee, text)) == expected


def test_short_lists_are_searched_by_what_they_show(officer, district):
    a_period("2022-07-01", "2022-09-30")
    a_source("paper")
    Source.objects.filter(slug="paper").update(title="Kết nạp đảng viên ở Ô Môn")
    for text in ("III/2022", "quy iii/2022", "30/9/2022", "quý 2022"):
        assert [str(row.starts_on) for row in found(officer, ReportingPeriod, text)] == [
            "2022-07-01"
        ]
    assert [row.slug for row in found(officer, Source, "o mon")] == ["paper"]
    assert [row.slug for row in found(officer, Source, unicodedata.normalize("NFD", "Ô Môn"))] == [
        "paper"
    ]


def test_rows_of_an_article_are_found_by_committee_and_source(officer, district):
    shared = {"committee": district, "source": a_source("paper")}
    Statement(text="Năm nào cũng đạt", **shared).save()
    StatedResult(
        kind="over_percent", value=9, period=a_period(*QUARTER), category=a_category(), **shared
    ).save()
    for model in (Statement, StatedResult):
        assert len(found(officer, model, "dang bo district")) == 1
        assert len(found(officer, model, "paper")) == 1
        assert found(officer, model, "nothing") == []
    assert len(found(officer, Statement, "nam nao cung")) == 1


def choices(client, model, field, text):
    opts = model._meta
    asked = {"app_label": opts.app_label, "model_name": opts.model_name, "field_name": field}
    page = client.get("/admin/autocomplete/", {**asked, "term": text})
    return [row["text"] for row in page.json()["results"]]


def test_choices_are_found_without_accents_and_tell_rows_apart(officer, district):
    a_period(*QUARTER)
    wanted = unicodedata.normalize("NFD", "Đảng bộ unit")
    assert choices(officer, AdmissionCount, "committee", wanted) == ["Đảng bộ unit · district"]
    assert choices(officer, AdmissionCount, "period", "iii/2022") == [
        "quý III/2022 (1/7/2022 – 30/9/2022)"
    ]
    assert choices(officer, Target, "supersedes", "district") == [
        "Đảng bộ district: tổng số 600 (1/1/2020 – 31/12/2025)"
    ]


def namesakes(district):
    """Committees whose names hold “Long Hưng”, or only its letters; made in no useful order."""
    names = {
        "xa-long-hung-b": "xã Long Hưng B",
        "thang-long-hung": "xã Thăng Long Hưng",
        "hung-long": "xã Hưng Long",
        "phuong-long-hung": "phường Long Hưng",
        "halong-hungdao": "xã Hạlong Hưngđạo",
        "cong-an-long-hung": "Công an phường Long Hưng",
    }
    kind = district.kind
    for slug, name in names.items():
        short = name[0].upper() + name[1:]
        Committee(
            slug=slug, kind=kind, parent=district, name=f"Đảng bộ {name}", short_name=short
        ).save()


@pytest.mark.parametrize("text", ["long hung", "Long Hưng", "PHƯỜNG LONG HƯNG", "phuong long hung"])
def test_the_best_match_comes_first(officer, district, text):
    namesakes(district)
    given = choices(officer, AdmissionCount, "committee", text)
    assert given[0] == "Đảng bộ phường Long Hưng · district"
    listed = [row.slug for row in found(officer, Committee, text)]
    assert listed[0] == "phuong-long-hung"
    if "phu" in text.lower() or "phư" in text.lower():
        assert listed[1:] == ["cong-an-long-hung"]
    else:
        assert listed[1:4] == ["thang-long-hung", "cong-an-long-hung", "xa-long-hung-b"]
        assert set(listed[4:]) == {"hung-long", "halong-hungdao"}


def test_a_code_and_the_beginning_of_a_name_come_before_what_holds_them(officer, district):
    namesakes(district)
    assert found(officer, Committee, "hung-long")[0].slug == "hung-long"
    assert found(officer, Committee, "cong an")[0].slug == "cong-an-long-hung"
    assert found(officer, Committee, "xa hung")[0].slug == "hung-long"


def test_a_sorted_column_is_obeyed_also_in_a_search(officer, district):
    namesakes(district)
    page = officer.get(address(Committee, "changelist"), {"q": "long hung", "o": "6"})
    codes = [row.code for row in page.context["cl"].result_list]
    assert codes == sorted(codes)


def test_namesakes_are_told_apart_in_the_list_of_figures(officer, district):
    page = officer.get(address(AdmissionCount, "changelist")).content.decode()
    assert "Đảng bộ district · province" in page


def test_a_long_title_is_cut_off_at_a_word_and_told_in_full(officer, district):
    title = "Đảng ủy Khối Các cơ quan và Doanh nghiệp tỉnh: Nhiều cách làm sáng tạo"
    a_source("paper")
    Source.objects.filter(slug="paper").update(title=title)
    a_count(district, *QUARTER, 3, source="paper")
    page = officer.get(address(AdmissionCount, "changelist")).content.decode()
    assert (
        f'<span title="{title}">Đảng ủy Khối Các cơ quan và Doanh nghiệp tỉnh: Nhiều…</span>'
        in page
    )


def test_an_area_holds_all_below_it(officer, district):
    a_committee("elsewhere", Committee.objects.get(slug="root"))
    listed = officer.get(address(Committee, "changelist"), {"area": "province"})
    assert {row.slug for row in listed.context["cl"].result_list} == {
        "province",
        "district",
        "unit",
    }
    listed = officer.get(address(AdmissionCount, "changelist"), {"area": "elsewhere"})
    assert list(listed.context["cl"].result_list) == []
    area = next(spec for spec in listed.context["cl"].filter_specs if spec.title == "địa bàn")
    assert [name for _slug, name in area.lookup_choices] == ["root", "· elsewhere"]


def test_committees_stand_in_vietnamese_order(officer):
    for name in ("Ổ", "Đa", "Da", "Ô", "Ơ", "O"):
        row = a_committee(f"c-{ord(name[0])}")
        Committee.objects.filter(pk=row.pk).delete()
        Committee(slug=f"c-{ord(name[0])}", kind=row.kind, name=name, short_name=name).save()
    listed = officer.get(address(Committee, "changelist")).context["cl"].result_list
    assert [row.short_name for row in listed] == ["Da", "Đa", "O", "Ô", "Ổ", "Ơ"]


# -- Queries: what each is for, in order -------------------------------------------------------

WHO = "session; user; who chose the password; "
FIGURES = "area; categories; sources; how many; one page; first and last date; dates"
LISTS = {
    Committee: "area; kinds; how many; one page",
    FormerParent: "area; how many; one page; first and last date; dates",
    Succession: "area; how many; one page; first and last date; dates",
    AdmissionCount: FIGURES,
    MembershipCount: FIGURES,
    ActivityCount: FIGURES.replace("categories; ", ""),
    OrganisationCount: FIGURES.replace("categories; ", ""),
    Target: FIGURES,
    Source: "how many; one page; first and last date; dates",
    StatedResult: "area; sources; how many; one page; first and last date; dates",
    Statement: "area; sources; how many; one page",
    ReportingPeriod: "how many; one page; first and last date; dates",
}
FORM = "the row; what kind it is; the newest of its history; "
FORMS = {
    Committee: FORM
    + """those above; its kind; kinds; its parent; former parents; successors; origins;
        the newest of the first; of the second; of the third""",
    AdmissionCount: FORM + "its return; its committee; its period; categories; its source",
    MembershipCount: FORM + "its return; its committee; categories; its source",
    OrganisationCount: FORM + "its committee; its source",
    Target: FORM
    + """its committee; its period; categories; its source; committee and period in the title;
        its own period""",
    Source: FORM + "stated results; statements; the newest of the first; of the second",
    ReportingPeriod: FORM,
}


def names(text):
    return [name.strip() for name in text.split(";") if name.strip()]


def queries(client, where):
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as made:
        assert client.get(where).status_code == 200
    return [query["sql"][:200] for query in made.captured_queries]


@pytest.fixture
def grow(district):
    """Rows of every kind for seven more committees, each below the one before."""

    def more():
        article, above = a_source("paper"), district
        for number in range(7):
            row = a_committee(f"more-{number}", above)
            quarter = (f"20{30 + number}-07-01", f"20{30 + number}-09-30")
            a_count(row, *quarter, number, source="paper")
            a_count(row, *quarter, 0, category=f"part-{number}")
            a_stock(row, quarter[0], 100)
            a_number_of_units(row, quarter[0], 3)
            a_target(row, 10, 10, *TERM)
            shared = {"committee": row, "source": article, "period": a_period(*quarter)}
            ActivityCount(activity="dossier", value=4, **shared).save()
            StatedResult(kind="over_percent", value=9, category=a_category(), **shared).save()
            Statement(text="…", **shared).save()
            FormerParent(committee=row, parent=district, ended_on=day(quarter[0])).save()
            Succession(predecessor=row, successor=above, on=day(quarter[0]), kind="merge").save()
            day_of_row = {"on": day(quarter[1]), "kind": "split"}
            Succession(predecessor=district, successor=row, **day_of_row).save()
            FormerParent(committee=district, parent=row, ended_on=day(quarter[1])).save()
            above = row

    return more


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_the_queries_of_a_list_are_named_and_do_not_grow(officer, district, grow, model):
    where = address(model, "changelist")
    grow()
    before = queries(officer, where)
    for row in Committee.objects.filter(slug__startswith="more-"):
        a_count(row, *QUARTER, 3)
        a_stock(row, "2022-12-31", 3)
        a_target(row, 20, 20, "2021-01-01", "2021-12-31")
    after = queries(officer, where)
    assert len(after) == len(before), "\n".join(after)
    assert len(before) <= len(names(WHO + LISTS[model])), "\n".join(before)


@pytest.mark.parametrize("model", FORMS, ids=lambda model: model.__name__)
def test_the_queries_of_a_form_are_named_and_do_not_grow(officer, district, grow, model):
    row = a_source("paper") if model is Source else model.objects.first()
    if model is Committee:
        row = district
    before = queries(officer, address(row, "change"))
    grow()
    after = queries(officer, address(row, "change"))
    assert len(after) == len(before), "\n".join(after)
    assert len(before) <= len(names(WHO + FORMS[model])), "\n".join(before)
