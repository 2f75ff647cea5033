"""Orders whose worker died, and the queue's tasks with them: noticed, and taken up again."""

from __future__ import annotations

import logging

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from recruitment.models import BriefingOrder, OrderState, Problem, Worker
from recruitment.models.orders import SILENT_AFTER

from .jobs import enqueue

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3


def take_up_lost() -> int:
    """Put orders back into the queue whose worker died; how many were lost. 2 queries, and more
    only where something is wrong.

    The third time an order fails: it may be what kills its worker. Several workers may look at
    the same time: an order that one of them has in hand is passed over by the others.
    """
    if not Worker.objects.silent().exists() and not _lost().exists():
        return 0
    with transaction.atomic():
        Worker.objects.silent().delete()
        lost = list(_lost().select_for_update(skip_locked=True))
        for order in lost:
            _take_up(order)
    return len(lost)


def _take_up(order: BriefingOrder) -> None:
    logger.warning("briefing %s was lost (attempt %s)", order.key, order.attempts)
    taken = BriefingOrder.objects.filter(pk=order.pk).values("task")
    DBTaskResult.objects.running().filter(pk__in=taken).update(
        status=TaskResultStatus.FAILED, finished_at=timezone.now()
    )
    if order.attempts < MOST_ATTEMPTS:
        enqueue(order)
        return
    BriefingOrder.objects.filter(pk=order.pk).update(
        state=OrderState.FAILED, problem=Problem.DIED, finished_at=timezone.now()
    )


def _lost() -> QuerySet[BriefingOrder]:
    """Orders in the hands of a dead worker; and those that wait for nothing, because a worker
    died between taking the task and taking the order."""
    taken_lately = timezone.now() - SILENT_AFTER
    tasks = DBTaskResult.objects.filter(
        Q(status=TaskResultStatus.READY)
        | Q(status=TaskResultStatus.RUNNING, started_at__gte=taken_lately),
        pk=OuterRef("task"),
    )
    orders = BriefingOrder.objects
    waiting = orders.waiting().filter(~Exists(tasks))
    return orders.filter(Q(pk__in=orders.abandoned().values("pk")) | Q(pk__in=waiting.values("pk")))
