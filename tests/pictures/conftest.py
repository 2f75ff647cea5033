from pathlib import Path

import pytest

from recruitment.downloads.studio import studio
from tests.e2e.browser import chromium

HERE = Path(__file__).parent
LONGEST = 60  # seconds


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.chromium)
            item.add_marker(pytest.mark.timeout(LONGEST))


@pytest.fixture(scope="session", autouse=True)
def kept():
    """One browser for all of these tests, ended after the last."""
    yield
    studio.end(wait=True)


@pytest.fixture(autouse=True)
def browser(settings, tmp_path):
    """A server that draws, and has drawn nothing yet."""
    found = chromium()
    if found is None:
        pytest.skip("there is no Chromium (make system)")
    settings.CHROMIUM = found
    settings.CACHES = {
        **settings.CACHES,
        "pictures": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": tmp_path / "pictures",
        },
    }
    return found
