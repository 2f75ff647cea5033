"""The committees of a sheet, and how one writer of their figures waits for another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recruitment.models import Committee


@dataclass(frozen=True, slots=True)
class Roll:
    """The committees of a sheet: ``own``, whose sheet it is, and the units below it."""

    own: Committee | None
    units: tuple[Committee, ...]

    @property
    def all(self) -> tuple[Committee, ...]:
        return (*((self.own,) if self.own else ()), *self.units)


def lock_committees(ids: Iterable[int]) -> None:
    """Let two writers of one committee's figures wait for each other. One query."""
    rows = Committee.objects.select_for_update(no_key=True).filter(pk__in=list(ids))
    list(rows.order_by("pk").values_list("pk"))
