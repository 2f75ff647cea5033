import os

import pytest
from django.conf import settings as site
from hypothesis import HealthCheck, settings

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"

# A slow machine is no defect. In CI (REQUIRE_ALL=1) the same examples each time, else new ones.
settings.register_profile(
    "suite",
    deadline=None,
    derandomize=REQUIRE_ALL,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")


DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}


def asks_the_database(item):
    return item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Leave out (not skip) what is about the other database, and on PostgreSQL what asks none:
    it was run on SQLite. A browser's tests have a database of their own."""
    if site.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        left_out = {item for item in items if item.get_closest_marker("postgresql")}
    else:
        about = ("postgresql", "e2e")
        left_out = {
            item
            for item in items
            if item.get_closest_marker("sqlite")
            or not (asks_the_database(item) or any(map(item.get_closest_marker, about)))
        }
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    """With REQUIRE_ALL=1 a skipped test is a failure: the suite claims to have run everything."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    on_worker = hasattr(session.config, "workerinput")
    if REQUIRE_ALL and not on_worker and exitstatus == 0 and reporter.stats.get("skipped"):
        reporter.write_line("REQUIRE_ALL=1: a skipped test is a failure.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
