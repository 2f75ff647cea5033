"""One bullet for each goal of a committee."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext, pgettext

from recruitment.wording.goals import percent_text
from recruitment.wording.names import in_text

from .bullets import Bullet, bullets, reading, why_nothing
from .inputs import Frame, GoalRow
from .spec import ChartSpec
from .words import (
    aim_note,
    figures_to,
    language,
    latest,
    listed,
    provisional_mark,
    sentence,
    source_line,
    status_text,
)


def goals(frame: Frame, rows: Sequence[GoalRow]) -> ChartSpec | None:
    """The goals as given, the headline first; None without any."""
    if not rows:
        return None
    lines = [
        Bullet(str(number), row.title, row.goal, row.note or aim_note(row.goal), _words(row))
        for number, row in enumerate(rows)
    ]
    parts = bullets(lines, pgettext("column", "Goal"))
    said = (f"{row.title}: {percent_text(row.goal)}, {status_text(row.goal)}" for row in rows)
    return ChartSpec(
        name="goals",
        place=frame.place,
        title=gettext("Targets"),
        subtitle=sentence(figures_to(latest(row.goal for row in rows))),
        unit=gettext("percent of the target"),
        x=parts.x,
        y=parts.y,
        series=parts.series,
        marks=parts.marks,
        table=parts.table,
        summary=gettext("Targets of %(place)s: %(goals)s.")
        % {"place": in_text(frame.place), "goals": listed(said)},
        source=source_line(frame),
        reading=reading(lines),
        provisional=provisional_mark(frame),
        language=language(),
    )


def _words(row: GoalRow) -> str:
    """The note beside it already names the target."""
    return row.words or why_nothing(row.goal)
