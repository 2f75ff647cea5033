"""Committees as a sheet of a workbook."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recruitment.models import Committee, CommitteeKind

from .columns import Column, Day, Known, Text, YesNo
from .naming import UNKNOWN_COMMITTEE, by_code
from .results import Row
from .sheets import Key, Sheet, SheetMeta

UNKNOWN_KIND = gettext_lazy(
    "There is no kind of committee with the code “%(code)s”. See the list of kinds."
)


class CommitteeSheet(Sheet):
    """Committees: a row names itself, its kind and its parent by codes."""

    keys = ("code", "kind", "name", "short_name")
    related = ("kind", "parent")

    code = Column("code", Text())
    slug = Column("slug", Text(), readonly=True)
    kind = Column("kind", Known(UNKNOWN_KIND), gettext_lazy("kind code"))
    name = Column("name", Text())
    name_en = Column("name_en", Text())
    short_name = Column("short_name", Text())
    short_name_en = Column("short_name_en", Text())
    parent = Column(
        "parent",
        Known(UNKNOWN_COMMITTEE, required=False),
        gettext_lazy("code of the parent committee"),
    )
    parent_note = Column("parent_note", Text())
    parent_note_en = Column("parent_note_en", Text())
    started_on = Column("started_on", Day())
    ended_on = Column("ended_on", Day())
    life_note = Column("life_note", Text())
    life_note_en = Column("life_note_en", Text())
    aggregates = Column("aggregates", YesNo())

    class Meta(SheetMeta):
        model = Committee
        fields = (
            "code",
            "slug",
            "kind",
            "name",
            "name_en",
            "short_name",
            "short_name_en",
            "parent",
            "parent_note",
            "parent_note_en",
            "started_on",
            "ended_on",
            "life_note",
            "life_note_en",
            "aggregates",
        )

    def learn(self, rows: list[Row]) -> None:
        """Two queries; a parent may also stand in an earlier row of the sheet."""
        named = (Text().clean(row.get(name)) for row in rows for name in ("code", "parent"))
        self.known = by_code(self.committees.filter(code__in=set(named)))
        self.fields["parent"].widget.rows = self.known
        self.fields["kind"].widget.rows = by_code(CommitteeKind.objects.all())

    def key_of(self, row: Row) -> Key:
        code = Text().clean(row["code"])
        if not code:
            raise ValidationError({"code": ValidationError(_("Fill in this cell."))})
        return (code,)

    def stored(self, keys: set[Key]) -> dict[Key, Any]:
        """No query: `learn` has fetched them."""
        return {(code,): row for code, row in self.known.items()}

    def blank(self, key: Key) -> Committee:
        return Committee(code=key[0])

    def after_save_instance(self, instance: Committee, row: Row, **kwargs: Any) -> None:
        self.known[instance.code] = instance
