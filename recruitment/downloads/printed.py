"""A briefing as a PDF: the page on paper, with page numbers and a heading on each sheet."""

from __future__ import annotations

from math import ceil
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from .briefing import Briefing
from .file import File
from .pictures import printed

CONTENT_TYPE = "application/pdf"
SHEETS = ("css/site.css", "css/print.css", "css/paper.css")
A_PICTURE_S_WORTH = 10
"""So many localities may take as long to print as a picture to draw."""
LONGEST = 500
"""Seconds: less than the ten minutes after which a worker takes itself for stuck."""
# Around the text of each sheet of paper; a style sheet of its own, since the texts differ.
AROUND = """
@page {{
  @top-left {{ content: "{heading}"; font: 8pt {font}; color: #4d5763; width: 72%; }}
  @top-right {{ content: "{day}"; font: 8pt {font}; color: #4d5763; text-align: right; }}
  @bottom-left {{ content: "{name}"; font: 8pt {font}; color: #4d5763; }}
  @bottom-right {{ content: counter(page) " / " counter(pages); font: 8pt {font}; color: #4d5763; }}
}}
"""
FONT = '"Be Vietnam Pro", system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif'


def briefing_pdf(briefing: Briefing) -> File:
    """Raises NoBrowserError, BusyError, PictureError: a Chromium prints it."""
    html = briefing_html(briefing)
    return briefing.file("pdf", CONTENT_TYPE, printed(html, patience(briefing.count)))


def patience(localities: int) -> int:
    """Seconds that the browser may print for: the page of a hundred localities has five hundred
    sheets, and on a busy machine takes longer than a reader waits for a picture."""
    seconds: int = settings.PICTURE_SECONDS
    return max(seconds, min(LONGEST, seconds * ceil(localities / A_PICTURE_S_WORTH)))


def briefing_html(briefing: Briefing) -> str:
    """The whole document as one text that loads nothing: styles and pictures are inside it."""
    context = {"briefing": briefing, "sections": briefing.sections, "style": _style(briefing)}
    return render_to_string("print/briefing.html", context)


def _style(briefing: Briefing) -> SafeString:
    texts = [Path(str(finders.find(sheet))).read_text(encoding="utf-8") for sheet in SHEETS]
    day = briefing.as_of_text
    around = AROUND.format(
        heading=css_text(f"{briefing.title} – {briefing.place}"),
        day=css_text(gettext("Figures to %(day)s") % {"day": day} if day else ""),
        name=css_text(gettext("Admission of Party members: progress against targets")),
        font=FONT,
    )
    return SafeString("\n".join([*texts, around]))


def css_text(text: str) -> str:
    """A text between quotation marks of a style sheet, inside HTML: neither can be ended by it."""
    return "".join(
        char if char.isalnum() or char in " .,;:–-()/%" else f"\\{ord(char):x} " for char in text
    )
