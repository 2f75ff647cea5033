"""Reading the articles' fixtures into the database: deserialise, check, record, or refuse whole.

Django's ``loaddata`` saves raw: no validation, no paths, no history. Here every record goes
through ``full_clean`` and ``save``, so that shipped data obeys the rules of entered data.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import Error as DatabaseError
from django.db import models
from django.utils.translation import gettext as _

from recruitment.models import AdmissionCount, Source, StatedResult, Target
from recruitment.progress.implied import solve_rate_target, solve_target
from recruitment.progress.verdicts import StatedKind

# What everything else refers to, in the order in which it is needed; then the articles.
COMMON = ("entry", "categories", "committees", "periods")


class FixtureError(Exception):
    """A fixture that cannot be loaded; the text says which file, record and field, and why."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a fixture, with where it stands for messages (the first is 1)."""

    path: Path
    number: int
    data: dict[str, Any]

    @property
    def model(self) -> str:
        return str(self.data["model"])

    @property
    def fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = self.data["fields"]
        return fields

    def error(self, field: str, reason: str) -> FixtureError:
        place = {"file": self.path.name, "number": self.number, "model": self.model}
        if not field:
            text = _("%(file)s, record %(number)s (%(model)s): %(reason)s")
            return FixtureError(text % {**place, "reason": reason})
        text = _("%(file)s, record %(number)s (%(model)s), field “%(field)s”: %(reason)s")
        return FixtureError(text % {**place, "field": field, "reason": reason})


def fixture_files(folder: Path) -> list[Path]:
    """The common files, then one an article, in a steady order. Raises FixtureError."""
    common = [folder / f"{name}.json" for name in COMMON]
    for path in common:
        if not path.is_file():
            raise FixtureError(_("The file %(file)s is missing.") % {"file": path})
    return [*common, *sorted(path for path in folder.glob("*.json") if path not in common)]


def read(path: Path) -> list[Record]:
    """The records of one file. Raises FixtureError where it is no list of records."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise FixtureError(
            _("%(file)s cannot be read: %(reason)s") % {"file": path.name, "reason": error}
        ) from error
    except json.JSONDecodeError as error:
        raise FixtureError(
            _("%(file)s, line %(line)s: this is no JSON (%(reason)s).")
            % {"file": path.name, "line": error.lineno, "reason": error.msg}
        ) from error
    except RecursionError as error:
        raise FixtureError(_("%(file)s holds no list of records.") % {"file": path.name}) from error
    if not isinstance(rows, list):
        raise FixtureError(_("%(file)s holds no list of records.") % {"file": path.name})
    return [_record(path, number, row) for number, row in enumerate(rows, start=1)]


def _record(path: Path, number: int, row: object) -> Record:
    if (
        isinstance(row, dict)
        and set(row) == {"model", "fields"}
        and isinstance(row["fields"], dict)
    ):
        return Record(path, number, row)
    text = _("%(file)s, record %(number)s: a record has “model” and “fields”, and nothing else.")
    raise FixtureError(text % {"file": path.name, "number": number})


def load(paths: Sequence[Path]) -> dict[str, int]:
    """Store the records of the files that are not on record, in order, and count them by model.

    An article that was loaded once is left as users have made it since, also where they deleted
    it; what articles have in common is added to, never changed. The caller holds the
    transaction. Raises FixtureError at the first record that is refused.
    """
    files = {path: read(path) for path in paths}
    once = set(Source.history.values_list("slug", flat=True))
    for path, records in files.items():
        if path.stem not in COMMON and not _sources(records):
            raise FixtureError(_("%(file)s brings no source.") % {"file": path.name})
    new = {path for path, records in files.items() if not once.issuperset(_sources(records))}
    counted: dict[str, int] = {}
    for path, records in files.items() if new else ():
        if path not in new and path.stem not in COMMON:
            continue
        for record in records:
            row = _row(solved := _solved(record, records))
            if path.stem in COMMON and row.pk is not None:
                continue
            _store(solved, row)
            counted[record.model] = counted.get(record.model, 0) + 1
    return counted


def _sources(records: Sequence[Record]) -> set[str]:
    """The address names of the articles that a file brings."""
    found = (record for record in records if record.model == "recruitment.source")
    return {str(record.fields.get("slug", "")) for record in found}


def _store(record: Record, row: models.Model) -> None:
    try:
        row.full_clean()
        row.save()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise record.error("" if field == "__all__" else field, " ".join(messages)) from error
    except DatabaseError as error:
        raise record.error("", str(error).strip()) from error


def _row(record: Record) -> models.Model:
    """The row of a record, not yet stored. Raises FixtureError."""
    try:
        _refuse_wrong_fields(record)
        [found] = serializers.deserialize("python", [record.data])
    except serializers.base.DeserializationError as error:
        field, reason = _cause(error, record)
        raise record.error(field, reason) from error
    row: models.Model = found.object
    return row


def _refuse_wrong_fields(record: Record) -> None:
    try:
        model = apps.get_model(record.model)
    except (LookupError, ValueError) as error:
        raise record.error("model", _("There is no such model.")) from error
    known = {field.name: field for field in model._meta.get_fields()}
    for field, value in record.fields.items():
        if field not in known:
            raise record.error(field, _("There is no such field."))
        if known[field].is_relation and not (value is None or isinstance(value, list)):
            raise record.error(field, _("Another record is named by a list, such as [“total”]."))
        # Python would take true for 1 and cut 1.5 down to it.
        if isinstance(known[field], models.IntegerField) and isinstance(value, bool | float):
            raise record.error(field, _("It takes a whole number, such as 238."))
        if not _can_be_stored(value):
            raise record.error(field, _("The text holds a character that cannot be stored."))
    # Django would look for a row of the same natural key before it misses a part of the key.
    for column in model._meta.concrete_fields:
        needed = not (column.null or column.blank or column.has_default())
        if needed and record.fields.get(column.name) is None:
            raise record.error(column.name, str(column.error_messages["null"]))


def _can_be_stored(value: object) -> bool:
    """No NUL, which PostgreSQL refuses, and no half of a surrogate pair, which is no character."""
    text = str(value)
    return "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def _cause(error: Exception, record: Record) -> tuple[str, str]:
    """The field and the reason behind Django's own message, which names the value only."""
    value = str(error).partition("field_value was ")[2].removeprefix("'").removesuffix("'")
    field = next((name for name, given in record.fields.items() if str(given) == value), "")
    reason = error.__cause__ or error.__context__ or error
    if isinstance(reason, ObjectDoesNotExist):
        return field, _("It refers to a record that does not exist: %(value)s.") % {"value": value}
    if isinstance(reason, ValidationError):
        return field, " ".join(reason.messages)
    return field, str(reason)


def _solved(record: Record, records: Sequence[Record]) -> Record:
    """The record, its implied target solved from the printed result that fixes it."""
    fields = record.fields
    implied = record.model == "recruitment.target" and fields.get("basis") == Target.Basis.IMPLIED
    if not implied or "low" in fields:
        return record
    _row(record)
    try:
        solutions = _solutions(record, records)
    except (LookupError, TypeError, ValueError, ArithmeticError) as error:
        text = _("The target or the printed result that fixes it is not complete.")
        raise record.error("basis", text) from error
    if not solutions:
        raise record.error("low", _("No whole number gives the printed result."))
    ends: dict[str, Any] = {"low": str(min(solutions))}
    if fields["sense"] != Target.Sense.FLOOR:
        ends["high"] = str(max(solutions))
    data = {"model": record.model, "fields": {**fields, **ends}}
    return Record(record.path, record.number, data)


def _solutions(record: Record, records: Sequence[Record]) -> tuple[int, ...]:
    results = [other for other in records if other.model == "recruitment.statedresult"]
    fixing = [r for r in results if r.fields.get("infers") and _speaks_of(r, record)]
    if len(fixing) != 1:
        raise record.error("basis", _("Exactly one stated result must say that it infers it."))
    stated = fixing[0].fields
    value, decimals = Decimal(stated["value"]), int(stated["decimals"])
    if stated["kind"] == StatedResult.Kind.OVER_POINTS:
        for rate in _same(results, fixing[0], kind=StatedResult.Kind.RATE_PER_YEAR):
            printed = Decimal(rate.fields["value"])
            return solve_rate_target(printed, int(rate.fields["decimals"]), value, decimals)
    counts = [other for other in records if other.model == "recruitment.admissioncount"]
    for count in _same(
        counts, fixing[0], qualifier=AdmissionCount._meta.get_field("qualifier").default
    ):
        admitted = int(count.fields["value"])
        return solve_target(admitted, value, decimals, StatedKind(stated["kind"]))
    raise fixing[0].error("period", _("There is no figure of the same committee and period."))


def _speaks_of(result: Record, target: Record) -> bool:
    """The result names this target by its natural key."""
    f = target.fields
    key = [
        f["committee"][0],
        f["category"][0],
        f["kind"],
        f["cadence"],
        f["sense"],
        f["window_from"],
        f["window_to"],
        f["source"][0],
    ]
    return result.fields.get("target") == key


def _same(records: Sequence[Record], like: Record, **fields: object) -> Iterator[Record]:
    """The records of the same committee, category and period with these fields."""
    wanted = {name: like.fields[name] for name in ("committee", "category", "period")} | fields
    for record in records:
        if all(record.fields.get(name) == value for name, value in wanted.items()):
            yield record
