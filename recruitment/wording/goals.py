"""Targets and goals as short texts: titles, numbers, what a status hangs on."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext, ngettext, pgettext

from recruitment.progress.counts import Count, Origin, Stock
from recruitment.progress.goal import Goal
from recruitment.progress.intervals import Interval
from recruitment.progress.periods import Period
from recruitment.progress.qualifiers import Qualifier
from recruitment.progress.status import Depends
from recruitment.progress.targets import Basis, Kind, Sense, Target
from recruitment.progress.tiling import Tiling

from . import numbers
from .labels import DEPENDS


def target_number(target: Target) -> str:
    """600, from 130 upward, 3–4%, 897–906."""
    decimals = 2 if target.kind is Kind.RATE else 0
    unit = "%" if target.kind is Kind.RATE else ""
    low = numbers.number(target.low, decimals, trim=decimals > 0)
    if target.sense is Sense.FLOOR:
        return gettext("from %(number)s upward") % {"number": low + unit}
    return numbers.between(Interval(target.low, target.high), decimals, unit=unit)


def target_text(target: Target) -> str:
    """The number with what must be said beside it: a year's, inferred."""
    text = target_number(target)
    if target.kind is Kind.RATE and target.sense is Sense.FLOOR:
        low = numbers.number(target.low, 2, trim=True) + "%"
        text = gettext("from %(number)s of the members a year upward") % {"number": low}
    elif target.kind is Kind.RATE:
        text = gettext("%(number)s of the members a year") % {"number": text}
    return _inferred(text, target)


def target_in_rate(target: Target) -> str:
    """The number beside a rate a year, which need not say so again."""
    return _inferred(target_number(target), target)


def target_a_year(target: Target) -> str:
    """The number where no rate stands beside it."""
    return _inferred(gettext("%(target)s a year") % {"target": target_number(target)}, target)


def _inferred(text: str, target: Target) -> str:
    """No target that was only inferred stands without the word."""
    if target.basis is Basis.IMPLIED:
        return gettext("%(number)s, inferred") % {"number": text}
    return text


def stated_period(target: Target) -> str:
    """Term 2020–2025, 2024, period 2020–2030: as the document names it."""
    years = numbers.period(target.stated)
    if target.of_term:
        return gettext("the %(years)s term") % {"years": years}
    if len(target.stated.calendar_years) > 1:
        return gettext("the period %(years)s") % {"years": years}
    return pgettext("a calendar year", "%(year)s") % {"year": years}


def goal_period(goal: Goal) -> str:
    """What the goal speaks of: the term, one year, or the years of an average."""
    if goal.year is not None:
        return pgettext("a calendar year", "%(year)s") % {"year": goal.year}
    if goal.average and goal.tiling:
        return gettext("the average of %(years)s") % {"years": years_of(goal.tiling.span)}
    return stated_period(goal.target)


def years_of(span: Period) -> str:
    """2015–2018 for any days of these years."""
    first, last = span.start.year, span.end.year
    return str(first) if first == last else f"{first}{numbers.EN_DASH}{last}"


def goal_title(goal: Goal, category: str = "") -> str:
    """A heading: what kind of target, of which period; the category where it is not everyone."""
    values = {"period": goal_period(goal)}
    if goal.target.kind is Kind.RATE:
        title = gettext("Rate of admission for %(period)s") % values
    else:
        title = gettext("Target for %(period)s") % values
    return f"{title} ({category})" if category else title


def percent_text(goal: Goal) -> str:
    """39,67% of the target, or ≥ 4,76% a year; a dash where nothing can be said."""
    if goal.percent is None:
        return numbers.EN_DASH
    text = numbers.percents(goal.percent, marks=goal.marks)
    if goal.target.kind is Kind.RATE and not numbers.says_nothing(goal.percent):
        return gettext("%(percent)s a year") % {"percent": text}
    return text


def percent_in_words(goal: Goal) -> str:
    """The same inside a sentence, without "a year"; a goal without a percent has no such words."""
    if goal.percent is None:
        raise ValueError("a goal without a percent has no such words")
    return numbers.between_in_words(goal.percent, 2, unit="%", marks=goal.marks)


def admitted_text(tiling: Tiling, *, average: bool = False) -> str:
    """What was admitted, inside a sentence: 238, more than 500, about 100, at least 268."""
    single = _single_count(tiling)
    if single and _as_stated(single):
        return numbers.figure_in_words(_stated(single.amount, single.qualifier), single.qualifier)
    amount = tiling.counted if average else tiling.admitted
    return numbers.between_in_words(amount)


def admitted_number(tiling: Tiling, *, average: bool = False) -> str:
    """The same where there is little room: 238, > 500, ≥ 268."""
    single = _single_count(tiling)
    if single:
        return count_number(single)
    return numbers.between(tiling.counted if average else tiling.admitted)


def count_number(count: Count) -> str:
    """One count with its sign: > 500 rather than at least 501."""
    if _as_stated(count):
        return numbers.figure(_stated(count.amount, count.qualifier), count.qualifier)
    return numbers.between(count.amount)


def _as_stated(count: Count) -> bool:
    """The figure is a source's own, and not exact: it keeps the word that it was given."""
    return count.origin is Origin.DIRECT and count.qualifier is not Qualifier.EXACT


def stock_text(stock: Stock) -> str:
    """Members at a date, inside a sentence: 3,642, about 101,000."""
    return numbers.figure_in_words(_stated(stock.members, stock.qualifier), stock.qualifier)


def stock_number(stock: Stock) -> str:
    """The same where there is little room: 3,642, 101,000 (rounded)."""
    return numbers.figure(_stated(stock.members, stock.qualifier), stock.qualifier)


def _stated(amount: Interval, qualifier: Qualifier) -> int:
    """The number beside the word, of the interval that it was taken for."""
    low, high = int(amount.low), amount.high
    if high is None:
        return low - (qualifier is Qualifier.MORE_THAN)
    # Of a rounded 14.000 these are 13.500 and 14.499, of about 100 they are 95 and 105.
    return (low + int(high) + 1) // 2


def _single_count(tiling: Tiling) -> Count | None:
    """The one count that is all there is to say, where it is."""
    piece = tiling.pieces[0]
    alone = len(tiling.pieces) == 1 and piece.whole and not tiling.uncovered
    return piece.count if alone else None


def is_provisional(goal: Goal) -> bool:
    """Whether what was admitted may still change, and all that follows from it."""
    return goal.tiling is not None and goal.tiling.provisional


def depends_text(depends: Iterable[Depends]) -> str:
    """What would have to be known, as a list inside a sentence."""
    words = [str(DEPENDS[what]) for what in depends]
    if len(words) < 2:
        return "".join(words)
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def other_date_text(goal: Goal) -> str:
    """Which inferred date may be another day, and which; empty where none is named."""
    if goal.other_date is None or goal.tiling is None:
        return ""
    values = {"day": numbers.day(goal.other_date)}
    if goal.tiling.pieces[-1].count.to_earliest == goal.other_date:
        return gettext("The figures may end as early as %(day)s.") % values
    return gettext("The figures may begin as late as %(day)s.") % values


def uncovered_text(uncovered: Iterable[Period]) -> str:
    """Which days no figure covers."""
    gaps = list(uncovered)
    days = sum(gap.days for gap in gaps)
    text = ngettext("%(count)s day without figures", "%(count)s days without figures", days)
    spans = "; ".join(numbers.span(gap) for gap in gaps)
    return f"{text % {'count': numbers.number(days)}} ({spans})"
