"""From a reader's wish to an order in the queue, or to one that is there already."""

from __future__ import annotations

from hashlib import sha256
from json import dumps

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.crypto import salted_hmac

from recruitment.models import BriefingOrder, OrderState
from recruitment.queries.snapshot import newest_entries
from recruitment.reports.group import group_members

from .jobs import enqueue
from .making import Asked

# Unfinished orders of one account or address; a whole office may sit behind one address.
MOST_EACH = 3


class TooManyOrdersError(RuntimeError):
    """The queue is full, or (``own``) holds as many of this reader's orders as it may."""

    def __init__(self, number: int, *, own: bool) -> None:
        super().__init__(f"{number} unfinished orders")
        self.number, self.own = number, own


def place(asked: Asked, by: str) -> BriefingOrder:
    """The order for this, a new one or the one that is there: at most 10 queries.

    ``by`` names the account or the address; only a digest of it is kept. Raises
    TooManyOrdersError, and what ``group_members`` raises.
    """
    committee, members = group_members(asked.slug, asked.selection)
    asker = salted_hmac("recruitment.briefings", by, algorithm="sha256").hexdigest()
    with transaction.atomic():
        _one_at_a_time()
        fingerprint = _fingerprint(asked)
        known = BriefingOrder.objects.exclude(state=OrderState.FAILED)
        if (order := known.filter(fingerprint=fingerprint).first()) is not None:
            return order
        _refuse_too_many(asker)
        term = asked.selection.term
        order = BriefingOrder.objects.create(
            committee=committee,
            format=asked.format,
            as_of=asked.selection.as_of,
            term_from=term.start if term else None,
            term_to=term.end if term else None,
            language=asked.language,
            fingerprint=fingerprint,
            asked_by=asker,
            total=1 + len(members),
        )
        enqueue(order)
    return order


def _one_at_a_time() -> None:
    """So that neither is made twice nor counted past: orders wait here for each other."""
    meta = BriefingOrder._meta
    rows = ContentType.objects.select_for_update()
    list(rows.filter(app_label=meta.app_label, model=meta.model_name))


def _fingerprint(asked: Asked) -> str:
    """What the file depends on: what is asked, the figures, and today, since ages are told."""
    selection = asked.selection
    parts = [
        asked.slug,
        asked.format,
        asked.language,
        selection.query,
        selection.today.isoformat(),
        newest_entries(),
    ]
    return sha256(dumps(parts).encode()).hexdigest()


def _refuse_too_many(asker: str) -> None:
    unfinished = BriefingOrder.objects.unfinished()
    own = unfinished.filter(asked_by=asker).count()
    if own >= MOST_EACH:
        raise TooManyOrdersError(own, own=True)
    whole = unfinished.count()
    if whole >= settings.BRIEFINGS_UNFINISHED:
        raise TooManyOrdersError(whole, own=False)
