"""Admissions as a sheet of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from recruitment.models import (
    AdmissionCount,
    Category,
    Committee,
    Finality,
    Qualifier,
    Return,
    Source,
    State,
)
from recruitment.models.rules import number, outside_life, part_above_whole
from recruitment.models.versions import LIVE_STATES

from .belonging import closed_to, figure_lock, returns_of, state_problem
from .columns import Choice, Column, Day, Text, Whole, YesNo
from .findings import Level
from .judgement_figures import Written, judge_figures
from .naming import KeyReader, OfCommittee
from .results import Entry, Problems, Row
from .sheets import Key, SheetMeta


class AdmissionSheet(OfCommittee):
    """Admissions: a row names committee and category by code, the period by its dates."""

    keys = ("committee", "period_from", "period_to", "value")

    value = Column("value", Whole())
    qualifier = Column("qualifier", Choice(Qualifier.choices))
    finality = Column("finality", Choice(Finality.choices))
    from_stated = Column("from_stated", YesNo())
    from_latest = Column("from_latest", Day())
    to_stated = Column("to_stated", YesNo())
    to_earliest = Column("to_earliest", Day())
    dates_as_stated = Column("dates_as_stated", Text())
    dates_note = Column("dates_note", Text())
    dates_note_en = Column("dates_note_en", Text())
    fact = Column("fact", Text())

    class Meta(SheetMeta):
        model = AdmissionCount
        fields = (
            "committee",
            "committee_name",
            "period_from",
            "period_to",
            "category",
            "value",
            "qualifier",
            "finality",
            "state",
            "version",
            "source",
            "from_stated",
            "from_latest",
            "to_stated",
            "to_earliest",
            "dates_as_stated",
            "dates_note",
            "dates_note_en",
            "note",
            "note_en",
            "fact",
        )

    watched = (AdmissionCount, Return, Committee, Category)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # By the ``id()`` of the figure.
        self.reports: dict[int, Return] = {}
        # Row number, heading, sentence.
        self.warnings: list[tuple[int, str, str]] = []

    def key_of(self, row: Row) -> Key:
        read = KeyReader(self, row)
        return read.done(
            read.named("committee"),
            read.period(),
            read.named("category", Category.TOTAL),
            read.named("source", Source.ENTRY_SLUG),
            read.version(),
        )

    # -- Rules -------------------------------------------------------------------------------------

    def judge(self, entries: Sequence[Entry]) -> None:
        """Two queries: the returns that the figures belong to, and the windows of their periods."""
        for entry in entries:
            self.show(entry.instance)
        self.reports = returns_of(entry.instance for entry in entries)
        self.closed = closed_to((entry.instance for entry in entries), timezone.localdate())
        super().judge(entries)
        self._judge_parts([entry for entry in entries if not entry.errors])
        self._judge_as_cells([entry for entry in entries if not entry.errors])

    def problems(self, entry: Entry) -> dict[str, ValidationError | None]:
        row = entry.instance
        committee, period = row.committee, row.period
        problems: dict[str, ValidationError | None] = row.date_problems()
        first, last = period.starts_on, period.ends_on
        problems["period"] = outside_life(str(committee), committee.life, first, last)
        problems |= self._return_problems(entry)
        return problems

    def _return_problems(self, entry: Entry) -> dict[str, ValidationError | None]:
        """A cell of a return follows it: locked with it, and in its state."""
        row = entry.instance
        report, closed = self.reports.get(id(row)), self.closed.get(id(row), "")
        if closed:
            return {"period": ValidationError(closed)}
        if report is None:
            return {}
        now, row.state = row.state, self.state_before(entry)
        locked = figure_lock(row, report)
        row.state = now
        if locked:
            return {"value": ValidationError(locked)}
        if report.standing != Return.Standing.REPORTED:
            said = _(
                "The return of this period says “%(standing)s”. Set it to “reported” on the "
                "quarterly sheet, or leave this row out."
            )
            words = {"standing": report.get_standing_display()}
            return {"value": ValidationError(said, params=words)}
        if row.state == State.RETURNED:
            # Someone has mended it.
            entry.old.setdefault("state", State.RETURNED)
            row.state = State.DRAFT
        follows = state_problem(row, report)
        return {"state": ValidationError(follows) if follows else None}

    def _judge_parts(self, entries: Sequence[Entry]) -> None:
        """No part above its whole, among the rows of the file and on record together."""
        rows = {self.cell_of(entry.instance): entry for entry in entries}
        groups: dict[Key, list[AdmissionCount]] = {}
        for (committee, period, _category, source), versions in self.versions.items():
            shown = _newest(versions.values())
            if shown is not None:
                groups.setdefault((committee, period, source), []).append(shown)
        for group in groups.values():
            whole = next((row for row in group if self.known("category", row).is_total), None)
            for part in group:
                if whole is None or part is whole or part.value < whole.value:
                    continue
                ours = rows.get(self.cell_of(part)) or rows.get(self.cell_of(whole))
                if ours is not None and ours.instance in (part, whole):
                    ours.refuse("value", self._part_above(part, whole))

    def _judge_as_cells(self, entries: Sequence[Entry]) -> None:
        """By the rules of the sheet, the file as a whole: see `judge_figures` for the queries.

        Once, in the preview, as long as nothing that they look at changes until it is confirmed.
        """
        if self.nothing_changed:
            return
        about: dict[int, Entry] = {}
        written: list[Written] = []
        for entry in entries:
            before = self._before(entry)
            written.append(Written(entry.instance, before, before != entry.instance.value))
            about[id(written[-1])] = entry
        for each, finding in judge_figures(written, self.committees):
            entry = about[id(each)]
            if finding.level is Level.ERROR:
                entry.refuse("value", finding.text)
            else:
                self.warnings.append((entry.number, self._heading("value"), finding.text))

    def _before(self, entry: Entry) -> int | None:
        """The number of the cell before the file; None where there was none."""
        row = entry.instance
        if not entry.is_new:
            value: int = entry.old.get("value", row.value)
            return value
        others = [each for each in self.versions[self.cell_of(row)].values() if each is not row]
        newest = _newest(others)
        return None if newest is None else newest.value

    def after_import(self, dataset: tablib.Dataset, result: Problems, **kwargs: Any) -> None:
        """What is only unlikely is told in the preview; whoever confirms it says it is right."""
        result.warn(self.warnings)
        super().after_import(dataset, result, **kwargs)

    def _part_above(self, part: AdmissionCount, whole: AdmissionCount) -> ValidationError | None:
        names = (str(self.known("category", row)) for row in (part, whole))
        return part_above_whole(
            (part.value, part.qualifier), (whole.value, whole.qualifier), *names
        )

    def amount(self, row: AdmissionCount) -> str:
        return number(row.value)


def _newest(versions: Iterable[AdmissionCount]) -> AdmissionCount | None:
    """What a preview shows of a cell; None where it was withdrawn."""
    live = [row for row in versions if row.state in LIVE_STATES]
    newest = max(live, key=lambda row: row.version, default=None)
    return None if newest is None or newest.withdrawn else newest
