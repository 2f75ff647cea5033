"""A worker with an order: the file, and every way in which there is none."""

import signal
from datetime import date, timedelta
from io import BytesIO
from threading import Thread

import pytest
from django.db import OperationalError, connections
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from recruitment.briefings import jobs
from recruitment.briefings.heart import STUCK_AFTER, Heart, Stopped, heart_of
from recruitment.briefings.keeping import prune
from recruitment.briefings.lost import MOST_ATTEMPTS, take_up_lost
from recruitment.briefings.ordering import place
from recruitment.downloads.pictures import BusyError, NoBrowserError
from recruitment.downloads.writers import BRIEFING_WRITERS
from recruitment.management.commands.work import Maker
from recruitment.models import AdmissionCount, BriefingOrder, BriefingPiece, Target, Worker

from .conftest import asked, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def order(province):
    return place(asked(), "a")


def writer(monkeypatch, write):
    monkeypatch.setitem(BRIEFING_WRITERS, "xlsx", write)


def body(order):
    return b"".join(piece.body for piece in order.pieces.order_by("number"))


def numbers_in(order):
    """Every number of the workbook."""
    book = load_workbook(BytesIO(body(order)))
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    return {value for value in cells if isinstance(value, int)}


def fallen_silent(name):
    """A minute later, for whoever looks at the heartbeat."""
    Worker.objects.update_or_create(name=name, defaults={"seen_at": now() - timedelta(minutes=2)})


def test_the_file_is_kept_in_pieces_with_its_names(order, monkeypatch):
    monkeypatch.setattr(jobs, "PIECE", 500)
    work()
    order.refresh_from_db()
    assert (order.state, order.done, order.total, order.attempts) == ("done", 4, 4, 1)
    assert order.pieces.count() > 2
    assert order.size == len(body(order))
    assert {10, 20, 30} <= numbers_in(order)
    assert order.file_name == "Tiến độ kết nạp đảng viên – Đảng bộ province.xlsx"
    assert order.ascii_name == "province-localities-briefing.xlsx"
    assert order.task.status == "SUCCESSFUL"
    assert not Worker.objects.exists()  # it has ended as it should


def test_the_language_is_that_of_the_order(province):
    order = place(asked(language="en"), "a")
    work()
    order.refresh_from_db()
    assert order.file_name == "Progress of admissions – Province committee.xlsx"


def test_a_writer_that_fails_fails_the_order_and_not_the_worker(order, province, monkeypatch):
    def fail(briefing):
        list(briefing.sections)
        raise RuntimeError("a writer's own fault")

    writer(monkeypatch, fail)
    work()
    order.refresh_from_db()
    assert (order.state, order.problem) == ("failed", "broken")
    assert not BriefingPiece.objects.exists()
    monkeypatch.undo()
    again = place(asked(), "a")
    work()
    again.refresh_from_db()
    assert again.state == "done"


@pytest.mark.parametrize(
    ("raised", "problem"), [(NoBrowserError, "no_browser"), (BusyError, "no_picture")]
)
def test_a_server_that_cannot_draw_is_told_as_such(order, monkeypatch, raised, problem):
    def refuse(briefing):
        raise raised

    writer(monkeypatch, refuse)
    work()
    order.refresh_from_db()
    assert (order.state, order.problem) == ("failed", problem)


def test_a_file_that_is_too_large_is_not_kept(order, monkeypatch):
    monkeypatch.setattr(jobs, "LARGEST", 100)
    work()
    order.refresh_from_db()
    assert (order.state, order.problem, order.size) == ("failed", "too_large", 0)


def test_what_has_gone_meanwhile_is_told(order):
    AdmissionCount.objects.all().delete()
    Target.objects.all().delete()
    work()
    order.refresh_from_db()
    assert (order.state, order.problem) == ("failed", "nothing")


def test_an_order_is_claimed_once(order):
    first = jobs.claim(order.pk, "first")
    assert jobs.claim(order.pk, "second") is None
    assert (first.worker, first.attempts) == ("first", 1)


def test_a_worker_told_to_stop_gives_the_order_back(order, monkeypatch):
    with heart_of("worker") as heart:
        maker = Maker(heart, until_empty=True)

        def stop(briefing):
            list(briefing.sections)
            maker.shutdown(signal.SIGTERM, None)  # as the signal does, in the thread that works

        writer(monkeypatch, stop)
        maker.run()
    order.refresh_from_db()
    assert (order.state, order.worker, order.attempts, order.done) == ("waiting", "", 0, 0)
    assert DBTaskResult.objects.ready().get() == order.task


def test_no_work_is_begun_by_a_worker_that_stops(order):
    heart = Heart("worker")
    heart.stop()
    with pytest.raises(Stopped), heart.working_on(order):
        raise AssertionError("it worked")


def test_a_dead_worker_is_noticed_and_the_order_made_by_another(order):
    jobs.claim(order.pk, "dead")
    assert take_up_lost() == 1
    work("other")
    order.refresh_from_db()
    assert (order.state, order.worker, order.attempts) == ("done", "other", 2)


def test_a_worker_that_is_slow_but_alive_keeps_its_order(order):
    with Heart("slow"):
        jobs.claim(order.pk, "slow")
        BriefingOrder.objects.update(started_at=now() - timedelta(hours=1))
        assert take_up_lost() == 0
    order.refresh_from_db()
    assert (order.state, order.worker) == ("working", "slow")


def test_a_silent_worker_is_forgotten_and_what_it_writes_later_does_not_count(order):
    fallen_silent("silent")
    held = jobs.claim(order.pk, "silent")
    assert take_up_lost() == 1
    assert not Worker.objects.exists()
    work("other")
    file = jobs.make(jobs.asked_of(held), lambda _done, _total: None)
    jobs._deliver(held, file, 4)
    order.refresh_from_db()
    assert (order.worker, order.attempts) == ("other", 2)
    assert order.size == len(body(order))


def test_a_worker_that_died_between_the_task_and_the_order_is_noticed(order):
    order.refresh_from_db()
    order.task.claim("dead")
    assert take_up_lost() == 0  # it may be about to take the order
    DBTaskResult.objects.update(started_at=now() - timedelta(minutes=2))
    assert take_up_lost() == 1
    assert DBTaskResult.objects.get(pk=order.task_id).status == "FAILED"
    work("other")
    order.refresh_from_db()
    assert (order.state, order.attempts) == ("done", 1)


def test_what_kills_every_worker_fails_in_the_end(order):
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert jobs.claim(order.pk, f"victim-{attempt}").attempts == attempt
        assert take_up_lost() == 1
    order.refresh_from_db()
    assert (order.state, order.problem) == ("failed", "died")
    assert take_up_lost() == 0


def test_a_database_that_is_away_is_no_fault_of_the_order(order, monkeypatch):
    def lose_it(briefing):
        raise OperationalError("server closed the connection unexpectedly")

    ended = []
    monkeypatch.setattr(Heart, "end", lambda _self, why: ended.append(why))
    writer(monkeypatch, lose_it)
    work()
    assert len(ended) == 1
    order.refresh_from_db()
    assert order.state == "working"  # until its worker's silence is noticed
    monkeypatch.undo()
    assert take_up_lost() == 1
    work()
    order.refresh_from_db()
    assert (order.state, order.attempts) == ("done", 2)


def test_a_beat_tells_how_far_it_is_and_ends_what_no_longer_counts(order, monkeypatch):
    ended = []
    monkeypatch.setattr(Heart, "end", lambda _self, why: ended.append(why))
    Worker.objects.create(name="worker", seen_at=now() - timedelta(seconds=50))
    heart = Heart("worker")
    with heart.working_on(jobs.claim(order.pk, "worker")) as attempt:
        attempt.tell(2, 4)
        heart.beat()
        assert ended == []
        order.refresh_from_db()
        assert (order.done, order.total) == (2, 4)
        assert Worker.objects.get().seen_at > now() - timedelta(seconds=40)
        attempt.moved -= STUCK_AFTER + 1
        heart.beat()
        assert ended.pop() == "does not move"
        attempt.tell(3, 4)
        BriefingOrder.objects.update(attempts=2)
        heart.beat()
        assert ended.pop() == "works on an order that is no longer its own"
    Worker.objects.all().delete()
    heart.beat()
    assert ended.pop().startswith("was silent for too long")


def test_all_of_a_file_is_of_one_moment(shared_database, order, monkeypatch):
    """Another connection writes while the file is made, and is not kept waiting."""
    before = BRIEFING_WRITERS["xlsx"]

    def correct():
        AdmissionCount.objects.update(value=1)
        connections.close_all()

    def interrupted(briefing):
        thread = Thread(target=correct)
        thread.start()
        thread.join()
        return before(briefing)

    writer(monkeypatch, interrupted)
    work()
    order.refresh_from_db()
    assert {10, 20, 30} <= numbers_in(order)
    assert set(AdmissionCount.objects.values_list("value", flat=True)) == {1}


def test_old_orders_and_files_beyond_the_room_go(province, settings):
    settings.BRIEFINGS_KEPT_DAYS, settings.BRIEFINGS_KEPT_MEGABYTES = 7, 1
    old, large, newest = (place(asked(as_of=date(2022, 12, day)), str(day)) for day in (29, 30, 31))
    work()
    megabyte = 1024 * 1024
    orders = BriefingOrder.objects
    orders.filter(pk=old.pk).update(created_at=now() - timedelta(days=8))
    orders.filter(pk=large.pk).update(size=megabyte, finished_at=now() - timedelta(hours=1))
    assert prune() == 2
    assert list(orders.all()) == [newest]
    assert {piece.order_id for piece in BriefingPiece.objects.all()} == {newest.pk}
    assert DBTaskResult.objects.count() == 3
    DBTaskResult.objects.update(finished_at=now() - timedelta(days=8))
    prune()
    assert not DBTaskResult.objects.exists()
    newest.refresh_from_db()
    assert newest.state == "done"
