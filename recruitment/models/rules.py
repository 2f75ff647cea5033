"""What a figure must satisfy, one plain function a rule.

Every door (admin, quarterly sheet, workbook) calls these, so that a figure refused at one is
refused at all. They take values, not rows, ask the database nothing, and return the problem as
a ValidationError that says what is wrong, where, and how to mend it; None where all is well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from recruitment.progress.qualifiers import Qualifier, interval_of

Problem = ValidationError | None
# The years that anything here can be about.
EARLIEST, LATEST = 1900, 2199

# Among them what turns the direction of the text behind it, and so the digits of its numbers.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def refuse(problems: Mapping[str, Problem]) -> None:
    """Raise one ValidationError of the problems found, by field."""
    found = {field: problem for field, problem in problems.items() if problem}
    if found:
        raise ValidationError(found)


def day(value: date) -> str:
    return date_format(value, "SHORT_DATE_FORMAT")


def number(value: int) -> str:
    return number_format(value, force_grouping=True)


def ends_before_start(start: date | None, end: date | None) -> Problem:
    if start is None or end is None or start <= end:
        return None
    return ValidationError(
        _("The end, %(end)s, is before the start, %(start)s. Correct one of the two dates."),
        code="ends_before_start",
        params={"start": day(start), "end": day(end)},
    )


def beyond_calendar(first: date | None, last: date | None) -> Problem:
    """A slip of a year, such as 0204 for 2024, that no sum over days would end well with."""
    for each in (first, last):
        if each is not None and not EARLIEST <= each.year <= LATEST:
            return ValidationError(
                _("The year %(year)s cannot be meant. Write a year from %(first)s to %(last)s."),
                code="beyond_calendar",
                params={"year": str(each.year), "first": str(EARLIEST), "last": str(LATEST)},
            )
    return None


def outside_life(
    name: str, life: tuple[date | None, date | None], first: date, last: date
) -> Problem:
    """A figure needs at least one day in the life of its committee.

    A unit founded or ended within a quarter still reports that quarter.
    """
    started, ended = life
    if ended and first > ended:
        return ValidationError(
            _(
                "%(name)s ended on %(date)s, before these dates begin (%(first)s). Choose "
                "earlier dates, or enter the figure under the committee that succeeded it."
            ),
            code="outside_life",
            params={"name": name, "date": day(ended), "first": day(first)},
        )
    if started and last < started:
        return ValidationError(
            _(
                "%(name)s began on %(date)s, after these dates end (%(last)s). Choose later "
                "dates, or enter the figure under the committee that came before it."
            ),
            code="outside_life",
            params={"name": name, "date": day(started), "last": day(last)},
        )
    return None


def figures_after(ended: date | None, begins: date) -> Problem:
    """A committee does not end before a figure of it that begins on this day."""
    if ended is None or begins <= ended:
        return None
    return ValidationError(
        _(
            "There are figures of a later time, from %(day)s on. Choose a later day, or first "
            "move those figures to the committee that succeeded it."
        ),
        code="figures_after",
        params={"day": day(begins)},
    )


def figures_before(started: date | None, ends: date) -> Problem:
    """A committee does not begin after a figure of it that ends on this day."""
    if started is None or ends >= started:
        return None
    return ValidationError(
        _(
            "There are figures of an earlier time, up to %(day)s. Choose an earlier day, or first "
            "move those figures to the committee that came before it."
        ),
        code="figures_before",
        params={"day": day(ends)},
    )


def bound_outside(first: date, last: date, bound: date | None) -> Problem:
    """The other bound of an inferred date lies within the period that the figure is given."""
    if bound is None or first <= bound <= last:
        return None
    return ValidationError(
        _(
            "%(date)s is not within the dates given, %(first)s to %(last)s. "
            "Choose a day within them, or leave this empty."
        ),
        code="bound_outside",
        params={"date": day(bound), "first": day(first), "last": day(last)},
    )


def stated_yet_bounded(stated: bool, bound: date | None) -> Problem:
    """A date that the source states has no second bound."""
    if bound is None or not stated:
        return None
    return ValidationError(
        _(
            "This date is marked as stated, and has another possible date, %(date)s. "
            "Untick “stated”, or empty the other date."
        ),
        code="stated_yet_bounded",
        params={"date": day(bound)},
    )


def part_above_whole(
    part: tuple[int, str], whole: tuple[int, str], part_name: str, whole_name: str
) -> Problem:
    """A part that must be larger than its whole, whatever the qualifiers leave open.

    Each is a value and its qualifier (persons, or organisations).
    """
    least = interval_of(part[0], Qualifier(part[1])).low
    most = interval_of(whole[0], Qualifier(whole[1])).high
    if most is None or least <= most:
        return None
    return ValidationError(
        _(
            "%(part_name)s, %(part)s, is more than %(whole_name)s for the same committee, dates "
            "and source, %(whole)s. A part cannot exceed its whole: correct one of the two."
        ),
        code="part_above_whole",
        params={
            "part_name": part_name,
            "part": number(part[0]),
            "whole_name": whole_name,
            "whole": number(whole[0]),
        },
    )


def already_there(source: str, committee: str, existing: tuple[str, int, str] | None) -> Problem:
    """Two figures for one cell from one source; ``existing`` is its value, version and state."""
    if existing is None:
        return None
    value, version, state = existing
    return ValidationError(
        _(
            "“%(source)s” already has this figure for %(committee)s: %(value)s (version "
            "%(version)s, %(state)s). Change that one, or save this one as a later version "
            "in the state “draft”."
        ),
        code="already_there",
        params={
            "source": source,
            "committee": committee,
            "value": value,
            "version": version,
            "state": state,
        },
    )


def digits_beyond(value: Decimal | None, decimals: int | None) -> Problem:
    """A printed value with more digits after the comma than are said to be printed."""
    if value is None or decimals is None:
        return None
    exponent = value.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= decimals:
        return None
    return ValidationError(
        _(
            "The value has more digits after the comma than were printed (%(decimals)s). "
            "Correct one of the two."
        ),
        code="digits_beyond",
        params={"decimals": decimals},
    )


def unseen_signs(text: str) -> Problem:
    """A name with signs that nobody sees, as a text copied from elsewhere may hold them."""
    if not UNSEEN.search(text):
        return None
    return ValidationError(
        _("This name holds signs that cannot be seen. Type it instead of pasting it."),
        code="unseen_signs",
    )
