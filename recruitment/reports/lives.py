"""What happened to a committee: its end, its parents, its successors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext

from recruitment.models import Committee, FormerParent, Succession
from recruitment.models.text import localized
from recruitment.wording import numbers


def life_notes(
    committee: Committee, former_parents: Iterable[FormerParent], successions: Iterable[Succession]
) -> Iterator[str]:
    """Sentences on the committee's life. No query."""
    if committee.started_on:
        yield gettext("Established on %(day)s.") % {"day": numbers.day(committee.started_on)}
    if committee.ended_on:
        yield gettext("Ended on %(day)s; its history stays readable.") % {
            "day": numbers.day(committee.ended_on)
        }
    for note in (localized(committee, "life_note"), localized(committee, "parent_note")):
        if note:
            yield note
    for former in former_parents:
        yield gettext("Under %(name)s until %(day)s.") % {
            "name": localized(former.parent, "short_name"),
            "day": numbers.day(former.ended_on),
        }
    for step in successions:
        onward = step.predecessor_id == committee.pk
        words = (
            gettext("Continued by %(name)s from %(day)s (%(kind)s).")
            if onward
            else gettext("Continues %(name)s since %(day)s (%(kind)s).")
        )
        yield words % {
            "name": localized(step.successor if onward else step.predecessor, "short_name"),
            "day": numbers.day(step.on),
            "kind": step.get_kind_display(),
        }
