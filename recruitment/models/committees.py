"""Party committees of every level: one model, a tree, and lives with dates."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Substr
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from . import tree
from .rules import ends_before_start, refuse, unseen_signs
from .text import fold, localized, sort_key
from .tracking import tracked

NAMES = ("name", "name_en", "short_name", "short_name_en")


class CommitteeKindQuerySet(models.QuerySet["CommitteeKind"]):
    def get_by_natural_key(self, code: str) -> CommitteeKind:
        return self.get(code=code)


class CommitteeKind(models.Model):
    """A level or type of committee. Levels are renamed and abolished: they are data, not code."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = tracked()
    objects = CommitteeKindQuerySet.as_manager()

    class Meta:
        verbose_name = _("kind of committee")
        verbose_name_plural = _("kinds of committee")

    def __str__(self) -> str:
        return localized(self, "name")

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class CommitteeQuerySet(models.QuerySet["Committee"]):
    def get_by_natural_key(self, slug: str) -> Committee:
        return self.get(slug=slug)

    def within(self, committee: Committee) -> Self:
        """The committee and all below it. Adds no query."""
        path = committee.path
        return self.filter(path__gte=path, path__lt=tree.end_of(path))

    def below(self, committee: Committee) -> Self:
        """All below the committee, at any depth. Adds no query."""
        return self.filter(path__gt=committee.path, path__lt=tree.end_of(committee.path))

    def above(self, *committees: Committee) -> Self:
        """All above any of the committees, from the root down. Adds no query."""
        ids = {pk for committee in committees for pk in tree.ids_above(committee.path)}
        return self.filter(pk__in=ids).order_by("path")

    def matching(self, text: str) -> Self:
        """Those whose names or code hold every word of the text, accents optional.

        No text asks for all; a text of signs that no name can hold ("😀") finds none.
        """
        words = fold(text).split()
        if not words and text.strip():
            return self.none()
        return self.filter(*(Q(search_key__contains=word) for word in words))

    def in_vietnamese_order(self) -> Self:
        return self.order_by("sort_key", "path")

    def alive_on(self, day: date) -> Self:
        return self.filter(
            Q(started_on=None) | Q(started_on__lte=day), Q(ended_on=None) | Q(ended_on__gte=day)
        )


class Committee(models.Model):
    """A Party committee or cell, at any level.

    ``path`` is kept by ``save`` and by nothing else: a bulk write or ``update(parent=…)``
    leaves it wrong.
    """

    kind = models.ForeignKey(CommitteeKind, models.PROTECT, verbose_name=_("kind"))
    name = models.CharField(_("name"), max_length=255, help_text=_("As in documents, in full."))
    name_en = models.CharField(_("name in English"), max_length=255, blank=True)
    short_name = models.CharField(
        _("short name"), max_length=120, help_text=_("The locality or unit as readers know it.")
    )
    short_name_en = models.CharField(_("short name in English"), max_length=120, blank=True)
    slug = models.SlugField(
        _("address name"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_("Made from the short name when left empty; it can never be changed."),
    )
    code = models.CharField(
        _("code"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_("Identifies the committee in workbooks. The address name when left empty."),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent committee"),
    )
    parent_note = models.CharField(
        _("why this parent"),
        max_length=500,
        blank=True,
        help_text=_("Where the source does not say it, and it was inferred."),
    )
    parent_note_en = models.CharField(_("why this parent, in English"), max_length=500, blank=True)
    started_on = models.DateField(_("first day of existence"), null=True, blank=True)
    ended_on = models.DateField(
        _("last day of existence"),
        null=True,
        blank=True,
        help_text=_("The day before a merger or abolition takes effect."),
    )
    life_note = models.CharField(_("note on its life"), max_length=500, blank=True)
    life_note_en = models.CharField(_("note on its life, in English"), max_length=500, blank=True)
    aggregates = models.BooleanField(
        _("sum of its units"),
        default=False,
        help_text=_(
            "The units on record below it are all it has: a period without a figure of its "
            "own takes the sum of theirs."
        ),
    )
    path = models.CharField(max_length=tree.PATH_LENGTH, default=tree.unplaced, editable=False)
    search_key = models.CharField(max_length=1000, default="", editable=False)
    sort_key = models.CharField(max_length=400, default="", editable=False)

    history = tracked(excluded_fields=["path", "search_key", "sort_key"])
    objects = CommitteeQuerySet.as_manager()

    class Meta:
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        indexes = [models.Index(fields=["sort_key"], name="committee_sort_key")]
        constraints = [
            # A constraint rather than unique=True, which adds a second index on PostgreSQL.
            models.UniqueConstraint(fields=["path"], name="committee_path_unique"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(started_on=None) | Q(ended_on__gte=F("started_on")),
                name="committee_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return localized(self, "name")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and keep the address name, the search and sort keys and the path true.

        A new parent moves everything below along, in one UPDATE. Raises ValidationError where
        the parent stands below the committee itself.
        """
        self.name_itself()
        self.make_keys()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_key", "sort_key"}
        with transaction.atomic():
            if not self._state.adding:
                refuse({"slug": self._slug_changed()})
                # Read afresh: a committee above may have moved since this row was loaded.
                self.path = Committee.objects.values_list("path", flat=True).get(pk=self.pk)
            super().save(*args, **kwargs)
            self._place()

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def ancestors(self) -> CommitteeQuerySet:
        """The committees above, from the root down. One query when read."""
        return Committee.objects.all().above(self)

    @property
    def life(self) -> tuple[date | None, date | None]:
        return self.started_on, self.ended_on

    def make_keys(self) -> None:
        """What the row is found and sorted by, from its names."""
        names = (self.name, self.short_name, self.name_en, self.short_name_en, self.code)
        self.search_key = fold(" ".join(names))[:1000]
        self.sort_key = sort_key(self.short_name)[:400]

    def clean(self) -> None:
        self.name_itself()
        refuse(
            {
                "slug": self._slug_changed(),
                "parent": self._closes_a_circle(),
                "ended_on": ends_before_start(self.started_on, self.ended_on),
                **{name: unseen_signs(getattr(self, name)) for name in NAMES},
            }
        )

    def _place(self) -> None:
        """Give the row, and all below it, the path that its parent says."""
        # Rows are locked before their paths are relied on, the parent first: a move and a new
        # child, or two moves, at the same moment then wait for each other (SQLite: one writer).
        rows = Committee.objects.select_for_update()
        above = ""
        if self.parent_id:
            above = rows.values_list("path", flat=True).get(pk=self.parent_id)
        path = above + tree.step(self.pk)
        if path == self.path:
            return
        if above.startswith(self.path):
            raise ValidationError({"parent": self.circle()})
        list(rows.within(self).values_list("pk"))
        tail = Substr("path", len(self.path) + 1)
        Committee.objects.all().within(self).update(path=Concat(Value(path), tail))
        self.path = path

    def name_itself(self, taken: Collection[str] | None = None) -> None:
        """Give a new row its address name; ``taken`` holds all there are, where they are known."""
        if not self.slug and self.short_name and self.kind_id:
            self.slug = next(slug for slug in self._slugs() if not _is_taken(slug, taken))
        if not self.code:
            self.code = self.slug

    def _slugs(self) -> Iterator[str]:
        """Address names by preference: short, with the kind, with the parent, numbered."""
        kind = slugify(fold(self.kind.name))
        whole = slugify(fold(self.short_name)) or "committee"
        bare = whole.removeprefix(f"{kind}-")
        yield bare[:100]
        yield f"{kind}-{bare}"[:100]
        longest = f"{kind}-{bare}"[:60]
        if self.parent is not None:
            longest = f"{longest}-{self.parent.slug}"[:100]
            yield longest
        number = 2
        while True:
            yield f"{longest}-{number}"
            number += 1

    def _slug_changed(self) -> ValidationError | None:
        if self._state.adding:
            return None
        stored = Committee.objects.values_list("slug", flat=True).get(pk=self.pk)
        if stored == self.slug:
            return None
        return ValidationError(
            _("The address name was published as “%(slug)s” and cannot be changed."),
            code="slug_frozen",
            params={"slug": stored},
        )

    def _closes_a_circle(self) -> ValidationError | None:
        if self._state.adding or self.parent is None:
            return None
        within = self.parent_id == self.pk or self.pk in tree.ids_above(self.parent.path)
        return self.circle() if within else None

    def circle(self) -> ValidationError:
        """The problem of a committee that would stand below itself."""
        return ValidationError(
            _(
                "%(parent)s is %(name)s itself or stands below it. Choose a committee that "
                "is not part of %(name)s."
            ),
            code="circle",
            params={"parent": self.parent, "name": self.name},
        )


def _is_taken(slug: str, taken: Collection[str] | None) -> bool:
    return Committee.objects.filter(slug=slug).exists() if taken is None else slug in taken
