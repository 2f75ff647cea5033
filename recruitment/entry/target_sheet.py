"""The sheet that divides a committee's target of a year or a term among its units.

A cell is a committee's target for the stated period: a number of admissions, everyone's, once
for the window. Its rows have the entry's source; where that has none, the target of another
source is the cell's, and a change of it is its next version.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from recruitment.models import (
    Audience,
    Category,
    Committee,
    PeriodKind,
    ReportingPeriod,
    Source,
    State,
    Target,
)
from recruitment.models.rules import outside_life
from recruitment.progress import targets as engine
from recruitment.progress.counts import preferred
from recruitment.progress.intervals import Interval
from recruitment.progress.periods import Period, calendar_year
from recruitment.progress.tiling import of_category, tile
from recruitment.queries.committees import stands
from recruitment.queries.material import Material
from recruitment.queries.scope import Scope, period_of

from .roll import Roll

TARGET = "target"
# What the sheet can hold: one number, or the least of them.
SENSES = (Target.Sense.TOTAL, Target.Sense.FLOOR)


def years(first: int, last: int) -> Period:
    """A year, or a term as it is named: 2020–2025 is from 1 January 2020 to 31 December 2025."""
    return Period(date(first, 1, 1), date(last, 12, 31))


# -- What is on record -----------------------------------------------------------------------------


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


# -- What is shown ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LastStep:
    """Who changed a target last, when, and why where they said so."""

    who: str
    when: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What helps to set a target: the period before, and the members known last.

    Each is None where nothing is on record.
    """

    target: Interval | None = None
    admitted: Interval | None = None
    members: Interval | None = None
    members_on: date | None = None


@dataclass(frozen=True, slots=True)
class TargetRow:
    committee: Committee
    is_own: bool
    cell: TargetCell
    last: LastStep | None
    beside: Beside

    @property
    def pk(self) -> int:
        return self.committee.pk


@dataclass(frozen=True, slots=True)
class TargetSheet:
    """``before`` is the year or the term before; None where no earlier term is on record."""

    committee: Committee
    stated: Period
    head: Head
    rows: tuple[TargetRow, ...]
    before: Period | None


def roll_of(committee: Committee, stated: Period) -> Roll:
    """The committee and the units right below it that lived on some day of it. One query."""
    units = committee.children.in_vietnamese_order()
    return Roll(committee, tuple(unit for unit in units if not life_lock(unit, stated)))


def life_lock(committee: Committee, stated: Period) -> str:
    """A committee that did not exist on any day of the period; empty where it did."""
    problem = outside_life(str(committee), committee.life, stated.start, stated.end)
    return " ".join(problem.messages) if problem else ""


def open_targets(roll: Roll, stated: Period) -> TargetSheet:
    """The sheet of ``roll.own``: at most 8 queries, however many units."""
    if roll.own is None:
        raise ValueError("a sheet belongs to a committee")
    cells = load_cells([committee.pk for committee in roll.all], stated)
    before = _period_before(stated)
    _stands, found = stands(roll.all, Scope(Audience.PREVIEW))
    steps = last_steps(cells.values())
    rows = []
    for committee in roll.all:
        cell = cells[committee.pk]
        last = steps.get(cell.newest.pk) if cell.newest else None
        is_own = committee == roll.own
        rows.append(TargetRow(committee, is_own, cell, last, _beside(found, committee, before)))
    return TargetSheet(roll.own, stated, head_of(cells.values(), stated), tuple(rows), before)


def last_steps(cells: Iterable[TargetCell]) -> dict[int, LastStep]:
    """The last change of each newest version, by its id. One query."""
    ids = [cell.newest.pk for cell in cells if cell.newest is not None]
    records = Target.history.filter(id__in=ids).select_related("history_user")
    return {
        record.id: LastStep(
            str(record.history_user or ""),
            record.history_date,
            record.history_change_reason or "",
        )
        for record in records.order_by("history_date", "history_id")
    }


def _period_before(stated: Period) -> Period | None:
    """The calendar year before; of a term the latest term that began earlier. One query or none."""
    if stated == calendar_year(stated.start.year):
        return calendar_year(stated.start.year - 1)
    terms = ReportingPeriod.objects.filter(
        kind=PeriodKind.TERM,
        starts_on__lt=stated.start,
        # Terms share their year of change.
        ends_on__lte=date(stated.start.year, 12, 31),
    )
    found = terms.order_by("-ends_on", "starts_on").first()
    return period_of(found) if found else None


def _beside(found: Material, committee: Committee, before: Period | None) -> Beside:
    stocks = found.evidence(committee.pk).stocks
    latest = max((stock.on for stock in stocks), default=None)
    stock = preferred([each for each in stocks if each.on == latest]) if latest else None
    target = _target_of(found.targets[committee.pk], before) if before else None
    days = target.window if target and target.cadence is engine.Cadence.WINDOW else before
    return Beside(
        _amount(target) if target else None,
        _admitted(found, committee, days),
        stock.members if stock else None,
        latest,
    )


def _amount(target: engine.Target) -> Interval:
    return target.aim.opened() if target.sense is engine.Sense.FLOOR else target.aim


def _target_of(targets: Iterable[engine.Target], days: Period) -> engine.Target | None:
    """The target for everyone admitted in these days; one number before the least of them."""
    known = [target for target in targets if _is_for(target, days)]
    return min(known, key=lambda row: (row.sense is not engine.Sense.TOTAL, row.id), default=None)


def _is_for(target: engine.Target, days: Period) -> bool:
    if target.kind is not engine.Kind.COUNT or target.category != Category.TOTAL or target.inherits:
        return False
    if target.cadence is engine.Cadence.YEAR:
        return days == calendar_year(days.start.year) and target.window.contains(days)
    return days in {target.stated, target.window}


def _admitted(found: Material, committee: Committee, days: Period | None) -> Interval | None:
    """What was admitted in these days: at least, where some are not covered."""
    if days is None:
        return None
    tiling = tile(days, of_category(found.counts[committee.pk], Category.TOTAL))
    if tiling is None:
        return None
    return tiling.counted if tiling.covered_days == days.days else tiling.counted.opened()


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
