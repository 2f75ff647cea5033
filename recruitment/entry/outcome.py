"""What became of a sheet that was sent: what is stored, and what is not and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from .conflicts import Conflict
from .findings import Finding

Place: TypeAlias = tuple[int, str]


@dataclass(slots=True)
class Outcome:
    """What became of a sheet: what was stored, and what was not and why.

    ``locked`` holds the reason for each row that was typed into and may not be written;
    ``strays`` counts the cells that were typed into and are not on the sheet (any more).
    """

    saved: set[Place] = field(default_factory=set)
    rows_saved: set[int] = field(default_factory=set)
    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    locked: dict[int, str] = field(default_factory=dict)
    strays: int = 0

    @property
    def left(self) -> int:
        """How many things are in the way of something that was typed."""
        refused = len(self.errors) + len(self.warnings) + len(self.conflicts) + len(self.locked)
        return refused + self.strays

    @property
    def complete(self) -> bool:
        return not self.left
