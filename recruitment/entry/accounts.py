"""Passwords that someone else chose: given, asked about, and replaced by one's own."""

from __future__ import annotations

import secrets
from typing import Any

from axes.utils import reset
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from recruitment.models import Account

# Letters that are told apart when read out or copied by hand: no l, o, 0, 1.
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 4


class AnotherPassword:
    """One of Django's password rules: changed means another one, or a given one would stay."""

    def validate(self, password: str, user: Any = None) -> None:
        present = getattr(user, "password", "")
        if present and check_password(password, present):
            raise ValidationError(self.get_help_text(), code="password_unchanged")

    def get_help_text(self) -> str:
        return _("The new password must be another one than the present one.")


def made_up() -> str:
    """A random password that can be dictated: 80 bits, as abcd-efgh-jkmn-pqrs."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def give(person: Any, password: str) -> None:
    """Store the person with a password that must be changed at the next login.

    It ends the person's sessions, and lifts the lock that wrong passwords have set.
    """
    with transaction.atomic():
        person.set_password(password)
        person.save()
        Account.objects.update_or_create(person=person, defaults={"password_is_temporary": True})
        reset(username=person.get_username())


def is_temporary(person: Any) -> bool:
    """Whether someone else chose the person's password. One query."""
    return Account.objects.filter(person=person.pk, password_is_temporary=True).exists()


def settle(person: Any) -> None:
    """The person has chosen a password."""
    Account.objects.filter(person=person.pk).update(password_is_temporary=False)
