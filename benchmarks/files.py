"""Every format of a briefing, made of the largest locality of the articles."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from django.conf import settings
from django.test.utils import override_settings
from django.utils.translation import override

from recruitment.downloads.briefing import locality_briefing
from recruitment.downloads.file import File
from recruitment.downloads.pictures import NoBrowserError
from recruitment.downloads.studio import studio
from recruitment.downloads.writers import BRIEFING_WRITERS
from recruitment.models import Committee
from recruitment.reports.locality import LocalityReport, build_locality_report
from recruitment.reports.selection import Selection

from .table import show

SECONDS = 10  # for one format
TODAY = Selection(date(2026, 1, 1))
HEAD = ("file", "first s", "median s", "peak MB", "kB")


def report(times: int) -> None:
    """The first of a kind draws its pictures, the others find them kept.

    The peak is that of this process's Python, a browser's memory is not in it.
    """
    with override("vi"), no_pictures_yet():
        largest = max(_reports(), key=lambda found: (len(found.charts), len(found.figures)))
        rows = [
            [f"briefing.{ending}", *_measured(ending, largest, times)]
            for ending in BRIEFING_WRITERS
        ]
    show(f"Files of {largest.slug}", HEAD, rows)


@contextmanager
def no_pictures_yet() -> Iterator[None]:
    with TemporaryDirectory(prefix="tien-do-bench-") as folder:
        kept = {**settings.CACHES["pictures"], "LOCATION": folder}
        with override_settings(CACHES={**settings.CACHES, "pictures": kept}):
            yield
            studio.end(wait=True)


def _reports() -> Iterator[LocalityReport]:
    slugs = Committee.objects.filter(admissioncounts__isnull=False).distinct()
    for slug in slugs.values_list("slug", flat=True):
        yield build_locality_report(slug, TODAY)


def _measured(ending: str, largest: LocalityReport, times: int) -> list[str]:
    def make() -> File:
        return BRIEFING_WRITERS[ending](locality_briefing(largest))

    try:
        first, file = _timed(make)
    except NoBrowserError:
        return ["no Chromium", "", "", ""]
    found: list[float] = []
    while len(found) < times and (not found or sum(found) < SECONDS):
        found.append(_timed(make)[0])
    tracemalloc.start()
    make()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    size = len(file.body) / 1000
    return [f"{first:.2f}", f"{median(found):.2f}", f"{peak / 1e6:.1f}", f"{size:.0f}"]


def _timed(make: Callable[[], File]) -> tuple[float, File]:
    start = perf_counter()
    file = make()
    return perf_counter() - start, file
