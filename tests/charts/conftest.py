import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def vietnamese():
    """Charts speak the active language; a test of English says so."""
    with override("vi"):
        yield
