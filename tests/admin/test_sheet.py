"""The quarterly sheet over HTTP, without a script: what it shows, saves, refuses and sends on."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recruitment.models import AdmissionCount, Category, MembershipCount, Remark, Return
from tests.entry.office import Office
from tests.rows import a_category, a_committee, a_count, a_period, a_stock, a_target

from .desk import ADDRESS, Desk, first_button, give

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    found = Office()
    give(found.clerk, "clerk", found.own)
    give(found.other, "clerk", found.own)
    give(found.approver, "approver", found.own)
    return found


@pytest.fixture
def an(office):
    return office.units[0]


@pytest.fixture
def binh(office):
    return office.units[1]


@pytest.fixture
def clerk(office):
    return opened(office.clerk)


def opened(person, slug="mon"):
    desk = Desk(person, slug)
    desk.open()
    return desk


def counts(**more):
    return dict(AdmissionCount.objects.filter(**more).values_list("committee__slug", "value"))


# -- What it shows ---------------------------------------------------------------------------------


def test_one_row_a_unit_and_the_committee_itself_first(clerk, office):
    assert [row.row.committee for row in clerk.page.rows] == office.everyone
    codes = [column.code for column in clerk.page.columns]
    assert codes == [
        "admitted",
        "admitted-pupil",
        "members",
        "awareness_class",
        "awareness_participant",
    ]
    assert {f"v-{row.pk}-{code}" for row in office.everyone for code in codes} <= clerk.names


@pytest.mark.parametrize("language", ["", "/en"])
def test_both_languages_answer(clerk, language):
    for address in (clerk.address, "/admin/entry/sheet/"):
        assert clerk.client.get(language + address).status_code == 200


def test_beside_each_cell_what_was_before(office, an):
    a_count(an, "2022-04-01", "2022-06-30", 1464)
    a_count(an, "2021-07-01", "2021-09-30", 9)
    cell = opened(office.clerk).cell(an)
    assert (cell.previous, cell.last_year) == ("1.464", "9")


def test_the_year_and_the_percent_of_the_target(office, an):
    a_count(an, "2022-01-01", "2022-06-30", 17)
    a_target(an, 60, 60, "2022-01-01", "2022-12-31")
    desk = opened(office.clerk)
    desk.fill({(an, "admitted"): "13"})
    desk.press()
    row = desk.row(an)
    assert (row.year, row.percent, row.target) == ("30", "50%", "60")


def test_a_year_with_a_gap_is_a_lower_bound(office, an):
    a_count(an, "2022-04-01", "2022-06-30", 17)
    desk = opened(office.clerk)
    desk.fill({(an, "admitted"): "13"})
    desk.press()
    assert desk.row(an).year == "≥\u00a030"


def test_the_units_are_summed_beside_the_own_figure(clerk, office, an, binh):
    clerk.fill({(office.own, "admitted"): "1.500", (an, "admitted"): "1.464"})
    clerk.press()
    found = clerk.sum()
    assert (found.amount, found.remainder, found.of_units) == ("1.464", "36", "1/2 đơn vị")


# -- Saving ----------------------------------------------------------------------------------------


def test_a_committee_without_units_has_no_sum_of_them(office, an):
    assert "<tfoot>" in opened(office.clerk).html
    assert "<tfoot>" not in opened(office.clerk, an.slug).html


def test_what_is_typed_is_saved_and_the_page_says_how_much(clerk, an, binh):
    clerk.fill({(an, "admitted"): "1.464", (binh, "admitted"): " 12 ", (an, "members"): "2000"})
    answer = clerk.press(follow=False)
    assert (answer.status_code, answer["Location"]) == (302, f"{clerk.address}#done")
    assert counts() == {"an": 1464, "binh": 12}
    clerk.open()
    assert clerk.said == ["Đã lưu 3 ô."]
    assert clerk.fields[clerk.name(an)] == "1.464"
    assert clerk.cell(an).state == "saved"


def test_saving_twice_and_replaying_change_nothing_more(clerk, an):
    clerk.fill({(an, "admitted"): "5"})
    sent = dict(clerk.fields)
    clerk.press()
    before = AdmissionCount.history.count(), Return.history.count()
    clerk.press()
    assert clerk.said == ["Không có gì mới: mọi số liệu đã được lưu từ trước."]
    clerk.fields = sent
    clerk.press()
    assert (AdmissionCount.history.count(), Return.history.count()) == before


def test_an_error_stands_at_its_cell_and_all_that_was_typed_stays(clerk, an, binh):
    clerk.fill({(an, "admitted"): "39,67", (binh, "admitted"): "7"})
    answer = clerk.press()
    assert answer.status_code == 200
    assert counts() == {"binh": 7}
    assert clerk.fields[clerk.name(an)] == "39,67"
    assert clerk.cell(an).state == "error"
    said_at = f'id="said-{an.pk}-admitted-not_whole"'
    assert said_at in clerk.html
    assert f'href="#{clerk.name(an)}"' in clerk.html
    clerk.fill({(an, "admitted"): "39"})
    clerk.press()
    assert counts() == {"an": 39, "binh": 7}


def test_text_is_shown_as_text(clerk, an):
    clerk.fill({(an, "admitted"): "<script>alert(1)</script>"})
    clerk.press()
    assert "<script>alert" not in clerk.html
    assert clerk.fields[clerk.name(an)] == "<script>alert(1)</script>"


def usually_three(committee):
    for quarter in (
        ("2021-07-01", "2021-09-30"),
        ("2021-10-01", "2021-12-31"),
        ("2022-01-01", "2022-03-31"),
        ("2022-04-01", "2022-06-30"),
    ):
        a_count(committee, *quarter, 3)


def test_a_warning_is_saved_after_yes_and_why(office, an):
    usually_three(an)
    desk = opened(office.clerk)
    desk.fill({(an, "admitted"): "90"})
    desk.press()
    assert desk.cell(an).state == "warning"
    assert AdmissionCount.objects.filter(value=90).count() == 0
    sure, note = f"sure-{an.pk}-admitted", f"note-{an.pk}-admitted"
    desk.fields[sure] = "1"
    desk.press()
    assert AdmissionCount.objects.filter(value=90).count() == 0
    assert desk.fields[sure] == "1"
    desk.fill({note: "tiếp nhận từ đơn vị sáp nhập"})
    desk.press()
    assert AdmissionCount.objects.filter(value=90).count() == 1
    assert Remark.objects.get().note == "tiếp nhận từ đơn vị sáp nhập"
    assert "tiếp nhận từ đơn vị sáp nhập" in desk.html


def test_a_warning_about_the_own_figure_is_answered_there(clerk, office, an):
    """The own row is not changed by what a unit types, and is where the sum is spoken of."""
    clerk.fill({(office.own, "admitted"): "5"})
    clerk.press()
    clerk.fill({(an, "admitted"): "8"})
    clerk.press()
    assert clerk.cell(office.own).state == "warning"
    place = f"{office.own.pk}-admitted"
    clerk.fill({f"sure-{place}": "1", f"note-{place}": "đơn vị đã chuyển đi"})
    clerk.press()
    assert counts() == {"mon": 5, "an": 8}


def test_enter_saves_and_decides_nothing(clerk, office, an):
    assert 'value="save"' in first_button(clerk.html)
    clerk.fill({(an, "admitted"): "8"})
    clerk.press("submit")
    for step in ("approve", "correct"):
        approver = opened(office.approver)
        assert f'value="{step}"' in approver.html
        assert 'formmethod="dialog"' in first_button(approver.html)
        approver.press(step, reason="đếm sót")


def test_a_warning_about_an_approved_own_figure_is_answered_there_too(clerk, office, an):
    clerk.fill({(office.own, "admitted"): "5"})
    clerk.press("submit")
    opened(office.approver).press("approve")
    clerk.open()
    clerk.fill({(an, "admitted"): "8"})
    clerk.press()
    place = f"{office.own.pk}-admitted"
    clerk.fill({f"sure-{place}": "1", f"note-{place}": "đơn vị đã chuyển đi"})
    clerk.press()
    assert counts() == {"mon": 5, "an": 8}


def test_a_number_that_is_refused_draws_no_other_into_its_sum(office, an, binh):
    usually_three(binh)
    desk = opened(office.clerk)
    desk.fill({(office.own, "admitted"): "10", (an, "admitted"): "4", (binh, "admitted"): "90"})
    desk.press()
    assert [finding.rule for finding in desk.page.typed.outcome.warnings] == ["far_from_history"]
    assert counts(period=office.quarter) == {"mon": 10, "an": 4}


def test_cumulative_shows_what_it_means_and_stores_what_was_said(office, an):
    a_count(an, "2022-01-01", "2022-06-30", 17)
    desk = opened(office.clerk)
    desk.fill({(an, "admitted"): "29", f"cumulative-{an.pk}": "on"})
    desk.press()
    assert desk.cell(an).implied == "trong quý: 12"
    assert desk.row(an).year == "29"
    nine_months = a_period("2022-01-01", "2022-09-30")
    assert counts(period=nine_months) == {"an": 29}
    assert counts(period=office.quarter) == {}


@pytest.mark.parametrize("standing", ["not_reported", "not_applicable"])
def test_a_row_without_a_report_is_no_zero(clerk, an, standing):
    clerk.fill({f"standing-{an.pk}": standing})
    clerk.press()
    assert clerk.fields[f"standing-{an.pk}"] == standing
    assert Return.objects.get().standing == standing
    assert counts() == {}
    clerk.fill({(an, "admitted"): "4"})
    clerk.press()
    assert clerk.cell(an).state == "error"
    assert counts() == {}


def test_provisional_is_kept_with_the_figures(clerk, an):
    clerk.fill({(an, "admitted"): "4", f"provisional-{an.pk}": "on"})
    clerk.press()
    assert AdmissionCount.objects.get().finality == "provisional"
    assert clerk.fields[f"provisional-{an.pk}"] == "on"


# -- Two people ------------------------------------------------------------------------------------


def test_two_people_at_one_cell_both_stand_and_one_chooses(clerk, office, an):
    other = opened(office.other)
    clerk.fill({(an, "admitted"): "12"})
    clerk.press()
    other.fill({(an, "admitted"): "15"})
    other.press()
    assert counts() == {"an": 12}
    (found,) = other.row(an).collisions
    assert (found.mine, found.me, found.theirs, found.who) == ("15", "can-bo-2", "12", "can-bo")
    assert found.when
    other.press()
    assert other.cell(an).state == "conflict"
    other.press(**{found.take_name: found.mine_value})
    assert counts() == {"an": 15}


def test_their_value_can_be_kept(clerk, office, an):
    other = opened(office.other)
    clerk.fill({(an, "admitted"): "12"})
    clerk.press()
    other.fill({(an, "admitted"): "15"})
    other.press()
    other.press(**{other.row(an).collisions[0].take_name: "theirs"})
    assert counts() == {"an": 12}
    assert other.fields[other.name(an)] == "12"


def test_cells_of_two_people_in_one_row_do_not_collide(clerk, office, an):
    other = opened(office.other)
    clerk.fill({(an, "admitted"): "12"})
    clerk.press()
    other.fill({(an, "members"): "80"})
    other.press()
    assert counts() == {"an": 12}
    assert MembershipCount.objects.get().value == 80


def test_a_heading_that_someone_else_changed_is_not_set_back(clerk, office, an, binh):
    other = opened(office.other)
    clerk.fill({f"standing-{an.pk}": "not_applicable"})
    clerk.press()
    other.fill({(binh, "admitted"): "3"})
    other.press()
    assert Return.objects.get(committee=an).standing == "not_applicable"


def test_a_row_that_counts_otherwise_now_is_not_written_blindly(office, an):
    a_count(an, "2022-01-01", "2022-06-30", 17)
    clerk, other = opened(office.clerk), opened(office.other)
    clerk.fill({(an, "members"): "80", f"cumulative-{an.pk}": "on"})
    clerk.press()
    other.fill({(an, "admitted"): "12"})
    other.press()
    assert counts(period=a_period("2022-01-01", "2022-09-30")) == {}
    assert other.fields[other.name(an)] == "12"
    assert "cộng dồn" in other.row(an).refused
    other.fill({(an, "admitted"): "29"})
    other.press()
    assert counts(period=a_period("2022-01-01", "2022-09-30")) == {"an": 29}


# -- Steps and locks -------------------------------------------------------------------------------


def test_sent_sent_back_mended_approved_corrected(clerk, office, an):
    clerk.fill({(an, "admitted"): "12"})
    clerk.press("submit")
    assert clerk.said == ["Đã lưu 1 ô.", "Đã gửi duyệt 1 hàng."]
    assert "can-bo" in clerk.row(an).lock
    assert clerk.name(an) not in clerk.names
    approver = opened(office.approver)
    approver.press("send_back", reason="thiếu 2 trường hợp")
    clerk.open()
    assert clerk.row(an).reason == "thiếu 2 trường hợp"
    clerk.fill({(an, "admitted"): "14"})
    clerk.press("submit")
    approver.open()
    approver.press("approve")
    assert AdmissionCount.objects.get(state="approved").value == 14
    assert "duyet" in opened(office.clerk).row(an).lock
    approver.press("correct", reason="đếm sót")
    clerk.open()
    assert clerk.row(an).revision == "lần đính chính 2"
    clerk.fill({(an, "admitted"): "15"})
    clerk.press()
    assert sorted(AdmissionCount.objects.values_list("value", "state")) == [
        (14, "approved"),
        (15, "draft"),
    ]


def test_only_the_ticked_rows_are_sent(clerk, an, binh):
    clerk.fill({(an, "admitted"): "12", (binh, "admitted"): "3"})
    clerk.press("submit", row=str(binh.pk))
    states = dict(Return.objects.values_list("committee__slug", "state"))
    assert states == {"an": "draft", "binh": "submitted"}


def test_nothing_is_sent_while_something_is_wrong(clerk, an, binh):
    clerk.fill({(an, "admitted"): "12", (binh, "admitted"): "x"})
    clerk.press("submit")
    assert Return.objects.get().state == "draft"
    assert clerk.fields[clerk.name(binh)] == "x"


@pytest.mark.parametrize("step", ["send_back", "correct"])
def test_a_reason_is_asked_for(clerk, office, an, step):
    clerk.fill({(an, "admitted"): "12"})
    clerk.press("submit")
    approver = opened(office.approver)
    if step == "correct":
        approver.press("approve")
    state = Return.objects.get().state
    approver.press(step)
    assert Return.objects.get().state == state
    assert "lý do" in approver.said[0]


def test_what_was_typed_into_a_row_that_was_sent_meanwhile_is_shown(clerk, office, an):
    other = opened(office.other)
    clerk.fill({(an, "admitted"): "12"})
    clerk.press("submit")
    other.fill({(an, "admitted"): "13"})
    other.press()
    assert counts() == {"an": 12}
    assert "can-bo" in other.row(an).refused
    assert 'data-value="13"' in other.html


def test_a_closed_window_says_why_and_who_lifts_it(office, an):
    desk = opened(office.clerk)
    office.window.closes_on = office.window.due_on
    office.window.save()
    desk.fill({(an, "admitted"): "12"})
    desk.press()
    assert counts() == {}
    assert "Quản trị viên" in desk.row(an).refused
    desk.open()
    assert desk.name(an) not in desk.names
    assert "Quản trị viên" in desk.html


def test_what_was_saved_before_the_quarter_closed_is_still_sent_and_approved(clerk, office, an):
    clerk.fill({(an, "admitted"): "12"})
    clerk.press()
    office.window.closes_on = office.window.due_on
    office.window.save()
    clerk.open()
    clerk.press("submit")
    approver = opened(office.approver)
    approver.press("approve")
    assert AdmissionCount.objects.get(committee_id=an).state == "approved"


def test_a_quarter_that_nobody_has_opened_says_so(clerk):
    answer = clerk.client.get(clerk.address.replace("2022-q3", "2023-q1"))
    assert answer.status_code == 200
    assert "Chưa mở nhập" in answer.content.decode()
    assert clerk.client.post(clerk.address.replace("2022-q3", "2023-q1")).status_code == 403


# -- Who may ---------------------------------------------------------------------------------------


def test_only_committees_within_reach(clerk, office, an):
    outside = a_committee("ngoai")
    for address in (ADDRESS.format(outside.slug), ADDRESS.format("khong-co")):
        assert clerk.client.get(address).status_code == 404
        assert clerk.client.post(address, {"step": "save"}).status_code == 404
    clerk.fields |= {
        f"was-{outside.pk}": "row=reported.0.0&admitted=",
        f"standing-{outside.pk}": "reported",
        f"v-{outside.pk}-admitted": "7",
    }
    clerk.press()
    assert counts() == {}
    of_unit = give(User.objects.create_user("an-thoi"), "clerk", an)
    assert Desk(of_unit, "mon").open().status_code == 404
    assert [row.row.committee for row in opened(of_unit, "an").page.rows] == [an]


@pytest.mark.parametrize(
    ("role", "step", "status"),
    [
        ("reader", "save", 403),
        ("reader", "submit", 403),
        ("clerk", "approve", 403),
        ("clerk", "send_back", 403),
        ("clerk", "correct", 403),
        ("approver", "save", 403),
        ("approver", "submit", 403),
        ("administrator", "delete", 400),
    ],
)
def test_a_step_needs_its_permission(office, role, step, status):
    person = give(User.objects.create_user("nguoi"), role, office.own)
    desk = opened(person)
    assert desk.client.post(desk.address, {"step": step}).status_code == status


@pytest.mark.parametrize("role", ["reader", "approver"])
def test_who_does_not_enter_reads(office, role, an):
    person = give(User.objects.create_user("nguoi"), role, office.own)
    desk = opened(person)
    assert desk.name(an) not in desk.names
    assert 'value="save"' not in desk.html
    # Of a row that nobody has begun it is not said that it has reported.
    assert "đã báo cáo" not in desk.html
    office.type("an", admitted="5")
    assert "đã báo cáo" in opened(person).html


def test_who_has_no_right_sees_nothing(office):
    person = User.objects.create_user("nguoi", is_staff=True)
    desk = Desk(person, "mon")
    assert desk.client.get("/admin/entry/sheet/").status_code == 403
    assert desk.client.get(desk.address).status_code == 404


@pytest.mark.parametrize(
    "sent",
    [
        {"was-x": "row=reported.0.0"},
        {"was-1": "row=reported.0.0", "standing-1": "maybe"},
        {"was-1": "row=maybe", "standing-1": "reported"},
        {"step": "nothing"},
    ],
)
def test_what_no_form_of_ours_sends_is_refused(clerk, sent):
    assert clerk.client.post(clerk.address, sent).status_code == 400


# -- Choosing --------------------------------------------------------------------------------------


def test_the_latest_open_quarter_is_offered_and_leads_to_the_sheet(clerk, office):
    answer = clerk.client.get("/admin/entry/sheet/")
    assert answer.context["chosen"].code == "2022-q3"
    assert [row.slug for row in answer.context["committees"]] == ["mon", "an", "binh"]
    answer = clerk.client.get("/admin/entry/sheet/?quarter=2022-q3&committee=mon")
    assert answer["Location"] == clerk.address


def test_units_are_offered_in_vietnamese_order_below_their_committee(clerk, office, an):
    a_committee("ay", office.own)
    a_committee("xom", an)
    answer = clerk.client.get("/admin/entry/sheet/")
    offered = [(row.slug, row.level) for row in answer.context["committees"]]
    assert offered == [("mon", "0"), ("an", "1"), ("xom", "2"), ("ay", "1"), ("binh", "1")]


def test_committees_are_found_without_accents_and_within_reach(clerk):
    a_committee("binh-ngoai")
    answer = clerk.client.get("/admin/entry/sheet/?q=dang bo binh")
    assert [row.slug for row in answer.context["committees"]] == ["binh"]
    answer = clerk.client.get("/admin/entry/sheet/?quarter=2022-q3&committee=binh-ngoai")
    assert answer.status_code == 200


# -- With a script ---------------------------------------------------------------------------------


def test_a_script_hears_what_became_of_each_row(clerk, an, binh):
    clerk.fill({(an, "admitted"): "12", (binh, "admitted"): "x"})
    found = clerk.send()
    assert (found["complete"], found["saved"]) == (False, 1)
    assert set(found["rows"]) == {str(an.pk), str(binh.pk)}
    assert 'data-state="saved"' in found["rows"][str(an.pk)]
    assert 'data-state="error"' in found["rows"][str(binh.pk)]
    assert f"#{clerk.name(binh)}" in found["summary"]
    assert counts() == {"an": 12}


def test_a_script_without_a_session_is_told_401(clerk, an):
    clerk.client.logout()
    clerk.fill({(an, "admitted"): "12"})
    answer = clerk.send()
    assert (answer.status_code, answer.json()["login"]) == (401, "/admin/login/")
    assert counts() == {}


# -- Size ------------------------------------------------------------------------------------------


@pytest.fixture
def ten_columns(office):
    for place in range(5):
        a_category(f"group-{place}")


def large(office, units):
    """A committee with so many units, each with an earlier quarter; its sheet is filled in."""
    own = a_committee(f"mon-{units}")
    for place in range(units):
        unit = a_committee(f"unit-{units}-{place}", own)
        a_count(unit, "2022-04-01", "2022-06-30", 300 + place)
        a_stock(unit, "2022-06-30", 4000)
    desk = opened(give(User.objects.create_user(f"clerk-{units}"), "clerk", own), own.slug)
    for place, row in enumerate(desk.page.sheet.units):
        for at, column in enumerate(desk.page.columns):
            value = {"admitted": 300 + place, "members": 4100 + place}.get(column.code, place + at)
            desk.fill({(row.committee, column.code): str(value)})
    return desk


def queries_of(act):
    with CaptureQueriesContext(connection) as found:
        answer = act()
    return len(found), answer


@pytest.mark.postgresql
def test_two_hundred_rows_of_ten_columns_ask_no_more_than_twenty(office, ten_columns):
    saved, opened_with = {}, {}
    for units in (20, 200):
        desk = large(office, units)
        assert len(desk.page.columns) == 10
        saved[units], answer = queries_of(lambda desk=desk: desk.press(follow=False))
        assert answer.status_code == 302
        opened_with[units], _answer = queries_of(desk.open)
        assert desk.said == [f"Đã lưu {'2.000' if units == 200 else units * 10} ô."]
    assert saved[20] == saved[200]
    assert opened_with[20] == opened_with[200]


def test_a_full_sheet_without_a_script_stays_below_the_limit_of_fields(office, ten_columns):
    desk = large(office, 200)
    desk.press()
    assert desk.said == ["Đã lưu 2.000 ô."]


# -- What no sheet of ours sends, and what has changed since it was opened -------------------------


@pytest.mark.parametrize("page", ["", "mon/2022-q3/", "mon/2022-q3/upload/"])
def test_the_letter_nul_is_refused_before_a_database_sees_it(clerk, page):
    address = f"/admin/entry/sheet/{page}"
    for name in ("q", "committee"):
        assert clerk.client.get(address, {name: "a\0"}).status_code == 400
    assert clerk.client.post(address, {"reason": "a\0"}).status_code == 400


def test_a_unit_moved_since_the_sheet_was_opened_is_told_of(clerk, an, binh):
    clerk.fill({(an, "admitted"): "7", (binh, "admitted"): "5"})
    an.parent = a_committee("khac")
    an.save()
    clerk.press("submit")
    assert counts() == {"binh": 5}
    assert not Return.objects.filter(state="submitted").exists()
    assert "không còn trong bảng này" in clerk.html


def test_a_column_taken_off_since_the_sheet_was_opened_is_told_of(clerk, an):
    clerk.fill({(an, "admitted"): "7", (an, "admitted-pupil"): "2", f"cumulative-{an.pk}": "on"})
    Category.objects.filter(code="pupil").update(on_sheet=False)
    clerk.press()
    assert counts() == {"an": 7}
    assert "không còn trong bảng này" in clerk.html


def test_what_was_sent_since_the_sheet_was_opened_is_not_approved_with_it(office, clerk, an, binh):
    clerk.fill({(an, "admitted"): "7"})
    clerk.press("submit")
    desk = opened(office.approver)
    clerk.open()
    clerk.fill({(binh, "admitted"): "5"})
    clerk.press("submit")
    desk.press("approve")
    assert not Return.objects.filter(state="approved").exists()
    assert "Đảng bộ binh" in " ".join(desk.said)
    desk.press("approve")
    assert Return.objects.filter(state="approved").count() == 2


def test_what_was_sent_back_and_sent_again_is_looked_at_again(office, clerk, an):
    clerk.fill({(an, "admitted"): "7"})
    clerk.press("submit")
    desk, other = opened(office.approver), opened(office.approver)
    other.press("send_back", reason="xem lại")
    clerk.open()
    clerk.fill({(an, "admitted"): "9"})
    clerk.press("submit")
    desk.press("approve")
    assert Return.objects.get().state == "submitted"
