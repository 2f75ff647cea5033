"""The formats of a briefing, in the order in which they are offered."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .archive import briefing_archive
from .briefing import Briefing
from .document import briefing_docx
from .file import File
from .printed import briefing_pdf
from .slides import briefing_pptx
from .workbook import briefing_workbook

# A new format is a line in each of these.
BRIEFING_WRITERS: dict[str, Callable[[Briefing], File]] = {
    "pptx": briefing_pptx,
    "docx": briefing_docx,
    "pdf": briefing_pdf,
    "xlsx": briefing_workbook,
    "zip": briefing_archive,
}
FORMAT_NAMES: dict[str, Promise] = {
    "pptx": _("PowerPoint: slides with charts that can be edited"),
    "docx": _("Word: a draft report in the form of Party documents"),
    "pdf": _("PDF: the page on paper"),
    "xlsx": _("Excel: all figures, and charts to be edited"),
    "zip": _("ZIP: all charts as pictures and tables"),
}
