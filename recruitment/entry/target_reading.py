"""Which of the targets typed on a sheet are new, and what stands in their way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from recruitment.models import State
from recruitment.progress.periods import Period

from .conflicts import Change, Conflict
from .findings import Column, Finding, Level, RowFacts
from .judgement import read_cell
from .judgement_words import error
from .roll import Roll, lock_committees
from .target_cells import (
    TARGET,
    Counting,
    Decision,
    TargetCell,
    counting_of,
    decision_of,
    head_of,
    key_of,
    load_cells,
    strangers,
)
from .target_sheet import last_steps, life_lock
from .target_words import (
    counting_words,
    decision_words,
    needs_a_target,
    rival_words,
    sent_words,
    the_column,
    too_large_words,
    zero_words,
)
from .typed_targets import TargetOutcome, TypedHead, TypedTarget

# More than there are members in the country: a slip of digits.
BEYOND_ALL = 10_000_000
Part = TypeVar("Part", Decision, Counting)


class TargetReading:
    """One saving, step by step: ``wanted`` holds what is to be stored, by committee."""

    def __init__(
        self,
        roll: Roll,
        stated: Period,
        head: TypedHead,
        rows: Sequence[TypedTarget],
        by: User,
    ) -> None:
        self.stated, self.by, self.typed_head = stated, by, head
        self.known = {committee.pk: committee for committee in roll.all}
        self.rows = {row.committee: row for row in rows if row.committee in self.known}
        self.outcome = TargetOutcome()
        away = (row for row in rows if row.committee not in self.known)
        self.outcome.strays = sum(row.cell.is_touched for row in away)
        lock_committees(self.known)
        self.cells = load_cells(self.known, stated)
        self.column = the_column()
        self.wanted: dict[int, tuple[int | None, str]] = {}

    # -- The head ----------------------------------------------------------------------------------

    def settle_head(self) -> bool:
        """Take the head as typed, or as it is on record where it was not touched."""
        typed = self.typed_head
        now = head_of(self.cells.values(), self.stated)
        decision = now.decision if now.waits else typed.was_decision
        known = {typed.was_decision, decision, *now.approved}
        self.decision_moved = typed.decision not in known
        self.window_moved = typed.counting not in {typed.was_counting, now.counting}
        self.outcome.head = [
            *_counting_problems(typed, self.stated),
            *_moved_meanwhile(
                typed.decision, typed.was_decision, decision, decision_words(decision)
            ),
            *_moved_meanwhile(
                typed.counting, typed.was_counting, now.counting, counting_words(now.counting)
            ),
        ]
        self.decision = _settled(typed.decision, typed.was_decision, decision)
        self.counting = _settled(typed.counting, typed.was_counting, now.counting)
        return not self.outcome.head

    # -- The rows ----------------------------------------------------------------------------------

    def read(self) -> None:
        for pk, row in self.rows.items():
            self._read_row(pk, row)
        for pk, cell in self.cells.items():
            if pk not in self.wanted and self._follows_head(cell):
                self.wanted[pk] = (cell.value, cell.sense)
        self._find_locks()
        self._find_conflicts()
        self._find_rivals()
        asked = self.decision_moved or self.window_moved
        if asked and not self.wanted and self.outcome.complete:
            self.outcome.head.append(needs_a_target())

    def _read_row(self, pk: int, row: TypedTarget) -> None:
        name, cell = str(self.known[pk]), self.cells[pk]
        value, problem = read_cell(pk, name, self.column, row.cell.text)
        if value == 0:
            problem = _refused(pk, name, self.column, value, "target_zero", zero_words())
        elif value is not None and value >= BEYOND_ALL:
            problem = _refused(pk, name, self.column, value, "target_too_large", too_large_words())
        if problem is not None:
            self.outcome.errors.append(problem)
            return
        if value == row.cell.was:
            value = cell.value
        sense = row.sense if row.sense != row.was_sense else cell.sense
        if value != cell.value or (value is not None and sense != cell.sense):
            self.wanted[pk] = (value, sense)

    def _follows_head(self, cell: TargetCell) -> bool:
        """Whether a row that nobody typed into takes over what was changed above.

        The decision is that of the targets not yet approved; the window is that of all.
        """
        row = cell.newest
        if row is None or _is_sent(cell) or (row.withdrawn and cell.approved is None):
            return False
        if cell.value is None and not row.withdrawn:
            # An inferred target between two numbers: no document has set it.
            return False
        if row.state == State.APPROVED:
            return self.window_moved and counting_of(row) != self.counting
        return (self.decision_moved and decision_of(row) != self.decision) or (
            self.window_moved and counting_of(row) != self.counting
        )

    def _find_locks(self) -> None:
        sent = [pk for pk in self.wanted if _is_sent(self.cells[pk])]
        steps = last_steps(self.cells[pk] for pk in sent) if sent else {}
        for pk in list(self.wanted):
            lock = life_lock(self.known[pk], self.stated)
            newest = self.cells[pk].newest
            if pk in sent and newest is not None:
                last = steps.get(newest.pk)
                lock = sent_words(last.who if last else "", last.when if last else None)
            if lock:
                self.outcome.locked[pk] = lock
                del self.wanted[pk]

    def _find_conflicts(self) -> None:
        """Targets that someone else changed since the sheet was loaded wait for a choice."""
        met = []
        for pk, (mine, _sense) in list(self.wanted.items()):
            row, now = self.rows.get(pk), self.cells[pk].value
            if row is None or now in {row.cell.was, mine}:
                continue
            if row.cell.take == f"mine:{'' if now is None else now}":
                continue
            del self.wanted[pk]
            if row.cell.take != "theirs":
                met.append((pk, mine, now))
        steps = last_steps(self.cells[pk] for pk, _mine, _now in met) if met else {}
        for pk, mine, now in met:
            newest = self.cells[pk].newest
            last = steps.get(newest.pk) if newest else None
            change = Change(last.who, last.when) if last else None
            self.outcome.conflicts.append(Conflict(pk, TARGET, mine, now, change))

    def _find_rivals(self) -> None:
        """Another period's target of the same days: both cannot stand."""
        if not self.wanted:
            return
        for pk, others in strangers(self.known, self.stated).items():
            cell = self.cells[pk]
            cell.taken |= {key_of(other) for other in others}
            if pk not in self.wanted:
                continue
            value, sense = self.wanted[pk]
            days = (sense, self.counting.days.start, self.counting.days.end)
            met = [each for each in others if key_of(each)[:3] == days]
            rival = next((each for each in met if each.state != State.SUPERSEDED), None)
            if rival is not None:
                name = str(self.known[pk])
                words = rival_words(rival)
                found = _refused(pk, name, self.column, value, "target_rival", words)
                self.outcome.errors.append(found)
                del self.wanted[pk]


def _settled(typed: Part, was: Part, now: Part) -> Part:
    return now if typed == was else typed


def _moved_meanwhile(typed: Part, was: Part, now: Part, said: str) -> list[str]:
    """Both changed it, to different things: the one who saves later looks at it first."""
    if now in {was, typed} or typed == was:
        return []
    return [
        _(
            "Someone else changed the decision or the counting window since the sheet was "
            "loaded: it is now “%(said)s”. Open the sheet again, then change it."
        )
        % {"said": said}
    ]


def _is_sent(cell: TargetCell) -> bool:
    return cell.newest is not None and cell.newest.state == State.SUBMITTED


def _refused(pk: int, name: str, place: Column, value: int | None, rule: str, said: str) -> Finding:
    found = error(RowFacts(pk, name, values={place.code: value}), place, rule, said)
    return Finding(Level.ERROR, rule, pk, place.code, value, found.text)


def _counting_problems(head: TypedHead, stated: Period) -> list[str]:
    """What is wrong with a window that was changed."""
    counting = head.counting
    if counting == head.was_counting:
        return []
    if not counting.days.overlaps(stated):
        return [_("The counting window has no day in common with the period. Correct its dates.")]
    if counting.days != stated and not counting.note:
        return [_("The counting window is not the period itself: say why.")]
    return []
