"""What the target sheet says of decisions, counting windows and what stands in the way."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from recruitment.models import Category, State, Target
from recruitment.progress.periods import Period
from recruitment.queries.scope import period_of
from recruitment.wording import numbers

from .findings import Column, Measure
from .target_cells import TARGET, Counting, Decision
from .typed import written


def the_column() -> Column:
    """The sheet's only column that is typed into."""
    return Column(TARGET, Measure.ADMISSIONS, _("Target"), category=Category.TOTAL)


def zero_words() -> str:
    return _("0 is no target. Leave the cell empty where a unit is given none.")


def too_large_words() -> str:
    return _("The number is too large for a target. Check the number of digits.")


def needs_a_target() -> str:
    return _(
        "A decision and a counting window are stored with the targets that they are about: "
        "enter or change a target as well."
    )


def decision_words(decision: Decision) -> str:
    """Resolution of the congress, No. 12-NQ/ĐH, 1/7/2020; a dash where nothing is named."""
    day = numbers.day(decision.on) if decision.on else ""
    return ", ".join(filter(None, (decision.document, decision.number, day))) or numbers.EN_DASH


def counting_words(counting: Counting) -> str:
    basis = Target.WindowBasis(counting.basis).label
    return f"{numbers.span(counting.days)} ({basis})"


def sent_words(who: str, when: datetime | None) -> str:
    """Why a target that waits for a decision cannot be changed, and who lifts it."""
    return _("Sent for approval by %(who)s, %(when)s. To change it, an approver sends it back.") % {
        "who": who or "–",
        "when": written(when and timezone.localtime(when)),
    }


def rival_words(other: Target) -> str:
    """Another target counts the same days: which, and what to do."""
    return _(
        "There is a target for %(period)s already that is counted over the same days "
        "(%(window)s, %(state)s). Choose another counting window, or change that target."
    ) % {
        "period": numbers.period(period_of(other.period)),
        "window": numbers.span(Period(other.window_from, other.window_to)),
        "state": State(other.state).label,
    }
