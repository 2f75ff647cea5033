"""What the rules of entry are given, and what they give back.

Plain values: whoever enters by sheet, form, workbook or command fills these in, so that one
rule judges every door alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum

from recruitment.progress.intervals import Interval
from recruitment.progress.periods import Period


class Level(Enum):
    """An error cannot be saved; a warning is, once someone says that it is right, and why."""

    ERROR = "error"
    WARNING = "warning"


class Measure(StrEnum):
    """What a column of the sheet counts."""

    ADMISSIONS = "admissions"
    MEMBERS = "members"
    ACTIVITY = "activity"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: its code in addresses and forms, what it counts, its heading.

    ``category`` is the code of a category for admissions and members, ``activity`` that of an
    activity. ``whole`` is the code of the column that this one is a part of.
    """

    code: str
    measure: Measure
    heading: str
    category: str = ""
    activity: str = ""
    whole: str = ""

    @property
    def flows(self) -> bool:
        """Counted over the period, so that it may be entered cumulatively; members are not."""
        return self.measure is not Measure.MEMBERS


ADMITTED = "admitted"
MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class RowFacts:
    """One committee's row as it would be stored.

    ``values`` holds numbers by column code, None for an empty cell. ``typed`` names the
    columns that someone has just filled in: only these are judged by warnings. ``before`` is
    what is on record of the year up to the quarter's first day, by column, where anything is;
    in the first quarter of a year nothing is before. ``history`` holds the numbers of earlier
    quarters, newest first, None for a gap. ``periodic`` is a figure of the quarter alone that
    is on record, by column. ``inexact`` names columns whose stored figure is "about" or "more
    than": shown, and compared with nothing until it is typed anew.
    """

    committee: int
    name: str
    life: tuple[date | None, date | None] = (None, None)
    aggregates: bool = False
    reported: bool = True
    cumulative: bool = False
    final: bool = True
    values: Mapping[str, int | None] = field(default_factory=dict)
    typed: frozenset[str] = frozenset()
    before: Mapping[str, Interval] = field(default_factory=dict)
    history: Mapping[str, tuple[int | None, ...]] = field(default_factory=dict)
    periodic: Mapping[str, int] = field(default_factory=dict)
    inexact: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """A whole sheet. ``own`` is the row of the committee itself, ``units`` those below it.

    ``all_units``: the units listed are all that there are on record, so that their sum can be
    held against the committee's own figure.
    """

    period: Period
    columns: tuple[Column, ...]
    units: tuple[RowFacts, ...]
    own: RowFacts | None = None
    all_units: bool = True

    @property
    def rows(self) -> tuple[RowFacts, ...]:
        return (*((self.own,) if self.own else ()), *self.units)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or likely to be: which row, column and value, and the remedy.

    ``rule`` is a stable code. ``text`` is a whole sentence in the active language.
    """

    level: Level
    rule: str
    committee: int
    column: str
    value: int | None
    text: str
