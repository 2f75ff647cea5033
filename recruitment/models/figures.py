"""The figures: admissions, members, classes and people preparing, organisations."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from recruitment.progress import counts, qualifiers

from .audience import Audience
from .categories import Category
from .committees import Committee
from .dates import DatesNoted, DayDated, PeriodDated
from .rules import Problem, already_there, number, outside_life, part_above_whole, refuse
from .sources import Source
from .tracking import tracked
from .versions import State, Versioned, VersionedQuerySet


class Qualifier(models.TextChoices):
    EXACT = qualifiers.Qualifier.EXACT.value, _("exact")
    MORE_THAN = qualifiers.Qualifier.MORE_THAN.value, _("more than")
    AT_LEAST = qualifiers.Qualifier.AT_LEAST.value, _("at least")
    ROUNDED = qualifiers.Qualifier.ROUNDED.value, _("rounded")
    ABOUT = qualifiers.Qualifier.ABOUT.value, _("about")


class Finality(models.TextChoices):
    PROVISIONAL = counts.Finality.PROVISIONAL.value, _("provisional")
    FINAL = counts.Finality.FINAL.value, _("final")
    UNKNOWN = counts.Finality.UNKNOWN.value, _("not known")


class Figure(DatesNoted, Versioned):
    """One printed or entered number of persons, classes or organisations.

    The committee has no index of its own: the constraints' indexes begin with it.
    """

    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        db_index=False,
        related_name="%(class)ss",
        verbose_name=_("committee"),
    )
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="%(class)ss", verbose_name=_("source")
    )
    value = models.PositiveIntegerField(_("value"))
    qualifier = models.CharField(
        _("qualifier"), max_length=10, choices=Qualifier, default=Qualifier.EXACT
    )
    finality = models.CharField(
        _("finality"), max_length=12, choices=Finality, default=Finality.UNKNOWN
    )
    fact = models.CharField(_("row of the facts table"), max_length=16, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    note_en = models.CharField(_("note in English"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.committee}, {self.when}: {number(self.value)}"

    def clean(self) -> None:
        problems = self.date_problems()
        if self.days and self.cell_is_known():
            first, last = self.days
            life = outside_life(str(self.committee), self.committee.life, first, last)
            problems[self.WHEN] = life or self._rival_problem()
            # A form may have found no value, or a qualifier that does not exist.
            value: int | None = self.value
            if value is not None and self.qualifier in Qualifier.values:
                problems["value"] = self._whole_problem()
        refuse(problems)

    def relatives(self) -> models.QuerySet[Any] | None:
        """Figures of the same dates and source that this one is a part of, or the whole of."""
        return None

    @property
    def is_whole(self) -> bool:
        raise NotImplementedError

    @property
    def subject(self) -> str:
        """What is counted, as a sentence names it."""
        raise NotImplementedError

    def _like(self, column: str) -> models.QuerySet[Any]:
        """The newest rows of the same cell but for one column."""
        same = {name: getattr(self, name) for name in self.cell_columns() if name != column}
        rows = type(self)._default_manager.filter(**same)
        newest = cast("VersionedQuerySet[Any]", rows).visible_to(Audience.PREVIEW)
        return newest.exclude(pk=self.pk)

    def _whole_problem(self) -> Problem:
        """A part above its whole, seen from either. At most one query."""
        others = self.relatives()
        for other in () if others is None else others:
            if other.is_whole == self.is_whole:
                continue
            part, whole = (other, self) if self.is_whole else (self, other)
            problem = part_above_whole(
                (part.value, part.qualifier),
                (whole.value, whole.qualifier),
                part.subject,
                whole.subject,
            )
            if problem:
                return problem
        return None

    def _rival_problem(self) -> Problem:
        rival = self.rival()
        found = (number(rival.value), rival.version, rival.get_state_display()) if rival else None
        return already_there(str(self.source), str(self.committee), found)


class OfCategory(Figure):
    """A number of people of one category; the category total is the whole of the others."""

    category = models.ForeignKey(Category, models.PROTECT, verbose_name=_("category"))

    class Meta:
        abstract = True

    def relatives(self) -> models.QuerySet[Any] | None:
        return self._like("category_id").select_related("category")

    @property
    def is_whole(self) -> bool:
        return self.category.is_total

    @property
    def subject(self) -> str:
        return str(self.category)


def unique_cell(name: str, *columns: str) -> list[models.BaseConstraint]:
    """One row for a cell, source and version, and at most one of them approved."""
    cell = ["committee", *columns, "source"]
    return [
        models.UniqueConstraint(fields=[*cell, "version"], name=f"{name}_version_unique"),
        models.UniqueConstraint(
            fields=cell, condition=Q(state=State.APPROVED), name=f"{name}_one_approved"
        ),
    ]


class AdmissionCountQuerySet(VersionedQuerySet["AdmissionCount"]):
    pass


class AdmissionCount(PeriodDated, OfCategory):
    """People admitted within a period: by the date of the decision, not of the ceremony."""

    CELL: ClassVar[tuple[str, ...]] = ("committee_id", "period_id", "category_id")

    history = tracked()
    objects = AdmissionCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("admission count")
        verbose_name_plural = _("admission counts")
        indexes = [
            models.Index(fields=["committee", "state", "period"], name="admission_committee_state"),
            models.Index(fields=["state", "id"], name="admission_state_newest"),
        ]
        constraints = unique_cell("admission", "period", "category")


class MembershipCountQuerySet(VersionedQuerySet["MembershipCount"]):
    pass


class MembershipCount(DayDated, OfCategory):
    """Members at a date: a stock, never summed over time."""

    CELL: ClassVar[tuple[str, ...]] = ("committee_id", "on", "category_id")

    history = tracked()
    objects = MembershipCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership count")
        verbose_name_plural = _("membership counts")
        indexes = [
            models.Index(fields=["committee", "state", "on"], name="membership_committee_state"),
            models.Index(fields=["state", "id"], name="membership_state_newest"),
        ]
        constraints = [
            *unique_cell("membership", "on", "category"),
            models.CheckConstraint(
                condition=Q(on_earliest=None) | Q(on_earliest__lte=F("on")),
                name="membership_earliest_before_date",
            ),
        ]


class ActivityCountQuerySet(VersionedQuerySet["ActivityCount"]):
    pass


class ActivityCount(PeriodDated, Figure):
    """Classes held, people who attended or will attend them, dossiers being prepared."""

    class Activity(models.TextChoices):
        AWARENESS_CLASS = "awareness_class", _("awareness classes")
        AWARENESS_PARTICIPANT = "awareness_participant", _("participants of awareness classes")
        AWARENESS_CANDIDATE = "awareness_candidate", _("people being sent to an awareness class")
        NEW_MEMBER_CLASS = "new_member_class", _("new-member classes")
        NEW_MEMBER_PARTICIPANT = (
            "new_member_participant",
            _("participants of new-member classes"),
        )
        DOSSIER = "dossier", _("people completing their files")

    CELL: ClassVar[tuple[str, ...]] = ("committee_id", "period_id", "activity")

    activity = models.CharField(
        _("activity"),
        max_length=24,
        choices=Activity,
        help_text=_("New-member classes are held after admission, awareness classes before."),
    )

    history = tracked()
    objects = ActivityCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("source-pool figure")
        verbose_name_plural = _("source-pool figures")
        indexes = [
            models.Index(fields=["committee", "state", "period"], name="activity_committee_state"),
            models.Index(fields=["state", "id"], name="activity_state_newest"),
        ]
        constraints = unique_cell("activity", "period", "activity")


class OrganisationCountQuerySet(VersionedQuerySet["OrganisationCount"]):
    pass


class OrganisationCount(DayDated, Figure):
    """Organisations at a date; direct units are those right below the committee."""

    class Measure(models.TextChoices):
        DIRECT_UNIT = "direct_unit", _("direct units")
        GIVEN_TARGET = "given_target", _("direct units that were given a target")
        GRASSROOTS = "grassroots", _("grassroots organisations")
        CELL = "cell", _("cells")

    CELL: ClassVar[tuple[str, ...]] = ("committee_id", "on", "measure")

    measure = models.CharField(_("what is counted"), max_length=16, choices=Measure)

    history = tracked()
    objects = OrganisationCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of organisations")
        verbose_name_plural = _("counts of organisations")
        indexes = [
            models.Index(fields=["committee", "state", "on"], name="organisation_committee_state"),
            models.Index(fields=["state", "id"], name="organisation_state_newest"),
        ]
        constraints = [
            *unique_cell("organisation", "on", "measure"),
            models.CheckConstraint(
                condition=Q(on_earliest=None) | Q(on_earliest__lte=F("on")),
                name="organisation_earliest_before_date",
            ),
        ]

    def relatives(self) -> models.QuerySet[Any] | None:
        pair = (self.Measure.DIRECT_UNIT, self.Measure.GIVEN_TARGET)
        return self._like("measure").filter(measure__in=pair) if self.measure in pair else None

    @property
    def is_whole(self) -> bool:
        return self.measure == self.Measure.DIRECT_UNIT

    @property
    def subject(self) -> str:
        return str(self.get_measure_display())
