"""The site as it runs in production, in a process and a database of its own."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from copy import copy
from email.message import Message
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 30  # seconds
STOPS_WITHIN = 10
ADMINISTRATOR = ("createsuperuser", "--noinput", "--username=admin", "--email=")
PASSWORD = "only-for-the-browser-suite"  # no secret: the database dies with the suite


class Answer(NamedTuple):
    status: int
    headers: Message
    text: str


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


OPENER = urllib.request.build_opener(_Stay)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


class Server:
    """`url` has no slash at its end; `manage` runs a command in the same environment."""

    def __init__(self, folder, database):
        self.take_port()
        # Of a site that may show our charts (test_sharing.py serves it).
        self.outside_port = free_port()
        self.log = folder / "server.log"
        self.environment = {
            # The browser makes the pictures, but for the tests that name one for the server.
            "CHROMIUM": "none",
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "tests.e2e.served",
            "EMBED_ORIGINS": f"http://localhost:{self.outside_port}",
            "E2E_STATIC_ROOT": str(folder / "static"),
            "HOME": str(folder),
            "INSECURE_LOCAL": "1",
            "PATH": os.environ["PATH"],
            "PORT": str(self.port),
            "PYTHONDONTWRITEBYTECODE": "1",
            "READING": "public",
            "SECRET_KEY": "only-for-tests-and-therefore-no-secret-at-all-0123456789",
        }

    def beside(self, **environment):
        """Another process of the same site, with other settings; to be served."""
        other = copy(self)
        other.take_port()
        other.log = self.log.with_name(f"server-{other.port}.log")
        other.environment = self.environment | environment | {"PORT": str(other.port)}
        return other

    def take_port(self):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def manage(self, *command, **environment):
        """Run a command of manage.py and give what it printed; a failure shows all of it."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}{done.stderr}"
        return done.stdout

    def ask(self, expression):
        """What a Python expression over the models gives, through JSON."""
        code = f"import json; from recruitment.models import *; print(json.dumps({expression}))"
        return json.loads(self.manage("shell", "--no-imports", "-c", code))

    def get_all(self, addresses):
        """The answers by address, some asked for at once."""
        with ThreadPoolExecutor(4) as askers:
            return dict(zip(addresses, askers.map(self.get, addresses), strict=True))

    def get(self, address):
        """An answer as it comes, redirects and errors included: status, headers, text (of a file
        that is none, whatever can be read)."""
        request = urllib.request.Request(self.url + address)
        try:
            with OPENER.open(request) as answer:
                return Answer(answer.status, answer.headers, answer.read().decode(errors="replace"))
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read().decode())

    @contextmanager
    def serving(self):
        """Start the server and end it, by its own process, whatever happens between."""
        with self.log.open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        try:
            self._wait_until_ready(process)
            yield self
        finally:
            process.terminate()
            try:
                process.wait(STOPS_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _wait_until_ready(self, process):
        last = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < last and process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/readyz"):
                    return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        raise AssertionError(f"the server did not start:\n{self.log.read_text()}")


@contextmanager
def database(folder):
    """The address of an empty database: on the PostgreSQL of DATABASE_URL, else SQLite."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield f"sqlite:///{folder / 'site.sqlite3'}"
        return
    name = f"e2e_tien_do_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def site(folder):
    """A running site with the articles and one administrator (admin, PASSWORD)."""
    with database(folder) as address:
        server = Server(folder, address)
        with ThreadPoolExecutor() as beside:
            collected = beside.submit(
                server.manage, "collectstatic", "--noinput", "--verbosity", "0"
            )
            server.manage("compile_translations")
            server.manage("migrate", "--verbosity", "0")
            server.manage("load_articles")
            server.manage(*ADMINISTRATOR, DJANGO_SUPERUSER_PASSWORD=PASSWORD)
            collected.result()
        with server.serving():
            yield server
