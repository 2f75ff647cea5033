"""What the workbooks of all figures have in common: columns, locks, rules, answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from recruitment.models import Figure, Finality, Qualifier, Return, State
from recruitment.models.rules import number, outside_life, part_above_whole
from recruitment.models.versions import LIVE_STATES
from recruitment.progress.periods import Period

from .answers import answer, unanswered
from .belonging import closed_to, figure_lock, returns_of, state_problem
from .columns import Choice, Column, Day, Text, Whole, YesNo
from .findings import Finding, Level
from .judgement_figures import Written, judge_figures, sheet_of
from .naming import OfCommittee
from .results import Entry
from .row_list import Key

WHO = ("committee", "committee_name")
DAYS = ("period_from", "period_to")
HOW = ("value", "qualifier", "finality", "state", "version", "source")
BOUNDS_OF_PERIOD = ("from_stated", "from_latest", "to_stated", "to_earliest")
BOUNDS_OF_DAY = ("on_stated", "on_earliest")
WORDS = ("dates_as_stated", "dates_note", "dates_note_en", "note", "note_en", "fact")


class FigureSheet(OfCommittee):
    """Figures: a row names its committee by code, and says what was counted, and when.

    The cells of a return are locked with it and follow its state; all are judged by the rules
    of entry.
    """

    value = Column("value", Whole())
    qualifier = Column("qualifier", Choice(Qualifier.choices))
    finality = Column("finality", Choice(Finality.choices))
    from_stated = Column("from_stated", YesNo())
    from_latest = Column("from_latest", Day())
    to_stated = Column("to_stated", YesNo())
    to_earliest = Column("to_earliest", Day())
    on = Column("on", Day(), readonly=True)
    on_stated = Column("on_stated", YesNo())
    on_earliest = Column("on_earliest", Day())
    dates_as_stated = Column("dates_as_stated", Text())
    dates_note = Column("dates_note", Text())
    dates_note_en = Column("dates_note_en", Text())
    fact = Column("fact", Text())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # By the ``id()`` of the figure.
        self.reports: dict[int, Return] = {}
        self.closed: dict[int, str] = {}
        # What is unlikely, by the quarter of the return that keeps the answers.
        self.doubts: dict[Period, list[tuple[Entry, Finding]]] = {}

    def is_part(self, row: Any) -> bool | None:
        """True for a part, False for the whole of its parts, None for what is neither. No query."""
        return None

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
        committee, (first, last) = row.committee, row.days
        problems: dict[str, ValidationError | None] = row.date_problems()
        problems[self.place] = outside_life(str(committee), committee.life, first, last)
        problems |= self._return_problems(entry)
        return problems

    def _return_problems(self, entry: Entry) -> dict[str, ValidationError | None]:
        """A cell of a return follows it: locked with it, and in its state."""
        row = entry.instance
        report, closed = self.reports.get(id(row)), self.closed.get(id(row), "")
        if closed:
            return {self.place: ValidationError(closed)}
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
        groups: dict[Key, list[Any]] = defaultdict(list)
        # Every figure's cell is named by committee, time, what is counted, and source.
        for (committee, when, _what, source), versions in self.versions.items():
            shown = _newest(versions.values())
            if shown is not None and self.is_part(shown) is not None:
                groups[committee, when, source].append(shown)
        for group in groups.values():
            whole = next((row for row in group if not self.is_part(row)), None)
            for part in group:
                if whole is None or part is whole or part.value < whole.value:
                    continue
                ours = rows.get(self.cell_of(part)) or rows.get(self.cell_of(whole))
                if ours is not None and ours.instance in (part, whole):
                    ours.refuse("value", self._part_above(part, whole))

    def _part_above(self, part: Any, whole: Any) -> ValidationError | None:
        for row in (part, whole):
            self.show(row)
        return part_above_whole(
            (part.value, part.qualifier),
            (whole.value, whole.qualifier),
            part.subject,
            whole.subject,
        )

    def _judge_as_cells(self, entries: Sequence[Entry]) -> None:
        """By the rules of the sheet, the file as a whole: see `judge_figures` for the queries.

        Once, in the preview, as long as it had nothing to ask and nothing that the rules look at
        changes until it is confirmed. One query more for each quarter with something unlikely.
        """
        if self.nothing_changed:
            return
        about: dict[int, Entry] = {}
        written: list[Written] = []
        for entry in entries:
            before = self._before(entry)
            written.append(Written(entry.instance, before, before != entry.instance.value))
            about[id(written[-1])] = entry
        doubts: dict[Period, list[tuple[Entry, Finding]]] = defaultdict(list)
        for each, finding in judge_figures(written, self.committees):
            entry = about[id(each)]
            if finding.level is Level.ERROR:
                entry.refuse("value", finding.text)
            else:
                doubts[sheet_of(each.figure)[0]].append((entry, finding))
        for quarter, found in doubts.items():
            asked = set(unanswered([finding for _entry, finding in found], quarter))
            self.doubts[quarter] = [each for each in found if each[1] in asked]
        self.warnings = [
            (entry.number, self._heading("value"), finding.text)
            for found in self.doubts.values()
            for entry, finding in found
        ]

    def _before(self, entry: Entry) -> int | None:
        """The number of the cell before the file; None where there was none."""
        row = entry.instance
        if not entry.is_new:
            value: int = entry.old.get("value", row.value)
            return value
        others = [each for each in self.versions[self.cell_of(row)].values() if each is not row]
        newest = _newest(others)
        return None if newest is None else newest.value

    # -- Storing -----------------------------------------------------------------------------------

    def store(self, new: Sequence[Entry], changed: Sequence[Entry], by: Any, reason: str) -> None:
        """The note stays with the returns; where there is none, in the history of the figure."""
        for quarter, found in self.doubts.items():
            kept_nowhere = set(answer([each for _entry, each in found], quarter, self.note, by))
            for entry, finding in found:
                if finding in kept_nowhere:
                    entry.instance._change_reason = f"{self.note} ({reason})"
        super().store(new, changed, by, reason)

    def amount(self, row: Figure) -> str:
        return number(row.value)


class OfCategorySheet(FigureSheet):
    """People of one category; those of the category total are the whole of the others."""

    def is_part(self, row: Any) -> bool:
        return not self.known("category", row).is_total


def _newest(versions: Iterable[Any]) -> Any:
    """What a preview shows of a cell; None where it was withdrawn."""
    live = [row for row in versions if row.state in LIVE_STATES]
    newest = max(live, key=lambda row: row.version, default=None)
    return None if newest is None or newest.withdrawn else newest
