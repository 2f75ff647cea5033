"""Reporting periods: the days that a figure or a target speaks of."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _in_sentence
from django.utils.translation import gettext_lazy as _

from .rules import beyond_calendar, day, ends_before_start, refuse
from .tracking import tracked


class PeriodKind(models.TextChoices):
    TERM = "term", _("term")
    YEAR = "year", _("year")
    HALF = "half", _("half year")
    QUARTER = "quarter", _("quarter")
    MONTH = "month", _("month")
    OTHER = "other", _("other period")


# Months in a period of each regular kind; it begins in a month that this number divides.
REGULAR_MONTHS = {
    PeriodKind.YEAR: 12,
    PeriodKind.HALF: 6,
    PeriodKind.QUARTER: 3,
    PeriodKind.MONTH: 1,
}


ROMAN = ("I", "II", "III", "IV")


def kinds_of(start: date, end: date) -> tuple[PeriodKind, ...]:
    """The kinds that these dates allow: one regular kind, or term and other, or other alone."""
    for kind, months in REGULAR_MONTHS.items():
        last = (start.month + months - 1, monthrange(end.year, end.month)[1])
        begins = start.day == 1 and (start.month - 1) % months == 0
        if begins and start.year == end.year and (end.month, end.day) == last:
            return (kind,)
    whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return (PeriodKind.TERM, PeriodKind.OTHER) if whole_years else (PeriodKind.OTHER,)


class ReportingPeriodQuerySet(models.QuerySet["ReportingPeriod"]):
    def get_by_natural_key(self, starts_on: str, ends_on: str) -> ReportingPeriod:
        return self.get(starts_on=starts_on, ends_on=ends_on)


class ReportingPeriod(models.Model):
    """Days from one date to another, both included. No two rows have the same dates."""

    kind = models.CharField(
        _("kind"),
        max_length=8,
        choices=PeriodKind,
        help_text=_("“Nine months” or “from 2021 to now” are other periods."),
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    history = tracked()
    objects = ReportingPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        indexes = [models.Index(fields=["ends_on"], name="period_ends_on")]
        constraints = [
            models.UniqueConstraint(fields=["starts_on", "ends_on"], name="period_dates_unique"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="period_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{day(self.starts_on)} – {day(self.ends_on)}"

    @property
    def name(self) -> str:
        """Quarter III/2022, 2021, or both dates, as a sentence names the days."""
        first, last = self.starts_on, self.ends_on
        kinds = kinds_of(first, last)
        if PeriodKind.QUARTER in kinds:
            return _in_sentence("quarter %(number)s/%(year)s") % {
                "number": ROMAN[first.month // 3],
                "year": first.year,
            }
        return str(first.year) if PeriodKind.YEAR in kinds else str(self)

    def natural_key(self) -> tuple[str, str]:
        return (str(self.starts_on), str(self.ends_on))

    def clean(self) -> None:
        refuse(
            {
                "ends_on": beyond_calendar(self.starts_on, self.ends_on)
                or ends_before_start(self.starts_on, self.ends_on)
            }
        )
        if not (self.starts_on and self.ends_on) or self.kind not in PeriodKind.values:
            return
        allowed = kinds_of(self.starts_on, self.ends_on)
        if self.kind not in allowed:
            raise ValidationError(
                {
                    "kind": ValidationError(
                        _("These dates are not a %(kind)s. Choose: %(allowed)s."),
                        code="kind_disagrees",
                        params={
                            "kind": PeriodKind(self.kind).label,
                            "allowed": ", ".join(str(kind.label) for kind in allowed),
                        },
                    )
                }
            )
