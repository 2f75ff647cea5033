import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from recruitment import health


def test_alive_without_a_database(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_when_migrated(client):
    assert client.get("/readyz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_unapplied(client):
    MigrationRecorder(connection).record_unapplied(*min(health.last_migrations()))
    response = client.get("/readyz")
    assert (response.status_code, response.json()["reason"]) == (503, "migrations")


def test_not_ready_without_a_database(client, monkeypatch):
    def refuse(self):
        raise DatabaseError

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", refuse)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["reason"]) == (503, "database")
