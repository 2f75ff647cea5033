"""The list of localities: one level of the tree to browse, or what a search finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from recruitment.models import Committee
from recruitment.models.text import localized
from recruitment.progress.locality import Standing
from recruitment.queries import directory
from recruitment.queries.committees import UnknownLocalityError, by_slug, stands
from recruitment.queries.snapshot import snapshot
from recruitment.wording import numbers
from recruitment.wording.goals import admitted_text, goal_period, percent_text
from recruitment.wording.labels import STATUS, StatusLabel

from .rows import Link, link_to
from .selection import Selection

ROWS = 50
UNITS_SHOWN = 12
CHOICES = 24


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """A locality with how it stands. ``status`` is None without target and admissions;
    ``known`` is the headline in a few words."""

    locality: Link
    name: str
    kind: str
    above: tuple[Link, ...]
    status: StatusLabel | None
    known: str
    as_of: str
    units: tuple[Link, ...]
    units_more: int


@dataclass(frozen=True, slots=True)
class DirectoryReport:
    """``count`` localities in all, on ``pages`` pages; ``under`` is whose units are listed."""

    selection: Selection
    text: str
    under: Link | None
    above: tuple[Link, ...]
    rows: tuple[DirectoryRow, ...]
    count: int
    page: int
    pages: int

    @property
    def before(self) -> int:
        return self.page - 1

    @property
    def after(self) -> int:
        return self.page + 1


@snapshot()
def build_directory_report(
    selection: Selection, text: str, under: str, page: int
) -> DirectoryReport:
    """What a search finds, or else the units of a committee: at most 11 queries.

    ``under`` is an address name, empty for the top. A page after the last has no rows. Raises
    UnknownLocalityError.
    """
    committee = None if text else _committee(under)
    rows = directory.found(text) if text else directory.level(committee)
    number = rows.count()
    shown = list(rows[(page - 1) * ROWS : page * ROWS]) if number else []
    return DirectoryReport(
        selection=selection,
        text=text,
        under=link_to(committee) if committee else None,
        above=tuple(link_to(row) for row in committee.ancestors()) if committee else (),
        rows=tuple(_rows(shown, selection, searching=bool(text))),
        count=number,
        page=page,
        pages=max(1, -(-number // ROWS)),
    )


def _committee(slug: str) -> Committee | None:
    if not slug:
        return directory.root()
    known = by_slug([slug])
    if slug not in known:
        raise UnknownLocalityError(slug)
    return known[slug]


def _rows(
    shown: Sequence[Committee], selection: Selection, *, searching: bool
) -> list[DirectoryRow]:
    above = directory.above(shown) if searching else {}
    units = {} if searching else directory.units(shown, UNITS_SHOWN)
    all_units = {} if searching else directory.unit_numbers(shown)
    found, _material = stands(shown, selection.scope)
    rows = []
    for stand in found:
        committee, standing = stand.committee, stand.standing
        known = bool(standing.own_goals or standing.headline_count)
        listed = units.get(committee.pk, [])
        rows.append(
            DirectoryRow(
                locality=link_to(committee),
                name=localized(committee, "name"),
                kind=localized(committee.kind, "name"),
                above=tuple(link_to(row) for row in above.get(committee.pk, [])),
                status=STATUS[standing.status] if known else None,
                known=_known(stand.standing),
                as_of=numbers.day(standing.as_of) if standing.as_of else "",
                units=tuple(link_to(row) for row in listed),
                units_more=all_units.get(committee.pk, 0) - len(listed),
            )
        )
    return rows


def _known(standing: Standing) -> str:
    goal = standing.headline
    if goal:
        said = percent_text(goal) if goal.percent else ""
        return " · ".join(part for part in (said, goal_period(goal)) if part)
    if standing.headline_count is None:
        return ""
    admitted = admitted_text(standing.headline_count, average=True)
    return gettext("%(number)s admitted") % {"number": admitted}


@dataclass(frozen=True, slots=True)
class Choice:
    """A locality that may be compared; ``parent`` tells apart those of one name."""

    locality: Link
    parent: str
    chosen: bool


def build_choices(selection: Selection, text: str, chosen: Sequence[str]) -> tuple[Choice, ...]:
    """The localities chosen already, then those that a search finds, or else some with a target:
    at most 2 queries."""
    rows = list(directory.with_slugs(chosen)) if chosen else []
    if not text:
        rows += directory.with_own_target(selection.scope)[:CHOICES]
    else:
        rows += directory.found(text)[:CHOICES]
    distinct = {row.pk: row for row in rows}
    return tuple(
        Choice(
            locality=link_to(row),
            parent=link_to(row.parent).name if row.parent else "",
            chosen=row.slug in chosen,
        )
        for row in distinct.values()
    )
