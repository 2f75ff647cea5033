"""From draft to approved: sending returns, sending them back, approving and correcting them.

Each step does all the returns that it is given, or none, in one transaction; the state of
their figures follows. The number of statements does not depend on the number of returns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext
from simple_history.utils import bulk_create_with_history

from recruitment.models import Committee, Door, Finality, ReportingPeriod, Return, State, through

from .approval import REASON_LENGTH
from .batch import Batch, update
from .cells import Cell, Figure, Grid, load_grid
from .roll import lock_committees

STEP = ["state", "reason", "revision", "submitted_by", "submitted_at", "decided_by", "decided_at"]


@dataclass(slots=True)
class _Returns:
    """Returns of one period, locked, with their cells."""

    grid: Grid
    found: dict[int, Return]
    committees: dict[int, Committee]
    by: User

    def cells(self, pk: int) -> Iterator[Cell]:
        """The cells of a committee, also those that a change of counting has emptied."""
        for column in self.grid.columns:
            yield self.grid.cell(pk, column, cumulative=False)
            if column.flows and self.grid.year is not None:
                yield self.grid.cell(pk, column, cumulative=True)

    def newest(self, pk: int, *states: State) -> list[Figure]:
        """The newest version of each cell that is in one of these states."""
        rows = [cell.newest for cell in self.cells(pk) if cell.newest is not None]
        return [row for row in rows if row.state in states]

    def has_number(self, pk: int) -> bool:
        return any(cell.value is not None for cell in self.cells(pk))

    def begin(self) -> None:
        """Give a return to each committee whose figures came by a form or a workbook alone."""
        waiting = (State.DRAFT, State.SUBMITTED, State.RETURNED)
        new = [
            self._blank(pk)
            for pk in self.committees.keys() - self.found.keys()
            if self.newest(pk, *waiting) and self.has_number(pk)
        ]
        if new:
            bulk_create_with_history(new, Return, default_user=self.by)
            self.found |= {row.committee_id: row for row in new}

    def _blank(self, pk: int) -> Return:
        figures = self.newest(pk, *State)
        is_provisional = any(row.finality == Finality.PROVISIONAL for row in figures)
        return Return(
            committee_id=pk,
            period=self.grid.quarter,
            cumulative=self.grid.is_cumulative(pk),
            finality=Finality.PROVISIONAL if is_provisional else Finality.FINAL,
        )

    def store(self, batch: Batch, reason: str = "") -> None:
        rows = list(self.found.values())
        for row in rows:
            row._change_reason = reason[:REASON_LENGTH] or None  # type: ignore[attr-defined]
        for figures in batch.changed.values():
            for figure in figures:
                figure._change_reason = reason[:REASON_LENGTH] or None  # type: ignore[union-attr]
        batch.store()
        update(Return, rows, STEP, self.by)


@contextmanager
def _opened(
    committees: Sequence[Committee], period: ReportingPeriod, by: User
) -> Iterator[_Returns]:
    with transaction.atomic(), through(Door.SHEET):
        known = {committee.pk: committee for committee in committees}
        lock_committees(known)
        found = Return.objects.filter(committee__in=known, period=period).order_by("pk")
        rows = {row.committee_id: row for row in found}
        yield _Returns(load_grid(known, period), rows, known, by)


def submit(committees: Sequence[Committee], period: ReportingPeriod, by: User) -> list[Return]:
    """Send every return of these committees that is a draft or was sent back.

    Figures that came by a form or a workbook have none yet, and are sent with a new one.
    Raises ValidationError, naming the committees, where nothing was entered and nothing said.
    """
    with _opened(committees, period, by) as returns:
        returns.begin()
        waiting = {Return.State.DRAFT, Return.State.RETURNED}
        returns.found = {pk: row for pk, row in returns.found.items() if row.state in waiting}
        empty = [
            str(returns.committees[pk])
            for pk, row in returns.found.items()
            if row.standing == Return.Standing.REPORTED and not returns.has_number(pk)
        ]
        if empty:
            raise ValidationError(
                gettext(
                    "Nothing is entered for %(names)s. Enter the figures, or choose “not reported” "
                    "or “not applicable”."
                ),
                code="empty",
                params={"names": ", ".join(empty)},
            )
        batch = Batch(by)
        for pk, row in returns.found.items():
            row.state, row.submitted_by, row.submitted_at = Return.State.SUBMITTED, by, now()
            batch.move(returns.newest(pk, State.DRAFT, State.RETURNED), State.SUBMITTED)
        returns.store(batch)
        return list(returns.found.values())


def send_back(
    committees: Sequence[Committee], period: ReportingPeriod, by: User, reason: str
) -> list[Return]:
    """Give submitted returns back to their clerks. Raises ValidationError without a reason."""
    reason = _reason(reason, gettext("Say why it is sent back, so that the clerk can mend it."))
    with _opened(committees, period, by) as returns:
        returns.found = _in_state(returns, Return.State.SUBMITTED)
        batch = Batch(by)
        for pk, row in returns.found.items():
            row.state, row.reason = Return.State.RETURNED, reason
            row.decided_by, row.decided_at = by, now()
            batch.move(returns.newest(pk, State.SUBMITTED), State.RETURNED)
        returns.store(batch, reason)
        return list(returns.found.values())


def approve(
    committees: Sequence[Committee],
    period: ReportingPeriod,
    by: User,
    *,
    seen: Mapping[int, str] | None = None,
) -> list[Return]:
    """Approve submitted returns: their figures are public from now on, all at once.

    ``seen`` tells of each committee the sending (see `sending`) that the approver has before
    the eyes; None where that does not matter. Raises ValidationError where one of them was sent
    since, and where the same person sent one of them.
    """
    with _opened(committees, period, by) as returns:
        returns.found = _in_state(returns, Return.State.SUBMITTED)
        if seen is not None:
            _require_seen(returns, seen)
        _require_another_person(returns, by)
        replaced, approved = Batch(by), Batch(by)
        for pk, row in returns.found.items():
            row.state, row.decided_by, row.decided_at = Return.State.APPROVED, by, now()
            for cell in returns.cells(pk):
                newest = cell.newest
                if newest is None or newest.state != State.SUBMITTED:
                    continue
                if cell.approved is not None:
                    replaced.move([cell.approved], State.SUPERSEDED)
                approved.move([newest], State.SUPERSEDED if newest.withdrawn else State.APPROVED)
        # First what is replaced: of one cell no two versions are approved at a time.
        replaced.store()
        returns.store(approved)
        return list(returns.found.values())


def sending(row: Return) -> str:
    """What names one sending of a return: sent again, it is another."""
    return row.submitted_at.isoformat() if row.submitted_at else ""


def _require_seen(returns: _Returns, seen: Mapping[int, str]) -> None:
    new = [
        str(returns.committees[pk])
        for pk, row in returns.found.items()
        if seen.get(pk) != sending(row)
    ]
    if new:
        raise ValidationError(
            gettext(
                "Sent since you opened the sheet: %(names)s. Look at the figures, then approve."
            ),
            code="unseen",
            params={"names": ", ".join(new)},
        )


def _require_another_person(returns: _Returns, by: User) -> None:
    own = [
        str(returns.committees[pk])
        for pk, row in returns.found.items()
        if row.submitted_by_id == by.pk
    ]
    if own:
        raise ValidationError(
            gettext("You sent the figures of %(names)s yourself: another person approves them."),
            code="own",
            params={"names": ", ".join(own)},
        )


def correct(
    committees: Sequence[Committee], period: ReportingPeriod, by: User, reason: str
) -> list[Return]:
    """Open approved returns for a correction; what is approved stays public until the next.

    Raises ValidationError without a reason.
    """
    reason = _reason(reason, gettext("Say why approved figures are to be corrected."))
    with _opened(committees, period, by) as returns:
        returns.found = _in_state(returns, Return.State.APPROVED)
        for row in returns.found.values():
            row.state, row.reason, row.revision = Return.State.DRAFT, reason, row.revision + 1
        returns.store(Batch(by), reason)
        return list(returns.found.values())


def _in_state(returns: _Returns, state: Return.State) -> dict[int, Return]:
    return {pk: row for pk, row in returns.found.items() if row.state == state}


def _reason(text: str, missing: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise ValidationError(missing, code="no_reason")
    return text[: Return._meta.get_field("reason").max_length]
