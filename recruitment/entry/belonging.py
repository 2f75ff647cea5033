"""To which return a figure belongs that is stored by itself: it is locked with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext

from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    EntryWindow,
    Figure,
    MembershipCount,
    PeriodKind,
    Return,
    Source,
    State,
)
from recruitment.progress.periods import Period, quarter_of

from .approval import SETTLED
from .cells import ACTIVITIES, year_to
from .locks import return_lock, window_lock


def is_cell(figure: Figure) -> bool:
    """Whether the quarterly sheet has a column for it: of the entry's own source, in any state."""
    if figure.source.slug != Source.ENTRY_SLUG:
        return False
    match figure:
        case ActivityCount():
            return figure.activity in ACTIVITIES
        case AdmissionCount():
            return figure.category.is_total or figure.category.on_sheet
        case MembershipCount():
            return figure.category.is_total
    return False


def returns_of(figures: Iterable[Figure]) -> dict[int, Return]:
    """The returns of those figures that are cells of one, by the figure's ``id()``. One query.

    A figure that a form has not filled in belongs to none.
    """
    ends = {
        id(figure): (figure, figure.days[1])
        for figure in figures
        if figure.days and figure.cell_is_known() and is_cell(figure)
    }
    if not ends:
        return {}
    found: dict[tuple[int, date], list[Return]] = {}
    wanted = Q(
        committee_id__in={figure.committee_id for figure, _end in ends.values()},
        period__ends_on__in={end for _figure, end in ends.values()},
    )
    for row in Return.objects.filter(wanted).select_related("period", "submitted_by", "decided_by"):
        found.setdefault((row.committee_id, row.period.ends_on), []).append(row)
    return {
        key: row
        for key, (figure, end) in ends.items()
        for row in found.get((figure.committee_id, end), ())
        if _is_about(row, figure)
    }


def closed_to(figures: Iterable[Figure], today: date) -> dict[int, str]:
    """Why figures cannot be entered now whose period has an entry window, by ``id()``. One query.

    A period that nobody gave a window, such as “from 2021 to now”, is always open.
    """
    ends = {
        id(figure): (figure, figure.days[1])
        for figure in figures
        if figure.days and figure.cell_is_known() and is_cell(figure)
    }
    windows = EntryWindow.objects.filter(
        period__kind=PeriodKind.QUARTER, period__ends_on__in={end for _figure, end in ends.values()}
    ).select_related("period")
    locks = {window.period.ends_on: window_lock(window, today) for window in windows}
    return {
        key: locks[end] for key, (figure, end) in ends.items() if locks.get(end) and _is_due(figure)
    }


def _is_due(figure: Figure) -> bool:
    """Of the figures that end with a quarter, those that its sheet asks for."""
    if figure.days is None or not isinstance(figure, AdmissionCount | ActivityCount):
        return True
    quarter = quarter_of(figure.days[1])
    return Period(*figure.days) in {quarter, year_to(quarter)}


def _is_about(report: Return, figure: Figure) -> bool:
    """Whether the return counts the figure's days; members stand at the end of either."""
    if not isinstance(figure, AdmissionCount | ActivityCount):
        return True
    if report.period_id == figure.period_id:
        return True
    year = year_to(Period(report.period.starts_on, report.period.ends_on))
    return report.cumulative and figure.days == (year.start, year.end)


def figure_lock(figure: Figure, found: Return | None) -> str:
    """Why a figure cannot be changed by itself, and who lifts that; empty where it can.

    Of a return that is being corrected the approved figures stay public until the next approval.
    """
    if found is None:
        return ""
    locked = return_lock(found)
    if not locked and figure.state in SETTLED:
        return gettext(
            "This figure was approved with the return of its quarter, which is being corrected: "
            "enter the new number on the quarterly sheet."
        )
    return locked


def state_problem(figure: Figure, found: Return | None) -> str:
    """A cell follows its return and is never approved or sent by itself; empty where it does."""
    if found is None or figure.state not in {*SETTLED, State.SUBMITTED}:
        return ""
    return gettext(
        "The state follows the return of this period: choose “draft”, and send it for approval "
        "on the quarterly sheet."
    )
