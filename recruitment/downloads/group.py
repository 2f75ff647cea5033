"""A committee with all its localities as one briefing: how they stand, then one after the other."""

from __future__ import annotations

from itertools import chain

from django.utils.translation import gettext

from recruitment.charts.words import language
from recruitment.reports.group import GroupReport
from recruitment.wording import numbers
from recruitment.wording.paragraphs import Passage, Topic

from .briefing import NEVER, NOTHING, Briefing, Section, locality_section, provisional_mark


def group_briefing(report: GroupReport) -> Briefing:
    """The sections are made one by one, as they are asked for."""
    sections = (locality_section(locality) for locality in report.localities)
    return Briefing(
        selection=report.selection,
        committee=report.committee,
        above=report.committee.parent,
        title=gettext("Progress of admissions"),
        place=report.name,
        as_of_text=numbers.day(report.as_of) if report.as_of else "",
        language=language(),
        made_on=report.as_of or NEVER,
        sections=chain((standings_section(report),), sections),
        count=1 + report.count,
        ascii_place=f"{report.committee.slug}-localities",
    )


def standings_section(report: GroupReport) -> Section:
    """How the localities stand beside each other."""
    return Section(
        slug="",
        name=gettext("%(place)s: the localities side by side") % {"place": report.name},
        sentence=report.sentence,
        status=None,
        as_of_text=numbers.day(report.as_of) if report.as_of else "",
        window="",
        provisional=provisional_mark(report.charts),
        passages=(Passage(Topic.RESULT, report.sentence),),
        key_numbers=(),
        charts=report.charts,
        figures=NOTHING,
        data=NOTHING,
        assumptions=(),
        discrepancies=(),
        sources=report.sources,
    )
