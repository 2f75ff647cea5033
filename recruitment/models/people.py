"""Who may see and write what: a person's committees, and the state of the password."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .committees import Committee
from .tracking import tracked


class Assignment(models.Model):
    """A committee that a person works for, with all below it. Without any: nothing at all."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="assignments",
        verbose_name=_("person"),
    )
    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="assignments", verbose_name=_("committee")
    )

    history = tracked()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(fields=["person", "committee"], name="assignment_unique")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.committee}"


class Account(models.Model):
    """What Django's user does not say: whether someone else chose the password."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="account",
        verbose_name=_("person"),
    )
    password_is_temporary = models.BooleanField(
        _("password given by someone else"),
        default=False,
        help_text=_("It must be changed at the next login."),
    )

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return str(self.person)
