import pytest
from django.core.management import call_command


@pytest.fixture(scope="module")
def articles(django_db_setup, django_db_blocker):
    """The articles, loaded once for the module; each test only reads."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_articles", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(articles, django_db_blocker):
    with django_db_blocker.unblock():
        yield
