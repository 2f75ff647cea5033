"""Every chart as Office draws it: what its cells hold, and that its parts are in order."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache

import pytest
from django.utils.translation import override
from lxml import etree

from recruitment.charts.spec import AxisKind, Category, SeriesKind
from recruitment.downloads.office.lines import line_plot
from recruitment.downloads.office.native import native_chart, parts
from recruitment.downloads.office.plot import Look
from recruitment.downloads.office.rows import arranged
from recruitment.downloads.office.text import printable
from tests.charts import gallery

from .office import cells_of, columns_of

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LOOK = Look("Arial", 888, 360, 12)

# The schema's order of what we write: a program repairs or refuses a file with another one.
ORDER = {
    "chartSpace": "date1904 lang roundedCorners chart spPr txPr externalData",
    "chart": "autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
    "plotArea": "layout barChart lineChart scatterChart catAx valAx spPr",
    "ser": "idx order tx spPr invertIfNegative marker dPt dLbls cat val xVal yVal smooth extLst",
    "dLbl": "idx layout tx spPr dLblPos showLegendKey showVal showCatName showSerName "
    "showPercent showBubbleSize extLst",
    "catAx": "axId scaling delete axPos majorGridlines numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses auto lblAlgn lblOffset tickLblSkip noMultiLvlLbl",
    "valAx": "axId scaling delete axPos majorGridlines numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses crossBetween majorUnit",
    "barChart": "barDir grouping varyColors ser gapWidth overlap axId",
    "lineChart": "grouping varyColors ser marker axId",
    "scatterChart": "scatterStyle varyColors ser axId",
    "legend": "legendPos legendEntry overlay txPr",
}


@cache
def charts():
    with override("vi"):
        return [spec for specs in gallery.all_charts().values() for spec in specs]


@pytest.fixture(autouse=True)
def vietnamese():
    with override("vi"):
        yield


def drawn():
    return [(spec, chart) for spec in charts() if (chart := native_chart(spec, LOOK))]


def number(value):
    return pytest.approx(float(value), abs=1e-12)


def as_cell(value):
    return None if value is None else number(value)


def test_almost_every_chart_is_drawn_and_only_what_has_no_value_is_not():
    for spec in charts():
        empty = all(point.value is None for one in spec.series for point in one.points)
        assert (native_chart(spec, LOOK) is None) == empty
    assert len(drawn()) > 25


def test_the_cells_hold_the_numbers_of_the_page_s_chart():
    for spec, chart in drawn():
        columns = columns_of(chart.workbook)
        for series in spec.of(SeriesKind.BAR, SeriesKind.LINE, SeriesKind.MARKER):
            name = series.label or series.name
            if not series.points:
                continue
            held = columns.get(name) or columns[series.name]
            known = [number(p.value) for p in series.points if p.value is not None]
            assert [cell for cell in held if cell is not None] == known, (spec.name, name)


def test_a_gap_is_an_empty_cell_and_no_point():
    spec = gallery.cumulative_of(gallery.gapped())
    chart = native_chart(spec, LOOK)
    values = columns_of(chart.workbook)["Đã kết nạp"]
    points = next(spec.of(SeriesKind.LINE)).points
    at = next(n for n, point in enumerate(points) if point.value is None)
    assert values[at] is None
    root = etree.fromstring(chart.xml)
    series = next(s for s in root.iter(C + "ser") if s.findtext(f".//{C}v") == "Đã kết nạp")
    drawn_at = {int(p.get("idx")) for p in series.find(C + "yVal").iter(C + "pt")}
    assert at not in drawn_at
    assert len(drawn_at) == sum(point.value is not None for point in points)
    assert root.find(f".//{C}dispBlanksAs").get("val") == "gap"


@pytest.mark.parametrize(("place", "dashed"), [("Hạ Long", True), ("Lâm Hà", False)])
def test_only_the_line_at_the_whole_target_is_dashed(place, dashed):
    spec = next(spec for spec in gallery.all_charts()["goals"] if place in spec.place)
    chart = native_chart(spec, LOOK)
    grids = etree.fromstring(chart.xml).iter(C + "majorGridlines")
    dashes = [grid.find(f".//{A}prstDash").get("val") for grid in grids]
    assert dashes == ["sysDash" if dashed else "solid"]
    # On a scale with more whole targets than one it is a stroke of each row that has a bar.
    at_100 = [number for number in columns_of(chart.workbook).get("100%", []) if number is not None]
    assert at_100 == ([] if dashed else [100])


def test_the_time_elapsed_is_seen_through_every_bar():
    spec = next(spec for spec in gallery.all_charts()["goals"] if "Lâm Hà" in spec.place)
    root = etree.fromstring(native_chart(spec, LOOK).xml)
    bars = [series for series in root.iter(C + "ser") if "Tỷ lệ đạt" in series.findtext(f".//{C}v")]
    assert len(bars) == 2, "what is certain, and up to where it may reach"
    for series in bars:
        assert series.find(f"{C}spPr//{A}alpha") is not None


def test_days_are_days_on_an_axis_as_long_as_the_window():
    spec = gallery.cumulative_of(gallery.behind())
    chart = native_chart(spec, LOOK)
    days = columns_of(chart.workbook)["Ngày: Đã kết nạp"]
    first, *_, last = [day.date() for day in days if day]
    points = next(spec.of(SeriesKind.LINE)).points
    assert (first, last) == (points[0].at, points[-1].at)
    axis = next(etree.fromstring(chart.xml).iter(C + "valAx"))
    ends = [float(axis.find(f".//{C}{name}").get("val")) for name in ("min", "max")]
    epoch = date(1899, 12, 30)
    assert ends == [(spec.x.low - epoch).days, (spec.x.high - epoch).days]


def test_on_narrow_paper_a_legend_of_many_names_takes_no_room_from_the_years():
    spec = max(gallery.all_charts()["cumulative"], key=lambda each: len(each.series))
    assert len(spec.series) == 4
    narrow, wide = (line_plot(spec, Look("Arial", width, 240, 11)) for width in (300, 900))
    # One below the other, so two rows more.
    assert narrow.margins.bottom - wide.margins.bottom == pytest.approx(2 * 1.5 * 11)


def test_labels_say_what_the_page_says_and_stand_in_cells():
    spec = gallery.league()
    labels = columns_of(native_chart(spec, LOOK).workbook)["Nhãn: Thước đo"]
    assert labels[0].startswith("190%")
    assert "Vượt chỉ tiêu" in labels[0]
    assert "126,60–127,87%" in labels[1]
    assert labels[-1] == spec.y.categories[-1].words


def test_an_open_end_keeps_its_sign_and_has_an_arrow():
    spec = next(one for one in charts() if "≥" in str(one.series))
    columns = columns_of(native_chart(spec, LOOK).workbook)
    labels = [text for name, held in columns.items() if "Nhãn" in name for text in held if text]
    assert any("≥" in text for text in labels)


def test_every_part_is_in_the_schema_s_order():
    seen = set()
    for spec, chart in drawn():
        for element in etree.fromstring(chart.xml).iter():
            name = etree.QName(element).localname
            # c:marker stands in a series as an element of its own, in a line chart as a switch.
            if name not in ORDER or not element.tag.startswith(C) or not len(element):
                continue
            places = [ORDER[name].split().index(etree.QName(child).localname) for child in element]
            if name == "plotArea":
                # Charts and axes come in any order among themselves.
                kinds = [0 if at == 0 else 1 if at < 4 else 2 if at < 6 else 3 for at in places]
                places = kinds
            assert places == sorted(places), (spec.name, name)
            seen.add(name)
    assert seen == set(ORDER)


def test_every_axis_is_there_and_nothing_lies_outside_the_package():
    for _, chart in drawn():
        root = etree.fromstring(chart.xml)
        axes = {one.get("val") for one in root.iter(C + "axId")}
        assert axes == {axis.find(C + "axId").get("val") for axis in root.find(f".//{C}plotArea")
                        if axis.tag in {C + "catAx", C + "valAx"}}  # fmt: skip
        assert b"http://" not in chart.xml.replace(b"http://schemas.", b"")
        assert root.find(C + "externalData").get(f"{{{R}}}id") == "rId1"


def test_the_same_chart_is_the_same_bytes():
    first, second = (native_chart(gallery.league(), LOOK) for _ in range(2))
    assert first == second


def test_forty_rows_are_divided_evenly_and_none_is_lost():
    spec = gallery.many_units()
    divided = parts(spec, LOOK)
    assert len(divided) > 1
    assert [c for part in divided for c in part.y.categories] == list(spec.y.categories)
    assert {part.x.high for part in divided} == {spec.x.high}
    assert all(arranged(part, LOOK).height <= LOOK.height for part in divided)


HOSTILE = "=cmd|' /C calc'!A0 <b>&\"\x00\x08\u202egnp.exe\ufffe"


def test_a_hostile_name_is_a_text_and_nothing_else():
    spec = gallery.league()
    first, *others = spec.y.categories
    spec = replace(spec, y=replace(spec.y, categories=(replace(first, name=HOSTILE), *others)))
    chart = native_chart(spec, LOOK)
    name = columns_of(chart.workbook)["Tên"][0]
    assert name.replace("\n", " ").startswith("=cmd|' /C calc'!A0 <b>&\"gnp.exe")
    assert etree.fromstring(chart.xml).findtext(f".//{C}cat//{C}v").startswith("=cmd")
    (sheet_formula,) = [row for row in cells_of(chart.workbook) if row[0] == name]
    assert sheet_formula[0] == name


@pytest.mark.parametrize("sign", ["\x00", "\x1f", "\u202e", "\u2066", "\ufffe", "\ud800"])
def test_signs_that_xml_forbids_or_that_turn_the_text_are_left_out(sign):
    assert printable(f"a{sign}b") == "ab"


def test_letters_of_every_script_and_line_breaks_stay():
    assert printable("Đảng bộ\nأ\u200f 😀\tx") == "Đảng bộ\nأ\u200f 😀\tx"


def test_separators_do_not_depend_on_the_reader_s_office():
    chart = native_chart(gallery.cumulative_of(gallery.cast.QUANG_NINH), LOOK)
    codes = [one.get("formatCode") for one in etree.fromstring(chart.xml).iter(C + "numFmt")]
    assert r"[>=1000000]0\.000\.000;[>=1000]0\.000;0" in codes


def test_a_category_without_a_value_has_words_and_no_bar():
    spec = gallery.league()
    assert spec.y.kind is AxisKind.CATEGORIES
    empty = Category("x", "Không có", words="không có số liệu")
    spec = replace(spec, y=replace(spec.y, categories=(*spec.y.categories, empty)))
    columns = columns_of(native_chart(spec, LOOK).workbook)
    attained = next(one for one in spec.of(SeriesKind.BAR)).name
    assert columns[attained][-1] is None
    assert columns["Nhãn: Thước đo"][-1] == "không có số liệu"


def test_a_fraction_is_as_exact_as_a_cell_can_be():
    spec = gallery.league()
    bar = next(spec.of(SeriesKind.BAR))
    value = next(p.value for p in bar.points if isinstance(p.value, Fraction) and p.value % 1)
    cells = columns_of(native_chart(spec, LOOK).workbook)[bar.name]
    assert pytest.approx(float(value), rel=1e-14) in [cell for cell in cells if cell]
