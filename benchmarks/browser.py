"""Bytes over the wire and the time until the chart is drawn, in headless Chromium.

Against the server of `make run` in a process of its own. A first visit has nothing cached, a
second one what the first has left. The processor is this machine's, the network is local:
times are those of scripts and drawing, not of a line.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from .table import show

VISITS = 5
ADDRESSES = (
    "/",
    "/localities/o-mon/",
    "/localities/quang-ninh/",
    "/localities/khoi-tuyen-quang/",
    "/localities/lam-ha/",
    "/compare/?locality=o-mon&locality=ha-long",
    "/sources/o-mon-2022/",
)
HEAD = ("page", "1st: kB", "text ms", "chart ms", "2nd: kB", "text ms", "chart ms")
START_SECONDS = 30
DRAW_SECONDS = 20
WATCH = """
addEventListener("DOMContentLoaded", () => {
  const seen = () => {
    if (globalThis.drawnAt === undefined && document.querySelector(".chart--drawn")) {
      globalThis.drawnAt = performance.now();
    }
  };
  new MutationObserver(seen).observe(document.documentElement, {subtree: true, attributes: true});
});
"""
TEXT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
HAS_CHART = "document.querySelector('figure.chart') !== null"
DRAWN = "() => globalThis.drawnAt !== undefined"


@dataclass(slots=True)
class Visit:
    """``size`` in bytes as sent, headers included; times in milliseconds from the navigation."""

    size: int = 0
    text: float = 0
    chart: float | None = None


@dataclass(slots=True)
class Visits:
    first: list[Visit] = field(default_factory=list)
    second: list[Visit] = field(default_factory=list)


def report(database: str) -> None:
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if executable is None:
        print("Chromium is not installed (make system): the browser was not measured.")
        return
    with server(database) as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable)
        rows = [[address, *_cells(visits(browser, origin + address))] for address in ADDRESSES]
        browser.close()
    show(f"Browser, median of {VISITS} visits", HEAD, rows)


@contextmanager
def server(database: str) -> Iterator[str]:
    """The site served by waitress on a free port; its origin."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve", f"--port={port}"],
        env={**os.environ, "DATABASE_URL": database},
        stdout=subprocess.DEVNULL,
    )
    origin = f"http://127.0.0.1:{port}"
    try:
        _wait_for(origin)
        yield origin
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(origin: str) -> None:
    last = time.monotonic() + START_SECONDS
    while time.monotonic() < last:
        try:
            with urlopen(f"{origin}/healthz", timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    msg = f"the server did not answer within {START_SECONDS} s (make static first?)"
    raise RuntimeError(msg)


def visits(browser: Browser, address: str) -> Visits:
    """Each first visit in a browser that has never been here, and a second one after it."""
    found = Visits()
    for _ in range(VISITS):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_init_script(WATCH)
        found.first.append(_visit(context, address))
        found.second.append(_visit(context, address))
        context.close()
    return found


def _visit(context: BrowserContext, address: str) -> Visit:
    page = context.new_page()
    visit = Visit()
    wire = context.new_cdp_session(page)
    wire.on("Network.loadingFinished", lambda event: _add(visit, event["encodedDataLength"]))
    wire.send("Network.enable")
    page.goto(address, wait_until="load")
    visit.chart = _drawn(page)
    page.wait_for_load_state("networkidle")
    visit.text = float(page.evaluate(TEXT) or 0)
    page.close()
    return visit


def _add(visit: Visit, size: float) -> None:
    visit.size += int(size)


def _drawn(page: Page) -> float | None:
    """When the first chart was drawn; None on a page without one."""
    if not page.evaluate(HAS_CHART):
        return None
    page.wait_for_function(DRAWN, timeout=1000 * DRAW_SECONDS)
    return float(page.evaluate("globalThis.drawnAt"))


def _cells(found: Visits) -> list[str]:
    return [cell for several in (found.first, found.second) for cell in _medians(several)]


def _medians(several: list[Visit]) -> list[str]:
    charts = [visit.chart for visit in several if visit.chart is not None]
    return [
        f"{median(visit.size for visit in several) / 1000:.0f}",
        f"{median(visit.text for visit in several):.0f}",
        f"{median(charts):.0f}" if charts else "–",
    ]
