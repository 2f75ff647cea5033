"""What the target sheet says of a saving and of a step."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recruitment.entry.typed_targets import TargetOutcome

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
