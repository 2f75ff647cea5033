"""What readers ask in an address, parsed; a value that means nothing is named, never guessed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from django.http import QueryDict
from django.utils.translation import gettext, ngettext

from recruitment.charts.drawing.papers import PictureSize
from recruitment.charts.ranking import UnitOrder
from recruitment.progress.periods import Period
from recruitment.progress.status import Status
from recruitment.queries.beside import terms
from recruitment.queries.committees import UnknownLocalityError, by_slug
from recruitment.queries.scope import Scope
from recruitment.reports.compare import MOST
from recruitment.reports.overview import Filters
from recruitment.reports.overview_groups import Group, Order
from recruitment.reports.selection import Selection, term_code

ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
LOCAL_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
YEARS = re.compile(r"(\d{4})[-–](\d{4})")
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,120}")
LONGEST_SEARCH = LONGEST_SHOWN = 100
SCALES = ("1", "2")

Code = TypeVar("Code", bound=StrEnum)


class BadParameterError(ValueError):
    """A parameter of an address has a value that means nothing; ``allowed`` says what would.

    All three are texts for the reader, ``allowed`` in the active language.
    """

    def __init__(self, parameter: str, value: str, allowed: str) -> None:
        super().__init__(parameter, value, allowed)
        self.parameter, self.value, self.allowed = parameter, _shown(value), allowed


class WrongNumberError(ValueError):
    """Too many localities to compare, or too few; the text tells the reader, and what to do."""


def parse_selection(query: QueryDict, today: date) -> Selection:
    """``as_of`` and ``term``: no query, one where a term is given.

    Raises BadParameterError.
    """
    return Selection(today=today, as_of=_day(query, "as_of"), term=_term(query, "term"))


def parse_filters(query: QueryDict) -> Filters:
    """What the overview is narrowed to: no query, one where a parent is given.

    Raises BadParameterError.
    """
    return Filters(
        kind=_code(query, "kind", Group),
        status=_code(query, "status", [s for s in Status if s is not Status.NO_TARGET]),
        parent=_parent(query, "parent"),
        name=parse_search(query),
        order=_code(query, "sort", Order) or Order.PERCENT,
        inherited=_flag(query, "inherited"),
    )


def parse_units_order(query: QueryDict) -> UnitOrder:
    """By what a locality's units are ranked: no query. Raises BadParameterError."""
    return _code(query, "units", UnitOrder) or UnitOrder.ADMITTED


def parse_picture(query: QueryDict) -> tuple[PictureSize, int]:
    """What a picture is drawn for, and how many times as many pixels a PNG has: no query.

    Raises BadParameterError.
    """
    size = _code(query, "size", PictureSize) or PictureSize.PAGE
    scale = _text(query, "scale") or "1"
    if scale not in SCALES:
        raise BadParameterError("scale", scale, _one_of(SCALES))
    return size, int(scale)


def parse_search(query: QueryDict) -> str:
    """The words looked for. What no name can hold is dropped; nothing is an error here."""
    text = "".join(char for char in query.get("q", "") if char.isprintable())
    return text.strip()[:LONGEST_SEARCH]


def parse_under(query: QueryDict) -> str:
    """The address name of the committee whose units are listed, empty for the top: no query.

    Raises UnknownLocalityError for what cannot be one.
    """
    return _slug(_text(query, "under"))


def parse_parent(query: QueryDict) -> str:
    """The address name of the committee that a briefing is for: 1 query.

    Raises BadParameterError, also where it is missing.
    """
    slug = _parent(query, "parent")
    if not slug:
        raise BadParameterError("parent", "", gettext("the address name of a locality"))
    return slug


def parse_format(query: QueryDict, known: Collection[str]) -> str:
    """One of the formats, the first where none is named. Raises BadParameterError."""
    text = _text(query, "format")
    if text and text not in known:
        raise BadParameterError("format", text, _one_of(known))
    return text or next(iter(known))


def parse_localities(query: QueryDict, fewest: int = 0) -> list[str]:
    """The localities to compare, each once, in the order asked.

    Raises WrongNumberError for more than six and for fewer than ``fewest``,
    UnknownLocalityError for what cannot be one.
    """
    slugs = list(dict.fromkeys(slug for slug in query.getlist("locality") if slug))
    count = len(slugs)
    values = {"count": count, "most": MOST, "surplus": count - MOST}
    if count > MOST:
        text = gettext(
            "%(count)s localities are chosen; at most %(most)s can be compared at a time. "
            "Leave out at least %(surplus)s, then compare again."
        )
        raise WrongNumberError(text % values)
    if count < fewest:
        text = ngettext(
            "%(count)s locality is chosen; a comparison needs two to %(most)s. Choose more, then "
            "compare again.",
            "%(count)s localities are chosen; a comparison needs two to %(most)s. Choose more, "
            "then compare again.",
            count,
        )
        raise WrongNumberError(text % values)
    return [_slug(slug) for slug in slugs]


def parse_page(query: QueryDict) -> int:
    """The number of a page, from 1. Raises BadParameterError."""
    text = _text(query, "page")
    if not text:
        return 1
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text):
        raise BadParameterError("page", text, gettext("a whole number from 1"))
    return int(text)


def _slug(text: str) -> str:
    # Not left to the database: PostgreSQL refuses a NUL with an error.
    if text and not SLUG.fullmatch(text):
        raise UnknownLocalityError(text)
    return text


def _parent(query: QueryDict, name: str) -> str:
    slug = _text(query, name)
    if slug and not (SLUG.fullmatch(slug) and slug in by_slug([slug])):
        raise BadParameterError(name, slug, gettext("the address name of a locality"))
    return slug


def _shown(value: str) -> str:
    """What was asked, as it can stand in a sentence: visible signs, and not a page of them."""
    text = "".join(char if char.isprintable() else "�" for char in value)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def _text(query: QueryDict, name: str) -> str:
    return query.get(name, "").strip()


def _day(query: QueryDict, name: str) -> date | None:
    text = _text(query, name)
    if not text:
        return None
    iso, local = ISO_DAY.fullmatch(text), LOCAL_DAY.fullmatch(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if local:
            return date(int(local[3]), int(local[2]), int(local[1]))
    except ValueError:
        pass
    allowed = gettext("a day such as 2022-05-16 or 16/5/2022")
    raise BadParameterError(name, text, allowed)


def _term(query: QueryDict, name: str) -> Period | None:
    text = _text(query, name)
    if not text:
        return None
    known = {term_code(term): term for term in terms(Scope())}
    years = YEARS.fullmatch(text)
    found = known.get(f"{years[1]}-{years[2]}") if years else None
    if found is None:
        raise BadParameterError(name, text, _one_of(known))
    return found


def _code(query: QueryDict, name: str, codes: Iterable[Code]) -> Code | None:
    text = _text(query, name)
    if not text:
        return None
    known = {code.value: code for code in codes}
    if text not in known:
        raise BadParameterError(name, text, _one_of(known))
    return known[text]


def _flag(query: QueryDict, name: str) -> bool:
    text = _text(query, name)
    if text not in {"", "0", "1"}:
        raise BadParameterError(name, text, _one_of(["0", "1"]))
    return text == "1"


def _one_of(values: Iterable[str]) -> str:
    found = ", ".join(values)
    return gettext("one of: %(values)s") % {"values": found} if found else gettext("nothing yet")
