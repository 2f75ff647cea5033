"""The menu beside a chart, where the server draws: by pointer, by keyboard, without scripts."""

import io
from urllib.parse import urlsplit

import pytest
from PIL import Image

from .browser import Reader, chromium

O_MON = "/localities/o-mon/"
COMPARED = "/compare/?locality=o-mon&locality=ha-long"
MENU = "#chart-cumulative .menu--save"


@pytest.fixture(scope="module")
def drawing(server):
    """The same site, in a process that has a browser to draw with."""
    with server.beside(CHROMIUM=chromium()).serving() as running:
        yield running


@pytest.fixture
def visit(browser, drawing):
    readers = []

    def arrive(address, **options):
        readers.append(Reader(browser, drawing.url, **options))
        readers[-1].page.goto(address)
        return readers[-1]

    yield arrive
    for reader in readers:
        reader.close()


def is_open(reader):
    return reader.page.locator(MENU).evaluate("(menu) => menu.open")


def saved(reader, name):
    with reader.page.expect_download() as waiting:
        reader.page.locator(f"{MENU} a", has_text=name).first.click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


@pytest.mark.parametrize(("width", "theme"), [(390, "dark"), (1440, "light")])
def test_the_menu_is_in_the_card_and_gives_the_slide(visit, width, theme):
    reader = visit(O_MON, width=width, theme=theme)
    reader.draw()
    assert reader.page.locator("[data-save]").count() == 0
    reader.page.locator(f"{MENU} summary").click()
    listed = reader.page.locator(f"{MENU} .menu__list").bounding_box()
    card = reader.page.locator(".card", has=reader.page.locator(MENU)).bounding_box()
    assert card["x"] <= listed["x"]
    assert listed["x"] + listed["width"] <= card["x"] + card["width"]
    assert reader.too_wide() == []
    assert reader.axe() == []
    name, png = saved(reader, "trang chiếu")
    assert name == "Quận Ô Môn – Kết nạp lũy kế so với chỉ tiêu – slide 2x.png"
    assert Image.open(io.BytesIO(png)).size == (2560, 1440)
    assert reader.errors == []
    assert reader.seen()[0] == []


def test_it_opens_and_closes_by_keyboard_and_by_choosing_something_else(visit):
    reader = visit(O_MON)
    keys = reader.page.keyboard
    reader.page.locator(f"{MENU} summary").focus()
    keys.press("Enter")
    assert is_open(reader)
    keys.press("Tab")
    assert reader.page.evaluate("() => document.activeElement.textContent") == "PNG"
    keys.press("Escape")
    assert not is_open(reader)
    assert reader.page.evaluate("() => document.activeElement.localName") == "summary"
    keys.press("Enter")
    reader.page.locator("h1").click()
    assert not is_open(reader)
    keys.press("Escape")
    # One of them at a time.
    for summary in reader.page.locator(".menu summary").all()[:2]:
        summary.click()
    assert reader.page.locator(".menu[open]").count() == 1


@pytest.mark.parametrize("width", [390, 1440])
def test_the_targets_have_it_too_and_it_hangs_in_their_card(visit, width):
    reader = visit(O_MON, width=width)
    card = reader.page.locator("#chart-goals")
    card.locator(".menu--save summary").click()
    listed, around = card.locator(".menu--save .menu__list").bounding_box(), card.bounding_box()
    tools = card.locator(".tools").bounding_box()
    assert listed["x"] + listed["width"] == pytest.approx(tools["x"] + tools["width"], abs=1)
    assert around["x"] <= tools["x"]
    assert tools["width"] < around["width"] * 0.8
    assert reader.too_wide() == []
    with reader.page.expect_download() as waiting:
        card.locator("a", has_text="trang chiếu").click()
    assert waiting.value.suggested_filename == "Quận Ô Môn – Các chỉ tiêu – slide 2x.png"


def test_it_needs_no_script(visit):
    reader = visit(O_MON, java_script_enabled=False)
    reader.page.locator(f"{MENU} summary").click()
    name, svg = saved(reader, "SVG")
    assert name == "Quận Ô Môn – Kết nạp lũy kế so với chỉ tiêu.svg"
    assert b"<title>" in svg


def test_a_comparison_has_it_too(visit, drawing):
    reader = visit(COMPARED)
    reader.page.locator("#chart-compare .menu--save summary").click()
    link = reader.page.locator("#chart-compare .menu--save a", has_text="CSV")
    address = urlsplit(link.get_attribute("href"))
    assert address.path == "/compare/charts/compare.csv"
    assert address.query == "locality=o-mon&locality=ha-long"
    assert "Hạ Long" in drawing.get(f"{address.path}?{address.query}").text
