"""Widths, wrapping, and labels that keep out of each other's way."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from recruitment.charts.drawing.measure import text_width, wrap
from recruitment.charts.drawing.pen import LEAST
from recruitment.charts.drawing.placement import (
    Box,
    Corner,
    Label,
    Obstacle,
    place,
    spread,
)
from recruitment.charts.drawing.rows_layout import arrange
from recruitment.charts.theme import SMALL, TEXT, Width

from . import gallery

WORDS = st.lists(
    st.text("abcđêơưạiệỹABCĐÊƠ0123456789-–()%.,", min_size=1, max_size=12), min_size=1, max_size=12
)


@given(WORDS, st.integers(20, 400))
def test_wrapping_loses_nothing_and_keeps_to_the_width(words, width):
    text = " ".join(words)
    lines = wrap(text, width, TEXT)
    assert " ".join(lines) == text
    for line in lines:
        assert text_width(line, TEXT) <= width or " " not in line


def test_marks_on_letters_take_no_width():
    assert text_width("Đảng bộ phường Châu Văn Liêm", 13) == text_width(
        "Đang bo phuong Chau Van Liem", 13
    )
    assert text_width("ab", 13, bold=True) > text_width("ab", 13)
    assert text_width("a\nabc", 13) == text_width("abc", 13)


@given(
    st.lists(st.tuples(st.floats(-50, 400), st.floats(10, 40)), min_size=1, max_size=6),
)
def test_labels_in_a_column_never_overlap(labels):
    tops, heights = [top for top, _ in labels], [height for _, height in labels]
    moved = spread(tops, heights, -20, 330)
    order = sorted(range(len(moved)), key=lambda n: moved[n])
    for one, two in pairwise(order):
        assert moved[one] + heights[one] <= moved[two] + 1e-6
    assert max(top + height for top, height in zip(moved, heights, strict=True)) <= 330 + 1e-6


def test_labels_that_have_room_stay_where_they_belong():
    assert spread([10, 100, 200], [20, 20, 20], 0, 300) == [10, 100, 200]


PLOT = Box(0, 0, 300, 200)


def label(*corners, text="a label", **more):
    return Label(text, corners, 12, **more)


def test_a_label_takes_the_first_place_that_crosses_nothing():
    across = Obstacle(((0, 100), (300, 100)))
    on_the_line, above = Corner((100, 100), "left", "middle"), Corner((100, 60), "left", "bottom")
    (found,) = place([[label(on_the_line, above)]], [across], [], PLOT)
    assert found.corner is above
    assert found.clear


def test_a_label_that_may_go_goes_where_there_is_no_room():
    everywhere = Box(0, 0, 300, 200)
    only = Corner((100, 100), "left", "middle")
    assert place([[label(only, must=False)]], [], [everywhere], PLOT) == [None]
    assert place([[label(only)]], [], [everywhere], PLOT)[0] is not None


def test_the_more_important_label_chooses_first():
    spot, other = Corner((100, 100), "left", "middle"), Corner((100, 150), "left", "middle")
    first, second = place([[label(spot)], [label(spot, other)]], [], [], PLOT)
    assert (first.corner, second.corner) == (spot, other)


def test_a_shorter_wording_is_used_where_the_long_one_does_not_fit():
    corner = Corner((200, 100), "left", "middle")
    long, short = label(corner, text="a very long label indeed"), label(corner, text="a label")
    (found,) = place([[long, short]], [], [], PLOT)
    assert found.label is short


def test_names_of_any_length_are_whole_and_rows_as_high_as_their_texts():
    spec = gallery.many_units()
    for width in Width:
        rows = arrange(spec, width)
        for row in rows.rows.values():
            assert " ".join(row.name) == row.category.name
            assert row.height >= len(row.name) * TEXT
        tops = [row.top for row in rows.rows.values()]
        assert tops == sorted(tops)


def test_texts_of_a_narrow_drawing_fit_the_narrowest_card():
    for specs in gallery.all_charts().values():
        for spec in specs:
            if not spec.y.categories:
                continue
            for row in arrange(spec, Width.NARROW).rows.values():
                room = LEAST[Width.NARROW]
                first = text_width(row.name[0], TEXT) + text_width(row.value, TEXT, bold=True)
                assert first <= room
                for line in (*row.note, *row.words, *row.tail):
                    assert text_width(line, SMALL) <= room
