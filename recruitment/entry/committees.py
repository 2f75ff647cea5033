"""Committees as a sheet of a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recruitment.models import Committee, CommitteeKind
from recruitment.models.committees import NAMES
from recruitment.models.planting import plant
from recruitment.models.rules import ends_before_start, unseen_signs
from recruitment.models.tree import ids_above

from .approval import REASON_LENGTH
from .codes import ByCode, spellings
from .columns import Column, Day, Known, Text, YesNo
from .naming import UNKNOWN_COMMITTEE, by_code
from .recorded import life_problems, reach
from .results import Entry, Row
from .roll import lock_committees
from .row_list import Key
from .sheets import Sheet, SheetMeta
from .storing import create, update

LIFE = {"started_on", "ended_on"}
UNKNOWN_KIND = gettext_lazy(
    "There is no kind of committee with the code “%(code)s”. See the list of kinds."
)


class CommitteeSheet(Sheet):
    """Committees: a row names itself, its kind and its parent by codes."""

    keys = ("code", "kind", "name", "short_name")
    related = ("kind", "parent")
    # The parents on record of the committees that the sheet names.
    parent_before: dict[int, int | None]

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
        """Four queries; a parent may also stand in another row of the sheet.

        The parent of an uppermost committee is out of reach: it is known, and can only stay.
        """
        everyone = Committee.objects.all()
        spelling = spellings(everyone)
        taken = set(spelling)
        codes = {spelling.spelt(Text().clean(row.get("parent"))) for row in rows}
        for row in rows:
            code = row["code"] = spelling.spelt(Text().clean(row["code"]))
            # A later row of the file may spell a new one otherwise.
            spelling[code] = code
            codes.add(code)
        named = self.committees.filter(code__in=codes).select_related("kind", "parent")
        self.known = {row.code: row for row in named}
        self.beyond_reach = (codes & taken) - self.known.keys()
        self.parent_before = {row.pk: row.parent_id for row in self.known.values()}
        parents = {row.parent.code: row.parent for row in self.known.values() if row.parent}
        self.parents = ByCode({**parents, **self.known})
        self.fields["parent"].widget.rows = self.parents
        self.fields["kind"].widget.rows = by_code(CommitteeKind.objects.all())
        self.slugs = set(everyone.values_list("slug", flat=True))

    def key_of(self, row: Row) -> Key:
        code = self.fields["code"].read(row["code"])
        if not code:
            raise ValidationError({"code": ValidationError(_("Fill in this cell."))})
        return (code,)

    def stored(self, keys: set[Key]) -> dict[Key, Any]:
        """One query, before writing only: whoever moves or names committees waits."""
        if not self.is_preview:
            lock_committees(row.pk for row in self.known.values())
        return {(code,): row for code, row in self.known.items()}

    def blank(self, key: Key) -> Committee:
        row = self.known[key[0]] = self.parents[key[0]] = Committee(code=key[0])
        return row

    def beyond_rights(self, entry: Entry) -> dict[str, ValidationError]:
        """A committee goes below one within reach, or stays where it is."""
        parent = entry.instance.parent
        stays = not entry.is_new and "parent" not in entry.old
        if self.founds or stays or (parent is not None and parent.code in self.known):
            return {}
        return {"parent": ValidationError(_("Name a parent committee within your reach."))}

    # -- Rules -------------------------------------------------------------------------------------

    def judge(self, entries: Sequence[Entry]) -> None:
        self._judge_lives(entries)
        for entry in entries:
            row = entry.instance
            for name in NAMES:
                entry.refuse(name, unseen_signs(getattr(row, name)))
            if entry.key[0] in self.beyond_reach and entry.is_new:
                entry.refuse("code", _("Another committee has this code. Choose another one."))
            if entry.errors:
                continue
            row.name_itself(self.slugs)
            self.slugs.add(row.slug)
            entry.refuse("ended_on", ends_before_start(row.started_on, row.ended_on))
            if "parent" in entry.old and row.parent is not None and self._closes_a_circle(row):
                entry.refuse("parent", row.circle())

    def _judge_lives(self, entries: Sequence[Entry]) -> None:
        """4 queries where a life on record changes."""
        lives = [entry for entry in entries if not entry.is_new and LIFE & entry.old.keys()]
        reached = reach([entry.instance.pk for entry in lives]) if lives else {}
        for entry in lives:
            row = entry.instance
            for field, problem in life_problems(row, reached.get(row.pk)).items():
                entry.refuse(field, problem)

    def _closes_a_circle(self, row: Committee) -> bool:
        return any(above is row or above.pk == (row.pk or -1) for above in self._above(row))

    def _above(self, row: Committee) -> Iterator[Committee]:
        """The committees above once the file is stored; where they go round, each once."""
        met: list[Committee] = []
        above = self._parent(row)
        while above is not None and not any(above is each for each in met):
            yield above
            met.append(above)
            above = self._parent(above)

    def _parent(self, row: Committee) -> Committee | None:
        """As the file says, else as the path says; committees that the file leaves alone count
        only where one above them is in the file."""
        named = self.known.get(row.code)
        if named is not None:
            parent = named.parent
            return None if parent is None else self.known.get(parent.code, parent)
        by_id = self._named_by_id
        return next((by_id[pk] for pk in reversed(ids_above(row.path)) if pk in by_id), None)

    @cached_property
    def _named_by_id(self) -> dict[int, Committee]:
        return {row.pk: row for row in self.known.values() if row.pk}

    # -- Storing -----------------------------------------------------------------------------------

    def store(self, new: Sequence[Entry], changed: Sequence[Entry], by: Any, reason: str) -> None:
        """New ones first, since others may move below them; then those nearest to the root."""
        plant([entry.instance for entry in new], lambda rows: create(Committee, rows, by, reason))
        moved = [entry for entry in changed if "parent" in entry.old]
        stays = [entry for entry in changed if "parent" not in entry.old]
        for entry in stays:
            entry.instance.make_keys()
        update(Committee, stays, by, reason, also=("search_key", "sort_key"))
        for entry in sorted(moved, key=lambda entry: len(list(self._above(entry.instance)))):
            entry.instance._history_user = by
            entry.instance._change_reason = reason[:REASON_LENGTH]
            # A new parent has got its number by now.
            entry.instance.parent = entry.instance.parent
            entry.instance.save()
