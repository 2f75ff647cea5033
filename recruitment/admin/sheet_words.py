"""What the quarterly sheet says of a saving and of a step, and what its scripts say."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recruitment.entry.outcome import Outcome

from .sheet_cells import state_words
from .sheet_totals import grouped


def done_words(step: str, count: int) -> str:
    words = {
        "submit": ngettext(
            "%(count)s row was sent for approval.",
            "%(count)s rows were sent for approval.",
            count,
        ),
        "send_back": ngettext(
            "%(count)s row was sent back.", "%(count)s rows were sent back.", count
        ),
        "approve": ngettext(
            "%(count)s row is approved and public.",
            "%(count)s rows are approved and public.",
            count,
        ),
        "correct": ngettext(
            "%(count)s row is open for correction.",
            "%(count)s rows are open for correction.",
            count,
        ),
    }
    return words[step] % {"count": grouped(count)}


def saved_words(outcome: Outcome) -> str:
    cells, rows = len(outcome.saved), len(outcome.rows_saved)
    if not rows:
        return _("Nothing was new: everything is on record already.")
    if not cells:
        words = ngettext("%(count)s row saved.", "%(count)s rows saved.", rows)
        return words % {"count": grouped(rows)}
    words = ngettext("%(count)s cell saved.", "%(count)s cells saved.", cells)
    return words % {"count": grouped(cells)}


def partly_saved_words(outcome: Outcome) -> str:
    """For a sheet of which something is not stored."""
    left = len(outcome.errors) + len(outcome.warnings)
    left += len(outcome.conflicts) + len(outcome.locked) + outcome.strays
    return _("%(saved)s Not saved yet: %(left)s. See below.") % {
        "saved": saved_words(outcome) if outcome.rows_saved else _("Nothing was saved."),
        "left": grouped(left),
    }


def script_words() -> dict[str, Any]:
    """What the scripts say."""
    return {
        "states": state_words(),
        "unsaved": _("%(count)s cells not saved yet"),
        "unsavedOne": _("1 cell not saved yet"),
        "allSaved": _("Everything is saved."),
        "saving": _("Saving …"),
        "offline": _("No connection: nothing was saved. What you typed is kept here; save again."),
        "expired": _("You have been logged out: nothing was saved. What you typed is kept here."),
        "login": _("Log in in a new tab, then save again"),
        "refused": _("The server did not take it. What you typed is kept here; save again."),
        "forbidden": _("You may not save this sheet any more. What you typed is kept here."),
        "discard": _("Discard what was not saved"),
        "restored": _("%(count)s cells that were not saved are back (typed at %(time)s)."),
        "waiting": _(
            "%(count)s cells that were not saved (typed at %(time)s) are in rows that are locked "
            "now; they are back once the row can be written again."
        ),
        "reasonBack": _("What you wrote as a reason and did not send is back (typed at %(time)s)."),
        "pasted": _("%(count)s cells pasted."),
        "pastedPart": _("%(count)s cells pasted; %(left)s fell outside the sheet."),
        "notNumber": _("not a whole number"),
        "quarter": _("quarter: %(number)s"),
        "lessThanBefore": _("less than before (%(before)s)"),
        "ofUnits": _("%(counted)s of %(expected)s units"),
    }
