"""The work itself: one briefing, whoever asks for it and wherever it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from django.utils import translation

from recruitment.downloads.file import File
from recruitment.downloads.group import group_briefing
from recruitment.downloads.writers import BRIEFING_WRITERS
from recruitment.queries.snapshot import snapshot
from recruitment.reports.group import build_group_report
from recruitment.reports.selection import Selection

Tell = Callable[[int, int], None]  # how many localities are done, of how many
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which committee, in which format and language."""

    slug: str
    format: str
    selection: Selection
    language: str


def make(asked: Asked, tell: Tell) -> File:
    """The file, all of it from one state of the database; ``tell`` hears after each locality.

    Raises UnknownLocalityError, NoLocalitiesError, TooManyLocalitiesError, and whatever a
    writer raises.
    """
    with translation.override(asked.language), snapshot():
        report = build_group_report(asked.slug, asked.selection)
        tell(0, report.count)
        localities = _counted(report.localities, report.count, tell)
        briefing = group_briefing(replace(report, localities=localities))
        return BRIEFING_WRITERS[asked.format](briefing)


def _counted(things: Iterable[Made], count: int, tell: Tell) -> Iterator[Made]:
    for number, each in enumerate(things, start=1):
        yield each
        tell(number, count)
