"""What returns say where they hold no figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Case, F, OuterRef, Q, Subquery, When

from recruitment.models import Audience, Return
from recruitment.models.versions import LIVE_STATES
from recruitment.progress.periods import Period

from .scope import Scope


def not_applicable(units: Collection[int], scope: Scope) -> dict[int, list[Period]]:
    """The days for which each unit says that the report does not apply to it: 1 query.

    The public reads returns as they were approved last, also while a correction is open; a
    preview as they stand now, but for those that were sent back.
    """
    state = Return.State.APPROVED
    live = {str(state)} if scope.audience is Audience.PUBLIC else {*map(str, LIVE_STATES)}
    approved = Return.history.filter(id=OuterRef("pk"), state=state).order_by("-history_id")

    def said(column: str) -> Case:
        return Case(
            When(state__in=live, then=F(column)), default=Subquery(approved.values(column)[:1])
        )

    rows = Return.objects.filter(Q(state__in=live) | Q(revision__gt=1), committee_id__in=units)
    rows = rows.annotate(said=said("standing"), whole_year=said("cumulative"))
    found: dict[int, list[Period]] = defaultdict(list)
    columns = ("committee_id", "period__starts_on", "period__ends_on", "whole_year")
    excused = rows.filter(said=Return.Standing.NOT_APPLICABLE)
    for unit, start, end, whole_year in excused.values_list(*columns):
        found[unit].append(Period(date(start.year, 1, 1) if whole_year else start, end))
    return found
