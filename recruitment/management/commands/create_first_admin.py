"""Make sure that somebody can log in."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

USERNAME = "admin"


class Command(BaseCommand):
    """Create an administrator where there is none; a second run changes nothing."""

    help = "Creates the first administrator and prints the password, once."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Print the password, which is kept nowhere in clear."""
        users = get_user_model()._default_manager
        if users.filter(is_superuser=True).exists():
            self.stdout.write(_("There is an administrator already."))
            return
        if users.filter(username=USERNAME).exists():
            raise CommandError(
                _("The name “%(name)s” is taken: use `manage.py createsuperuser`.")
                % {"name": USERNAME}
            )
        password = secrets.token_urlsafe(12)
        users.create_superuser(USERNAME, "", password)
        self.stdout.write(_("First administrator (write it down, it is not shown again):"))
        self.stdout.write(f"    {USERNAME}  {password}")
