"""A committee with two units, its clerk and its approver, and the quarter that they enter."""

from datetime import date

from django.contrib.auth.models import User

from recruitment.entry.roll import Roll
from recruitment.entry.saving import save_sheet
from recruitment.entry.sheet import open_sheet, roll_of
from recruitment.entry.typed_rows import TypedCell, TypedRow
from recruitment.models import EntryWindow
from tests.rows import a_category, a_committee, a_period, a_source

TODAY = date(2022, 10, 5)


class Office:
    """``type`` enters as the clerk, from the sheet as it was loaded last."""

    def __init__(self, *, units=("an", "binh"), **own):
        for code in ("total", "pupil"):
            a_category(code)
        a_source()
        self.quarter = a_period("2022-07-01", "2022-09-30")
        self.window = EntryWindow.objects.create(
            period=self.quarter, opens_on=date(2022, 10, 1), due_on=date(2022, 10, 10)
        )
        self.own = a_committee("mon", **own)
        self.units = [a_committee(name, self.own) for name in units]
        self.clerk = User.objects.create_user("can-bo")
        self.other = User.objects.create_user("can-bo-2")
        self.approver = User.objects.create_user("duyet")
        self.load()

    @property
    def roll(self) -> Roll:
        return roll_of(self.own, self.quarter)

    @property
    def everyone(self):
        return [self.own, *self.units]

    def load(self):
        """Open the sheet, as a browser does."""
        self.sheet = open_sheet(self.roll, self.quarter, TODAY)
        return self.sheet

    def value(self, slug, column="admitted"):
        return self.cell(slug, column).value

    def cell(self, slug, column="admitted"):
        row = self.row(slug)
        return next(cell for cell in row.cells if cell.column.code == column)

    def row(self, slug):
        return next(row for row in self.sheet.rows if row.committee.slug == slug)

    def typed(self, slug, answers=None, *, standing=None, cumulative=None, **texts):
        """A row as the form sends it: what was loaded, but for what is typed now.

        ``answers`` gives a cell its take, sure or note; a column's "-" is written "_".
        """
        row = self.row(slug)
        texts = {
            code.replace("_", "-", 1) if code.startswith("admitted_") else code: text
            for code, text in texts.items()
        }
        cells = {}
        for cell in row.cells:
            code, was = cell.column.code, cell.value
            text = texts.get(code, "" if was is None else str(was))
            cells[code] = TypedCell(text, was, **(answers or {}).get(code, {}))
        return TypedRow(
            row.committee.pk,
            standing=standing or row.report.standing,
            cumulative=row.cumulative if cumulative is None else cumulative,
            provisional=row.report.finality == "provisional",
            cells=cells,
        )

    def save(self, *rows, by=None, today=TODAY):
        return save_sheet(self.roll, self.quarter, rows, by or self.clerk, today)

    def type(self, slug, *, by=None, today=TODAY, **how):
        return self.save(self.typed(slug, **how), by=by, today=today)
