"""Names, notes, numbers and statuses of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from recruitment.charts.spec import Tick
from recruitment.charts.theme import BOLD, SMALL, TEXT

from .measure import text_height
from .pen import CLEAR, Drawing, Pen, as_number, quiet_axis, safe, stacked, text_trace
from .rows_layout import BAR_ROOM, Row, Rows

NEAR_END = 0.93


def names_beside(drawing: Drawing, pen: Pen, found: Rows) -> None:
    """Names and notes are tick labels: plotly makes room for them whatever the font."""
    rows = list(found.rows.values())
    noted = found.having(lambda row: row.note)
    drawing.layout["yaxis"].update(
        showticklabels=True,
        tickvals=[round(row.middle - text_height(len(row.note), SMALL) / 2, 1) for row in rows],
        ticktext=[stacked(row.name) for row in rows],
        tickfont=pen.font(color=pen.palette.ink),
        **_off_the_bars(),
    )
    if noted:
        drawing.layout["yaxis2"] = quiet_axis(
            overlaying="y",
            side="left",
            range=drawing.layout["yaxis"]["range"],
            tickvals=[round(row.middle + text_height(len(row.name), TEXT) / 2, 1) for row in noted],
            ticktext=[stacked(row.note) for row in noted],
            tickfont=pen.small,
            **_off_the_bars(),
        )
        # An axis is drawn only where a trace lies on it.
        drawing.data.append({**text_trace([0], [0], [""], "top right", pen.small), "yaxis": "y2"})
    valued = found.having(lambda row: row.value)
    worded = found.having(lambda row: row.words)
    end = drawing.layout["xaxis"]["range"][1]
    for at, shown, texts, font in (
        (end, valued, [safe(row.value) for row in valued], pen.strong),
        (0, worded, [stacked(row.words) for row in worded], pen.small),
    ):
        middles = [round(row.middle, 1) for row in shown]
        trace = text_trace([at] * len(shown), middles, texts, "middle right", font)
        drawing.data.append(trace)
    tailed = found.having(lambda row: row.tail)
    drawing.note(*(_tail(row, pen, found) for row in tailed))


def _off_the_bars() -> dict[str, Any]:
    return {"ticks": "outside", "ticklen": 10, "tickcolor": CLEAR, "automargin": "left"}


def _tail(row: Row, pen: Pen, found: Rows) -> dict[str, Any]:
    """Right of the numbers, as far as the widest of them reaches."""
    return {
        "text": stacked(row.tail),
        "xref": "paper",
        "x": 1,
        "xanchor": "left",
        "xshift": round(found.values + 20),
        "y": round(row.middle, 1),
        "yanchor": "middle",
        "align": "left",
        "showarrow": False,
        "font": pen.font(bold=row.category.tone is not None, color=_tone(row, pen)),
    }


def _tone(row: Row, pen: Pen) -> str:
    tone = row.category.tone
    return pen.stroke(tone) if tone else pen.palette.soft


def names_above(drawing: Drawing, pen: Pen, found: Rows) -> None:
    ink = pen.font(color=pen.palette.ink)
    _block(drawing, found, "name", TEXT, ink)
    _block(drawing, found, "note", SMALL, pen.small)
    _block(drawing, found, "words", SMALL, pen.small)
    tailed = found.having(lambda row: row.tail)
    font = pen.font(size=SMALL, color=[_tone(row, pen) for row in tailed])
    font["weight"] = [BOLD if row.category.tone else "normal" for row in tailed]
    _block(drawing, found, "tail", SMALL, font)
    valued = found.having(lambda row: row.value)
    first_line = 4 + text_height(1, TEXT) / 2
    drawing.data.append(
        text_trace(
            [drawing.layout["xaxis"]["range"][1]] * len(valued),
            [round(row.top + first_line, 1) for row in valued],
            [safe(row.value) for row in valued],
            "middle left",
            pen.strong,
        )
    )


def scale_above(drawing: Drawing, pen: Pen, ticks: Sequence[Tick]) -> None:
    """The scale's names as texts: those at its ends stay within the card."""
    end = drawing.layout["xaxis"]["range"][1]
    for tick in ticks:
        share = as_number(tick.at) / end
        side = "right" if share == 0 else "left" if share > NEAR_END else "center"
        trace = text_trace([as_number(tick.at)], [0], [safe(tick.label)], f"top {side}", pen.small)
        drawing.data.append(trace)


def _block(drawing: Drawing, found: Rows, which: str, size: float, font: dict[str, Any]) -> None:
    shown = found.having(lambda row: getattr(row, which))
    if shown:
        drawing.data.append(
            text_trace(
                [0] * len(shown),
                [_middle(row, which, size) for row in shown],
                [stacked(getattr(row, which)) for row in shown],
                "middle right",
                font,
            )
        )


def _middle(row: Row, which: str, size: float) -> float:
    """The middle of one of a row's blocks, from the top: name, note, bar, words, tail."""
    start = row.top + 4
    if which != "name":
        start += text_height(len(row.name), TEXT)
    if which in {"words", "tail"}:
        start += text_height(len(row.note), SMALL) + (0 if row.words else BAR_ROOM)
    if which == "tail":
        start += text_height(len(row.words), SMALL)
    return round(start + text_height(len(getattr(row, which)), size) / 2, 1)
