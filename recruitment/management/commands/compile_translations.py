"""Compile the catalogues, or check that they are complete."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from recruitment.management import messages


def catalogues() -> list[Path]:
    """Every django.po of the project's own locale folders."""
    return [
        path
        for folder in settings.LOCALE_PATHS
        for path in sorted(Path(folder).glob("*/LC_MESSAGES/django.po"))
    ]


class Command(BaseCommand):
    """A .mo file is made on the machine that serves it and never committed."""

    help = "Compiles the .po files (no GNU gettext needed); --check says what they lack."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer the two questions besides compiling."""
        parser.add_argument("--check", action="store_true", help="fail when anything is missing")
        parser.add_argument("--missing", action="store_true", help="print the entries to translate")

    def handle(self, *args: Any, check: bool, missing: bool, **options: Any) -> None:
        """Compile unless asked a question."""
        if check and not catalogues():
            raise CommandError("There is no catalogue to check.")
        for path in catalogues():
            catalogue = polib.pofile(str(path))
            if missing:
                self.print_missing(catalogue)
            elif check:
                self.check_catalogue(catalogue, path)
            else:
                catalogue.save_as_mofile(str(path.with_suffix(".mo")))

    def check_catalogue(self, catalogue: polib.POFile, path: Path) -> None:
        """List every complaint, then fail."""
        found = list(messages.complaints(catalogue, messages.messages_used(settings.BASE_DIR)))
        if found:
            raise CommandError("\n".join([f"{path}:", *found]))
        self.stdout.write(f"{len(catalogue)} messages, all translated.")

    def print_missing(self, catalogue: polib.POFile) -> None:
        """Print entries to be filled in and pasted into the catalogue."""
        known = {messages.key(entry) for entry in catalogue}
        for message, place in messages.messages_used(settings.BASE_DIR).items():
            if message in known:
                continue
            context, text, plural = message
            entry = polib.POEntry(msgctxt=context or None, msgid=text, comment=place)
            if plural:
                entry.msgid_plural, entry.msgstr_plural = plural, {0: ""}
            self.stdout.write(str(entry))
