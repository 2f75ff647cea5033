"""The heartbeat of a worker, in a thread beside its work, however long one step of that takes.

The same thread writes down how far the order is, and ends the process where its work no longer
counts or no longer moves: then another one takes the order up.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from time import monotonic
from typing import Self

from django.db import Error, close_old_connections, connections
from django.db.models.functions import Now

from recruitment.models import BriefingOrder, Worker

logger = logging.getLogger(__name__)

BEAT = 5.0  # seconds
BEAT_WHILE_WORKING = 1.0
# No step takes as long: a worker that has not moved since is stuck.
STUCK_AFTER = 600.0
NO_LONGER_COUNTED = 75  # exit code: a temporary failure


class Stopped(BaseException):
    """The worker was told to end while it worked on an order."""


@dataclass(slots=True)
class Work:
    """An attempt at an order, and how far it is."""

    order: int
    attempt: int
    done: int = 0
    total: int = 0
    moved: float = 0.0

    def tell(self, done: int, total: int) -> None:
        self.done, self.total, self.moved = done, total, monotonic()


@dataclass(slots=True)
class Chore:
    """What is done beside the work, at once and then every so many seconds."""

    do: Callable[[], object]
    every: float
    due: float = 0.0


class Heart:
    """Beats while it is open, and does its chores. ``is_stopping``: no work is begun any more."""

    def __init__(self, name: str, chores: Sequence[Chore] = ()) -> None:
        self.name, self.chores = name, chores
        self.work: Work | None = None
        self.is_stopping = False
        self._ended = Event()
        self._thread = Thread(target=self._beat_on, name="heart", daemon=True)

    def __enter__(self) -> Self:
        Worker.objects.update_or_create(name=self.name, defaults={"seen_at": Now()})
        self._thread.start()
        return self

    def __exit__(self, *_problem: object) -> None:
        self._ended.set()
        self._thread.join()
        Worker.objects.filter(name=self.name).delete()

    @contextmanager
    def working_on(self, order: BriefingOrder) -> Iterator[Work]:
        self.work = Work(order.pk, order.attempts, moved=monotonic())
        try:
            if self.is_stopping:
                raise Stopped
            yield self.work
        finally:
            self.work = None

    def stop(self) -> None:
        """To be called by the thread that works: whatever it works on is left."""
        self.is_stopping = True
        if self.work is not None:
            raise Stopped

    def _beat_on(self) -> None:
        try:
            while not self._ended.is_set():
                close_old_connections()
                try:
                    self.beat()
                except Error:
                    # The silence tells it to the others; the next beat may get through.
                    logger.warning("no heartbeat of worker %s", self.name, exc_info=True)
                self._ended.wait(BEAT_WHILE_WORKING if self.work else BEAT)
        finally:
            connections.close_all()

    def beat(self) -> None:
        """Say that the worker lives and how far it is: 1 query, 2 while it works."""
        if not Worker.objects.filter(name=self.name).update(seen_at=Now()):
            self.end("was silent for too long: its work is no longer counted")
        if (work := self.work) is not None:
            self._write_down(work)
        for chore in self.chores:
            if monotonic() >= chore.due:
                chore.due = monotonic() + chore.every
                chore.do()

    def _write_down(self, work: Work) -> None:
        mine = BriefingOrder.objects.filter(pk=work.order).held(self.name, work.attempt)
        counted = mine.update(done=work.done, total=work.total)
        if self.work is not work:
            return  # finished meanwhile
        if not counted:
            self.end("works on an order that is no longer its own")
        if monotonic() - work.moved > STUCK_AFTER:
            self.end("does not move")

    def end(self, why: str) -> None:
        """End the process at once: its work does not count, or cannot go on."""
        logger.error("worker %s %s; it ends", self.name, why)
        os._exit(NO_LONGER_COUNTED)


_current: list[Heart] = []


@contextmanager
def heart_of(name: str, chores: Sequence[Chore] = ()) -> Iterator[Heart]:
    """The heart of this process; one for as long as needed where it has none yet."""
    if _current:
        yield _current[-1]
        return
    with Heart(name, chores) as heart:
        _current.append(heart)
        try:
            yield heart
        finally:
            _current.remove(heart)
