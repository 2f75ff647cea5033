"""Where figures come from, and what a source states beside them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recruitment.progress import verdicts

from .categories import Category
from .committees import Committee
from .dates import PeriodDated
from .periods import ReportingPeriod
from .rules import Problem, digits_beyond, outside_life, refuse
from .text import localized
from .tracking import tracked


class SourceQuerySet(models.QuerySet["Source"]):
    def get_by_natural_key(self, slug: str) -> Source:
        return self.get(slug=slug)


class Source(models.Model):
    """An article, or the entry of figures by officers (one row, ``nhap-lieu``)."""

    ENTRY_SLUG = "nhap-lieu"

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")
        ENTRY = "entry", _("entered figures")

    slug = models.SlugField(
        _("address name"),
        max_length=80,
        unique=True,
        help_text=_("Part of the source's public address: do not change it once published."),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.ARTICLE)
    title = models.CharField(_("title"), max_length=255)
    title_en = models.CharField(_("title in English"), max_length=255, blank=True)
    publisher = models.CharField(_("publisher"), max_length=255, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_note = models.CharField(_("note on the date"), max_length=500, blank=True)
    published_note_en = models.CharField(
        _("note on the date, in English"), max_length=500, blank=True
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = tracked()
    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return localized(self, "title")

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class StatedResult(PeriodDated):
    """A result that a source prints (39,66 %, "average 366 a year"), kept apart from ours.

    ``value`` has the unit of its kind: percent, persons, percentage points, persons a year or
    percent a year; ``decimals`` is how many digits after the comma were printed.
    """

    class Kind(models.TextChoices):
        PERCENT_OF_TARGET = verdicts.StatedKind.PERCENT_OF_TARGET.value, _("percent of the target")
        OVER_PERCENT = verdicts.StatedKind.OVER_PERCENT.value, _("percent over the target")
        OVER_PERSONS = verdicts.StatedKind.OVER_PERSONS.value, _("persons over the target")
        OVER_POINTS = (
            verdicts.StatedKind.OVER_POINTS.value,
            _("percentage points over the target"),
        )
        AVERAGE_PER_YEAR = verdicts.StatedKind.AVERAGE_PER_YEAR.value, _("average a year")
        RATE_PER_YEAR = verdicts.StatedKind.RATE_PER_YEAR.value, _("rate a year, percent")

    class Qualifier(models.TextChoices):
        EXACT = "exact", _("exact")
        TRUNCATED = "truncated", _("cut off after the last digit")
        ROUNDED = "rounded", _("rounded")
        AVERAGE = "average", _("average")
        EXACT_AVERAGE = "exact_average", _("average, exact")
        MORE_THAN = "more_than", _("more than")
        AT_LEAST = "at_least", _("at least")
        ABOUT = "about", _("about")

    source = models.ForeignKey(
        Source, models.PROTECT, related_name="stated_results", verbose_name=_("source")
    )
    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="stated_results", verbose_name=_("committee")
    )
    category = models.ForeignKey(Category, models.PROTECT, verbose_name=_("category"))
    kind = models.CharField(_("kind of result"), max_length=20, choices=Kind)
    value = models.DecimalField(_("printed value"), max_digits=8, decimal_places=3)
    decimals = models.PositiveSmallIntegerField(_("digits after the comma, as printed"), default=0)
    qualifier = models.CharField(
        _("qualifier"), max_length=16, choices=Qualifier, default=Qualifier.EXACT
    )
    target = models.ForeignKey(
        "recruitment.Target",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stated_results",
        verbose_name=_("target it speaks of"),
    )
    infers = models.BooleanField(
        _("fixed that target"),
        default=False,
        help_text=_("The target was solved from this result, which then proves nothing."),
    )
    note = models.CharField(_("note"), max_length=500, blank=True)
    note_en = models.CharField(_("note in English"), max_length=500, blank=True)
    fact = models.CharField(_("row of the facts table"), max_length=16, blank=True)

    history = tracked()

    class Meta:
        verbose_name = _("stated result")
        verbose_name_plural = _("stated results")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "source", "period", "category", "kind"],
                name="stated_result_unique",
            ),
            models.CheckConstraint(
                condition=Q(infers=False) | Q(target__isnull=False),
                name="stated_result_infers_a_target",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}: {self.get_kind_display()} {self.value.normalize():f}"

    def clean(self) -> None:
        refuse(
            {
                **self.date_problems(),
                "value": digits_beyond(self.value, self.decimals),
                "target": self._target_problem(),
                "period": self._life_problem(),
            }
        )

    def _target_problem(self) -> Problem:
        if self.target is None:
            if not self.infers:
                return None
            return ValidationError(
                _("A result that fixed a target names it. Choose the target, or untick."),
                code="target_missing",
            )
        if (self.target.committee_id, self.target.category_id) == (
            self.committee_id,
            self.category_id,
        ):
            return None
        return ValidationError(
            _("This target is of another committee or category. Choose one of its own."),
            code="target_of_another",
        )

    def _life_problem(self) -> Problem:
        if self.days is None or not self.committee_id:
            return None
        return outside_life(str(self.committee), self.committee.life, *self.days)


class Statement(models.Model):
    """What a source says without a number ("targets were met every year"), in our words."""

    source = models.ForeignKey(
        Source, models.PROTECT, related_name="statements", verbose_name=_("source")
    )
    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="statements", verbose_name=_("committee")
    )
    text = models.CharField(_("text"), max_length=500)
    text_en = models.CharField(_("text in English"), max_length=500, blank=True)
    period = models.ForeignKey(
        ReportingPeriod,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("reporting period"),
    )
    fact = models.CharField(_("row of the facts table"), max_length=16, blank=True)

    history = tracked()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")

    def __str__(self) -> str:
        return localized(self, "text")
