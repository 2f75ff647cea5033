"""Notes that several rows share, given once below their table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import template

from recruitment.reports.rows import FigureRow
from recruitment.reports.sources import SourceSection

register = template.Library()


@register.filter
def date_notes(rows: Iterable[FigureRow]) -> list[str]:
    """The distinct notes on the dates of figures, in the order of their rows."""
    return list(dict.fromkeys(row.period_note for row in rows if row.period_note))


@register.filter
def all_figures(sections: Iterable[SourceSection]) -> list[FigureRow]:
    return [row for section in sections for row in section.figures]


@register.filter
def number_in(note: str, notes: Sequence[str]) -> int:
    """The number of a note, from 1."""
    return notes.index(note) + 1
