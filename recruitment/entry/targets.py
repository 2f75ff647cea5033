"""Targets as a sheet of a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from recruitment.models import Category, Source, Target

from .columns import Choice, Column, Day, Decimals, Text, YesNo
from .naming import KeyReader, OfCommittee, by_id
from .results import Entry, Row
from .row_list import Key
from .sheets import SheetMeta
from .workbook import ROW


class TargetSheet(OfCommittee):
    """Targets: a row names committee and category by code, and its window by dates."""

    keys = (
        "committee",
        "kind",
        "sense",
        "low",
        "period_from",
        "period_to",
        "window_from",
        "window_to",
    )

    kind = Column("kind", Choice(Target.Kind.choices), readonly=True)
    cadence = Column("cadence", Choice(Target.Cadence.choices), readonly=True)
    sense = Column("sense", Choice(Target.Sense.choices), readonly=True)
    low = Column("low", Decimals())
    high = Column("high", Decimals())
    window_from = Column("window_from", Day(), readonly=True)
    window_to = Column("window_to", Day(), readonly=True)
    window_basis = Column("window_basis", Choice(Target.WindowBasis.choices))
    window_note = Column("window_note", Text())
    window_note_en = Column("window_note_en", Text())
    basis = Column("basis", Choice(Target.Basis.choices))
    inherits = Column("inherits", YesNo())
    document = Column("document", Text())
    document_en = Column("document_en", Text())
    document_number = Column("document_number", Text())
    document_date = Column("document_date", Day())
    facts = Column("facts", Text())

    class Meta(SheetMeta):
        model = Target
        fields = (
            "committee",
            "committee_name",
            "period_from",
            "period_to",
            "category",
            "kind",
            "sense",
            "low",
            "high",
            "cadence",
            "window_from",
            "window_to",
            "window_basis",
            "window_note",
            "window_note_en",
            "document",
            "document_en",
            "document_number",
            "document_date",
            "basis",
            "inherits",
            "state",
            "version",
            "source",
            "note",
            "note_en",
            "facts",
        )

    narrow = ("committee_id", "source_id")
    derived = ("high", "period")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.period: dict[int, int | None] = {}
        self.supersedes: dict[int, Target] = {}

    def key_of(self, row: Row) -> Key:
        """With the period, which is no part of the key, checked as well."""
        read = KeyReader(self, row)
        self.period[row[ROW]] = read.period()
        return read.done(
            read.named("committee"),
            read.named("category", Category.TOTAL),
            read.cell("kind"),
            read.cell("cadence", Target.Cadence.WINDOW),
            read.cell("sense"),
            read.cell("window_from"),
            read.cell("window_to"),
            read.named("source", Source.ENTRY_SLUG),
            read.version(),
        )

    def stored(self, keys: set[Key]) -> dict[Key, Any]:
        """With the targets that those on record replace: one query more."""
        found = super().stored(keys)
        known = by_id(found.values())
        older = {row.supersedes_id for row in known.values() if row.supersedes_id}
        self.supersedes = {
            **known,
            **Target.objects.in_bulk(older - known.keys()),
        }
        return found

    def _fill_in(self, entry: Entry) -> None:
        super()._fill_in(entry)
        row, period = entry.instance, self.period[entry.number]
        if row.period_id != period:
            entry.old["period_id"] = row.period_id
            row.period_id = period

    def problems(self, entry: Entry) -> dict[str, ValidationError | None]:
        found: dict[str, ValidationError | None] = entry.instance.own_problems()
        return found

    def earlier(self, row: Target) -> Iterable[Target]:
        found = self.supersedes.get(row.supersedes_id or 0)
        return () if found is None else (found,)

    def amount(self, row: Target) -> str:
        return str(row)
