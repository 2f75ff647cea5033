"""The settings of the form: what guidelines prescribe and change, read from a file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any, TypeVar, get_args, get_type_hints

from django.conf import settings

DEFAULTS = Path(__file__).with_name("form.toml")
LONGEST_TEXT = 300
OTHER = "other"
ALIKE = {"kind": OTHER, "issuer": "commission"}
LANGUAGES = ("vi", "en")


class PartyFormError(ValueError):
    """A setting of the form that cannot be used; the text names it and says what would be right."""


@dataclass(frozen=True, slots=True)
class Page:
    """Millimetres from the paper's edges."""

    top: float
    bottom: float
    left: float
    right: float
    number_from_top: float


@dataclass(frozen=True, slots=True)
class Letters:
    """Points."""

    font: str
    party: float
    bodies: float
    number: float
    place_and_date: float
    draft: float
    kind: float
    subject: float
    text: float
    signature: float
    recipients_heading: float
    recipients: float
    page_number: float
    caption: float
    table: float
    note: float


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """``first_line`` in millimetres, the others in points; ``line`` is exact."""

    first_line: float
    line: float
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Texts:
    party: str
    under_bodies: str
    number: str
    draft: str
    place_and_date: str
    kind: str
    under_subject: str
    part_one: str
    part_two: str
    left_for_author: tuple[str, ...]
    closing: str
    ending: str
    recipients: str
    recipient_mark: str
    recipient_end: str
    annex: str
    annex_of: str
    unknown: str


@dataclass(frozen=True, slots=True)
class IssuerTexts:
    superior: str
    issuer: str
    in_full: str
    authority: str
    position: str
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Issuer:
    symbol: str
    texts: Mapping[str, IssuerTexts]


@dataclass(frozen=True, slots=True)
class Kind:
    """``vi`` and ``en``: the executive body of a committee of this kind."""

    issuer: str
    vi: str
    en: str
    symbol: str
    drop: tuple[str, ...]
    seat: str


@dataclass(frozen=True, slots=True)
class PartyForm:
    """``kinds`` by the code of a committee's kind; ``kind`` answers for any."""

    page: Page
    letters: Letters
    paragraphs: Paragraphs
    texts: Mapping[str, Texts]
    issuers: Mapping[str, Issuer]
    kinds: Mapping[str, Kind]

    def kind(self, code: str) -> Kind:
        return self.kinds.get(code, self.kinds[OTHER])


# Where a number may lie; what a text may name.
NUMBERS: dict[type, tuple[float, float]] = {Page: (5, 60), Letters: (6, 40), Paragraphs: (0, 60)}
NAMES: dict[type, set[str]] = {
    Texts: {"symbol", "year", "seat", "issuer"},
    IssuerTexts: {"body", "above", "above_body"},
    Issuer: {"symbol"},
    Kind: {"name", "unit", "place", "above_seat"},
    Letters: set(),
}
Part = TypeVar("Part", Page, Letters, Paragraphs, Texts, IssuerTexts, Kind)


@lru_cache(maxsize=1)
def _defaults() -> dict[str, Any]:
    return tomllib.loads(DEFAULTS.read_text(encoding="utf-8"))


def party_form() -> PartyForm:
    """The form as this site has it: our defaults, and what PARTY_FORM changes of them.

    Raises PartyFormError.
    """
    given: Mapping[str, Any] = settings.PARTY_FORM
    changed = _merged(_defaults(), given, "")
    form = PartyForm(
        page=_part(Page, changed["page"], "page"),
        letters=_part(Letters, changed["letters"], "letters"),
        paragraphs=_part(Paragraphs, changed["paragraphs"], "paragraphs"),
        texts={code: _part(Texts, changed["texts"][code], f"texts.{code}") for code in LANGUAGES},
        issuers={name: _issuer(table, name) for name, table in changed["issuer"].items()},
        kinds={code: _part(Kind, table, f"kind.{code}") for code, table in changed["kind"].items()},
    )
    for code, kind in form.kinds.items():
        if kind.issuer not in form.issuers:
            known = ", ".join(form.issuers)
            raise _wrong(f"kind.{code}.issuer", f"one of {known}", kind.issuer)
    return form


def _merged(ours: Mapping[str, Any], given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Ours with what is given instead; a new kind or issuer begins as the one named in ALIKE."""
    merged = dict(ours)
    for key, value in given.items():
        at = f"{where}.{key}".removeprefix(".")
        old = ours.get(key, ours.get(ALIKE.get(where, "")))
        if old is None:
            raise PartyFormError(f"PARTY_FORM: there is no setting “{at}”.")
        if isinstance(old, dict) != isinstance(value, dict):
            raise _wrong(at, "a table" if isinstance(old, dict) else "a single value", value)
        merged[key] = _merged(old, value, at) if isinstance(old, dict) else value
    return merged


def _issuer(table: Mapping[str, Any], name: str) -> Issuer:
    where = f"issuer.{name}"
    return Issuer(
        symbol=_text(table["symbol"], f"{where}.symbol", NAMES[Issuer]),
        texts={code: _part(IssuerTexts, table[code], f"{where}.{code}") for code in LANGUAGES},
    )


def _part(cls: type[Part], table: Mapping[str, Any], where: str) -> Part:
    types = get_type_hints(cls)
    values: dict[str, Any] = {}
    for field in fields(cls):
        at, value, kind = f"{where}.{field.name}", table[field.name], types[field.name]
        if kind is float:
            values[field.name] = _number(value, at, NUMBERS[cls])
        elif get_args(kind):
            values[field.name] = _list(value, at, NAMES[cls])
        else:
            values[field.name] = _text(value, at, NAMES[cls])
    return cls(**values)


def _number(value: object, where: str, limits: tuple[float, float]) -> float:
    low, high = limits
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise _wrong(where, f"a number from {low:g} to {high:g}", value)
    return float(value)


def _list(value: object, where: str, names: set[str]) -> tuple[str, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise _wrong(where, "a list of texts", value)
    return tuple(_text(text, where, names) for text in value)


def _text(value: object, where: str, names: set[str]) -> str:
    """A text whose braces name only what we can put there."""
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise _wrong(where, f"a text of at most {LONGEST_TEXT} letters", value)
    try:
        found = {
            name if not (spec or conversion) else "{"
            for _, name, spec, conversion in Formatter().parse(value)
            if name is not None
        }
    except ValueError:
        found = {"{"}
    if not found <= names:
        known = ", ".join(f"{{{name}}}" for name in sorted(names)) or "nothing"
        raise _wrong(where, f"a text whose braces hold {known}", value)
    return value


def _wrong(where: str, right: str, value: object) -> PartyFormError:
    return PartyFormError(f"PARTY_FORM: {where} must be {right}, not “{str(value)[:80]}”.")
