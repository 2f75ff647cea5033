"""Serve the site by waitress, which runs on every platform, and the worker beside it if asked."""

import errno
import logging
import signal
import socket
import sys
from argparse import ArgumentParser, BooleanOptionalAction
from contextlib import nullcontext
from typing import Any

import waitress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.utils.translation import gettext as _

from recruitment.management.beside import WorkerBeside

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
THREADS = 8  # fewer than the database pool has connections
LARGEST_UPLOAD = 20 * 1024 * 1024  # bytes; a workbook of a whole province is under 2 MB


def listen(host: str, port: int) -> socket.socket:
    """Open the socket first, so that a port in use is a sentence and not a traceback."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":  # where it would let two servers share one port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            sentence = _("Port %(port)s is in use: choose another, such as PORT=%(other)s.")
            raise CommandError(sentence % {"port": port, "other": port + 1}) from None
        raise CommandError(f"{host}:{port}: {error.strerror or error}") from None
    return listener


class Command(BaseCommand):
    """Listen on HOST:PORT until told to stop (Ctrl-C or SIGTERM)."""

    help = "Serves the site by waitress on HOST:PORT."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let the command line override the environment."""
        parser.add_argument("--host", default=settings.HOST)
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--worker", action=BooleanOptionalAction, default=settings.WORKER)

    def handle(self, *args: Any, host: str, port: int, worker: bool, **options: Any) -> None:
        """Refuse to show the demonstration to other machines; else serve."""
        if settings.INSECURE_LOCAL and host not in LOOPBACK:
            raise CommandError("INSECURE_LOCAL=1 is for this machine only: HOST must be 127.0.0.1.")
        listener = listen(host, port)
        signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(0))
        application = get_wsgi_application()
        # Only after that call, which sets up the logs: a server tells why it cannot connect.
        logging.getLogger("psycopg.pool").setLevel(logging.WARNING)
        shown = f"[{host}]" if ":" in host else host
        self.stdout.write(_("Serving on %(address)s") % {"address": f"http://{shown}:{port}/"})
        with WorkerBeside() if worker else nullcontext():
            waitress.serve(application, sockets=[listener], **self.behaviour())
        self.stdout.write(_("Stopped."))

    def behaviour(self) -> dict[str, Any]:
        """Name what waitress should do otherwise than by default."""
        behaviour: dict[str, Any] = {
            "threads": THREADS,
            "ident": None,
            "max_request_body_size": LARGEST_UPLOAD,
            "clear_untrusted_proxy_headers": True,
            "_quiet": True,
        }
        if settings.TRUSTED_PROXY:
            behaviour["trusted_proxy"] = settings.TRUSTED_PROXY
            behaviour["trusted_proxy_headers"] = {"x-forwarded-for", "x-forwarded-proto"}
        return behaviour
