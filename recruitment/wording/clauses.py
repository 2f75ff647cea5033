"""Sentences as runs of text, so that a page can set numbers in bold without any markup in the
translations: a clause keeps its values apart from its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import ngettext

from recruitment.progress.intervals import Interval

from .names import capitalised

PLACE = re.compile(r"%\((\w+)\)s")
STRONG = frozenset({"admitted", "percent"})


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text; ``strong`` for the numbers that matter most."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return text_of(self.parts)


def text_of(parts: Sequence[Part]) -> str:
    return "".join(part.text for part in parts)


def clause(words: object, values: Mapping[str, object] | None = None) -> list[Part]:
    """Translated words with ``%(name)s`` places, as runs of text."""
    parts = []
    for index, run in enumerate(PLACE.split(str(words))):
        text = str((values or {})[run]) if index % 2 else run
        if text:
            parts.append(Part(text, strong=bool(index % 2) and run in STRONG))
    return parts


def begun(parts: Sequence[Part]) -> Sentence:
    """The clauses as a sentence, which may begin with the name: with a capital letter."""
    first, *others = parts
    return Sentence((replace(first, text=capitalised(first.text)), *others))


def members(amount: Interval) -> str:
    """The word after a number of those admitted: 1 member, 2 members."""
    return ngettext("member", "members", 1 if amount.high == 1 else 2)
