"""On paper: every chart, as wide as the paper, and no table that a drawing already stands for."""

from io import BytesIO

import pytest
from pypdf import PdfReader

PAPER = {"width": 688, "height": 1000}  # an A4 page between its margins
UNDRAWN = "() => document.querySelectorAll('figure.chart:not(.chart--drawn)').length"
LOADED = "() => globalThis.Plotly !== undefined"
UNFOLDED = "() => document.querySelectorAll('.chart details[open]').length"
FAR = ["/localities/o-mon/", "/localities/khoi-tuyen-quang/", "/localities/ha-long/"]


@pytest.mark.parametrize("address", FAR)
@pytest.mark.parametrize("width", [390, 1440])
def test_a_chart_that_nobody_has_come_near_is_printed(address, width, visit):
    reader = visit(width=width, theme="dark")
    reader.page.goto(address, wait_until="load")
    reader.page.wait_for_function(LOADED)
    assert reader.page.evaluate(UNDRAWN) > 0
    assert reader.page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")
    assert reader.page.evaluate(UNDRAWN) == 0
    assert reader.page.evaluate(UNFOLDED) == 0
    assert reader.errors == []
    assert reader.seen()[0] == []


@pytest.mark.parametrize("address", FAR)
def test_nothing_is_cut_off_on_paper(address, visit):
    reader = visit()
    reader.page.goto(address, wait_until="load")
    reader.page.wait_for_function(LOADED)
    reader.page.set_viewport_size(PAPER)
    reader.page.emulate_media(media="print")
    reader.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert reader.page.evaluate(UNDRAWN) == 0
    assert reader.page.evaluate(UNFOLDED) == 0
    assert reader.too_wide() == []


def test_paper_is_light_whatever_the_reader_has_chosen(visit):
    ink = "() => getComputedStyle(document.body).color"
    reader = visit(FAR[0], theme="dark")
    reader.page.evaluate("() => (document.documentElement.dataset.theme = 'dark')")
    dark = reader.page.evaluate(ink)
    reader.page.emulate_media(media="print", color_scheme="dark")
    on_paper = reader.page.evaluate(ink)
    reader.page.emulate_media(media="screen", color_scheme="light")
    reader.page.evaluate("() => (document.documentElement.dataset.theme = 'light')")
    assert on_paper == reader.page.evaluate(ink) != dark


def test_without_the_drawing_library_the_tables_are_printed(visit):
    reader = visit()
    reader.page.route("**/vendor/plotly*", lambda route: route.abort())
    reader.page.goto(FAR[0], wait_until="load")
    reader.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    folded = "() => document.querySelectorAll('.chart details:not([open], .menu)').length"
    assert reader.page.evaluate(UNFOLDED) > 0
    assert reader.page.evaluate(folded) == 0


def test_the_paper_of_a_comparison_has_its_numbers_and_not_the_form(visit):
    reader = visit("/compare/?locality=o-mon&locality=ha-long")
    choices = reader.page.locator("form .ticks")
    assert choices.is_visible()
    reader.page.emulate_media(media="print")
    assert not choices.is_visible()
    assert reader.page.locator("#chart-compare").is_visible()


LENGTHEN = """() => {
    const rows = document.querySelector('.league tbody');
    const row = rows.querySelector('tr');
    for (let more = 0; more < 17; more += 1) rows.append(row.cloneNode(true));
}"""


def test_a_long_ranking_begins_below_its_heading_and_goes_on_overleaf(visit):
    reader = visit("/")
    reader.page.evaluate(LENGTHEN)
    paper = PdfReader(BytesIO(reader.page.pdf(format="A4", prefer_css_page_size=True)))
    first, second = (page.extract_text() for page in paper.pages[:2])
    assert "Đại học Tân Trào" in first
    assert "Đại học Tân Trào" in second
