"""The target sheet over HTTP, without a script: what it shows, saves, refuses and sends on."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recruitment.models import State, Target
from tests.rows import a_category, a_committee, a_source, a_target

from .desk import Desk, first_button, give

pytestmark = pytest.mark.django_db

CHOICE = "/admin/entry/targets/"
SHEET = CHOICE + "{}/2022/"
DECISION = {
    "document": "Nghị quyết đại hội",
    "document_number": "01-NQ/ĐH",
    "document_date": "1/7/2020",
}


class TargetDesk(Desk):
    """A person at the target sheet of a committee."""

    def __init__(self, person, committee="mon", where=SHEET):
        super().__init__(person, committee)
        self.address = where.format(committee)
        self.open()

    def name(self, committee, column="target"):
        return super().name(committee, column)

    def type(self, **texts):
        """Numbers by the committee's slug; the decision comes along."""
        rows = {row.row.committee.slug: row.row.committee for row in self.page.rows}
        self.fill(DECISION)
        self.fill({(rows[slug], "target"): text for slug, text in texts.items()})
        return self


@pytest.fixture
def office():
    a_category()
    a_source()
    own = a_committee("mon")
    units = [a_committee(name, own) for name in ("an", "binh")]
    people = {
        "clerk": give(User.objects.create_user("can-bo"), "clerk", own),
        "other": give(User.objects.create_user("can-bo-2"), "clerk", own),
        "approver": give(User.objects.create_user("duyet"), "approver", own),
        "reader": give(User.objects.create_user("doc"), "reader", own),
    }
    return {"own": own, "units": units, **people}


@pytest.fixture
def clerk(office):
    return TargetDesk(office["clerk"])


@pytest.fixture
def approver(office):
    return TargetDesk(office["approver"])


def stored(**more):
    rows = Target.objects.filter(**more).order_by("committee__slug", "version")
    return [(row.committee.slug, int(row.low), str(row.state), row.version) for row in rows]


# -- Choosing --------------------------------------------------------------------------------------


def test_a_committee_and_a_year_or_a_term_lead_to_the_sheet(clerk):
    page = clerk.client.get(CHOICE)
    codes = [code for code, _name, _chosen in page.context["periods"]]
    this = date.today().year  # noqa: DTZ011
    assert str(this) in codes
    assert "2020-2025" in codes
    assert [row.slug for row in page.context["committees"]] == ["mon", "an", "binh"]
    for code in ("2020-2025", str(this)):
        answer = clerk.client.get(CHOICE, {"period": code, "committee": "mon"})
        assert answer.url == f"{CHOICE}mon/{code}/"
    found = clerk.client.get(CHOICE, {"q": "Bình"})
    assert [row.slug for row in found.context["committees"]] == ["binh"]


@pytest.mark.parametrize("code", ["2025-2020", "2020-2020", "1999-2025", "20", "2020-q3"])
def test_there_are_no_other_periods(clerk, code):
    assert clerk.client.get(f"{CHOICE}mon/{code}/").status_code == 404


def test_what_is_out_of_reach_is_not_there(office, clerk):
    stranger = a_committee("khac")
    assert clerk.client.get(SHEET.format("khac")).status_code == 404
    assert clerk.client.post(SHEET.format("khac"), {"step": "save"}).status_code == 404
    page = clerk.client.get(CHOICE, {"committee": "khac", "period": "2022"})
    assert page.status_code == 200
    below = TargetDesk(give(User.objects.create_user("an"), "clerk", office["units"][0]), "an")
    assert [row.row.committee.slug for row in below.page.rows] == ["an"]
    assert below.client.get(SHEET.format("mon")).status_code == 404
    clerk.type(an="5")
    clerk.fields |= {f"was-{stranger.pk}": "row=total.0.0&target=", f"v-{stranger.pk}-target": "9"}
    clerk.fields[f"standing-{stranger.pk}"] = "total"
    clerk.press()
    assert stored() == [("an", 5, "draft", 1)]


# -- What it shows ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("code", ["2022", "2020-2025"])
def test_both_languages_answer(clerk, language, code):
    assert clerk.client.get(f"{language}{CHOICE}mon/{code}/").status_code == 200
    assert clerk.client.get(language + CHOICE).status_code == 200


def test_an_empty_row_says_that_none_is_given(clerk, office):
    assert [row.row.committee for row in clerk.page.rows] == [office["own"], *office["units"]]
    assert clerk.html.count("○ không giao") == 3


def test_the_sum_stands_against_the_own_target(clerk):
    clerk.type(mon="1.000", an="600", binh="250").press()
    total = clerk.page.sum
    assert (total.amount, total.remainder, total.is_above) == ("850", "150", False)
    clerk.type(binh="500").press()
    assert (clerk.page.sum.remainder, clerk.page.sum.is_above) == ("−100", True)


def test_a_reader_sees_and_does_not_write(office, clerk):
    clerk.type(mon="12").press()
    reader = TargetDesk(office["reader"])
    assert not any(name.startswith(("v-", "was-")) for name in reader.names)
    for step in ("save", "submit", "approve", "send_back"):
        assert reader.client.post(reader.address, {"step": step}).status_code == 403


def test_a_committee_that_has_ended_is_only_read(office):
    office["own"].ended_on = date(2021, 6, 30)
    office["own"].save()
    desk = TargetDesk(office["clerk"])
    assert not any(row.writable for row in desk.page.rows)
    assert "30/6/2021" in desk.html


# -- Saving ----------------------------------------------------------------------------------------


def test_what_is_typed_is_saved_and_shown_anew(clerk):
    clerk.type(mon="600", an="1.464")
    clerk.press()
    assert clerk.said == ["Đã lưu 2 chỉ tiêu."]
    assert stored() == [("an", 1464, "draft", 1), ("mon", 600, "draft", 1)]
    assert clerk.fields["document_number"] == "01-NQ/ĐH"
    clerk.press()
    assert "Không có gì mới" in clerk.said[0]
    assert Target.history.count() == 2


def test_what_cannot_be_saved_stays_in_its_box_with_a_sentence(clerk, office):
    clerk.type(mon="0", an="39,67", binh="12").press()
    assert stored() == [("binh", 12, "draft", 1)]
    assert clerk.row(office["own"]).cell.text == "0"
    assert "0 không phải là chỉ tiêu" in clerk.html
    assert clerk.row(office["units"][0]).cell.state == "error"


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("document_date", "31/2/2022", "không phải là ngày"),
        ("window_from", "", "ngày đầu và ngày cuối"),
        ("window_to", "1/1/2020", "trước"),
        ("document_number", "x" * 61, "60 ký tự"),
        ("window_from", "1/7/2022", "hãy ghi lý do"),
    ],
)
def test_what_is_wrong_above_the_grid_stores_nothing_and_keeps_everything(
    clerk, field, text, words
):
    clerk.type(an="12")
    clerk.fields[field] = text
    clerk.press()
    assert not Target.objects.exists()
    assert words in clerk.html
    assert clerk.fields[field] == text
    assert clerk.fields["document"] == DECISION["document"]
    assert "12" in clerk.fields.values()


@pytest.mark.parametrize(
    "broken",
    [
        {"window_basis": "x"},
        {"head": "document=1"},
        {"was-x": "1"},
        {"step": "x"},
    ],
)
def test_what_no_form_of_ours_sends_is_refused(clerk, broken):
    assert clerk.client.post(clerk.address, {**clerk.fields, **broken}).status_code == 400


def test_the_script_is_told_what_is_new_and_what_is_wrong(clerk, office):
    an, binh = office["units"]
    clerk.type(an="12", binh="x")
    answer = clerk.send(step="save")
    assert (answer["complete"], answer["saved"]) == (False, 1)
    assert set(answer["rows"]) == {str(an.pk), str(binh.pk)}
    assert "không phải là số" in answer["summary"]
    assert "01-NQ" in answer["steps"]
    clerk.client.logout()
    expired = clerk.client.post(clerk.address, clerk.fields, headers={"Accept": "application/json"})
    assert expired.status_code == 401


def test_two_people_at_one_target_choose(clerk, office):
    an = office["units"][0]
    other = TargetDesk(office["other"])
    clerk.type(an="12").press()
    other.type(an="13").press()
    assert stored() == [("an", 12, "draft", 1)]
    (collision,) = other.row(an).collisions
    assert (collision.mine, collision.theirs, collision.who) == ("13", "12", "can-bo")
    other.fields[collision.take_name] = collision.mine_value
    other.press()
    assert stored() == [("an", 13, "draft", 1)]


# -- Sending, returning, approving -----------------------------------------------------------------


def test_the_way_of_a_target_from_draft_to_the_public_page(clerk, approver, office):
    clerk.type(mon="600", an="60").press()
    clerk.press("submit")
    assert "Đã gửi duyệt 2 chỉ tiêu." in clerk.said
    assert not clerk.row(office["own"]).writable
    approver.open()
    # Enter in the reason: no decision.
    assert 'formmethod="dialog"' in first_button(approver.html)
    approver.press("send_back", reason="xem lại số của an", row=office["units"][0].pk)
    clerk.open()
    assert "duyet trả lại: xem lại số của an" in clerk.html
    clerk.type(an="66").press("submit")
    approver.open()
    approver.press("approve")
    assert "Đã phê duyệt và công khai 2 chỉ tiêu." in approver.said
    assert stored() == [("an", 66, "approved", 1), ("mon", 600, "approved", 1)]
    assert "600" in clerk.client.get("/localities/mon/").content.decode()


def test_sending_needs_the_decision_and_says_so(clerk):
    clerk.fill({clerk.name(row.row.committee): "5" for row in clerk.page.rows})
    clerk.press("submit")
    assert "Hãy ghi văn bản giao chỉ tiêu trước" in clerk.said[-1]
    assert {state for _slug, _low, state, _version in stored()} == {"draft"}


def test_a_changed_target_shows_what_it_replaces(clerk, approver, office):
    clerk.type(mon="600").press("submit")
    approver.open()
    approver.press("approve")
    clerk.open()
    clerk.type(mon="650")
    clerk.fill({"document": "Quyết định điều chỉnh", "document_number": "25-QĐ/QU"})
    clerk.press()
    (note,) = clerk.row(office["own"]).notes
    assert note == "Trước đó: 600, theo Nghị quyết đại hội, 01-NQ/ĐH, 1/7/2020."
    history = clerk.client.get(clerk.row(office["own"]).history)
    assert history.status_code == 200
    page = clerk.client.get("/localities/mon/").content.decode()
    assert "trước đó" not in page
    clerk.press("submit")
    approver.open()
    approver.press("approve")
    page = clerk.client.get("/localities/mon/").content.decode()
    assert "Điều chỉnh theo Quyết định điều chỉnh, 25-QĐ/QU ngày 1/7/2020, trước đó 600." in page


def test_who_sent_it_does_not_approve_it(office):
    chief = give(User.objects.create_user("truong"), "administrator", office["own"])
    desk = TargetDesk(chief)
    desk.type(mon="12").press("submit")
    desk.press("approve")
    assert "người khác phải phê duyệt" in desk.said[-1]
    assert Target.objects.get().state == State.SUBMITTED


def test_each_step_asks_for_its_permission(clerk, approver):
    for step in ("approve", "send_back"):
        assert clerk.press(step).status_code == 403
    for step in ("save", "submit"):
        assert approver.press(step).status_code == 403


# -- The number of queries -------------------------------------------------------------------------


def test_a_sheet_of_many_rows_asks_no_more_than_one_of_few(office):
    own = a_committee("lon")
    for number in range(30):
        unit = a_committee(f"u{number}", own)
        a_target(unit, 5, 5, "2021-01-01", "2021-12-31")
    give(office["clerk"], "clerk", own)

    def queries(slug):
        desk = TargetDesk(office["clerk"], slug)
        desk.type(**{row.row.committee.slug: "7" for row in desk.page.rows})
        with CaptureQueriesContext(connection) as saving:
            assert desk.client.post(desk.address, desk.fields).status_code == 302
        with CaptureQueriesContext(connection) as opening:
            desk.open()
        return len(saving), len(opening)

    few, many = queries("mon"), queries("lon")
    assert many <= few
    assert Target.objects.filter(period__starts_on="2022-01-01").count() == 34


# -- What cannot be meant --------------------------------------------------------------------------


def test_a_target_of_the_whole_country_can_be_kept(clerk):
    clerk.type(an="1.200.000").press()
    assert Target.objects.get().low == 1_200_000


@pytest.mark.parametrize("text", ["10.000.000", "999999999"])
def test_a_number_that_no_target_can_be_is_refused(clerk, text):
    clerk.type(an=text).press()
    assert not Target.objects.exists()
    assert "quá lớn đối với một chỉ tiêu" in clerk.html


@pytest.mark.parametrize(
    "days", [{"window_from": "1/1/0022"}, {"window_to": "31/12/9999"}, {"window_from": "1/1/0001"}]
)
def test_a_slip_of_a_year_breaks_no_page(clerk, days):
    clerk.type(an="5").fill({**days, "window_note": "theo nghị quyết"})
    clerk.press()
    assert not Target.objects.exists()
    assert "Hãy ghi một năm từ 1900 đến 2199." in clerk.html
    assert clerk.client.get("/localities/an/preview/").status_code == 200


def test_a_unit_moved_since_the_sheet_was_opened_is_told_of(clerk, office):
    clerk.type(an="5")
    an = office["units"][0]
    an.parent = a_committee("khac")
    an.save()
    clerk.press()
    assert not Target.objects.exists()
    assert "không còn trong bảng này" in clerk.html


def test_what_was_sent_since_the_sheet_was_opened_is_not_approved_with_it(clerk, office):
    clerk.type(an="5").press("submit")
    desk, other = TargetDesk(office["approver"]), TargetDesk(office["approver"])
    other.press("send_back", reason="xem lại")
    clerk.open()
    clerk.type(an="6").press("submit")
    desk.press("approve")
    assert "Đảng bộ an" in " ".join(desk.said)
    assert stored() == [("an", 6, "submitted", 1)]
    desk.press("approve")
    assert stored() == [("an", 6, "approved", 1)]
