"""Make what was ordered, until told to stop."""

from __future__ import annotations

import os
import secrets
import signal
import sys
from argparse import ArgumentParser
from threading import Thread
from time import sleep
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django_tasks.base import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME
from django_tasks_db.management.commands.db_worker import Worker

from recruitment.briefings.heart import Chore, Heart, heart_of
from recruitment.briefings.keeping import prune
from recruitment.briefings.lost import take_up_lost

LOOK_FOR_WORK = 1.0  # seconds
LOOK_FOR_LOST = 10.0
LOOK_FOR_OLD = 3600.0
# Pages go before papers.
NICER = 5
ENDS_WITHIN = 20.0


class Maker(Worker):  # type: ignore[misc, unused-ignore]
    """The library's worker; told to stop, it gives back what it works on instead of ending it."""

    def __init__(self, heart: Heart, *, until_empty: bool) -> None:
        super().__init__(
            queue_names=[DEFAULT_TASK_QUEUE_NAME],
            interval=LOOK_FOR_WORK,
            batch=until_empty,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=heart.name,
            excluded_queue_names=[],
        )
        self.heart = heart

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        self.running = False
        if not self.running_task:
            sys.exit(0)
        self.heart.stop()


class Command(BaseCommand):
    """One at a time; several of these may run, on several machines."""

    help = "Makes the briefings that were ordered, until told to stop (Ctrl-C or SIGTERM)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until-empty", action="store_true", help="end when nothing waits")
        parser.add_argument(
            "--until-input-ends",
            action="store_true",
            help="end with whoever holds the other end of standard input",
        )

    def handle(self, *args: Any, until_empty: bool, until_input_ends: bool, **options: Any) -> None:
        """Wait for work and do it; look for lost work and old files beside."""
        if hasattr(os, "nice"):
            os.nice(NICER)
        chores = [Chore(take_up_lost, LOOK_FOR_LOST), Chore(prune, LOOK_FOR_OLD)]
        take_up_lost()
        with heart_of(f"{os.getpid()}-{secrets.token_hex(8)}", chores) as heart:
            worker = Maker(heart, until_empty=until_empty)
            worker.configure_signals()
            if until_input_ends:
                Thread(target=_end_with_input, name="input", daemon=True).start()
            self.stdout.write(_("The worker waits for briefings to make."))
            worker.run()


def _end_with_input() -> None:
    """However the holder of the other end has ended, also where nobody could tell it to us."""
    # Not by way of sys.stdin: its lock, held while reading, would abort the interpreter as it ends.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    sleep(ENDS_WITHIN)
    os._exit(1)
