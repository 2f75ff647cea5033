import pytest


@pytest.fixture
def get(client):
    """GET below /api/v1/: the answer, which must have the status that is named."""

    def ask(address, status=200, **query):
        response = client.get(f"/api/v1/{address}", query)
        assert response.status_code == status, response.content.decode()
        assert response["Content-Type"].startswith("application/json")
        return response.json()

    return ask
