"""The target sheet in a browser: typed, summed, saved, approved by another, public."""

import pytest

from .browser import log_in
from .server import PASSWORD

# A ward of which the articles know no figures and no target: no other test reads its page.
COMMITTEE, UNIT = "cao-xanh", "khu-8-cao-xanh"
SHEET = f"/admin/entry/targets/{COMMITTEE}/2019/"
PLACE = f"/localities/{COMMITTEE}/"
PEOPLE = {"hoa-chi-tieu": "clerk", "son-chi-tieu": "approver"}
MAKE_PEOPLE = f"""
from django.contrib.auth.models import Group, User
from recruitment.models import Assignment, Committee
for name, role in {PEOPLE}.items():
    person = User.objects.create_user(name, "", {PASSWORD!r}, is_staff=True)
    person.groups.add(Group.objects.get(name=role))
    Assignment.objects.create(person=person, committee=Committee.objects.get(slug={COMMITTEE!r}))
"""
READY = "form.sheet[data-ready]"


@pytest.fixture(scope="module")
def keys(server):
    """The ids of the committee and its unit."""
    server.manage("shell", "--no-imports", "-c", MAKE_PEOPLE)
    return [server.ask(f"Committee.objects.get(slug='{slug}').pk") for slug in (COMMITTEE, UNIT)]


@pytest.fixture
def desk_of(visit, keys):
    """A person at the sheet, logged in by name."""

    def sit(person, **options):
        reader = visit("/admin/", **options)
        page = reader.page
        log_in(page, person, PASSWORD)
        reader.open(SHEET)
        page.locator(READY).wait_for()
        return reader

    return sit


def name_decision(page, document, number, day):
    page.locator("[name=document]").fill(document)
    page.locator("[name=document_number]").fill(number)
    page.locator("[name=document_date]").fill(day)


def foot(page):
    """The sum of the units and what is left of the own target."""
    parts = ("[data-sum=amount]", "[data-sum=remainder]")
    return [page.locator(f"tfoot {part}").inner_text() for part in parts]


def press(page, step):
    """Press a button that loads the page anew."""
    with page.expect_navigation():
        page.locator(f"button[value={step}]").click()
    page.locator("ul.messagelist .success").first.wait_for()
    page.locator(READY).wait_for()


def test_on_paper_it_is_light_whole_and_without_what_is_pressed(desk_of):
    page = desk_of("hoa-chi-tieu", theme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    for pressed in ("#header", ".breadcrumbs", ".sheet-steps"):
        assert not page.locator(pressed).first.is_visible(), pressed
    style = "(part) => [getComputedStyle(part).overflow, getComputedStyle(part).color]"
    assert page.locator(".sheet-box").evaluate(style) == ["visible", "rgb(26, 31, 36)"]
    assert page.locator(".sheet-grid").is_visible()


def test_a_target_is_divided_approved_by_another_and_public(desk_of, visit, keys):
    own, unit = (f"[name='v-{pk}-target']" for pk in keys)
    clerk = desk_of("hoa-chi-tieu")
    page = clerk.page
    name_decision(page, "Nghị quyết Đại hội phường", "01-NQ/ĐH", "5/1/2019")
    page.locator(own).fill("30")
    page.locator(own).press("Enter")
    page.keyboard.type("18")
    page.locator("tfoot [data-sum=remainder]", has_text="12").wait_for()
    assert foot(page) == ["18", "12"]
    page.locator(unit).fill("20")
    page.locator("tfoot [data-sum=remainder]", has_text="10").wait_for()
    page.locator("button[value=save]").click()
    page.locator("#sheet-status", has_text="Đã lưu 2 chỉ tiêu.").wait_for()
    press(page, "submit")
    approver = desk_of("son-chi-tieu")
    assert foot(approver.page) == ["20", "10"]
    press(approver.page, "approve")
    reader = visit(PLACE)
    goals = reader.page.locator(".goals")
    assert "30" in goals.inner_text()
    assert "Nghị quyết Đại hội phường, 01-NQ/ĐH (5/1/2019)" in goals.inner_text()

    clerk.open(SHEET)
    page.locator(READY).wait_for()
    name_decision(page, "Quyết định điều chỉnh", "25-QĐ/ĐU", "4/7/2019")
    page.locator(own).fill("36")
    press(page, "submit")
    reader.open(PLACE)
    assert "trước đó" not in goals.inner_text()
    approver.open(SHEET)
    press(approver.page, "approve")
    reader.open(PLACE)
    said = "Điều chỉnh theo Quyết định điều chỉnh, 25-QĐ/ĐU ngày 4/7/2019, trước đó 30."
    assert said in goals.inner_text()
    for seen in (clerk, approver, reader):
        assert seen.errors == []
        assert seen.seen()[0] == []


def test_what_was_typed_is_back_after_a_reload(desk_of, keys):
    clerk = desk_of("hoa-chi-tieu")
    page = clerk.page
    box = page.locator(f"[name='v-{keys[1]}-target']")
    page.locator("[name=document]").fill("Quyết định dở dang")
    box.fill("77")
    page.wait_for_function("() => Object.values(localStorage).some((kept) => kept.includes('77'))")
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.locator(READY).wait_for()
    assert box.input_value() == "77"
    assert page.locator("[name=document]").input_value() == "Quyết định dở dang"
    with page.expect_navigation():
        page.get_by_role("button", name="Bỏ phần chưa lưu").click()
    page.locator(READY).wait_for()
    assert box.input_value() != "77"
    assert page.locator("[name=document]").input_value() != "Quyết định dở dang"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_sheet_fits_and_is_accessible(desk_of, width, theme):
    clerk = desk_of("hoa-chi-tieu", width=width, theme=theme)
    assert clerk.axe() == []
    if width == 390:
        assert clerk.too_wide() == []
