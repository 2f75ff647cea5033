"""A row of the target sheet as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from recruitment.entry.target_cells import SENSES
from recruitment.entry.target_sheet import TargetRow
from recruitment.entry.target_words import sent_words
from recruitment.models import State, Target
from recruitment.progress.intervals import Interval
from recruitment.wording import numbers

from . import shown
from .sheet_cells import PageCell, SheetLine
from .sheet_totals import said
from .target_form import packed_row


@dataclass(frozen=True, slots=True)
class PageTarget(SheetLine):
    """One row; ``cell`` is drawn as a cell of the quarterly sheet is."""

    row: TargetRow
    sense: str
    cell: PageCell
    notes: tuple[str, ...]

    @property
    def was(self) -> str:
        return packed_row(self.cell.was, self.row.cell.sense)

    @property
    def senses(self) -> list[tuple[str, str, bool]]:
        return [(code, str(Target.Sense(code).label), code == self.sense) for code in SENSES]

    @property
    def sense_word(self) -> str:
        return str(Target.Sense(self.sense).label) if self.row.cell.value is not None else ""

    @property
    def state(self) -> SafeString:
        """The state of the newest version; “none given” is a state of its own."""
        newest = self.row.cell.newest
        if newest is None or (newest.withdrawn and not self.row.cell.waits):
            return format_html('<span class="state">○ {}</span>', _("none given"))
        return shown.state(newest)

    @property
    def history(self) -> str:
        """Where the earlier versions and their changes can be read; empty without any."""
        newest = self.row.cell.newest
        return reverse("admin:recruitment_target_history", args=[newest.pk]) if newest else ""

    @property
    def target_before(self) -> str:
        return _said(self.row.beside.target)

    @property
    def admitted_before(self) -> str:
        return _said(self.row.beside.admitted)

    @property
    def members(self) -> str:
        return _said(self.row.beside.members)

    @property
    def members_on(self) -> str:
        on = self.row.beside.members_on
        return numbers.day(on) if on else ""


def _said(value: Interval | None) -> str:
    return "" if value is None else said(value)


def state_of(row: TargetRow) -> str:
    return row.cell.newest.state if row.cell.newest else ""


def lock_of(row: TargetRow) -> str:
    """A target that was sent waits for a decision; empty while it may change."""
    if state_of(row) != State.SUBMITTED:
        return ""
    return sent_words(row.last.who if row.last else "", row.last.when if row.last else None)
