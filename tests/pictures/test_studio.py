"""One browser for all: who gets what, what happens when it breaks, and when it is not there."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.cache import caches

from recruitment.charts.drawing.papers import PictureSize
from recruitment.downloads import studio as room
from recruitment.downloads.pictures import (
    BusyError,
    NoBrowserError,
    PictureError,
    PictureFormat,
    can_draw,
    picture,
)
from recruitment.downloads.studio import studio
from tests.charts import gallery

from .looking import Svg

PNG, SVG, PDF = PictureFormat
SPEC = gallery.all_charts()["goals"][0]
ROOT = Path(__file__).parents[2]


def chart(number):
    """A chart like no other."""
    return replace(SPEC, place=f"Địa phương số {number}")


def until(true, seconds=10):
    last = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < last, "not in time"
        time.sleep(0.02)


def test_sixteen_at_once_get_their_own(settings):
    settings.PICTURE_SECONDS = 50
    with ThreadPoolExecutor(16) as readers:
        bodies = list(readers.map(lambda n: picture(chart(n), SVG), range(16)))
    for number, body in enumerate(bodies):
        text = Svg(body).text
        assert [n for n in range(16) if f"số {n} " in f"{text} "] == [number]


def test_the_same_chart_is_drawn_once_and_is_the_same_bytes():
    first = {form: picture(SPEC, form) for form in PictureFormat}
    studio.end(wait=True)
    assert {form: picture(SPEC, form) for form in PictureFormat} == first
    assert studio.process is None, "it was looked up, not drawn"
    caches["pictures"].clear()
    assert picture(SPEC, SVG) == first[SVG]
    assert picture(SPEC, PNG) == first[PNG]
    assert studio.process


def test_what_differs_is_kept_apart():
    looks = [(PNG, size, scale) for size in PictureSize for scale in (1, 2)]
    bodies = [picture(SPEC, *look) for look in [*looks, (SVG,), (PDF,)]]
    assert len(set(bodies)) == len(bodies)
    assert picture(SPEC, SVG, PictureSize.PAGE, 2) == bodies[-2], "a drawing has no pixels"


def test_a_folder_that_cannot_be_used_costs_only_time(settings, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    settings.CACHES = {
        **settings.CACHES,
        "pictures": {**settings.CACHES["pictures"], "LOCATION": blocked / "pictures"},
    }
    assert Svg(picture(SPEC, SVG)).texts


def test_a_damaged_picture_is_drawn_again(tmp_path):
    first = picture(SPEC, SVG)
    for kept in (tmp_path / "pictures").iterdir():
        kept.write_bytes(b"damaged")
    assert picture(SPEC, SVG) == first


def test_a_killed_browser_is_replaced():
    picture(chart(1), SVG)
    before = studio.process
    os.killpg(before, signal.SIGKILL)
    assert "số 2" in Svg(picture(chart(2), SVG)).text
    assert studio.process not in {None, before}


def test_a_browser_that_hangs_has_an_end_and_others_are_sent_away(settings):
    picture(chart(1), SVG)
    before = studio.process
    os.killpg(before, signal.SIGSTOP)
    settings.PICTURE_SECONDS, settings.PICTURES_WAITING = 2, 2
    with ThreadPoolExecutor(2) as readers:
        start = time.monotonic()
        waiting = [readers.submit(picture, chart(n), SVG) for n in (2, 3)]
        until(lambda: studio.inside == 2)
        with pytest.raises(BusyError, match="vẽ cùng lúc"):
            picture(chart(4), SVG)
        for one in waiting:
            with pytest.raises(PictureError, match="trong thời gian"):
                one.result(10)
        assert time.monotonic() - start < 10
    settings.PICTURE_SECONDS = 30
    assert "số 5" in Svg(picture(chart(5), SVG)).text
    assert studio.process != before


def test_an_idle_browser_is_ended(monkeypatch):
    monkeypatch.setattr(room, "IDLE", 0.1)
    picture(chart(1), SVG)
    until(lambda: studio.process is None)
    assert "số 2" in Svg(picture(chart(2), SVG)).text


def test_a_program_that_is_no_browser_is_told(settings):
    settings.CHROMIUM = "/bin/true"
    assert can_draw()
    with pytest.raises(PictureError, match="Không vẽ được hình"):
        picture(SPEC, SVG)


def test_without_a_browser_it_is_said_what_to_install(settings):
    settings.CHROMIUM = "none"
    assert not can_draw()
    with pytest.raises(NoBrowserError, match="cài Chromium"):
        picture(SPEC, SVG)


# -- The machine -----------------------------------------------------------------------------------


def processes(group):
    """The ids of a group's processes, by /proc."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            yield int(folder.name)


def sockets(group):
    """The far ends of a group's connections to other machines."""
    inodes = set()
    for process in processes(group):
        for link in Path(f"/proc/{process}/fd").glob("*"):
            try:
                inodes.add(str(link.readlink()))
            except OSError:
                continue
    for kind in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]:
            fields = line.split()
            far = fields[2].rpartition(":")[0]
            if f"socket:[{fields[9]}]" in inodes and not is_near(far):
                yield kind, far


def is_near(address):
    """0.0.0.0 or 127.x.x.x, as the kernel prints them; also as addresses of version 6."""
    return set(address) == {"0"} or address.endswith("7F")


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="needs Linux")
def test_nothing_leaves_the_machine(browser):
    """Not even for a figure that asks for it: pictures, styles and maps from elsewhere."""
    away = {
        "data": [{"type": "scattergeo", "lon": [105.8], "lat": [21.0]}],
        "layout": {
            "font": {"family": "url(http://198.51.100.7/font.woff2)"},
            "images": [{"source": "http://198.51.100.7/away.png", "sizex": 1, "sizey": 1}],
            "title": {"text": '<a href="http://198.51.100.7/">x</a>'},
        },
    }
    seen, done = set(), threading.Event()

    def watch():
        while not done.wait(0.02):
            if studio.process:
                seen.update(sockets(studio.process))

    watcher = threading.Thread(target=watch)
    watcher.start()
    studio.end(wait=True)
    try:
        picture(chart(1), PNG)
        with studio.turn(browser, 1, 8) as do, suppress(room.BrokenError, TimeoutError):
            do(lambda kept, seconds: kept.draw(away, {"format": "png"}, seconds))
        picture(chart(2), PDF)
    finally:
        done.set()
        watcher.join()
    assert seen == set()


SCRIPT = """
import os, sys, django
django.setup()
from django.conf import settings
from recruitment.downloads.pictures import PictureFormat, picture
from recruitment.downloads.studio import studio
from tests.pictures.test_studio import chart

def draw(number):
    assert f"số {number}" in picture(chart(number), PictureFormat.SVG).decode()
    print(studio.process, flush=True)

settings.CHROMIUM = sys.argv[1]
draw(1)
child = os.fork()
if child == 0:
    assert studio.process is None
    draw(2)
    os.kill(os.getpid(), 9)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -9
draw(3)
"""


@pytest.fixture
def near():
    """A folder whose path is short: the browser's socket in it may have 107 letters."""
    with TemporaryDirectory(prefix="td-", ignore_cleanup_errors=True) as folder:
        yield folder


def test_a_fork_has_its_own_browser_and_none_outlives_its_process(browser, near):
    """The parent ends as processes do, its child is killed before it could end anything."""
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, browser],
        cwd=ROOT,
        # What is killed leaves its files.
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "TMPDIR": near},
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    first, forked, last = map(int, ran.stdout.split())
    assert first == last != forked
    until(lambda: not [*processes(first), *processes(forked)])
