"""PNG of a chart on the server: cold, warm beside Kaleido's own bare time, kept; and memory."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from django.test.utils import override_settings

from recruitment.charts.framing import picture as framed
from recruitment.charts.spec import ChartSpec
from recruitment.downloads.pictures import PictureFormat, can_draw, picture
from recruitment.downloads.studio import NOWHERE, studio
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection

from .table import show

LARGEST = "o-mon"
STARTS = 3
MOST = 1.3
"""What a warm picture may cost at most, as a multiple of Kaleido's bare time."""
IN_MEMORY = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "pictures")
}
HEAD = ("PNG", "median s", "")


class Bare:
    """Kaleido by itself, its browser kept, in a loop of this thread."""

    def __init__(self) -> None:
        import kaleido

        self.loop = asyncio.new_event_loop()
        self.browser: Any = kaleido.Kaleido(n=1, mathjax=False, proxy_server=NOWHERE)
        self.loop.run_until_complete(self.browser.open())

    def draw(self, figure: dict[str, Any]) -> None:
        work = self.browser.calc_fig(figure, {"format": "png", "scale": 1})
        self.loop.run_until_complete(work)

    def close(self) -> None:
        self.loop.run_until_complete(self.browser.close())
        self.loop.close()


def seconds(work: Callable[..., object], *arguments: object) -> float:
    start = perf_counter()
    work(*arguments)
    return perf_counter() - start


def charts() -> Iterator[ChartSpec]:
    """The same chart again and again, each time of another place, so that none is kept."""
    report = build_locality_report(LARGEST, Selection(date.today()))  # noqa: DTZ011
    spec = max(report.charts, key=lambda chart: len(chart.y.categories))
    number = 0
    while True:
        number += 1
        yield replace(spec, place=f"{spec.place} {number}")


def memory(group: int) -> int:
    """Megabytes of a group of processes, each shared page counted once (Linux)."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rpartition(")")[2].split()[2]) != group:
                continue
            rows = (folder / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
    return total // 1024


@contextmanager
def watched(peak: list[int]) -> Iterator[None]:
    """Puts into ``peak`` the most megabytes that the studio's browser took meanwhile."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.1):
            if studio.process:
                peak[0] = max(peak[0], memory(studio.process))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def report(times: int) -> None:
    if not can_draw():
        print("Pictures: there is no Chromium here.\n")
        return
    with override_settings(CACHES=IN_MEMORY, PICTURE_SECONDS=120):
        _report(times, charts())


def _report(times: int, specs: Iterator[ChartSpec]) -> None:
    png, cold, warm, bare, kept, peak = PictureFormat.PNG, [], [], [], [], [0]
    for _start in range(STARTS):
        studio.end(wait=True)
        cold.append(seconds(picture, next(specs), png))
    kaleido = Bare()
    # In turns, so that whatever else the machine does befalls both.
    for _time in range(times):
        spec = next(specs)
        drawn = framed(spec)
        bare.append(seconds(kaleido.draw, {"data": drawn.data, "layout": drawn.layout}))
        warm.append(seconds(picture, spec, png))
        kept.append(seconds(picture, spec, png))
    kaleido.close()
    with watched(peak):
        for _time in range(10):
            picture(next(specs), png)
    studio.end(wait=True)
    ratio = median(warm) / median(bare)
    rows = [
        ["cold", f"{median(cold):.2f}", "the browser is started"],
        ["warm", f"{median(warm):.3f}", f"{ratio:.2f} of bare; at most {MOST}"],
        ["bare", f"{median(bare):.3f}", "Kaleido alone, the same figures, in turns"],
        ["kept", f"{median(kept):.4f}", "looked up"],
        ["memory", "", f"{peak[0]} MB at most in the browser's processes"],
    ]
    show("Pictures", HEAD, rows)
