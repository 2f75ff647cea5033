"""Goals with their texts, for every report that lists goals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext

from recruitment.models import Committee, State, Target
from recruitment.models.text import localized
from recruitment.progress.children import Summed
from recruitment.progress.counts import Origin
from recruitment.progress.goal import Goal
from recruitment.progress.periods import Period, merged
from recruitment.progress.status import Status
from recruitment.progress.targets import Basis, Kind, Sense, WindowBasis
from recruitment.progress.tiling import Tiling
from recruitment.queries.material import Material
from recruitment.wording import goals as words
from recruitment.wording import numbers
from recruitment.wording.labels import STATUS

from .rows import GoalRow, link_to
from .source_links import source_link


def goal_row(goal: Goal, committee: Committee, found: Material) -> GoalRow:
    """A goal of a committee; one of another committee's target is a reference."""
    row = found.target_rows[goal.target.id]
    category = "" if row.category.is_total else localized(row.category, "name")
    inherited = row.committee_id != committee.pk
    return GoalRow(
        goal=goal,
        committee=link_to(committee),
        title=words.goal_title(goal, category),
        period=words.goal_period(goal),
        category=category,
        target=words.target_text(goal.target),
        admitted=_admitted(goal),
        percent=words.percent_text(goal),
        elapsed=numbers.EN_DASH if goal.elapsed is None else numbers.percent(100 * goal.elapsed),
        as_of=numbers.day(goal.as_of) if goal.as_of else "",
        status=STATUS[goal.status],
        document=document_text(row),
        source=source_link(row.source),
        inherited_from=link_to(row.committee) if inherited else None,
        notes=tuple(_notes(goal, row, committee, found)),
    )


def told_apart(rows: Sequence[GoalRow]) -> list[GoalRow]:
    """The same rows; where two would have one title, the target is put into it."""
    titles = Counter(row.title for row in rows)
    return [
        replace(row, title=f"{row.title}: {row.target}") if titles[row.title] > 1 else row
        for row in rows
    ]


def told_once(rows: Iterable[GoalRow]) -> list[GoalRow]:
    """The same rows, but goals of one target of which nothing can be computed as one row."""
    told: list[GoalRow] = []
    places: dict[int, int] = {}
    for row in rows:
        target = row.goal.target.id
        if row.goal.percent is not None:
            told.append(row)
        elif target in places:
            first = told[places[target]]
            told[places[target]] = replace(first, also=(*first.also, row.period))
        else:
            places[target] = len(told)
            told.append(row)
    return told


def _admitted(goal: Goal) -> str:
    if goal.tiling is None:
        return numbers.EN_DASH
    return words.admitted_text(goal.tiling, average=goal.average)


def _notes(goal: Goal, row: Target, committee: Committee, found: Material) -> list[str]:
    notes = []
    if row.committee_id != committee.pk:
        notes.append(
            gettext("Reference: a target that %(name)s set for all below it.")
            % {"name": localized(row.committee, "short_name")}
        )
        notes += filter(None, [younger(goal, row)])
    notes += _adjusted(goal, row)
    if goal.status in {Status.UNDETERMINED, Status.CANNOT_COMPUTE}:
        what = words.depends_text(goal.depends)
        notes.append(gettext("To be decided it takes %(what)s.") % {"what": what})
    if goal.other_date:
        notes.append(words.other_date_text(goal))
    if goal.uncovered:
        notes.append(
            gettext("A lower bound: %(days)s.") % {"days": words.uncovered_text(goal.uncovered)}
        )
    elif goal.partial:
        notes.append(gettext("The figure reaches beyond this period: only a part of it counts."))
    return [*notes, *origins(goal.tiling, committee, found)]


def younger(goal: Goal, row: Target) -> str:
    """That the document which set the target came after the figures; empty where it did not."""
    if goal.as_of is None or row.document_date is None or row.document_date <= goal.as_of:
        return ""
    text = gettext("The document (%(day)s) is younger than these figures.")
    return text % {"day": numbers.day(row.document_date)}


def _adjusted(goal: Goal, row: Target) -> list[str]:
    """Since when the number holds, and what it was before: where it replaces an approved one."""
    older = row.supersedes
    settled = {State.APPROVED, State.SUPERSEDED}
    if older is None or older.low is None or older.withdrawn or older.state not in settled:
        return []
    before = replace(
        goal.target,
        kind=Kind(older.kind),
        sense=Sense(older.sense),
        basis=Basis(older.basis),
        low=Fraction(older.low),
        high=None if older.high is None else Fraction(older.high),
    )
    if before == goal.target:
        return []
    values = {"before": words.target_text(before), "document": _document_name(row)}
    if row.document_date and values["document"]:
        text = gettext("Adjusted under %(document)s of %(day)s, before that %(before)s.")
        return [text % {**values, "day": numbers.day(row.document_date)}]
    if values["document"]:
        return [gettext("Adjusted under %(document)s, before that %(before)s.") % values]
    return [gettext("Adjusted, before that %(before)s.") % values]


def origins(tiling: Tiling | None, committee: Committee, found: Material) -> list[str]:
    """How the counts came about that no source prints; sums that follow each other, of as many
    units, are named once."""
    sums = found.sums.get(committee.pk, {})
    told: list[tuple[Period, str]] = []
    summed: dict[str, list[Period]] = {}
    for piece in tiling.pieces if tiling else ():
        days = piece.count.period
        if piece.count.origin is Origin.SUMMED and days in sums:
            summed.setdefault(_units_added(sums[days]), []).append(days)
        elif piece.count.origin is Origin.DERIVED:
            told.append((days, gettext("%(days)s: the difference of two figures.")))
    told += [(days, said) for said, periods in summed.items() for days in merged(periods)]
    return [said % {"days": numbers.span(days)} for days, said in sorted(told)]


def _units_added(found: Summed) -> str:
    """With a place for the days."""
    units = {"reported": found.reported, "expected": found.expected, "days": "%(days)s"}
    return gettext("%(days)s: added up from %(reported)s of %(expected)s units.") % units


def document_text(row: Target) -> str:
    """What set the target: its name, number and date, as far as known."""
    name = _document_name(row)
    if row.document_date:
        name = f"{name} ({numbers.day(row.document_date)})" if name else ""
    return name


def _document_name(row: Target) -> str:
    name = localized(row, "document")
    if row.document_number and row.document_number not in name:
        name = f"{name}, {row.document_number}" if name else row.document_number
    return name


def basis_note(goal: Goal) -> str:
    """Whether the counting window is stated or assumed, and since when it counts."""
    start = numbers.day(goal.window.start)
    if goal.target.window_basis is WindowBasis.ASSUMED and goal.year is None:
        return gettext("counted from %(day)s (assumption)") % {"day": start}
    return gettext("counted from %(day)s") % {"day": start}


def other_reading(goal: Goal) -> str:
    """The share of time that has passed when counted over the whole period as stated."""
    stated = goal.target.stated
    if goal.clock is None or goal.year is not None or stated == goal.target.window:
        return ""
    if not stated.has_day(goal.clock.as_of):
        return ""
    days = (goal.clock.as_of - stated.start).days + 1
    values = {
        "start": numbers.day(stated.start),
        "end": numbers.day(stated.end),
        "percent": numbers.percent(Fraction(100 * days, stated.days)),
    }
    if stated.start == goal.target.window.start:
        return gettext("until %(end)s: %(percent)s") % values
    return gettext("from %(start)s: %(percent)s") % values


def is_rate(goal: Goal) -> bool:
    return goal.target.kind is Kind.RATE
