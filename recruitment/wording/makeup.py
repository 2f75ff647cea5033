"""Who was admitted and from where: categories of the total, classes and the people in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from recruitment.progress.intervals import Interval
from recruitment.progress.periods import Period

from . import numbers
from .clauses import members
from .names import capitalised
from .outlook import period_in_words


@dataclass(frozen=True, slots=True)
class Category:
    """A category's admissions; ``share`` of the total of the same days, None where unknown."""

    name: str
    amount: Interval
    share: Interval | None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of one kind over one period and the people in them; either may be unknown."""

    name: str
    days: Period
    classes: int | None
    people: Interval | None
    provisional: bool = False


def categories_text(days: Period, total: Interval | None, found: Sequence[Category]) -> str:
    """Categories over the same days, "of the total": never added up."""
    values = {
        "days": numbers.span(days),
        "parts": "; ".join(_category(category) for category in found),
    }
    if total is None:
        text = gettext("Admitted (%(days)s): %(parts)s. No total is known for the same days.")
        return text % values
    provisional = any(category.provisional for category in found)
    values |= {"total": _number(total, provisional=provisional), "members": members(total)}
    text = gettext("Of the %(total)s %(members)s admitted (%(days)s): %(parts)s.") % values
    if len(found) > 1:
        text += " " + gettext("A person may be in several categories; they do not add up.")
    return text


def _category(category: Category) -> str:
    said = f"{category.name}: {_number(category.amount, provisional=category.provisional)}"
    if category.share is None:
        return said
    share = {"share": numbers.between_in_words(category.share, 2, unit="%", marks=(0, 100))}
    return said + gettext(" (%(share)s of the total)") % share


def _number(value: Interval, *, provisional: bool) -> str:
    text = numbers.between_in_words(value)
    return numbers.provisional(text) if provisional else text


def classes_text(rows: Sequence[Classes]) -> str:
    """Classes, or people, of one kind over one period and another; empty without any."""
    if not rows:
        return ""
    return capitalised(f"{rows[0].name}: {'; '.join(_classes(row) for row in rows)}.")


def _classes(row: Classes) -> str:
    parts = []
    if row.classes is not None:
        words = ngettext("%(number)s class", "%(number)s classes", row.classes)
        parts.append(words % {"number": numbers.number(row.classes)})
    if row.people is not None:
        values = {"number": _number(row.people, provisional=row.provisional)}
        if row.classes is not None:
            parts.append(gettext("%(number)s participants") % values)
        else:
            parts.append(gettext("%(number)s people") % values)
    return f"{', '.join(parts)} ({period_in_words(row.days)})"
