"""A list of rows as a sheet of a workbook, and back: preview of everything, then all or nothing.

The library (django-import-export) counts the rows and writes the exports; an import is made
here in four steps, each for the whole file: find what the rows name, read their cells into the
rows on record, judge them by rules that ask nothing of the database, and write them in bulk
with their history. The number of queries does not depend on the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import tablib
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import IntegrityError
from django.db.models import ForeignKey
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recruitment.models import Committee, Door, through
from recruitment.models.committees import CommitteeQuerySet
from recruitment.models.text import fold

from .columns import Column
from .results import Entry, Problems, ReadRow, Row, fingerprint, old_and_new
from .row_list import Key, RowList
from .storing import stamp_of
from .workbook import ROW

UNANSWERED = gettext_lazy(
    "Nothing is imported yet: some of these numbers are unlikely. Correct the file, or confirm "
    "below that they are right and say why."
)


class Sheet(RowList):
    """Base of the resources. Every subclass says how a row names itself (`key_of`).

    ``committees`` are those within the reach of whoever imports: others are unknown here.
    ``approves`` says whether the person may decide what is public, ``founds`` whether the person
    may place a committee below no other.
    """

    def __init__(
        self,
        committees: CommitteeQuerySet | None = None,
        *,
        approves: bool = True,
        founds: bool = True,
    ) -> None:
        super().__init__()
        self.approves, self.founds = approves, founds
        self.committees = Committee.objects.all() if committees is None else committees
        model = self._meta.model._meta
        for _name, column in self.columns():
            try:
                field = model.get_field(column.attribute)
            except FieldDoesNotExist:
                continue
            column.heading = column.heading or field.verbose_name
            if not (column.readonly or isinstance(field, ForeignKey)):
                column.field = field
        self.on_record: dict[Key, Any] = {}
        self.entries: dict[int, Entry] = {}
        # The columns of the file that hold what may change.
        self.given: list[tuple[str, Column]] = []
        self.is_preview = True
        # Nobody wrote anything that is watched since the preview, which found no fault with it.
        self.nothing_changed = False
        self.stamp = ""
        # What is unlikely and may be right: row number, heading, sentence.
        self.warnings: list[tuple[int, str, str]] = []
        # Why all of that is right, in the words of whoever imports.
        self.note = ""

    # -- Reading -----------------------------------------------------------------------------------

    def import_data(self, dataset: tablib.Dataset, dry_run: bool = False, **kwargs: Any) -> Any:
        self.is_preview = dry_run
        with through(Door.IMPORT):
            return super().import_data(dataset, dry_run=dry_run, **kwargs)

    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        """Read and judge the whole file; what cannot be understood as a whole ends it here.

        ``preview`` is what `Problems.preview` held of the preview that is being confirmed,
        ``note`` the answer to what it called unlikely.
        """
        preview = kwargs.get("preview")
        self.note = kwargs.get("note") or ""
        self.stamp = stamp_of(self.watched)
        if preview is not None and not preview["warned"]:
            self.nothing_changed = preview["stamp"] == self.stamp
        try:
            rows = self._renamed(dataset)
        finally:
            # The library walks through row numbers only.
            dataset.wipe()
            dataset.headers = [ROW]
        self.learn(rows)
        self._find(rows)
        for entry in self.entries.values():
            if not entry.errors:
                self._fill_in(entry)
        changing = [entry for entry in self.entries.values() if entry.changes]
        for entry in changing:
            entry.refuse_all(self.beyond_rights(entry))
        self.judge(changing)
        if preview is not None and preview["seen"] != self._seen():
            raise ValidationError(
                _("What the file would replace was changed by someone else. Look at it again.")
            )
        dataset.extend([number] for number in self.entries)

    def _seen(self) -> str:
        return fingerprint(self.entries.values(), self.warnings)

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
        self.given = [
            (name, column)
            for name, column in self.columns()
            if name in names and not column.readonly
        ]
        return [dict(zip(filter(None, names), row, strict=True)) for row in dataset]

    def _find(self, rows: Iterable[Row]) -> None:
        """The row on record, or a new one, for each row of the file."""
        self.entries = {row[ROW]: Entry(row[ROW], row) for row in rows}
        for entry in self.entries.values():
            try:
                entry.key = self.key_of(entry.cells)
            except ValidationError as problem:
                for column, sentences in problem.message_dict.items():
                    entry.errors[column] = sentences
        readable = [entry for entry in self.entries.values() if not entry.errors]
        self.on_record = self.stored({entry.key for entry in readable})
        first: dict[Key, int] = {}
        for entry in readable:
            entry.key = self.settled(entry.key)
            number = first.setdefault(entry.key, entry.number)
            if number != entry.number:
                said = _("Row %(row)s is about the same as row %(first)s. Keep one of them.")
                entry.refuse("", said % {"row": entry.number, "first": number})
                continue
            entry.instance = self.on_record.get(entry.key)
            if entry.instance is None:
                entry.instance, entry.is_new = self.blank(entry.key), True

    def _fill_in(self, entry: Entry) -> None:
        """Give the row the values of the file, and note what they replace."""
        row, cells = entry.instance, entry.cells
        for name, column in self.given:
            try:
                value = column.read(cells[name])
            except ValueError as problem:
                entry.refuse(name, str(problem))
                continue
            if value is None and not column.saves_null_values:
                continue
            before = None if entry.is_new else getattr(row, column.attribute)
            if entry.is_new or value != before:
                setattr(row, column.attribute, value)
                entry.old[column.attribute] = before

    # -- What the library walks through ------------------------------------------------------------

    def import_row(self, row: Row, instance_loader: Any, **kwargs: Any) -> ReadRow:
        return ReadRow(self.entries[row[ROW]])

    def bulk_create(self, *args: Any, **kwargs: Any) -> None:
        """Written in `after_import`, in the order that the rules need; so are the others."""

    def bulk_update(self, *args: Any, **kwargs: Any) -> None:
        pass

    def bulk_delete(self, *args: Any, **kwargs: Any) -> None:
        pass

    # -- Storing -----------------------------------------------------------------------------------

    def after_import(self, dataset: tablib.Dataset, result: Problems, **kwargs: Any) -> None:
        """A preview is explained; a confirmed file without a problem is written.

        What is only unlikely is told, and written once somebody says why it is right.
        """
        result.warn(self.warnings)
        result.explain(
            (entry.number, self._heading(column), sentence)
            for entry in self.entries.values()
            for column, sentences in entry.errors.items()
            for sentence in sentences
        )
        if self.is_preview:
            self._explain(result)
        elif not (result.has_errors() or result.has_validation_errors()):
            if self.warnings and not self.note:
                raise ValidationError(UNANSWERED)
            self._write(kwargs.get("user"), kwargs.get("file_name") or "")

    def _explain(self, result: Problems) -> None:
        warned = bool(self.warnings)
        result.preview = {"seen": self._seen(), "stamp": self.stamp, "warned": warned}
        columns = self.get_import_fields()
        for row in result.rows:
            self.show(row.entry.instance)
            row.diff = old_and_new(row.entry, columns)
        result.leave_out_empty_columns()

    def _write(self, by: Any, file_name: str) -> None:
        """The file goes into the history. Someone may have written a row at the same moment."""
        reason = _("Import of %(file)s") % {"file": file_name}
        changing = [entry for entry in self.entries.values() if entry.changes]
        try:
            self.store(
                [entry for entry in changing if entry.is_new],
                [entry for entry in changing if not entry.is_new],
                by,
                reason,
            )
        except IntegrityError as problem:
            raise ValidationError(
                _("Someone else changed this at the same moment: nothing was saved.")
            ) from problem

    def _heading(self, name: str) -> str:
        """The column that a problem is about; a field may be spread over several columns."""
        if name in self.fields:
            return str(self.fields[name].heading)
        return str(self._meta.model._meta.get_field(name).verbose_name) if name else ""

    def get_diff_headers(self) -> list[str]:
        return [str(column.heading) for column in self.get_import_fields()]

    @classmethod
    def get_result_class(cls) -> type[Problems]:
        return Problems


class SheetMeta:
    """What every resource has in common."""

    use_transactions = True
    # One savepoint for the file, none for a row.
    use_bulk = True
    skip_diff = True
