"""Two addresses for whoever watches the process: alive, and able to serve."""

import functools

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@functools.cache
def last_migrations() -> frozenset[tuple[str, str]]:
    """(app, name) of each app's newest migration on disk; read once a process."""
    loader = MigrationLoader(None)
    return frozenset((node[0], node[1]) for node in loader.graph.leaf_nodes())


def why_not_ready() -> str | None:
    """Say in one word why no page can be served: "database", "migrations", or None (2 queries)."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        return "database"
    return None if last_migrations() <= applied.keys() else "migrations"


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 as long as the process answers at all; touches no database."""
    return JsonResponse({"status": "ok"})


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers and is migrated, else 503 with the reason."""
    reason = why_not_ready()
    if reason is None:
        return JsonResponse({"status": "ok"})
    return JsonResponse({"status": "unavailable", "reason": reason}, status=503)
