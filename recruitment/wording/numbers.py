"""Numbers, dates and periods as text in the active language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import get_language, gettext, pgettext

from recruitment.progress.intervals import Interval, Number, rounded, rounded_beside
from recruitment.progress.periods import Period, is_quarter
from recruitment.progress.qualifiers import Qualifier

EN_DASH = "–"
RANGE = re.compile(rf"(\S+{EN_DASH}\S+)")
MINUS = "−"
NARROW_SPACE = "\N{NO-BREAK SPACE}"


def is_english() -> bool:
    return (get_language() or "vi").startswith("en")


def number(value: Number | Decimal, decimals: int = 0, *, trim: bool = False) -> str:
    """A number with the language's separators, rounded half away from zero.

    ``trim`` drops zeros after the comma: 100%, not 100,00%.
    """
    shown = value if isinstance(value, Decimal) else rounded(value, decimals)
    shown = rounded(Fraction(shown), decimals)
    whole, _, part = f"{abs(shown):,.{decimals}f}".partition(".")
    if trim:
        part = part.rstrip("0")
    separators = (",", ".") if is_english() else (".", ",")
    text = whole.replace(",", separators[0]) + (separators[1] + part if part else "")
    return (MINUS if shown < 0 else "") + text


def percent(value: Number | Decimal, decimals: int = 2) -> str:
    """39,67%: two decimals at most, none for a whole percent.

    For a percent that a status hangs on see ``percents``.
    """
    return number(value, decimals, trim=True) + "%"


def signed(value: Number, decimals: int = 0, *, marks: Iterable[Number] = ()) -> str:
    """With + in front of what is above 0; with a mark at 0, 0 only where it is exactly that."""
    text = number(rounded_beside(value, marks, decimals), decimals, trim=True)
    return f"+{text}" if value > 0 and text != "0" else text


def day(value: date) -> str:
    """16/5/2022 or 16 May 2022."""
    if is_english():
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return f"{value.day}/{value.month}/{value.year}"


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def period(value: Period) -> str:
    """The shortest usual name of the days: 2021, quarter III/2022, 2015–2018, or both dates."""
    start, end = value.start, value.end
    whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if whole_years:
        return str(start.year) if start.year == end.year else f"{start.year}{EN_DASH}{end.year}"
    if is_quarter(value):
        return gettext("quarter %(number)s/%(year)s") % {
            "number": ROMAN[(start.month - 1) // 3],
            "year": start.year,
        }
    return span(value)


ROMAN = ("I", "II", "III", "IV")


def span(value: Period) -> str:
    """Both dates, always: 1/1/2021 – 16/5/2022."""
    if value.start == value.end:
        return day(value.start)
    return f"{day(value.start)} {EN_DASH} {day(value.end)}"


def between(
    value: Interval, decimals: int = 0, *, unit: str = "", marks: Iterable[Number] = ()
) -> str:
    """238, 126,60–127,87%, or ≥ 4,76%: a low end alone is "at least", which from 0 says nothing.

    ``marks`` are numbers that no other number may print as.
    """
    if says_nothing(value):
        return EN_DASH
    marks = tuple(marks)
    first = rounded_beside(value.low, marks, decimals)
    low = number(first, decimals, trim=True)
    if value.high is None:
        return f"≥{NARROW_SPACE}{low}{unit}"
    last = rounded_beside(value.high, marks, decimals)
    high = number(last, decimals, trim=True)
    if low == high:
        return low + unit
    if not _are_whole(first, last):
        low, high = number(first, decimals), number(last, decimals)
    return f"{low}{EN_DASH}{high}{unit}"


def says_nothing(value: Interval) -> bool:
    """At least 0 is true of whatever is counted."""
    return value.low == 0 and value.high is None


def _are_whole(*ends: Decimal) -> bool:
    """Both ends print without decimals; else both print with all of them."""
    return all(end == end.to_integral_value() for end in ends)


def runs(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a range (897–906), never to be broken."""
    return [(piece, bool(at % 2)) for at, piece in enumerate(RANGE.split(text)) if piece]


def between_in_words(
    value: Interval, decimals: int = 0, *, unit: str = "", marks: Iterable[Number] = ()
) -> str:
    """The same inside a sentence: "at least 4,76%" rather than a sign; from 0 on, "at most"."""
    if says_nothing(value):
        return pgettext("a number in a sentence", "not known")
    if value.high is not None and (value.low or value.is_exact):
        return between(value, decimals, unit=unit, marks=marks)
    if value.high is not None:
        high = number(rounded_beside(value.high, marks, decimals), decimals, trim=True) + unit
        return pgettext("in a sentence", "at most %(number)s") % {"number": high}
    low = number(rounded_beside(value.low, marks, decimals), decimals, trim=True) + unit
    return pgettext("in a sentence", "at least %(number)s") % {"number": low}


def percents(value: Interval, decimals: int = 2, *, marks: Iterable[Number] = ()) -> str:
    """A percent, or two; of a target, with the ``marks`` of its goal, so that no rounding says
    more than the status: 99,996 % of a target is 99,99%, never 100%."""
    return between(value, decimals, unit="%", marks=marks)


def provisional(text: str) -> str:
    """A number that may still be corrected, inside a sentence: ước 30, a provisional 30."""
    return pgettext("in a sentence", "a provisional %(number)s") % {"number": text}


def figure(value: int, qualifier: Qualifier) -> str:
    """A stated figure with its word: > 500, ≥ 130, about 100, 101.000 (rounded)."""
    text = number(value)
    match qualifier:
        case Qualifier.MORE_THAN:
            return f">{NARROW_SPACE}{text}"
        case Qualifier.AT_LEAST:
            return f"≥{NARROW_SPACE}{text}"
        case Qualifier.ABOUT:
            return pgettext("a number", "about %(number)s") % {"number": text}
        case Qualifier.ROUNDED:
            return pgettext("a number", "%(number)s (rounded)") % {"number": text}
        case Qualifier.EXACT:
            return text


def figure_in_words(value: int, qualifier: Qualifier) -> str:
    """The same inside a sentence: "hơn 500" rather than "> 500"."""
    values = {"number": number(value)}
    match qualifier:
        case Qualifier.MORE_THAN:
            return pgettext("in a sentence", "more than %(number)s") % values
        case Qualifier.AT_LEAST:
            return pgettext("in a sentence", "at least %(number)s") % values
        case Qualifier.ABOUT | Qualifier.ROUNDED:
            return pgettext("in a sentence", "about %(number)s") % values
        case Qualifier.EXACT:
            return values["number"]
