"""A database for one run: migrated, with the articles loaded, and dropped at the end."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit


@contextmanager
def scratch_database() -> Iterator[str]:
    """Set Django up on it; its address. On PostgreSQL where DATABASE_URL names one."""
    server = os.environ.get("DATABASE_URL", "")
    if server.startswith("postgres"):
        with _on_postgresql(server) as url:
            yield _set_up(url)
    else:
        with tempfile.TemporaryDirectory(prefix="tien-do-bench-") as folder:
            yield _set_up(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")


def _set_up(url: str) -> str:
    # Local http, reading for everyone: what `make run` shows.
    os.environ.update(
        DATABASE_URL=url,
        DJANGO_SETTINGS_MODULE="config.settings",
        INSECURE_LOCAL="1",
        READING="public",
        SECRET_KEY="only-for-measuring",
    )
    os.environ.pop("DEBUG", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_articles", stdout=StringIO())
    return url


@contextmanager
def _on_postgresql(server: str) -> Iterator[str]:
    import psycopg

    name = f"tien_do_bench_{os.getpid()}"
    parts = urlsplit(server)
    admin = urlunsplit(parts._replace(scheme="postgresql", query=""))
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
