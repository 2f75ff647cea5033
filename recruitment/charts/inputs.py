"""What a builder needs besides engine values: names and notes, ready to print."""

from __future__ import annotations

from dataclasses import dataclass

from recruitment.progress.goal import Goal
from recruitment.progress.intervals import Interval
from recruitment.progress.periods import Period
from recruitment.progress.tiling import Tiling
from recruitment.wording.goals import goal_title


@dataclass(frozen=True, slots=True)
class Frame:
    """What the charts of a page share: whose they are, their sources by name, and whether a
    figure in them is provisional."""

    place: str
    sources: tuple[str, ...] = ()
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal. ``name`` replaces its title from ``wording``, ``note`` the as-of date beside it,
    ``words`` what is said in place of a bar where the goal cannot be drawn."""

    goal: Goal
    name: str = ""
    note: str = ""
    words: str = ""

    @property
    def title(self) -> str:
        return self.name or goal_title(self.goal)


@dataclass(frozen=True, slots=True)
class LocalityRow:
    """A locality with the goal it is compared by, None where it has none. ``note`` replaces the
    goal's period and as-of date; ``counted`` is what it admitted without a goal."""

    slug: str
    name: str
    goal: Goal | None
    note: str = ""
    words: str = ""
    counted: Tiling | None = None


@dataclass(frozen=True, slots=True)
class UnitLabel:
    """A unit below: ``tail`` is said after its number, ``goal`` is its headline goal."""

    name: str
    note: str = ""
    tail: str = ""
    goal: Goal | None = None


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category's count; ``total`` is the total of exactly the same days, or None.
    ``provisional``: one of the two is."""

    name: str
    period: Period
    amount: Interval
    total: Interval | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """Classes, and the people in them, of one kind over one period.

    ``group`` names the kind ("Awareness classes"), ``people_name`` those counted
    ("participants"); ``people`` is None where the source gives no number.
    ``after_admission``: new-member classes, which follow admission and are no source of it.
    """

    group: str
    period: Period
    people: Interval | None
    people_name: str
    classes: int | None = None
    note: str = ""
    after_admission: bool = False
    provisional: bool = False
