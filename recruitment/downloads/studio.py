"""One Chromium, kept by Kaleido for as long as pictures are asked for.

Kaleido's own shared server hands threads each other's charts (all callers read one queue of
results). Its browser class does not: here one browser lives in a thread with an event loop of
its own, whoever draws has it alone, and every wait has an end.
"""

from __future__ import annotations

import asyncio
import atexit
import logging
import os
import signal
import threading
from base64 import b64decode
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeAlias, TypeVar

from .blank_page import blank_page

IDLE = 120
"""Seconds without a picture after which the browser, about 700 MB, is ended."""
ENDING = 5
"""Seconds that a browser gets for ending by itself."""
STARTING = 1
"""Seconds that a start takes at least: who has less left would only leave it half done."""
NOWHERE = "127.0.0.1:9"
"""The browser's proxy: nothing listens there. Pictures need no network, and Chromium's own
services get none."""

PRINTED: dict[str, Any] = {
    "preferCSSPageSize": True,
    "printBackground": True,
    "generateTaggedPDF": True,
    "generateDocumentOutline": True,
}
DECODED = "Promise.all([...document.images].map((image) => image.decode()))"
"""A picture that is not decoded yet would be a hole on the paper."""

log = logging.getLogger(__name__)
Result = TypeVar("Result")


class BrokenError(Exception):
    """The browser has gone, or drew nothing; a new one may fare better."""


async def _told(tab: Any, command: str, **params: Any) -> dict[str, Any]:
    """What the browser answers; a refusal breaks it."""
    answer: dict[str, Any] = await tab.send_command(command, params=params)
    result = answer.get("result")
    if result is None or "exceptionDetails" in result:
        raise BrokenError(f"{command}: {answer.get('error') or result}")
    found: dict[str, Any] = result
    return found


class Kept:
    """A running browser. Every method may be called from any thread."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.ended = False
        self._idle: asyncio.TimerHandle | None = None
        self._browser: Any = None
        self._loop = asyncio.new_event_loop()
        # A daemon, as are all threads that it starts: none of them keeps the process alive.
        self._thread = threading.Thread(target=self._live, name="studio", daemon=True)
        self._thread.start()

    def _live(self) -> None:
        try:
            self._loop.run_forever()
        finally:
            self._loop.close()

    def open(self, seconds: float) -> None:
        self._run(self._open(), seconds)

    async def _open(self) -> None:
        import kaleido

        # The time limit is the caller's, who also waits for the browser and for his turn.
        self._browser = kaleido.Kaleido(
            n=1, timeout=None, page_generator=blank_page(), path=self.path, proxy_server=NOWHERE
        )
        await self._browser.open()

    def draw(self, figure: dict[str, Any], options: dict[str, Any], seconds: float) -> bytes:
        """Raises TimeoutError and BrokenError, after either of which it must be ended."""
        return self._run(self._draw(figure, options), seconds)

    async def _draw(self, figure: dict[str, Any], options: dict[str, Any]) -> bytes:
        if self._idle:
            self._idle.cancel()
        body: bytes = await self._browser.calc_fig(figure, options)
        self._idle = self._loop.call_later(IDLE, self.end)
        return body

    def print(self, html: str, seconds: float) -> bytes:
        """A whole page as a PDF, on the paper that its own style sheet names.

        It is given as text and loads nothing. Raises TimeoutError and BrokenError, as ``draw``.
        """
        return self._run(self._print(html), seconds)

    async def _print(self, html: str) -> bytes:
        if self._idle:
            self._idle.cancel()
        tab = await self._browser.create_tab("about:blank")
        try:
            frame = (await _told(tab, "Page.getFrameTree"))["frameTree"]["frame"]["id"]
            await _told(tab, "Page.setDocumentContent", frameId=frame, html=html)
            await _told(tab, "Runtime.evaluate", expression=DECODED, awaitPromise=True)
            printed = await _told(tab, "Page.printToPDF", **PRINTED)
        finally:
            await self._browser.close_tab(tab.target_id)
        self._idle = self._loop.call_later(IDLE, self.end)
        return b64decode(printed["data"])

    def _run(self, work: Coroutine[Any, Any, Result], seconds: float) -> Result:
        waiting = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return waiting.result(max(0, seconds))
        except TimeoutError:
            waiting.cancel()
            raise
        # Whatever Kaleido, its browser or the browser's script raise: the library names no base.
        except (Exception, CancelledError) as error:
            raise BrokenError(f"{type(error).__name__}: {error}") from error

    @property
    def process(self) -> int | None:
        """The id of the browser's process and of the group of all its processes."""
        running = getattr(self._browser, "subprocess", None)
        return running.pid if running and running.poll() is None else None

    @property
    def usable(self) -> bool:
        return not self.ended and self.process is not None

    def end(self, *, kill: bool = False, wait: bool = False) -> None:
        """``kill`` what may hang and would not listen."""
        if self.ended:
            return
        self.ended = True
        if kill:
            self._kill()
        asyncio.run_coroutine_threadsafe(self._close(), self._loop)
        if wait:
            self._thread.join(2 * ENDING)

    def _kill(self) -> None:
        process = self.process
        if process is None:
            return
        with suppress(ProcessLookupError):
            if hasattr(os, "killpg"):
                os.killpg(process, signal.SIGKILL)
            else:
                os.kill(process, signal.SIGTERM)

    async def _close(self) -> None:
        """Let the library end its browser and remove its files; then stop the loop."""
        try:
            if hasattr(self._browser, "subprocess"):
                await asyncio.wait_for(self._browser.close(), ENDING)
        except Exception:
            log.warning("The browser did not end well.", exc_info=True)
        finally:
            self._kill()
            left = asyncio.all_tasks() - {asyncio.current_task()}
            for task in left:
                task.cancel()
            if left:
                await asyncio.wait(left, timeout=1)
            self._loop.stop()


Work: TypeAlias = Callable[[Kept, float], bytes]
"""What a caller has done: with the browser, in so many seconds."""


@dataclass
class Studio:
    """Draws one picture at a time; who comes when ``most`` are waiting is sent away.

    ``inside`` counts those that wait or draw. One a process: with several workers, each keeps
    its own browser, started when it draws its first picture and never before a fork.
    """

    _kept: Kept | None = None
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _count: threading.Lock = field(default_factory=threading.Lock)
    inside: int = 0

    @contextmanager
    def turn(self, path: str, most: int, seconds: float) -> Iterator[Callable[[Work], bytes]]:
        """Gives, to one caller at a time, a function that lets the browser do a piece of work.

        ``seconds`` is for waiting and drawing together. Raises FullError, TimeoutError; the
        function TimeoutError and BrokenError.
        """
        until = monotonic() + seconds
        with self._seat(most):
            if not self._turn.acquire(timeout=seconds):
                raise TimeoutError
            try:
                yield lambda work: self._do(path, work, until)
            finally:
                self._turn.release()

    @contextmanager
    def _seat(self, most: int) -> Iterator[None]:
        with self._count:
            if self.inside >= most:
                raise FullError
            self.inside += 1
        try:
            yield
        finally:
            with self._count:
                self.inside -= 1

    def _do(self, path: str, work: Work, until: float) -> bytes:
        """A browser that breaks (it was killed, it ran out of memory) is replaced once."""
        try:
            return self._do_once(path, work, until)
        except BrokenError as error:
            log.warning("The browser is started again: %s", error)
            return self._do_once(path, work, until)

    def _do_once(self, path: str, work: Work, until: float) -> bytes:
        try:
            return work(self._running(path, until), until - monotonic())
        except (TimeoutError, BrokenError):
            self.end(kill=True)
            raise

    def _running(self, path: str, until: float) -> Kept:
        kept = self._kept
        if kept and kept.usable and kept.path == path:
            return kept
        self.end()
        if until - monotonic() < STARTING:
            raise TimeoutError
        self._kept = kept = Kept(path)
        kept.open(until - monotonic())
        return kept

    def end(self, *, kill: bool = False, wait: bool = False) -> None:
        kept, self._kept = self._kept, None
        if kept:
            kept.end(kill=kill, wait=wait)

    @property
    def process(self) -> int | None:
        """The id of the browser's process, if one is running."""
        return self._kept.process if self._kept else None


class FullError(Exception):
    """As many callers as allowed are waiting already."""


studio = Studio()
atexit.register(lambda: studio.end(wait=True))


def _start_anew() -> None:
    """In a forked child the thread is gone, the locks may be held, the browser is the parent's."""
    studio.__init__()  # type: ignore[misc]


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_anew)
