"""What is on record for a committee's target of a year or a term, and what such targets share.

A cell is a committee's target for the stated period: a number of admissions, everyone's, once
for the window. Its rows have the entry's source; where that has none, the target of another
source is the cell's, and a change of it is its next version.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from recruitment.models import Category, Source, State, Target
from recruitment.progress.periods import Period, calendar_year

TARGET = "target"
# What the sheet can hold: one number, or the least of them.
SENSES = (Target.Sense.TOTAL, Target.Sense.FLOOR)


@dataclass(frozen=True, slots=True)
class Decision:
    """The document that sets targets."""

    document: str = ""
    number: str = ""
    on: date | None = None

    @property
    def is_complete(self) -> bool:
        return bool(self.document and self.number and self.on)


@dataclass(frozen=True, slots=True)
class Counting:
    """The days that pace is judged on; ``note`` says why, where they are assumed."""

    days: Period
    basis: str = Target.WindowBasis.STATED
    note: str = ""


def decision_of(row: Target) -> Decision:
    return Decision(row.document, row.document_number, row.document_date)


def counting_of(row: Target) -> Counting:
    return Counting(Period(row.window_from, row.window_to), row.window_basis, row.window_note)


@dataclass(slots=True)
class TargetCell:
    """What is on record for one committee and period.

    ``newest`` is the version that holds or waits; ``approved`` the public one, which the
    approval of the newest replaces. ``taken`` names the versions of the entry's rows by what
    no two of them may share.
    """

    newest: Target | None = None
    approved: Target | None = None
    last_version: int = 0
    taken: set[tuple[str, date, date, int]] = field(default_factory=set)

    @property
    def value(self) -> int | None:
        """None where nothing is given, or no single whole number is."""
        row = self.newest
        if row is None or row.withdrawn or row.low is None or row.high not in {None, row.low}:
            return None
        return int(row.low)

    @property
    def sense(self) -> str:
        row = self.newest
        return Target.Sense.TOTAL if row is None or row.withdrawn else row.sense

    @property
    def waits(self) -> bool:
        """A version that is not public yet and would change what is."""
        row = self.newest
        if row is None or row.state == State.APPROVED:
            return False
        return not row.withdrawn or self.approved is not None

    @property
    def may_be_sent(self) -> bool:
        return self.waits and self.newest is not None and self.newest.state != State.SUBMITTED


def key_of(row: Target) -> tuple[str, date, date, int]:
    return row.sense, row.window_from, row.window_to, row.version


def load_cells(committees: Collection[int], stated: Period) -> dict[int, TargetCell]:
    """The cells of the committees, by id. One query."""
    once = Q(cadence=Target.Cadence.WINDOW)
    if stated == calendar_year(stated.start.year):
        # Each year of one year is that year.
        once |= Q(window_from=stated.start, window_to=stated.end)
    rows = (
        Target.objects.filter(
            once,
            committee_id__in=committees,
            kind=Target.Kind.COUNT,
            sense__in=SENSES,
            category__code=Category.TOTAL,
            inherits=False,
            period__starts_on=stated.start,
            period__ends_on=stated.end,
        )
        .select_related("source", "supersedes")
        .order_by("version", "pk")
    )
    by_committee: dict[int, list[Target]] = defaultdict(list)
    for row in rows:
        by_committee[row.committee_id].append(row)
    return {pk: _cell(by_committee[pk]) for pk in committees}


def is_entered(row: Target) -> bool:
    return row.source.slug == Source.ENTRY_SLUG


def _cell(rows: list[Target]) -> TargetCell:
    cell = TargetCell(last_version=max((row.version for row in rows), default=0))
    entered = [row for row in rows if is_entered(row)]
    cell.taken = {key_of(row) for row in entered}
    live = [row for row in entered if row.state != State.SUPERSEDED]
    if live:
        cell.newest = live[-1]
        replaced = cell.newest.supersedes
        approved = [row for row in live if row.state == State.APPROVED]
        if replaced is not None and replaced.state == State.APPROVED:
            approved.append(replaced)
        cell.approved = approved[0] if approved else None
    else:
        others = [row for row in rows if row.state == State.APPROVED and not is_entered(row)]
        # One number says more than the least of them.
        others.sort(key=lambda row: (SENSES.index(Target.Sense(row.sense)), row.pk))
        cell.newest = cell.approved = others[0] if others else None
    return cell


@dataclass(frozen=True, slots=True)
class Head:
    """What all targets of a sheet share; ``decision`` is that of the targets not yet approved.

    ``approved`` are the decisions of those that are.
    """

    decision: Decision
    counting: Counting
    waits: bool
    approved: tuple[Decision, ...]


def head_of(cells: Iterable[TargetCell], stated: Period) -> Head:
    """The head as the cells on record have it, the first of them before the others. No query."""
    rows = [cell.newest for cell in cells if cell.newest is not None]
    waiting = [row for row in rows if row.state != State.APPROVED]
    # What was sent cannot be changed: the head is that of what can.
    waiting.sort(key=lambda row: row.state == State.SUBMITTED)
    given = [row for row in [*waiting, *rows] if not row.withdrawn]
    settled = [decision_of(row) for row in rows if row.state == State.APPROVED]
    return Head(
        decision_of(waiting[0]) if waiting else Decision(),
        counting_of(given[0]) if given else Counting(stated),
        bool(waiting),
        tuple(dict.fromkeys(each for each in settled if each != Decision())),
    )


def strangers(committees: Collection[int], stated: Period) -> dict[int, list[Target]]:
    """The entry's targets of other periods, which may count the same days. One query."""
    rows = (
        Target.objects.filter(
            committee_id__in=committees,
            source__slug=Source.ENTRY_SLUG,
            category__code=Category.TOTAL,
            kind=Target.Kind.COUNT,
            cadence=Target.Cadence.WINDOW,
        )
        .exclude(period__starts_on=stated.start, period__ends_on=stated.end)
        .select_related("period")
    )
    found: dict[int, list[Target]] = defaultdict(list)
    for row in rows:
        found[row.committee_id].append(row)
    return found
