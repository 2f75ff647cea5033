"""What is named by a code, found as people type codes: case, accents and spaces aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from recruitment.models import Committee
from recruitment.models.committees import CommitteeQuerySet
from recruitment.models.text import fold

Named = TypeVar("Named")


class ByCode(dict[str, Named], Generic[Named]):
    """Rows by their codes; a code that is like several, and is none of them, names nothing."""

    def __init__(self, rows: Mapping[str, Named]) -> None:
        super().__init__()
        self._alike: dict[str, list[str]] = {}
        for code, row in rows.items():
            self[code] = row

    def __setitem__(self, code: str, row: Named) -> None:
        if code not in self and (folded := fold(code)):
            self._alike.setdefault(folded, []).append(code)
        super().__setitem__(code, row)

    def spelt(self, code: str) -> str:
        """The code as it is on record; as it came where none is meant."""
        if code in self:
            return code
        alike = self._alike.get(fold(code), ())
        return alike[0] if len(alike) == 1 else code

    def named(self, code: str) -> Named | None:
        return self.get(self.spelt(code))


def spellings(committees: CommitteeQuerySet) -> ByCode[str]:
    """Every code of the committees, by itself. One query."""
    return ByCode({code: code for code in committees.values_list("code", flat=True)})


def committees_by_code(codes: Iterable[str], within: CommitteeQuerySet) -> ByCode[Committee]:
    """The committees that the codes name. One query; two more where a code is spelt otherwise."""
    wanted = set(codes)
    found = {row.code: row for row in within.filter(code__in=wanted)}
    missing = wanted - found.keys()
    if missing:
        known = spellings(within)
        meant = {known.spelt(code) for code in missing} & known.keys()
        if meant:
            found |= {row.code: row for row in within.filter(code__in=meant)}
    return ByCode(found)
