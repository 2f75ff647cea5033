"""The sources behind a report, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recruitment.models import Source
from recruitment.models.text import localized
from recruitment.wording import numbers

from .goal_rows import source_link
from .rows import SourceLink


def source_links(sources: Iterable[Source]) -> Iterator[SourceLink]:
    """The sources in their own order, each once, with their dates."""
    distinct = {source.pk: source for source in sources}
    for source in sorted(distinct.values(), key=lambda source: (source.order, source.pk)):
        yield SourceLink(source_link(source), published(source), source.published_on)


def published(source: Source) -> str:
    """The day of publication, or what is known of it."""
    if source.published_on:
        return numbers.day(source.published_on)
    return localized(source, "published_note")
