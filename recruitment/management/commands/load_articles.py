"""Load the figures of the articles, each article once."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from recruitment.management.articles import FixtureError, fixture_files, load
from recruitment.models import Door, through


class Command(BaseCommand):
    """All or nothing; a second run keeps what users have entered or changed since."""

    help = "Loads committees, targets and figures of the articles that are not loaded yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer to read other files, and to check without storing."""
        parser.add_argument(
            "--folder", type=Path, default=settings.BASE_DIR / "fixtures", help="of the fixtures"
        )
        parser.add_argument("--check", action="store_true", help="validate, and store nothing")

    def handle(self, *args: Any, folder: Path, check: bool, **options: Any) -> None:
        """Load in one transaction. Raises CommandError with file, record, field and reason."""
        try:
            with transaction.atomic(), through(Door.COMMAND):
                counted = load(fixture_files(folder))
                transaction.set_rollback(check)
        except FixtureError as error:
            raise CommandError(str(error)) from error
        total = sum(counted.values())
        if not total:
            self.stdout.write(_("The articles are loaded already; what was entered is kept."))
            return
        said = _("Checked %(count)s records.") if check else _("Loaded %(count)s records.")
        self.stdout.write(said % {"count": total})
