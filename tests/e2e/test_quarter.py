"""A quarter from the clerk's first key to the public page, on a site of its own.

Ô Môn's article ends on 16 May 2022 with 238 admissions of 600; other tests read it as it is.
"""

import pytest

from .browser import Reader, log_in
from .server import PASSWORD, site

PREPARE = f"""
from datetime import date
from django.contrib.auth.models import Group, User
from recruitment.models import Assignment, Committee, EntryWindow, ReportingPeriod
o_mon = Committee.objects.get(slug="o-mon")
for name, role in (("lan", "clerk"), ("minh", "approver")):
    person = User.objects.create_user(name, "", {PASSWORD!r}, is_staff=True)
    person.groups.add(Group.objects.get(name=role))
    Assignment.objects.create(person=person, committee=o_mon)
period, _ = ReportingPeriod.objects.get_or_create(
    starts_on=date(2022, 7, 1), ends_on=date(2022, 9, 30), defaults={{"kind": "quarter"}}
)
EntryWindow.objects.create(period=period, opens_on=date(2022, 10, 1), due_on=date(2022, 10, 15))
"""
PUBLIC = "/localities/o-mon/"
READY = "form.sheet[data-ready]"
PASTE = """(text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const init = { clipboardData: data, bubbles: true, cancelable: true };
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", init));
}"""
OWN, WRONG = "Quận Ô Môn", "Phường Long Hưng"
# Admitted, in the order of the sheet: the first by keyboard, the rest as a block from Excel.
TYPED = {OWN: "30", "BV – Trung tâm Y tế quận Ô Môn": "4", "Công an quận Ô Môn": "3"}
PASTED = {
    "Phường Châu Văn Liêm": ("5", "0"),
    WRONG: ("4", ""),
    "Phường Phước Thới": ("3", ""),
    "Phường Thới An": ("2", "1"),
    "Phường Thới Hòa": ("2", ""),
    "Phường Thới Long": ("1", ""),
    "Phường Trường Lạc": ("1", ""),
    "THPT Lượng Định Của": ("2", "2"),
    "THPT Lưu Hữu Phước": ("3", "3"),
}
REASON = "Long Hưng: biên bản ghi 5, bảng ghi 4."
# By hand: 238 + 31 = 269; 269 ÷ 600 = 44,833… %; 17–31 May and June are 15 + 30 days.
BEFORE = ("238", "39,67%")
AFTER = ("ít nhất 269", "ít nhất 44,83%", "Còn 45 ngày chưa có số liệu (17/5/2022 – 30/6/2022)")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A clerk and an approver of Ô Môn, and the third quarter of 2022 open for entry."""
    with site(tmp_path_factory.mktemp("quarter")) as running:
        running.manage("shell", "--no-imports", "-c", PREPARE)
        yield running


class Sheet:
    """One person's sheet of Ô Môn, as it is on the screen."""

    def __init__(self, page):
        self.page = page

    def open(self):
        self.page.reload()
        self.page.locator(READY).wait_for()

    def row(self, name):
        label = self.page.locator("th.sheet-name span:last-child").get_by_text(name, exact=True)
        return self.page.locator("tbody[data-row]").filter(has=label)

    def box(self, name, column="admitted"):
        return self.row(name).locator(f"[data-column={column}] input")

    def focused(self):
        return self.page.evaluate("document.activeElement.closest('tbody').dataset.row")

    def state(self, name):
        return " ".join(self.row(name).locator(".sheet-state").inner_text().split())

    def save(self):
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.page.get_by_role("button", name="Lưu", exact=True).click()

    def press(self, button):
        """A step that shows the sheet anew; gives the sentences at its head."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).click()
        self.page.locator(READY).wait_for()
        return " ".join(self.page.locator(".messagelist").inner_text().split())


@pytest.fixture
def read(browser, office):
    """``read(address)``: a page as somebody has it who was never here."""
    readers = []

    def arrive(address):
        readers.append(Reader(browser, office.url))
        readers[-1].open(address)
        return readers[-1]

    yield arrive
    found = [fault for reader in readers for fault in (*reader.errors, *reader.seen()[0])]
    for reader in readers:
        reader.close()
    assert found == []


@pytest.fixture
def at_the_sheet(read):
    """``at_the_sheet(person)``: logged in, the sheet chosen from the first page on."""

    def arrive(person):
        reader = read("/admin/")
        page = reader.page
        log_in(page, person, PASSWORD)
        page.get_by_role("link", name="Nhập số liệu quý").click()
        assert page.get_by_label("Quý").input_value() == "2022-q3"
        page.get_by_role("button", name="Đảng bộ quận Ô Môn").first.click()
        page.locator(READY).wait_for()
        return Sheet(page)

    return arrive


def lead(reader):
    return reader.page.locator(".lead").inner_text().replace("\u2060", "")


def enter(sheet):
    """Row after row by keyboard; what was copied from Excel in one block."""
    names = [*TYPED, *PASTED]
    sheet.box(OWN).focus()
    for name, value in TYPED.items():
        assert sheet.focused() == sheet.row(name).get_attribute("data-row")
        sheet.page.keyboard.type(value)
        sheet.page.keyboard.press("Enter")
    sheet.page.evaluate(PASTE, "\r\n".join("\t".join(pair) for pair in PASTED.values()))
    assert [sheet.box(name).input_value() for name in names] == [
        *TYPED.values(),
        *(pair[0] for pair in PASTED.values()),
    ]
    sheet.box(OWN, "members").fill("3.680")
    assert sheet.page.locator("[data-sum-of=admitted]").inner_text().split()[:2] == ["30", "11/11"]
    assert "44,67%" in sheet.row(OWN).inner_text()  # (238 + 30) ÷ 600


def test_a_quarter_is_entered_returned_corrected_approved_and_public(at_the_sheet, read, office):
    clerk = at_the_sheet("lan")
    enter(clerk)
    clerk.save()
    clerk.page.locator("#sheet-status", has_text="Đã lưu 17 ô.").wait_for()
    assert clerk.press("Gửi duyệt") == "Đã gửi duyệt 12 hàng."
    assert clerk.box(OWN).count() == 0
    assert clerk.page.get_by_role("button", name="Duyệt", exact=True).count() == 0

    approver = at_the_sheet("minh")
    for name in (OWN, WRONG):
        approver.row(name).locator("[name=row]").check()
    reason = approver.page.get_by_label("Lý do")
    reason.fill(REASON)
    # Neither writing about it nor choosing decides: the rows are still there to be sent back.
    reason.press("Enter")
    approver.row(OWN).locator("[name=row]").press("Enter")
    assert approver.press("Trả lại") == "Đã trả lại 2 hàng."

    clerk.open()
    assert f"trả lại Lý do: {REASON}" in clerk.state(WRONG)
    assert clerk.box("Phường Thới An").count() == 0
    clerk.box(OWN).fill("31")
    clerk.box(WRONG).fill("5")
    assert clerk.press("Gửi duyệt") == "Đã lưu 2 ô. Đã gửi duyệt 2 hàng."
    assert [text for text in BEFORE if text not in lead(read(PUBLIC))] == []

    approver.open()
    assert approver.press("Duyệt") == "Đã duyệt và công bố 12 hàng."
    reader = read(PUBLIC)
    assert [text for text in AFTER if text not in lead(reader)] == []
    units = reader.page.locator("#chart-children").inner_text().split()
    assert "29" in units  # Long Hưng: 24 of the article, and 5
    assert "44,83" in office.get("/").text
