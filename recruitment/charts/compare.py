"""Several localities on one axis: percent attained against the share of time elapsed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext, pgettext

from recruitment.progress.goal import Goal
from recruitment.wording.goals import percent_text

from .bullets import Bullet, bullets, reading
from .inputs import Frame, LocalityRow
from .spec import ChartSpec
from .words import (
    DASH,
    figures_to,
    goal_note,
    language,
    listed,
    provisional_mark,
    sentence,
    source_line,
    status_text,
)


def compare(frame: Frame, rows: Sequence[LocalityRow]) -> ChartSpec | None:
    """The localities in the order given, each by one goal; None without any.

    The caller sees to it that the goals are of one kind: percent of a target and percent of
    the members are not laid side by side.
    """
    if not rows:
        return None
    lines = [
        Bullet(f"{number}-{row.slug}", row.name, row.goal, _note(row), row.words, row.counted)
        for number, row in enumerate(rows)
    ]
    parts = bullets(lines, pgettext("column", "Locality"))
    said = (f"{row.name}: {_said(row.goal)}" for row in rows)
    return ChartSpec(
        name="compare",
        place=frame.place,
        title=gettext("Attained against time elapsed"),
        subtitle=_subtitle(rows),
        unit=gettext("percent of the target"),
        x=parts.x,
        y=parts.y,
        series=parts.series,
        marks=parts.marks,
        table=parts.table,
        summary=gettext("%(place)s, compared: %(goals)s.")
        % {"place": frame.place, "goals": listed(said)},
        source=source_line(frame),
        reading=reading(lines),
        notes=_notes(rows),
        provisional=provisional_mark(frame),
        language=language(),
    )


def _note(row: LocalityRow) -> str:
    return row.note or (goal_note(row.goal) if row.goal else "")


def _said(goal: Goal | None) -> str:
    return f"{percent_text(goal)}, {status_text(goal)}" if goal else DASH


def _subtitle(rows: Sequence[LocalityRow]) -> str:
    """One date only where it is everyone's."""
    days = _days(rows)
    if len(days) > 1:
        return sentence(gettext("percent of the target"))
    return sentence(figures_to(max(days, default=None)))


def _days(rows: Sequence[LocalityRow]) -> set[date]:
    """The days to which the figures go, of what was counted where there is no goal."""
    found = (row.goal.as_of if row.goal else row.counted and row.counted.as_of for row in rows)
    return {day for day in found if day}


def _notes(rows: Sequence[LocalityRow]) -> tuple[str, ...]:
    if len(_days(rows)) > 1:
        return (gettext("The figures end on different days; each row names its own."),)
    return ()
