import sqlite3

import pytest
from django.db import connection
from django.utils.timezone import localdate

from recruitment.briefings.heart import heart_of
from recruitment.briefings.making import Asked
from recruitment.management.commands.work import Maker
from recruitment.reports.selection import Selection
from tests.rows import a_committee, a_count, a_target

TERM = ("2021-01-01", "2025-12-31")


def a_province(units):
    """A province with so many units, each with a target and a figure, and one without either."""
    province = a_committee("province", name_en="Province committee")
    for number in range(1, units + 1):
        unit = a_committee(f"unit-{number}", province)
        a_target(unit, 100, 100, *TERM)
        a_count(unit, "2021-01-01", "2022-12-31", 10 * number)
    a_committee("silent", province)
    return province


@pytest.fixture
def province(db):
    return a_province(3)


def asked(slug="province", format_="xlsx", language="vi", **selection):
    return Asked(slug, format_, Selection(localdate(), **selection), language)


def work(name="worker"):
    """A worker that does what waits, in this process."""
    with heart_of(name) as heart:
        Maker(heart, until_empty=True).run()


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """The address of this test's database, for another process; SQLite's moves into a file."""
    place = connection.settings_dict
    if connection.vendor != "sqlite":
        login = f"{place['USER']}:{place['PASSWORD']}@{place['HOST']}:{place['PORT'] or 5432}"
        yield f"postgres://{login}/{place['NAME']}"
        return
    connection.ensure_connection()
    path = tmp_path / "shared.sqlite3"
    copy = sqlite3.connect(path)
    connection.connection.backup(copy)
    copy.close()
    in_memory, name = connection.connection, place["NAME"]
    connection.connection, place["NAME"] = None, str(path)
    try:
        yield f"sqlite:///{path}"
    finally:
        connection.close()
        connection.connection, place["NAME"] = in_memory, name
