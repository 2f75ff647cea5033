"""Names of committees inside a sentence."""

from __future__ import annotations

import re

from . import numbers

BODY = re.compile(r"\b(Party|Committee|Cell|Bloc)\b")
"""Words that say what a body is; a name without one of them is a place's or stands alone."""


def in_text(name: str) -> str:
    """A full name as a sentence has it: English says "the Party Committee of X".

    A name that is not translated, that is only a place's, or that has its article stays as it is.
    """
    takes_article = (
        numbers.is_english() and BODY.search(name) and not name.casefold().startswith("the ")
    )
    return f"the {name}" if takes_article else name


def uncapitalised(text: str) -> str:
    """The same text inside a sentence."""
    return text[:1].lower() + text[1:]


def capitalised(text: str) -> str:
    """The same text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]
