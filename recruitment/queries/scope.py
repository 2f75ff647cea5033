"""Which rows are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recruitment.models import Audience, ReportingPeriod
from recruitment.progress.periods import Period


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows are looked at: for whom, up to which day, of which term."""

    audience: Audience = Audience.PUBLIC
    as_of: date | None = None
    term: Period | None = None

    def holds(self, period: Period) -> bool:
        """At least half of the days lie in the term (terms share their year of change)."""
        if self.term is None:
            return True
        common = self.term.meet(period)
        return common is not None and 2 * common.days >= period.days


def period_of(row: ReportingPeriod) -> Period:
    return Period(row.starts_on, row.ends_on)
