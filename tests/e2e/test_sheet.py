"""The quarterly sheet in a browser: keyboard, paste, live sums, drafts, two people at one cell."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from .browser import log_in
from .server import PASSWORD

COMMITTEE = "khoi-tuyen-quang"
PEOPLE = ("lan", "minh")
MAKE_PEOPLE = f"""
from django.contrib.auth.models import Group, User
from recruitment.models import Assignment, Committee
for name in {PEOPLE}:
    person = User.objects.create_user(name, "", {PASSWORD!r}, is_staff=True)
    person.groups.add(Group.objects.get(name="clerk"))
    Assignment.objects.create(person=person, committee=Committee.objects.get(slug={COMMITTEE!r}))
"""
# Each test has a quarter of its own: the site lives as long as the suite.
OPEN = """
from datetime import date
from recruitment.models import EntryWindow, ReportingPeriod
for month, last in ((1, 31), (4, 30), (7, 30), (10, 31)):
    for year in (2012, 2013, 2014, 2015):
        period, _ = ReportingPeriod.objects.get_or_create(
            starts_on=date(year, month, 1), ends_on=date(year, month + 2, last),
            defaults={"kind": "quarter"},
        )
        EntryWindow.objects.get_or_create(
            period=period, defaults={"opens_on": date(2012, 1, 1), "due_on": date(2030, 1, 1)}
        )
"""
SEND_BACK = """
from django.contrib.auth.models import User
from recruitment.entry.workflow import send_back
from recruitment.models import Committee, ReportingPeriod
quarter = ReportingPeriod.objects.get(starts_on="2012-01-01", ends_on="2012-03-31")
send_back(Committee.objects.filter(pk={}), quarter, User.objects.get(username="admin"), "nhầm")
"""
ASSIGN = """
from django.contrib.auth.models import User
from recruitment.models import Assignment, Committee
minh = User.objects.get(username="minh")
minh.assignments.all().delete()
for committee in Committee.objects.filter(slug="{}"):
    Assignment.objects.create(person=minh, committee=committee)
"""
READY = "form.sheet[data-ready]"
NAME = "v-{}-{}"
# How far the page goes on below everything that is on it (pixels are rounded).
BLANK = """() => {
    const bottom = document.getElementById("footer").getBoundingClientRect().bottom;
    return document.documentElement.scrollHeight - Math.max(innerHeight, bottom + scrollY);
}"""


@pytest.fixture(scope="session")
def office(server):
    """Two clerks of a committee with six units, and quarters that are open."""
    for code in (MAKE_PEOPLE, OPEN):
        server.manage("shell", "--no-imports", "-c", code)
    ids = server.ask(
        f"list(Committee.objects.filter(parent__slug='{COMMITTEE}').in_vietnamese_order()"
        ".values_list('pk', flat=True))"
    )
    return [server.ask(f"Committee.objects.get(slug='{COMMITTEE}').pk"), *ids]


class Sheet:
    """One person's sheet, as it is on the screen."""

    def __init__(self, reader, rows, quarter):
        self.reader, self.page, self.rows = reader, reader.page, rows
        self.address = f"/admin/entry/sheet/{COMMITTEE}/{quarter}/"

    def open(self):
        self.reader.open(self.address)
        self.page.locator(READY).wait_for()

    def box(self, row, column="admitted"):
        return self.page.locator(f"[name='{NAME.format(self.rows[row], column)}']")

    def state(self, row, column="admitted"):
        return self.box(row, column).locator("xpath=..").get_attribute("data-state")

    def value(self, row, column="admitted"):
        return self.box(row, column).input_value()

    def focused(self):
        return self.page.evaluate("document.activeElement.name")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def paste(self, text):
        self.page.evaluate(
            """(text) => {
                const data = new DataTransfer();
                data.setData("text/plain", text);
                const init = { clipboardData: data, bubbles: true, cancelable: true };
                document.activeElement.dispatchEvent(new ClipboardEvent("paste", init));
            }""",
            text,
        )

    def save(self, *keys):
        """By the button, or by keys; until what was answered is on the page."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.press(*keys) if keys else self.page.locator("button[value=save]").click()
        self.page.wait_for_function(
            "() => !document.getElementById('sheet-status').textContent.startsWith('Đang lưu')"
        )

    def send(self):
        """Save as a plain form does: the page is loaded anew."""
        with self.page.expect_navigation():
            self.page.locator("button[value=save]").click()

    def said(self):
        return self.page.locator("#sheet-status").inner_text()

    def notice(self):
        return self.page.locator("#sheet-notice").inner_text()


@pytest.fixture
def sheet(visit, office):
    """``sheet(quarter, person="lan", width=…)``: logged in, at the sheet."""

    def arrive(quarter, person="lan", **options):
        reader = visit(**options)
        found = Sheet(reader, office, quarter)
        reader.open(f"/admin/login/?next={found.address}")
        log_in(reader.page, person, PASSWORD)
        reader.page.locator(READY).wait_for()
        return found

    return arrive


def all_is_well(sheet):
    assert sheet.reader.errors == []
    assert sheet.reader.seen()[0] == []


def test_enter_and_the_arrows_move_between_cells(sheet):
    at = sheet("2012-q1")
    name = NAME.format
    at.box(1).focus()
    at.press("1", "Enter")
    assert at.focused() == name(at.rows[2], "admitted")
    at.press("Shift+Enter", "ArrowDown", "ArrowDown", "ArrowUp")
    assert at.focused() == name(at.rows[2], "admitted")
    at.press("7", "ArrowLeft")
    assert at.focused() == name(at.rows[2], "admitted")
    at.press("ArrowRight", "ArrowRight")
    assert at.focused() == name(at.rows[2], "admitted-pupil")
    at.press("ArrowLeft")
    assert at.focused() == name(at.rows[2], "admitted")
    assert [at.value(1), at.value(2)] == ["1", "7"]
    all_is_well(at)


def test_a_block_from_excel_fills_the_block_and_sums_follow(sheet):
    at = sheet("2012-q2")
    at.box(1).focus()
    at.paste("1.464\t2\r\n12\t3\r\n\t4\r\n")
    assert [at.value(row) for row in (1, 2, 3, 4)] == ["1.464", "12", "", ""]
    assert [at.value(row, "admitted-pupil") for row in (1, 2, 3)] == ["2", "3", "4"]
    assert at.state(1) == "changed"
    foot = at.page.locator("[data-sum-of=admitted]")
    assert foot.inner_text().split("\n")[0].startswith("1.476")
    assert "2/6" in foot.inner_text()
    at.box(0).fill("1.500")
    assert at.page.locator("[data-remainder-of=admitted] [data-sum=remainder]").inner_text() == "24"
    assert "ô chưa lưu" in at.said()
    at.box(3).focus()
    at.paste("Tân Quang\n5\n6\n7\n8\n9")
    assert at.state(3) == "error"
    assert "nằm ngoài" in at.notice()
    all_is_well(at)


def test_what_is_saved_says_so_and_what_is_wrong_stays(sheet):
    at = sheet("2012-q3")
    at.box(1).fill("5")
    at.box(2).fill("39,67")
    at.save()
    assert (at.state(1), at.state(2)) == ("saved", "error")
    assert at.value(2) == "39,67"
    summary = at.page.locator(".sheet-summary")
    assert "39,67" in summary.inner_text()
    assert at.box(2).get_attribute("aria-invalid") == "true"
    summary.locator("a").first.click()
    at.box(2).fill("39")
    at.save("Control+s")
    assert at.said() == "Đã lưu 1 ô."
    assert at.page.locator(".sheet-summary").count() == 0
    at.open()
    assert (at.value(1), at.value(2)) == ("5", "39")
    assert at.page.locator("#sheet-notice").is_hidden()
    all_is_well(at)


def test_cumulative_shows_the_quarter_while_one_types(sheet):
    at = sheet("2013-q1")
    at.box(1).fill("17")
    at.save()
    at = sheet("2013-q2")
    at.page.locator(f"[name=cumulative-{at.rows[1]}]").check()
    at.box(1).fill("29")
    row = at.page.locator(f"#row-{at.rows[1]}")
    assert row.locator(".sheet-implied").first.inner_text() == "trong quý: 12"
    assert row.locator("[data-sum=year]").inner_text() == "29"
    before = row.inner_text()
    at.save()
    assert at.said() == "Đã lưu 1 ô."
    fresh = at.page.locator(f"#row-{at.rows[1]}")
    assert fresh.locator(".sheet-implied").first.inner_text() == "trong quý: 12"
    assert fresh.locator("[data-sum=year]").inner_text() == "29"
    assert before != fresh.inner_text()
    all_is_well(at)


def test_what_was_not_saved_is_back_after_a_reload(sheet):
    at = sheet("2012-q4")
    at.box(1).fill("8")
    at.page.locator(f"[name=standing-{at.rows[2]}]").select_option("not_reported")
    asked = []
    at.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    at.page.reload()
    at.page.locator(READY).wait_for()
    assert asked == ["beforeunload"]
    assert at.value(1) == "8"
    assert at.state(1) == "changed"
    assert at.page.locator(f"[name=standing-{at.rows[2]}]").input_value() == "not_reported"
    assert "Đã khôi phục 2 ô" in at.notice()
    at.save()
    assert at.page.locator("#sheet-notice").is_hidden()
    at.open()
    assert at.value(1) == "8"
    assert at.page.locator("#sheet-notice").is_hidden()
    all_is_well(at)


def test_two_windows_of_one_person_keep_what_each_of_them_has(sheet):
    first = sheet("2014-q1")
    second = Sheet(first.reader, first.rows, "2014-q1")
    second.page = first.reader.context.new_page()
    second.page.goto(first.address)
    second.page.locator(READY).wait_for()
    first.box(5).fill("3")
    first.page.wait_for_function("() => /v-\\d+-admitted/.test(Object.values(localStorage).join())")
    second.box(6).fill("4")
    second.page.wait_for_function("() => /:.4/.test(Object.values(localStorage).join())")
    third = Sheet(first.reader, first.rows, "2014-q1")
    third.page = first.reader.context.new_page()
    third.page.goto(first.address)
    third.page.locator(READY).wait_for()
    assert (third.value(5), third.value(6)) == ("3", "4")
    third.save()
    third.page.reload()
    third.page.locator(READY).wait_for()
    assert not third.page.locator("#sheet-notice").is_visible()
    assert (
        first.page.evaluate("Object.keys(localStorage).filter((key) => /^sheet:/.test(key))") == []
    )


def test_a_draft_can_be_discarded(sheet):
    at = sheet("2013-q3")
    at.box(1).fill("8")
    at.page.on("dialog", lambda dialog: dialog.accept())
    at.page.reload()
    at.page.locator(READY).wait_for()
    with at.page.expect_navigation():
        at.page.locator("#sheet-notice button").click()
    at.page.locator(READY).wait_for()
    assert at.value(1) == ""
    all_is_well(at)


def test_nothing_is_lost_when_the_session_ends(sheet):
    at = sheet("2013-q4")
    at.box(1).fill("11")
    at.reader.context.clear_cookies(name="sessionid")
    at.save()
    assert "Phiên đăng nhập đã hết" in at.notice()
    assert (at.value(1), at.state(1)) == ("11", "changed")
    with at.reader.context.expect_page() as opened:
        at.page.locator("#sheet-notice a").click()
    log_in(opened.value, "lan", PASSWORD)
    opened.value.close()
    at.save()
    assert at.state(1) == "saved"
    assert at.said() == "Đã lưu 1 ô."
    assert at.reader.seen()[0] == []


def log_in_again(page, person):
    """Where the server has led to, after a step of someone who is logged out."""
    page.wait_for_url(re.compile("/admin/login/"))
    log_in(page, person, PASSWORD)
    page.locator(READY).wait_for()


def test_a_reason_is_not_lost_when_the_session_ends_nor_are_its_rows(sheet):
    lan = sheet("2015-q1")
    for row in (1, 2):
        lan.box(row).fill(str(10 + row))
    with lan.page.expect_navigation():
        lan.page.locator("button[value=submit]").click()
    at = sheet("2015-q1", "admin")
    tick = at.page.locator(f"[name=row][value='{at.rows[1]}']")
    reason = at.page.locator("[name=reason]")
    tick.check()
    reason.fill("Nhầm dòng")
    at.reader.context.clear_cookies(name="sessionid")
    at.page.locator("button[value=send_back]").click()
    log_in_again(at.page, "admin")
    assert (reason.input_value(), tick.is_checked()) == ("Nhầm dòng", True)
    assert "Đã khôi phục lý do" in at.notice()
    with at.page.expect_navigation():
        at.page.locator("button[value=send_back]").click()
    at.page.locator(READY).wait_for()
    assert "Đã trả lại 1 hàng" in at.page.locator(".messagelist").inner_text()
    assert reason.input_value() == ""
    assert at.page.evaluate("Object.keys(localStorage).filter((key) => /reasons/.test(key))") == []
    at.open()
    assert (reason.input_value(), at.page.locator("#sheet-notice").is_visible()) == ("", False)
    all_is_well(at)


def test_a_reason_in_one_window_is_not_lost_by_typing_in_another(sheet):
    at = sheet("2015-q4", "admin")
    at.box(1).fill("7")
    with at.page.expect_navigation():
        at.page.locator("button[value=submit]").click()
    at.page.locator(READY).wait_for()
    other = at.reader.context.new_page()
    other.goto(at.page.url)
    other.locator(READY).wait_for()
    kept = "(text) => Object.values(localStorage).some((each) => each.includes(text))"
    at.page.locator("[name=reason]").fill("Thiếu biên bản")
    at.page.wait_for_function(kept, arg="Thiếu biên bản")
    other.locator(f"[name='{NAME.format(at.rows[2], 'admitted')}']").fill("77")
    other.wait_for_function(kept, arg="77")
    at.page.on("dialog", lambda dialog: dialog.accept())
    at.open()
    assert at.page.locator("[name=reason]").input_value() == "Thiếu biên bản"
    assert at.value(2) == "77"


def test_a_note_to_an_unlikely_number_is_not_lost_with_the_page(sheet):
    at = sheet("2015-q2")
    at.box(0).fill("5")
    at.box(1).fill("9")
    at.save()
    note = at.page.locator(".sheet-answer input[type=text]").first
    note.fill("Đã đối chiếu sổ")
    at.page.wait_for_function("() => /đối chiếu/.test(Object.values(localStorage).join())")
    at.reader.context.clear_cookies(name="sessionid")
    at.page.on("dialog", lambda dialog: dialog.accept())
    at.page.reload()
    log_in_again(at.page, "lan")
    assert [at.value(0), at.value(1)] == ["5", "9"]
    at.save()
    assert note.input_value() == "Đã đối chiếu sổ"
    for sure in at.page.locator(".sheet-answer input[type=checkbox]").all():
        sure.check()
    for each in at.page.locator(".sheet-answer input[type=text]").all():
        each.fill("Đã đối chiếu sổ")
    at.save()
    assert at.page.locator(".sheet-answer").count() == 0
    assert at.page.evaluate("Object.keys(localStorage).filter((key) => /reasons/.test(key))") == []
    all_is_well(at)


def test_a_step_is_taken_after_a_login_in_another_tab(sheet):
    at = sheet("2015-q3")
    at.box(4).fill("3")
    at.save()
    other = at.reader.context.new_page()
    other.goto(at.page.url)
    with other.expect_navigation():
        other.locator("#logout-form button").click()
    other.goto(f"/admin/login/?next={at.address}")
    log_in(other, "lan", PASSWORD)
    other.locator(READY).wait_for()
    with at.page.expect_navigation():
        at.page.locator("button[value=submit]").click()
    assert "Đã gửi duyệt" in at.page.locator(".messagelist").inner_text()


def test_whoever_has_lost_the_committee_is_told_so(sheet, server):
    at = sheet("2012-q1", "minh")
    at.box(5).fill("8")
    server.manage("shell", "--no-imports", "-c", ASSIGN.format(""))
    at.save()
    assert "không còn quyền" in at.notice()
    assert at.value(5) == "8"
    server.manage("shell", "--no-imports", "-c", ASSIGN.format(COMMITTEE))
    at.save()
    assert at.said() == "Đã lưu 1 ô."


def test_nothing_is_lost_when_the_connection_drops(sheet):
    at = sheet("2014-q1")
    at.box(1).fill("11")
    at.reader.context.set_offline(True)
    at.page.locator("button[value=save]").click()
    at.page.locator("#sheet-notice", has_text="Mất kết nối").wait_for()
    assert (at.value(1), at.state(1)) == ("11", "changed")
    at.reader.context.set_offline(False)
    at.save()
    assert at.state(1) == "saved"


def test_two_people_at_one_cell_choose(sheet):
    lan, minh = sheet("2014-q2"), sheet("2014-q2", "minh")
    lan.box(1).fill("12")
    lan.save()
    minh.box(1).fill("15")
    minh.save()
    assert minh.state(1) == "conflict"
    both = minh.page.locator("fieldset.sheet-said")
    words = both.inner_text()
    assert all(part in words for part in ("15", "minh", "12", "lan"))
    both.locator("input[value^=mine]").check()
    minh.save()
    assert (minh.value(1), minh.state(1)) == ("15", "saved")
    lan.open()
    assert lan.value(1) == "15"
    all_is_well(minh)


def test_what_is_typed_is_saved_and_sent_at_once(sheet):
    at = sheet("2013-q4")
    at.box(2).fill("4")
    with at.page.expect_navigation():
        at.page.locator("button[value=submit]").click()
    at.page.locator(READY).wait_for()
    said = at.page.locator(".messagelist").inner_text()
    assert "Đã lưu 1 ô" in said
    assert "Đã gửi duyệt" in said
    assert at.box(2).count() == 0
    assert (
        at.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('sheet:'))")
        == []
    )
    all_is_well(at)


def test_a_draft_that_comes_back_does_not_overwrite_someone_else(sheet):
    lan, minh = sheet("2013-q3"), sheet("2013-q3", "minh")
    lan.box(1).fill("12")
    minh.box(1).fill("15")
    minh.save()
    lan.page.on("dialog", lambda dialog: dialog.accept())
    lan.open()
    assert lan.value(1) == "12"
    lan.save()
    assert lan.state(1) == "conflict"
    minh.open()
    assert minh.value(1) == "15"


def test_what_was_typed_into_a_row_that_someone_sent_meanwhile_waits_for_it(sheet, server):
    lan, minh = sheet("2012-q1"), sheet("2012-q1", "minh")
    lan.box(3).fill("12")
    lan.page.on("dialog", lambda dialog: dialog.accept())
    minh.box(3).fill("15")
    minh.page.locator(f"[name=row][value='{minh.rows[3]}']").check()
    with minh.page.expect_navigation():
        minh.page.locator("button[value=submit]").click()
    # Refused, it is kept on.
    lan.save()
    assert lan.said() == "Chưa lưu được gì. Chưa lưu: 1 (xem đầu bảng)."
    for _time in range(2):
        lan.open()
        assert lan.box(3).count() == 0
        assert "Còn 1 ô chưa lưu" in lan.notice()
    server.manage("shell", "--no-imports", "-c", SEND_BACK.format(lan.rows[3]))
    lan.open()
    assert lan.value(3) == "12"
    lan.save()
    assert lan.state(3) == "conflict"
    all_is_well(lan)


def test_scripts_and_page_come_to_the_same_sums(sheet):
    at = sheet("2013-q2")
    sums = (
        "() => [...document.querySelectorAll('[data-sum], .sheet-implied')].map(e => e.innerText)"
    )
    before = at.page.evaluate(sums)
    assert any(before)
    at.page.evaluate(
        """() => document.querySelectorAll(".sheet-report select").forEach((each) =>
            each.dispatchEvent(new Event("input", { bubbles: true })))"""
    )
    assert at.page.evaluate(sums) == before


def test_on_paper_it_lies_with_all_columns_and_its_sums_once(sheet):
    at = sheet("2013-q2")
    paper = PdfReader(BytesIO(at.page.pdf(prefer_css_page_size=True)))
    assert all(page.mediabox.width > page.mediabox.height for page in paper.pages)
    text = " ".join(" ".join(page.extract_text().split()) for page in paper.pages)
    assert "Tình trạng" in text
    assert text.count("Cộng các đơn vị") == 1


def test_it_works_without_scripts(sheet, visit, office):
    reader = visit(java_script_enabled=False)
    at = Sheet(reader, office, "2014-q3")
    reader.page.goto(f"/admin/login/?next={at.address}")
    log_in(reader.page, "lan", PASSWORD)
    at.box(1).fill("21")
    at.box(2).fill("x")
    at.send()
    assert at.value(2) == "x"
    at.box(2).fill("22")
    at.send()
    assert at.page.locator(".messagelist").inner_text() == "Đã lưu 1 ô."
    assert "43" in at.page.locator("[data-sum-of=admitted]").inner_text()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_is_wider_than_the_screen_and_everyone_can_use_it(sheet, width, theme):
    at = sheet("2014-q4", width=width, theme=theme)
    at.page.locator(".sheet-legend summary").click()
    at.box(1).fill("x")
    at.box(2).fill("3")
    at.save()
    assert at.page.evaluate("document.documentElement.scrollWidth") <= width
    assert at.page.evaluate(BLANK) < 1
    if width == 390:
        assert at.reader.too_wide() == []
    assert at.reader.axe() == []
    at.page.on("dialog", lambda dialog: dialog.accept())
    at.reader.open("/admin/entry/sheet/")
    assert at.reader.too_wide() == []
    assert at.reader.axe() == []
    all_is_well(at)
