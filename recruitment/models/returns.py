"""The quarterly return: one for a committee and a period, from draft to approved."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .committees import Committee
from .figures import Finality
from .periods import ReportingPeriod
from .rules import ends_before_start, refuse
from .tracking import tracked


class EntryWindow(models.Model):
    """When a period's figures may be entered, and by when they are due."""

    period = models.OneToOneField(
        ReportingPeriod,
        models.PROTECT,
        related_name="entry_window",
        verbose_name=_("reporting period"),
    )
    opens_on = models.DateField(_("open from"))
    due_on = models.DateField(_("due on"), help_text=_("Whoever reports later is late."))
    closes_on = models.DateField(
        _("last day of entry"),
        null=True,
        blank=True,
        help_text=_("Empty: stays open. Moving it lifts or sets the lock."),
    )

    history = tracked()

    class Meta:
        verbose_name = _("entry window")
        verbose_name_plural = _("entry windows")
        ordering = ["-period__ends_on", "-period__starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on")), name="entry_due_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(closes_on__gte=F("due_on")),
                name="entry_closes_after_due",
            ),
        ]

    def __str__(self) -> str:
        return str(self.period)

    def clean(self) -> None:
        refuse(
            {
                "due_on": ends_before_start(self.opens_on, self.due_on),
                "closes_on": ends_before_start(self.due_on, self.closes_on),
            }
        )

    def is_open(self, today: date) -> bool:
        return self.opens_on <= today and (self.closes_on is None or today <= self.closes_on)


class Return(models.Model):
    """What one committee reports for one period, as a whole.

    Its cells are the figures of the entry's source: admissions and classes of the period (or,
    where ``cumulative``, of the year up to its end), members at its end. Their state follows
    this one. No row means that nothing was begun on the sheet.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("sent back")
        APPROVED = "approved", _("approved")

    class Standing(models.TextChoices):
        REPORTED = "reported", _("reported")
        NOT_REPORTED = "not_reported", _("not reported")
        NOT_APPLICABLE = "not_applicable", _("not applicable")

    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        db_index=False,
        related_name="returns",
        verbose_name=_("committee"),
    )
    period = models.ForeignKey(
        ReportingPeriod, models.PROTECT, related_name="returns", verbose_name=_("reporting period")
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    standing = models.CharField(
        _("report"),
        max_length=16,
        choices=Standing,
        default=Standing.REPORTED,
        help_text=_("Neither “not reported” nor “not applicable” is 0."),
    )
    cumulative = models.BooleanField(
        _("cumulative"),
        default=False,
        help_text=_("The figures count from 1 January to the end of the period."),
    )
    finality = models.CharField(
        _("finality"), max_length=12, choices=Finality, default=Finality.FINAL
    )
    revision = models.PositiveSmallIntegerField(
        _("revision"), default=1, help_text=_("Above 1: a correction after approval.")
    )
    reason = models.CharField(
        _("reason"),
        max_length=500,
        blank=True,
        help_text=_("Why it was sent back, or why an approved one is corrected."),
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved or sent back by"),
    )
    decided_at = models.DateTimeField(_("approved or sent back"), null=True, blank=True)

    history = tracked()

    class Meta:
        verbose_name = _("return")
        verbose_name_plural = _("returns")
        indexes = [models.Index(fields=["period", "state"], name="return_period_state")]
        constraints = [
            models.UniqueConstraint(fields=["committee", "period"], name="return_unique")
        ]

    def __str__(self) -> str:
        return f"{self.committee}: {self.period}"

    @property
    def is_locked(self) -> bool:
        """Waiting for a decision, or approved: nothing of it can be changed."""
        return self.state in {self.State.SUBMITTED, self.State.APPROVED}


class Remark(models.Model):
    """“Yes, it is right”: a warning about a cell, answered by the one who entered it."""

    report = models.ForeignKey(
        Return, models.CASCADE, related_name="remarks", verbose_name=_("return")
    )
    column = models.CharField(_("column"), max_length=60)
    rule = models.CharField(_("rule"), max_length=40)
    value = models.CharField(_("value"), max_length=20)
    note = models.CharField(_("note"), max_length=500)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("author"),
    )
    written_at = models.DateTimeField(_("written"), auto_now=True)

    history = tracked()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        constraints = [
            models.UniqueConstraint(fields=["report", "column", "rule"], name="remark_unique")
        ]

    def __str__(self) -> str:
        return self.note
