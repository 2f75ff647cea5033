from datetime import date
from itertools import pairwise

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from recruitment.charts.cumulative import cumulative, cumulative_counts, persons_for_rate
from recruitment.charts.levels import line
from recruitment.charts.render import figure
from recruitment.charts.spec import MarkKind, Role, SeriesKind
from recruitment.charts.theme import Width
from recruitment.progress.periods import Period
from recruitment.progress.tiling import tile
from tests.progress import cast
from tests.progress.cast import Locality, count, days

from . import gallery
from .gallery import cumulative_of, frame, headline
from .reading import column, keys, marks, path, series, texts


def test_o_mon_stands_as_in_the_picture_of_the_aim():
    spec = cumulative_of(cast.O_MON)
    assert path(spec, "admitted") == [("2021-01-01", 0), ("2022-05-16", 238)]
    assert path(spec, "target") == [("2021-01-01", 600), ("2025-12-31", 600)]
    assert path(spec, "pace") == [("2021-01-01", 0), ("2025-12-31", 600)]
    assert [p[0] for p in path(spec, "projection")] == ["2022-05-16", "2025-12-31"]
    assert series(spec, "projection").label.startswith("867")
    assert round(series(spec, "projection").points[-1].value) == 867
    assert marks(spec, MarkKind.AS_OF) == [("2022-05-16", "")]
    assert "projection_band" not in keys(spec)
    assert spec.place == "Đảng bộ quận Ô Môn"


def test_even_pace_leads_to_both_ends_of_a_target_known_as_a_range():
    spec = cumulative_of(cast.KHOI)
    pace = series(spec, "pace")
    assert pace.kind is SeriesKind.BAND
    assert [(str(p.at), p.value, p.high) for p in pace.points] == [
        ("2015-01-01", 0, 0),
        ("2020-06-30", 897, 906),
    ]
    assert "897–906" in pace.label
    assert "hai đầu" in spec.reading
    assert texts(spec, 4) == ["897–906", "897–906"]


def test_a_point_says_its_number_once_where_one_figure_is_all():
    (hover,) = [p.hover for p in series(cumulative_of(cast.O_MON), "admitted").points if p.hover]
    assert hover.count("238") == 1
    assert "1/1/2021 – 16/5/2022" in hover
    first, second, *_ = [
        p.hover for p in series(cumulative_of(gallery.quarterly()), "admitted").points if p.hover
    ]
    assert len(first.split("\n")) == 2
    assert len(second.split("\n")) == 3


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("aim", "number", "to"),
    [
        (1200, 310, "2023-06-30"),
        (1200, 900, "2025-03-31"),
        (600, 40, "2022-05-16"),
        (600, 100, "2022-05-16"),
        (600, 150, "2022-05-16"),
        (600, 238, "2022-05-16"),
    ],
)
def test_no_label_of_a_narrow_drawing_lies_on_a_line(aim, number, to, language):
    window = days("2021-01-01", "2025-12-31")
    place = Locality(
        "ha-long",
        (cast.target("ha-long", window, aim, id=92, sense="total"),),
        (count(number, days("2021-01-01", to), id=120),),
    )
    with override(language):
        drawn = figure(cumulative_of(place), width=Width.NARROW)
    # Only a label with nothing but faint lines behind it has a ground of its own; the as-of date
    # stands above the plot.
    above = ("số liệu đến", "figures to")
    on_lines = [
        note.text
        for note in drawn.layout.annotations
        if not note.bgcolor and not note.text.startswith(above)
    ]
    assert on_lines == []
    assert len(drawn.layout.annotations) >= 4


@pytest.mark.parametrize("admitted", [906, 950, 999, 620, 70])
def test_the_number_of_a_bare_count_stands_clear_of_its_line(admitted):
    """A steep line to the last day, the number near the top, under the as-of date."""
    counted = tile(
        days("2015-01-01", "2019-11-25"), [count(admitted, days("2015-01-01", "2019-11-25"))]
    )
    drawn = figure(cumulative_counts(frame(cast.MONG_CAI), counted), width=Width.NARROW)
    (number,) = [note for note in drawn.layout.annotations if str(admitted) in note.text]
    assert number.bgcolor


def test_the_table_holds_the_engines_numbers():
    spec = cumulative_of(cast.O_MON)
    goal = headline(cast.O_MON)
    assert column(spec, 2)[0] == goal.admitted.low
    # Counted; the target; the projection.
    assert column(spec, 3) == [238, 600, 867]
    # Even pace on the last day with figures: 600 × 501 ÷ 1826.
    assert column(spec, 4)[0] == 165
    assert column(spec, 1)[0] == date(2022, 5, 16)


def test_days_without_figures_are_a_gap_and_then_a_lower_bound():
    spec = cumulative_of(gallery.gapped())
    admitted = series(spec, "admitted").points
    assert path(spec, "admitted") == [
        ("2021-01-01", 0),
        ("2021-12-31", 120),
        ("2022-03-31", 155),
        ("2022-04-01", None),
        ("2023-10-01", 155),
        ("2024-06-30", 345),
    ]
    assert [point.open for point in admitted] == [False] * 4 + [True] * 2
    assert marks(spec, MarkKind.GAP) == [("2022-04-01", "2023-09-30")]
    assert admitted[-1].text == "≥\N{NO-BREAK SPACE}345"
    drawn = next(trace for trace in figure(spec).data if trace.meta == "hit")
    assert list(drawn.y)[3] is None
    assert drawn.connectgaps is False
    assert any("1/4/2022" in note for note in spec.notes)
    assert [row[0].text for row in spec.table.rows][2].startswith("1/4/2022")


@pytest.mark.parametrize(("place", "shown"), [(cast.QUANG_NINH, "14.000"), (cast.QUYNH_PHU, "500")])
def test_more_than_is_an_arrow_upwards(place, shown):
    spec = cumulative_counts(frame(place), place.standing(cast.NATION).headline_count)
    last = series(spec, "admitted").points[-1]
    assert last.open
    assert last.high is None
    assert last.text == f">\N{NO-BREAK SPACE}{shown}"
    (arrow,) = [note for note in figure(spec).layout.annotations if note.name == "open"]
    assert arrow.ax == 0
    assert arrow.ay > 0, "the arrow points up"
    assert arrow.y == last.value


def test_an_implied_target_is_a_band_not_a_number():
    spec = cumulative_of(cast.KHOI)
    target = series(spec, "target")
    assert (target.kind, target.role) == (SeriesKind.BAND, Role.IMPLIED)
    assert {(point.value, point.high) for point in target.points} == {(897, 906)}
    assert "897–906" in target.label


def test_a_count_that_is_a_range_has_its_area():
    place = Locality("lam-ha", gallery.gapped().targets, (count(200, cast.years(2021), "about"),))
    spec = cumulative_of(place)
    low, high = series(spec, "range").points[-1].value, series(spec, "range").points[-1].high
    assert (low, high) == (190, 210)
    assert not series(spec, "admitted").points[-1].open


def test_an_average_has_neither_target_nor_pace():
    (average,) = [goal for goal in cast.HA_LONG.standing().goals if goal.average]
    assert keys(cumulative(frame(cast.HA_LONG), average)) == ["admitted"]


def test_a_goal_without_figures_is_not_drawn():
    empty = cast.LAM_HA.standing().goals[0]
    assert empty.tiling is None
    assert cumulative(frame(cast.LAM_HA), empty) is None


def test_a_rate_has_a_wedge_only_from_the_members_at_the_start():
    spec = cumulative_of(gallery.wedge())
    wedge = series(spec, "target")
    # 5.200 members, 3–4 % a year, five years.
    assert [(p.value, p.high) for p in wedge.points] == [(0, 0), (780, 1040)]
    assert "pace" not in keys(spec)
    later = headline(cast.O_MON, cast.NATION)
    assert later.base is None or persons_for_rate(later) is None


def test_a_rate_without_base_says_why_it_has_no_line():
    late = Locality(
        "quang-ninh",
        gallery.wedge().targets,
        gallery.wedge().counts,
        (cast.stock(5770, "2023-12-31"),),
    )
    with override("en"):
        spec = cumulative_of(late)
    assert keys(spec) == ["admitted"]
    assert any("No target line" in note for note in spec.notes)


def test_a_range_of_the_projection_is_a_pale_band():
    spec = cumulative_of(gallery.quarterly())
    band = series(spec, "projection_band")
    found = headline(gallery.quarterly()).projection
    assert (band.points[-1].value, band.points[-1].high) == (found.low, found.high)
    assert band.points[0].value == band.points[0].high == sum(gallery.QUARTERLY)
    (note,) = [note for note in spec.notes if "80" in note]
    assert f"khoảng {round(100 * found.chance)}%" in note


def test_of_a_target_that_is_reached_no_chance_is_told():
    place = gallery.quarterly()
    low = cast.target("long-hung", days("2021-01-01", "2025-12-31"), 100, id=91)
    reached = Locality("long-hung", (low,), place.counts)
    assert headline(reached).projection.chance is not None
    assert not any("Khả năng đạt" in note for note in cumulative_of(reached).notes)
    assert any("Khả năng đạt" in note for note in cumulative_of(place).notes)


@pytest.mark.parametrize(
    ("value", "qualifier", "part"),
    [(500, "more_than", "–"), (500, "exact", "0–500"), (101000, "rounded", "0–101.499")],
)
def test_of_a_figure_of_more_days_only_its_bounds_are_told(value, qualifier, part):
    year = cast.target("quynh-phu", days("2024-01-01", "2024-12-31"), 145, id=90, cadence="year")
    wide = count(value, days("2020-01-01", "2024-04-10"), qualifier, id=90)
    table = cumulative_of(Locality("quynh-phu", (year,), (wide,))).table
    assert [cell.text for cell in table.rows[0][:3]] == ["1/1/2024 – 10/4/2024", "10/4/2024", part]


def test_english_is_english_throughout():
    with override("en"):
        spec = cumulative_of(cast.O_MON)
        assert spec.language == "en"
        assert "16 May 2022" in spec.subtitle
        assert figure(spec).layout.separators == ".,"
    assert figure(cumulative_of(cast.O_MON)).layout.separators == ",."


def test_the_summary_says_what_the_chart_shows():
    summary = cumulative_of(cast.O_MON).summary
    for part in ("Đảng bộ quận Ô Môn", "238", "16/5/2022", "600", "39,67%", "867"):
        assert part in summary


def test_hover_says_that_nothing_is_known_between():
    with override("en"):
        spec = cumulative_of(cast.O_MON)
    hover = series(spec, "admitted").points[-1].hover
    assert "nothing is known between" in hover
    assert series(spec, "admitted").points[0].hover == ""


WINDOW = days("2021-01-01", "2023-12-31")
PIECES = st.lists(
    st.tuples(st.integers(0, 1000), st.integers(0, 60), st.integers(0, 90)), min_size=1, max_size=6
)


@given(PIECES)
def test_a_line_never_falls_and_never_crosses_missing_days(pieces):
    counts = []
    for number, (start, length, value) in enumerate(pieces):
        first = date.fromordinal(WINDOW.start.toordinal() + start)
        last = date.fromordinal(min(first.toordinal() + length, WINDOW.end.toordinal()))
        counts.append(count(value, Period(first, last), id=number))
    tiling = tile(WINDOW, counts)
    points = line(tiling)
    levels = [point.value for point in points if point.value is not None]
    assert levels == sorted(levels)
    assert levels[-1] == tiling.counted.low
    for one, two in pairwise(points):
        if one.value is not None and two.value is not None:
            between = Period(one.at, two.at)
            assert not any(gap.overlaps(between) for gap in tiling.uncovered)
    assert points[-1].open == bool(tiling.uncovered)
    assert texts(cumulative_counts(frame(cast.O_MON), tiling), 0)
