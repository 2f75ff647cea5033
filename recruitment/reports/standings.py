"""How the localities of a briefing stand: a chart for each kind of target, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext

from recruitment.charts.compare import compare
from recruitment.charts.inputs import Frame
from recruitment.charts.spec import ChartSpec
from recruitment.wording import numbers
from recruitment.wording.names import uncapitalised

from .compare import chart_row
from .overview_groups import Group, OverviewGroup

MOST = 40
"""Rows that one picture has room for; the table beside it holds all of them."""


def standing_charts(
    frame: Frame, groups: Iterable[OverviewGroup], sentences: Mapping[Group, str]
) -> Iterator[ChartSpec]:
    """One chart a group, in the order of the overview. No query.

    The group's own of ``sentences`` tallies its targets: it stands for a list of names too long
    to be heard.
    """
    for group in groups:
        rows = [chart_row(item.row.committee, item.row) for item in group.rows]
        drawn, whole = compare(frame, rows[:MOST]), compare(frame, rows)
        if drawn is None or whole is None:
            continue
        yield replace(
            drawn,
            name=f"standings-{group.code.value}",
            title=group.title,
            table=whole.table,
            summary=f"{group.title}: {uncapitalised(sentences[group.code])}",
            notes=(group.note, *_cut_off(len(rows)), *whole.notes),
        )


def _cut_off(number: int) -> Iterator[str]:
    if number > MOST:
        values = {"shown": numbers.number(MOST), "all": numbers.number(number)}
        yield (
            gettext("The first %(shown)s of %(all)s targets; the table lists all of them.") % values
        )
