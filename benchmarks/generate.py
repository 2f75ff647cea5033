"""A made-up tree: provinces, communes, cells, with a target each and quarterly figures.

Made in bulk, past ``save``: paths, search keys and sort keys come from the models' own rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import TypeVar

from django.db import transaction
from django.db.models import Model

from recruitment.models import (
    AdmissionCount,
    Category,
    Committee,
    CommitteeKind,
    MembershipCount,
    ReportingPeriod,
    Source,
    Target,
)
from recruitment.models import tree as paths
from recruitment.models.text import fold, sort_key
from recruitment.progress.periods import Period, quarter_of

PROVINCES = 34
UNITS_OF_A_COMMUNE = 15
TERM = Period(date(2025, 1, 1), date(2029, 12, 31))
BATCH = 5000
Row = TypeVar("Row", bound=Model)
SYLLABLES = ("An", "Bình", "Đông", "Hòa", "Lâm", "Long", "Minh", "Phú", "Sơn", "Tân", "Thới", "Yên")


@dataclass(frozen=True, slots=True)
class Made:
    """How much was made, with a province, a commune and a unit to look at."""

    committees: int
    figures: int
    province: Committee
    commune: Committee
    unit: Committee


@transaction.atomic
def generate(committees: int, quarters: int, seed: int = 1) -> Made:
    """A tree of about this many committees under a root of its own, the same for one seed."""
    chance = Random(seed)
    source = Source.objects.get_or_create(
        slug=Source.ENTRY_SLUG, defaults={"kind": "entry", "title": "Nhập liệu"}
    )[0]
    everyone = Category.objects.get(code=Category.TOTAL)
    root = _level("made", "Cả nước (mô phỏng)", [None], 1, chance)
    communes_wanted = max(PROVINCES, committees // (UNITS_OF_A_COMMUNE + 1))
    provinces = _level("made-province", "Tỉnh", root, PROVINCES, chance)
    communes = _level("made-commune", "Xã", provinces, communes_wanted, chance)
    left = max(1, committees - len(provinces) - len(communes) - 1)
    units = _level("made-unit", "Chi bộ", communes, left, chance)
    everybody = [*root, *provinces, *communes, *units]
    Committee.objects.filter(pk__in=[row.pk for row in communes]).update(aggregates=True)
    periods = _quarters(quarters)
    reporting = [*provinces, *units]
    _bulk(Target, _targets(everybody, everyone, source, chance))
    figures = _bulk(AdmissionCount, _counts(reporting, periods, everyone, source, chance))
    figures += _bulk(MembershipCount, _stocks(reporting, everyone, source, chance))
    return Made(len(everybody), figures, provinces[0], communes[0], units[0])


@transaction.atomic
def generate_province(communes: int, quarters: int, seed: int = 1) -> Committee:
    """One province with so many communes, each the sum of its units, the same for one seed."""
    chance = Random(seed)
    source = Source.objects.get_or_create(
        slug=Source.ENTRY_SLUG, defaults={"kind": "entry", "title": "Nhập liệu"}
    )[0]
    everyone = Category.objects.get(code=Category.TOTAL)
    [province] = _level("large-province", "Tỉnh", [None], 1, chance)
    below = _level("large-commune", "Xã", [province], communes, chance)
    units = _level("large-unit", "Chi bộ", below, communes * UNITS_OF_A_COMMUNE, chance)
    Committee.objects.filter(pk__in=[row.pk for row in below]).update(aggregates=True)
    reporting = [province, *units]
    periods = _quarters(quarters)
    _bulk(Target, _targets([province, *below, *units], everyone, source, chance))
    _bulk(AdmissionCount, _counts(reporting, periods, everyone, source, chance))
    _bulk(MembershipCount, _stocks(reporting, everyone, source, chance))
    return province


def _level(
    code: str, word: str, parents: Sequence[Committee | None], number: int, chance: Random
) -> list[Committee]:
    """Committees dealt out among the parents, then placed as the models place one."""
    kind = CommitteeKind.objects.get_or_create(code=code, defaults={"name": word})[0]
    rows = []
    for index in range(number):
        parent = parents[index % len(parents)]
        name = f"{word} {' '.join(chance.choices(SYLLABLES, k=2))} {index + 1}"
        slug = f"{code}-{index + 1}"
        rows.append(
            Committee(
                kind=kind,
                parent=parent,
                name=f"Đảng bộ {name}",
                short_name=name,
                slug=slug,
                code=slug,
                search_key=fold(f"Đảng bộ {name} {name} {slug}"),
                sort_key=sort_key(name),
            )
        )
    rows = Committee.objects.bulk_create(rows, batch_size=BATCH)
    for row in rows:
        row.path = (row.parent.path if row.parent else "") + paths.step(row.pk)
    Committee.objects.bulk_update(rows, ["path"], batch_size=500)
    return rows


def _quarters(number: int) -> list[ReportingPeriod]:
    found = []
    day = TERM.start
    for _ in range(number):
        quarter = quarter_of(day)
        found.append(
            ReportingPeriod.objects.get_or_create(
                starts_on=quarter.start, ends_on=quarter.end, defaults={"kind": "quarter"}
            )[0]
        )
        day = quarter.end + timedelta(days=1)
    return found


def _targets(
    rows: Sequence[Committee], everyone: Category, source: Source, chance: Random
) -> Iterator[Target]:
    term = ReportingPeriod.objects.get_or_create(
        starts_on=TERM.start, ends_on=TERM.end, defaults={"kind": "term"}
    )[0]
    for row in rows:
        number = chance.randint(10, 900)
        yield Target(
            committee=row,
            category=everyone,
            source=source,
            low=number,
            high=number,
            period=term,
            window_from=TERM.start,
            window_to=TERM.end,
            state="approved",
        )


def _counts(
    rows: Sequence[Committee],
    periods: Sequence[ReportingPeriod],
    everyone: Category,
    source: Source,
    chance: Random,
) -> Iterator[AdmissionCount]:
    for row in rows:
        for period in periods:
            yield AdmissionCount(
                committee=row,
                period=period,
                category=everyone,
                source=source,
                value=chance.randint(0, 40),
                state="approved",
            )


def _stocks(
    rows: Sequence[Committee], everyone: Category, source: Source, chance: Random
) -> Iterator[MembershipCount]:
    for row in rows:
        yield MembershipCount(
            committee=row,
            on=TERM.start - timedelta(days=1),
            category=everyone,
            source=source,
            value=chance.randint(30, 4000),
            state="approved",
        )


def _bulk(model: type[Row], rows: Iterable[Row]) -> int:
    """Write in batches, so that memory does not grow with the tree; how many rows."""
    written = 0
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        written += len(model._default_manager.bulk_create(batch))
    return written
