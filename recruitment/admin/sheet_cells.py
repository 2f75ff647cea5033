"""What the pages of both sheets show: a row, a cell, what is said of it, the foot of a column."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recruitment.entry.conflicts import Conflict
from recruitment.entry.findings import Column, Finding, Level
from recruitment.entry.typed import number_of, written
from recruitment.models import Committee
from recruitment.models.text import localized
from recruitment.progress.intervals import Interval

from .sheet_form import name
from .sheet_totals import Counted, grouped, said

EXACTLY_NONE = Interval.exact(0)
# A cell's state; the stylesheet adds a shape.
WORDS = {
    "saved": gettext_lazy("saved"),
    "changed": gettext_lazy("not saved yet"),
    "warning": gettext_lazy("please confirm"),
    "error": gettext_lazy("error"),
    "conflict": gettext_lazy("two values"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A finding as it stands below its row; ``sure`` and ``note`` are an answer given already."""

    finding: Finding
    sure: bool
    note: str

    @property
    def id(self) -> str:
        return f"{name('said', self.finding.committee, self.finding.column)}-{self.finding.rule}"

    @property
    def cell(self) -> str:
        return name("v", self.finding.committee, self.finding.column)

    @property
    def is_error(self) -> bool:
        return self.finding.level is Level.ERROR

    @property
    def sure_name(self) -> str:
        return name("sure", self.finding.committee, self.finding.column)

    @property
    def note_name(self) -> str:
        return name("note", self.finding.committee, self.finding.column)


@dataclass(frozen=True, slots=True)
class Collision:
    """Two values of one cell, with who wrote them and when; ``mine`` is as it was typed."""

    conflict: Conflict
    where: str
    mine: str
    me: str
    now: str

    @property
    def id(self) -> str:
        return name("said", self.conflict.committee, self.conflict.column)

    @property
    def cell(self) -> str:
        return name("v", self.conflict.committee, self.conflict.column)

    @property
    def take_name(self) -> str:
        return name("take", self.conflict.committee, self.conflict.column)

    @property
    def mine_value(self) -> str:
        theirs = self.conflict.theirs
        return f"mine:{'' if theirs is None else theirs}"

    @property
    def theirs(self) -> str:
        return _("empty") if self.conflict.theirs is None else grouped(self.conflict.theirs)

    @property
    def who(self) -> str:
        change = self.conflict.change
        return change.who if change and change.who else _("someone else")

    @property
    def when(self) -> str:
        change = self.conflict.change
        return written(timezone.localtime(change.when)) if change else ""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A committee's row with what is wrong in it; ``refused`` says why it was not stored."""

    committee: Committee
    findings: tuple[Said, ...]
    collisions: tuple[Collision, ...]
    lock: str
    refused: str
    writable: bool
    chosen: bool

    @property
    def pk(self) -> str:
        """As text: numbers of a page are grouped."""
        return str(self.committee.pk)

    @property
    def label(self) -> str:
        return localized(self.committee, "short_name")

    @property
    def full_name(self) -> str:
        return str(self.committee)

    @property
    def has_problems(self) -> bool:
        return bool(self.findings or self.collisions or self.refused)


@dataclass(frozen=True, slots=True)
class PageCell:
    """``text`` stands in the box; ``was`` is what it is held against when it is sent."""

    pk: int
    column: Column
    text: str
    was: int | None
    state: str
    counted: Counted
    previous: str
    last_year: str
    said: tuple[str, ...]

    @property
    def name(self) -> str:
        return name("v", self.pk, self.column.code)

    @property
    def word(self) -> str:
        return str(WORDS.get(self.state, ""))

    @property
    def stored(self) -> str:
        return "" if self.was is None else grouped(self.was)

    @property
    def implied(self) -> str:
        """What a cumulative number means for the quarter."""
        if not (self.counted.cumulative and self.column.flows) or self.counted.value is None:
            return ""
        quarter = self.counted.quarter
        if quarter is None:
            return _("less than before (%(before)s)") % {"before": said(self.counted.before)}
        return _("quarter: %(number)s") % {"number": said(quarter)}

    @property
    def before(self) -> str:
        return ends(self.counted.before)


@dataclass(frozen=True, slots=True)
class PageSum:
    """The foot of one column."""

    column: Column
    amount: str
    of_units: str
    remainder: str
    is_above: bool


def state_words() -> dict[str, str]:
    return {state: str(word) for state, word in WORDS.items()}


def box(value: int | None) -> str:
    return "" if value is None else grouped(value)


def number(text: str) -> int | None:
    try:
        return number_of(text)
    except ValidationError:
        return None


def ends(value: Interval) -> str:
    """For the scripts: low and high, the second empty where it is open."""
    return f"{_plain(value.low)} {'' if value.high is None else _plain(value.high)}"


def _plain(end: Fraction) -> str:
    return str(end.numerator) if end.denominator == 1 else str(float(end))
