"""Figures and stated results as plain values, for JSON and for tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    MembershipCount,
    OrganisationCount,
    StatedResult,
)
from recruitment.models.dates import DatesNoted, DayDated, PeriodDated
from recruitment.models.text import localized
from recruitment.progress.qualifiers import Qualifier, interval_of
from recruitment.progress.stated import Check
from recruitment.reports.rows import FigureRow

from .plain import PERCENT_DECIMALS, Plain, interval, number

PRINTED_DECIMALS = 3
FigureModel: TypeAlias = AdmissionCount | MembershipCount | ActivityCount | OrganisationCount


def figures(rows: Iterable[FigureRow]) -> list[Plain]:
    """The figures themselves; what a source states as a result is not one of them."""
    return [_figure(row, row.row) for row in rows if not isinstance(row.row, StatedResult)]


def _figure(row: FigureRow, model: FigureModel) -> Plain:
    qualifier = Qualifier(model.qualifier)
    return {
        "kind": _kind(model),
        "id": model.pk,
        "label": row.content,
        "category": _category(model),
        "value": model.value,
        "qualifier": qualifier.value,
        "range": interval(interval_of(model.value, qualifier)),
        **dates(model),
        "finality": model.finality,
        "revised_from": row.revised.value if row.revised else None,
        "revised_on": row.revised.on if row.revised else None,
        "used": row.used,
        "source": row.source.slug,
        "note": row.note,
    }


def _kind(model: FigureModel) -> str:
    """``admission``, ``membership``, or which activity or kind of organisation is counted."""
    match model:
        case AdmissionCount():
            return "admission"
        case MembershipCount():
            return "membership"
        case ActivityCount():
            return model.activity
        case OrganisationCount():
            return model.measure


def _category(model: FigureModel | StatedResult) -> str | None:
    if isinstance(model, AdmissionCount | MembershipCount | StatedResult):
        return None if model.category.is_total else model.category.code
    return None


def dates(model: DatesNoted) -> Plain:
    """The days, with the other bounds of inferred ones; a stock has a last day only."""
    first: date | None = None
    latest_first: date | None = None
    if isinstance(model, PeriodDated):
        first, last = model.period.starts_on, model.period.ends_on
        latest_first, earliest_last = model.from_latest, model.to_earliest
        stated = model.from_stated and model.to_stated
    elif isinstance(model, DayDated):
        last, earliest_last, stated = model.on, model.on_earliest, model.on_stated
    else:
        raise TypeError(type(model).__name__)
    return {
        "from": first,
        "to": last,
        "from_latest": latest_first,
        "to_earliest": earliest_last,
        "dates": "stated" if stated else "inferred",
        "dates_note": localized(model, "dates_note"),
    }


def stated_result(model: StatedResult, check: Check) -> Plain:
    """A printed result beside ours: ``stated`` and ``computed`` have the unit of the kind."""
    return {
        "committee": model.committee.slug,
        "kind": check.stated.kind.value,
        "stated": number(Fraction(model.value), PRINTED_DECIMALS),
        "computed": interval(check.computed, PERCENT_DECIMALS),
        "verdict": check.verdict.value,
        "note": localized(model, "note"),
        "category": _category(model),
        "decimals": model.decimals,
        "target": model.target_id,
        **dates(model),
    }
