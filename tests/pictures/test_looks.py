"""Every chart as a picture, opened with other programs: whole, and with all that is said of it."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from recruitment.charts.children import children
from recruitment.charts.drawing.papers import PAPERS, PictureSize
from recruitment.charts.framing import picture as framed
from recruitment.charts.goals import goals
from recruitment.charts.inputs import Frame, GoalRow, UnitLabel
from recruitment.downloads.pictures import PictureFormat, picture, words_picture
from tests.charts import gallery
from tests.progress import cast

from .looking import Pdf, Png, Svg, spaced

PNG, SVG, PDF = PictureFormat
PAGE, SLIDE, A4, LINK = PictureSize
with override("vi"):
    CHARTS = [spec for page in gallery.all_charts().values() for spec in page]
    MANY = gallery.many_units()


def said(spec):
    return (spec.title, spec.place, spec.subtitle, spec.reading, spec.source, *spec.notes)


def looks():
    """Each chart once, the sizes and scales in turn; the longest one in all of them."""
    for number, spec in enumerate(CHARTS):
        size = list(PictureSize)[number % 4]
        yield pytest.param(spec, size, 1 + number // 4 % 2, id=f"{spec.name}-{number}-{size}")
    for size in PictureSize:
        yield pytest.param(MANY, size, 1, id=f"many-{size}")


@pytest.mark.parametrize(("spec", "size", "scale"), [*looks()])
def test_a_png_is_as_large_as_asked_and_nothing_is_cut(spec, size, scale):
    seen = Png(picture(spec, PNG, size, scale))
    layout, paper = framed(spec, size).layout, PAPERS[size]
    assert seen.size[0] == paper.across * scale
    height = layout["height"] * paper.across * scale / layout["width"]
    assert abs(seen.size[1] - height) < 1
    if size is SLIDE:
        assert seen.size == (1280 * scale, 720 * scale)
    if size is LINK:
        assert seen.size == (1200 * scale, 630 * scale)
    if size is A4:
        assert seen.size[1] <= paper.tallest * scale
    assert 0.004 < seen.ink < 0.25
    # The ground goes all around (tails of letters reach into it): nothing went past the edge.
    assert min(seen.margins) >= paper.edge * scale * 0.8


@pytest.mark.parametrize("spec", [CHARTS[0], CHARTS[13], CHARTS[18], MANY])
@pytest.mark.parametrize("form", [SVG, PDF])
def test_everything_is_said_inside(spec, form):
    spec = replace(spec, provisional="Số ước")
    body = picture(spec, form)
    drawn = framed(spec)
    wide, high = drawn.layout["width"], drawn.layout["height"]
    seen = Svg(body) if form is SVG else Pdf(body)
    for part in (*said(spec), spec.unit, "Số ước"):
        assert spaced(part).casefold() in seen.text.casefold(), part
    if form is SVG:
        assert seen.size == (wide, high)
        assert seen.title == spec.summary
        assert seen.addresses == []
    else:
        assert seen.size == pytest.approx((wide * 0.75, high * 0.75), abs=1)
        assert seen.title == "Tiến độ"


def test_a_slide_holds_what_is_legible_and_says_what_it_leaves_out():
    slide, page = Svg(picture(MANY, SVG, SLIDE)), Svg(picture(MANY, SVG))
    first, last = MANY.y.categories[0], MANY.y.categories[-1]
    assert len(MANY.y.categories) == 41
    assert "trong số 41 dòng" in slide.text
    assert "41 dòng" not in page.text
    for seen, name, there in ((slide, first, True), (slide, last, False), (page, last, True)):
        assert (name.name in seen.text) is there
    # The scale stays that of all rows.
    assert framed(MANY, SLIDE).layout["xaxis"]["range"] == framed(MANY).layout["xaxis"]["range"]


@pytest.mark.parametrize("text", ["Chưa có số liệu.", "Đến ngày 16/5/2022, " * 40])
def test_a_place_without_a_chart_is_told_in_large_letters(text):
    seen = Png(words_picture("Đảng bộ phường Long Hưng", text, "Tiến độ"))
    assert seen.size == (1200, 630)
    assert seen.ink > 0.01
    assert min(seen.margins) > 20


NAMES = {
    "markup": '<script>alert("x")</script> & <b onload=alert(1)>Đảng bộ</b>',
    "ends": "]]> --> </svg></text> &lt; &#x3c; <!-- $x^2$ %{y} {{ x }}",
    "signs": "Đảng\u202ebộ\u202c \u2066xã\u2069 \u200fA\u200b \u2028B \ufeff\U0001f600",
    "long": "Đảng bộ Công ty trách nhiệm hữu hạn một thành viên " * 4,
    "one word": "Đảngbộ" * 34,
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_hostile_name_is_a_name_in_every_format(name):
    place = Frame(name, (name,), provisional=True)
    units = {slug: UnitLabel(name, name, name) for slug in gallery.UNITS}
    found = cast.O_MON.standing()
    specs = [
        goals(place, [GoalRow(goal, name, name) for goal in found.goals]),
        children(place, found.children, units),
    ]
    for spec, size in zip(specs, (PAGE, SLIDE), strict=True):
        seen = Svg(picture(spec, SVG, size))
        assert "script" not in seen.elements
        assert seen.handlers == []
        assert seen.addresses == []
        assert seen.title == spec.summary
        assert squeezed(name) in squeezed(" ".join(seen.texts))
        png = Png(picture(spec, PNG, size))
        assert min(png.margins) > 0
        assert squeezed("Các chỉ tiêu" if size is PAGE else "Đơn vị") in squeezed(
            Pdf(picture(spec, PDF, size)).text
        )


def squeezed(text):
    return "".join(text.split())
