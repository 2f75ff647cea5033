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


def pytest_collection_modifyitems(config, items):
    """Leave out (not skip) what is about the other database."""
    engine = site.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    other = {"sqlite3": "postgresql", "postgresql": "sqlite"}[engine]
    left_out = [item for item in items if item.get_closest_marker(other)]
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
