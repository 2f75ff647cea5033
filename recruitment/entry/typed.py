"""Numbers and dates as people type them: 1464, 1.464, 39,67, 39.67 and 16/5/2022.

Every door reads with these, so that one text never means two numbers. What cannot be read
raises ValidationError with the remedy.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import get_format_lazy, localize
from django.utils.translation import gettext as _

WHOLE = r"(?:[0-9]+|[1-9][0-9]{0,2}(?:[. ][0-9]{3})+)"
WHOLE_NUMBER = re.compile(WHOLE)
WITH_COMMA = re.compile(rf"({WHOLE}),([0-9]+)")
WITH_POINT = re.compile(r"([0-9]+)\.([0-9]+)")
# One thousand four hundred and sixty-four, or a little more than one?
TWO_MEANINGS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
# More digits than any figure here, and than the databases take for a whole number.
MOST_DIGITS = 9
DATE_FORMATS = get_format_lazy("DATE_INPUT_FORMATS")


def tidy(text: str) -> str:
    """The text in composed form, without spaces at its ends and of no unusual kind."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u200b", "").split())


def as_typed(value: object) -> str:
    """A cell of a workbook as it would be typed: its decimals, if any, after a comma."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    return str(value)


def whole_number(text: str) -> int:
    """1464 and 1.464 are the same; 39,67 is refused, since persons are counted."""
    text = tidy(text)
    if WHOLE_NUMBER.fullmatch(text):
        digits = re.sub(r"[. ]", "", text)
        if len(digits.lstrip("0")) > MOST_DIGITS:
            said = _("“%(text)s” is too large. Check the number of digits.")
            raise _refused(said, text, "too_large")
        return int(digits)
    if WITH_COMMA.fullmatch(text) or WITH_POINT.fullmatch(text):
        raise _refused(
            _(
                "“%(text)s” is not a whole number. Write digits only (1464), or groups of "
                "three with a point (1.464)."
            ),
            text,
            "not_whole",
        )
    if text.startswith(("-", "−")):
        raise _refused(_("“%(text)s” is below 0. Write 0 or more."), text, "negative")
    raise _refused(
        _("“%(text)s” is not a number. Write digits, such as 1464 or 1.464."), text, "not_a_number"
    )


def number_of(text: str) -> int | None:
    """The whole number that a cell's text means; None for an empty one."""
    return whole_number(text) if tidy(text) else None


def decimal_number(text: str) -> Decimal:
    """39,67 and 39.67 are the same; 1.464 is read as a whole number (see `has_two_meanings`)."""
    text = tidy(text)
    if WHOLE_NUMBER.fullmatch(text):
        return Decimal(whole_number(text))
    found = WITH_COMMA.fullmatch(text) or WITH_POINT.fullmatch(text)
    if found is None:
        raise _refused(_("“%(text)s” is not a number. Write it as 39,67 or 1.464."), text)
    return whole_number(found[1]) + Decimal(f"0.{found[2]}")


def has_two_meanings(text: str) -> bool:
    """Whether a point with three digits after it may group thousands or begin decimals."""
    return TWO_MEANINGS.fullmatch(tidy(text)) is not None


def two_meanings(text: str) -> ValidationError:
    """The refusal of such a number where decimals are usual, as in a percent."""
    return _refused(
        _(
            "“%(text)s” has two meanings here: write a comma before decimals (1,464), or "
            "leave out the point (1464)."
        ),
        text,
    )


def day(text: str) -> date:
    """16/5/2022, day first."""
    text = tidy(text)
    for known in DATE_FORMATS:
        try:
            return datetime.strptime(text, known).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise _refused(_("“%(text)s” is not a date. Write day/month/year, as in 16/5/2022."), text)


def written(value: object) -> str:
    """A stored value as it would be typed: 39,67, 16/5/2022, yes; a dash for none."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return str(localize(value, use_l10n=True))


def _refused(sentence: str, text: str, code: str = "not_readable") -> ValidationError:
    return ValidationError(sentence, code=code, params={"text": text[:40]})
