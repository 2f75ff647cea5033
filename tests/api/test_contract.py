"""The answers keep the promises of openapi.json: generated requests, good and bad, all checks."""

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

pytestmark = pytest.mark.django_db

# Names that exist, beside the generated ones; of terms only those on record are accepted.
CONFIG = {
    "generation": {"mode": "all", "max-examples": 30},
    "dictionaries": {
        "localities": {"values": ["o-mon", "quang-ninh", "ha-long", "lam-ha", "quynh-phu"]},
        "sources": {"values": ["o-mon-2022", "quang-ninh-2019"]},
        "terms": {"values": ["2020-2025", "2015-2020"]},
    },
    "parameters": {"query.term": {"dictionary": "terms"}},
    "operations": [
        {
            "include-path-regex": f"^/api/v1/{name}/",
            "parameters": {"path.slug": {"dictionary": name, "probability": 0.8}},
        }
        for name in ("localities", "sources")
    ],
}

# The in-process transport does not unpack.
AS_IT_IS = {"Accept-Encoding": "identity"}

# Reads no row: only the answers do.
api = schemathesis.openapi.from_wsgi(
    "/api/v1/openapi.json", get_wsgi_application(), config=SchemathesisConfig.from_dict(CONFIG)
)


@pytest.fixture
def answered(db):
    """The statuses that an operation was seen to answer with.

    As in Django's own test client, a request must not close the test's connection.
    """
    call_command("load_articles", verbosity=0)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    seen = []
    yield seen
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    assert set(seen) >= {200, 400}


@api.parametrize()
# Nothing is written, so that one set of rows serves every request of an operation.
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case, answered):
    response = case.call_and_validate(headers=AS_IT_IS)
    answered.append(response.status_code)
