"""The rows of a quarter's sheet as they came from its form, or from a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import pgettext

from recruitment.models import Finality, Return

from .typed import number_of


@dataclass(frozen=True, slots=True)
class TypedCell:
    """A cell as it came from the form.

    ``was`` is the value that the sheet showed when it was loaded. ``take`` answers a
    conflict: "theirs", or "mine:" with the other's value as it was seen. ``sure`` and
    ``note`` answer a warning.
    """

    text: str
    was: int | None = None
    take: str = ""
    sure: bool = False
    note: str = ""

    @property
    def is_touched(self) -> bool:
        """Whether someone typed into the cell since it was loaded."""
        try:
            return number_of(self.text) != self.was
        except ValidationError:
            return True


class Heading(NamedTuple):
    """What a row says of itself: whether it reports, how it counts, how sure it is."""

    standing: str
    cumulative: bool
    provisional: bool

    def __str__(self) -> str:
        """In words."""
        said = [str(Return.Standing(self.standing).label)]
        said += [pgettext("a row", "cumulative")] if self.cumulative else []
        said += [pgettext("a row", "provisional")] if self.provisional else []
        return ", ".join(said)


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row as it came from the form; cells that were not on the form are left alone.

    ``was`` is what the row said of itself when the sheet was loaded; None where nobody knows.
    """

    committee: int
    standing: str = Return.Standing.REPORTED
    cumulative: bool = False
    provisional: bool = False
    cells: Mapping[str, TypedCell] = field(default_factory=dict)
    was: Heading | None = None

    @property
    def heading(self) -> Heading:
        return Heading(self.standing, self.cumulative, self.provisional)


def finality_of(row: TypedRow) -> str:
    return Finality.PROVISIONAL if row.provisional else Finality.FINAL
