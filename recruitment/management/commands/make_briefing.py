"""A briefing of a committee with all its localities, made here and now."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from recruitment.briefings.making import Asked, make
from recruitment.downloads.file import File
from recruitment.downloads.pictures import NoBrowserError, PictureError
from recruitment.downloads.writers import BRIEFING_WRITERS
from recruitment.forms import BadParameterError, parse_selection
from recruitment.queries.committees import UnknownLocalityError
from recruitment.reports.group import (
    MOST_LOCALITIES,
    NoLocalitiesError,
    TooManyLocalitiesError,
)
from recruitment.reports.selection import Selection
from recruitment.wording import numbers

# What a shell is told: the file could not be made or written, or the arguments are wrong.
NO_FILE, WRONG_ARGUMENTS = 1, 2


class Command(BaseCommand):
    """The work that the worker does, without an order; progress goes to standard error."""

    help = "Makes a briefing of a committee with all the localities directly below it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        languages = dict(settings.LANGUAGES)
        parser.add_argument("slug", help="the committee's address name, as in /localities/<slug>/")
        parser.add_argument(
            "--format", choices=list(BRIEFING_WRITERS), default=next(iter(BRIEFING_WRITERS))
        )
        parser.add_argument("--as-of", default="", metavar="DAY", help="figures up to this day")
        parser.add_argument("--term", default="", help="of this term only, as in 2020-2025")
        parser.add_argument("--language", choices=list(languages), default=settings.LANGUAGE_CODE)
        parser.add_argument("--output", metavar="FILE", help="else under its own name, here")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, whole or not at all. Raises CommandError."""
        asked = Asked(options["slug"], options["format"], _selection(options), options["language"])
        file = self._make(asked)
        path = Path(options["output"] or file.ascii_name)
        _write(file, path)
        self.stdout.write(
            _("%(file)s: %(kilobytes)s kB")
            % {"file": path, "kilobytes": numbers.number(len(file.body) // 1000)}
        )

    def _make(self, asked: Asked) -> File:
        try:
            return make(asked, self._tell)
        except UnknownLocalityError:
            sentence = _("There is no committee with the address name “%(slug)s”.")
            problem = sentence % {"slug": asked.slug}
        except NoLocalitiesError:
            problem = _("No locality directly below has figures or a target.")
        except TooManyLocalitiesError as found:
            problem = _(
                "There are %(number)s localities, and one file holds at most %(most)s. Choose a "
                "committee below."
            ) % {
                "number": numbers.number(found.number),
                "most": numbers.number(MOST_LOCALITIES),
            }
        except (NoBrowserError, PictureError) as found:
            raise CommandError(str(found), returncode=NO_FILE) from found
        raise CommandError(problem, returncode=WRONG_ARGUMENTS)

    def _tell(self, done: int, total: int) -> None:
        """On one line of a terminal, else every tenth part on a line of its own."""
        text = _("Being made: %(done)s of %(total)s localities.") % {"done": done, "total": total}
        if sys.stderr.isatty():
            self.stderr.write(f"\r{text}", ending="\n" if done == total else "")
        elif done * 10 // total != (done - 1) * 10 // total:
            self.stderr.write(text)


def _selection(options: Mapping[str, Any]) -> Selection:
    query = QueryDict(mutable=True)
    query.update({"as_of": options["as_of"], "term": options["term"]})
    try:
        return parse_selection(query, localdate())
    except BadParameterError as wrong:
        name = wrong.parameter.replace("_", "-")
        sentence = _("--%(name)s “%(value)s” means nothing here. It can be: %(allowed)s.")
        values = {"name": name, "value": wrong.value, "allowed": wrong.allowed}
        raise CommandError(sentence % values, returncode=WRONG_ARGUMENTS) from wrong


def _write(file: File, path: Path) -> None:
    """Under another name first, so that there is never half a file."""
    part = None
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as written:
            part = Path(written.name)
            written.write(file.body)
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except OSError as problem:
        if part is not None:
            part.unlink(missing_ok=True)
        sentence = _("%(file)s cannot be written: %(why)s")
        values = {"file": path, "why": problem.strerror or problem}
        raise CommandError(sentence % values, returncode=NO_FILE) from problem


def _umask() -> int:
    """Temporary files are readable by their owner only; this one is to be as any other."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
