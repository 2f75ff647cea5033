"""Targets: what a congress resolution or a plan sets."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recruitment.progress import targets as engine

from .categories import Category
from .committees import Committee
from .periods import ReportingPeriod
from .rules import Problem, already_there, beyond_calendar, ends_before_start, refuse
from .sources import Source
from .target_rules import not_whole_years, target_high, target_number
from .tracking import tracked
from .versions import Versioned, VersionedQuerySet

NATURAL_KEY = (
    "committee__slug",
    "category__code",
    "kind",
    "cadence",
    "sense",
    "window_from",
    "window_to",
    "source__slug",
    "version",
)


class TargetQuerySet(VersionedQuerySet["Target"]):
    def get_by_natural_key(self, *key: str | int) -> Target:
        """By the parts of ``Target.natural_key``; the version may be left out for the first."""
        values = dict(zip(NATURAL_KEY, key, strict=False))
        return self.get(**{"version": 1, **values})


class Target(Versioned):
    """A number of admissions, or a rate in percent of members a year, to be reached.

    ``low`` and ``high`` are persons or percent: equal for a total (apart only where it is
    implied and not fully known), ``low`` alone for a floor, both ends of a band.
    """

    CELL: ClassVar[tuple[str, ...]] = (
        "committee_id",
        "category_id",
        "kind",
        "cadence",
        "sense",
        "window_from",
        "window_to",
    )

    class Kind(models.TextChoices):
        COUNT = engine.Kind.COUNT.value, _("number of admissions")
        RATE = engine.Kind.RATE.value, _("percent of members a year")

    class Cadence(models.TextChoices):
        WINDOW = engine.Cadence.WINDOW.value, _("once for the whole window")
        YEAR = engine.Cadence.YEAR.value, _("each calendar year")

    class Sense(models.TextChoices):
        TOTAL = engine.Sense.TOTAL.value, _("total")
        FLOOR = engine.Sense.FLOOR.value, _("at least")
        BAND = engine.Sense.BAND.value, _("from–to")

    class WindowBasis(models.TextChoices):
        STATED = engine.WindowBasis.STATED.value, _("stated")
        ASSUMED = engine.WindowBasis.ASSUMED.value, _("assumed")

    class Basis(models.TextChoices):
        STATED = engine.Basis.STATED.value, _("stated")
        IMPLIED = engine.Basis.IMPLIED.value, _("implied by a printed result")

    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        db_index=False,
        related_name="targets",
        verbose_name=_("committee"),
    )
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="targets", verbose_name=_("source")
    )
    category = models.ForeignKey(Category, models.PROTECT, verbose_name=_("category"))
    kind = models.CharField(_("kind of target"), max_length=8, choices=Kind, default=Kind.COUNT)
    cadence = models.CharField(_("cadence"), max_length=8, choices=Cadence, default=Cadence.WINDOW)
    sense = models.CharField(_("sense"), max_length=8, choices=Sense, default=Sense.TOTAL)
    low = models.DecimalField(
        _("target, or its low end"), max_digits=12, decimal_places=3, null=True, blank=True
    )
    high = models.DecimalField(
        _("high end"),
        max_digits=12,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("For “from–to” only; empty for “at least”, filled in for a total."),
    )
    basis = models.CharField(
        _("basis of the number"), max_length=8, choices=Basis, default=Basis.STATED
    )
    inherits = models.BooleanField(
        _("holds for all below"),
        default=False,
        help_text=_("Shown to the committees below as a reference, never as their own target."),
    )
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, verbose_name=_("period as stated"))
    window_from = models.DateField(
        _("counted from"), help_text=_("The first day of the window that pace is judged on.")
    )
    window_to = models.DateField(_("counted to"))
    window_basis = models.CharField(
        _("basis of the window"), max_length=8, choices=WindowBasis, default=WindowBasis.STATED
    )
    window_note = models.CharField(_("reason for the window"), max_length=500, blank=True)
    window_note_en = models.CharField(
        _("reason for the window, in English"), max_length=500, blank=True
    )
    document = models.CharField(_("document"), max_length=255, blank=True)
    document_en = models.CharField(_("document in English"), max_length=255, blank=True)
    document_number = models.CharField(_("document number"), max_length=60, blank=True)
    document_date = models.DateField(_("document date"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    note_en = models.CharField(_("note in English"), max_length=500, blank=True)
    facts = models.CharField(_("rows of the facts table"), max_length=60, blank=True)
    supersedes = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("replaces"),
    )

    history = tracked()
    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        indexes = [
            models.Index(fields=["committee", "state"], name="target_committee_state"),
            models.Index(fields=["state", "inherits"], name="target_state_inherits"),
            models.Index(fields=["state", "id"], name="target_state_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "committee",
                    "category",
                    "kind",
                    "cadence",
                    "sense",
                    "window_from",
                    "window_to",
                    "source",
                    "version",
                ],
                name="target_version_unique",
            ),
            models.UniqueConstraint(
                fields=[
                    "committee",
                    "category",
                    "kind",
                    "cadence",
                    "sense",
                    "window_from",
                    "window_to",
                    "source",
                ],
                condition=Q(state="approved"),
                name="target_one_approved",
            ),
            models.CheckConstraint(
                condition=Q(window_to__gte=F("window_from")), name="target_window_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(sense="floor", low__gt=0, high=None)
                | Q(sense="band", low__gt=0, high__gte=F("low"))
                | Q(sense="total", basis="stated", low__gt=0, high=F("low"))
                | Q(sense="total", basis="implied", low__gt=0, high__gte=F("low")),
                name="target_ends_fit_its_sense",
            ),
        ]

    def __str__(self) -> str:
        amount = "–".join(
            f"{end.normalize():f}" for end in dict.fromkeys((self.low, self.high)) if end
        )
        return f"{self.committee}: {self.get_sense_display()} {amount} ({self.period})"

    def natural_key(self) -> tuple[str | int, ...]:
        return (
            self.committee.slug,
            self.category.code,
            self.kind,
            self.cadence,
            self.sense,
            str(self.window_from),
            str(self.window_to),
            self.source.slug,
            self.version,
        )

    @classmethod
    def replacements_of_outer_row(cls) -> Q:
        """A later version names the row it replaces, since it may have another window."""
        return Q(supersedes=OuterRef("pk")) | super().replacements_of_outer_row()

    def beside(self) -> models.QuerySet[Target]:
        same_cell = {column: getattr(self, column) for column in self.cell_columns()}
        replaced = Q(pk=self.supersedes_id) if self.supersedes_id else Q()
        return Target.objects.filter(Q(**same_cell) | replaced).exclude(pk=self.pk)

    def clean(self) -> None:
        problems = self.own_problems()
        problems |= {"period": self._rival_problem(), "supersedes": self._supersedes_problem()}
        refuse(problems)

    def own_problems(self) -> dict[str, Problem]:
        """What is wrong with the target by itself, by field. No query."""
        if self.sense == self.Sense.TOTAL and self.basis == self.Basis.STATED:
            # A clerk types a stated total once.
            self.high = self.low if self.high is None else self.high
        yearly = self.cadence == self.Cadence.YEAR
        return {
            "low": target_number(self.kind, self.low, self.high),
            "high": target_high(self.sense, self.basis, self.low, self.high),
            "window_to": beyond_calendar(self.window_from, self.window_to)
            or ends_before_start(self.window_from, self.window_to)
            or (not_whole_years(self.window_from, self.window_to) if yearly else None),
        }

    def _rival_problem(self) -> Problem:
        rival = self.rival()
        found = (str(rival), rival.version, rival.get_state_display()) if rival else None
        return already_there(str(self.source), str(self.committee), found) if found else None

    def _supersedes_problem(self) -> Problem:
        old = self.supersedes
        if old is None or (old.committee_id == self.committee_id and old.version < self.version):
            return None
        return ValidationError(
            gettext("A target replaces an earlier version of the same committee's target."),
            code="supersedes_another",
        )
