"""Members, classes and organisations through Excel, over HTTP, as admissions are."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from recruitment.admin import scope
from recruitment.models import (
    ActivityCount,
    Committee,
    EntryWindow,
    MembershipCount,
    OrganisationCount,
    Return,
)
from tests.rows import a_category, a_committee, a_period, a_source, a_stock

from ..conftest import QUARTER, address
from .figures import ANSWER, FIRST, LAST, problems

HEADINGS = {
    MembershipCount: ["mã cấp ủy", "ngày", "giá trị"],
    ActivityCount: ["mã cấp ủy", "từ ngày", "đến ngày", "hoạt động", "giá trị"],
    OrganisationCount: ["mã cấp ủy", "ngày", "nội dung thống kê", "giá trị"],
}
MODELS = list(HEADINGS)
CELLS = [MembershipCount, ActivityCount]
every = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
every_cell = pytest.mark.parametrize("model", CELLS, ids=lambda model: model.__name__)


def a_row(model, code, value, *more):
    """A row of a file: for the quarter, or its last day."""
    when = {
        MembershipCount: [LAST],
        ActivityCount: [FIRST, LAST, "awareness_class"],
        OrganisationCount: [LAST, "chi bộ"],
    }
    return [code, *when[model], value, *more]


def a_figure(model, committee, value, **fields):
    """The figure of the quarter on record."""
    about = {
        MembershipCount: {"on": LAST},
        ActivityCount: {"activity": "awareness_class"},
        OrganisationCount: {"on": LAST, "measure": "cell"},
    }
    given = {"state": "draft", "source": a_source("nhap-lieu"), **about[model], **fields}
    row = model(committee=committee, value=value, **given)
    if model is MembershipCount:
        row.category = a_category()
    if model is ActivityCount:
        row.period = a_period(*QUARTER)
    row.full_clean()
    row.save()
    return row


@pytest.fixture
def send(upload):
    """Rows for the preview, with more columns where more is given."""

    def to_preview(model, *rows, more=()):
        return upload(list(rows), [*HEADINGS[model], *more], model=model)

    return to_preview


def of_units(model):
    return model.objects.filter(committee__slug="unit")


@every
def test_what_is_confirmed_is_stored_with_its_history(send, confirm, officer, district, model):
    page = send(model, a_row(model, "unit", "1.464"))
    assert "1 dòng mới, 0 dòng thay đổi, 0 dòng giữ nguyên." in page.text
    assert not of_units(model).exists()
    assert "Nhập xong: 1 mới" in confirm(page, model=model).said[0]
    row = of_units(model).get()
    assert (row.value, row.source.slug, row.state, row.version) == (1464, "nhap-lieu", "draft", 1)
    kept = row.history.get()
    assert (kept.history_user, kept.door) == (officer.user, "import")
    assert kept.history_change_reason == "Nhập từ tệp Quý III.xlsx"


@every
def test_a_change_shows_old_and_new(send, confirm, district, model):
    row = a_figure(model, Committee.objects.get(slug="unit"), 1500)
    page = send(model, a_row(model, "unit", 1464))
    assert "<del>1.500</del> → <ins>1.464</ins>" in page.text
    confirm(page, model=model)
    row.refresh_from_db()
    assert (row.value, row.history.latest().door) == (1464, "import")


@every
def test_what_was_exported_comes_back_unchanged(officer, upload, confirm, district, model):
    hostile = "=cmd|' /C calc'!A0"
    row = a_figure(model, district, 10, note=hostile, fact="000-05")
    answer = officer.post(address(model, "export"), {"format": "0", "resource": "0"})
    cells = [cell for line in load_workbook(BytesIO(answer.content)).active for cell in line]
    assert hostile in {cell.value for cell in cells}
    assert "f" not in {cell.data_type for cell in cells}
    page = upload(answer.content, model=model)
    assert page.context["result"].totals["skip"] == model.objects.count()
    confirm(page, model=model)
    assert row.history.count() == 1


@every
def test_hostile_texts_are_shown_as_texts(send, district, model):
    page = send(model, a_row(model, "unit", 5, "<script>alert(1)</script>"), more=["ghi chú"])
    assert "&lt;script&gt;alert(1)" in page.text
    assert "<script>alert(1)" not in page.text


@every
def test_another_committee_is_unknown(send, monkeypatch, district, model):
    unit = Committee.objects.get(slug="unit")
    monkeypatch.setattr(scope, "committees", lambda request: Committee.objects.within(unit))
    page = send(model, a_row(model, "district", 5), a_row(model, "unit", 5))
    assert [found[:2] for found in problems(page)] == [(2, "mã cấp ủy")]
    assert "Không có cấp ủy mang mã “district” trong phạm vi của đồng chí." in page.text


@every
def test_everything_wrong_is_listed_at_once(send, district, model):
    Committee.objects.filter(slug="unit").update(ended_on=date(2022, 6, 1))
    page = send(
        model,
        a_row(model, "district", "39,67"),
        a_row(model, "province", None),
        a_row(model, "unit", 5),
        a_row(model, "root", 5),
        a_row(model, "root", 6),
    )
    found = problems(page)
    assert [number for number, _heading, _said in found] == [2, 3, 4, 6]
    assert [heading for _number, heading, _said in found][:2] == ["giá trị", "giá trị"]
    assert "1/6/2022" in found[2][2]
    assert "Dòng 6 trùng với dòng 5." in found[3][2]
    assert not of_units(model).exists()


@every_cell
@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_a_figure_is_locked_with_its_return(send, officer, district, model, state):
    a_figure(model, district, 10)
    Return.objects.create(
        committee=district,
        period=a_period(*QUARTER),
        state=state,
        submitted_by=officer.user,
        decided_by=officer.user,
    )
    ((number, heading, said),) = problems(send(model, a_row(model, "district", 12)))
    assert (number, heading) == (2, "giá trị")
    assert "officer" in said


@every_cell
def test_a_closed_quarter_is_refused(send, district, model):
    EntryWindow.objects.create(
        period=a_period(*QUARTER),
        opens_on=date(2022, 10, 1),
        due_on=date(2022, 10, 10),
        closes_on=date(2022, 10, 20),
    )
    ((_number, _heading, said),) = problems(send(model, a_row(model, "unit", 5)))
    assert "20/10/2022" in said


@every
def test_a_later_version_replaces_the_approved_one(send, confirm, district, model):
    first = a_figure(model, district, 10, state="approved")
    more = ["trạng thái", "phiên bản"]
    page = send(model, a_row(model, "district", 12, "đã duyệt", 2), more=more)
    # (Of members there were many more.)
    confirm(page, model=model, **ANSWER)
    first.refresh_from_db()
    assert first.state == "superseded"
    assert first.history.latest().door == "import"
    assert model.objects.get(committee=district, version=2).state == "approved"


@every_cell
def test_units_above_the_sum_that_they_are_parts_of_are_refused(send, district, model):
    Committee.objects.filter(pk=district.pk).update(aggregates=True)
    a_figure(model, district, 4, finality="final")
    ((number, heading, said),) = problems(send(model, a_row(model, "unit", 5)))
    assert (number, heading) == (2, "giá trị")
    assert "ít hơn tổng số chính thức của các đơn vị trực thuộc" in said


def test_members_of_a_category_are_not_more_than_all(upload, district):
    a_category("pupil")
    a_stock(district, QUARTER[1], 10, source=a_source("nhap-lieu"))
    headings = ["mã cấp ủy", "ngày", "mã đối tượng", "giá trị"]
    page = upload([["district", LAST, "pupil", 11]], headings, model=MembershipCount)
    ((number, _heading, said),) = problems(page)
    assert number == 2
    assert "pupil (11) lớn hơn total (10)" in said


def test_units_with_a_target_are_not_more_than_all_units(send, confirm, district):
    rows = [["unit", LAST, "direct_unit", 5], ["unit", LAST, "given_target", 6]]
    ((number, _heading, _said),) = problems(send(OrganisationCount, *rows))
    assert number == 3
    # Cells are no part of these.
    page = send(OrganisationCount, rows[0], ["unit", LAST, "cell", 40])
    confirm(page, model=OrganisationCount)
    assert of_units(OrganisationCount).count() == 2


@every
def test_queries_do_not_depend_on_the_rows(send, confirm, district, model):
    units = [a_committee(f"unit-{number}", district) for number in range(12)]
    a_figure(model, units[0], 7)

    def queries(codes, more):
        rows = [a_row(model, code, place + more) for place, code in enumerate(codes)]
        with CaptureQueriesContext(connection) as seen:
            confirm(send(model, *rows), model=model, **ANSWER)
        return len(seen)

    codes = [unit.code for unit in units]
    queries(codes[:2], 5)
    assert queries([codes[0], codes[2]], 6) == queries([codes[1], *codes[3:]], 7)
