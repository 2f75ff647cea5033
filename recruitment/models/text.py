"""Vietnamese text as data: searching without accents, alphabetical order, bilingual pairs."""

from __future__ import annotations

import unicodedata

from django.db.models import Model
from django.utils.translation import get_language

# "{" and "|" follow "z" in ASCII, so that a < ă < â < b, as in a Vietnamese dictionary.
LETTERS = {
    "ă": "a{",
    "â": "a|",
    "đ": "d{",
    "ê": "e{",
    "ô": "o{",
    "ơ": "o|",
    "ư": "u{",
}
# The dictionary's order of tones: level, huyền, hỏi, ngã, sắc, nặng.
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def fold(text: str) -> str:
    """Text as it is searched: lower case, without accents, plain ASCII, single spaces.

    Composed and decomposed input give the same result ("Đảng bộ" → "dang bo").
    """
    # Case again after decomposing: a mathematical "𝑨" has no small letter until it is an "A".
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold().replace("đ", "d")
    letters = (char for char in decomposed if not unicodedata.combining(char))
    return " ".join("".join(char if char.isascii() else " " for char in letters).split())


def sort_key(text: str) -> str:
    """A string whose plain ASCII order is the Vietnamese alphabetical order of the text.

    Letters decide first, tones only between words of equal letters, as in a dictionary. Words
    are joined by "!", and a space, which sorts before it, leads to the tones.
    """
    words: list[str] = []
    tones = ""
    for word in unicodedata.normalize("NFC", text.casefold()).split():
        letters = ""
        for char in word:
            letter, tone = _letter_and_tone(char)
            letters += letter
            tones += tone if letter else ""
        if letters:
            words.append(letters)
    return f"{'!'.join(words)} {tones}"


def _letter_and_tone(char: str) -> tuple[str, str]:
    decomposed = unicodedata.normalize("NFD", char)
    tone = next((TONES[mark] for mark in decomposed if mark in TONES), "0")
    toneless = unicodedata.normalize("NFC", "".join(m for m in decomposed if m not in TONES))
    if toneless in LETTERS:
        return LETTERS[toneless], tone
    plain = fold(toneless)
    return (plain, tone) if plain.isalnum() else ("", "")


def localized(obj: Model, field: str) -> str:
    """The text of a bilingual pair in the active language; Vietnamese where English is blank."""
    if (get_language() or "").startswith("en"):
        english = str(getattr(obj, f"{field}_en"))
        if english:
            return english
    return str(getattr(obj, field))
