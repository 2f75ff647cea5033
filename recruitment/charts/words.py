"""Phrases and cells that several charts share; numbers themselves are spelt in ``wording``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext, pgettext

from recruitment.progress.counts import Stock
from recruitment.progress.goal import Goal
from recruitment.progress.intervals import Interval, Number, rounded, rounded_beside
from recruitment.progress.periods import Period
from recruitment.progress.qualifiers import Qualifier
from recruitment.progress.rates import Base
from recruitment.progress.status import Status
from recruitment.progress.targets import Cadence, Kind, Target
from recruitment.progress.tiling import Piece, Tiling
from recruitment.wording import labels, numbers
from recruitment.wording.goals import percent_text, target_number, years_of
from recruitment.wording.names import capitalised

from .inputs import Frame
from .spec import Cell, Role

DASH = "–"
DOT = "\N{NO-BREAK SPACE}· "
EMPTY = Cell(DASH)

TONES = {
    labels.Tone.ON: Role.ADMITTED,
    labels.Tone.DONE: Role.DONE,
    labels.Tone.BEHIND: Role.BEHIND,
    labels.Tone.UNKNOWN: Role.UNKNOWN,
}


def role_of(status: Status) -> Role:
    return TONES[labels.STATUS[status].tone]


def status_text(goal: Goal) -> str:
    """Shape and word: a status is never told by its colour alone."""
    label = labels.STATUS[goal.status]
    word = str(label.word)
    if goal.average:
        word = pgettext("status", "%(status)s (average)") % {"status": word}
    return f"{label.shape} {word}"


def language() -> str:
    return "en" if numbers.is_english() else "vi"


def source_line(frame: Frame) -> str:
    if not frame.sources:
        return ""
    return gettext("Source: %(names)s") % {"names": "; ".join(frame.sources)}


def provisional_mark(frame: Frame) -> str:
    return gettext("Provisional figures") if frame.provisional else ""


def joined(*parts: str, by: str = "; ") -> str:
    return by.join(part for part in parts if part)


def sentence(*parts: str) -> str:
    """Clauses as one sentence's text, its first letter a capital."""
    return capitalised(joined(*parts))


def listed(parts: Iterable[str], most: int = 12) -> str:
    """The parts in one sentence; of many, the first and how many more there are."""
    found = list(parts)
    if len(found) <= most:
        return "; ".join(found)
    more = gettext("and %(number)s more") % {"number": numbers.number(len(found) - most)}
    return "; ".join([*found[:most], more])


def amount(value: Interval, qualifier: Qualifier) -> str:
    """A figure as it was stated: > 500 rather than ≥ 501."""
    if qualifier is Qualifier.MORE_THAN and value.high is None:
        return numbers.figure(int(value.low) - 1, qualifier)
    if qualifier is Qualifier.ROUNDED and value.high is not None:
        return numbers.figure(int(value.low + value.high + 1) // 2, qualifier)
    return numbers.between(value)


def piece_text(piece: Piece) -> str:
    """What a count adds; as it was stated where all of it falls in the window."""
    if piece.whole:
        return amount(piece.amount, piece.count.qualifier)
    return numbers.between(piece.amount)


def counted(tiling: Tiling) -> str:
    """What was admitted since the window began, as stated where one figure says it all."""
    if len(tiling.pieces) == 1 and not tiling.partial:
        return amount(tiling.counted, tiling.qualifier)
    return numbers.between(tiling.admitted)


def base_text(base: Base) -> str:
    """The members that a rate is a share of, as they were stated."""
    return gettext("of %(members)s members on %(date)s") % {
        "members": amount(base.stock.members, base.stock.qualifier),
        "date": numbers.day(base.stock.on),
    }


def persons(text: str) -> str:
    return gettext("%(number)s admitted") % {"number": text}


def a_year(text: str) -> str:
    return gettext("%(amount)s a year") % {"amount": text}


def target_text(target: Target, *, short: bool = False) -> str:
    """600; 897–906; from 130 upward; 3–4% a year. ``short``: without "a year"."""
    text = target_number(target)
    yearly = target.kind is Kind.RATE or target.cadence is Cadence.YEAR
    return a_year(text) if yearly and not short else text


def as_of_text(day: date) -> str:
    return gettext("to %(date)s") % {"date": numbers.day(day)}


def as_of_note(goal: Goal) -> str:
    """The day a goal's figures end on, unless they reach the end of its days."""
    if goal.average or goal.as_of is None or goal.as_of >= goal.window.end:
        return ""
    return as_of_text(goal.as_of)


def aim_note(goal: Goal) -> str:
    """The number aimed at, and the day the figures end on: for a row named by its goal."""
    aim = gettext("target %(target)s") % {"target": target_text(goal.target)}
    return joined(aim, as_of_note(goal), by=DOT)


def goal_note(goal: Goal) -> str:
    """The days that a goal speaks of and the day its figures end on."""
    if goal.average and goal.tiling:
        return gettext("average %(period)s") % {"period": years_of(goal.tiling.span)}
    named = str(goal.year) if goal.year else numbers.period(goal.target.stated)
    return joined(named, as_of_note(goal), by=DOT)


def latest(goals: Iterable[Goal]) -> date | None:
    return max((goal.as_of for goal in goals if goal.as_of), default=None)


def figures_to(day: date | None) -> str:
    if day is None:
        return gettext("no figures yet")
    return gettext("figures to %(date)s") % {"date": numbers.day(day)}


# -- Cells -----------------------------------------------------------------------------------------


def number_cell(value: Number | None, decimals: int = 0) -> Cell:
    if value is None:
        return EMPTY
    exact = rounded(value, decimals)
    return Cell(numbers.number(value, decimals, trim=True), exact if decimals else int(exact))


def interval_cell(
    value: Interval | None,
    decimals: int = 0,
    *,
    unit: str = "",
    text: str = "",
    marks: Sequence[Number] = (),
) -> Cell:
    """An exact value goes into a spreadsheet as a number, a range only as its text."""
    if value is None:
        return EMPTY
    shown = text or numbers.between(value, decimals, unit=unit, marks=marks)
    if not value.is_exact:
        return Cell(shown)
    exact = rounded_beside(value.low, marks, decimals)
    return Cell(shown, exact if decimals else int(exact))


def percent_cell(goal: Goal) -> Cell:
    """A goal's percent, of its target or of the members a year, as its text has it."""
    return interval_cell(goal.percent, 2, text=percent_text(goal), marks=goal.marks)


def day_cell(day: date | None) -> Cell:
    return EMPTY if day is None else Cell(numbers.day(day), day)


def members_cell(stock: Stock) -> Cell:
    return interval_cell(stock.members, text=amount(stock.members, stock.qualifier))


def period_cell(days: Period) -> Cell:
    return Cell(numbers.period(days))
