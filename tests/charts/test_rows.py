"""Bars that lie: goals, localities, units, categories, classes, rates."""

from dataclasses import replace
from itertools import pairwise

import pytest
from django.utils.translation import override

from recruitment.charts.categories import categories as category_chart
from recruitment.charts.categories import share
from recruitment.charts.children import children
from recruitment.charts.compare import compare
from recruitment.charts.drawing.measure import text_width
from recruitment.charts.drawing.pen import LEAST
from recruitment.charts.goals import goals
from recruitment.charts.inputs import ActivityRow, CategoryRow, LocalityRow, UnitLabel
from recruitment.charts.members import members
from recruitment.charts.ranking import UnitOrder
from recruitment.charts.render import figure
from recruitment.charts.source_pool import source_pool
from recruitment.charts.spec import MarkKind, Role
from recruitment.charts.theme import SMALL, Width
from recruitment.progress.intervals import Interval
from tests.progress import cast
from tests.progress.cast import Locality, count, days, target

from . import gallery
from .gallery import frame, goal_rows, headline, o_mon_children
from .reading import categories, column, path, series, texts

ROWS = [spec for specs in gallery.all_charts().values() for spec in specs if spec.y.categories]


def bars(spec, width=Width.WIDE):
    return [trace for trace in figure(spec, width=width).data if trace.type == "bar"]


@pytest.mark.parametrize("spec", ROWS, ids=lambda spec: f"{spec.name}-{spec.place}")
def test_bars_lie_on_one_scale_and_never_on_top_of_another(spec):
    layout = figure(spec).layout
    assert layout.barmode == "overlay"
    assert layout.xaxis.range[0] == 0
    rows = categories(spec)
    for one in spec.series:
        for point in one.points:
            assert str(point.at) in rows
            ends = [end for end in (point.value, point.high) if end is not None]
            if one.role is not Role.REMAINDER:
                assert all(0 <= end <= spec.x.high for end in ends), "nothing is cut"


@pytest.mark.parametrize("spec", ROWS, ids=lambda spec: f"{spec.name}-{spec.place}")
def test_the_names_on_the_scale_stand_clear_of_each_other(spec):
    layout = figure(spec).layout
    names, places = layout.xaxis.ticktext or (), layout.xaxis.tickvals
    length = LEAST[Width.WIDE] - layout.margin.l - layout.margin.r
    at = [place / layout.xaxis.range[1] * length for place in places]
    for (left, one), (right, other) in pairwise(zip(at, names, strict=True)):
        room = (text_width(one, SMALL) + text_width(other, SMALL)) / 2
        assert right - left > room, (one, other)


@pytest.mark.parametrize("spec", ROWS, ids=lambda spec: f"{spec.name}-{spec.place}")
def test_no_figure_is_no_bar_but_words(spec):
    shown = {str(p.at) for s in spec.series for p in s.points if p.value is not None}
    for key, row in categories(spec).items():
        assert bool(row.words) != (key in shown), row.name


@pytest.mark.parametrize("spec", ROWS, ids=lambda spec: f"{spec.name}-{spec.place}")
def test_what_a_row_is_of_begins_with_a_capital(spec):
    first = [row[0].text for row in spec.table.rows]
    for name in (*(row.name for row in categories(spec).values()), *first):
        assert not name[0].islower(), name


# -- Goals -----------------------------------------------------------------------------------------


def test_a_goal_shows_percent_elapsed_and_status():
    spec = goals(frame(cast.O_MON), goal_rows(cast.O_MON))
    assert path(spec, "attained") == [("0", 39.67)]
    assert path(spec, "elapsed") == [("0", 27.44)]
    assert [mark.at for mark in spec.marked(MarkKind.HUNDRED)] == [100]
    row = categories(spec)["0"]
    assert row.tone is Role.ADMITTED
    assert row.tail.startswith("● ")
    assert texts(spec, 5) == ["39,67%"]
    assert float(column(spec, 5)[0]) == 39.67
    assert float(column(spec, 6)[0]) == 27.44
    assert column(spec, 3) == [238]


def test_a_rate_is_scaled_to_its_low_end_and_open():
    spec = goals(frame(cast.QUANG_NINH), goal_rows(cast.QUANG_NINH))
    (point,) = series(spec, "attained").points
    assert point.open
    assert round(float(point.value), 1) == 70.4
    assert point.text.startswith("≥\N{NO-BREAK SPACE}2,81%")
    (band,) = series(spec, "band").points
    assert (band.value, band.high) == (100, 125)
    assert [trace.name for trace in figure(spec).data].count("open") == 1


def test_a_goal_without_figures_has_words_and_no_bar_at_0():
    spec = goals(frame(cast.LAM_HA), goal_rows(cast.LAM_HA))
    values = dict(path(spec, "attained"))
    assert values["0"] is None
    assert values["1"] is None
    assert categories(spec)["0"].words
    drawn = {y for trace in bars(spec) if trace.meta != "hit" for y in trace.y}
    assert len(drawn) == 1, "only the pupils' goal, 0 to 3 of 1, has a bar"
    # 0 to 3 of at least one: a range from 0, not a bar at 0.
    pupils = series(spec, "attained").points[2]
    assert (pupils.value, pupils.high) == (0, 300)


def test_no_tick_where_the_time_is_over():
    spec = goals(frame(cast.KHOI), goal_rows(cast.KHOI))
    assert not series(spec, "elapsed").points
    assert spec.reading == "Vạch đứt: 100% chỉ tiêu"


def test_of_marks_that_are_not_there_nothing_is_said():
    spec = goals(frame(cast.MONG_CAI), goal_rows(cast.MONG_CAI))
    assert not any(point.value for one in spec.series for point in one.points)
    assert spec.reading == ""
    assert members(frame(cast.MONG_CAI), goal_rows(cast.MONG_CAI), ()).reading == ""


def test_no_goal_no_chart():
    assert goals(frame(cast.TAN_QUANG), ()) is None


# -- Localities ------------------------------------------------------------------------------------


def test_localities_keep_their_order_and_name_their_days():
    spec = gallery.league()
    assert [row.name for row in categories(spec).values()][:2] == [
        "Đại học Tân Trào",
        "Khối cơ quan và doanh nghiệp Tuyên Quang",
    ]
    assert spec.x.high >= 190
    assert spec.notes, "different cut-off days are marked"
    by_name = {row.name: row for row in categories(spec).values()}
    assert "16/5/2022" in by_name["Quận Ô Môn"].note
    assert by_name["Xi măng Tân Quang"].words == "11 đảng viên kết nạp 2015–2020"
    assert by_name["Thành phố Hạ Long"].tone is Role.BEHIND


def test_one_day_for_all_needs_no_note():
    goal = headline(cast.O_MON)
    rows = [LocalityRow("a", "A", goal), LocalityRow("b", "B", goal)]
    assert compare(frame("Hai quận"), rows).notes == ()


def test_160_percent_is_drawn_in_full():
    spec = compare(frame("X"), [LocalityRow("m", "M", headline(gallery.overshooting()))])
    assert path(spec, "attained") == [("0-m", 160)]
    assert spec.x.high >= 160
    assert any(160 in trace.x for trace in bars(spec))


def test_a_status_is_said_once():
    spec = compare(frame("X"), [LocalityRow("a", "A", None), LocalityRow("b", "B", None)])
    assert {(row.words, row.tail) for row in categories(spec).values()} == {
        ("○ Chưa có chỉ tiêu", "")
    }


def test_without_a_bar_there_is_no_scale():
    nothing = compare(frame("X"), [LocalityRow("a", "A", None)])
    assert not figure(nothing).layout.xaxis.tickvals
    assert figure(gallery.league()).layout.xaxis.ticktext[0] == "0%"
    narrow = figure(gallery.league(), width=Width.NARROW)
    assert "0%" in [text for trace in narrow.data if trace.text for text in trace.text]


def test_days_that_differ_are_in_no_subtitle():
    assert "2025" not in gallery.league().subtitle


# -- Units -----------------------------------------------------------------------------------------


def test_the_units_of_o_mon_and_what_the_article_does_not_name():
    spec = o_mon_children()
    ranked = path(spec, "admitted")
    assert [value for _, value in ranked] == [31, 31, 26, 24, 23, 23, 21, 19, 13, 4, 3]
    # Equals in the order of the Vietnamese alphabet, as given.
    assert [key for key, _ in ranked[:2]] == ["thoi-an", "thoi-long"]
    rest = series(spec, "remainder")
    assert rest.role is Role.REMAINDER
    assert [point.value for point in rest.points] == [20]
    (shape,) = figure(spec).layout.shapes
    assert shape.x1 == 20
    assert shape.line.dash != "solid"
    assert shape.fillcolor == "rgba(0,0,0,0)"
    # Together, the remainder, and the units with a target of one plan.
    assert column(spec, 1)[-3:] == [218, 20, 12]
    assert "11/11" in spec.subtitle
    assert "40" in spec.subtitle


def test_the_day_of_a_percent_is_named_where_it_is_not_the_day_of_the_number():
    notes = {str(row[0].text): row[4].text for row in o_mon_children().table.rows}
    assert notes["Đảng bộ phường Long Hưng"] == "✓ 100% kế hoạch 2022; đến 30/4/2022"
    same = target("thoi-an", days("2021-01-01", "2025-12-31"), 100, id=1)
    place = Locality("thoi-an", (same,), (count(31, days("2021-01-01", "2022-05-16"), id=1),))
    label = UnitLabel("Thới An", tail="● 31%", goal=headline(place))
    (found,) = (unit for unit in cast.O_MON.standing().children.units if unit.slug == "thoi-an")
    units = replace(cast.O_MON.standing().children, units=(found,))
    first = children(frame(cast.O_MON), units, {"thoi-an": label}).table.rows[0]
    assert [cell.text for cell in first[3:]] == ["31%", "● 31%"]


def test_the_remainder_is_never_a_filled_bar():
    filled = [trace for trace in bars(o_mon_children()) if trace.marker.color != "rgba(0,0,0,0)"]
    assert not any(20 in trace.x for trace in filled)


def test_units_by_percent_of_their_target():
    spec = o_mon_children(UnitOrder.PERCENT)
    assert path(spec, "attained")[0] == ("long-hung", 100)
    assert [value for _, value in path(spec, "attained")[1:]] == [None] * 10
    assert "remainder" not in categories(spec)
    assert spec.title != o_mon_children().title
    assert spec.subtitle.startswith("1/11")
    assert spec.subtitle.endswith("100%")
    assert "Phường Long Hưng 100%" in spec.summary.replace("Đảng bộ phường", "Phường")
    assert column(spec, 3)[-1] == 100, "in the table, the targets together"


def wards(**plans):
    """Units by slug with (target, admitted, window, cadence) each, and one without a target."""
    window = cast.years(2022)
    units, targets = {"none": (count(40, window, id=90),)}, {}
    for number, (slug, (aim, admitted, days_, cadence)) in enumerate(plans.items(), 1):
        units[slug] = () if admitted is None else (count(admitted, days_, id=number),)
        targets[slug] = (target(slug, days_, aim, id=number, cadence=cadence),)
    place = Locality("lam-ha", (), (count(100, window, id=99),), (), units, None, targets)
    found = place.standing().children
    labels = {
        unit.slug: UnitLabel(unit.slug.upper(), goal=next(iter(unit.goals), None))
        for unit in found.units
    }
    return children(frame(place), found, labels, UnitOrder.PERCENT)


def test_percents_of_another_kind_of_target_are_not_ranked():
    year, term = cast.years(2022), cast.years(2020, 2025)
    spec = wards(
        a=(10, 5, year, "year"),
        b=(20, 30, year, "year"),
        term=(10, 80, term, "window"),
        silent=(10, None, year, "year"),
    )
    values = path(spec, "attained")
    assert values[:2] == [("b", 150), ("a", 50)]
    assert {value for _, value in values[2:]} == {None}
    assert {point.at for point in series(spec, "elapsed").points} <= {"a", "b"}
    rows = categories(spec)
    assert "800%" in rows["term"].words, "told beside, with what it is of"
    assert "2020–2025" in rows["term"].words
    assert "40" in rows["none"].words
    assert rows["silent"].words
    assert "2022" in " ".join(spec.notes)
    # 35 of 30, not the mean of 150 and 50.
    assert "116,67%" in spec.subtitle
    assert spec.subtitle.startswith("2/5")


def test_without_a_percent_there_is_no_order_by_percent():
    assert wards(silent=(10, None, cast.years(2022), "year")) is None


def test_zero_is_a_number_and_not_reported_is_not():
    spec = gallery.many_units()
    values = dict(path(spec, "admitted"))
    assert values["unit-03"] == 0
    assert values["unit-04"] is None
    rows = categories(spec)
    assert rows["unit-04"].words
    assert not rows["unit-03"].words
    zero = next(p for p in series(spec, "admitted").points if p.at == "unit-03")
    assert zero.text == "0"
    # A figure for other days is named with its days, and not drawn.
    assert "30/9/2023" in rows["unit-13"].words
    assert values["unit-13"] is None


def test_more_than_sixty_units_are_sixty_and_a_note():
    spec = gallery.many_units(75)
    assert len(series(spec, "admitted").points) == 60
    assert any("60" in note and "75" in note for note in spec.notes)
    assert len([row for row in spec.table.rows if "số" in row[0].text]) >= 70


def test_a_large_remainder_leaves_the_units_their_room():
    window = cast.years(2023)
    units = {"a": (count(12, window, id=2),), "b": (count(8, window, id=3),)}
    place = Locality("lam-ha", (target("lam-ha", window, 900),), (count(800, window),), (), units)
    labels = {"a": UnitLabel("A"), "b": UnitLabel("B")}
    spec = children(frame(place), place.standing().children, labels)
    assert spec.x.high == 12
    assert categories(spec)["remainder"].tail, "says that it runs out of the scale"
    (shape,) = figure(spec).layout.shapes
    # To the end of the scale, and open there: four corners, no way back to the first.
    assert shape.path.startswith("M12.0,")
    assert not shape.path.endswith("Z")


# -- Categories, classes, rates --------------------------------------------------------------------


def test_a_category_is_a_share_of_its_own_total():
    spec = category_chart(frame(cast.TAN_TRAO), gallery.category_rows())
    assert path(spec, "share") == [("0", 36.84), ("1", 15.08), ("2", None), ("3", 33.33)]
    assert spec.x.high == 100
    # The business owners' days have no total of their own: a number and no share.
    assert "10" in categories(spec)["2"].words
    assert texts(spec, 4)[2] == "–"
    assert float(column(spec, 4)[0]) == 36.84


@pytest.mark.parametrize(
    ("amount", "total", "expected"),
    [
        (Interval.exact(35), Interval.exact(95), (36.84, 36.84)),
        (Interval.between(501, None), Interval.exact(600), (83.5, 100)),
        (Interval.exact(5), Interval.between(3, 10), (50, 100)),
        (Interval.exact(5), Interval.exact(0), None),
        (Interval.exact(5), None, None),
    ],
)
def test_a_share_is_never_more_than_the_whole(amount, total, expected):
    found = share(CategoryRow("x", cast.years(2020), amount, total))
    shown = found and (round(float(found.low), 2), round(float(found.high), 2))
    assert shown == expected


def test_classes_without_a_number_of_people_are_said():
    spec = source_pool(frame(cast.LAM_HA), gallery.activity_rows())
    assert path(spec, "people") == [("0", 287), ("1", 158), ("2", None), ("3", 1087)]
    assert column(spec, 2) == [3, 2, 4, 22]
    assert spec.notes, "new-member classes follow admission"
    before = [row for row in gallery.activity_rows() if not row.after_admission]
    assert source_pool(frame(cast.LAM_HA), before).notes == ()
    assert isinstance(before[0], ActivityRow)


def test_rates_against_their_band():
    spec = members(frame(cast.O_MON), goal_rows(cast.O_MON, cast.NATION), cast.O_MON.stocks)
    (rate,) = series(spec, "rate").points
    assert rate.open
    assert round(float(rate.value), 2) == 4.76
    (band,) = series(spec, "band").points
    assert (band.value, band.high) == (3, 4)
    assert column(spec, 3) == [3642, 3642], "the base, and the stock itself"
    assert spec.notes, "the members were counted after the start"


def test_a_rate_without_members_says_up_to_how_many_it_would_be_met():
    with override("en"):
        spec = members(frame(cast.MONG_CAI), goal_rows(cast.MONG_CAI), ())
    assert path(spec, "rate") == [("0", None)]
    assert "906" in categories(spec)["0"].words
    assert not series(spec, "band").points


def test_no_rate_no_chart():
    assert members(frame(cast.HA_LONG), goal_rows(cast.HA_LONG), ()) is None
    assert days("2020-01-01", "2020-01-02").days == 2
