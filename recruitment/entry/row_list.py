"""What a list of rows says of itself, so that it can be exported and imported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

import tablib
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from import_export.resources import ModelResource

from .columns import Column
from .results import Entry, Row

Key = tuple[Any, ...]


class RowList(ModelResource):  # type: ignore[misc]
    """What a subclass says for its import; the export needs no more than the columns."""

    # Columns without which a row cannot be found.
    keys: ClassVar[tuple[str, ...]] = ()
    # Where a row leads to what its cells name.
    related: ClassVar[tuple[str, ...]] = ()
    # Fields that the model fills in after others.
    derived: ClassVar[tuple[str, ...]] = ()
    # What rules look at beside the rows that the file names.
    watched: ClassVar[tuple[type[Model], ...]] = ()

    def learn(self, rows: list[Row]) -> None:
        """Fetch what the rows name, a fixed number of queries however many rows there are."""
        raise NotImplementedError

    def key_of(self, row: Row) -> Key:
        """What identifies the row. Raises ValidationError, by column."""
        raise NotImplementedError

    def stored(self, keys: set[Key]) -> dict[Key, Any]:
        """The rows on record by their keys, and perhaps some more. A fixed number of queries."""
        raise NotImplementedError

    def settled(self, key: Key) -> Key:
        """The key with what depends on the rows on record."""
        return key

    def blank(self, key: Key) -> Any:
        """A new row of this key."""
        raise NotImplementedError

    def beyond_rights(self, entry: Entry) -> dict[str, ValidationError]:
        """What this person may not store, by column."""
        return {}

    def judge(self, entries: Sequence[Entry]) -> None:
        """Note what is wrong with the rows that are new or changed. A query only for a batch."""
        raise NotImplementedError

    def store(self, new: Sequence[Entry], changed: Sequence[Entry], by: Any, reason: str) -> None:
        """Write the rows with their history."""
        raise NotImplementedError

    def show(self, instance: Any) -> None:
        """Give a row what its cells name, so that showing it asks nothing of the database."""

    def columns(self) -> Iterator[tuple[str, Column]]:
        yield from self.fields.items()

    def filter_export(self, queryset: QuerySet[Any], **kwargs: Any) -> QuerySet[Any]:
        return queryset.select_related(*self.related)

    def after_export(self, queryset: QuerySet[Any], dataset: tablib.Dataset, **kwargs: Any) -> None:
        dataset.title = str(self._meta.model._meta.verbose_name_plural)

    def get_export_headers(self, selected_fields: Any = None) -> list[str]:
        return [str(column.heading) for column in self.get_export_fields(selected_fields)]
