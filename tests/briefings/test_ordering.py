"""What becomes of a wish: one order for one thing, and not too many at once."""

from datetime import date

import pytest
from django_tasks_db.models import DBTaskResult

from recruitment.briefings.ordering import MOST_EACH, TooManyOrdersError, place
from recruitment.models import AdmissionCount, BriefingOrder
from recruitment.progress.periods import Period
from recruitment.queries.committees import UnknownLocalityError
from recruitment.reports.group import NoLocalitiesError

from .conftest import asked

pytestmark = pytest.mark.django_db
TERM = Period(date(2021, 1, 1), date(2025, 12, 31))


def test_an_order_waits_with_its_task_and_knows_how_much_it_is(province):
    order = place(asked(as_of=date(2022, 12, 31), term=TERM), "address 10.0.0.1")
    assert (order.state, order.done, order.total) == ("waiting", 0, 4)
    assert (order.as_of, order.term_from, order.term_to) == (
        date(2022, 12, 31),
        TERM.start,
        TERM.end,
    )
    order.refresh_from_db()
    assert order.task.status == "READY"
    assert "10.0.0.1" not in order.asked_by


def test_the_same_wish_for_the_same_figures_is_one_order(province):
    first = place(asked(), "a")
    assert place(asked(), "b") == first
    assert DBTaskResult.objects.count() == 1
    others = [
        asked(as_of=date(2022, 12, 31)),
        asked(term=TERM),
        asked(language="en"),
    ]
    keys = {place(each, str(number)).key for number, each in enumerate(others)}
    assert len(keys | {first.key}) == 4


def test_other_figures_make_another_order(province):
    first = place(asked(), "a")
    figure = AdmissionCount.objects.first()
    figure.value += 1
    figure.save()
    assert place(asked(), "a") != first


def test_what_failed_may_be_ordered_again(province):
    first = place(asked(), "a")
    BriefingOrder.objects.update(state="failed", problem="died")
    again = place(asked(), "a")
    assert again != first
    assert again.state == "waiting"


def wishes(number):
    return [asked(as_of=date(2023, 1, day)) for day in range(1, number + 1)]


def test_one_reader_has_few_orders_waiting(province):
    first, *others = [place(each, "a") for each in wishes(MOST_EACH)]
    with pytest.raises(TooManyOrdersError) as problem:
        place(asked(), "a")
    assert (problem.value.own, problem.value.number) == (True, MOST_EACH)
    # What is there already costs nothing, and others are not kept waiting.
    assert place(wishes(1)[0], "a") == first
    assert place(asked(), "b").state == "waiting"
    BriefingOrder.objects.filter(pk=others[0].pk).update(state="done")
    assert place(asked(language="en"), "a").state == "waiting"


def test_the_queue_of_the_whole_site_is_bounded(province, settings):
    settings.BRIEFINGS_UNFINISHED = 4
    for number, each in enumerate(wishes(4)):
        place(each, str(number))
    with pytest.raises(TooManyOrdersError) as problem:
        place(asked(), "another")
    assert (problem.value.own, problem.value.number) == (False, 4)
    assert BriefingOrder.objects.count() == 4


def test_what_cannot_be_made_is_not_ordered(province):
    with pytest.raises(NoLocalitiesError):
        place(asked("silent"), "a")
    with pytest.raises(UnknownLocalityError):
        place(asked("nowhere"), "a")
    assert not BriefingOrder.objects.exists()
