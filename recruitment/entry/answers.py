"""Warnings that somebody answered: "yes, it is right", and why.

An answer is kept with the return of the committee and the quarter, and holds while the cell's
value is the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from django.contrib.auth.models import User

from recruitment.models import Remark, Return
from recruitment.progress.periods import Period

from .findings import Finding, Level
from .storing import create, rewrite

# Committee, column, rule and value: what an answer is about.
Question: TypeAlias = tuple[int, str, str, str]


def question(finding: Finding) -> Question:
    return finding.committee, finding.column, finding.rule, str(finding.value)


def answers(quarter: Period, committees: Iterable[int]) -> dict[Question, str]:
    """The notes that were given, by what they answer. One query."""
    remarks = Remark.objects.filter(
        report__committee_id__in=list(committees),
        report__period__starts_on=quarter.start,
        report__period__ends_on=quarter.end,
    ).select_related("report")
    return {
        (remark.report.committee_id, remark.column, remark.rule, remark.value): remark.note
        for remark in remarks
    }


def unanswered(findings: Iterable[Finding], quarter: Period) -> list[Finding]:
    """The warnings that nobody has answered for their present value. At most one query."""
    warnings = [found for found in findings if found.level is Level.WARNING]
    if not warnings:
        return []
    known = answers(quarter, {found.committee for found in warnings})
    return [found for found in warnings if question(found) not in known]


def answer(findings: Iterable[Finding], quarter: Period, note: str, by: User) -> list[Finding]:
    """Keep the note with each return that the warnings are about. At most six statements.

    Gives the warnings that have no return, so that their note is kept nowhere.
    """
    findings = list(findings)
    returns = {
        found.committee_id: found
        for found in Return.objects.filter(
            committee_id__in={found.committee for found in findings},
            period__starts_on=quarter.start,
            period__ends_on=quarter.end,
        )
    }
    known = {
        (remark.report_id, remark.column, remark.rule): remark
        for remark in Remark.objects.filter(report__in=returns.values())
    }
    new: dict[tuple[int, str, str], Remark] = {}
    changed: dict[tuple[int, str, str], Remark] = {}
    nowhere = []
    for found in findings:
        report = returns.get(found.committee)
        if report is None:
            nowhere.append(found)
            continue
        key = (report.pk, found.column, found.rule)
        blank = Remark(report=report, column=found.column, rule=found.rule)
        remark = known.setdefault(key, blank)
        remark.value, remark.note, remark.author = str(found.value), note, by
        (changed if remark.pk else new)[key] = remark
    create(Remark, list(new.values()), by)
    rewrite(Remark, list(changed.values()), ["value", "note", "author", "written_at"], by, "")
    return nowhere
