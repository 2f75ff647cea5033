"""What is true of every drawing, whatever the chart."""

import json
import re
from dataclasses import fields, replace

import pytest
from django.utils.translation import override

from recruitment.charts.children import children
from recruitment.charts.compare import compare
from recruitment.charts.goals import goals
from recruitment.charts.inputs import Frame, GoalRow, LocalityRow, UnitLabel
from recruitment.charts.render import CONFIG, figure, figure_json, heights
from recruitment.charts.spec import ChartSpec
from recruitment.charts.theme import PALETTES, Palette, Theme, Width
from tests.progress import cast

from . import gallery


def every(language: str) -> list:
    with override(language):
        return [
            pytest.param(spec, id=f"{page}-{number}-{language}")
            for page, specs in gallery.all_charts().items()
            for number, spec in enumerate(specs)
        ]


ALL = pytest.mark.parametrize("spec", every("vi"))
IN_BOTH_LANGUAGES = pytest.mark.parametrize("spec", [*every("vi"), *every("en")])
HOSTILE = '<b onmouseover="x()">Đảng bộ</b> <script>alert(1)</script> & $x^2$ %{y} "\u2028'


def strings(value):
    """Every text in a figure's JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def plain(spec: ChartSpec, **how):
    return json.loads(figure(spec, **how).to_json())


@ALL
def test_the_page_gets_the_same_figures_as_the_server_draws(spec):
    page = json.loads(figure_json(spec, "a-name"))
    for width in Width:
        drawn = plain(spec, width=width)
        drawn["layout"].pop("template")
        sent = page[width.value]
        assert sent["layout"] == drawn["layout"]
        assert sent["data"] == drawn["data"]
    assert page["name"] == "a-name"
    assert page["config"] == CONFIG


@ALL
def test_no_default_template_and_only_traces_of_the_small_bundle(spec):
    found = figure(spec)
    assert found.layout.template.to_plotly_json().get("layout", {}) == {}
    assert {trace.type for trace in found.data} <= {"scatter", "bar"}


@ALL
def test_dark_is_light_with_each_colour_exchanged(spec):
    page = json.loads(figure_json(spec))
    light = {getattr(PALETTES[Theme.LIGHT], field.name) for field in fields(Palette)}
    for width in Width:
        dark = json.dumps(page[width.value])
        for found in set(re.findall(r"#[0-9a-f]{3,8}\b", dark)):
            assert found in light, f"{found} is no colour of the palette"
        for found, other in page["dark"].items():
            dark = dark.replace(f'"{found}"', f'"\0{other}"')
        expected = plain(spec, theme=Theme.DARK, width=width)
        expected["layout"].pop("template")
        assert json.loads(dark.replace("\0", "")) == expected


@ALL
def test_texts_hold_no_markup_but_line_breaks(spec):
    for width in Width:
        for text in strings(plain(spec, width=width, framed=True)):
            assert not re.findall(r"<(?!br>)", text), text


@IN_BOTH_LANGUAGES
def test_separators_follow_the_language_and_room_is_named(spec):
    for width, height in zip(Width, (heights(spec).wide, heights(spec).narrow), strict=True):
        layout = figure(spec, width=width).layout
        assert layout.separators == {"vi": ",.", "en": ".,"}[spec.language]
        assert layout.height == height
        assert layout.dragmode is False
        assert layout.xaxis.fixedrange
        assert layout.yaxis.fixedrange


@ALL
def test_a_picture_holds_title_subtitle_and_source(spec):
    framed = figure(spec, framed=True).layout
    texts = " ".join(note.text for note in framed.annotations).replace("<br>", " ")
    for part in (spec.title, spec.place, spec.subtitle, spec.source, *spec.notes):
        assert part in texts
    assert framed.paper_bgcolor == PALETTES[Theme.LIGHT].card
    assert framed.height > figure(spec).layout.height


@IN_BOTH_LANGUAGES
def test_every_table_is_whole_and_every_chart_says_what_it_is(spec):
    assert spec.table.rows
    assert {len(row) for row in spec.table.rows} == {len(spec.table.columns)}
    for text in (spec.title, spec.subtitle, spec.summary, spec.unit, spec.source):
        assert text
        assert "None" not in text
    assert spec.reading[:1] == spec.reading[:1].upper()


def test_the_upload_button_is_off():
    assert CONFIG["showSendToCloud"] is False
    assert CONFIG["plotlyServerURL"] == ""
    assert CONFIG["displaylogo"] is False


def test_a_hostile_name_stays_a_name():
    place = Frame(HOSTILE, (HOSTILE,), provisional=True)
    goal = gallery.headline(cast.O_MON)
    units = {slug: UnitLabel(HOSTILE, HOSTILE, HOSTILE) for slug in gallery.UNITS}
    found = [
        goals(place, [GoalRow(goal, HOSTILE, HOSTILE)]),
        compare(place, [LocalityRow("a", HOSTILE, None, HOSTILE, HOSTILE)]),
        children(place, cast.O_MON.standing().children, units),
    ]
    for spec in found:
        page = figure_json(spec, HOSTILE)
        assert not set("<>&\u2028") & set(page), "safe inside a script element"
        for width in Width:
            for text in strings(plain(spec, width=width, framed=True)):
                assert not re.findall(r"<(?!br>)", text)
        # Nothing of it is read as a template of plotly.js.
        data = json.dumps([page_part["data"] for page_part in parts(page)])
        assert "hovertemplate" not in data
        assert "texttemplate" not in data


def parts(page: str):
    found = json.loads(page)
    return found["wide"], found["narrow"]


def test_provisional_figures_are_marked_in_page_and_picture():
    goal = GoalRow(gallery.headline(cast.O_MON))
    sure = goals(gallery.frame(cast.O_MON), [goal])
    assert sure.provisional == ""
    spec = goals(gallery.frame(cast.O_MON, provisional=True), [goal])
    assert spec.provisional
    texts = [note.text for note in figure(spec, framed=True).layout.annotations]
    assert any(spec.provisional in text for text in texts)
    assert replace(spec, provisional="") == sure
