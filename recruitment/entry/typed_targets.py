"""The targets of a sheet as they came from its form, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from recruitment.models import Target

from .outcome import Outcome
from .target_cells import Counting, Decision
from .typed_rows import TypedCell


@dataclass(frozen=True, slots=True)
class TypedHead:
    """The decision and the counting window as they came from the form, and as they were shown."""

    decision: Decision
    counting: Counting
    was_decision: Decision
    was_counting: Counting


@dataclass(frozen=True, slots=True)
class TypedTarget:
    """A row as it came from the form; ``was_sense`` is the sense that it showed."""

    committee: int
    cell: TypedCell
    sense: str = Target.Sense.TOTAL
    was_sense: str = Target.Sense.TOTAL


@dataclass(slots=True)
class TargetOutcome(Outcome):
    """``head``: what is wrong with the decision or the window; then nothing was stored."""

    head: list[str] = field(default_factory=list)

    @property
    def left(self) -> int:
        refused = len(self.head) + len(self.errors) + len(self.conflicts) + len(self.locked)
        return refused + self.strays
