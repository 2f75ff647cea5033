"""Admissions as a sheet of a workbook."""

from __future__ import annotations

from recruitment.models import AdmissionCount, Category, Finality, Qualifier, Source

from .columns import Choice, Column, Day, Text, Whole, YesNo
from .naming import KeyReader, OfCommittee
from .results import Row
from .sheets import Key, SheetMeta
from .workbook import ROW


class AdmissionSheet(OfCommittee):
    """Admissions: a row names committee and category by code, the period by its dates."""

    keys = ("committee", "period_from", "period_to", "value")

    value = Column("value", Whole())
    qualifier = Column("qualifier", Choice(Qualifier.choices))
    finality = Column("finality", Choice(Finality.choices))
    from_stated = Column("from_stated", YesNo())
    from_latest = Column("from_latest", Day())
    to_stated = Column("to_stated", YesNo())
    to_earliest = Column("to_earliest", Day())
    dates_as_stated = Column("dates_as_stated", Text())
    dates_note = Column("dates_note", Text())
    dates_note_en = Column("dates_note_en", Text())
    fact = Column("fact", Text())

    class Meta(SheetMeta):
        model = AdmissionCount
        fields = (
            "committee",
            "committee_name",
            "period_from",
            "period_to",
            "category",
            "value",
            "qualifier",
            "finality",
            "state",
            "version",
            "source",
            "from_stated",
            "from_latest",
            "to_stated",
            "to_earliest",
            "dates_as_stated",
            "dates_note",
            "dates_note_en",
            "note",
            "note_en",
            "fact",
        )

    def key_of(self, row: Row) -> Key:
        read = KeyReader(self, row)
        return read.done(
            read.cell("committee"),
            read.period(),
            read.cell("category", Category.TOTAL),
            read.cell("source", Source.ENTRY_SLUG),
            read.version(),
        )

    def rank(self, row: Row) -> int:
        """Totals that grow first, totals that shrink last: no part exceeds one on the way."""
        key = self.key.get(row[ROW])
        if key is None or not key[2].is_total:
            return 1
        before = self.on_record.get(key)
        try:
            value = self.fields["value"].widget.clean(row["value"])
        except ValueError:
            return 1
        return 2 if before is not None and (value or 0) < before.value else 0
