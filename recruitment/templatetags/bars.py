"""Bars drawn in the page itself: presentation attributes only, for the policy allows no styles."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django import template

from recruitment.reports.goal_rows import told_once
from recruitment.reports.locality import LocalityReport
from recruitment.reports.rows import GoalRow
from recruitment.wording import numbers

register = template.Library()
register.filter(told_once)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Positions and widths as percentages of the rail, ready for an attribute."""

    tone: str
    fill: str
    spread_at: str
    spread: str
    arrow: str
    elapsed: str
    hundred: str
    zone_at: str
    zone: str


@register.inclusion_tag("_bar.html")
def bar(row: GoalRow, scale: int) -> dict[str, Drawn | None]:
    """The bar of a goal on a rail that ends at ``scale`` percent; nothing where there is none."""
    found = row.bar
    if found is None:
        return {"bar": None}
    low = min(found.percent, Fraction(scale))
    high = min(found.spread, Fraction(scale)) if found.spread else low
    zone = _band(row)
    return {
        "bar": Drawn(
            tone=row.status.tone.value,
            fill=_place(low, scale),
            spread_at=_place(low, scale),
            spread=_place(high - low, scale) if high > low else "",
            arrow=_place(low, scale) if found.open_ended else "",
            elapsed=_place(found.elapsed, scale) if found.elapsed is not None else "",
            hundred=_place(Fraction(100), scale),
            zone_at=_place(Fraction(100), scale),
            zone=_place(min(zone, Fraction(scale)) - 100, scale) if zone else "",
        )
    }


def _band(row: GoalRow) -> Fraction | None:
    """The upper end of a band, in percent of its low end."""
    upper = row.goal.target.upper
    return None if upper is None else 100 * upper / row.goal.target.low


@register.inclusion_tag("_axis.html")
def axis(scale: int) -> dict[str, list[tuple[str, str, str]]]:
    """The percentages above the bars: text, place, anchor."""
    steps = (step * 10**power for power in range(2, 9) for step in (1, 2, 5))
    step = 50 if scale <= 150 else next(step for step in steps if scale <= 6 * step)
    marks = range(0, scale + 1, step)
    anchors = {0: "start", scale: "end"}
    return {
        "marks": [
            (f"{numbers.number(mark)}%", _place(Fraction(mark), scale), anchors.get(mark, "middle"))
            for mark in marks
        ]
    }


@register.filter
def scale_of(report: LocalityReport) -> int:
    """The percent at the right edge for all its goals: 140 at least, in steps of 20.

    0 where no goal has a bar.
    """
    rows = [*report.goals, *report.references]
    ends = [_band(row) or Fraction(100) for row in rows if row.bar]
    ends += [(row.bar.spread or row.bar.percent) for row in rows if row.bar]
    if not ends:
        return 0
    # Room for the arrow head of a bar with an open end.
    highest = max(ends) * Fraction(106, 100)
    return max(140, 20 * int(-(-highest // 20)))


def _place(percent: Fraction, scale: int) -> str:
    return f"{float(100 * percent / scale):.2f}%"
