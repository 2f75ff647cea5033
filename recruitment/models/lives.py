"""How committees change: the parents they had, and what they became."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from .committees import Committee
from .rules import day, ends_before_start, refuse
from .tracking import tracked


class FormerParent(models.Model):
    """A parent that a committee had until a date; the present one is ``Committee.parent``."""

    committee = models.ForeignKey(
        Committee, models.CASCADE, related_name="former_parents", verbose_name=_("committee")
    )
    parent = models.ForeignKey(
        Committee, models.PROTECT, related_name="former_children", verbose_name=_("former parent")
    )
    started_on = models.DateField(_("first day"), null=True, blank=True)
    ended_on = models.DateField(_("last day"))

    history = tracked()

    class Meta:
        verbose_name = _("former parent")
        verbose_name_plural = _("former parents")
        constraints = [
            models.UniqueConstraint(fields=["committee", "ended_on"], name="former_parent_unique"),
            models.CheckConstraint(
                condition=Q(started_on=None) | Q(ended_on__gte=F("started_on")),
                name="former_parent_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(committee=F("parent")), name="former_parent_is_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee} ← {self.parent} ({day(self.ended_on)})"

    def clean(self) -> None:
        problems = {"ended_on": ends_before_start(self.started_on, self.ended_on)}
        if self.committee_id and self.committee_id == self.parent_id:
            problems["parent"] = ValidationError(
                _("A committee is not its own parent. Choose another one."), code="own_parent"
            )
        refuse(problems)


class Succession(models.Model):
    """A committee that took over all or a part of another, from a date on.

    ``share`` is the part of the predecessor (0 to 1) that went to this successor, where known:
    old figures are divided among successors only by it.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", _("merger")
        SPLIT = "split", _("split")
        RENAME = "rename", _("renaming")

    predecessor = models.ForeignKey(
        Committee, models.PROTECT, related_name="successions", verbose_name=_("predecessor")
    )
    successor = models.ForeignKey(
        Committee, models.PROTECT, related_name="origins", verbose_name=_("successor")
    )
    on = models.DateField(_("date of effect"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    share = models.DecimalField(
        _("share"),
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("The part of the predecessor that went here, 0 to 1. Empty when unknown."),
    )

    history = tracked()

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "on"], name="succession_unique"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="succession_is_to_another"
            ),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gt=0, share__lte=1), name="succession_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor} ({day(self.on)})"

    def clean(self) -> None:
        problems: dict[str, ValidationError | None] = {"share": self._share_problem()}
        if self.predecessor_id and self.predecessor_id == self.successor_id:
            problems["successor"] = ValidationError(
                _("A committee does not succeed itself. Choose another one."), code="own_successor"
            )
        refuse(problems)

    def _share_problem(self) -> ValidationError | None:
        if self.share is None:
            return None
        if not 0 < self.share <= 1:
            return ValidationError(
                _("A share is above 0 and at most 1 (a half is 0.5)."), code="share_range"
            )
        others = Succession.objects.filter(predecessor_id=self.predecessor_id, on=self.on)
        given = others.exclude(pk=self.pk).aggregate(sum=Sum("share"))["sum"] or Decimal(0)
        if given + self.share <= 1:
            return None
        return ValidationError(
            _("Other successors already have %(given)s of it: at most %(left)s is left."),
            code="share_sum",
            params={"given": given, "left": 1 - given},
        )
