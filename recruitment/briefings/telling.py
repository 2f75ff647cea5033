"""What a reader is told of an order: how far it is, what it waits for, why it failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from recruitment.downloads.writers import FORMAT_NAMES
from recruitment.models import BriefingOrder, OrderState, Problem, Worker
from recruitment.reports.group import MOST_LOCALITIES
from recruitment.wording import numbers

from .jobs import LARGEST, asked_of
from .keeping import MEGABYTE
from .lost import MOST_ATTEMPTS

# A worker that is only just starting, beside the server, is no news.
STARTS_WITHIN = timedelta(seconds=15)

PROBLEM: dict[str, Promise] = {
    Problem.DIED: _(
        "The work was broken off %(attempts)s times. Tell the administrator; the server's log "
        "says more."
    ),
    Problem.BROKEN: _(
        "An error occurred. Tell the administrator the address of this page; the server's log "
        "says more."
    ),
    Problem.TOO_MANY: _(
        "There are more than %(most)s localities, too many for one file. Choose a committee below."
    ),
    Problem.NOTHING: _("No locality has figures or a target for this choice any more."),
    Problem.NO_BROWSER: _(
        "This server has no Chromium, which draws pages and pictures. Choose another format."
    ),
    Problem.NO_PICTURE: _("A picture could not be drawn in time. Try again later."),
    Problem.TOO_LARGE: _("The file would be larger than %(megabytes)s MB. Choose another format."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """``sentence`` says how far it is; ``note`` what is unusual about it, mostly nothing."""

    state: OrderState
    sentence: str
    note: str
    done: int
    total: int

    @property
    def is_finished(self) -> bool:
        return self.state in {OrderState.DONE, OrderState.FAILED}

    @property
    def is_done(self) -> bool:
        return self.state is OrderState.DONE


def asked_words(order: BriefingOrder) -> list[str]:
    """What was asked for beside the committee: format, language, days, term. No query."""
    selection = asked_of(order).selection
    words = [str(FORMAT_NAMES[order.format]), order.get_language_display()]
    if selection.as_of:
        day = numbers.day(selection.as_of)
        words.append(gettext("figures up to %(day)s") % {"day": day})
    if selection.term:
        term = numbers.period(selection.term)
        words.append(gettext("term %(years)s") % {"years": term})
    return words


def told(order: BriefingOrder, now: datetime) -> Told:
    """In the active language: 2 queries while it waits, 1 while it is made, else none."""
    state = OrderState(order.state)
    match state:
        case OrderState.WAITING:
            sentence, note = _waiting(order), _nobody_works(order, now)
        case OrderState.WORKING:
            sentence, note = _working(order), _broken_off(order)
        case OrderState.DONE:
            sentence, note = gettext("The file is ready."), ""
        case OrderState.FAILED:
            sentence, note = _failed(order), ""
    return Told(state, sentence, note, order.done, order.total)


def _waiting(order: BriefingOrder) -> str:
    unfinished = BriefingOrder.objects.unfinished()
    ahead = unfinished.filter(created_at__lt=order.created_at).count()
    if not ahead:
        return gettext("In the queue: next.")
    return ngettext(
        "In the queue: %(count)s file before it.", "In the queue: %(count)s files before it.", ahead
    ) % {"count": numbers.number(ahead)}


def _nobody_works(order: BriefingOrder, now: datetime) -> str:
    waited = now - order.created_at
    if waited < STARTS_WITHIN or Worker.objects.alive().exists():
        return ""
    minutes = int(waited.total_seconds() // 60)
    return ngettext(
        "No worker is running; it has waited for %(count)s minute. The administrator must start "
        "the worker: manage.py work.",
        "No worker is running; it has waited for %(count)s minutes. The administrator must start "
        "the worker: manage.py work.",
        minutes,
    ) % {"count": numbers.number(minutes)}


def _working(order: BriefingOrder) -> str:
    return gettext("Being made: %(done)s of %(total)s localities.") % {
        "done": numbers.number(order.done),
        "total": numbers.number(order.total),
    }


def _broken_off(order: BriefingOrder) -> str:
    """A silent worker, or what happened to an earlier one: 1 query."""
    if not Worker.objects.alive().filter(name=order.worker).exists():
        return gettext(
            "The worker no longer answers; the work is taken up again as soon as one is free."
        )
    if order.attempts == 1:
        return ""
    return gettext("Taken up again after a break: attempt %(attempt)s of %(most)s.") % {
        "attempt": order.attempts,
        "most": MOST_ATTEMPTS,
    }


def _failed(order: BriefingOrder) -> str:
    values = {
        "attempts": order.attempts,
        "most": numbers.number(MOST_LOCALITIES),
        "megabytes": numbers.number(LARGEST // MEGABYTE),
    }
    return str(PROBLEM[order.problem]) % values
