"""Briefings that are made apart from the request that asked for them, and who makes them."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .committees import Committee

# A worker that has not been heard of for so long is dead: longer than any statement of its own
# may wait for a database (20 s on SQLite).
SILENT_AFTER = timedelta(seconds=60)


class WorkerQuerySet(models.QuerySet["Worker"]):
    def alive(self) -> Self:
        """Those heard of lately, by the database's clock, whichever machine they run on."""
        return self.filter(seen_at__gte=Now() - SILENT_AFTER)

    def silent(self) -> Self:
        return self.filter(seen_at__lt=Now() - SILENT_AFTER)


class Worker(models.Model):
    """A process that makes what was ordered; ``seen_at`` is its heartbeat."""

    name = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(db_index=True)

    objects = WorkerQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class OrderState(models.TextChoices):
    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class Problem(models.TextChoices):
    """Why nothing was made; the sentences are in ``briefings.telling``."""

    DIED = "died"
    BROKEN = "broken"
    TOO_MANY = "too_many"
    NOTHING = "nothing"
    TOO_LARGE = "too_large"
    NO_BROWSER = "no_browser"
    NO_PICTURE = "no_picture"


class BriefingOrderQuerySet(models.QuerySet["BriefingOrder"]):
    def unfinished(self) -> Self:
        return self.filter(state__in=[OrderState.WAITING, OrderState.WORKING])

    def waiting(self) -> Self:
        return self.filter(state=OrderState.WAITING)

    def abandoned(self) -> Self:
        """Those in the hands of a worker that is no longer alive."""
        hands = Worker.objects.alive().filter(name=OuterRef("worker"))
        return self.filter(~Exists(hands), state=OrderState.WORKING)

    def held(self, worker: str, attempt: int) -> Self:
        """The order as long as this worker's attempt is the one that counts."""
        return self.filter(state=OrderState.WORKING, worker=worker, attempts=attempt)


class BriefingOrder(models.Model):
    """A briefing for a committee with all its localities: what is asked, and how far it is.

    It is made of what everybody may read. ``fingerprint`` covers what is asked and the state of
    all figures, so that nothing is made twice. ``attempts`` and ``worker`` say whose it is:
    nobody else's writing counts.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    committee = models.ForeignKey(Committee, models.CASCADE)
    format = models.CharField(max_length=8)
    as_of = models.DateField(null=True)
    term_from = models.DateField(null=True)
    term_to = models.DateField(null=True)
    language = models.CharField(max_length=8, choices=settings.LANGUAGES)
    fingerprint = models.CharField(max_length=64, editable=False)
    # A keyed digest of the account or the address: enough to count by, useless for anything else.
    asked_by = models.CharField(max_length=64, editable=False)

    state = models.CharField(max_length=8, choices=OrderState, default=OrderState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=10, choices=Problem, blank=True)
    task = models.ForeignKey(
        "django_tasks_database.DBTaskResult", models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    file_name = models.CharField(max_length=200, blank=True)
    ascii_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)

    objects = BriefingOrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("briefing ordered")
        verbose_name_plural = _("briefings ordered")
        indexes = [models.Index(fields=["state", "created_at"], name="briefing_order_queue")]
        constraints = [
            # What failed may be asked for again; everything else exists once.
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=~Q(state="failed"),
                name="briefing_order_once",
            ),
            models.CheckConstraint(
                condition=Q(done__lte=F("total")), name="briefing_order_done_of_total"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee} ({self.format})"

    @property
    def is_finished(self) -> bool:
        return self.state in {OrderState.DONE, OrderState.FAILED}


class BriefingPiece(models.Model):
    """A piece of an order's file: none of them is long, so that no file is held in memory whole."""

    order = models.ForeignKey(BriefingOrder, models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    body = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="briefing_piece_once")
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.number}"
