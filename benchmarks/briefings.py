"""A briefing of a province with a hundred communes, in every format: seconds, and peak memory.

Each run is a process of its own, as the worker is: what one format needs is not another's.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from django.utils.timezone import localdate

from recruitment.briefings.making import Asked
from recruitment.downloads.writers import BRIEFING_WRITERS
from recruitment.reports.selection import Selection

from .generate import generate_province
from .table import show

LOCALITIES = 100  # the province itself among them
QUARTERS = 8
RUNS = 3
HEAD = ("hundred localities", "median s", "processor s", "file kB", "peak MB", "before MB")


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds on the clock and of the processor, bytes, megabytes before and at most."""

    seconds: float
    computed: float
    size: int
    before: int
    peak: int


def report() -> None:
    """Make the province, then each format several times."""
    province = generate_province(LOCALITIES - 1, QUARTERS)
    rows = [
        _cells(format_, [_run(province.slug, format_) for _number in range(RUNS)])
        for format_ in BRIEFING_WRITERS
    ]
    show(f"A briefing of {LOCALITIES} localities, {RUNS} runs", HEAD, rows)


def _cells(format_: str, runs: Sequence[Run]) -> list[str]:
    return [
        f".{format_}",
        f"{median(run.seconds for run in runs):.1f}",
        f"{median(run.computed for run in runs):.1f}",
        f"{runs[0].size / 1000:.0f}",
        f"{max(run.peak for run in runs)}",
        f"{runs[0].before}",
    ]


def asked(slug: str, format_: str) -> Asked:
    return Asked(slug, format_, Selection(localdate()), "vi")


def _run(slug: str, format_: str) -> Run:
    command = [sys.executable, "-m", "benchmarks.briefing_once", slug, format_]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, computed, size, before, peak = done.stdout.split()
    return Run(float(seconds), float(computed), int(size), int(before), int(peak))
