"""The target sheet as its page shows it, after what was typed and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from recruitment.entry.conflicts import Conflict
from recruitment.entry.findings import Finding
from recruitment.entry.target_cells import TARGET, Decision, counting_of, decision_of, is_entered
from recruitment.entry.target_sheet import TargetRow, TargetSheet
from recruitment.entry.target_steps import sending
from recruitment.entry.target_words import counting_words, decision_words, the_column
from recruitment.entry.typed import number_of, written
from recruitment.entry.typed_targets import TargetOutcome, TypedTarget
from recruitment.models import State, Target
from recruitment.models.text import localized
from recruitment.wording import numbers

from . import shown
from .sheet_cells import EXACTLY_NONE, Collision, PageCell, PageSum, Said, box, number
from .sheet_form import name, packed_sendings
from .sheet_totals import Counted, grouped, summed
from .target_form import HeadTexts, head_texts
from .target_rows import PageTarget, lock_of, state_of


@dataclass(slots=True)
class Typed:
    """What came with the request, and what became of it; empty for a page that is only opened."""

    by: User
    may_write: bool
    rows: Mapping[int, TypedTarget] = field(default_factory=dict)
    outcome: TargetOutcome = field(default_factory=TargetOutcome)
    head: HeadTexts | None = None
    chosen: set[str] = field(default_factory=set)
    reason: str = ""


class TargetPage:
    """The rows and the foot of a target sheet, with everything typed that is not on record."""

    # Name, target, sense, members and state; two more where an earlier period is known.
    WIDTH = 5

    def __init__(self, sheet: TargetSheet, typed: Typed) -> None:
        self.sheet, self.typed, self.column = sheet, typed, the_column()
        self.findings: dict[int, list[Finding]] = {}
        for finding in typed.outcome.errors:
            self.findings.setdefault(finding.committee, []).append(finding)
        self.conflicts: dict[int, Conflict] = {
            each.committee: each for each in typed.outcome.conflicts
        }

    @cached_property
    def rows(self) -> list[PageTarget]:
        return [self._row(row) for row in self.sheet.rows]

    @property
    def width(self) -> int:
        return self.WIDTH + (2 if self.sheet.before else 0)

    @property
    def rest(self) -> int:
        """The columns behind the target's."""
        return self.width - 2

    @property
    def before(self) -> str:
        return numbers.period(self.sheet.before) if self.sheet.before else ""

    @property
    def problem_rows(self) -> list[PageTarget]:
        return [row for row in self.rows if row.has_problems]

    @property
    def is_writable(self) -> bool:
        return any(row.writable for row in self.rows)

    @property
    def may_be_sent(self) -> bool:
        return any(row.cell.may_be_sent for row in self.sheet.rows)

    @property
    def sendings(self) -> str:
        waiting = [row for row in self.sheet.rows if state_of(row) == State.SUBMITTED]
        return packed_sendings({row.pk: sending(row.last) for row in waiting})

    @property
    def waits_for_approval(self) -> bool:
        return any(state_of(row) == State.SUBMITTED for row in self.sheet.rows)

    @cached_property
    def head(self) -> HeadTexts:
        """As typed, held against what is on record unless the head itself was refused."""
        on_record = head_texts(self.sheet.head)
        typed = self.typed.head
        if typed is None:
            return on_record
        return typed if self.typed.outcome.head else HeadTexts(typed.texts, on_record.was)

    @property
    def bases(self) -> list[tuple[str, str, bool]]:
        here = self.head.texts["window_basis"]
        return [(code, str(word), code == here) for code, word in Target.WindowBasis.choices]

    @property
    def approved(self) -> list[str]:
        """The decisions of the targets that are approved."""
        return [decision_words(each) for each in self.sheet.head.approved]

    @cached_property
    def sum(self) -> PageSum:
        own = next((row.cell.counted for row in self.rows if row.row.is_own), None)
        found = summed(own, [row.cell.counted for row in self.rows if not row.row.is_own])
        return PageSum(
            self.column,
            grouped(found.amount) if found.counted else "",
            _("%(counted)s of %(expected)s units")
            % {"counted": grouped(found.counted), "expected": grouped(found.expected)},
            grouped(found.remainder) if found.remainder is not None and found.counted else "",
            found.remainder is not None and found.remainder < 0,
        )

    def changed_rows(self) -> Iterator[PageTarget]:
        """Those that a save has changed or refused: the others look as before."""
        for row in self.rows:
            typed = self.typed.rows.get(row.row.pk)
            asked = typed is not None and (typed.cell.is_touched or typed.sense != typed.was_sense)
            if asked or row.has_problems or row.row.pk in self.typed.outcome.rows_saved:
                yield row

    # -- One row -----------------------------------------------------------------------------------

    def _row(self, row: TargetRow) -> PageTarget:
        lock = lock_of(row)
        return PageTarget(
            committee=row.committee,
            row=row,
            sense=self._sense(row),
            cell=self._cell(row),
            findings=tuple(self._said(row)),
            collisions=tuple(self._collisions(row)),
            notes=tuple(self._notes(row)),
            lock=lock,
            refused=self.typed.outcome.locked.get(row.pk, ""),
            writable=self.typed.may_write and not lock,
            chosen=str(row.pk) in self.typed.chosen,
        )

    def _sense(self, row: TargetRow) -> str:
        """As typed where someone touched it and it is not stored; else as on record."""
        typed = self.typed.rows.get(row.pk)
        if typed is None or row.pk in self.typed.outcome.rows_saved:
            return row.cell.sense
        return typed.sense if typed.sense != typed.was_sense else row.cell.sense

    def _cell(self, row: TargetRow) -> PageCell:
        kept = self._kept(row)
        value = row.cell.value
        text = kept.cell.text if kept else box(value)
        was = kept.cell.was if kept and not lock_of(row) else value
        state = "saved" if value is not None else ""
        if row.pk in self.conflicts:
            state = "conflict"
        elif row.pk in self.findings:
            state = "error"
        elif kept:
            state = "changed"
        said_at = [each.id for each in self._said(row)]
        if state == "conflict":
            said_at.append(name("said", row.pk, TARGET))
        return PageCell(
            row.pk,
            self.column,
            text,
            was,
            state,
            Counted(number(text), False, EXACTLY_NONE),
            "",
            "",
            tuple(said_at),
        )

    def _kept(self, row: TargetRow) -> TypedTarget | None:
        """What was typed into a row and is not on record."""
        typed = self.typed.rows.get(row.pk)
        if typed is None or row.pk in self.typed.outcome.rows_saved:
            return None
        if typed.cell.take == "theirs" or not typed.cell.is_touched:
            return None
        try:
            value = number_of(typed.cell.text)
        except ValidationError:
            return typed
        return None if value == row.cell.value else typed

    def _said(self, row: TargetRow) -> Iterator[Said]:
        for finding in self.findings.get(row.pk, []):
            yield Said(finding, sure=False, note="")

    def _collisions(self, row: TargetRow) -> Iterator[Collision]:
        conflict = self.conflicts.get(row.pk)
        if conflict is not None:
            mine = _("empty") if conflict.mine is None else grouped(conflict.mine)
            where = localized(row.committee, "short_name")
            now = written(timezone.localtime())
            yield Collision(conflict, where, mine, str(self.typed.by), now)

    def _notes(self, row: TargetRow) -> Iterator[str]:
        """What the number alone does not say: what it replaces, why it is back, its document."""
        newest = row.cell.newest
        if newest is None:
            return
        if newest.withdrawn and row.cell.waits:
            yield _("Withdrawn: the unit is given none.")
        older = newest.supersedes
        if older is not None:
            yield _before(older)
        if not is_entered(newest):
            yield _("%(target)s, from: %(source)s.") % {
                "target": shown.amount(newest),
                "source": newest.source,
            }
        yield from self._unlike_the_head(newest)
        if newest.state == State.RETURNED and row.last is not None and row.last.reason:
            yield _("Sent back by %(who)s: %(reason)s") % {
                "who": row.last.who or "–",
                "reason": row.last.reason,
            }

    def _unlike_the_head(self, newest: Target) -> Iterator[str]:
        head = self.sheet.head
        decision, counting = decision_of(newest), counting_of(newest)
        if newest.state == State.APPROVED:
            several = len(head.approved) > 1
        else:
            several = decision != head.decision
        if several:
            yield _("Set by: %(document)s") % {"document": decision_words(decision)}
        if counting.days != head.counting.days:
            yield _("Counted: %(window)s") % {"window": counting_words(counting)}


def _before(older: Target) -> str:
    values = {"target": shown.amount(older)}
    decision = decision_of(older)
    if decision == Decision():
        return _("Before: %(target)s.") % values
    values["document"] = decision_words(decision)
    return _("Before: %(target)s, under %(document)s.") % values
