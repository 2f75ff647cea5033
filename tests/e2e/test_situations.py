"""Each situation, and each other page, as a reader has it: narrow and wide, light and dark."""

import pytest

from .situations import PAGES, SITUATIONS

WIDTHS = (390, 1440)
THEMES = ("light", "dark")
SHIFT = 0.02  # cumulative layout shift; 0.1 still counts as good
# Drawings that hold no line, no bar and no text, by name.
EMPTY = """() => [...document.querySelectorAll("figure.chart")]
    .filter((figure) => {
        const drawing = figure.querySelector("svg.main-svg");
        return !drawing || figure.querySelectorAll(".main-svg text").length === 0;
    })
    .map((figure) => figure.id)"""
LINES = """() => [
        ...document.querySelectorAll(".main-svg :is(.trace, .shapelayer) path, .bars path")
    ]
    .filter((path) => path.getTotalLength() > 0).length"""
# What plotly.js would offer to do with the figure, by the names of its buttons.
OFFERS = """() => [
    ...[...document.querySelectorAll(".modebar-btn, [data-title*='loud']")].map((b) => b.outerHTML),
    ...[...document.querySelectorAll(".js-plotly-plot")]
        .filter((p) => p._context.showSendToCloud || p._context.plotlyServerURL !== "")
        .map((p) => p.closest("figure").id),
]"""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wrong_with(name, width, theme, visit):
    reader = visit(PAGES[name], width=width, theme=theme)
    violations, shift = reader.seen()
    assert reader.answer.status == 200
    assert reader.errors == []
    assert violations == []
    assert shift <= SHIFT
    assert reader.page.evaluate(EMPTY) == []
    assert reader.page.evaluate(OFFERS) == []
    assert reader.too_wide() == []
    reader.unfold()
    assert reader.too_wide() == []
    assert reader.axe() == []
    assert reader.errors == []


@pytest.mark.parametrize("name", SITUATIONS)
def test_its_page_says_and_draws(name, visit):
    situation = SITUATIONS[name]
    reader = visit(situation.address)
    lead = reader.page.locator(".lead").inner_text().replace("\u2060", "")
    assert [text for text in situation.says if text not in lead] == []
    standing = " ".join(reader.page.locator(".standing").first.inner_text().split())
    assert standing.startswith(situation.status)
    drawn = [figure.get_attribute("id") for figure in reader.page.locator("figure.chart").all()]
    assert {f"chart-{chart}" for chart in situation.charts} <= set(drawn)
    assert reader.page.evaluate(LINES) >= len(situation.charts)


@pytest.mark.parametrize("name", ["o-mon", "lam-ha", "overview", "compare", "source"])
def test_nothing_is_wrong_in_english_with(name, visit):
    reader = visit(f"/en{PAGES[name]}", width=390)
    assert reader.errors == []
    reader.unfold()
    assert reader.too_wide() == []
    assert reader.axe() == []


# 320: what is left of a screen under a magnifier (WCAG 1.4.10). English dates are longer.
@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("width", [320, 768, 1000])
def test_every_page_fits_other_widths(width, language, visit):
    reader = visit(width=width)
    faults = {}
    for name, address in PAGES.items():
        reader.open(language + address)
        shift = reader.seen()[1]
        found = [f"layout shift {shift:.2f}"] if shift > SHIFT else []
        found += reader.too_wide()
        reader.unfold()
        found += [f"unfolded: {fault}" for fault in reader.too_wide() if fault not in found]
        if found:
            faults[name] = found[:4]
    assert faults == {}


def test_the_watch_would_notice(visit):
    """The checks above are worth something: each sees a fault that is put before it."""
    reader = visit("/method/")
    reader.page.evaluate(
        """() => {
            const first = document.querySelector("main").firstElementChild;
            const fault = document.createElement("p");
            fault.setAttribute("style", "color: red");
            fault.textContent = "Tight".repeat(400);
            fault.className = "pill";
            first.before(fault);
            Object.assign(fault.style, {width: "3000px", height: "400px", color: "#999"});
            console.error("fault");
            setTimeout(() => { throw new Error("fault"); });
        }"""
    )
    reader.page.wait_for_timeout(200)
    violations, shift = reader.seen()
    assert any(violation.startswith("style-src") for violation in violations)
    assert shift > SHIFT
    assert any("px wide" in sentence for sentence in reader.too_wide())
    assert any(line.startswith("color-contrast") for line in reader.axe())
    assert {"console error: fault", "page error: fault"} <= set(reader.errors)
