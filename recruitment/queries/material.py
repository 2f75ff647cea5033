"""Figures and targets of committees as engine values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from django.db.models import Q

from recruitment.models import (
    AdmissionCount,
    Committee,
    MembershipCount,
    Source,
    StatedResult,
    Target,
)
from recruitment.progress import counts as engine
from recruitment.progress import stated as engine_stated
from recruitment.progress import targets as engine_targets
from recruitment.progress.children import Summed, periods_to_sum, summed
from recruitment.progress.counts import TOTAL
from recruitment.progress.goals import Evidence
from recruitment.progress.periods import Period
from recruitment.progress.qualifiers import Qualifier, interval_of, reading_of
from recruitment.progress.tiling import of_category
from recruitment.progress.verdicts import StatedKind

from .returns import not_applicable
from .scope import Scope, period_of


@dataclass(slots=True)
class Material:
    """The figures of some committees as engine values, with the rows behind them by id."""

    counts: dict[int, list[engine.Count]] = field(default_factory=lambda: defaultdict(list))
    stocks: dict[int, list[engine.Stock]] = field(default_factory=lambda: defaultdict(list))
    targets: dict[int, list[engine_targets.Target]] = field(
        default_factory=lambda: defaultdict(list)
    )
    sums: dict[int, dict[Period, Summed]] = field(default_factory=dict)
    count_rows: dict[int, AdmissionCount] = field(default_factory=dict)
    stock_rows: dict[int, MembershipCount] = field(default_factory=dict)
    target_rows: dict[int, Target] = field(default_factory=dict)

    def evidence(self, committee_id: int) -> Evidence:
        """The committee's counts and members of every category."""
        stocks = self.stocks[committee_id]
        return Evidence(
            counts=tuple(self.counts[committee_id]),
            stocks=tuple(stock for stock in stocks if stock.category == TOTAL),
            parts=tuple(stock for stock in stocks if stock.category != TOTAL),
        )

    def add_targets(self, rows: Iterable[Target], scope: Scope) -> None:
        """Take in the targets of the scope's term."""
        for row in rows:
            target = target_of(row)
            if scope.holds(target.window):
                self.targets[row.committee_id].append(target)
                self.target_rows[row.pk] = row


def count_of(row: AdmissionCount) -> engine.Count:
    """An admission row as an edge between two day boundaries. Reads what is selected."""
    qualifier = Qualifier(row.qualifier)
    return engine.Count(
        id=row.pk,
        period=period_of(row.period),
        amount=interval_of(row.value, qualifier),
        reading=reading_of(row.value, qualifier),
        qualifier=qualifier,
        from_latest=row.from_latest,
        to_earliest=row.to_earliest,
        from_stated=row.from_stated,
        to_stated=row.to_stated,
        finality=engine.Finality(row.finality),
        entered=row.source.kind == Source.Kind.ENTRY,
        published=row.source.published_on or row.period.ends_on,
        category=row.category.code,
    )


def stock_of(row: MembershipCount) -> engine.Stock:
    qualifier = Qualifier(row.qualifier)
    return engine.Stock(
        id=row.pk,
        on=row.on,
        members=interval_of(row.value, qualifier),
        qualifier=qualifier,
        on_earliest=row.on_earliest,
        finality=engine.Finality(row.finality),
        entered=row.source.kind == Source.Kind.ENTRY,
        published=row.source.published_on or row.on,
        category=row.category.code,
    )


def target_of(row: Target) -> engine_targets.Target:
    """A target row. Raises ValueError for one without its low end, which no saved row lacks."""
    if row.low is None:
        msg = f"target {row.pk} has no number"
        raise ValueError(msg)
    return engine_targets.Target(
        id=row.pk,
        owner=row.committee.slug,
        kind=engine_targets.Kind(row.kind),
        cadence=engine_targets.Cadence(row.cadence),
        sense=engine_targets.Sense(row.sense),
        low=Fraction(row.low),
        high=None if row.high is None else Fraction(row.high),
        window=Period(row.window_from, row.window_to),
        stated=period_of(row.period),
        category=row.category.code,
        basis=engine_targets.Basis(row.basis),
        window_basis=engine_targets.WindowBasis(row.window_basis),
        inherits=row.inherits,
        document_date=row.document_date,
        of_term=row.period.kind == "term",
    )


def stated_of(
    row: StatedResult, targets: Mapping[int, engine_targets.Target]
) -> engine_stated.StatedResult:
    return engine_stated.StatedResult(
        id=row.pk,
        kind=StatedKind(row.kind),
        value=row.value,
        decimals=row.decimals,
        period=period_of(row.period),
        category=row.category.code,
        target=targets.get(row.target_id) if row.target_id else None,
        infers=row.infers,
    )


def material(committees: Iterable[Committee], scope: Scope, inherited: Q | None = None) -> Material:
    """Admissions, stocks and targets of the committees: 3 queries.

    ``inherited`` adds targets of other committees, under their own owner.
    """
    ids = [committee.pk for committee in committees]
    found = Material()
    for row in _admissions(ids, scope):
        count = count_of(row)
        if scope.holds(count.period):
            found.counts[row.committee_id].append(count)
            found.count_rows[row.pk] = row
    for stock_row in _stocks(ids, scope):
        found.stocks[stock_row.committee_id].append(stock_of(stock_row))
        found.stock_rows[stock_row.pk] = stock_row
    of_these = Q(committee_id__in=ids)
    found.add_targets(
        targets_where(of_these if inherited is None else of_these | inherited, scope), scope
    )
    return found


def _admissions(ids: Sequence[int], scope: Scope) -> Iterable[AdmissionCount]:
    rows = AdmissionCount.objects.visible_to(scope.audience).filter(committee_id__in=ids)
    if scope.as_of:
        rows = rows.filter(period__ends_on__lte=scope.as_of)
    return rows.select_related("period", "category", "source").order_by("pk")


def _stocks(ids: Sequence[int], scope: Scope) -> Iterable[MembershipCount]:
    rows = MembershipCount.objects.visible_to(scope.audience).filter(committee_id__in=ids)
    if scope.as_of:
        rows = rows.filter(on__lte=scope.as_of)
    return rows.select_related("category", "source").order_by("pk")


def targets_where(condition: Q, scope: Scope) -> Iterable[Target]:
    """Targets with what is told of them: 1 query when read."""
    rows = Target.objects.visible_to(scope.audience).filter(condition)
    told = ("period", "category", "source", "committee", "supersedes")
    return rows.select_related(*told).order_by("pk")


def inherited_from(ancestors: Iterable[Committee]) -> Q:
    """The condition for targets that committees above set for all below them."""
    return Q(inherits=True, committee_id__in=[ancestor.pk for ancestor in ancestors])


def add_sums(found: Material, tree: Sequence[Committee], scope: Scope) -> None:
    """Give committees that are the sum of their units their units' figures.

    ``tree`` holds these committees and all below them; those at the bottom are summed first.
    One query, which units the report does not apply to; none where no units are summed.
    """
    summing = {committee.pk for committee in tree if committee.aggregates}
    children: dict[int, list[Committee]] = defaultdict(list)
    for committee in tree:
        if committee.parent_id in summing:
            children[committee.parent_id].append(committee)
    if not children:
        return
    excused = not_applicable([unit.pk for units in children.values() for unit in units], scope)
    for committee in sorted(tree, key=lambda c: len(c.path), reverse=True):
        if committee.pk in children:
            _add_sums_of(found, committee, children[committee.pk], excused)


def _add_sums_of(
    found: Material,
    committee: Committee,
    units: Sequence[Committee],
    excused: Mapping[int, Sequence[Period]],
) -> None:
    own = found.counts[committee.pk]
    named = {unit.slug: found.counts[unit.pk] for unit in units}
    free = {unit.slug: excused.get(unit.pk, ()) for unit in units}
    for category in {count.category for counts in named.values() for count in counts}:
        theirs = {slug: of_category(counts, category) for slug, counts in named.items()}
        for period in periods_to_sum(theirs, of_category(own, category)):
            alive = {unit.slug: theirs[unit.slug] for unit in units if _lives(unit, period)}
            result = summed(period, alive, category, free)
            if result:
                own.append(result.count)
                if category == TOTAL:
                    found.sums.setdefault(committee.pk, {})[period] = result


def _lives(unit: Committee, period: Period) -> bool:
    """The unit existed on some day of the period, and so should report it."""
    started, ended = unit.life
    return (ended is None or ended >= period.start) and (started is None or started <= period.end)
