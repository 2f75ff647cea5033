"""A workbook in the house's dress, whose bytes depend on nothing but what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from recruitment.downloads.office import colours
from recruitment.downloads.packing import packed
from recruitment.wording import numbers

from .inert import cell_text, sheet_name

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {
    # A row leaves memory when the next begins.
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
PROPERTIES, END_OF_PROPERTIES = "docProps/core.xml", b"</cp:coreProperties>"
CHART = re.compile(r"xl/charts/chart(\d+)\.xml")


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands in the properties and in the footer of each sheet; ``made_on`` is a day of
    the figures, so that the same figures make the same bytes."""

    title: str
    place: str
    language: str
    made_on: date
    source: str


class Book:
    """``style`` makes formats, ``name`` names sheets, ``chart`` keeps the drawing of a chart."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self._body = BytesIO()
        self.inside = Workbook(self._body, OPTIONS)
        self._taken: set[str] = set()
        self._styles: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._charts: list[bytes] = []
        self.inside.set_properties(
            {
                "title": cell_text(paper.title),
                "subject": cell_text(paper.place),
                "author": "Tiến độ",
                "created": datetime.combine(paper.made_on, time()),
            }
        )

    def name(self, wished: str) -> str:
        return sheet_name(wished, self._taken)

    def style(self, **how: Any) -> Format:
        """A format, made once for each look."""
        key = tuple(sorted(how.items()))
        if key not in self._styles:
            base = {"valign": "top", "font_color": f"#{colours.INK}"}
            self._styles[key] = self.inside.add_format({**base, **how})
        return self._styles[key]

    @property
    def day_format(self) -> str:
        """With slashes that are no system's own separator, or with English months."""
        return r"dd\/mm\/yyyy" if not numbers.is_english() else "[$-809]d mmm yyyy"

    def chart(self, xml: bytes) -> None:
        """The drawing of the chart that was inserted last."""
        self._charts.append(xml)

    def body(self) -> bytes:
        """The file. The library's charts, which held the places, become ours."""
        self.inside.close()
        with ZipFile(self._body) as made:
            return packed((name, self._part(name, made.read(name))) for name in made.namelist())

    def _part(self, name: str, was: bytes) -> bytes:
        if name == PROPERTIES:
            language = f"<dc:language>{self.paper.language}</dc:language>".encode()
            return was.replace(END_OF_PROPERTIES, language + END_OF_PROPERTIES)
        number = CHART.fullmatch(name)
        return self._charts[int(number[1]) - 1] if number else was
