"""The rows that reports are made of: engine values with their texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    Committee,
    MembershipCount,
    OrganisationCount,
    StatedResult,
)
from recruitment.models.text import localized
from recruitment.progress.goal import Goal
from recruitment.progress.stated import Check
from recruitment.queries.revisions import Revision
from recruitment.wording.labels import StatusLabel


@dataclass(frozen=True, slots=True)
class Link:
    """A committee or a source by name and address name.

    ``short`` is a source's name where there is little room; ``name`` its whole title.
    """

    name: str
    slug: str
    short: str = ""


def link_to(committee: Committee) -> Link:
    return Link(localized(committee, "short_name"), committee.slug)


@dataclass(frozen=True, slots=True)
class Cell:
    """One of the few numbers at the top: what, how many, of which unit, and the note below.

    ``number`` is ``value`` for a spreadsheet, where it is exactly one number.
    """

    label: str
    value: str
    unit: str = ""
    note: str = ""
    note_links_to_assumptions: bool = False
    number: int | Decimal | None = None


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal with its texts. ``document`` is what set the target.

    ``also`` are the periods of other goals of its target of which the same is to be said.
    """

    goal: Goal
    committee: Link
    title: str
    period: str
    category: str
    target: str
    admitted: str
    percent: str
    elapsed: str
    as_of: str
    status: StatusLabel
    document: str
    source: Link
    inherited_from: Link | None = None
    notes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def aim(self) -> str:
        """The target, to be said below the title; empty where the title says it."""
        return "" if self.title.endswith(self.target) else self.target

    @property
    def bar(self) -> Bar | None:
        return bar_of(self.goal)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of percent attained: of the target, for a rate of its low end.

    ``open_ended``: more may be true. ``spread``: the high end where it differs.
    """

    percent: Fraction
    spread: Fraction | None
    open_ended: bool
    elapsed: Fraction | None


def bar_of(goal: Goal) -> Bar | None:
    """None where there is no percent: nothing is drawn, not a bar of 0."""
    if goal.percent is None:
        return None
    low, high = goal.percent.low, goal.percent.high
    if goal.target.kind == "rate":
        low = 100 * low / goal.target.low
        high = None if high is None else 100 * high / goal.target.low
    elapsed = None if goal.elapsed is None else 100 * goal.elapsed
    return Bar(low, high if high != low else None, goal.percent.high is None, elapsed)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit directly below: what it admitted on the parent's days, or else what is known."""

    unit: Link
    admitted: str
    amount: Fraction | None
    period: str
    reported: bool
    goal: GoalRow | None
    status: StatusLabel


FigureModel: TypeAlias = (
    AdmissionCount | MembershipCount | ActivityCount | OrganisationCount | StatedResult
)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One printed or entered figure: what, when, how sure, and how it fares.

    ``row`` is where its values come from, ``check`` how a stated result compares with ours,
    ``revised`` what an approved figure said before this one; ``marks`` are the words for that,
    and whether it may still change.
    """

    content: str
    period: str
    period_note: str
    stated: str
    computed: str
    verdict: StatusLabel
    source: Link
    row: FigureModel
    check: Check | None = None
    note: str = ""
    used: bool = False
    revised: Revision | None = None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceLink:
    link: Link
    published: str
    published_on: date | None
