"""Each figure as a row: what, when, how sure, from where, and how it fares."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext, pgettext

from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    Category,
    Figure,
    Finality,
    MembershipCount,
    OrganisationCount,
    Source,
    State,
    StatedResult,
)
from recruitment.models.dates import DatesNoted
from recruitment.models.text import localized
from recruitment.progress.goals import Evidence
from recruitment.progress.intervals import Interval
from recruitment.progress.qualifiers import Qualifier
from recruitment.progress.stated import Check, check
from recruitment.progress.verdicts import StatedKind
from recruitment.queries.material import Material, stated_of
from recruitment.queries.revisions import Key, Revision
from recruitment.queries.scope import period_of
from recruitment.wording import numbers
from recruitment.wording.labels import STATED_KIND, VERDICT, StatusLabel, Tone
from recruitment.wording.names import capitalised

from .rows import FigureModel, FigureRow
from .source_links import source_link


def admission_rows(rows: Iterable[AdmissionCount], used: set[int]) -> list[FigureRow]:
    """Admissions, the total first, then by category and time."""
    ordered = sorted(
        rows,
        key=lambda row: (
            not row.category.is_total,
            row.category.order,
            row.period.starts_on,
            -row.period.ends_on.toordinal(),
        ),
    )
    return [
        FigureRow(
            content=_of_category(gettext("Admissions"), row.category.is_total, row.category),
            period=numbers.span(period_of(row.period)),
            period_note=dates_note(row, stated=row.from_stated and row.to_stated),
            stated=numbers.figure(row.value, Qualifier(row.qualifier)),
            computed=numbers.EN_DASH,
            verdict=origin_label(row),
            source=source_link(row.source),
            row=row,
            note=localized(row, "note"),
            used=row.pk in used,
        )
        for row in ordered
    ]


def origin_label(row: Figure) -> StatusLabel:
    """Printed by an article, or entered and approved here; in a preview, not approved yet."""
    if row.state != State.APPROVED:
        return StatusLabel(gettext("Not approved yet"), "○", Tone.UNKNOWN)
    if row.source.kind == Source.Kind.ENTRY:
        return StatusLabel(gettext("Entered and approved"), "●", Tone.ON)
    return StatusLabel(gettext("Stated by the source"), "●", Tone.ON)


def _of_category(what: str, is_total: bool, category: Category) -> str:
    return what if is_total else f"{what}: {localized(category, 'name')}"


def dates_note(row: DatesNoted, *, stated: bool) -> str:
    """The word inferred with its reason, where a date is not the source's own."""
    if stated:
        return ""
    reason = localized(row, "dates_note")
    inferred = pgettext("date", "inferred")
    return f"{inferred}: {reason}" if reason else inferred


def stock_rows(rows: Iterable[MembershipCount], bases: Collection[int] = ()) -> list[FigureRow]:
    """Members at a date; ``bases`` are the ids of those that some rate is a share of."""
    return [
        FigureRow(
            content=_of_category(gettext("Members"), row.category.is_total, row.category),
            period=numbers.day(row.on),
            period_note=dates_note(row, stated=row.on_stated),
            stated=numbers.figure(row.value, Qualifier(row.qualifier)),
            computed=numbers.EN_DASH,
            verdict=origin_label(row),
            source=source_link(row.source),
            row=row,
            note=localized(row, "note"),
            used=row.pk in bases,
        )
        for row in rows
    ]


def activity_rows(rows: Iterable[ActivityCount]) -> list[FigureRow]:
    return [
        FigureRow(
            content=capitalised(row.get_activity_display()),
            period=numbers.span(period_of(row.period)),
            period_note=dates_note(row, stated=row.from_stated and row.to_stated),
            stated=numbers.figure(row.value, Qualifier(row.qualifier)),
            computed=numbers.EN_DASH,
            verdict=origin_label(row),
            source=source_link(row.source),
            row=row,
            note=localized(row, "note"),
        )
        for row in rows
    ]


def organisation_rows(rows: Iterable[OrganisationCount]) -> list[FigureRow]:
    return [
        FigureRow(
            content=capitalised(row.get_measure_display()),
            period=numbers.day(row.on),
            period_note=dates_note(row, stated=row.on_stated),
            stated=numbers.figure(row.value, Qualifier(row.qualifier)),
            computed=numbers.EN_DASH,
            verdict=origin_label(row),
            source=source_link(row.source),
            row=row,
            note=localized(row, "note"),
        )
        for row in rows
    ]


def marked(rows: Iterable[FigureRow], found: Mapping[Key, Revision]) -> list[FigureRow]:
    """The rows with what is to be said of them: provisional or final, and revised."""
    return [_marked(row, row.row, found) for row in rows]


def _marked(row: FigureRow, figure: FigureModel, found: Mapping[Key, Revision]) -> FigureRow:
    if isinstance(figure, StatedResult):
        return row
    revised = found.get((type(figure), figure.pk))
    marks = [revision_text(revised)] if revised else []
    if figure.finality != Finality.UNKNOWN:
        marks.insert(0, figure.get_finality_display())
    return replace(row, revised=revised, marks=tuple(marks))


def revision_text(revised: Revision) -> str:
    """Revised; before it was 30 (revision approved on 5/12/2022)."""
    value = numbers.figure(revised.value, Qualifier(revised.qualifier))
    if revised.on is None:
        return gettext("revised; before it was %(value)s") % {"value": value}
    return gettext("revised; before it was %(value)s (revision approved on %(day)s)") % {
        "value": value,
        "day": numbers.day(revised.on),
    }


def checks(
    rows: Sequence[StatedResult], found: Material, evidence: dict[int, Evidence]
) -> list[tuple[StatedResult, Check]]:
    """Each printed result against the figures of its committee. No query."""
    targets = {t.id: t for several in found.targets.values() for t in several}
    return [(row, check(stated_of(row, targets), evidence[row.committee_id])) for row in rows]


def stated_rows(checked: Iterable[tuple[StatedResult, Check]]) -> list[FigureRow]:
    return [
        FigureRow(
            content=_stated_content(row),
            period=numbers.span(period_of(row.period)),
            period_note=dates_note(row, stated=row.from_stated and row.to_stated),
            stated=printed(row),
            computed=computed_text(result),
            verdict=VERDICT[result.verdict],
            source=source_link(row.source),
            row=row,
            check=result,
            note=localized(row, "note"),
        )
        for row, result in checked
    ]


def _stated_content(row: StatedResult) -> str:
    label = str(STATED_KIND[StatedKind(row.kind)])
    text = gettext("Stated result: %(kind)s") % {"kind": label}
    return _of_category(text, row.category.is_total, row.category)


def unit_of(kind: StatedKind) -> str:
    """What follows the number of a stated result."""
    if kind in (StatedKind.PERCENT_OF_TARGET, StatedKind.OVER_PERCENT):
        return "%"
    if kind is StatedKind.OVER_POINTS:
        return " " + gettext("percentage points")
    return "%" if kind is StatedKind.RATE_PER_YEAR else ""


def printed(row: StatedResult) -> str:
    """As the source prints it, with as many digits."""
    kind = StatedKind(row.kind)
    sign = "+" if kind.value.startswith("over") else ""
    return sign + numbers.number(row.value, row.decimals) + unit_of(kind)


def computed_text(result: Check) -> str:
    if result.computed is None:
        return numbers.EN_DASH
    kind = result.stated.kind
    persons = kind in (StatedKind.OVER_PERSONS, StatedKind.AVERAGE_PER_YEAR)
    decimals = 0 if persons and _is_whole(result.computed) else 2
    text = numbers.between(result.computed, decimals, unit=unit_of(kind))
    return f"+{text}" if kind.value.startswith("over") and result.computed.low > 0 else text


def _is_whole(value: Interval) -> bool:
    return value.low.denominator == 1 and (value.high is None or value.high.denominator == 1)
