"""Targets as a sheet of a workbook."""

from __future__ import annotations

from typing import Any

from recruitment.models import Category, ReportingPeriod, Source, Target
from recruitment.models.committees import CommitteeQuerySet

from .columns import Choice, Column, Day, Decimals, Text, YesNo
from .naming import KeyReader, OfCommittee
from .results import Row
from .sheets import Key, SheetMeta
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

    def key_of(self, row: Row) -> Key:
        """With the period, which is no part of the key, checked as well."""
        read = KeyReader(self, row)
        self.period[row[ROW]] = read.period()
        return read.done(
            read.cell("committee"),
            read.cell("category", Category.TOTAL),
            read.cell("kind"),
            read.cell("cadence", Target.Cadence.WINDOW),
            read.cell("sense"),
            read.cell("window_from"),
            read.cell("window_to"),
            read.cell("source", Source.ENTRY_SLUG),
            read.version(),
        )

    def __init__(self, committees: CommitteeQuerySet | None = None) -> None:
        super().__init__(committees)
        self.period: dict[int, ReportingPeriod | None] = {}

    def import_instance(self, instance: Target, row: Row, **kwargs: Any) -> None:
        period = self.period[row[ROW]]
        if period is not None:
            instance.period = period
        super().import_instance(instance, row, **kwargs)
