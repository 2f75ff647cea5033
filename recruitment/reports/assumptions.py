"""What a reader must grant for the numbers to hold, with the other reading beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext

from recruitment.models import Committee, Target
from recruitment.models.text import localized
from recruitment.progress.counts import Count, Origin
from recruitment.progress.goal import Goal
from recruitment.progress.locality import Standing
from recruitment.progress.targets import Basis, WindowBasis
from recruitment.queries.material import Material
from recruitment.wording import numbers
from recruitment.wording.goals import count_number, target_number
from recruitment.wording.outlook import base_text

from .goal_rows import other_reading
from .rows import GoalRow


def assumptions(
    standing: Standing, rows: Sequence[GoalRow], found: Material, committee: Committee
) -> tuple[str, ...]:
    """The assumptions behind the goals and the counts shown, each once."""
    texts: list[str] = []
    for row in rows:
        target = found.target_rows[row.goal.target.id]
        if row.inherited_from is None:
            texts += [*_window(row.goal, target), *_implied(row.goal, target)]
        texts += filter(None, [base_text(row.goal)])
    for count in _counts_used(standing):
        texts += [*_dates(count, found), *_reading(count)]
    return tuple(dict.fromkeys(texts))


def _window(goal: Goal, row: Target) -> Iterator[str]:
    if goal.target.window_basis is not WindowBasis.ASSUMED:
        return
    text = gettext("Counting window of the target %(target)s: %(window)s (assumption).") % {
        "target": target_number(goal.target),
        "window": numbers.span(goal.target.window),
    }
    note = localized(row, "window_note")
    other = other_reading(goal)
    if note:
        text += " " + gettext("Reason: %(reason)s") % {"reason": _closed(note)}
    if other and goal.clock:
        text += " " + gettext(
            "Counted so, %(percent)s of the time has passed; the other reading %(other)s."
        ) % {"percent": numbers.percent(100 * goal.clock.elapsed), "other": other}
    yield text


def _closed(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _implied(goal: Goal, row: Target) -> Iterator[str]:
    if goal.target.basis is Basis.IMPLIED:
        text = gettext(
            "The target %(target)s is not printed: it is inferred from a stated result."
        ) % {"target": target_number(goal.target)}
        note = localized(row, "note")
        yield f"{text} {note}" if note else text


def _counts_used(standing: Standing) -> list[Count]:
    tilings = [goal.tiling for goal in standing.goals] + [standing.headline_count]
    found = {
        (piece.count.id, piece.count.period): piece.count
        for tiling in tilings
        if tiling
        for piece in tiling.pieces
    }
    return list(found.values())


def _dates(count: Count, found: Material) -> Iterator[str]:
    if count.dates_stated or count.origin is not Origin.DIRECT:
        return
    note = localized(found.count_rows[count.id], "dates_note")
    text = gettext("Dates of the figure %(number)s: %(days)s, inferred.") % {
        "number": count_number(count),
        "days": numbers.span(count.period),
    }
    if note:
        yield text + " " + gettext("Reason: %(reason)s") % {"reason": _closed(note)}
        return
    for other in (count.from_latest, count.to_earliest):
        if other:
            text += " " + gettext("Another possible date is %(day)s.") % {"day": numbers.day(other)}
    yield text


def _reading(count: Count) -> Iterator[str]:
    if count.reading != count.amount:
        yield gettext(
            "For the status alone, “%(figure)s” is read as %(reading)s: a larger number would "
            "have been rounded up."
        ) % {
            "figure": count_number(count),
            "reading": numbers.between(count.reading),
        }
