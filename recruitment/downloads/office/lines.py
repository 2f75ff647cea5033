"""Lines and points over days, as a scatter: it alone keeps irregular days apart.

Office has no area between two lines of a scatter: a range is drawn as two thin lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import pgettext

from recruitment.charts.drawing.plane import as_day
from recruitment.charts.scales import middle
from recruitment.charts.spec import ChartSpec, MarkKind, Point, Role, Series, SeriesKind
from recruitment.progress.periods import Period

from . import colours
from .ends import low_end
from .line_labels import LineLabels
from .plot import Datum, Dot, Drawn, Label, Layer, Look, Plot, Shape, Stroke
from .scales import as_value, day_scale, number_scale

CROSS, DOT, LAST_DOT = 5, 6, 10
THIN = 1


def line_plot(spec: ChartSpec, look: Look) -> Plot:
    labels = LineLabels(spec, look)
    drawn = [
        *_edges(spec),
        *_gaps(spec, look),
        *_as_of(spec, labels),
        *(one for series in spec.of(SeriesKind.BAND) for one in _band(series, labels)),
        *(_line(series, labels) for series in spec.of(SeriesKind.LINE, SeriesKind.MARKER)),
        *_years(labels),
    ]
    return Plot(
        Shape.SCATTER,
        look,
        spec.language,
        number_scale(spec.y, spec.language),
        tuple(_longest_first(drawn)),
        labels.margins,
        days=day_scale(spec.x),
        legend=sum(one.named for one in drawn) > 1,
    )


def _longest_first(drawn: Sequence[Drawn]) -> list[Drawn]:
    """LibreOffice loses the series before one that has more points."""
    longest = max(drawn, key=lambda one: len(one.data))
    return [longest, *(one for one in drawn if one is not longest)]


def _helper(name: str, data: Sequence[Datum], stroke: Stroke | None = None) -> Drawn:
    return Drawn(name, Layer.LINES, tuple(data), stroke=stroke, named=False)


def _edges(spec: ChartSpec) -> Iterator[Drawn]:
    """A small cross on the axis between two years."""
    if spec.x.edges:
        name = pgettext("series", "Boundaries on the time axis")
        found = _helper(name, [Datum(edge, 0) for edge in spec.x.edges])
        yield replace(found, dot=Dot("plus", CROSS, colours.BAND))


def _years(labels: LineLabels) -> Iterator[Drawn]:
    data = [Datum(as_day(tick.at), 0, label=label) for tick, label in labels.years]
    if data:
        yield _helper(pgettext("series", "Names on the time axis"), data)


def _gaps(spec: ChartSpec, look: Look) -> Iterator[Drawn]:
    """A thick grey line on the axis along the days without figures, which are named above it."""
    for mark in spec.marked(MarkKind.GAP):
        start, end = as_day(mark.at), as_day(mark.until)
        said = Label(mark.label, colours.SOFT, "t")
        data = [Datum(start, 0), Datum(middle(Period(start, end)), 0, label=said), Datum(end, 0)]
        yield _helper(mark.label, data, stroke=Stroke(colours.BAND, look.text / 2))


def _as_of(spec: ChartSpec, labels: LineLabels) -> Iterator[Drawn]:
    for mark in spec.marked(MarkKind.AS_OF):
        day, top = as_day(mark.at), as_value(spec.y.high)
        data = [Datum(day, 0), Datum(day, top, label=labels.as_of(day, mark.label))]
        yield _helper(mark.label, data, stroke=Stroke(colours.BAND, THIN))


def _band(series: Series, labels: LineLabels) -> Iterator[Drawn]:
    """Its two edges; where an edge is a line of the chart already, only the other."""
    pen = Stroke(colours.stroke(series.role), THIN, "dash")
    lows = [Datum(point.at, point.value) for point in series.points]
    highs = [Datum(point.at, point.high) for point in series.points]
    at_low = series.role is Role.PROJECTION_BAND
    edge = lows if at_low else highs
    edge[-1] = replace(edge[-1], label=labels.end(series, float(edge[-1].value or 0)))
    if series.role is not Role.RANGE:
        yield Drawn(low_end(series), Layer.LINES, tuple(lows), stroke=pen, named=False)
    yield Drawn(series.label or series.name, Layer.LINES, tuple(highs), stroke=pen)


def _line(series: Series, labels: LineLabels) -> Drawn:
    figures = series.role is Role.ADMITTED
    last = len(series.points) - 1
    data = [
        Datum(
            point.at,
            point.value,
            dot=_dot(series, point, last=at == last) if figures else None,
            label=_label(series, point, labels, last=at == last),
        )
        for at, point in enumerate(series.points)
    ]
    pen = None if series.kind is SeriesKind.MARKER else colours.pen(series.role)
    return Drawn(series.label or series.name, Layer.LINES, tuple(data), stroke=pen)


def _label(series: Series, point: Point, labels: LineLabels, *, last: bool) -> Label | None:
    end = labels.end(series, float(point.value or 0)) if last else None
    return end or labels.figure(series, point)


def _dot(series: Series, point: Point, *, last: bool) -> Dot | None:
    """Only days with a figure; the last one's is the largest, an arrow head for "more than"."""
    if not point.hover and not last:
        return None
    size = LAST_DOT if last or series.kind is SeriesKind.MARKER else DOT
    return Dot("triangle" if point.open else "circle", size, colours.stroke(series.role))
