"""Who has reported a quarter, who is late, who was sent back: a committee's units on a board."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef

from recruitment.models import Committee, EntryWindow, ReportingPeriod, Return
from recruitment.models.committees import CommitteeQuerySet

from .cells import load_grid
from .locks import life_lock


class Step(StrEnum):
    """How far a committee's return has come; ``LATE`` where the report is due and is missing.

    A return that says “not reported” is no report: sent and approved it still misses one.
    """

    NOTHING = "nothing"
    DRAFT = "draft"
    LATE = "late"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    APPROVED = "approved"


# Sent, and not given back.
SENT = frozenset({Step.SUBMITTED, Step.APPROVED})


@dataclass(frozen=True, slots=True)
class BoardRow:
    """``has_units``: a sheet of its own, where its units are entered.

    Without a ``report``, the step is that of figures that came by a form or a workbook.
    """

    committee: Committee
    report: Return | None
    step: Step
    has_units: bool

    @property
    def expected(self) -> bool:
        """Whether a report is due from it: not from one to which none applies."""
        return self.report is None or self.report.standing != Return.Standing.NOT_APPLICABLE

    @property
    def done(self) -> bool:
        """Whether the report is in: what was sent, and says so of itself."""
        return self.step in SENT and not _reports_nothing(self.report)


@dataclass(frozen=True, slots=True)
class Board:
    """The units right below a committee, and the committee itself as the first row.

    Of both, those that lived on some day of the quarter.
    """

    committee: Committee
    quarter: ReportingPeriod
    window: EntryWindow | None
    rows: tuple[BoardRow, ...]

    @property
    def expected(self) -> int:
        return sum(row.expected for row in self.rows)

    @property
    def reported(self) -> int:
        return sum(row.expected and row.done for row in self.rows)

    @property
    def percent(self) -> int | None:
        """Of the reports expected, those that are in, in whole percent rounded down.

        Rounded down, so that 100 means everyone. None where none is expected.
        """
        return 100 * self.reported // self.expected if self.expected else None

    def count(self, step: Step) -> int:
        return Counter(row.step for row in self.rows)[step]


def open_board(
    committee: Committee, within: CommitteeQuerySet, quarter: ReportingPeriod, today: date
) -> Board:
    """The board of a committee, of the units within reach: at most 9 queries."""
    below = Exists(Committee.objects.filter(parent=OuterRef("pk")))
    units: Iterable[Any] = (
        within.filter(parent=committee).in_vietnamese_order().annotate(has_units=below)
    )
    everyone: list[tuple[Committee, bool]] = [(committee, True)]
    everyone += [(unit, unit.has_units) for unit in units]
    # Nothing is due from a committee that has ended, or was not there yet.
    listed = [(row, has_units) for row, has_units in everyone if not life_lock(row, quarter)]
    window = EntryWindow.objects.filter(period=quarter).first()
    reports = {
        report.committee_id: report
        for report in Return.objects.filter(
            committee_id__in=[row.pk for row, _has_units in listed], period=quarter
        ).select_related("submitted_by", "decided_by")
    }
    begun = _begun([row.pk for row, _has_units in listed if row.pk not in reports], quarter)
    late = window is not None and today > window.due_on

    def drawn(row: Committee, has_units: bool) -> BoardRow:
        report = reports.get(row.pk)
        state = report.state if report else begun.get(row.pk)
        return BoardRow(row, report, _step(state, report, late=late), has_units)

    return Board(committee, quarter, window, tuple(drawn(*each) for each in listed))


def _begun(committees: Sequence[int], quarter: ReportingPeriod) -> dict[int, str]:
    """How far the figures have come of committees without a return; none where there are none."""
    if not committees:
        return {}
    grid = load_grid(committees, quarter)
    found = {pk: grid.begun(pk) for pk in committees}
    return {pk: state for pk, state in found.items() if state}


def _step(state: str | None, report: Return | None, *, late: bool) -> Step:
    step = Step(state) if state else Step.NOTHING
    is_open = step in {Step.NOTHING, Step.DRAFT}
    is_open |= step is Step.APPROVED and _reports_nothing(report)
    return Step.LATE if late and is_open else step


def _reports_nothing(report: Return | None) -> bool:
    return report is not None and report.standing == Return.Standing.NOT_REPORTED
