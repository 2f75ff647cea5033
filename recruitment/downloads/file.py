"""A file that is ready to be sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from recruitment.models.text import fold

from .office.text import printable

# What Windows refuses in a name, and what ends or hides one.
UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class File:
    """``name`` may hold any letters and has its ending; ``ascii_name`` is for old programs."""

    name: str
    ascii_name: str
    content_type: str
    body: bytes

    @property
    def disposition(self) -> str:
        """The value of Content-Disposition: saved, not shown, under either name."""
        return f"attachment; filename=\"{self.ascii_name}\"; filename*=UTF-8''{quote(self.name)}"


def file_name(*parts: str, ending: str) -> str:
    """A name that every system accepts, with a dash between its parts: "Ô Môn – số liệu.csv"."""
    # Printable: a sign that turns the direction would show another ending than the file has.
    named = (printable(UNSAFE.sub("-", part)).strip(" .") for part in parts if part)
    return " – ".join(named)[:LONGEST_NAME].strip(" .") + f".{ending}"


def ascii_file_name(*parts: str, ending: str) -> str:
    """The same in plain letters, digits and hyphens: "o-mon-data.csv"."""
    return f"{ascii_stem(*parts)}.{ending}"


def ascii_stem(*parts: str) -> str:
    text = re.sub(r"[^A-Za-z0-9]+", "-", fold(" ".join(part for part in parts if part)))
    return text.strip("-")[:LONGEST_NAME]
