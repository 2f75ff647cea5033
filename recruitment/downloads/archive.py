"""A briefing as an archive: every chart as a picture and as a table, all figures, and a list of
what there is. The same data, the same bytes, wherever the same browser draws.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext, pgettext

from recruitment.charts.spec import ChartSpec, Table
from recruitment.reports.selection import term_code
from recruitment.wording import numbers
from recruitment.wording.paragraphs import Topic

from .briefing import NEVER, Briefing, Section
from .csv_files import table_csv
from .file import File, ascii_stem
from .packing import packed
from .pictures import PictureFormat, PictureSize, can_draw, picture
from .plain import Plain
from .standings import standing_columns, standing_row

CONTENT_TYPE = "application/zip"
SHARP = 2
"""Of a PNG: pixels for each of the drawing's, along either side."""


@dataclass(frozen=True, slots=True)
class Entry:
    """``shows`` is what is in it, in words; ``more`` what a program wants to know."""

    name: str
    body: bytes
    shows: str
    more: Plain


def briefing_archive(briefing: Briefing) -> File:
    """Without pictures where this server cannot draw, which the readme then says.

    Raises PictureError where a picture is not ready in time.
    """
    return briefing.file("zip", CONTENT_TYPE, packed(_contents(briefing)))


def _contents(briefing: Briefing) -> Iterator[tuple[str, bytes]]:
    """One section after the other; the list, which has the digests of all, comes last."""
    drawn, several = can_draw(), briefing.count > 1
    listed, told, standings = [], [], []
    for section in briefing.sections:
        if section.slug:
            standings.append(standing_row(section))
        folder = f"{ascii_stem(f'{len(standings):03}', section.slug)}/"
        folder = folder if several and section.slug else ""
        for entry in _of_section(section, folder, drawn=drawn):
            listed.append(_listed(entry))
            yield entry.name, entry.body
        told.append(_told(section, folder))
    if several:
        table = table_csv(Table(standing_columns(), tuple(standings)))
        entry = Entry("localities.csv", table, gettext("Where each locality stands"), {})
        listed.append(_listed(entry))
        yield entry.name, entry.body
    yield _readme_name(), _readme(briefing, told, drawn=drawn)
    yield "metadata.json", _metadata(briefing, told, listed, drawn=drawn)


def _of_section(section: Section, folder: str, *, drawn: bool) -> Iterator[Entry]:
    for chart in section.charts:
        yield from _of_chart(chart, folder, drawn=drawn)
    if section.data.columns:
        shows = gettext("All figures: %(place)s") % {"place": section.name}
        yield Entry(f"{folder}figures.csv", table_csv(section.data), shows, {})


def _of_chart(chart: ChartSpec, folder: str, *, drawn: bool) -> Iterator[Entry]:
    stem = f"{folder}charts/{ascii_stem(chart.name)}"
    more: Plain = {"unit": chart.unit, "summary": chart.summary, "source": chart.source}
    shows = f"{chart.title} ({chart.place})"
    if drawn:
        png = picture(chart, PictureFormat.PNG, PictureSize.PAGE, SHARP)
        yield Entry(f"{stem}.png", png, shows, more)
        yield Entry(f"{stem}.svg", picture(chart, PictureFormat.SVG), shows, more)
    yield Entry(f"{stem}.csv", table_csv(chart.table), shows, more)


# -- The list --------------------------------------------------------------------------------------


def _listed(entry: Entry) -> Plain:
    digest = sha256(entry.body).hexdigest()
    known = {"name": entry.name, "bytes": len(entry.body), "sha256": digest}
    return {**known, "shows": entry.shows, **entry.more}


def _told(section: Section, folder: str) -> Plain:
    return {
        "locality": section.slug or None,
        "name": section.name,
        "folder": folder,
        "sentence": section.sentence,
        "status": str(section.status.word) if section.status else None,
        "figures_to_text": section.as_of_text or None,
        "window": section.window or None,
        "provisional": section.provisional or None,
        "remarks": [one.text for one in section.passages if one.topic is Topic.REMARKS],
        "assumptions": list(section.assumptions),
        "discrepancies": list(section.discrepancies),
        "sources": [
            {
                "slug": source.link.slug,
                "title": source.link.name,
                "published": source.published,
                "published_on": source.published_on and source.published_on.isoformat(),
            }
            for source in section.sources
        ],
    }


def _metadata(briefing: Briefing, told: list[Plain], listed: list[Plain], *, drawn: bool) -> bytes:
    asked, term = briefing.selection.as_of, briefing.selection.term
    content = {
        "title": briefing.title,
        "place": briefing.place,
        "locality": briefing.committee.slug if briefing.committee else None,
        "language": briefing.language,
        "figures_to": None if briefing.made_on == NEVER else briefing.made_on.isoformat(),
        "asked": {
            "as_of": asked.isoformat() if asked else None,
            "term": term_code(term) if term else None,
        },
        "pictures": drawn,
        "sections": told,
        "files": listed,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


# -- The readme ------------------------------------------------------------------------------------


def _readme_name() -> str:
    return "readme.txt" if numbers.is_english() else "doc-truoc.txt"


def _readme(briefing: Briefing, told: list[Plain], *, drawn: bool) -> bytes:
    """As the simplest editor of Windows opens it."""
    lines = [line for part in _parts(briefing, told, drawn=drawn) for line in (*part, "")]
    return "\r\n".join(lines).encode("utf-8-sig")


def _parts(briefing: Briefing, told: list[Plain], *, drawn: bool) -> Iterator[list[str]]:
    to = gettext("Figures to %(day)s") % {"day": briefing.as_of_text}
    yield [briefing.title, briefing.place, *([to] if briefing.as_of_text else [])]
    yield [section["sentence"] for section in told[:1] if section["sentence"]]
    yield [gettext("What is inside"), *_inside(briefing, drawn=drawn)]
    yield [gettext("How it is read"), *_how()]
    if any(section["provisional"] for section in told):
        yield [gettext("Some figures are provisional and may still change.")]
    sources = {source["slug"]: _cited(source) for section in told for source in section["sources"]}
    if sources:
        yield [pgettext("menu", "Sources"), *(f"- {text}" for text in sources.values())]


def _cited(source: Plain) -> str:
    return ", ".join(part for part in (source["title"], source["published"]) if part)


def _inside(briefing: Briefing, *, drawn: bool) -> list[str]:
    lines = [gettext("One folder for each locality.")] if briefing.count > 1 else []
    if briefing.count > 1:
        lines.append(gettext("localities.csv: where each locality stands."))
    if drawn:
        lines.append(
            gettext("charts/….png, charts/….svg: the charts, with title, date and source inside.")
        )
    else:
        lines.append(
            gettext(
                "There are no pictures: the server has no Chromium, which draws them. The "
                "buttons on the page make them in the browser."
            )
        )
    lines.append(gettext("charts/….csv: the numbers behind each chart."))
    lines.append(gettext("figures.csv: all figures with period, qualifier, source and verdict."))
    lines.append(gettext("metadata.json: the list of the files with digests, for programs."))
    return [f"- {line}" for line in lines]


def _how() -> list[str]:
    lines = (
        gettext("CSV files are UTF-8 and open in Excel by a double click."),
        gettext("An empty cell is not known; 0 is 0."),
        gettext("“≥” means at least this much; a range means somewhere between its ends."),
    )
    return [f"- {line}" for line in lines]
