"""The second step of a saving: what the rules say of the cells that are wanted."""

from __future__ import annotations

from dataclasses import replace

from recruitment.models import Finality, Remark, Return

from .findings import Finding, Level, RowFacts, SheetFacts
from .judgement import ACROSS, PART_ABOVE_WHOLE, SAME_EVERYWHERE, judge
from .outcome import Place
from .saving_record import SavingRecord
from .typed_rows import finality_of


class Judging(SavingRecord):
    """What breaks a rule, or leaves a warning unanswered, is wanted no more."""

    def judge(self) -> None:
        """Leave out what breaks a rule, until what is left breaks none."""
        ids = [found.pk for found in self.returns.values()]
        self.remarks = {
            (remark.report.committee_id, remark.column, remark.rule): remark
            for remark in Remark.objects.filter(report__in=ids).select_related("report")
        }
        blocked: set[Place] | None = None
        while blocked is None or blocked:
            blocked = set()
            self.answers = []
            for finding in judge(self._sheet()):
                if blocked and finding.rule in ACROSS:
                    # Sums are spoken of once they hold nothing that is refused by itself.
                    continue
                causes = self._causes(finding)
                if causes and self._waits_for_its_whole(finding):
                    blocked |= causes
                elif causes and self._is_answered(finding):
                    self.answers.append(finding)
                elif causes:
                    is_error = finding.level is Level.ERROR
                    (self.outcome.errors if is_error else self.outcome.warnings).append(finding)
                    blocked |= causes
            self.refused |= blocked
            for place in blocked:
                del self.wanted[place]
            self._keep_switched_rows_whole()

    def _sheet(self) -> SheetFacts:
        rows = {pk: self._row(self.facts[pk]) for pk in self.known}
        return SheetFacts(
            self.grid.days,
            self.grid.columns,
            tuple(rows[unit.pk] for unit in self.roll.units),
            rows[self.roll.own.pk] if self.roll.own else None,
        )

    def _row(self, facts: RowFacts) -> RowFacts:
        pk = facts.committee
        row = self.rows.get(pk)
        found = self._on_record(pk)
        standing = row.standing if row else found.standing
        finality = finality_of(row) if row else found.finality
        typed = frozenset(code for owner, code in self.wanted if owner == pk)
        return replace(
            facts,
            reported=standing == Return.Standing.REPORTED,
            cumulative=self._cumulative(pk),
            final=finality != Finality.PROVISIONAL,
            values=self._values(pk),
            typed=typed,
            inexact=facts.inexact - typed,
        )

    def _causes(self, finding: Finding) -> set[Place]:
        """The cells to be stored that a finding is about; none where it is about older ones.

        The cell itself; else the whole that it is a part of, in its row; else, where the rule
        looks at several rows, its column. One number in every row is about all of the units.
        """
        if finding.rule == SAME_EVERYWHERE:
            units = {unit.pk for unit in self.roll.units}
            return {each for each in self.wanted if each[1] == finding.column and each[0] in units}
        place = (finding.committee, finding.column)
        if place in self.wanted:
            return {place}
        whole = (finding.committee, self.grid.column(finding.column).whole)
        if whole in self.wanted:
            return {whole}
        if finding.rule not in ACROSS:
            return set()
        return {each for each in self.wanted if each[1] == finding.column}

    def _waits_for_its_whole(self, finding: Finding) -> bool:
        """A part above the total on record, while another total was typed and is refused.

        It is stored with that total; until then nothing is known to be wrong with it.
        """
        whole = (finding.committee, self.grid.column(finding.column).whole)
        return finding.rule == PART_ABOVE_WHOLE and whole in self.refused

    def _is_answered(self, finding: Finding) -> bool:
        """Someone said that it is right, and why: now, or before for the same value."""
        if finding.level is Level.ERROR:
            return False
        if self._answer(finding):
            return True
        remark = self.remarks.get((finding.committee, finding.column, finding.rule))
        return remark is not None and remark.value == str(finding.value)
