"""Several localities on one axis: percent attained against the share of time elapsed."""

from __future__ import annotations

from collections.abc import Sequence

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
    latest,
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
        Bullet(f"{number}-{row.slug}", row.name, row.goal, _note(row), row.words)
        for number, row in enumerate(rows)
    ]
    goals = [row.goal for row in rows if row.goal]
    parts = bullets(lines, pgettext("column", "Locality"))
    said = (f"{row.name}: {_said(row.goal)}" for row in rows)
    return ChartSpec(
        name="compare",
        place=frame.place,
        title=gettext("Attained against time elapsed"),
        subtitle=_subtitle(goals),
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
        notes=_notes(goals),
        provisional=provisional_mark(frame),
        language=language(),
    )


def _note(row: LocalityRow) -> str:
    return row.note or (goal_note(row.goal) if row.goal else "")


def _said(goal: Goal | None) -> str:
    return f"{percent_text(goal)}, {status_text(goal)}" if goal else DASH


def _subtitle(goals: Sequence[Goal]) -> str:
    """One date only where it is everyone's."""
    if _days_differ(goals):
        return sentence(gettext("percent of the target"))
    return sentence(figures_to(latest(goals)))


def _days_differ(goals: Sequence[Goal]) -> bool:
    return len({goal.as_of for goal in goals if goal.as_of}) > 1


def _notes(goals: Sequence[Goal]) -> tuple[str, ...]:
    if _days_differ(goals):
        return (gettext("The figures end on different days; each row names its own."),)
    return ()
