"""Where each locality of a briefing stands: its headline goal, or why it has none."""

from __future__ import annotations

from django.utils.translation import pgettext

from recruitment.charts.bullets import bullets
from recruitment.charts.spec import Cell, Column, Table
from recruitment.charts.words import EMPTY

from .briefing import Section


def goals_of(section: Section) -> Table:
    """The table of a section's goals; of localities side by side that of their headline goals."""
    chart = section.chart("goals") or section.chart("compare")
    return chart.table if chart else Table((), ())


def standing_columns() -> tuple[Column, ...]:
    goals = bullets((), pgettext("column", "Goal")).table.columns
    return (*name_columns(), *goals)


def standing_row(section: Section) -> tuple[Cell, ...]:
    rows = goals_of(section).rows
    label = section.status
    status = Cell(f"{label.shape} {label.word}") if label else EMPTY
    without = (*[EMPTY] * (len(standing_columns()) - 3), status)
    return (*name_cells(section), *(rows[0] if rows else without))


def name_columns() -> tuple[Column, Column]:
    return Column(pgettext("column", "Locality")), Column(pgettext("column", "Address name"))


def name_cells(section: Section) -> tuple[Cell, Cell]:
    return Cell(section.name), Cell(section.slug)
