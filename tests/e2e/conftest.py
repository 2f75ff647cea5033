from pathlib import Path

import pytest

from .browser import Reader, chromium, launched
from .server import site

HERE = Path(__file__).parent
# A browser can fall silent where no call of ours has a limit: then the test fails, and says where.
# The first test of all makes and starts the site within it, too, on a machine that may be busy.
LONGEST = 300  # seconds


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.timeout(LONGEST))


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The site with the articles, in a process of its own until the suite ends."""
    with site(tmp_path_factory.mktemp("site")) as running:
        yield running


# Not for the whole session: while it lives its event loop keeps Django from the database.
@pytest.fixture(scope="package")
def browser():
    """One Chromium for the suite."""
    executable = chromium()
    if executable is None:
        pytest.skip("there is no Chromium (make system)")
    with launched(executable) as running:
        yield running


@pytest.fixture
def visit(browser, server):
    """A reader who has never been here: ``visit(address, width=…, theme=…)`` opens a page."""
    readers = []

    def arrive(address=None, **options):
        reader = Reader(browser, server.url, **options)
        readers.append(reader)
        if address is not None:
            reader.answer = reader.open(address)
        return reader

    yield arrive
    for reader in readers:
        reader.close()


@pytest.fixture(scope="session")
def slugs(server):
    """Every committee on record, in the order of the tree."""
    return server.ask("list(Committee.objects.order_by('path').values_list('slug', flat=True))")
