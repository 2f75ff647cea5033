"""Everything on record of a period, judged as if all of it had just been typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    Category,
    Committee,
    MembershipCount,
    Source,
    State,
)
from recruitment.models.committees import CommitteeQuerySet
from recruitment.progress.periods import Period, quarter_of

from .cells import columns
from .facts import load_facts
from .findings import Column, Finding, RowFacts, SheetFacts
from .judgement import judge
from .judgement_figures import sheet_of_days

# A committee with the units right below it.
Family: TypeAlias = tuple[Committee, list[Committee]]
# How many committees' rows are held at once.
BATCH = 500


def periods_on_record(committees: CommitteeQuerySet) -> list[Period]:
    """The days of the sheets on which the committees have figures, in order. Three queries."""
    found = set()
    for model in (AdmissionCount, ActivityCount):
        rows = model._default_manager.filter(
            committee__in=committees, source__slug=Source.ENTRY_SLUG
        ).exclude(state=State.SUPERSEDED)
        days = rows.values_list("period__starts_on", "period__ends_on").distinct()
        found |= {sheet_of_days(Period(*each))[0] for each in days}
    stocks = MembershipCount.objects.filter(
        committee__in=committees, source__slug=Source.ENTRY_SLUG
    ).exclude(state=State.SUPERSEDED)
    ends = {days.end for days in found}
    for on in stocks.values_list("on", flat=True).distinct():
        quarter = quarter_of(on)
        if on not in ends:
            found.add(quarter if quarter.end == on else Period(on, on))
    return sorted(found)


def findings_on_record(period: Period, committees: CommitteeQuerySet) -> Iterator[Finding]:
    """What the rules say of a period's figures, each thing once, with the tree's order kept.

    Two queries, and at most 7 for each batch of committees.
    """
    shown = every_column()
    said: set[Finding] = set()
    for families in _families(committees):
        everyone = {row.pk: row for owner, units in families for row in (owner, *units)}
        facts = load_facts(everyone.values(), period, shown)
        rows = {pk: _as_if_typed(row) for pk, row in facts.items()}
        for owner, units in families:
            below = tuple(rows[unit.pk] for unit in units)
            for found in judge(SheetFacts(period, shown, below, rows[owner.pk])):
                # A committee's row is in its own sheet and in its parent's.
                if found not in said:
                    said.add(found)
                    yield found


def every_column() -> tuple[Column, ...]:
    """The columns of the sheet, also for categories that it does not ask for. One query."""
    categories = list(Category.objects.all())
    for category in categories:
        category.on_sheet = True
    return columns(categories)


def _as_if_typed(row: RowFacts) -> RowFacts:
    return replace(row, typed=frozenset(row.values) - row.inexact)


def _families(committees: CommitteeQuerySet) -> Iterator[list[Family]]:
    """Each committee with the units below it, many at a time. One query."""
    everyone = list(committees.order_by("path"))
    units: dict[int | None, list[Committee]] = defaultdict(list)
    for committee in everyone:
        units[committee.parent_id].append(committee)
    ids = {committee.pk for committee in everyone}
    batch: list[Family] = []
    for committee in everyone:
        # One without units is judged as a unit of its parent.
        if units[committee.pk] or committee.parent_id not in ids:
            batch.append((committee, units[committee.pk]))
        if sum(1 + len(below) for _owner, below in batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
