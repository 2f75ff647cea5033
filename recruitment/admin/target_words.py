"""What the target sheet says of a saving and of a step, and what its scripts say."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recruitment.entry.typed_targets import TargetOutcome

from .sheet_cells import state_words
from .sheet_totals import grouped


def done_words(step: str, count: int) -> str:
    words = {
        "submit": ngettext(
            "%(count)s target was sent for approval.",
            "%(count)s targets were sent for approval.",
            count,
        ),
        "send_back": ngettext(
            "%(count)s target was sent back.", "%(count)s targets were sent back.", count
        ),
        "approve": ngettext(
            "%(count)s target is approved and public.",
            "%(count)s targets are approved and public.",
            count,
        ),
    }
    return words[step] % {"count": grouped(count)}


def saved_words(outcome: TargetOutcome) -> str:
    count = len(outcome.rows_saved)
    if not count:
        return _("Nothing was new: everything is on record already.")
    words = ngettext("%(count)s target saved.", "%(count)s targets saved.", count)
    return words % {"count": grouped(count)}


def partly_saved_words(outcome: TargetOutcome) -> str:
    """For a sheet of which something is not stored."""
    left = len(outcome.head) + len(outcome.errors) + len(outcome.conflicts)
    left += len(outcome.locked) + outcome.strays
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
        "ofUnits": _("%(counted)s of %(expected)s units"),
    }
