"""Years and quarters, and members over time."""

import pytest

from recruitment.charts.quarters import quarters
from recruitment.charts.render import figure
from recruitment.charts.spec import MarkKind, Role, SeriesKind
from recruitment.charts.stocks import stocks
from recruitment.charts.theme import Width
from recruitment.charts.years import years
from tests.progress import cast
from tests.progress.cast import Locality, count, stock, target

from . import gallery
from .gallery import frame, goal_rows, quarter_rows
from .reading import categories, column, path, series, texts


def years_of(place):
    return years(frame(place), goal_rows(place))


def test_an_average_is_no_single_years_column():
    spec = years_of(cast.HA_LONG)
    assert path(spec, "admitted") == [
        ("2015", None),
        ("2016", None),
        ("2017", None),
        ("2018", None),
        ("2019", 263),
    ]
    average = series(spec, "average-2015–2018")
    assert (average.kind, average.role) == (SeriesKind.STEP, Role.AVERAGE)
    assert {(point.at, point.value) for point in average.points} == {
        (str(year), 366) for year in range(2015, 2019)
    }
    assert "366" in average.label
    assert not any(category.words for category in categories(spec).values())
    # One area over its four years, beside one column.
    drawn = [trace for trace in figure(spec).data if trace.type == "scatter" and trace.fill]
    assert [list(trace.x) for trace in drawn] == [[-0.42, 3.42]]


def test_years_against_their_target():
    spec = years_of(cast.HA_LONG)
    assert {point.value for point in series(spec, "target-10").points} == {350}
    assert texts(spec, 0)[1] == "2019"
    assert column(spec, 2) == [366, 263]
    assert column(spec, 3) == [350, 350]
    assert [float(value) for value in column(spec, 4)] == [104.57, 75.14]
    assert "30/9" in categories(spec)["2019"].note


def test_two_targets_of_a_year_are_two_marks_on_one_column():
    spec = years_of(gallery.full_years())
    assert [point.at for point in series(spec, "target-4").points] == ["2024"]
    assert len(series(spec, "target-3").points) == 4
    last = series(spec, "admitted").points[-1]
    assert last.open
    assert last.role is Role.ADMITTED, "of two statuses the column shows neither"
    assert len([point for point in series(spec, "admitted").points if point.at == "2024"]) == 1


def test_the_column_of_a_year_has_its_status_in_words_too():
    rows = categories(years_of(gallery.full_years()))
    assert rows["2022"].tone is Role.BEHIND
    assert rows["2022"].tail.startswith("▼ ")


@pytest.mark.parametrize(
    ("admitted", "role", "tail"),
    [
        (60, Role.BEHIND, "▼ "),
        (150, Role.DONE, "✓ "),
        # Exceeded and achieved share a colour, but no word: then neither is shown.
        (145, Role.ADMITTED, ""),
    ],
)
def test_the_outcome_of_two_targets_of_a_year_is_no_colour_without_a_word(admitted, role, tail):
    year = cast.years(2024)
    place = Locality(
        "lam-ha",
        (
            target("lam-ha", year, 130, id=1, cadence="year", sense="floor"),
            target("lam-ha", year, 145, id=2, cadence="year"),
        ),
        (count(admitted, cast.days("2024-01-01", "2024-09-30"), id=1),),
    )
    spec = years_of(place)
    assert series(spec, "admitted").points[-1].role is role
    assert categories(spec)["2024"].tail.startswith(tail)
    assert bool(categories(spec)["2024"].tail) == bool(tail)


def test_years_without_any_figure_are_no_chart():
    assert years_of(cast.LAM_HA) is None
    assert years_of(cast.O_MON) is None


def test_a_year_between_without_figures_says_so():
    place = Locality(
        "ha-long",
        (target("ha-long", cast.years(2020, 2022), 40, cadence="year"),),
        (count(41, cast.years(2020), id=1), count(39, cast.years(2022), id=2)),
    )
    spec = years_of(place)
    assert path(spec, "admitted") == [("2020", 41), ("2021", None), ("2022", 39)]
    assert categories(spec)["2021"].words
    assert not categories(spec)["2020"].words


@pytest.mark.parametrize("width", Width)
def test_a_run_of_one_target_is_one_line(width):
    drawn = figure(years_of(cast.HA_LONG), width=width).data
    (line,) = [trace for trace in drawn if trace.type == "scatter" and trace.fill is None]
    assert [x for x in line.x if x is not None] == [-0.42, 4.42]


def test_quarters_beside_last_years():
    place = gallery.quarterly()
    spec = quarters(frame(place), quarter_rows(place.counts))
    assert [value for _, value in path(spec, "admitted")] == list(gallery.QUARTERLY)
    assert [v for _, v in path(spec, "prior")] == [None] * 4 + list(gallery.QUARTERLY[:8])
    # 35 after 31: a ratio of 112,9 %, a growth of 12,9 %.
    fifth = spec.table.rows[4]
    assert [cell.value for cell in fifth[1:3]] == [35, 31]
    assert [float(cell.value) for cell in fifth[3:]] == [112.9, 12.9]
    assert [cell.text for cell in fifth[3:]] == ["112,9%", "+12,9%"]
    assert list(categories(spec).values())[4].note == "112,9%"
    assert figure(spec).layout.barmode == "overlay"
    places = [trace.x[-1] for trace in figure(spec).data if trace.type == "bar"]
    assert places[0] < places[1], "side by side"


def test_no_quarters_no_chart():
    assert quarters(frame(cast.O_MON), ()) is None


def test_members_are_points_without_a_line():
    found = (*gallery.wedge().stocks, stock(6000, "2024-06-30", "more_than"))
    spec = stocks(frame(cast.QUANG_NINH), found)
    assert path(spec, "members")[0] == ("2020-12-31", 5200)
    assert series(spec, "members").kind is SeriesKind.MARKER
    assert series(spec, "members").points[-1].open
    assert [mark.at.year for mark in spec.marked(MarkKind.AS_OF)] == [2024]
    assert {trace.mode for trace in figure(spec).data} == {"markers"}
    assert column(spec, 1)[:3] == [5200, 5590, 5770]


def test_one_day_is_no_course():
    assert stocks(frame(cast.O_MON), cast.O_MON.stocks) is None
