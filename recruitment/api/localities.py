"""Localities: the list, how one stands, and its figures."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from recruitment.downloads import plain, plain_figures
from recruitment.downloads.plain import Plain
from recruitment.forms import parse_search
from recruitment.models import Committee
from recruitment.models.text import fold, localized
from recruitment.queries import directory
from recruitment.reports.locality import build_locality_report
from recruitment.reports.progress import build_progress_report

from . import schemas
from .answers import PROBLEMS
from .asked import Asked, AskedPaged, Found, Slug, refuse_unknown, selection

router = Router(tags=["localities"])


@router.get("", response={200: schemas.Localities, **PROBLEMS}, by_alias=True)
def localities(request: HttpRequest, asked: Query[Found]) -> Plain:
    """Localities in Vietnamese alphabetical order: 2 queries."""
    refuse_unknown(request, asked)
    text = parse_search(request.GET)
    if asked.q and not fold(text):
        # What no name can hold finds nothing, rather than everything.
        return {"items": [], "count": 0}
    rows = directory.found(text)
    shown = rows[asked.offset : asked.offset + asked.limit]
    return {"items": [_locality(row) for row in shown], "count": rows.count()}


def _locality(row: Committee) -> Plain:
    return {
        "slug": row.slug,
        "name": localized(row, "name"),
        "short_name": localized(row, "short_name"),
        "code": row.code,
        "kind": {"code": row.kind.code, "name": localized(row.kind, "name")},
        "parent": row.parent.slug if row.parent else None,
        "started_on": row.started_on,
        "ended_on": row.ended_on,
    }


@router.get("/{slug}/progress", response={200: schemas.Progress, **PROBLEMS}, by_alias=True)
def progress(request: HttpRequest, slug: Slug, asked: Query[Asked]) -> Plain:
    """How a locality stands against its targets: 7 queries, 9 where units are summed, one
    more with a term."""
    refuse_unknown(request, asked)
    return plain.progress(build_progress_report(slug, selection(request)))


@router.get("/{slug}/figures", response={200: schemas.Figures, **PROBLEMS}, by_alias=True)
def figures(request: HttpRequest, slug: Slug, asked: Query[AskedPaged]) -> Plain:
    """Every figure of a locality, those without a target too: as many queries as its page."""
    refuse_unknown(request, asked)
    report = build_locality_report(slug, selection(request))
    found = plain_figures.figures(report.figures)
    return {"items": found[asked.offset : asked.offset + asked.limit], "count": len(found)}
