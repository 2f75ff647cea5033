"""Charts as pictures, drawn on the server by a Chromium of its own.

A picture is kept by what it shows, so the same chart is drawn once for all its readers.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import pickle
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from html import escape
from importlib.metadata import version

from django.conf import settings
from django.core.cache import caches
from django.utils.translation import gettext

from recruitment.charts.drawing.papers import PictureSize
from recruitment.charts.framing import Picture, words
from recruitment.charts.framing import picture as framed_picture
from recruitment.charts.spec import ChartSpec

from .studio import BrokenError, FullError, Work, studio

__all__ = [
    "BusyError",
    "NoBrowserError",
    "PictureError",
    "PictureFormat",
    "PictureSize",
    "can_draw",
    "picture",
    "printed",
    "words_picture",
]
NEVER = "none"
"""The value of CHROMIUM for a server that is to draw nothing."""
UID = re.compile(r'<defs id="defs-(\w+)"')
log = logging.getLogger(__name__)


class PictureFormat(StrEnum):
    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


class NoBrowserError(Exception):
    """This server cannot draw; ``str()`` tells the reader what to install and what there is."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "This server has no Chromium, which draws pictures (for its administrator: install "
                "Chromium and the libraries of the extra “export”). The buttons on the page make "
                "PNG and SVG in the browser; the tables (CSV, JSON) need neither."
            )
        )


class PictureError(Exception):
    """No picture this time; ``str()`` is for the reader. It may be had later."""

    retry_after = 30
    """Seconds."""


class BusyError(PictureError):
    """Too many pictures are being drawn already."""

    retry_after = 10


def can_draw() -> bool:
    """Whether pictures can be drawn here at all; looked up once."""
    return _chromium(settings.CHROMIUM) is not None


def picture(
    spec: ChartSpec,
    form: PictureFormat,
    size: PictureSize = PictureSize.PAGE,
    scale: int = 1,
) -> bytes:
    """The chart with all that is said about it; ``scale`` 2 for a PNG of twice as many pixels.

    Raises NoBrowserError, BusyError, PictureError.
    """
    # Sharp at any size are SVG and PDF: only their paper would grow.
    scale = scale if form is PictureFormat.PNG else 1
    return _made(framed_picture(spec, size), spec.summary, form, scale)


def words_picture(title: str, text: str, foot: str) -> bytes:
    """A PNG for links to a page without a chart: what is said there. Raises as ``picture``."""
    return _made(words(title, text, foot), text, PictureFormat.PNG, 1)


def _made(drawn: Picture, summary: str, form: PictureFormat, scale: int) -> bytes:
    path = _chromium(settings.CHROMIUM)
    if path is None:
        raise NoBrowserError
    key = _key(drawn, summary, form, scale)
    body = _kept(key)
    if body is None:
        body = _drawn(path, key, drawn, form, scale)
        if form is PictureFormat.SVG:
            body = _told(body, summary, key)
        _keep(key, body)
    return body


@lru_cache
def _chromium(chosen: str) -> str | None:
    """The browser's program: the one chosen, or what the library finds on this machine."""
    if chosen == NEVER or importlib.util.find_spec("kaleido") is None:
        return None
    from choreographer.browsers import Chromium

    return chosen or Chromium.find_browser(skip_local=False)


def _drawn(path: str, key: str, drawn: Picture, form: PictureFormat, scale: int) -> bytes:
    # Without names for its traces plotly.js would roll them.
    data = [{**trace, "uid": f"t{number}"} for number, trace in enumerate(drawn.data)]
    figure = {"data": data, "layout": drawn.layout}
    options = {"format": form.value, "scale": drawn.enlarged * scale}
    with _browser(path, settings.PICTURE_SECONDS) as do:
        # Whoever was before us may have wanted the same.
        return _kept(key) or do(lambda kept, seconds: kept.draw(figure, options, seconds))


def printed(html: str, seconds: float) -> bytes:
    """A whole page as a PDF, in so many seconds at most.

    Raises NoBrowserError, BusyError, PictureError.
    """
    path = _chromium(settings.CHROMIUM)
    if path is None:
        raise NoBrowserError
    with _browser(path, seconds) as do:
        return do(lambda kept, left: kept.print(html, left))


@contextmanager
def _browser(path: str, seconds: float) -> Iterator[Callable[[Work], bytes]]:
    """The browser for one caller; what goes wrong is said to the reader."""
    try:
        with studio.turn(path, settings.PICTURES_WAITING, seconds) as do:
            yield do
    except FullError:
        message = gettext("Many pictures are being drawn just now. Please try again in a moment.")
        raise BusyError(message) from None
    except TimeoutError:
        log.warning("A picture was not drawn within %s seconds.", seconds)
        message = gettext("The picture was not ready in time. Please try again in a moment.")
        raise PictureError(message) from None
    except BrokenError as error:
        log.warning("A picture could not be drawn: %s", error)
        message = gettext("The picture could not be drawn. Please try again later.")
        raise PictureError(message) from None


def _told(svg: bytes, summary: str, key: str) -> bytes:
    """The drawing with its summary as title, for those who cannot see it.

    plotly.js calls the parts of a drawing by a number that it rolls; here it follows from what
    is drawn, so that the same data give the same bytes.
    """
    text = svg.decode()
    if found := UID.search(text):
        text = text.replace(found[1], f"c{key[:12]}")
    start, end = text.split(">", 1)
    return f"{start}><title>{escape(summary)}</title>{end}".encode()


# -- What was drawn before -------------------------------------------------------------------------


def _key(drawn: Picture, summary: str, form: PictureFormat, scale: int) -> str:
    """A digest of all that the bytes depend on."""
    parts = [
        drawn.data,
        drawn.layout,
        summary,
        form.value,
        drawn.enlarged * scale,
        version("plotly"),
        version("kaleido"),
    ]
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _kept(key: str) -> bytes | None:
    try:
        found = caches["pictures"].get(key)
    except (OSError, EOFError, pickle.UnpicklingError) as error:
        log.warning("A kept picture cannot be read: %s", error)
        return None
    return found if isinstance(found, bytes) else None


def _keep(key: str, body: bytes) -> None:
    """A folder that cannot be written costs time, not the picture."""
    try:
        caches["pictures"].set(key, body)
    except OSError as error:
        log.warning("A picture cannot be kept: %s", error)
