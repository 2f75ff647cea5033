"""From draft to approved: sending targets, sending them back, approving them.

Each step does all the committees that it is given, or none, in one transaction, with its
history; the number of statements does not depend on the number of targets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from recruitment.models import Committee, Door, State, Target, through
from recruitment.progress.periods import Period

from .approval import REASON_LENGTH
from .batch import update
from .roll import lock_committees
from .target_cells import TargetCell, decision_of, key_of, load_cells, strangers
from .target_sheet import LastStep, last_steps
from .target_words import rival_words


@contextmanager
def _opened(committees: Sequence[Committee], stated: Period) -> Iterator[dict[int, TargetCell]]:
    with transaction.atomic(), through(Door.TARGETS):
        known = {committee.pk: committee for committee in committees}
        lock_committees(known)
        yield load_cells(known, stated)


def submit(committees: Sequence[Committee], stated: Period, by: User) -> list[Target]:
    """Send every target of these committees that is a draft or was sent back.

    Raises ValidationError where the decision is not named.
    """
    with _opened(committees, stated) as cells:
        rows = [row for cell in cells.values() if (row := cell.newest) and cell.may_be_sent]
        _require_decision(rows)
        return _moved(rows, State.SUBMITTED, by)


def send_back(
    committees: Sequence[Committee], stated: Period, by: User, reason: str
) -> list[Target]:
    """Give submitted targets back to their clerks. Raises ValidationError without a reason."""
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError(
            _("Say why it is sent back, so that the clerk can mend it."), code="no_reason"
        )
    if len(reason) > REASON_LENGTH:
        raise ValidationError(
            _("The reason is longer than %(most)s characters. Shorten it."),
            code="long_reason",
            params={"most": REASON_LENGTH},
        )
    with _opened(committees, stated) as cells:
        return _moved(_sent(cells.values()), State.RETURNED, by, reason)


def approve(
    committees: Sequence[Committee],
    stated: Period,
    by: User,
    *,
    seen: Mapping[int, str] | None = None,
) -> list[Target]:
    """Approve submitted targets: they are public from now on, in place of those before them.

    ``seen`` tells of each committee the sending (see `sending`) that the approver has before
    the eyes; None where that does not matter. Raises ValidationError where one of them was sent
    since, where the decision is not named, where the same person sent one of them, or where
    another period's target counts the same days.
    """
    with _opened(committees, stated) as cells:
        rows = _sent(cells.values())
        if seen is not None:
            _require_seen(cells, rows, {each.pk: each for each in committees}, seen)
        _require_decision(rows)
        _require_another_person(rows, {each.pk: each for each in committees}, by)
        _require_room(rows, stated)
        approved = (cells[row.committee_id].approved for row in rows)
        replaced = [row for row in approved if row is not None]
        # First what is replaced: of one cell no two versions are approved at a time.
        _moved(replaced, State.SUPERSEDED, by)
        gone = [row for row in rows if row.withdrawn]
        _moved(gone, State.SUPERSEDED, by)
        _moved([row for row in rows if not row.withdrawn], State.APPROVED, by)
        return rows


def _sent(cells: Iterable[TargetCell]) -> list[Target]:
    found = (cell.newest for cell in cells)
    return [row for row in found if row is not None and row.state == State.SUBMITTED]


def _moved(rows: Sequence[Target], state: State, by: User, reason: str = "") -> list[Target]:
    for row in rows:
        row.state = state
        row._change_reason = reason or None  # type: ignore[attr-defined]
    if rows:
        update(Target, list(rows), ["state"], by)
    return list(rows)


def sending(last: LastStep | None) -> str:
    """What names one sending of a target, its last step: sent again, it is another."""
    return last.when.isoformat() if last else ""


def _require_seen(
    cells: Mapping[int, TargetCell],
    rows: Iterable[Target],
    known: Mapping[int, Committee],
    seen: Mapping[int, str],
) -> None:
    """One query."""
    steps = last_steps(cells.values())
    new = [
        str(known[row.committee_id])
        for row in rows
        if seen.get(row.committee_id) != sending(steps.get(row.pk))
    ]
    if new:
        raise ValidationError(
            _("Sent since you opened the sheet: %(names)s. Look at the figures, then approve."),
            code="unseen",
            params={"names": ", ".join(new)},
        )


def _require_decision(rows: Iterable[Target]) -> None:
    if not all(decision_of(row).is_complete for row in rows):
        raise ValidationError(
            _(
                "Name the decision first: the document, its number and its date. Readers see "
                "them beside the target."
            ),
            code="no_decision",
        )


def _require_another_person(
    rows: Iterable[Target], known: Mapping[int, Committee], by: User
) -> None:
    """Who sent a target does not approve it. One query."""
    by_id = {row.pk: row for row in rows}
    records = Target.history.filter(id__in=by_id, state=State.SUBMITTED)
    senders = dict(records.order_by("history_date", "history_id").values_list("id", "history_user"))
    own = [str(known[by_id[pk].committee_id]) for pk, who in senders.items() if who == by.pk]
    if own:
        raise ValidationError(
            _("You sent the targets of %(names)s yourself: another person approves them."),
            code="own",
            params={"names": ", ".join(own)},
        )


def _require_room(rows: Sequence[Target], stated: Period) -> None:
    """Another period's target of the same days may have been approved meanwhile. One query."""
    others = strangers([row.committee_id for row in rows], stated) if rows else {}
    for row in rows:
        for other in others.get(row.committee_id, ()):
            if other.state == State.APPROVED and key_of(other)[:3] == key_of(row)[:3]:
                raise ValidationError(rival_words(other), code="target_rival")
