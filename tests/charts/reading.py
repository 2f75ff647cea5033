"""Short ways to ask a chart what it says."""

from recruitment.charts.spec import ChartSpec, MarkKind, Series


def series(spec: ChartSpec, key: str) -> Series:
    (found,) = [one for one in spec.series if one.key == key]
    return found


def keys(spec: ChartSpec) -> list[str]:
    return [one.key for one in spec.series]


def path(spec: ChartSpec, key: str) -> list[tuple[str, float | None]]:
    """The points of a series as (day or category, rounded value)."""
    return [
        (str(point.at), None if point.value is None else round(float(point.value), 2))
        for point in series(spec, key).points
    ]


def marks(spec: ChartSpec, kind: MarkKind) -> list[tuple]:
    return [(str(mark.at), str(mark.until or "")) for mark in spec.marked(kind)]


def categories(spec: ChartSpec):
    axis = spec.y if spec.y.categories else spec.x
    return {category.key: category for category in axis.categories}


def column(spec: ChartSpec, number: int) -> list:
    return [row[number].value for row in spec.table.rows]


def texts(spec: ChartSpec, number: int) -> list[str]:
    return [row[number].text for row in spec.table.rows]
