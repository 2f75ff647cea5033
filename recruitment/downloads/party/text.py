"""Text of any origin as text of a document: nothing in it is markup, a break or forbidden."""

from __future__ import annotations

from docx.text.run import Run

from recruitment.downloads.office.text import printable


def one_line(text: str) -> str:
    return " ".join(printable(text).split("\n")).replace("\t", " ")


def written(run: Run, text: str) -> Run:
    run.text = one_line(text)
    return run
