"""Processes that are killed: an order is never lost, and nothing is left behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.utils.timezone import now

from recruitment.briefings.ordering import place
from recruitment.models import BriefingOrder, BriefingPiece, Worker

from .conftest import a_province, asked

PATIENCE = 60  # seconds
UNITS = 30  # work for some seconds


def started(url, *command, **pipes):
    """A command of manage.py on the database of this test."""
    return subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **pipes,
    )


@pytest.fixture
def start(shared_database):
    """Processes that end with the test, whatever becomes of it."""
    running = []

    def begin(*command, **pipes):
        running.append(started(shared_database, *command, **pipes))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.communicate()


def wait_until(what):
    last = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < last, "it did not happen"
        time.sleep(0.01)


def state(order):
    order.refresh_from_db()
    return order.state


def test_a_worker_killed_at_work_is_noticed_and_its_order_made_by_another(start):
    a_province(UNITS)
    order = place(asked(), "a")
    first = start("work")
    wait_until(lambda: state(order) == "working")
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert state(order) == "working"
    assert order.attempts == 1
    assert not BriefingPiece.objects.exists()
    dead = order.worker
    assert dead.startswith(f"{first.pid}-")
    # A minute later, by the heartbeat.
    Worker.objects.filter(name=dead).update(seen_at=now() - timedelta(seconds=61))
    second = start("work", "--until-empty")
    wait_until(lambda: state(order) == "done")
    assert second.wait(PATIENCE) == 0
    assert order.worker.startswith(f"{second.pid}-")
    assert (order.attempts, order.done, order.total) == (2, UNITS + 1, UNITS + 1)
    body = b"".join(piece.body for piece in order.pieces.order_by("number"))
    assert ZipFile(BytesIO(body)).testzip() is None
    assert not Worker.objects.exists()


@pytest.mark.parametrize("options", [[], ["--until-input-ends"]])
def test_a_worker_told_to_end_gives_its_order_back_at_once(start, options):
    a_province(UNITS)
    order = place(asked(), "a")
    worker = start("work", *options, stdin=subprocess.PIPE)
    wait_until(lambda: state(order) == "working")
    worker.terminate()
    assert worker.wait(PATIENCE) == 0
    assert state(order) == "waiting"
    assert (order.attempts, order.worker) == (0, "")
    assert not Worker.objects.exists()


def children(pid):
    """Processes that this one has started (Linux)."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()] + [
        int(each)
        for task in Path(f"/proc/{pid}/task").iterdir()
        if task.name != str(pid)
        for each in (task / "children").read_text().split()
    ]


def is_running(pid):
    """Neither gone nor only waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def alive():
    return list(Worker.objects.alive().values_list("name", flat=True))


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_worker_beside_the_server_is_started_again_and_never_outlives_it(start):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    server = start("serve", "--worker", "--port", str(port), "--host", "127.0.0.1")
    wait_until(alive)
    (first,) = children(server.pid)
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: len(alive()) == 2)  # the dead one is not yet known to be dead
    (second,) = children(server.pid)
    assert second != first
    server.send_signal(signal.SIGKILL)
    server.wait()
    wait_until(lambda: not is_running(second))
    # It has ended as it should, although nobody could tell it to.
    assert [int(name.partition("-")[0]) for name in alive()] == [first]
    assert not BriefingOrder.objects.exists()
