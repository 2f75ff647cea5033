"""Sheets of what has versions and states: figures and targets, named by cell and version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from recruitment.models import State
from recruitment.models.rules import already_there
from recruitment.models.versions import Versioned

from .approval import SETTLED
from .results import Entry
from .roll import lock_committees
from .row_list import Key
from .sheets import Sheet
from .storing import create, rewrite, update

DECIDED_BY_OTHERS = gettext_lazy(
    "This state is set by someone who may approve. Choose “draft” or “submitted”."
)
CHANGED_WHEN_APPROVED = gettext_lazy(
    "This is approved, and is changed only by someone who may approve. Give the next version "
    "number, in the state “draft”."
)


class VersionedSheet(Sheet):
    """Figures and targets: named by their cell, their source and their version.

    A key holds ids and words, the version last. ``versions`` holds every row of the cells that
    the file speaks of, on record and new, by version.
    """

    # The columns of a cell that narrow down what is on record.
    narrow: ClassVar[tuple[str, ...]] = ("committee_id", "period_id", "source_id")
    # The column that carries what is wrong with a cell as a whole.
    place: ClassVar[str] = "period"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions: dict[Key, dict[int, Any]] = defaultdict(dict)
        self.replaced: dict[int, Any] = {}

    @classmethod
    def cell(cls) -> tuple[str, ...]:
        """The names of what a key holds but for the version, which comes last."""
        columns: tuple[str, ...] = cls._meta.model.cell_columns()
        return columns

    def cell_of(self, row: Any) -> Key:
        return tuple(getattr(row, name) for name in self.cell())

    def stored(self, keys: set[Key]) -> dict[Key, Any]:
        """One query; before writing also one that makes other writers of the rows wait."""
        names = self.cell()
        if not self.is_preview:
            lock_committees({key[names.index("committee_id")] for key in keys})
        among = {
            f"{name}__in": {key[place] for key in keys}
            for place, name in enumerate(names)
            if name in self.narrow
        }
        found = {}
        for row in self.get_queryset().filter(**among):
            cell = self.cell_of(row)
            found[(*cell, row.version)] = row
            self.versions[cell][row.version] = row
        return found

    def settled(self, key: Key) -> Key:
        """Without a version the latest is meant, or the first of a new row."""
        *cell, version = key
        known = self.versions.get(tuple(cell))
        return (*cell, version or (max(known) if known else 1))

    def blank(self, key: Key) -> Any:
        row = self._meta.model(**dict(zip([*self.cell(), "version"], key, strict=True)))
        self.versions[key[:-1]][row.version] = row
        return row

    def beyond_rights(self, entry: Entry) -> dict[str, ValidationError]:
        """Who may not approve neither sets nor changes what is decided."""
        if self.approves:
            return {}
        now, before = entry.instance.state, self.state_before(entry)
        if before in SETTLED:
            return {"state": ValidationError(CHANGED_WHEN_APPROVED)}
        if now in {before, State.DRAFT, State.SUBMITTED}:
            return {}
        return {"state": ValidationError(DECIDED_BY_OTHERS)}

    @staticmethod
    def state_before(entry: Entry) -> str:
        """The state on record; a new row comes from a draft."""
        now: str = State.DRAFT if entry.is_new else entry.instance.state
        return str(entry.old.get("state") or now)

    # -- Rules -------------------------------------------------------------------------------------

    def judge(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if not entry.errors:
                entry.refuse_all(self.problems(entry))
        self._judge_versions(entries)

    def problems(self, entry: Entry) -> dict[str, ValidationError | None]:
        """What is wrong with a row by itself, by field."""
        raise NotImplementedError

    def earlier(self, row: Any) -> Iterable[Any]:
        """The other rows that approval of this one replaces, beside those of its cell."""
        return ()

    def _judge_versions(self, entries: Sequence[Entry]) -> None:
        """Of the versions of a cell only the latest can be approved; it replaces the others."""
        ours = {id(entry.instance) for entry in entries}
        approved = (entry for entry in entries if entry.instance.state == State.APPROVED)
        for entry in sorted(approved, key=lambda entry: entry.instance.version):
            row = entry.instance
            beside = self.versions[self.cell_of(row)].values()
            for other in [*beside, *self.earlier(row)]:
                if other is row or other.state != State.APPROVED:
                    continue
                if other.version < row.version:
                    other.state = State.SUPERSEDED
                    self.replaced[id(other)] = other
                elif id(other) not in ours:
                    entry.refuse(self.place, self._already_there(row, other))

    def _already_there(self, row: Any, other: Versioned) -> ValidationError | None:
        self.show(row)
        self.show(other)
        existing = (self.amount(other), other.version, str(State(other.state).label))
        return already_there(str(row.source), str(row.committee), existing)

    def amount(self, row: Any) -> str:
        """The number of a row, in a sentence."""
        raise NotImplementedError

    # -- Storing -----------------------------------------------------------------------------------

    def store(self, new: Sequence[Entry], changed: Sequence[Entry], by: Any, reason: str) -> None:
        """What is replaced comes first: no two versions are approved at any moment."""
        written = {id(entry.instance) for entry in (*new, *changed)}
        replaced = [row for row in self.replaced.values() if id(row) not in written]
        model = self._meta.model
        rewrite(model, replaced, ["state"], by, reason)
        for approved in (False, True):
            of_state = [
                entry for entry in changed if (entry.instance.state == State.APPROVED) == approved
            ]
            update(model, of_state, by, reason, also=self.derived)
        create(model, [entry.instance for entry in new], by, reason)
