"""What both sheets say: of a saving of which something is left, and by their scripts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from recruitment.entry.outcome import Outcome

from .sheet_cells import state_words
from .sheet_totals import grouped


def partly_saved_words(outcome: Outcome, saved: str) -> str:
    """For a sheet of which something is not stored; ``saved`` says what is."""
    return _("%(saved)s Not saved yet: %(left)s. See below.") % {
        "saved": saved if outcome.rows_saved else _("Nothing was saved."),
        "left": grouped(outcome.left),
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
