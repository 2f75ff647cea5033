"""The last step of a saving: the cells that are wanted, their returns, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from recruitment.models import Remark, Return

from .batch import Batch
from .saving_record import SavingRecord
from .typed_rows import TypedRow, finality_of


class Writing(SavingRecord):
    """In bulk, with the history."""

    def write(self) -> None:
        touched = {pk for pk, _column in self.wanted}
        touched |= {pk for pk, row in self.rows.items() if self._heading_changed(row)}
        self.outcome.saved = set(self.wanted)
        self.outcome.rows_saved = touched
        batch = Batch(self.by)
        for pk in touched:
            self._write_row(self.rows[pk], batch)
        self._write_returns(touched)
        self._write_missing_returns()
        batch.store()
        self._write_remarks()

    def _write_row(self, row: TypedRow, batch: Batch) -> None:
        pk, cumulative = row.committee, self._cumulative(row.committee)
        found, finality = self._on_record(pk), finality_of(row)
        reason = found.reason if found.revision > 1 else ""
        for column in self.grid.columns:
            key = (pk, column.code, cumulative and column.flows)
            cell = self.grid.cell(pk, column, cumulative=cumulative)
            blank = partial(self.grid.blank, key)
            if (pk, column.code) in self.wanted:
                batch.put(cell, blank, self.wanted[pk, column.code], finality, reason)
            elif cell.value is not None and (finality != found.finality or cell.was_sent_back):
                batch.put(cell, blank, cell.value, finality, reason)
            if self._switched(pk) and column.flows:
                other = self.grid.cell(pk, column, cumulative=not cumulative)
                if other.value is not None:
                    batch.put(
                        other,
                        partial(self.grid.blank, (pk, column.code, not cumulative)),
                        None,
                        finality,
                        reason,
                    )

    def _write_returns(self, touched: Iterable[int]) -> None:
        new, changed = [], []
        for pk in touched:
            row, found = self.rows[pk], self.returns.get(pk)
            if found is None:
                found = self.returns[pk] = Return(committee_id=pk, period=self.quarter)
                new.append(found)
            else:
                changed.append(found)
            found.standing, found.finality = row.standing, finality_of(row)
            found.cumulative, found.state = self._cumulative(pk), Return.State.DRAFT
        if new:
            bulk_create_with_history(new, Return, default_user=self.by)
        if changed:
            fields = ["standing", "finality", "cumulative", "state"]
            bulk_update_with_history(changed, Return, fields, default_user=self.by)

    def _write_missing_returns(self) -> None:
        """Those that a warning is answered of, and that have figures alone."""
        places = {finding.committee for finding in self.answers} - set(self.returns)
        new = [
            Return(committee_id=pk, period=self.quarter, cumulative=self.was_cumulative[pk])
            for pk in sorted(places)
        ]
        if new:
            bulk_create_with_history(new, Return, default_user=self.by)
            self.returns |= {found.committee_id: found for found in new}

    def _write_remarks(self) -> None:
        """The answers that were given now."""
        new, changed = [], []
        for finding in self.answers:
            note = self._answer(finding)
            if not note:
                continue
            key = (finding.committee, finding.column, finding.rule)
            remark = self.remarks.get(key)
            if remark is None:
                remark = Remark(
                    report=self.returns[finding.committee],
                    column=finding.column,
                    rule=finding.rule,
                )
                new.append(remark)
            else:
                changed.append(remark)
            remark.value, remark.note, remark.author = str(finding.value), note, self.by
        if new:
            bulk_create_with_history(new, Remark, default_user=self.by)
        if changed:
            fields = ["value", "note", "author"]
            bulk_update_with_history(changed, Remark, fields, default_user=self.by)
