"""What stands beside a target that is to be set: the period before, and the members known last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from recruitment.models import Category, Committee, PeriodKind, ReportingPeriod
from recruitment.progress import targets as engine
from recruitment.progress.counts import preferred
from recruitment.progress.intervals import Interval
from recruitment.progress.periods import Period, calendar_year
from recruitment.progress.tiling import of_category, tile
from recruitment.queries.material import Material
from recruitment.queries.scope import period_of


@dataclass(frozen=True, slots=True)
class Beside:
    """What helps to set a target: the period before, and the members known last.

    Each is None where nothing is on record.
    """

    target: Interval | None = None
    admitted: Interval | None = None
    members: Interval | None = None
    members_on: date | None = None


def period_before(stated: Period) -> Period | None:
    """The calendar year before; of a term the latest term that began earlier. One query or none."""
    if stated == calendar_year(stated.start.year):
        return calendar_year(stated.start.year - 1)
    terms = ReportingPeriod.objects.filter(
        kind=PeriodKind.TERM,
        starts_on__lt=stated.start,
        # Terms share their year of change.
        ends_on__lte=date(stated.start.year, 12, 31),
    )
    found = terms.order_by("-ends_on", "starts_on").first()
    return period_of(found) if found else None


def beside(found: Material, committee: Committee, before: Period | None) -> Beside:
    stocks = found.evidence(committee.pk).stocks
    latest = max((stock.on for stock in stocks), default=None)
    stock = preferred([each for each in stocks if each.on == latest]) if latest else None
    target = _target_of(found.targets[committee.pk], before) if before else None
    days = target.window if target and target.cadence is engine.Cadence.WINDOW else before
    return Beside(
        _amount(target) if target else None,
        _admitted(found, committee, days),
        stock.members if stock else None,
        latest,
    )


def _amount(target: engine.Target) -> Interval:
    return target.aim.opened() if target.sense is engine.Sense.FLOOR else target.aim


def _target_of(targets: Iterable[engine.Target], days: Period) -> engine.Target | None:
    """The target for everyone admitted in these days; one number before the least of them."""
    known = [target for target in targets if _is_for(target, days)]
    return min(known, key=lambda row: (row.sense is not engine.Sense.TOTAL, row.id), default=None)


def _is_for(target: engine.Target, days: Period) -> bool:
    if target.kind is not engine.Kind.COUNT or target.category != Category.TOTAL or target.inherits:
        return False
    if target.cadence is engine.Cadence.YEAR:
        return days == calendar_year(days.start.year) and target.window.contains(days)
    return days in {target.stated, target.window}


def _admitted(found: Material, committee: Committee, days: Period | None) -> Interval | None:
    """What was admitted in these days: at least, where some are not covered."""
    if days is None:
        return None
    tiling = tile(days, of_category(found.counts[committee.pk], Category.TOTAL))
    if tiling is None:
        return None
    return tiling.counted if tiling.covered_days == days.days else tiling.counted.opened()
