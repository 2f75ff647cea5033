"""What is kept of finished orders, and for how long."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from recruitment.models import BriefingOrder, OrderState

MEGABYTE = 1024 * 1024


def prune() -> int:
    """Delete old orders with their files, then the oldest files beyond the room for all of them;
    how many orders went. Settings say how old, and how much room."""
    last = timezone.now() - timedelta(days=settings.BRIEFINGS_KEPT_DAYS)
    old = BriefingOrder.objects.filter(created_at__lt=last).exclude(state=OrderState.WORKING)
    gone = [*old.values_list("pk", flat=True), *_beyond_room()]
    BriefingOrder.objects.filter(pk__in=gone).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=last).delete()
    return len(set(gone))


def _beyond_room() -> list[int]:
    """The newest files stay."""
    room = settings.BRIEFINGS_KEPT_MEGABYTES * MEGABYTE
    beyond = []
    done = BriefingOrder.objects.filter(state=OrderState.DONE).order_by("-finished_at", "-pk")
    for pk, size in done.values_list("pk", "size"):
        room -= size
        if room < 0:
            beyond.append(pk)
    return beyond
