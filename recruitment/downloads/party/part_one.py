"""Part I: what the figures say, topic after topic, with charts and tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext
from docx.document import Document

from recruitment.charts.spec import ChartSpec
from recruitment.downloads.briefing import Briefing, Section
from recruitment.wording.paragraphs import TOPIC, Topic

from .captions import Captions
from .charts import Drawable, add_chart, drawable
from .form import PartyForm
from .styles import NOTE, text_width
from .tables import add_table
from .text import written

# Under which topic a chart stands; whatever is not named belongs to the results.
TOPICS = {
    "years": Topic.YEARS,
    "quarters": Topic.YEARS,
    "children": Topic.UNITS,
    "categories": Topic.COMPOSITION,
    "source_pool": Topic.SOURCE_POOL,
}
# Charts whose numbers a paper repeats as a table; the others name theirs on the chart, unless
# there is nothing to draw.
TABLES = {"goals", "years", "children", "compare"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart of the page and what becomes of it here."""

    spec: ChartSpec
    drawn: list[Drawable]

    @property
    def has_table(self) -> bool:
        return bool(self.spec.table.rows) and (self.spec.name in TABLES or not self.drawn)


class PartOne:
    """Writes the sections into the document, one after another."""

    def __init__(self, document: Document, form: PartyForm) -> None:
        self.document, self.form = document, form
        self.captions = Captions(document)

    def add(self, briefing: Briefing, sections: Iterable[Section]) -> None:
        for number, section in enumerate(sections, 1):
            if briefing.count > 1:
                self._heading(f"{number}. {section.name}", 2)
                self._topics(section, f"{number}.", 3)
            else:
                self._topics(section, "", 2)

    def _topics(self, section: Section, before: str, level: int) -> None:
        """Only those of which there is something to say or to show."""
        said: dict[Topic, list[str]] = {}
        for passage in section.passages:
            said.setdefault(passage.topic, []).append(passage.text)
        if section.discrepancies:
            said.setdefault(Topic.REMARKS, []).extend(section.discrepancies)
        shown: dict[Topic, list[Shown]] = {}
        for spec in section.charts:
            chart = Shown(spec, drawable(spec, self.form))
            if chart.drawn or chart.has_table:
                shown.setdefault(TOPICS.get(spec.name, Topic.RESULT), []).append(chart)
        present = [topic for topic in Topic if topic in said or topic in shown]
        for number, topic in enumerate(present, 1):
            self._heading(f"{before}{number}. {TOPIC[topic]}", level)
            for text in said.get(topic, []):
                written(self.document.add_paragraph().add_run(), text)
            for chart in shown.get(topic, []):
                self._chart(chart)

    def _heading(self, text: str, level: int) -> None:
        written(self.document.add_paragraph(style=f"Heading {level}").add_run(), text)

    def _chart(self, shown: Shown) -> None:
        """The chart with its caption and what a reader has to know; then its table."""
        spec, drawn = shown.spec, shown.drawn
        below = "; ".join(part for part in (spec.subtitle, _unit(spec)) if part)
        for number, chart in enumerate(drawn, 1):
            of = f" ({number}/{len(drawn)})" if len(drawn) > 1 else ""
            self.captions.chart(f"{spec.title}{of}", below)
            add_chart(self.document, self.captions.charts, chart)
            self._note(_notes(spec))
        if shown.has_table:
            self.captions.table(spec.title, "" if drawn else below)
            width = text_width(self.form)
            size = self.form.letters.table
            add_table(self.document, spec.table, width, size, noted=True)
            self._note(_ends(spec) if drawn else _notes(replace(spec, reading="")))

    def _note(self, text: str) -> None:
        if text:
            written(self.document.add_paragraph(style=NOTE).add_run(), text)


def _unit(spec: ChartSpec) -> str:
    return gettext("unit: %(unit)s") % {"unit": spec.unit} if spec.unit else ""


def _notes(spec: ChartSpec) -> str:
    """How to read it, what to beware of, the source, and whether it may still change."""
    return " ".join(_sentence(text) for text in (spec.reading, *spec.notes, _ends(spec)) if text)


def _ends(spec: ChartSpec) -> str:
    return " ".join(_sentence(text) for text in (spec.source, spec.provisional) if text)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
