"""A process that dies in the middle of an import leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from datetime import date

import pytest
from django.db import connection, transaction

from recruitment.entry.workbook import write
from recruitment.models import AdmissionCount
from tests.rows import a_category, a_committee, a_count, a_period, a_source

PATIENCE = 60  # seconds
QUARTER = ("2022-07-01", "2022-09-30")
DAYS = [date.fromisoformat(each) for each in QUARTER]
IMPORT = """
import sys, django
django.setup()
from pathlib import Path
from recruitment.entry.admissions import AdmissionSheet
from recruitment.entry.workbook import read
table = read(Path(sys.argv[1]).read_bytes())
AdmissionSheet().import_data(table, file_name="x.xlsx", rollback_on_validation_errors=True)
"""


def importing(path):
    """An import in a process of its own, on the database of this test."""
    place = connection.settings_dict
    login = f"{place['USER']}:{place['PASSWORD']}@{place['HOST']}:{place['PORT'] or 5432}"
    url = f"postgres://{login}/{place['NAME']}"
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.Popen([sys.executable, "-c", IMPORT, str(path)], env=environment)


def connections(condition):
    """The other connections to this database that are in some condition."""
    with connection.cursor() as cursor:
        # Within a transaction the first answer would be every answer.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
            f"AND pid <> pg_backend_pid() AND {condition}"
        )
        return [pid for (pid,) in cursor.fetchall()]


def waiting():
    return connections("wait_event_type = 'Lock'")


def wait_until(what):
    last = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < last, "it did not happen"
        time.sleep(0.05)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_killed_import_leaves_nothing_behind(tmp_path):
    an, binh = a_committee("an"), a_committee("binh")
    before = a_count(an, *QUARTER, 10, state="draft")
    path = tmp_path / "figures.xlsx"
    rows = [["an", *DAYS, "total", 12], ["binh", *DAYS, "total", 5]]
    path.write_bytes(
        write(["mã cấp ủy", "từ ngày", "đến ngày", "mã đối tượng", "giá trị"], rows, "x")
    )
    with transaction.atomic():
        # The same figure as the file's second, not committed: the import has changed the first
        # one, and waits here for what becomes of this.
        AdmissionCount.objects.create(
            committee=binh,
            period=a_period(*QUARTER),
            category=a_category(),
            source=a_source(),
            value=1,
        )
        process = importing(path)
        wait_until(lambda: process.poll() is not None or waiting())
        (importer,) = waiting()
        process.send_signal(signal.SIGKILL)
        process.wait()
        transaction.set_rollback(True)
    # The database notices only now that nobody is there any more.
    wait_until(lambda: not connections(f"pid = {importer}"))
    before.refresh_from_db()
    assert before.value == 10
    assert AdmissionCount.objects.count() == 1
    assert AdmissionCount.history.count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_the_same_import_left_alone_stores_both(tmp_path):
    a_count(a_committee("an"), *QUARTER, 10, state="draft")
    a_committee("binh")
    path = tmp_path / "figures.xlsx"
    rows = [["an", *DAYS, "total", 12], ["binh", *DAYS, "total", 5]]
    path.write_bytes(
        write(["mã cấp ủy", "từ ngày", "đến ngày", "mã đối tượng", "giá trị"], rows, "x")
    )
    assert importing(path).wait(PATIENCE) == 0
    assert set(AdmissionCount.objects.values_list("value", flat=True)) == {12, 5}
    assert AdmissionCount.history.count() == 3
