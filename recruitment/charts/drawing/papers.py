"""What pictures are drawn for: a page of the site, a slide, a sheet of A4."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from recruitment.charts.theme import TITLE


class PictureSize(StrEnum):
    PAGE = "page"
    """As wide as the pictures that the browser makes, as tall as the chart needs."""
    SLIDE = "slide"
    """16:9, to fill a slide."""
    A4 = "a4"
    """As wide as the text of an A4 page, and at most as tall."""
    LINK = "link"
    """What services show beside a link to a page: 1200 × 630."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Lengths in the pixels of the drawing, whose texts are 12 and 13 high.

    The first of ``widths`` on which everything fits is taken; on the last, rows are left out;
    ``spare`` ones, with smaller texts, are for what is hardly a chart any more. ``across`` is
    the width in pixels of the finished picture. ``shape`` is width to height, where it is given.
    """

    widths: tuple[int, ...]
    across: int
    edge: int
    title: int
    spare: tuple[int, ...] = ()
    shape: tuple[int, int] | None = None
    tallest: int | None = None

    def height(self, width: int) -> int | None:
        """The height that there is at most; None for any."""
        if self.shape is None:
            return self.tallest
        return width * self.shape[1] // self.shape[0]


PAGE = Paper(widths=(960,), across=960, edge=24, title=TITLE)
PAPERS = {
    PictureSize.PAGE: PAGE,
    # On a slide 33.87 cm wide the texts are 14 to 16 points high, with many rows at least 10.
    PictureSize.SLIDE: Paper(
        widths=(800, 960, 1120),
        spare=(1280, 1600, 1920),
        across=1280,
        edge=24,
        title=TITLE + 2,
        shape=(16, 9),
    ),
    # Fitted between margins of 30 and 15 mm, the texts are 8.5 and 9 points high.
    PictureSize.A4: Paper(widths=(660,), across=660, edge=10, title=TITLE - 2, tallest=960),
    PictureSize.LINK: Paper(
        widths=(800, 960, 1200),
        spare=(1600, 1920),
        across=1200,
        edge=24,
        title=TITLE + 2,
        shape=(1200, 630),
    ),
}
# Where there is no chart the letters of a link's picture are larger.
WORDS = replace(PAPERS[PictureSize.LINK], widths=(480, 600, 800, 960, 1200), edge=30)
