"""Who is counted: everyone, or a part of everyone."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .text import localized
from .tracking import tracked


class CategoryQuerySet(models.QuerySet["Category"]):
    def get_by_natural_key(self, code: str) -> Category:
        return self.get(code=code)


class Category(models.Model):
    """A group that admissions or members are counted for; ``total`` is a row like any other.

    Categories that overlap are never stacked or summed; those of a partition (age bands,
    occupations) may be.
    """

    TOTAL = "total"

    class Group(models.TextChoices):
        TOTAL = "total", _("everyone")
        OVERLAP = "overlap", _("of the total, may overlap")
        AGE = "age", _("age bands")
        OCCUPATION = "occupation", _("occupations")
        EDUCATION = "education", _("education")

    code = models.SlugField(
        _("code"),
        max_length=40,
        unique=True,
        help_text=_("Used in files and addresses: lower-case letters, digits, hyphens."),
    )
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    group = models.CharField(
        _("group"),
        max_length=12,
        choices=Group,
        default=Group.OVERLAP,
        help_text=_(
            "Members of one age band are in no other band; a woman may also be a pupil. "
            "Only groups without overlap are ever stacked or summed."
        ),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    on_sheet = models.BooleanField(
        _("asked for each quarter"),
        default=True,
        help_text=_("Has a column of its own on the quarterly sheet."),
    )

    history = tracked()
    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def __str__(self) -> str:
        return localized(self, "name")

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    @property
    def is_total(self) -> bool:
        return self.code == self.TOTAL
