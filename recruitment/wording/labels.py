"""Codes of the engine as words, with the shape that goes with a status."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from recruitment.progress.counts import Finality, Origin
from recruitment.progress.discrepancies import Conflict
from recruitment.progress.projection import Why
from recruitment.progress.qualifiers import Qualifier
from recruitment.progress.status import Depends, Status
from recruitment.progress.targets import Basis, Kind, Sense, WindowBasis
from recruitment.progress.verdicts import StatedKind, Verdict


class Tone(StrEnum):
    """The meaning that a colour stands for; never told by the colour alone."""

    ON = "on"
    DONE = "done"
    BEHIND = "behind"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StatusLabel:
    word: Promise | str
    shape: str
    tone: Tone


STATUS: dict[Status, StatusLabel] = {
    Status.EXCEEDED: StatusLabel(_("Exceeded"), "✓", Tone.DONE),
    Status.ACHIEVED: StatusLabel(_("Achieved"), "✓", Tone.DONE),
    Status.NOT_ACHIEVED: StatusLabel(_("Not achieved"), "▼", Tone.BEHIND),
    Status.ON_PACE: StatusLabel(_("On pace"), "●", Tone.ON),
    Status.BEHIND: StatusLabel(_("Behind pace"), "▼", Tone.BEHIND),
    Status.TOO_EARLY: StatusLabel(_("Too early to say"), "○", Tone.UNKNOWN),
    Status.UNDETERMINED: StatusLabel(_("Undetermined"), "?", Tone.UNKNOWN),
    Status.NO_FIGURES: StatusLabel(_("No figures yet"), "○", Tone.UNKNOWN),
    Status.CANNOT_COMPUTE: StatusLabel(_("Cannot be computed"), "?", Tone.UNKNOWN),
    Status.NO_TARGET: StatusLabel(_("No target yet"), "○", Tone.UNKNOWN),
}

VERDICT: dict[Verdict, StatusLabel] = {
    Verdict.AGREES: StatusLabel(_("Agrees"), "✓", Tone.DONE),
    Verdict.AGREES_TRUNCATED: StatusLabel(_("Agrees (not rounded)"), "✓", Tone.DONE),
    Verdict.DISAGREES: StatusLabel(_("Disagrees"), "▼", Tone.BEHIND),
    Verdict.CANNOT_CHECK: StatusLabel(_("Cannot be checked"), "?", Tone.UNKNOWN),
    Verdict.USED_TO_INFER: StatusLabel(_("Used to infer the target"), "●", Tone.ON),
}

DEPENDS: dict[Depends, Promise] = {
    Depends.AMOUNT: _("the exact number admitted"),
    Depends.TARGET: _("the exact target"),
    Depends.DATES: _("the exact dates of the figures"),
    Depends.BASE: _("the number of members at the start"),
    Depends.MISSING_DAYS: _("figures for the days that are missing"),
    Depends.SINGLE_YEARS: _("the figure of each single year"),
}

CONFLICT: dict[Conflict, Promise] = {
    Conflict.TWO_SUMS: _("Two ways of counting the same days give different sums"),
    Conflict.PART_EXCEEDS_WHOLE: _("A shorter period holds more than the longer one around it"),
    Conflict.CHILDREN_EXCEED: _("The subordinate units add up to more than the committee's figure"),
    Conflict.CATEGORY_EXCEEDS_TOTAL: _("A category is larger than the total of the same period"),
    Conflict.TWO_STOCKS: _("Two sources give different numbers of members on the same day"),
}

WHY: dict[Why, Promise] = {
    Why.FEW_QUARTERS: _(
        "Fewer than eight quarterly figures in the target's own time: no range and no chance."
    ),
    Why.EVEN: _("Range of 80 % from the spread of the quarterly figures."),
    Why.SEASONAL: _("Range of 80 % from the spread of the quarterly figures, by season."),
}

KIND: dict[Kind, Promise] = {
    Kind.COUNT: pgettext_lazy("kind of target", "Number admitted"),
    Kind.RATE: pgettext_lazy("kind of target", "Rate of members a year"),
}

SENSE: dict[Sense, Promise] = {
    Sense.TOTAL: pgettext_lazy("sense of target", "total"),
    Sense.FLOOR: pgettext_lazy("sense of target", "at least"),
    Sense.BAND: pgettext_lazy("sense of target", "range"),
}

BASIS: dict[Basis, Promise] = {
    Basis.STATED: pgettext_lazy("basis", "stated by the source"),
    Basis.IMPLIED: pgettext_lazy("basis", "inferred from a stated result"),
}

WINDOW_BASIS: dict[WindowBasis, Promise] = {
    WindowBasis.STATED: pgettext_lazy("basis", "stated by the source"),
    WindowBasis.ASSUMED: pgettext_lazy("basis", "assumption"),
}

QUALIFIER: dict[Qualifier, Promise] = {
    Qualifier.EXACT: pgettext_lazy("qualifier", "exact"),
    Qualifier.MORE_THAN: pgettext_lazy("qualifier", "more than"),
    Qualifier.AT_LEAST: pgettext_lazy("qualifier", "at least"),
    Qualifier.ROUNDED: pgettext_lazy("qualifier", "rounded"),
    Qualifier.ABOUT: pgettext_lazy("qualifier", "about"),
}

FINALITY: dict[Finality, Promise] = {
    Finality.FINAL: pgettext_lazy("finality", "final"),
    Finality.PROVISIONAL: pgettext_lazy("finality", "provisional"),
    Finality.UNKNOWN: pgettext_lazy("finality", "not stated"),
}

ORIGIN: dict[Origin, Promise] = {
    Origin.DIRECT: pgettext_lazy("origin", "stated"),
    Origin.DERIVED: pgettext_lazy("origin", "difference of two figures"),
    Origin.SUMMED: pgettext_lazy("origin", "sum of the units"),
}

STATED_KIND: dict[StatedKind, Promise] = {
    StatedKind.PERCENT_OF_TARGET: _("percent of the target"),
    StatedKind.OVER_PERCENT: _("percent over the target"),
    StatedKind.OVER_PERSONS: _("persons over the target"),
    StatedKind.OVER_POINTS: _("percentage points over the target"),
    StatedKind.AVERAGE_PER_YEAR: _("average admissions a year"),
    StatedKind.RATE_PER_YEAR: _("average rate a year"),
}
