"""What an address asks: the parameters as OpenAPI declares them, parsed where pages parse them."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Field, Path, Schema
from ninja.errors import HttpError

from recruitment.forms import LONGEST_SEARCH, parse_selection
from recruitment.reports.selection import Selection

MOST_ITEMS = 200
FARTHEST = 10_000_000

Slug = Annotated[
    str,
    Path(
        pattern=r"^[-a-zA-Z0-9_]{1,120}$",
        description="The address name, as in the page's own address.",
    ),
]


class Spoken(Schema):
    language: Literal["vi", "en"] = Field("vi", description="The language of all texts.")


class Asked(Spoken):
    as_of: str = Field(
        "",
        description="Only figures up to this day.",
        json_schema_extra={"format": "date", "example": "2022-05-16"},
    )
    term: str = Field(
        "",
        description="Only targets and figures of this term: first and last year.",
        json_schema_extra={"pattern": "^[0-9]{4}-[0-9]{4}$", "example": "2020-2025"},
    )


class Paged(Schema):
    limit: int = Field(50, ge=1, le=MOST_ITEMS, description="How many items at most.")
    offset: int = Field(0, ge=0, le=FARTHEST, description="How many items to leave out first.")


class Found(Spoken, Paged):
    q: str = Field(
        "",
        max_length=LONGEST_SEARCH,
        description="Words of the name, with or without accents.",
    )


class AskedPaged(Asked, Paged):
    pass


def selection(request: HttpRequest) -> Selection:
    """What ``as_of`` and ``term`` ask for: no query, one where a term is given.

    Raises BadParameterError.
    """
    return parse_selection(request.GET, timezone.localdate())


def refuse_unknown(request: HttpRequest, asked: Schema) -> None:
    """A misspelt parameter would silently ask for something else: 400. Raises HttpError."""
    known = type(asked).model_fields
    for name, values in request.GET.lists():
        if name not in known:
            sentence = gettext("There is no parameter “%(name)s” here. There are: %(known)s.")
        elif len(values) > 1:
            sentence = gettext("The parameter “%(name)s” is given more than once. Give it once.")
        elif name != "q" and not values[0]:
            sentence = gettext(
                "The parameter “%(name)s” is empty. Give it a value or leave it out."
            )
        else:
            continue
        raise HttpError(400, sentence % {"name": name[:80], "known": ", ".join(known)})
