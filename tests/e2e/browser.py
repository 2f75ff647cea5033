"""One browser for the suite, and pages that are watched while they are read."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
WATCH = HERE / "watch.js"
MEASURE = (HERE / "measure.js").read_text(encoding="utf-8")
# A browser that paints no frame, as one without a graphics process may, is not waited for.
FRAME = """new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 500);
})"""
NEXT_FRAME = f"() => {FRAME}"
SCROLL = f"""async () => {{
    for (const chart of document.querySelectorAll("figure.chart")) {{
        chart.scrollIntoView();
        await {FRAME};
    }}
}}"""
DRAWN = "() => document.querySelector('figure.chart:not(.chart--drawn)') === null"
UNFOLD = "() => document.querySelectorAll('details').forEach((folded) => (folded.open = true))"
LEVEL_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
HEIGHT = 900
# As root, in a container without a graphics card and without a way out.
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
)


def chromium():
    """Where a Chromium is installed; None where there is none."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


@contextmanager
def launched(executable):
    """A headless browser that may run as root (in a container), driven from this thread."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(SWITCHES))
        with browser:
            yield browser


def log_in(page, person, password):
    """At the login page; afterwards the page that it leads to is there, or the refusal."""
    page.locator("input[name=username]").fill(person)
    page.locator("input[name=password]").fill(password)
    with page.expect_navigation():
        page.locator("[type=submit]").click()


class Reader:
    """A page of one reader: a context of its own, and everything that goes wrong in it."""

    def __init__(self, browser, url, *, width=1440, theme="light", **options):
        self.context = browser.new_context(
            base_url=url,
            viewport={"width": width, "height": HEIGHT},
            color_scheme=theme,
            locale="vi-VN",
            **options,
        )
        self.context.set_default_timeout(10_000)
        self.context.add_init_script(path=WATCH)
        self.page = self.context.new_page()
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(f"page error: {error}"))
        self.page.on("console", self._heard)

    def _heard(self, message):
        if message.type in {"error", "warning"}:
            self.errors.append(f"console {message.type}: {message.text}")

    def open(self, address):
        """Go there and draw every chart of the page; the answer's status is the caller's matter."""
        answer = self.page.goto(address, wait_until="load")
        self.draw()
        return answer

    def draw(self):
        """Scroll through the page, as a reader does: a chart is drawn when it comes near."""
        self.page.evaluate(SCROLL)
        self.page.wait_for_function(DRAWN)
        self.page.evaluate(NEXT_FRAME)

    def seen(self):
        """Violations of the content policy, and how far the layout has shifted since the start."""
        found = self.page.evaluate("() => seen")
        return found["violations"], found["shift"]

    def unfold(self):
        """Open every folded table, so that what is in it is looked at too."""
        self.page.evaluate(UNFOLD)

    def too_wide(self):
        """What sticks out of the screen or is cut off."""
        return self.page.evaluate(MEASURE)

    def axe(self):
        """The violations of WCAG A and AA, one line for each element."""
        options = {"runOnly": LEVEL_AA, "resultTypes": ["violations"]}
        violations = Axe().run(self.page, options=options).response["violations"]
        return [
            f"{violation['id']}: {node['html'][:160]} {node['failureSummary']}"
            for violation in violations
            for node in violation["nodes"]
        ]

    def close(self):
        self.context.close()
