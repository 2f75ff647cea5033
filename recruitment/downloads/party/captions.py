"""Captions that Word counts itself, so that one more chart renumbers the others."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as value

from django.utils.translation import pgettext
from docx.document import Document

from .styles import field
from .text import written

# The names of Word's counters; never shown, and never data.
CHART, TABLE = "Bieu_do", "Bang"


@dataclass(slots=True)
class Captions:
    """Counts charts and tables through one document."""

    document: Document
    counted: dict[str, int] = value(default_factory=dict)

    def chart(self, title: str, below: str = "") -> None:
        self._add(pgettext("caption", "Chart"), CHART, title, below)

    @property
    def charts(self) -> int:
        """How many there are so far."""
        return self.counted.get(CHART, 0)

    def table(self, title: str, below: str = "") -> None:
        self._add(pgettext("caption", "Table"), TABLE, title, below)

    def _add(self, word: str, counter: str, title: str, below: str) -> None:
        """“Biểu đồ 1. Title”, and on a line of its own what it is of and in which unit."""
        number = self.counted[counter] = self.counted.get(counter, 0) + 1
        paragraph = self.document.add_paragraph(style="Caption")
        paragraph.add_run(f"{word} ")
        field(paragraph, f"SEQ {counter} \\* ARABIC", str(number))
        written(paragraph.add_run(), f". {title}")
        if below:
            paragraph.add_run().add_break()
            run = written(paragraph.add_run(), below)
            run.font.bold, run.font.italic = False, True
