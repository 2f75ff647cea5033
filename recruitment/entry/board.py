"""Who has reported a quarter, who is late, who was sent back: a committee's units on a board."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef

from recruitment.models import Committee, EntryWindow, ReportingPeriod, Return
from recruitment.models.committees import CommitteeQuerySet

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
    """``has_units``: a sheet of its own, where its units are entered."""

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
        return self.step in SENT and not _is_missing(self.report)


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
    """The board of a committee, of the units within reach: 3 queries, however many units."""
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
    late = window is not None and today > window.due_on
    return Board(
        committee,
        quarter,
        window,
        tuple(
            BoardRow(row, reports.get(row.pk), _step(reports.get(row.pk), late=late), has_units)
            for row, has_units in listed
        ),
    )


def _step(report: Return | None, *, late: bool) -> Step:
    step = Step(report.state) if report else Step.NOTHING
    is_open = step in {Step.NOTHING, Step.DRAFT}
    is_open |= step is Step.APPROVED and _is_missing(report)
    return Step.LATE if late and is_open else step


def _is_missing(report: Return | None) -> bool:
    return report is None or report.standing == Return.Standing.NOT_REPORTED
