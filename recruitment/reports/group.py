"""A committee with all its localities: what its briefing shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from recruitment.charts.inputs import Frame
from recruitment.charts.spec import ChartSpec
from recruitment.models import Committee
from recruitment.models.text import localized
from recruitment.queries import committees
from recruitment.queries.beside import sources_of_counts
from recruitment.wording import numbers

from .locality import LocalityReport, build_locality_report
from .overview import tally
from .overview_groups import Group, Order, OverviewGroup, Placed, group_of, groups
from .rows import Link, SourceLink, link_to
from .selection import Selection
from .source_links import short_title, source_links
from .standings import standing_charts
from .used import counts_used, ids_of, is_provisional

# Of one briefing. A province has some 100 to 170 communes; the country's are no briefing.
MOST_LOCALITIES = 200


class TooManyLocalitiesError(ValueError):
    """More localities than one briefing holds; ``number`` is how many there are."""

    def __init__(self, number: int) -> None:
        super().__init__(f"{number} localities in one briefing")
        self.number = number


class NoLocalitiesError(ValueError):
    """Nothing below the committee has a figure or a target."""


@dataclass(frozen=True, slots=True)
class GroupReport:
    """``sentence`` and ``groups`` are those of the overview, of the ``members`` alone, and
    ``charts`` are drawn of these; ``as_of`` is the latest day of any of their figures.

    ``localities`` can be gone through once: the committee itself, then each member; each report
    is made when it is asked for, so that not all of them are held in memory. ``count`` is how
    many there are.
    """

    selection: Selection
    committee: Committee
    name: str
    short_name: str
    sentence: str
    groups: tuple[OverviewGroup, ...]
    charts: tuple[ChartSpec, ...]
    as_of: date | None
    sources: tuple[SourceLink, ...]
    members: tuple[Link, ...]
    localities: Iterator[LocalityReport]

    @property
    def count(self) -> int:
        return 1 + len(self.members)


def build_group_report(slug: str, selection: Selection) -> GroupReport:
    """The committee of this address name with the localities directly below it: 6 queries, two
    more where units are summed; those of a locality's report for each locality.

    Raises UnknownLocalityError, NoLocalitiesError, TooManyLocalitiesError.
    """
    committee, members = group_members(slug, selection)
    found, material = committees.stands(members, selection.scope)
    kept = [Placed(goal, stand.committee) for stand in found for goal in stand.standing.own_goals]
    slugs = [committee.slug, *(member.slug for member in members)]
    sentences = {code: tally([p for p in kept if group_of(p.goal) is code]) for code in Group}
    shown = tuple(groups(kept, Order.PERCENT, material, room=max(1, len(kept))))
    used = list(counts_used(stand.standing for stand in found))
    sources = sources_of_counts(ids_of(used))
    name = localized(committee, "name")
    frame = Frame(name, tuple(short_title(source) for source in sources), is_provisional(used))
    return GroupReport(
        selection=selection,
        committee=committee,
        name=name,
        short_name=localized(committee, "short_name"),
        sentence=tally(kept)
        if kept or selection.term
        else gettext("No locality here has a target yet."),
        groups=shown,
        charts=tuple(standing_charts(frame, shown, sentences)),
        as_of=max((stand.standing.as_of for stand in found if stand.standing.as_of), default=None),
        sources=tuple(source_links(sources)),
        members=tuple(link_to(member) for member in members),
        localities=(build_locality_report(each, selection) for each in slugs),
    )


def group_members(slug: str, selection: Selection) -> tuple[Committee, list[Committee]]:
    """The committee, and the localities that its briefing is about: 2 queries.

    Raises UnknownLocalityError, NoLocalitiesError, TooManyLocalitiesError.
    """
    committee = committees.named(slug)
    members = committees.localities_below(committee, selection.scope)
    if not members:
        raise NoLocalitiesError(slug)
    if 1 + len(members) > MOST_LOCALITIES:
        raise TooManyLocalitiesError(1 + len(members))
    return committee, members


@dataclass(frozen=True, slots=True)
class GroupOffer:
    """What a briefing of a committee would hold; ``refusal`` says why there can be none."""

    selection: Selection
    slug: str
    name: str
    members: tuple[Link, ...]
    refusal: str = ""

    @property
    def term(self) -> str:
        return numbers.period(self.selection.term) if self.selection.term else ""


def build_group_offer(slug: str, selection: Selection) -> GroupOffer:
    """2 queries. Raises UnknownLocalityError."""
    committee = committees.named(slug)
    members = committees.localities_below(committee, selection.scope)
    refusal = ""
    if not members:
        refusal = gettext("No locality directly below has figures or a target.")
    elif 1 + len(members) > MOST_LOCALITIES:
        refusal = gettext(
            "There are %(number)s localities, and one file holds at most %(most)s. Choose a "
            "committee below."
        ) % {
            "number": numbers.number(1 + len(members)),
            "most": numbers.number(MOST_LOCALITIES),
        }
    links = tuple(link_to(member) for member in members)
    return GroupOffer(selection, slug, localized(committee, "name"), links, refusal)
