"""How values are shown in lists: periods, figures with their qualifier, states."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from recruitment.models import (
    Committee,
    Figure,
    Finality,
    ReportingPeriod,
    Source,
    State,
    StatedResult,
    Target,
)
from recruitment.models.text import localized
from recruitment.progress.intervals import Interval
from recruitment.progress.periods import Period
from recruitment.progress.qualifiers import Qualifier
from recruitment.wording import numbers

# Letters of a title in a list: two lines of its column.
TITLE_LENGTH = 56
# Told by word and shape; the colour only repeats it.
SHAPES = {
    State.DRAFT: "○",
    State.SUBMITTED: "◐",
    State.RETURNED: "▼",
    State.APPROVED: "✓",
    State.SUPERSEDED: "×",
}


def state(row: Any) -> SafeString:
    """The state, and the version from the second on."""
    later = _("version %(number)s") % {"number": row.version} if row.version > 1 else ""
    return format_html(
        '<span class="state state-{}"><span aria-hidden="true">{}</span> {}</span> {}',
        row.state,
        SHAPES.get(row.state, "?"),
        row.get_state_display(),
        later,
    )


def period(row: ReportingPeriod) -> str:
    """Quarter III/2022, 2020–2025, or both dates."""
    return numbers.period(Period(row.starts_on, row.ends_on))


def period_in_full(row: ReportingPeriod) -> str:
    """The usual name with both dates, for a choice."""
    name, dates = period(row), numbers.span(Period(row.starts_on, row.ends_on))
    return name if name == dates else f"{name} ({dates})"


def days(first: date | None, last: date | None) -> str:
    """A life: 1/7/2025 –, – 30/6/2025, or nothing where neither day is known."""
    if first is None and last is None:
        return ""
    ends = (numbers.day(each) if each else "" for each in (first, last))
    return f" {numbers.EN_DASH} ".join(ends).strip()


def short_name(committee: Committee | None) -> str:
    """As readers know the committee, in the active language."""
    return localized(committee, "short_name") if committee else ""


def committee(row: Committee) -> str:
    """The name with the committee above it: many communes share a name."""
    return f"{row} · {short_name(row.parent)}" if row.parent else str(row)


def source(row: Source) -> SafeString:
    """The title, cut off at a word where it is long; the whole of it as a tooltip."""
    title = str(row)
    start = Truncator(title).chars(TITLE_LENGTH)
    if start == title:
        return format_html("{}", title)
    words = start.rstrip("…").rpartition(" ")[0] or start
    return format_html('<span title="{}">{}…</span>', title, words)


def public_page(committee: Committee) -> str:
    """The address of a committee's page, in the active language."""
    return reverse("recruitment:locality", args=[committee.slug])


def preview_page(committee: Committee) -> str:
    """The same page were everything approved."""
    return reverse("recruitment:locality-preview", args=[committee.slug])


def sheet_page(committee: Committee, quarter: ReportingPeriod) -> str:
    """The sheet where a committee's quarter is entered."""
    number = (quarter.ends_on.month + 2) // 3
    return reverse("admin:entry_sheet", args=[committee.slug, quarter.ends_on.year, number])


def figure(row: Figure) -> str:
    """1.464, > 500 as the source has it, or 12 (provisional)."""
    text = numbers.figure(row.value, Qualifier(row.qualifier))
    if row.finality != Finality.PROVISIONAL:
        return text
    return f"{text} ({row.get_finality_display()})"


def printed(row: StatedResult) -> str:
    """39,66 with as many digits as were printed."""
    return numbers.number(row.value, row.decimals)


def word(row: Any, column: str) -> str:
    """The word for a code."""
    return str(getattr(row, f"get_{column}_display")())


def amount(row: Target) -> str:
    """600, ≥ 130, 3–4%."""
    if row.low is None:
        return ""
    ends = Interval.between(Fraction(row.low), None if row.high is None else Fraction(row.high))
    is_rate = row.kind == Target.Kind.RATE
    return numbers.between(ends, 3 if is_rate else 0, unit="%" if is_rate else "")
