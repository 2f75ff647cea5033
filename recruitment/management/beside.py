"""The worker as a child of the server: started again where it ends, ended with the server."""

from __future__ import annotations

import logging
import subprocess
import sys
from threading import Event, Thread
from time import monotonic
from typing import Self

from django.conf import settings

logger = logging.getLogger(__name__)

COMMAND = (sys.executable, "manage.py", "work", "--until-input-ends")
# Seconds before it is started again: more each time it ends at once, as without a database.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
LIVES_AT_LEAST = 30.0
ENDS_WITHIN = 10.0


class WorkerBeside:
    """Runs while it is open.

    The child holds one end of a pipe: however the server ends, by SIGKILL too, the child is told.
    """

    def __init__(self) -> None:
        self._ending = Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._keep, name="worker beside", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_problem: object) -> None:
        self._ending.set()
        if self._child is not None:
            self._child.terminate()
        self._thread.join(ENDS_WITHIN)
        if self._thread.is_alive() and self._child is not None:
            self._child.kill()
            self._thread.join()

    def _keep(self) -> None:
        pause = FIRST_PAUSE
        while not self._ending.is_set():
            started = monotonic()
            with subprocess.Popen(  # noqa: S603
                COMMAND, cwd=settings.BASE_DIR, stdin=subprocess.PIPE
            ) as self._child:
                if self._ending.is_set():
                    self._child.terminate()
                code = self._child.wait()
            if self._ending.is_set():
                return
            pause = FIRST_PAUSE if monotonic() - started > LIVES_AT_LEAST else 2 * pause
            pause = min(pause, LONGEST_PAUSE)
            logger.warning("the worker ended (%s); again in %.0f s", code, pause)
            self._ending.wait(pause)
