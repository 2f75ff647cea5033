"""The history of a row: who, when, from what to what, and through which door."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Door(models.TextChoices):
    """The way by which something was written."""

    SHEET = "sheet", _("quarterly sheet")
    TARGETS = "targets", _("target sheet")
    FORM = "form", _("form")
    IMPORT = "import", _("workbook")
    COMMAND = "command", _("command")


_open: ContextVar[str] = ContextVar("door", default="")


def open_door() -> str:
    """The door that is being written through; empty where nobody said."""
    return _open.get()


@contextmanager
def through(door: Door) -> Iterator[None]:
    """Within: what is written, one row or many at once, came through this door."""
    token = _open.set(door)
    try:
        yield
    finally:
        _open.reset(token)


class ThroughDoor(models.Model):
    """What a history keeps beside the values, the person and the time."""

    door = models.CharField(
        _("entered through"), max_length=8, choices=Door, blank=True, default=open_door
    )

    class Meta:
        abstract = True


def tracked(**options: Any) -> HistoricalRecords:
    """A history of every change, also of those that many rows undergo at once."""
    return HistoricalRecords(bases=[ThroughDoor], **options)
