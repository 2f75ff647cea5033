"""How a row of a workbook names committees, periods, categories and sources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recruitment.models import Category, ReportingPeriod, Source, State
from recruitment.models.rules import day

from .codes import ByCode, committees_by_code
from .columns import Choice, Column, Day, Known, Text, Whole
from .results import Row
from .row_list import Key
from .versioned import VersionedSheet

UNKNOWN_COMMITTEE = gettext_lazy(
    "There is no committee with the code “%(code)s” within your reach. See the list of committees."
)
UNKNOWN_CATEGORY = gettext_lazy(
    "There is no category with the code “%(code)s”. See the list of categories."
)
UNKNOWN_SOURCE = gettext_lazy(
    "There is no source with the address name “%(code)s”. See the list of sources."
)

Named = TypeVar("Named", bound=Model)


def by_code(rows: Iterable[Any]) -> ByCode[Any]:
    return ByCode({row.code: row for row in rows})


class KeyReader:
    """Reads the cells of a key, and gathers what is wrong with each of them."""

    def __init__(self, sheet: OfCommittee, row: Row) -> None:
        self.sheet, self.row = sheet, row
        self.problems: dict[str, ValidationError] = {}

    def cell(self, name: str, default: Any = None) -> Any:
        value = self.row.get(name)
        if value is None or value == "":
            value = default
        try:
            found = self.sheet.fields[name].read(value)
        except ValueError as problem:
            self.problems[name] = ValidationError(str(problem))
            return None
        if found is None:
            self.problems[name] = ValidationError(_("Fill in this cell."))
        return found

    def named(self, name: str, default: Any = None) -> int | None:
        """The id of what a cell names."""
        found = self.cell(name, default)
        return None if found is None else found.pk

    def period(self) -> int | None:
        """The id of the period on record of the row's two dates."""
        first, last = self.cell("period_from"), self.cell("period_to")
        if first is None or last is None:
            return None
        found = self.sheet.periods.get((first, last))
        if found is None:
            self.problems["period_from"] = ValidationError(
                _("There is no reporting period from %(first)s to %(last)s. Add it to the list."),
                params={"first": day(first), "last": day(last)},
            )
            return None
        return found.pk

    def version(self) -> int | None:
        """Empty means the latest."""
        return None if self.row.get("version") in {None, ""} else self.cell("version")

    def done(self, *key: Any) -> Key:
        if self.problems:
            raise ValidationError(self.problems)
        return key


class OfCommittee(VersionedSheet):
    """What the sheets of figures and of targets have in common."""

    periods: dict[tuple[date, date], ReportingPeriod]
    by_id: dict[str, dict[int, Any]]
    # A sheet has the columns below that it lists, and leads to no more of these than it needs.
    related: ClassVar[tuple[str, ...]] = ("committee", "period", "category", "source")

    committee = Column(
        "committee", Known(UNKNOWN_COMMITTEE), gettext_lazy("committee code"), readonly=True
    )
    committee_name = Column("committee__name", Text(), gettext_lazy("committee"), readonly=True)
    period_from = Column("period__starts_on", Day(), gettext_lazy("period from"), readonly=True)
    period_to = Column("period__ends_on", Day(), gettext_lazy("period to"), readonly=True)
    category = Column(
        "category", Known(UNKNOWN_CATEGORY), gettext_lazy("category code"), readonly=True
    )
    source = Column("source", Known(UNKNOWN_SOURCE, code="slug"), readonly=True)
    version = Column("version", Whole(), readonly=True)
    state = Column("state", Choice(State.choices))
    note = Column("note", Text())
    note_en = Column("note_en", Text())

    def learn(self, rows: list[Row]) -> None:
        """A query for each of `related`, at most four; two more for codes spelt otherwise."""
        codes = {Text().clean(row.get("committee")) for row in rows}
        named: dict[str, ByCode[Any]] = {
            "committee": committees_by_code(codes, self.committees),
            "source": ByCode({row.slug: row for row in Source.objects.all()}),
        }
        if "category" in self.related:
            named["category"] = by_code(Category.objects.all())
        self.by_id = {name: by_id(found.values()) for name, found in named.items()}
        for name, found in named.items():
            self.fields[name].widget.rows = found
        if "period" in self.related:
            periods = ReportingPeriod.objects.all()
            self.periods = {(row.starts_on, row.ends_on): row for row in periods}
            self.by_id["period"] = by_id(self.periods.values())

    def known(self, name: str, row: Any) -> Any:
        """The committee, category, source or period of a row. No query."""
        return self.by_id[name][getattr(row, f"{name}_id")]

    def show(self, instance: Any) -> None:
        for name in self.related:
            setattr(instance, name, self.known(name, instance))


def by_id(rows: Iterable[Named]) -> dict[int, Named]:
    return {row.pk: row for row in rows}
