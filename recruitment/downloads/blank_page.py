"""The page on which Kaleido draws: plotly.js and Kaleido's script from their packages' files."""

from __future__ import annotations

from typing import Any

# In ASCII, since Kaleido writes the page in the system's encoding; the title ("Tiến độ") becomes
# that of a PDF. The page may load files and nothing else. A page of paper is as large as the
# picture: without a margin of its own, and without the line that an image in a text stands on.
HEAD = """<!DOCTYPE html>
<html lang="vi">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src file:;
      style-src 'unsafe-inline'; img-src data: blob:">
    <title>Ti&#7871;n &#273;&#7897;</title>
    <style>@page { margin: 0 } img { display: block }</style>
    <style id="head-style"></style>
"""


def blank_page() -> Any:
    """What Kaleido takes for its ``page_generator``; MathJax would come from a CDN."""
    import kaleido

    page = kaleido.PageGenerator(mathjax=False)
    page.header = HEAD
    return page
