"""Judge what is on record by the rules of entry."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from recruitment.entry.answers import answers, question
from recruitment.entry.findings import Finding, Level
from recruitment.entry.judgement_figures import sheet_of_days
from recruitment.entry.judgement_record import findings_on_record, periods_on_record
from recruitment.models import Committee
from recruitment.models.committees import CommitteeQuerySet
from recruitment.progress.periods import Period, quarter_of
from recruitment.wording import numbers

QUARTER = re.compile(r"(\d{4})-[qQ]([1-4])")
# What a shell is told: something is wrong with the figures, or with the arguments.
WRONG_FIGURES, WRONG_ARGUMENTS = 1, 2


class Command(BaseCommand):
    """Prints every finding, also warnings that nobody typed just now; changes nothing."""

    help = "Checks the entered figures by the rules of entry. Exit code 1 where there are errors."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer one period, and one committee with all below it."""
        parser.add_argument("--period", help="2022-Q3 or 2021-01-01:2022-05-16; else all of them")
        parser.add_argument("--committee", metavar="CODE", help="with all below it; else all")

    def handle(self, *args: Any, period: str | None, committee: str | None, **options: Any) -> None:
        """Print findings period by period. Raises CommandError about arguments, and on errors."""
        committees = _committees(committee)
        periods = [sheet_of_days(_period(period))[0]] if period else periods_on_record(committees)
        counted = dict.fromkeys(Level, 0)
        for days in periods:
            for found in self._findings(days, committees):
                counted[found.level] += 1
        said = _("%(errors)s errors, %(warnings)s warnings.") % {
            "errors": numbers.number(counted[Level.ERROR]),
            "warnings": numbers.number(counted[Level.WARNING]),
        }
        if counted[Level.ERROR]:
            raise CommandError(said, returncode=WRONG_FIGURES)
        self.stdout.write(said)

    def _findings(self, days: Period, committees: CommitteeQuerySet) -> Iterator[Finding]:
        """Each finding, printed; a warning that was answered with its answer."""
        found = list(findings_on_record(days, committees))
        notes = answers(days, {each.committee for each in found})
        for each in found:
            note = notes.get(question(each))
            words = _("error") if each.level is Level.ERROR else _("warning")
            line = f"{numbers.period(days)} · {words} · {each.text}"
            if note:
                line = f"{line} {_('Confirmed: %(note)s') % {'note': note}}"
            self.stdout.write(line)
            yield each


def _committees(code: str | None) -> CommitteeQuerySet:
    """The committee with all below it; all of them without a code."""
    if code is None:
        return Committee.objects.all()
    found = Committee.objects.filter(code=code).first()
    if found is None:
        raise CommandError(
            _("There is no committee with the code “%(code)s”.") % {"code": code},
            returncode=WRONG_ARGUMENTS,
        )
    return Committee.objects.all().within(found)


def _period(text: str) -> Period:
    """A quarter (2022-Q3), or the days from one date to another."""
    quarter = QUARTER.fullmatch(text)
    first, _colon, last = text.partition(":")
    try:
        if quarter:
            return quarter_of(date(int(quarter[1]), 3 * int(quarter[2]), 1))
        return Period(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError as problem:
        raise CommandError(
            _(
                "“%(text)s” is not a period. Write a quarter, as in 2022-Q3, or two dates, as in "
                "2021-01-01:2022-05-16, the earlier one first."
            )
            % {"text": text},
            returncode=WRONG_ARGUMENTS,
        ) from problem
