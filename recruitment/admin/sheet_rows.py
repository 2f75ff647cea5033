"""A row of the quarterly sheet as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from recruitment.entry.cells import least_far
from recruitment.entry.findings import ADMITTED
from recruitment.entry.sheet import SheetRow
from recruitment.entry.typed_rows import Heading
from recruitment.models import Finality, Return, State

from . import sheet_form, shown
from .sheet_cells import PageCell, SheetLine, ends
from .sheet_totals import UNKNOWN, Counted, grouped, percent_of, said


@dataclass(frozen=True, slots=True)
class PageRow(SheetLine):
    row: SheetRow
    heading: Heading
    cells: tuple[PageCell, ...]

    @property
    def begun(self) -> State | None:
        """How far the row has come; None where nothing is on record.

        Figures that came by a form or a workbook have no return yet, and a state of their own.
        """
        if not self.row.report._state.adding:
            return State(self.row.report.state)
        return least_far(cell.state for cell in self.row.cells)

    @property
    def was(self) -> str:
        values = {cell.column.code: cell.was for cell in self.cells}
        return sheet_form.packed(values, heading_on_record(self.row))

    @property
    def standings(self) -> list[tuple[str, str, bool]]:
        here = self.heading.standing
        return [(code, str(word), code == here) for code, word in Return.Standing.choices]

    @property
    def standing(self) -> str:
        return str(Return.Standing(self.heading.standing).label)

    @property
    def state(self) -> SafeString:
        """The return's state, and the revision from the second on; begun or not."""
        if self.begun is None:
            return format_html('<span class="state">○ {}</span>', _("not begun"))
        return format_html(
            '<span class="state state-{}"><span aria-hidden="true">{}</span> {}</span>',
            self.begun,
            shown.SHAPES[self.begun],
            Return.State(self.begun).label,
        )

    @property
    def revision(self) -> str:
        report = self.row.report
        return _("revision %(number)s") % {"number": report.revision} if report.revision > 1 else ""

    @property
    def reason(self) -> str:
        """Why it was sent back, or is corrected; nothing once that is settled."""
        report = self.row.report
        is_open = report.state == Return.State.RETURNED or report.revision > 1
        return report.reason if is_open else ""

    @property
    def remarks(self) -> list[tuple[str, str]]:
        return [(cell.column.heading, note) for cell in self.row.cells for note in cell.remarks]

    @property
    def admitted(self) -> Counted | None:
        return next((cell.counted for cell in self.cells if cell.column.code == ADMITTED), None)

    @property
    def year(self) -> str:
        found = self.admitted
        if found is None or (found.value is None and found.before == UNKNOWN):
            return ""
        return said(found.year)

    @property
    def target(self) -> str:
        return "" if self.row.target is None else grouped(self.row.target.amount)

    @property
    def target_amount(self) -> str:
        return "" if self.row.target is None else str(self.row.target.amount)

    @property
    def target_before(self) -> str:
        """Of a window longer than the year; the year's own target needs none."""
        target = self.row.target
        if target is None or target.is_of_year:
            return ""
        return ends(target.before or UNKNOWN)

    @property
    def percent(self) -> str:
        target, found = self.row.target, self.admitted
        if target is None or found is None:
            return ""
        reached = found.of_target(target)
        percent = percent_of(reached, target.amount)
        return "" if percent is None or reached == UNKNOWN else said(percent, 2, "%")


def heading_on_record(row: SheetRow) -> Heading:
    is_provisional = row.report.finality == Finality.PROVISIONAL
    return Heading(row.report.standing, row.cumulative, is_provisional)
