"""Dates of figures and printed results: stated by the source, or inferred with a reason."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .periods import ReportingPeriod
from .rules import Problem, bound_outside, day, ends_before_start, stated_yet_bounded


class DatesNoted(models.Model):
    """What the source says of the dates, in its words, and why they are read so."""

    # The field that carries the dates, and with them what is wrong about when.
    WHEN: ClassVar[str]

    dates_as_stated = models.CharField(
        _("dates as printed"),
        max_length=120,
        blank=True,
        help_text=_("The few words of the source, in Vietnamese."),
    )
    dates_note = models.CharField(
        _("reason for the dates"),
        max_length=500,
        blank=True,
        help_text=_("Why an inferred date was chosen."),
    )
    dates_note_en = models.CharField(
        _("reason for the dates, in English"), max_length=500, blank=True
    )

    class Meta:
        abstract = True

    @property
    def when(self) -> str:
        """The period or the date, as a message names it; the period is read where it is not."""
        raise NotImplementedError

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day, or None while a form lacks one."""
        raise NotImplementedError

    def date_problems(self) -> dict[str, Problem]:
        """What is wrong with the bounds of inferred dates, by field."""
        raise NotImplementedError


class PeriodDated(DatesNoted):
    """Something that speaks of a period whose first and last day may be inferred.

    An inferred first day may lie between the period's first day and ``from_latest``, an
    inferred last day between ``to_earliest`` and the period's last day.
    """

    WHEN = "period"

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, verbose_name=_("reporting period"))
    from_stated = models.BooleanField(_("first day is stated"), default=True)
    from_latest = models.DateField(
        _("first day at the latest"),
        null=True,
        blank=True,
        help_text=_("The other bound, where the first day is inferred."),
    )
    to_stated = models.BooleanField(_("last day is stated"), default=True)
    to_earliest = models.DateField(
        _("last day at the earliest"),
        null=True,
        blank=True,
        help_text=_("The other bound, where the last day is inferred."),
    )

    class Meta:
        abstract = True

    @property
    def when(self) -> str:
        return self.period.name

    @property
    def days(self) -> tuple[date, date] | None:
        return (self.period.starts_on, self.period.ends_on) if self.period_id else None

    def date_problems(self) -> dict[str, Problem]:
        if self.days is None:
            return {}
        first, last = self.days
        return {
            "from_latest": bound_outside(first, last, self.from_latest)
            or stated_yet_bounded(self.from_stated, self.from_latest),
            "to_earliest": bound_outside(first, last, self.to_earliest)
            or stated_yet_bounded(self.to_stated, self.to_earliest),
        }


class DayDated(DatesNoted):
    """Something that holds at one date, which may be inferred: then ``on`` at the latest."""

    WHEN = "on"

    on = models.DateField(_("date"))
    on_stated = models.BooleanField(_("date is stated"), default=True)
    on_earliest = models.DateField(
        _("date at the earliest"),
        null=True,
        blank=True,
        help_text=_("The other bound, where the date is inferred."),
    )

    class Meta:
        abstract = True

    @property
    def when(self) -> str:
        return day(self.on)

    @property
    def days(self) -> tuple[date, date] | None:
        # A form that was given no date asks before it is filled.
        on: date | None = self.on
        return (on, on) if on else None

    def date_problems(self) -> dict[str, Problem]:
        return {
            "on_earliest": ends_before_start(self.on_earliest, self.on)
            or stated_yet_bounded(self.on_stated, self.on_earliest)
        }
