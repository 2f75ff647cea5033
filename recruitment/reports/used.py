"""Which counts a committee's standing is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recruitment.progress.counts import Count, Finality
from recruitment.progress.locality import Standing
from recruitment.progress.tiling import Tiling


def counts_used(standings: Iterable[Standing]) -> Iterator[Count]:
    """The counts of every goal and of the headline; one may come more than once."""
    for standing in standings:
        yield from counts_of([*(goal.tiling for goal in standing.goals), standing.headline_count])


def counts_of(tilings: Iterable[Tiling | None]) -> Iterator[Count]:
    """The counts that these tilings are made of; one may come more than once."""
    for tiling in tilings:
        if tiling:
            yield from (piece.count for piece in tiling.pieces)


def ids_of(counts: Iterable[Count]) -> set[int]:
    """The rows behind the counts: for one that was derived or added up, those it is made of."""
    return {pk for count in counts for pk in (count.parts or (count.id,))}


def is_provisional(counts: Iterable[Count]) -> bool:
    """Some of them may still change."""
    return any(count.finality is Finality.PROVISIONAL for count in counts)
