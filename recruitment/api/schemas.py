"""The shape of every answer; OpenAPI is made of these.

An interval's open end is null. Fields that a source or the arithmetic leaves open are null,
never 0. Texts are in the language asked for.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from ninja import Field, Schema

from recruitment.progress.discrepancies import Conflict
from recruitment.progress.qualifiers import Qualifier
from recruitment.progress.status import Depends, Status
from recruitment.progress.targets import Basis, Cadence, Kind, Sense, WindowBasis
from recruitment.progress.verdicts import StatedKind, Verdict

Number: TypeAlias = int | float


class Problem(Schema):
    """What is wrong, where, and how to mend it: one sentence."""

    detail: str


class Range(Schema):
    """Every value from low to high; high null: no upper end is known."""

    low: Number
    high: Number | None


class KindOut(Schema):
    code: str
    name: str


class Locality(Schema):
    slug: str
    name: str
    short_name: str
    code: str
    kind: KindOut
    parent: str | None = Field(description="Address name of the committee right above.")
    started_on: date | None
    ended_on: date | None = Field(description="The last day of its existence.")


class Localities(Schema):
    items: list[Locality]
    count: int = Field(description="How many there are in all, on every page.")


class Window(Schema):
    from_: date = Field(alias="from")
    to: date
    basis: WindowBasis


class TargetOut(Schema):
    """low and high are persons, or percent of the members a year for a rate."""

    id: int
    kind: Kind
    cadence: Cadence
    sense: Sense
    year: int | None = Field(description="The year of a yearly target; null for an average.")
    category: str | None = Field(description="Null: everyone.")
    period: str = Field(description="The period as the document names it.")
    window: Window
    low: Number
    high: Number | None
    basis: Basis
    inherited_from: str | None
    document: str
    source: str


class Admitted(Range):
    qualifier: Qualifier
    from_: date = Field(alias="from")
    to: date
    uncovered_days: int
    partial: bool


class Base(Schema):
    members: Range
    on: date
    after_start: bool


class ProjectionOut(Schema):
    low: Number | None
    mid: Number
    high: Number | None
    chance: float | None
    why: str


class GoalOut(Schema):
    """One target, or one year of it, with what is known against it."""

    title: str
    target: TargetOut
    admitted: Admitted | None
    as_of: date | None
    average: bool
    percent: Range | None = Field(description="Of the target; for a rate, of the members a year.")
    elapsed_percent: Number | None
    points_ahead: Range | None
    days_ahead: Range | None
    needed: Range | None
    needed_per_quarter: Range | None
    base: Base | None
    break_even_base: Range | None
    projection: ProjectionOut | None
    status: Status
    depends_on: list[Depends] = Field(description="What would decide an undetermined status.")
    other_date: date | None = Field(description="The other bound of the date that it hangs on.")


class PlanOut(Schema):
    """Targets in persons that may be compared: set once for these days, or each year of them."""

    cadence: Cadence
    from_: date = Field(alias="from")
    to: date


class AttainedOut(PlanOut):
    """The units with a figure and a target of one plan: a sum over a sum, no mean of percents."""

    units: int = Field(description="How many units have both.")
    admitted: Range
    target: Range
    percent: Range
    earliest_as_of: date
    latest_as_of: date


class AllocatedOut(PlanOut):
    """The targets given to units beside the committee's own; they need not add up to it."""

    units: int = Field(description="How many units have one.")
    given: Range
    own: Range
    difference: Range = Field(description="Given less own; below 0 where less was given.")


class ChildrenOut(Schema):
    reported: int
    listed: int
    stated_total: int | None
    sum: Range | None
    remainder: Range | None
    attained: AttainedOut | None
    allocated: AllocatedOut | None


class DiscrepancyOut(Schema):
    conflict: Conflict
    from_: date = Field(alias="from")
    to: date
    used: Range
    other: Range
    figures: list[int] = Field(
        description="Ids of admission figures, those used first; of membership for two_stocks."
    )


class Progress(Schema):
    locality: str
    name: str
    as_of: date | None
    status: Status
    goals: list[GoalOut]
    children: ChildrenOut | None
    discrepancies: list[DiscrepancyOut]


class Dated(Schema):
    """from is null for what holds at one day; the other bounds belong to inferred dates."""

    from_: date | None = Field(alias="from")
    to: date
    from_latest: date | None
    to_earliest: date | None
    dates: Literal["stated", "inferred"]
    dates_note: str


class FigureOut(Dated):
    kind: str = Field(description="admission, membership, or what is counted otherwise.")
    id: int
    label: str
    category: str | None
    value: int
    qualifier: Qualifier
    range: Range
    finality: Literal["provisional", "final", "unknown"]
    revised_from: int | None = Field(description="What was approved before, if another number.")
    revised_on: date | None = Field(description="When the present number was approved.")
    used: bool = Field(description="Some goal is made of it, or a share of it.")
    source: str
    note: str


class Figures(Schema):
    items: list[FigureOut]
    count: int


class SourceOut(Schema):
    slug: str
    title: str
    publisher: str
    published_on: date | None
    published_note: str


class SourceSummaryOut(SourceOut):
    figures: int
    targets: int
    results: int


class Sources(Schema):
    items: list[SourceSummaryOut]
    count: int


class StatedResultOut(Dated):
    """stated and computed have the unit of the kind: percent, persons, points, persons a year."""

    committee: str
    kind: StatedKind
    stated: Number
    computed: Range | None
    verdict: Verdict
    note: str
    category: str | None
    decimals: int = Field(description="Digits after the comma, as printed.")
    target: int | None = Field(description="Id of the target that it speaks of.")


class SourceDetail(SourceOut):
    items: list[StatedResultOut]
    count: int
