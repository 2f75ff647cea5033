"""Bars that lie, in Office's charts: how much room their texts are given, and how they break."""

from dataclasses import replace
from itertools import pairwise

import pytest

from recruitment.charts.spec import Axis, AxisKind, Category, Point, Role, Series, SeriesKind
from recruitment.downloads.office.native import height_of, plot_of
from recruitment.downloads.office.plot import Look
from recruitment.downloads.office.rows import Rows
from tests.charts import gallery

LOOK = Look("Arial", 600, 400, 12)


def bars(*tails):
    """A chart with a bar of each tail, of the same value."""
    keys = [str(number) for number in range(len(tails))]
    categories = tuple(
        Category(key, f"Unit {key}", tail=tail) for key, tail in zip(keys, tails, strict=True)
    )
    points = tuple(Point(key, 10, text="10") for key in keys)
    return replace(
        gallery.league(),
        x=Axis(AxisKind.NUMBERS, low=0, high=10),
        y=Axis(AxisKind.CATEGORIES, categories=categories),
        series=(Series("admitted", "Admitted", SeriesKind.BAR, Role.ADMITTED, points),),
        marks=(),
    )


@pytest.mark.parametrize(
    ("tail", "said"),
    [
        ("", "10"),
        ("người", "10 người"),
        ("(dài hơn khung biểu đồ)", "10 (dài hơn khung biểu đồ)"),
        ("● Đúng tiến độ", "10   ● Đúng tiến độ"),
        # The fonts do not have it; it begins its line.
        ("✓ Vượt chỉ tiêu", "10\n✓ Vượt chỉ tiêu"),
    ],
)
def test_what_follows_a_number(tail, said):
    (row,) = Rows(bars(tail), LOOK).rows
    assert row.said == said


def test_one_high_row_among_low_ones_does_not_make_all_as_high():
    low = height_of(bars(*[""] * 12), LOOK)
    one_high = height_of(bars(*[""] * 5, "✓ 100%", *[""] * 6), LOOK)
    all_high = height_of(bars(*["✓ 100%"] * 12), LOOK)
    assert low < one_high < (low + all_high) / 2
    # At an end there is no neighbour whose room it could use.
    assert height_of(bars("✓ 100%", *[""] * 11), LOOK) == all_high


def test_no_two_neighbours_touch():
    rows = Rows(bars("", "✓ 100%", "", "✓ 100%", "✓ 100%", ""), replace(LOOK, height=1))
    slot = (rows.height - rows.margins.top - rows.margins.bottom) / 6
    texts = [12 * 1.3 * (row.said.count("\n") + 1) for row in rows.rows]
    for above, below in pairwise(texts):
        assert (above + below) / 2 < slot


def test_letters_of_a_narrow_font_are_given_less_room():
    narrow = replace(LOOK, narrow=0.8)
    spec = bars("● một câu dài đến mức phải xuống dòng trong phông chữ rộng")
    assert Rows(spec, narrow).rows[0].said.count("\n") < Rows(spec, LOOK).rows[0].said.count("\n")
    wide, slim = plot_of(spec, LOOK), plot_of(spec, narrow)
    assert slim.margins.left < wide.margins.left
