"""Members, classes and people preparing, and organisations, each as a sheet of a workbook."""

from __future__ import annotations

from typing import Any

from recruitment.models import (
    ActivityCount,
    Category,
    Committee,
    MembershipCount,
    OrganisationCount,
    Return,
    Source,
)

from .columns import Choice, Column
from .figure_sheet import (
    BOUNDS_OF_DAY,
    BOUNDS_OF_PERIOD,
    DAYS,
    HOW,
    WHO,
    WORDS,
    FigureSheet,
    OfCategorySheet,
)
from .naming import KeyReader
from .results import Row
from .row_list import Key
from .sheets import SheetMeta


class MembershipSheet(OfCategorySheet):
    """Members: a row names committee and category by code, and the day."""

    keys = ("committee", "on", "value")
    related = ("committee", "category", "source")
    narrow = ("committee_id", "on", "source_id")
    place = "on"
    watched = (MembershipCount, Return, Committee, Category)

    class Meta(SheetMeta):
        model = MembershipCount
        fields = (*WHO, "on", "category", *HOW, *BOUNDS_OF_DAY, *WORDS)

    def key_of(self, row: Row) -> Key:
        read = KeyReader(self, row)
        return read.done(
            read.named("committee"),
            read.cell("on"),
            read.named("category", Category.TOTAL),
            read.named("source", Source.ENTRY_SLUG),
            read.version(),
        )


class ActivitySheet(FigureSheet):
    """Classes and people preparing: a row names the committee by code, the period by its dates."""

    keys = ("committee", "period_from", "period_to", "activity", "value")
    related = ("committee", "period", "source")
    watched = (ActivityCount, Return, Committee)

    activity = Column("activity", Choice(ActivityCount.Activity.choices), readonly=True)

    class Meta(SheetMeta):
        model = ActivityCount
        fields = (*WHO, *DAYS, "activity", *HOW, *BOUNDS_OF_PERIOD, *WORDS)

    def key_of(self, row: Row) -> Key:
        read = KeyReader(self, row)
        return read.done(
            read.named("committee"),
            read.period(),
            read.cell("activity"),
            read.named("source", Source.ENTRY_SLUG),
            read.version(),
        )


class OrganisationSheet(FigureSheet):
    """Organisations: a row names the committee by code, the day, and what is counted."""

    keys = ("committee", "on", "measure", "value")
    related = ("committee", "source")
    narrow = ("committee_id", "on", "source_id")
    place = "on"
    watched = (OrganisationCount, Committee)

    measure = Column("measure", Choice(OrganisationCount.Measure.choices), readonly=True)

    class Meta(SheetMeta):
        model = OrganisationCount
        fields = (*WHO, "on", "measure", *HOW, *BOUNDS_OF_DAY, *WORDS)

    def key_of(self, row: Row) -> Key:
        read = KeyReader(self, row)
        return read.done(
            read.named("committee"),
            read.cell("on"),
            read.cell("measure"),
            read.named("source", Source.ENTRY_SLUG),
            read.version(),
        )

    def is_part(self, row: Any) -> bool | None:
        """Of the direct units some were given a target."""
        wholes = {
            OrganisationCount.Measure.DIRECT_UNIT: False,
            OrganisationCount.Measure.GIVEN_TARGET: True,
        }
        return wholes.get(row.measure)
