"""State and version: what every figure and every target carries."""

from __future__ import annotations

from typing import Any, ClassVar, Self, TypeVar

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from .audience import Audience


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    APPROVED = "approved", _("approved")
    SUPERSEDED = "superseded", _("superseded")


# What a preview shows: a returned row waits for its author, a superseded one has a successor.
LIVE_STATES = (State.APPROVED, State.SUBMITTED, State.DRAFT)

Row = TypeVar("Row", bound="Versioned")


class VersionedQuerySet(models.QuerySet[Row]):
    def visible_to(self, audience: Audience) -> Self:
        """The rows that this audience reads: where every read begins. Adds no query."""
        if audience is Audience.PUBLIC:
            return self.filter(state=State.APPROVED)
        newer = self.model._default_manager.filter(
            self.model.replacements_of_outer_row(), state__in=LIVE_STATES
        )
        return self.filter(~Exists(newer), state__in=LIVE_STATES, withdrawn=False)


class Versioned(models.Model):
    """A row that is proposed, approved and replaced by a later version of itself."""

    # The columns that say what the row is about; the source comes on top of them.
    CELL: ClassVar[tuple[str, ...]] = ()

    state = models.CharField(
        _("state"),
        max_length=12,
        choices=State,
        default=State.DRAFT,
        help_text=_("Only approved rows are public, and they are public at once."),
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    withdrawn = models.BooleanField(
        _("withdrawn"),
        default=False,
        help_text=_("This version says that there is no such figure after all."),
    )

    class Meta:
        abstract = True

    @classmethod
    def replacements_of_outer_row(cls) -> Q:
        """For a subquery: the later versions of the outer query's row."""
        same = {column: OuterRef(column) for column in cls.cell_columns()}
        return Q(version__gt=OuterRef("version"), **same)

    @classmethod
    def cell_columns(cls) -> tuple[str, ...]:
        return (*cls.CELL, "source_id")

    def beside(self) -> models.QuerySet[Any]:
        """The other rows of this row's cell and source, of any version. Adds no query."""
        mine = {column: getattr(self, column) for column in self.cell_columns()}
        return type(self)._default_manager.filter(**mine).exclude(pk=self.pk)

    def cell_is_known(self) -> bool:
        """False while a form still lacks one of the columns that name the cell."""
        return all(getattr(self, column) for column in self.cell_columns())

    def rival(self) -> Self | None:
        """A row that this one cannot stand beside: same version, or approved as well. 1 query."""
        if not self.cell_is_known():
            return None
        clash = Q(version=self.version)
        if self.state == State.APPROVED:
            clash |= Q(state=State.APPROVED)
        found: Self | None = self.beside().filter(clash).first()
        return found

    def approve(self) -> None:
        """Check and approve this row; an approved older version of it becomes superseded.

        A withdrawal, once approved, leaves nothing that is public.

        Raises ValidationError, and then nothing was written.
        """
        before = self.state
        try:
            with transaction.atomic():
                for row in self.beside().filter(state=State.APPROVED, version__lt=self.version):
                    row.state = State.SUPERSEDED
                    row.save()
                self.state = State.SUPERSEDED if self.withdrawn else State.APPROVED
                self.full_clean()
                self.save()
        except Exception:
            self.state = before
            raise
