"""What is said at length of a committee in papers: short, formal paragraphs, each of one topic."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Topic(StrEnum):
    """What a paragraph speaks of; a document may set the paragraphs of one topic under it."""

    RESULT = "result"
    YEARS = "years"
    UNITS = "units"
    COMPOSITION = "composition"
    SOURCE_POOL = "source_pool"
    REMARKS = "remarks"


TOPIC: dict[Topic, Promise] = {
    Topic.RESULT: _("Results against the targets"),
    Topic.YEARS: _("Results by year"),
    Topic.UNITS: _("Results of the units"),
    Topic.COMPOSITION: _("Composition of those admitted"),
    Topic.SOURCE_POOL: _("Source pool and training"),
    Topic.REMARKS: _("Remarks on the figures"),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph and what it speaks of."""

    topic: Topic
    text: str

    @property
    def heading(self) -> str:
        return str(TOPIC[self.topic])
