"""What the quarterly sheet says of a saving and of a step."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recruitment.entry.outcome import Outcome

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
