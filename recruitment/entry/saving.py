"""Storing what was typed on a sheet: cell by cell, all in one transaction, history included.

A cell is stored when it can be read, breaks no rule, and nobody else changed it since it was
loaded. The others stay as they were on record, and the answer says why. The number of
statements does not depend on the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from recruitment.models import Door, ReportingPeriod, through

from .outcome import Outcome
from .roll import Roll
from .saving_judging import Judging
from .saving_reading import Reading
from .saving_writing import Writing
from .typed_rows import TypedRow


def save_sheet(
    roll: Roll,
    quarter: ReportingPeriod,
    rows: Iterable[TypedRow],
    by: User,
    today: date,
    door: Door = Door.SHEET,
) -> Outcome:
    """Store what can be stored of the rows typed, in one transaction.

    Rows of committees that are not on the roll are counted as strays, and nothing else.
    """
    with transaction.atomic(), through(door):
        saving = _Saving(roll, quarter, list(rows), by, today)
        saving.read()
        saving.judge()
        saving.write()
    return saving.outcome


class _Saving(Reading, Judging, Writing):
    """The three steps, one after another."""
