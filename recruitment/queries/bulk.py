"""The figures of many committees as engine values, without the rows behind them.

A list of hundreds of committees needs no notes, sources or dates as printed: only what the
engine computes with. The same values as ``material``, many times as fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Q

from recruitment.models import AdmissionCount, Committee, MembershipCount, Source
from recruitment.progress import counts as engine
from recruitment.progress.counts import TOTAL
from recruitment.progress.intervals import Interval
from recruitment.progress.periods import Period
from recruitment.progress.qualifiers import Qualifier, interval_of, reading_of

from .material import Material, targets_where
from .scope import Scope

COUNT = (
    "pk",
    "committee_id",
    "period__starts_on",
    "period__ends_on",
    "value",
    "qualifier",
    "from_latest",
    "to_earliest",
    "from_stated",
    "to_stated",
    "finality",
    "source__kind",
    "source__published_on",
    "category__code",
)
STOCK = (
    "pk",
    "committee_id",
    "on",
    "value",
    "qualifier",
    "on_earliest",
    "finality",
    "source__kind",
    "source__published_on",
)


def values(committees: Iterable[Committee], scope: Scope, inherited: Q | None = None) -> Material:
    """Admissions, total members and targets of the committees: 3 queries.

    Without rows by id, but for the targets'. ``inherited`` as in ``material``.
    """
    ids = [committee.pk for committee in committees]
    found = Material()
    for row in _admissions(ids, scope):
        period = _period(row[2], row[3])
        if scope.holds(period):
            found.counts[row[1]].append(_count(row, period))
    for row in _members(ids, scope):
        found.stocks[row[1]].append(_stock(row))
    of_these = Q(committee_id__in=ids)
    found.add_targets(
        targets_where(of_these if inherited is None else of_these | inherited, scope), scope
    )
    return found


def _admissions(ids: Sequence[int], scope: Scope) -> Iterable[tuple[Any, ...]]:
    rows = AdmissionCount.objects.visible_to(scope.audience).filter(committee_id__in=ids)
    if scope.as_of:
        rows = rows.filter(period__ends_on__lte=scope.as_of)
    return rows.order_by("pk").values_list(*COUNT)


def _members(ids: Sequence[int], scope: Scope) -> Iterable[tuple[Any, ...]]:
    rows = MembershipCount.objects.visible_to(scope.audience)
    rows = rows.filter(committee_id__in=ids, category__code=TOTAL)
    if scope.as_of:
        rows = rows.filter(on__lte=scope.as_of)
    return rows.order_by("pk").values_list(*STOCK)


def _count(row: tuple[Any, ...], period: Period) -> engine.Count:
    amount, reading = _readings(row[4], row[5])
    return engine.Count(
        id=row[0],
        period=period,
        amount=amount,
        reading=reading,
        qualifier=Qualifier(row[5]),
        from_latest=row[6],
        to_earliest=row[7],
        from_stated=row[8],
        to_stated=row[9],
        finality=engine.Finality(row[10]),
        entered=row[11] == Source.Kind.ENTRY,
        published=row[12] or period.end,
        category=row[13],
    )


def _stock(row: tuple[Any, ...]) -> engine.Stock:
    return engine.Stock(
        id=row[0],
        on=row[2],
        members=_readings(row[3], row[4])[0],
        qualifier=Qualifier(row[4]),
        on_earliest=row[5],
        finality=engine.Finality(row[6]),
        entered=row[7] == Source.Kind.ENTRY,
        published=row[8] or row[2],
    )


# Values repeat: there are few periods, and most numbers of a quarter are small.
@lru_cache(maxsize=1024)
def _period(start: date, end: date) -> Period:
    return Period(start, end)


@lru_cache(maxsize=4096)
def _readings(value: int, qualifier: str) -> tuple[Interval, Interval]:
    known = Qualifier(qualifier)
    return interval_of(value, known), reading_of(value, known)
