"""What a target sheet sends: names of its fields, and what they hold, read without a query.

The fields of a row bear the names that the scripts of the quarterly sheet know: ``standing``
is the sense of its target.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode

from django.core.exceptions import BadRequest, ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from recruitment.entry import typed
from recruitment.entry.target_cells import SENSES, TARGET, Counting, Decision, Head
from recruitment.entry.typed_rows import TypedCell
from recruitment.entry.typed_targets import TypedHead, TypedTarget
from recruitment.models import Target
from recruitment.models.rules import beyond_calendar, ends_before_start
from recruitment.progress.periods import Period

from .sheet_form import MOST_DIGITS, ROW, WAS, name

SENSE = "standing"
# The hidden field that says what the head showed when the sheet was loaded.
HEAD = "head"
TEXTS = ("document", "document_number", "window_note")
DAYS = ("document_date", "window_from", "window_to")
BASIS = "window_basis"


def packed_row(value: int | None, sense: str) -> str:
    """What a row showed, as the scripts of the sheet write it."""
    return urlencode({ROW: f"{sense}.0.0", TARGET: "" if value is None else value})


def typed_targets(posted: QueryDict) -> list[TypedTarget]:
    """The rows of the form. Raises BadRequest for what no form of ours sends."""
    prefix = f"{WAS}-"
    found = [key.removeprefix(prefix) for key in posted if key.startswith(prefix)]
    if not all(pk.isdecimal() and len(pk) <= MOST_DIGITS for pk in found):
        raise BadRequest("the rows of a sheet are named by numbers")
    return [_row(posted, int(pk)) for pk in found if name("v", int(pk), TARGET) in posted]


def _row(posted: QueryDict, pk: int) -> TypedTarget:
    was = parse_qs(posted.get(name(WAS, pk), ""), keep_blank_values=True)
    shown = was.get(TARGET, [""])[0]
    was_sense = was.get(ROW, [""])[0].partition(".")[0]
    sense = posted.get(name(SENSE, pk), "")
    if not {sense, was_sense} <= set(map(str, SENSES)):
        raise BadRequest("a row says whether its target is a total or the least")
    is_number = shown.isdecimal() and len(shown) <= MOST_DIGITS
    return TypedTarget(
        pk,
        TypedCell(
            posted.get(name("v", pk, TARGET), ""),
            was=int(shown) if is_number else None,
            take=posted.get(name("take", pk, TARGET), ""),
        ),
        sense,
        was_sense,
    )


# -- The decision and the counting window ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HeadTexts:
    """The head's boxes as text, by field; ``was`` is the hidden field that goes along."""

    texts: Mapping[str, str]
    was: str = ""


@dataclass(slots=True)
class ReadHead:
    """``typed`` is None where something cannot be read: ``problems`` says what."""

    typed: TypedHead | None
    problems: list[str] = field(default_factory=list)


def head_texts(head: Head) -> HeadTexts:
    """The boxes of a head as it is on record."""
    return HeadTexts(
        {key: _written(value) for key, value in _values(head).items()},
        urlencode({key: "" if value is None else value for key, value in _values(head).items()}),
    )


def _written(value: str | date | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else typed.written(value)


def _values(head: Head) -> dict[str, str | date | None]:
    return {
        "document": head.decision.document,
        "document_number": head.decision.number,
        "document_date": head.decision.on,
        "window_from": head.counting.days.start,
        "window_to": head.counting.days.end,
        BASIS: str(head.counting.basis),
        "window_note": head.counting.note,
    }


def posted_texts(posted: QueryDict) -> HeadTexts:
    return HeadTexts(
        {key: posted.get(key, "") for key in (*TEXTS, *DAYS, BASIS)}, posted.get(HEAD, "")
    )


def read_head(posted: QueryDict) -> ReadHead:
    """The head of the form. Raises BadRequest for what no form of ours sends."""
    found = ReadHead(None)
    texts = {key: _text(key, posted, found.problems) for key in TEXTS}
    days = {key: _day(posted.get(key, ""), found.problems) for key in DAYS}
    basis = posted.get(BASIS, "")
    if basis not in Target.WindowBasis.values:
        raise BadRequest("a counting window is stated or assumed")
    first, last = days["window_from"], days["window_to"]
    if not found.problems and not (first and last):
        found.problems.append(_("Give the first and the last day of the counting window."))
    problem = beyond_calendar(first, last) or ends_before_start(first, last)
    found.problems += problem.messages if problem else []
    if found.problems or first is None or last is None:
        return found
    was_decision, was_counting = _was(posted.get(HEAD, ""))
    found.typed = TypedHead(
        Decision(texts["document"], texts["document_number"], days["document_date"]),
        Counting(Period(first, last), basis, texts["window_note"]),
        was_decision,
        was_counting,
    )
    return found


def _text(key: str, posted: QueryDict, problems: list[str]) -> str:
    column: Any = Target._meta.get_field(key)
    text = typed.tidy(posted.get(key, ""))
    if len(text) > column.max_length:
        problems.append(
            _("“%(field)s” is longer than %(most)s characters. Shorten it.")
            % {"field": column.verbose_name, "most": column.max_length}
        )
    return text


def _day(text: str, problems: list[str]) -> date | None:
    if not typed.tidy(text):
        return None
    try:
        return typed.day(text)
    except ValidationError as problem:
        problems += problem.messages
        return None


def _was(text: str) -> tuple[Decision, Counting]:
    shown = {key: values[0] for key, values in parse_qs(text, keep_blank_values=True).items()}
    try:
        on = shown["document_date"]
        days = Period(*(date.fromisoformat(shown[key]) for key in ("window_from", "window_to")))
        return (
            Decision(
                shown["document"],
                shown["document_number"],
                date.fromisoformat(on) if on else None,
            ),
            Counting(days, shown[BASIS], shown["window_note"]),
        )
    except (KeyError, ValueError) as problem:
        raise BadRequest("a head says what it showed when it was loaded") from problem
