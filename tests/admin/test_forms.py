"""What a clerk types: understood, or refused in a Vietnamese sentence, with nothing stored."""

from datetime import date

import pytest

from recruitment.models import (
    AdmissionCount,
    Category,
    Committee,
    CommitteeKind,
    FormerParent,
    MembershipCount,
    OrganisationCount,
    ReportingPeriod,
    Source,
    State,
    StatedResult,
    Succession,
    Target,
)
from tests.rows import (
    a_category,
    a_committee,
    a_count,
    a_period,
    a_source,
    a_stock,
    a_target,
    day,
)

from .conftest import QUARTER, TERM, address

ADMISSION = {"value": "12", "state": "draft"}


@pytest.fixture
def admission(enter, district):
    """Enter an admission count of the district, quarter III/2022 unless told."""

    def fill(language="vi", query="", **changes):
        given = {"committee": district, "period": a_period(*QUARTER), **ADMISSION, **changes}
        return enter(AdmissionCount, language, query, **given)

    return fill


def entered():
    return AdmissionCount.objects.filter(period=a_period(*QUARTER))


# -- Numbers and dates -------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("text", ["1464", "1.464", " 1 464 ", "1\u00a0464"])
def test_a_whole_number_in_any_usual_writing(admission, text, language):
    assert admission(language, value=text).refused == {}
    assert entered().get().value == 1464


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("39,67", "“39,67” không phải là số nguyên. Hãy viết liền các chữ số (1464)"),
        ("39.67", "“39.67” không phải là số nguyên."),
        ("1,464", "“1,464” không phải là số nguyên."),
        ("-5", "“-5” nhỏ hơn 0. Hãy nhập từ 0 trở lên."),
        ("mười hai", "“mười hai” không phải là số. Hãy viết bằng chữ số"),
        ("9" * 30, "quá lớn. Hãy kiểm tra lại số chữ số."),
    ],
)
def test_what_is_no_whole_number_is_refused(admission, text, sentence):
    assert sentence in admission(value=text).refused["value"]
    assert not entered().exists()


def test_what_is_stored_may_be_gone_on_with(admission):
    (said,) = admission(_continue="1").said
    assert said.endswith("Có thể sửa tiếp bên dưới.")


def test_a_missing_value_is_asked_for(admission):
    assert admission(value="").refused == {"value": "Hãy điền mục này."}


def a_rate(enter, district, low):
    return enter(
        Target,
        committee=district,
        period=a_period(*TERM),
        kind="rate",
        sense="floor",
        low=low,
        cadence="year",
        window_from="1/1/2020",
        window_to="31/12/2025",
    )


@pytest.mark.parametrize(("text", "value"), [("3,5", "3.5"), ("3.5", "3.5"), ("1,464", "1.464")])
def test_a_percent_with_a_comma_or_a_point(enter, district, text, value):
    assert a_rate(enter, district, text).refused == {}
    assert str(Target.objects.get(kind="rate").low) == f"{float(value):.3f}"


def test_a_percent_with_two_meanings_is_refused(enter, district):
    refused = a_rate(enter, district, "1.464").refused
    assert "“1.464” có thể hiểu theo hai cách" in refused["low"]
    assert not Target.objects.filter(kind="rate").exists()


def test_a_printed_percent_with_two_meanings_is_refused(enter, district):
    given = {
        "source": a_source("paper"),
        "committee": district,
        "period": a_period(*QUARTER),
        "category": a_category(),
        "decimals": 3,
    }
    refused = enter(StatedResult, kind="over_percent", value="1.464", **given).refused
    assert "hai cách" in refused["value"]
    assert enter(StatedResult, kind="average_per_year", value="1.464", **given).refused == {}
    assert StatedResult.objects.get().value == 1464


def test_a_target_is_shown_as_it_would_be_typed(officer, enter, district):
    target = Target.objects.get()
    page = enter(target, low="1.464", high="1.464")
    assert page.refused == {}
    target.refresh_from_db()
    assert target.low == 1464
    again = officer.get(f"/admin/recruitment/target/{target.pk}/change/")
    assert again.context["adminform"].form["low"].value() == "1464"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_day_comes_first(enter, language):
    page = enter(
        ReportingPeriod, language, kind="other", starts_on="05/03/2025", ends_on="6.3.2025"
    )
    assert page.refused == {}
    period = ReportingPeriod.objects.get(kind="other", starts_on=date(2025, 3, 5))
    assert period.ends_on == date(2025, 3, 6)


def test_a_day_that_does_not_exist_is_refused(enter):
    refused = enter(ReportingPeriod, kind="other", starts_on="31/02/2025", ends_on="x").refused
    assert set(refused) == {"starts_on", "ends_on"}
    assert "Hãy nhập ngày hợp lệ (ngày/tháng/năm)." in refused["starts_on"]


# -- Rules that speak --------------------------------------------------------------------------


def test_an_end_before_its_start(enter, district):
    sentence = "Ngày cuối 1/1/2020 ở trước ngày đầu 2/1/2020. Hãy sửa một trong hai ngày."
    dates = {"started_on": "2/1/2020", "ended_on": "1/1/2020"}
    assert enter(district, **dates).refused == {"ended_on": sentence}
    district.refresh_from_db()
    assert district.life == (None, None)
    period = enter(ReportingPeriod, kind="other", starts_on="2/1/2020", ends_on="1/1/2020")
    assert period.refused["ends_on"] == sentence
    target = enter(Target.objects.get(), window_from="2/1/2020", window_to="1/1/2020")
    assert target.refused["window_to"] == sentence


def test_a_period_that_is_not_of_its_kind(enter):
    page = enter(ReportingPeriod, kind="quarter", starts_on="1/1/2022", ends_on="30/9/2022")
    assert page.refused == {"kind": "Các ngày này không phải là một quý. Hãy chọn: thời gian khác."}


def test_a_part_above_its_total(admission, district):
    a_count(district, *QUARTER, 10)
    pupils = a_category("pupil")
    refused = admission(category=pupils, value="11").refused
    assert refused["value"].startswith("pupil (11) lớn hơn total (10) của cùng cấp ủy")
    assert entered().count() == 1
    assert admission(category=pupils, value="10").refused == {}


def test_a_total_below_a_part(enter, admission, district):
    total = a_count(district, *QUARTER, 10)
    a_count(district, *QUARTER, 8, category="pupil")
    assert "Một phần không thể lớn hơn tổng" in enter(total, value="7").refused["value"]
    total.refresh_from_db()
    assert total.value == 10


def test_a_circle_in_the_tree(enter, district):
    unit = Committee.objects.get(slug="unit")
    refused = enter(district, parent=unit).refused
    assert refused == {
        "parent": "Đảng bộ unit chính là Đảng bộ district hoặc trực thuộc Đảng bộ district. "
        "Hãy chọn cấp ủy không thuộc Đảng bộ district."
    }
    district.refresh_from_db()
    assert district.parent.slug == "province"


def test_a_figure_outside_the_life_of_its_committee(admission, district):
    district.ended_on = day("2022-06-30")
    district.save()
    refused = admission().refused
    assert refused["period"].startswith("Đảng bộ district kết thúc hoạt động ngày 30/6/2022")
    assert "tổ chức kế tục" in refused["period"]
    assert not entered().exists()


def test_a_life_does_not_end_before_its_figures(enter, district):
    a_count(district, *QUARTER, 10)
    assert enter(district, ended_on="30/6/2022").refused == {
        "ended_on": "Đã có số liệu của thời gian sau ngày này, từ ngày 1/7/2022. Hãy chọn ngày "
        "muộn hơn, hoặc trước hết chuyển số liệu đó sang tổ chức kế tục."
    }
    assert enter(district, started_on="1/10/2022").refused == {
        "started_on": "Đã có số liệu của thời gian trước ngày này, đến ngày 31/12/2019. Hãy chọn "
        "ngày sớm hơn, hoặc trước hết chuyển số liệu đó sang tổ chức trước đó."
    }
    # A day of the quarter is enough: the unit reports it.
    assert not enter(district, started_on="31/12/2019", ended_on="1/7/2022").refused


def test_a_life_may_end_before_figures_that_were_withdrawn(enter, district):
    a_count(district, *QUARTER, 10, withdrawn=True)
    a_stock(district, "2022-06-30", 400)
    assert not enter(district, ended_on="30/6/2022").refused
    assert "từ ngày 30/6/2022" in enter(district, ended_on="29/6/2022").refused["ended_on"]


def test_two_figures_for_one_cell_from_one_source(admission, district):
    a_count(district, *QUARTER, 10)
    refused = admission(value="11").refused
    assert "đã có số liệu này của Đảng bộ district: 10 (phiên bản 1, đã duyệt)" in refused["period"]
    assert "Hãy sửa số liệu đó" in refused["period"]
    assert [row.value for row in entered()] == [10]


def test_two_targets_for_one_cell(enter, district):
    given = {"committee": district, "period": a_period(*TERM), "low": "650"}
    page = enter(Target, window_from="1/1/2020", window_to="31/12/2025", **given)
    assert "đã có số liệu này" in page.refused["period"]
    assert Target.objects.count() == 1


def test_the_other_figures_speak_too(enter, district):
    stock = {"committee": district, "on": "31/12/2019", "value": "4.001"}
    assert "đã có số liệu này" in enter(MembershipCount, **stock).refused["on"]
    units = {"committee": district, "on": "16/5/2022", "measure": "given_target", "value": "41"}
    assert "lớn hơn" in enter(OrganisationCount, **units).refused["value"]


def test_shares_of_successors(enter, district):
    other = a_committee("other")
    given = {"predecessor": district, "successor": other, "on": "1/7/2025", "kind": "split"}
    assert "không quá 1" in enter(Succession, share="1,5", **given).refused["share"]
    assert enter(Succession, share="0,125", **given).refused == {}
    assert str(Succession.objects.get().share) == "0.1250"


def test_what_only_follows_from_an_unreadable_number_is_not_said(enter, district):
    sentence = a_rate(enter, district, "ba").refused
    assert sentence == {"low": "“ba” không phải là số. Hãy viết như 39,67 hoặc 1.464."}


def test_a_note_stays_one_paragraph(admission):
    page = admission(note=" Báo cáo\r\nbổ sung,  quý III ")
    assert page.refused == {}
    assert entered().get().note == "Báo cáo bổ sung, quý III"


def test_two_periods_of_the_same_days(enter, district):
    a_period(*QUARTER)
    page = enter(ReportingPeriod, kind="quarter", starts_on="1/7/2022", ends_on="30/9/2022")
    assert "Hãy sửa lại, hoặc dùng mục đã có." in page.content.decode()


FIGURES = [AdmissionCount, MembershipCount, OrganisationCount, Target]


@pytest.mark.parametrize("model", FIGURES, ids=lambda model: model.__name__)
def test_beside_a_choice_nothing_is_changed_or_deleted(officer, district, model):
    page = officer.get(address(model.objects.first(), "change")).content.decode()
    assert 'id="add_id_source"' in page
    assert ('id="add_id_period"' in page) == hasattr(model, "period")
    for other in ("change_id_", "delete_id_", "view_id_", 'id="add_id_committee"'):
        assert other not in page


# -- Rows beside the row -----------------------------------------------------------------------


def test_a_committee_with_a_former_parent_and_successors(enter, district):
    province, other = district.parent, a_committee("other")
    page = enter(
        district,
        **{
            "former_parents-TOTAL_FORMS": 1,
            "former_parents-0-parent": other,
            "former_parents-0-ended_on": "31/12/2019",
            "successions-TOTAL_FORMS": 1,
            "successions-0-successor": other,
            "successions-0-on": "1/7/2025",
            "successions-0-kind": "merge",
        },
    )
    assert page.refused == {}
    assert FormerParent.objects.get().parent == other
    assert Succession.objects.get().predecessor == district
    assert district.parent == province


def test_a_former_parent_that_ends_before_it_begins(enter, district):
    page = enter(
        district,
        **{
            "former_parents-TOTAL_FORMS": 1,
            "former_parents-0-parent": a_committee("other"),
            "former_parents-0-started_on": "2/1/2020",
            "former_parents-0-ended_on": "1/1/2020",
        },
    )
    assert "ở trước ngày đầu" in page.refused["ended_on"]
    assert not FormerParent.objects.exists()


# -- Committees and codes ----------------------------------------------------------------------


def test_a_new_committee_names_itself(enter, district):
    kind = CommitteeKind.objects.get()
    page = enter(
        Committee, kind=kind, name="Đảng bộ xã Tân Lập", short_name="Xã Tân Lập", parent=district
    )
    assert page.refused == {}
    made = Committee.objects.get(slug="xa-tan-lap")
    assert made.code == "xa-tan-lap"
    assert district in made.ancestors()


def test_addresses_and_codes_stay(officer, district):
    page = officer.get(f"/admin/recruitment/committee/{district.pk}/change/")
    assert "slug" not in page.context["adminform"].form.fields
    category = Category.objects.get()
    page = officer.get(f"/admin/recruitment/category/{category.pk}/change/")
    assert "code" not in page.context["adminform"].form.fields


def test_what_is_typed_in_comes_from_the_clerks(officer, district):
    page = officer.get("/admin/recruitment/admissioncount/add/")
    form = page.context["adminform"].form
    assert form["source"].value() == Source.objects.get(slug=Source.ENTRY_SLUG).pk
    assert form["category"].value() == Category.objects.get(code="total").pk
    assert "Tính theo ngày ký quyết định kết nạp" in page.content.decode()


def test_no_one_declares_a_row_superseded(officer, admission, district):
    assert "state" in admission(state="superseded").refused
    form = officer.get("/admin/recruitment/admissioncount/add/").context["adminform"].form
    assert State.SUPERSEDED not in dict(form.fields["state"].choices)


def test_a_target_below_its_first_day_is_not_confused_by_another(enter, district):
    """A yearly plan beside the term's target is another goal, not a rival."""
    a_target(district, 145, 145, "2024-01-01", "2024-12-31")
    given = {"committee": district, "period": a_period("2024-01-01", "2024-12-31"), "low": "130"}
    page = enter(Target, sense="floor", window_from="1/1/2024", window_to="31/12/2024", **given)
    assert page.refused == {}
