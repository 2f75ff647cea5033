"""What a quarterly sheet sends: names of its fields, and what they hold, read without a query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from django.core.exceptions import BadRequest
from django.http import QueryDict

from recruitment.entry.roll import Roll
from recruitment.entry.typed_rows import Heading, TypedCell, TypedRow
from recruitment.models import Committee, Remark, Return

# The hidden field of a row: what the sheet showed when it was loaded, by column …
WAS = "was"
# … and of the row itself, under a name that no column has.
ROW = "row"
# The hidden field that says which sendings the sheet showed.
SENDINGS = "sendings"
NOTE_LENGTH = Remark._meta.get_field("note").max_length or 500
MOST_DIGITS = 12


def name(part: str, pk: int, column: str = "") -> str:
    """The name of a field: of a row, or of one of its cells."""
    return f"{part}-{pk}-{column}" if column else f"{part}-{pk}"


def packed(values: Mapping[str, int | None], heading: Heading) -> str:
    """What a row showed, in one field: a sheet of 200 rows stays below the limit of fields."""
    shown = {code: "" if value is None else value for code, value in values.items()}
    said = f"{heading.standing}.{heading.cumulative:d}.{heading.provisional:d}"
    return urlencode({ROW: said, **shown})


def typed_rows(posted: QueryDict) -> list[TypedRow]:
    """The rows of the form. Raises BadRequest for what no form of ours sends."""
    prefix = f"{WAS}-"
    found = [key.removeprefix(prefix) for key in posted if key.startswith(prefix)]
    if not all(map(is_id, found)):
        raise BadRequest("the rows of a sheet are named by numbers")
    return [_row(posted, int(pk)) for pk in found]


def packed_sendings(shown: Mapping[int, str]) -> str:
    """Which sendings a sheet shows, by committee, in one field: no other is approved from it."""
    return urlencode({str(pk): sending for pk, sending in shown.items()})


def sendings(posted: QueryDict) -> dict[int, str]:
    """By the committee's id."""
    shown = parse_qs(posted.get(SENDINGS, ""))
    return {int(pk): found[0] for pk, found in shown.items() if is_id(pk)}


def is_id(text: str) -> bool:
    return text.isdecimal() and len(text) <= MOST_DIGITS


def chosen(posted: QueryDict) -> set[str]:
    """The rows that are ticked, by the text of their ids; none means all of the sheet."""
    return set(posted.getlist(ROW))


def committees_of(roll: Roll, rows: set[str]) -> list[Committee]:
    """The committees of the rows that are ticked."""
    return [row for row in roll.all if not rows or str(row.pk) in rows]


@dataclass(frozen=True, slots=True)
class _Reader:
    """One row's fields."""

    posted: QueryDict
    pk: int

    def text(self, part: str, column: str = "") -> str:
        return self.posted.get(name(part, self.pk, column), "")

    def ticked(self, part: str, column: str = "") -> bool:
        return name(part, self.pk, column) in self.posted


def _row(posted: QueryDict, pk: int) -> TypedRow:
    read = _Reader(posted, pk)
    was = {key: values[0] for key, values in parse_qs(read.text(WAS), True).items()}
    standing = read.text("standing")
    if standing not in Return.Standing.values:
        raise BadRequest("a row says whether it reports")
    return TypedRow(
        pk,
        standing=standing,
        cumulative=read.ticked("cumulative"),
        provisional=read.ticked("provisional"),
        cells=dict(_cells(read, was)),
        was=_heading(was.get(ROW, "")),
    )


def _cells(read: _Reader, was: Mapping[str, str]) -> Iterable[tuple[str, TypedCell]]:
    for code, value in was.items():
        if code == ROW or name("v", read.pk, code) not in read.posted:
            continue
        yield (
            code,
            TypedCell(
                read.text("v", code),
                was=_number(value),
                take=read.text("take", code),
                sure=read.ticked("sure", code),
                note=read.text("note", code)[:NOTE_LENGTH],
            ),
        )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def _heading(text: str) -> Heading:
    parts = text.split(".")
    if len(parts) != 3 or parts[0] not in Return.Standing.values:
        raise BadRequest("a row says what it showed when it was loaded")
    return Heading(parts[0], parts[1] == "1", parts[2] == "1")
