"""The sources behind a report, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recruitment.models import Source
from recruitment.models.text import localized
from recruitment.wording import numbers

from .rows import Link, SourceLink

LONGEST = 60
"""Letters of a title that a caption or a cell has room for."""


def source_link(source: Source) -> Link:
    return Link(localized(source, "title"), source.slug, short_title(source))


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


def short_title(source: Source) -> str:
    """The source in a caption or a cell: its publisher or the beginning of its title, its day."""
    name = source.publisher or shortened(localized(source, "title"))
    return f"{name}, {numbers.day(source.published_on)}" if source.published_on else name


def shortened(title: str) -> str:
    """A title cut where it has a colon, else between two words, if it is too long."""
    if len(title) <= LONGEST:
        return title
    head = title.partition(":")[0]
    return head if len(head) <= LONGEST else f"{title[:LONGEST].rpartition(' ')[0]}…"
