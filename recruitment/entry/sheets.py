"""A list of rows as a sheet of a workbook, and back: preview of everything, then all or nothing.

The library (django-import-export) walks through the rows; here is what it leaves open: headings
in two languages, keys by code, two rows of one key, the order of saving, rules that look at
other rows, approval, history.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any, ClassVar

import tablib
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from import_export.resources import ModelResource

from recruitment.models import Committee
from recruitment.models.committees import CommitteeQuerySet
from recruitment.models.text import fold
from recruitment.models.versions import Versioned

from .approval import REASON_LENGTH, as_if_stored, store
from .columns import Column
from .results import OldAndNew, Problems, Row
from .workbook import ROW

Key = tuple[Any, ...]


class Sheet(ModelResource):  # type: ignore[misc]
    """Base of the resources. Every subclass says how a row names itself (`key_of`).

    ``committees`` are those within the reach of whoever imports: others are unknown here.
    """

    # Columns without which a row cannot be found.
    keys: ClassVar[tuple[str, ...]] = ()
    # Fields that need no check of their own: each was looked up, and none is a guess.
    found: ClassVar[tuple[str, ...]] = ()
    # Where a row leads to what its cells name.
    related: ClassVar[tuple[str, ...]] = ()

    def __init__(self, committees: CommitteeQuerySet | None = None) -> None:
        super().__init__()
        self.committees = Committee.objects.all() if committees is None else committees
        model = self._meta.model._meta
        for _name, column in self.columns():
            column.heading = column.heading or model.get_field(column.attribute).verbose_name
        self.key: dict[int, Key] = {}
        self.unreadable: dict[int, ValidationError] = {}
        self.on_record: dict[Key, Any] = {}

    # -- What a subclass says ----------------------------------------------------------------------

    def learn(self, rows: list[Row]) -> None:
        """Fetch what the rows name, a fixed number of queries however many rows there are."""
        raise NotImplementedError

    def key_of(self, row: Row) -> Key:
        """What identifies the row. Raises ValidationError, by column."""
        raise NotImplementedError

    def stored(self, keys: set[Key]) -> dict[Key, Any]:
        """The rows on record by their keys, and perhaps some more. One query."""
        raise NotImplementedError

    def settled(self, key: Key) -> Key:
        """The key with what depends on the rows on record."""
        return key

    def blank(self, key: Key) -> Any:
        """A new row of this key."""
        raise NotImplementedError

    def rank(self, row: Row) -> int:
        """Which rows are saved first: the lowest."""
        return 0

    # -- Reading -----------------------------------------------------------------------------------

    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        """Understand headings and keys; what cannot be understood ends the import here."""
        try:
            rows = self._renamed(dataset)
        except ValidationError:
            dataset.wipe()
            dataset.headers = [ROW]
            raise
        self.learn(rows)
        self._read_keys(rows)
        rows.sort(key=self.rank)
        headers = list(rows[0])
        dataset.wipe()
        dataset.headers = headers
        dataset.extend([[row[name] for name in headers] for row in rows])

    def _renamed(self, dataset: tablib.Dataset) -> list[Row]:
        """The rows by the names of columns. Raises ValidationError about the headings."""
        known = {words: name for name, column in self.columns() for words in column.spellings()}
        names = [ROW if heading == ROW else known.get(fold(heading)) for heading in dataset.headers]
        unknown = [h for h, name in zip(dataset.headers, names, strict=True) if name is None]
        missing = [str(self.fields[name].heading) for name in self.keys if name not in names]
        problems = []
        if unknown:
            text = _("These headings are not known: %(headings)s.")
            problems.append(text % {"headings": ", ".join(f"“{each}”" for each in unknown)})
        if missing:
            text = _("These columns are missing: %(headings)s.")
            problems.append(text % {"headings": ", ".join(f"“{each}”" for each in missing)})
        if problems:
            problems.append(_("Export the list once to see the headings that are expected."))
            raise ValidationError(problems)
        return [dict(zip(filter(None, names), row, strict=True)) for row in dataset]

    def columns(self) -> Iterator[tuple[str, Column]]:
        yield from self.fields.items()

    def _read_keys(self, rows: list[Row]) -> None:
        for row in rows:
            try:
                self.key[row[ROW]] = self.key_of(row)
            except ValidationError as problem:
                self.unreadable[row[ROW]] = problem
        self.on_record = self.stored(set(self.key.values()))
        first: dict[Key, int] = {}
        self.key = {number: self.settled(key) for number, key in self.key.items()}
        for number, key in self.key.items():
            if first.setdefault(key, number) != number:
                self.unreadable[number] = ValidationError(
                    _("Row %(row)s is about the same as row %(first)s. Keep one of them."),
                    params={"row": number, "first": first[key]},
                )

    def before_import_row(self, row: Row, **kwargs: Any) -> None:
        if row[ROW] in self.unreadable:
            raise self.unreadable[row[ROW]]

    def get_or_init_instance(self, instance_loader: Any, row: Row) -> tuple[Any, bool]:
        key = self.key[row[ROW]]
        found = self.on_record.get(key)
        return (found, False) if found is not None else (self.blank(key), True)

    # -- Storing -----------------------------------------------------------------------------------

    def validate_instance(
        self,
        instance: Any,
        import_validation_errors: dict[str, Any] | None = None,
        validate_unique: bool = True,
    ) -> None:
        """By the rules of the model; what a key names was found among the rows on record."""
        errors: dict[str, Any] = dict(import_validation_errors or {})
        try:
            with as_if_stored(instance) if isinstance(instance, Versioned) else nullcontext():
                instance.full_clean(exclude={*errors, *self.found})
        except ValidationError as problem:
            errors = problem.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def before_save_instance(self, instance: Any, row: Row, **kwargs: Any) -> None:
        """The door goes into the history."""
        reason = _("Import of %(file)s") % {"file": kwargs.get("file_name") or ""}
        instance._change_reason = reason[:REASON_LENGTH]

    def do_instance_save(self, instance: Any, is_create: bool) -> None:
        if isinstance(instance, Versioned):
            store(instance)
        else:
            instance.save()

    def after_import(self, dataset: tablib.Dataset, result: Problems, **kwargs: Any) -> None:
        """The preview in the order of the sheet, not in that of saving."""
        for row in result.rows:
            row.sheet_row = row.row_values[ROW]
        result.rows.sort(key=lambda row: row.sheet_row)
        result.leave_out_empty_columns()
        result.problems = sorted(
            (number, self._heading(name), sentence) for number, name, sentence in result.problems
        )

    def _heading(self, name: str) -> str:
        """The column that a problem is about; a field may be spread over several columns."""
        if name in self.fields:
            return str(self.fields[name].heading)
        return str(self._meta.model._meta.get_field(name).verbose_name) if name else ""

    # -- Writing -----------------------------------------------------------------------------------

    def filter_export(self, queryset: QuerySet[Any], **kwargs: Any) -> QuerySet[Any]:
        return queryset.select_related(*self.related)

    def after_export(self, queryset: QuerySet[Any], dataset: tablib.Dataset, **kwargs: Any) -> None:
        dataset.title = str(self._meta.model._meta.verbose_name_plural)

    def get_export_headers(self, selected_fields: Any = None) -> list[str]:
        return [str(column.heading) for column in self.get_export_fields(selected_fields)]

    def get_diff_headers(self) -> list[str]:
        return [str(column.heading) for column in self.get_import_fields()]

    @classmethod
    def get_diff_class(cls) -> type[OldAndNew]:
        return OldAndNew

    @classmethod
    def get_result_class(cls) -> type[Problems]:
        return Problems


class VersionedSheet(Sheet):
    """Figures and targets: named by their cell, their source and their version."""

    def __init__(self, committees: CommitteeQuerySet | None = None) -> None:
        super().__init__(committees)
        self.latest: dict[Key, int] = {}

    @classmethod
    def cell(cls) -> list[str]:
        """The names of what a key holds but for the version, which comes last."""
        return [column.removesuffix("_id") for column in cls._meta.model.cell_columns()]

    def stored(self, keys: set[Key]) -> dict[Key, Any]:
        names = self.cell()
        among = {f"{name}__in": {key[place] for key in keys} for place, name in enumerate(names)}
        rows = self.get_queryset().filter(**among).select_related(*self.related)
        found = {(*(getattr(row, name) for name in names), row.version): row for row in rows}
        for *cell, version in found:
            known = self.latest.setdefault(tuple(cell), version)
            self.latest[tuple(cell)] = max(known, version)
        return found

    def settled(self, key: Key) -> Key:
        """Without a version the latest is meant, or the first of a new row."""
        *cell, version = key
        return (*cell, version or self.latest.get(tuple(cell), 1))

    def blank(self, key: Key) -> Any:
        return self._meta.model(**dict(zip([*self.cell(), "version"], key, strict=True)))


class SheetMeta:
    """What every resource has in common."""

    use_transactions = True
    clean_model_instances = True
    skip_unchanged = True
    report_skipped = True
    store_row_values = True
