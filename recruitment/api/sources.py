"""Sources: the articles, and how the results that one prints fare against our arithmetic."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from recruitment.downloads import plain_figures
from recruitment.downloads.plain import Plain
from recruitment.models import Source
from recruitment.models.text import localized
from recruitment.queries.sources import articles
from recruitment.reports.selection import Selection
from recruitment.reports.sources import build_source_report

from . import schemas
from .answers import PROBLEMS
from .asked import Paged, Slug, Spoken, refuse_unknown

router = Router(tags=["sources"])


class Listed(Spoken, Paged):
    pass


@router.get("", response={200: schemas.Sources, **PROBLEMS}, by_alias=True)
def sources(request: HttpRequest, asked: Query[Listed]) -> Plain:
    """The articles, with how much was taken from each: 7 queries."""
    refuse_unknown(request, asked)
    found = articles(Selection(today=timezone.localdate()).scope)
    return {
        "items": [
            {
                **_source(taken.source),
                "figures": taken.figures,
                "targets": taken.targets,
                "results": taken.results,
            }
            for taken in found[asked.offset : asked.offset + asked.limit]
        ],
        "count": len(found),
    }


@router.get("/{slug}", response={200: schemas.SourceDetail, **PROBLEMS}, by_alias=True)
def source(request: HttpRequest, slug: Slug, asked: Query[Spoken]) -> Plain:
    """The results that one source prints, each beside ours: 11 queries."""
    refuse_unknown(request, asked)
    report = build_source_report(slug, Selection(today=timezone.localdate()))
    results = [plain_figures.stated_result(row, check) for row, check in report.results]
    return {**_source(report.source), "items": results, "count": len(results)}


def _source(row: Source) -> Plain:
    return {
        "slug": row.slug,
        "title": localized(row, "title"),
        "publisher": row.publisher,
        "published_on": row.published_on,
        "published_note": localized(row, "published_note"),
    }
