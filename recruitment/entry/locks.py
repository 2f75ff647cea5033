"""Why a row of the sheet cannot be written now, and who can lift that."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext

from recruitment.models import Committee, EntryWindow, ReportingPeriod, Return
from recruitment.models.rules import outside_life
from recruitment.wording import numbers

from .typed import written


def window_lock(window: EntryWindow | None, today: date) -> str:
    """What keeps everyone from entering figures of the period; empty while it is open."""
    if window is None:
        return gettext(
            "Entry for this period has not been opened. An administrator opens it in the "
            "list of entry windows."
        )
    if today < window.opens_on:
        return gettext(
            "Entry for this period opens on %(day)s. An administrator can open it earlier."
        ) % {"day": numbers.day(window.opens_on)}
    if window.closes_on is not None and today > window.closes_on:
        return gettext(
            "Entry for this period closed on %(day)s. An administrator can open it again."
        ) % {"day": numbers.day(window.closes_on)}
    return ""


def life_lock(committee: Committee, period: ReportingPeriod) -> str:
    """A committee that did not exist on any day of the period; empty where it did."""
    name = str(committee)
    problem = outside_life(name, committee.life, period.starts_on, period.ends_on)
    return " ".join(problem.messages) if problem else ""


def return_lock(found: Return | None) -> str:
    """A return that waits for a decision, or has been approved; empty while it may change."""
    if found is None or not found.is_locked:
        return ""
    if found.state == Return.State.SUBMITTED:
        return gettext(
            "Sent for approval by %(who)s, %(when)s. To change it, an approver sends it back."
        ) % {
            "who": found.submitted_by or "–",
            "when": written(found.submitted_at and timezone.localtime(found.submitted_at)),
        }
    return gettext(
        "Approved by %(who)s, %(when)s. To correct it, an approver opens a correction."
    ) % {
        "who": found.decided_by or "–",
        "when": written(found.decided_at and timezone.localtime(found.decided_at)),
    }


def due_words(window: EntryWindow, today: date) -> str:
    """When the figures are due, for the head of a sheet."""
    words = gettext("due on %(day)s") if today <= window.due_on else gettext("was due on %(day)s")
    return words % {"day": numbers.day(window.due_on)}
