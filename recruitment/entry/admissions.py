"""Admissions as a sheet of a workbook."""

from __future__ import annotations

from recruitment.models import AdmissionCount, Category, Committee, Return, Source

from .figure_sheet import BOUNDS_OF_PERIOD, DAYS, HOW, WHO, WORDS, OfCategorySheet
from .naming import KeyReader
from .results import Row
from .row_list import Key
from .sheets import SheetMeta


class AdmissionSheet(OfCategorySheet):
    """Admissions: a row names committee and category by code, the period by its dates."""

    keys = ("committee", "period_from", "period_to", "value")
    watched = (AdmissionCount, Return, Committee, Category)

    class Meta(SheetMeta):
        model = AdmissionCount
        fields = (*WHO, *DAYS, "category", *HOW, *BOUNDS_OF_PERIOD, *WORDS)

    def key_of(self, row: Row) -> Key:
        read = KeyReader(self, row)
        return read.done(
            read.named("committee"),
            read.period(),
            read.named("category", Category.TOTAL),
            read.named("source", Source.ENTRY_SLUG),
            read.version(),
        )
