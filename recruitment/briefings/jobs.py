"""An order in the queue, and what becomes of it in the hands of a worker."""

from __future__ import annotations

import logging
from typing import Any

from django.db import Error, InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import TaskContext, task

from recruitment.downloads.file import File
from recruitment.downloads.pictures import NoBrowserError, PictureError
from recruitment.models import BriefingOrder, BriefingPiece, OrderState, Problem
from recruitment.progress.periods import Period
from recruitment.queries.committees import UnknownLocalityError
from recruitment.reports.group import NoLocalitiesError, TooManyLocalitiesError
from recruitment.reports.selection import Selection

from .heart import Heart, Stopped, heart_of
from .making import Asked, make

logger = logging.getLogger(__name__)

LARGEST = 300 * 1024 * 1024  # bytes
PIECE = 1024 * 1024
EXPECTED: dict[type[Exception], Problem] = {
    TooManyLocalitiesError: Problem.TOO_MANY,
    NoLocalitiesError: Problem.NOTHING,
    UnknownLocalityError: Problem.NOTHING,
    NoBrowserError: Problem.NO_BROWSER,
    PictureError: Problem.NO_PICTURE,
}


def enqueue(order: BriefingOrder) -> None:
    """Put the order into the queue, at its end. To be called within a transaction."""
    result: Any = make_briefing.enqueue(order.pk)
    BriefingOrder.objects.filter(pk=order.pk).update(
        state=OrderState.WAITING, task_id=result.id, worker="", done=0, started_at=None
    )


@task(takes_context=True)
def make_briefing(context: TaskContext, order_id: int) -> None:
    """What a worker does with an order: make its file, or write down why there is none."""
    with heart_of(context.task_result.worker_ids[-1]) as heart:
        try:
            order = claim(order_id, heart.name)
            if order is not None:
                fulfil(order, heart)
        except Error:
            # Nobody would learn of it from a worker that lives on; its silence tells.
            logger.exception("the database failed during a briefing")
            heart.end("cannot write down what became of its work")


def claim(order_id: int, worker: str) -> BriefingOrder | None:
    """The order, if it still waits: then it is this worker's and nobody else's."""
    claimed = BriefingOrder.objects.waiting().filter(pk=order_id)
    if not claimed.update(
        state=OrderState.WORKING,
        worker=worker,
        attempts=F("attempts") + 1,
        started_at=timezone.now(),
    ):
        return None
    return BriefingOrder.objects.select_related("committee").get(pk=order_id)


def fulfil(order: BriefingOrder, heart: Heart) -> None:
    """Make the file. Told to stop, the order goes back into the queue without a lost attempt.

    Raises django.db.Error where the database is away: the next attempt may find it again.
    """
    try:
        with heart.working_on(order) as work:
            file = make(asked_of(order), work.tell)
    except Stopped:
        _give_back(order)
    except tuple(EXPECTED) as expected:
        _fail(
            order, next(problem for kind, problem in EXPECTED.items() if isinstance(expected, kind))
        )
    except (InterfaceError, OperationalError):
        raise
    except Exception:
        logger.exception("briefing %s could not be made", order.key)
        _fail(order, Problem.BROKEN)
    else:
        if len(file.body) > LARGEST:
            _fail(order, Problem.TOO_LARGE)
        else:
            _deliver(order, file, work.total)


def asked_of(order: BriefingOrder) -> Asked:
    """What the order asks for; its day is that of the order."""
    term = None
    if order.term_from and order.term_to:
        term = Period(order.term_from, order.term_to)
    today = timezone.localdate(order.created_at)
    selection = Selection(today=today, as_of=order.as_of, term=term)
    return Asked(order.committee.slug, order.format, selection, order.language)


@transaction.atomic
def _deliver(order: BriefingOrder, file: File, total: int) -> None:
    """The file and that it is ready, at once or not at all; in pieces, each a statement."""
    mine = _finish(
        order,
        state=OrderState.DONE,
        done=total,
        total=total,
        file_name=file.name,
        ascii_name=file.ascii_name,
        content_type=file.content_type,
        size=len(file.body),
    )
    if mine:
        whole = memoryview(file.body)
        for number, start in enumerate(range(0, len(whole), PIECE)):
            piece = bytes(whole[start : start + PIECE])
            BriefingPiece.objects.create(order=order, number=number, body=piece)


def _fail(order: BriefingOrder, problem: Problem) -> None:
    _finish(order, state=OrderState.FAILED, problem=problem)


def _finish(order: BriefingOrder, **values: Any) -> bool:
    """Write down how it ended; whether the order was still this worker's."""
    held = BriefingOrder.objects.filter(pk=order.pk).held(order.worker, order.attempts)
    return bool(held.update(finished_at=timezone.now(), **values))


@transaction.atomic
def _give_back(order: BriefingOrder) -> None:
    held = BriefingOrder.objects.filter(pk=order.pk).held(order.worker, order.attempts)
    if held.update(attempts=F("attempts") - 1, worker=""):
        enqueue(order)
