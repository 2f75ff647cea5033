"""A workbook of figures, previewed and confirmed over HTTP, beside what nobody could beat.

The yardstick is reading the same workbook with openpyxl, plus one COPY of the same figures into
a table with the same columns and indexes (without foreign keys). Half of the figures replace a
draft on record; every committee has the total and seven parts of it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from random import Random
from statistics import median
from tempfile import NamedTemporaryFile
from time import perf_counter
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from openpyxl import load_workbook

from recruitment.entry.workbook import write
from recruitment.models import AdmissionCount, Category, Committee, ReportingPeriod, Source
from recruitment.progress.periods import quarter_of

from .generate import generate
from .table import show

COMMITTEES = 5_000
CATEGORIES = 8
# Earlier quarters on record, that the rules look back to.
QUARTERS = 4
SIZES = (500, 5_000, 50_000)
RUNS = 3
WHERE = "/admin/recruitment/admissioncount/"
HEADINGS = ["mã cấp ủy", "từ ngày", "đến ngày", "mã đối tượng", "giá trị"]
FIRST = date(2026, 1, 1)
HEAD = ("workbook", "rows", "openpyxl s", "COPY s", "preview s", "confirm s", "ms a row", "times")
COPY = "COPY twin (%s) FROM STDIN"


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds, of one workbook of so many rows."""

    rows: int
    read: float
    copied: float
    preview: float
    confirm: float

    @property
    def ratio(self) -> float:
        return (self.preview + self.confirm) / (self.read + self.copied)

    @property
    def each(self) -> float:
        """Milliseconds a row, preview and confirmation."""
        return 1000 * (self.preview + self.confirm) / self.rows


def report() -> None:
    """Measure the workbook of 5,000 committees several times, then others, then the memory."""
    if connection.vendor != "postgresql":
        print("Imports are measured on PostgreSQL only: set DATABASE_URL.\n")
        return
    _prepare()
    quarters = _quarters()
    _measure(400, next(quarters))
    runs = [_measure(COMMITTEES * CATEGORIES, next(quarters)) for _run in range(RUNS)]
    sizes = [_measure(size, next(quarters)) for size in SIZES]
    rows = [
        _cells(f"{COMMITTEES} committees × {CATEGORIES}, run {n}", run)
        for n, run in enumerate(runs, 1)
    ]
    rows += [_cells(f"{size.rows} rows", size) for size in sizes]
    show("Import of figures: read, rules, old and new, history", HEAD, rows)
    print(f"Median of {RUNS} runs: {median(run.ratio for run in runs):.1f} times the yardstick")
    before, after = _memory(next(quarters))
    print(f"Memory of a process at {SIZES[-1]} rows: {after} MB at most ({before} MB before)\n")


def _cells(name: str, run: Measured) -> list[str]:
    seconds = (run.read, run.copied, run.preview, run.confirm)
    return [
        name,
        str(run.rows),
        *(f"{each:.2f}" for each in seconds),
        f"{run.each:.2f}",
        f"{run.ratio:.1f}",
    ]


def _prepare() -> None:
    """Committees with a past, and the seven categories that are a part of everyone admitted."""
    for number in range(1, CATEGORIES):
        Category.objects.get_or_create(
            code=f"made-{number}", defaults={"name": f"Đối tượng {number}", "group": "overlap"}
        )
    # Of a made-up tree at least nine tenths are units.
    generate(max(COMMITTEES, SIZES[-1] // CATEGORIES) * 10 // 9, QUARTERS)
    User.objects.create_superuser("measure")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _quarters() -> Iterator[ReportingPeriod]:
    """A fresh one for each run, right after those that have a past."""
    day = FIRST
    while True:
        quarter = quarter_of(day)
        yield ReportingPeriod.objects.get_or_create(
            starts_on=quarter.start, ends_on=quarter.end, defaults={"kind": "quarter"}
        )[0]
        day = quarter.end + timedelta(days=1)


def _measure(size: int, quarter: ReportingPeriod) -> Measured:
    data, figures = _workbook(size, quarter)
    _drafts(figures)
    start = perf_counter()
    list(load_workbook(BytesIO(data), read_only=True).worksheets[0].iter_rows(values_only=True))
    read = perf_counter()
    _copy(figures)
    copied = perf_counter()
    preview, confirm = import_file(data)
    return Measured(size, read - start, copied - read, preview, confirm)


def _workbook(size: int, quarter: ReportingPeriod) -> tuple[bytes, list[AdmissionCount]]:
    chance = Random(size)
    codes = [Category.TOTAL, *(f"made-{number}" for number in range(1, CATEGORIES))]
    categories = [Category.objects.get(code=code) for code in codes]
    source = Source.objects.get(slug=Source.ENTRY_SLUG)
    committees = Committee.objects.filter(slug__startswith="made-unit").order_by("pk")
    figures = [
        AdmissionCount(
            committee=committee,
            period=quarter,
            category=category,
            source=source,
            value=chance.randint(20, 40) if category.is_total else chance.randint(0, 20),
        )
        for committee in committees[: -(-size // CATEGORIES)]
        for category in categories
    ][:size]
    rows = [
        [row.committee.code, quarter.starts_on, quarter.ends_on, row.category.code, row.value]
        for row in figures
    ]
    return write(HEADINGS, rows, "x"), figures


def _drafts(figures: Sequence[AdmissionCount]) -> None:
    """Every other figure is on record with another value."""
    AdmissionCount.objects.bulk_create(
        [
            AdmissionCount(
                committee=row.committee,
                period=row.period,
                category=row.category,
                source=row.source,
                value=row.value + 40 if row.category.is_total else row.value + 1,
            )
            for row in figures[::2]
        ],
        batch_size=5_000,
    )


def _copy(figures: Sequence[AdmissionCount]) -> None:
    table = AdmissionCount._meta.db_table
    fields = [field for field in AdmissionCount._meta.concrete_fields if not field.primary_key]
    names = ", ".join(str(field.column) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE twin (LIKE {table} INCLUDING ALL)")
        with cursor.copy(COPY % names) as copy:
            for row in figures:
                copy.write_row([_value(row, field) for field in fields])
        cursor.execute("DROP TABLE twin")


def _value(row: AdmissionCount, field: Any) -> Any:
    return field.pre_save(row, add=True)


def import_file(data: bytes) -> tuple[float, float]:
    """Seconds of the preview and of the confirmation. Raises RuntimeError where one fails."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(
        User.objects.get(username="measure"), "django.contrib.auth.backends.ModelBackend"
    )
    start = perf_counter()
    file = SimpleUploadedFile("figures.xlsx", data)
    page = client.post(f"{WHERE}import/", {"import_file": file, "format": "0", "resource": "0"})
    preview = perf_counter()
    form = (page.context_data or {}).get("confirm_form")
    if form is None:
        raise RuntimeError("the preview was refused")
    sent = {name: form[name].value() or "" for name in form.fields}
    sent |= {"is_right": "on", "why_right": "Số liệu đo"}
    between = perf_counter()
    answer = client.post(f"{WHERE}process_import/", sent)
    confirm = perf_counter()
    if answer.headers.get("Location", "").endswith("/import/"):
        raise RuntimeError("the confirmation was refused")
    return preview - start, confirm - between


def _memory(quarter: ReportingPeriod) -> tuple[int, int]:
    """Megabytes of a process of its own before the largest workbook, and at most."""
    data, figures = _workbook(SIZES[-1], quarter)
    _drafts(figures)
    with NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(data)
        file.flush()
        command = [sys.executable, "-m", "benchmarks.import_once", file.name]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    before, after = said.split()
    return int(before), int(after)
