"""One renderer for every chart: ``ChartSpec`` in, Plotly figure out.

The page gets each chart twice, for a wide card and for a narrow one, in light colours and with
the table that exchanges them for dark ones; ``static/js/charts.js`` chooses.
"""

from __future__ import annotations

import json
from typing import Any

import plotly.graph_objects as go

from .drawing.pen import Pen
from .drawing.picture import surround
from .drawing.whole import draw
from .framing import picture
from .spec import ChartSpec, Heights
from .theme import Theme, Width, exchange

# plotly.js's own toolbar can send a figure to a cloud service: it is never shown, and its
# button and its address are taken away as well.
CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "doubleClick": False,
    "scrollZoom": False,
    "showTips": False,
}


def figure(
    spec: ChartSpec,
    theme: Theme = Theme.LIGHT,
    width: Width = Width.WIDE,
    *,
    framed: bool = False,
) -> go.Figure:
    """The chart for a card that bears title and source itself; ``framed``: with both inside."""
    drawn = picture(spec, theme=theme) if framed else draw(spec, theme, width)
    # An empty template: plotly's default one adds its colours, and 6 kB, to every figure.
    return go.Figure(data=drawn.data, layout={**drawn.layout, "template": go.layout.Template()})


def heights(spec: ChartSpec) -> Heights:
    """Pixels to keep for the chart before it is drawn."""
    return Heights(*(draw(spec, Theme.LIGHT, width).height for width in Width))


def figure_json(spec: ChartSpec, file_name: str = "") -> str:
    """Everything the page needs to draw the chart and to save it as ``file_name``.

    The same traces and layout as ``figure``'s, without plotly's own checks, which take ten
    times as long as the drawing. Safe inside ``<script type="application/json">``: no "<" and
    no "&" is left in it.
    """
    wide, narrow = (draw(spec, Theme.LIGHT, width) for width in Width)
    around = surround(spec, Pen.of(Theme.LIGHT))
    page = {
        "name": file_name or spec.name,
        "wide": {"data": wide.data, "layout": wide.layout},
        "narrow": {"data": narrow.data, "layout": narrow.layout},
        "dark": exchange(Theme.DARK),
        "picture": around.as_json(wide.layout["margin"]),
        "config": CONFIG,
    }
    text = json.dumps(page, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign in "<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
