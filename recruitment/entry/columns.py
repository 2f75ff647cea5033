"""The columns of a workbook: what a cell may hold, and how a value is written into one.

A widget raises ValueError with a sentence, as import-export wants it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import Widget

from recruitment.models.text import fold

from . import typed
from .codes import ByCode

EMPTY = (None, "")
YES = ("có", "yes", "x", "1", "true", "đúng")
NO = ("không", "no", "0", "false", "sai")


class Column(Field):  # type: ignore[misc]
    """A field with a heading in two languages; ``attribute`` may lead through relations.

    Without a heading it is called as the model calls it (the sheet fills that in).
    """

    def __init__(
        self,
        attribute: str,
        widget: Widget,
        heading: Promise | str = "",
        *,
        readonly: bool = False,
    ) -> None:
        # An empty choice leaves a new row its usual value, and an old one what it has.
        keeps = isinstance(widget, Choice)
        super().__init__(
            attribute=attribute, widget=widget, readonly=readonly, saves_null_values=not keeps
        )
        self.heading = heading
        # What the model asks of a value, beside what the column does.
        self.field: models.Field[Any, Any] | None = None
        self._read: dict[tuple[type, Any], tuple[Any, str]] = {}

    def read(self, value: Any) -> Any:
        """What a cell holds, for the model: cells that are alike are read once.

        Raises ValueError with a sentence.
        """
        same = (value.__class__, value)
        if same not in self._read:
            try:
                self._read[same] = self._valid(self.widget.clean(value)), ""
            except ValueError as problem:
                self._read[same] = None, str(problem)
        found, refusal = self._read[same]
        if refusal:
            raise ValueError(refusal)
        return found

    def _valid(self, value: Any) -> Any:
        if self.field is None or (value in EMPTY and self.field.blank):
            return value
        if value is None and not self.saves_null_values:
            return value
        try:
            return self.field.clean(value, None)
        except ValidationError as problem:
            raise ValueError(" ".join(problem.messages)) from problem

    def spellings(self) -> set[str]:
        """The headings by which a file may call the column, folded."""
        return in_every_language(self.heading)


def in_every_language(*words: Promise | str) -> set[str]:
    """The words in each language of the site, folded."""
    found = set()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {fold(str(word)) for word in words}
    return found


def read(reader: Callable[[str], Any], value: Any) -> Any:
    """What the reader makes of a cell's text, its refusal as the library wants it."""
    try:
        return reader(str(value))
    except ValidationError as problem:
        raise ValueError(" ".join(problem.messages)) from problem


class Plain(Widget):  # type: ignore[misc]
    """Values go into cells as they are: numbers as numbers, dates as dates."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return value


class Text(Plain):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value in EMPTY else typed.tidy(str(value))


class Whole(Plain):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        """A whole number, however Excel keeps it; 39,67 and 1147.6 are refused."""
        if value in EMPTY:
            return None
        whole: int = read(typed.whole_number, typed.as_typed(value))
        return whole


class Decimals(Plain):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal | None:
        """A number; as a text, 1.464 has two meanings and is refused."""
        if value in EMPTY:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool):
            return Decimal(str(value))
        if typed.has_two_meanings(str(value)):
            raise ValueError(" ".join(typed.two_meanings(str(value)).messages))
        number: Decimal = read(typed.decimal_number, value)
        return number

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return value.normalize() if isinstance(value, Decimal) else value


class Day(Plain):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> date | None:
        if value in EMPTY:
            return None
        found: date = value if isinstance(value, date) else read(typed.day, value)
        return found


class YesNo(Plain):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        words = fold(str("" if value is None else value))
        if words in {fold(word) for word in YES}:
            return True
        if not words or words in {fold(word) for word in NO}:
            return False
        raise ValueError(_("“%(text)s” is neither yes nor no.") % {"text": value})

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return typed.written(value) if isinstance(value, bool) else value


class Choice(Plain):
    """A code or its word, in either language; the word is written."""

    def __init__(self, choices: Iterable[tuple[str, Promise | str]]) -> None:
        super().__init__()
        self.words = dict(choices)

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str | None:
        if value in EMPTY:
            return None
        text = fold(str(value))
        for code, word in self.words.items():
            if text == fold(code) or text in in_every_language(word):
                return code
        known = ", ".join(str(word) for word in self.words.values())
        raise ValueError(
            _("“%(text)s” is not known here. Choose: %(known)s.") % {"text": value, "known": known}
        )

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return str(self.words.get(value, value))


class Known(Plain):
    """A row on record, named by a code; ``rows`` is filled before each import."""

    def __init__(
        self, missing: Promise | str, *, code: str = "code", required: bool = True
    ) -> None:
        super().__init__()
        self.missing = missing
        self.code = code
        self.required = required
        self.rows: ByCode[Any] = ByCode({})

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = Text().clean(value)
        if not text and not self.required:
            return None
        found = self.rows.named(text)
        if found is None:
            raise ValueError(str(self.missing) % {"code": text})
        return found

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return None if value is None else getattr(value, self.code)
