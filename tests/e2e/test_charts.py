"""What a reader does with a chart: walk through it, point at it, save it, turn the phone."""

import csv
import io
import re
from xml.etree import ElementTree as ET

import pytest

from recruitment.download_views import CHART_WRITERS
from recruitment.staticfiles import packaged_bundle

WORD_JOINER = "\u2060"  # keeps a range on one line of a page; nothing for a spreadsheet
O_MON = "/localities/o-mon/"
BLOC = "/localities/khoi-tuyen-quang/"
# Looks at a PNG without drawing it on a page: its size and how much of it is not white.
INK = """async (bytes) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], {type: "image/png"}));
    const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    let ink = 0;
    const colours = new Set();
    for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] && Math.min(data[at], data[at + 1], data[at + 2]) < 200) {
            ink += 1;
            colours.add(`${data[at] >> 4} ${data[at + 1] >> 4} ${data[at + 2] >> 4}`);
        }
    }
    return [image.width, image.height, ink / (image.width * image.height), colours.size];
}"""
ROWS = "(table) => [...table.rows].map((r) => [...r.cells].map((c) => c.textContent.trim()))"
FOCUSED = """() => {
    const { activeElement: at } = document;
    const ring = getComputedStyle(at);
    const name = at.className || at.dataset.save || at.textContent.trim();
    const seen = ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2;
    return [at.closest("figure")?.id ?? "", at.dataset.save ?? name, seen];
}"""


def chart(reader, name):
    return reader.page.locator(f"#chart-{name}")


def saved(reader, name, ending):
    """The name and the bytes of a chart as its button saves it."""
    with reader.page.expect_download() as waiting:
        chart(reader, name).locator(f"[data-save={ending}]").click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def ink_of(reader, png):
    return reader.page.evaluate(INK, list(png))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_png_is_a_picture_on_white(visit, theme):
    reader = visit(O_MON, theme=theme)
    name, png = saved(reader, "cumulative", "png")
    assert name == "o-mon-cumulative.png"
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, ink, colours = ink_of(reader, png)
    assert width > 1200
    assert height > 600
    assert 0.005 < ink < 0.2
    assert colours > 3
    assert reader.seen()[0] == []


@pytest.mark.parametrize("width", [390, 1440])
def test_bars_of_the_page_are_saved_as_the_chart_they_stand_for(visit, width):
    reader = visit(O_MON, width=width)
    name, svg = saved(reader, "goals", "svg")
    assert name == "o-mon-goals.svg"
    text = " ".join(" ".join(ET.fromstring(svg).itertext()).split())
    for part in ("Các chỉ tiêu – Đảng bộ quận Ô Môn", "39,67%", "Đúng tiến độ", "Nguồn:"):
        assert part in text, part
    chart(reader, "goals").get_by_text("Đã lưu ảnh SVG").wait_for(state="attached")
    assert (reader.errors, reader.seen()[0], reader.too_wide()) == ([], [], [])


def test_the_svg_holds_title_source_and_numbers(visit):
    reader = visit(O_MON, width=390)
    name, svg = saved(reader, "cumulative", "svg")
    assert name == "o-mon-cumulative.svg"
    drawing = ET.fromstring(svg)
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    text = " ".join(" ".join(drawing.itertext()).split())
    card = chart(reader, "cumulative")
    assert card.locator("h2").inner_text() in text
    source = card.locator("figcaption p").last.inner_text()
    assert source.startswith("Nguồn: ")
    for part in (source, "Đảng bộ quận Ô Môn", "238", "600", "867", "1.000", "16/5/2022"):
        assert part in text, part
    assert float(drawing.get("width")) > 600  # for a document, whatever the reader's screen


@pytest.mark.parametrize("address", [O_MON, BLOC, "/localities/ha-long/", "/en/localities/o-mon/"])
def test_the_csv_is_the_table_behind_the_chart(visit, server, address):
    reader = visit(address)
    reader.unfold()
    english = address.startswith("/en/")
    figures = [f for f in reader.page.locator("figure.chart").all() if f.locator("table").count()]
    assert figures
    for figure in figures:
        shown = figure.locator("table").evaluate(ROWS)
        text = server.get(figure.locator("a[href*='.csv']").get_attribute("href")).text
        assert text.startswith("\ufeff")
        assert WORD_JOINER not in text
        rows = list(csv.reader(io.StringIO(text[1:]), delimiter="," if english else ";"))
        assert [[plain(c, english) for c in row] for row in rows] == [
            [plain(c, english) for c in row] for row in shown
        ]


MONTHS = ["January", "February", "March", "April", "May", "June", "July"]
MONTHS += ["August", "September", "October", "November", "December"]


def plain(text, english):
    """A cell of either: dates as ISO, numbers without marks, other texts as they are."""
    text = text.replace(WORD_JOINER, "")
    if text == "–":
        return ""  # not known: an empty cell
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    if found := re.fullmatch(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", text):
        return f"{found[3]}-{MONTHS.index(found[2]) + 1:02}-{int(found[1]):02}"
    text = text.removeprefix("'")  # keeps a spreadsheet from reading a formula
    text = re.sub(r"(?<=\d)(/năm| a year)$", "", text)  # its row says that it is an average
    if re.fullmatch(r"[+−-]?[\d.,]+%?", text):
        grouping, point = (",", ".") if english else (".", ",")
        return text.rstrip("%").replace(grouping, "").replace(point, ".")
    return text


def test_separators_are_those_of_the_language(visit):
    axis = ".main-svg .ytick text, .main-svg .annotation text"
    vietnamese = visit(BLOC)
    labels = chart(vietnamese, "cumulative").locator(axis).all_text_contents()
    assert "1.000" in labels
    assert "1,000" not in labels
    english = visit(f"/en{BLOC}")
    labels = chart(english, "cumulative").locator(axis).all_text_contents()
    assert "1,000" in labels


def test_pointing_at_the_line_says_the_number(visit):
    reader = visit(BLOC)
    plot = chart(reader, "cumulative").locator(".chart__plot")
    plot.scroll_into_view_if_needed()
    x, y = plot.evaluate(
        """(plot) => {
            const canvas = plot.querySelector(".js-plotly-plot");
            const box = canvas.getBoundingClientRect();
            const { xaxis, yaxis } = canvas._fullLayout;
            const hit = canvas.data.find((trace) => trace.meta === "hit");
            const at = hit.hovertext.findIndex((text) => text.includes("1.147"));
            return [
                box.x + xaxis._offset + xaxis.d2p(hit.x[at]),
                box.y + yaxis._offset + yaxis.d2p(hit.y[at]),
            ];
        }"""
    )
    reader.page.mouse.move(x - 3, y + 3)
    reader.page.mouse.move(x, y)
    said = plot.locator(".hoverlayer .hovertext")
    said.first.wait_for()
    assert "1.147" in said.first.text_content()
    assert reader.seen()[0] == []
    assert reader.too_wide() == []


def test_the_keyboard_reaches_a_chart_and_its_buttons(visit):
    reader = visit(O_MON)
    reader.page.evaluate("() => scrollTo(0, 0)")
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate(FOCUSED)[1] == "skip"
    assert reader.page.locator(".skip").bounding_box()["y"] >= 0
    reached = []
    while len(reached) < 60 and "chart__plot" not in str(reached):
        reader.page.keyboard.press("Tab")
        reached.append(reader.page.evaluate(FOCUSED))
    assert [name for _figure, name, seen in reached if not seen] == []
    names = [name for figure, name, _seen in reached if figure == "chart-cumulative"]
    files = [ending.upper() for ending in CHART_WRITERS]
    assert names == ["png", "svg", *files, "share", "chart__plot"]
    reader.page.keyboard.press("ArrowRight")
    assert "238" in heard(reader, "cumulative")
    for _step in range(3 + len(files)):
        reader.page.keyboard.press("Shift+Tab")
    with reader.page.expect_download() as waiting:
        reader.page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "o-mon-cumulative.png"
    assert waiting.value.path().stat().st_size  # finished: a browser cannot close on it before


def test_the_arrow_keys_walk_through_a_chart(visit):
    reader = visit(O_MON)
    plot = chart(reader, "children").locator(".chart__plot")
    plot.focus()
    said = []
    for key in ("ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft"):
        plot.press(key)
        said.append(heard(reader, "children", *said[-1:]))
    assert said[0] == said[2]
    assert len(set(said)) == 3
    assert all("kết nạp" in text for text in said)
    assert plot.locator(".hoverlayer .hovertext").count() == 1
    plot.press("Escape")
    assert plot.locator(".hoverlayer .hovertext").count() == 0


def heard(reader, name, before=""):
    """What is read aloud of a chart, once it is something else than before."""
    live = "(name) => document.querySelector(`#chart-${name} .chart__live`).textContent"
    reader.page.wait_for_function(
        f"([name, before]) => !['', before].includes(({live})(name))", arg=[name, before]
    )
    return reader.page.evaluate(live, name)


def test_a_chart_is_drawn_again_for_another_width_and_theme(visit):
    reader = visit(O_MON)
    canvas = chart(reader, "cumulative").locator(".js-plotly-plot")
    wide = canvas.bounding_box()["width"]
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.page.wait_for_function(
        "(wide) => document.querySelector('.js-plotly-plot')._fullLayout.width < wide", arg=wide
    )
    assert canvas.evaluate("(c) => c._fullLayout.width") <= 390
    assert reader.too_wide() == []
    ink = canvas.evaluate("(c) => c._fullLayout.font.color")
    reader.page.emulate_media(color_scheme="dark")
    reader.page.wait_for_function(
        "(ink) => document.querySelector('.js-plotly-plot')._fullLayout.font.color !== ink",
        arg=ink,
    )
    assert reader.errors == []


def test_the_full_bundle_draws_under_the_same_policy(visit):
    """Where npm is not at hand the plotly.js of plotly.py is served."""
    reader = visit()
    bundle = packaged_bundle()
    reader.page.route("**/vendor/plotly*", lambda route: route.fulfill(path=bundle))
    reader.open(BLOC)
    assert chart(reader, "cumulative").locator(".main-svg .scatterlayer path").count() > 0
    _name, png = saved(reader, "cumulative", "png")
    assert ink_of(reader, png)[2] > 0.005
    assert reader.seen()[0] == []
    assert reader.errors == []


def test_a_chart_says_so_when_it_cannot_be_drawn(visit):
    reader = visit()
    reader.page.route("**/vendor/plotly*", lambda route: route.abort())
    reader.page.goto(O_MON)
    reader.page.locator(".chart--failed").first.wait_for()
    assert reader.page.locator("#chart-cumulative .chart__plot").is_hidden()
    assert reader.page.locator("#chart-cumulative > details summary").is_visible()
