"""Colours that everyone can read, in both themes."""

from dataclasses import fields

import pytest

from recruitment.charts.spec import Role
from recruitment.charts.theme import PALETTES, STYLES, Palette, Theme, exchange
from recruitment.charts.words import TONES
from recruitment.progress.status import Status
from recruitment.wording.labels import STATUS

BRAND = {Theme.LIGHT: "#9d1c20", Theme.DARK: "#ef8a87"}


def luminance(color: str) -> float:
    channels = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself():
    assert round(contrast("#000000", "#ffffff"), 1) == 21
    assert contrast("#777777", "#777777") == 1


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_colour_that_can_be_read_as_text(status, theme):
    palette = PALETTES[theme]
    role = TONES[STATUS[status].tone]
    assert contrast(getattr(palette, STYLES[role].stroke), palette.card) >= 4.5


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("field", ["ink", "soft"])
def test_texts_can_be_read(field, theme):
    palette = PALETTES[theme]
    assert contrast(getattr(palette, field), palette.card) >= 4.5


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_stroke_that_can_be_seen(role, theme):
    palette = PALETTES[theme]
    assert contrast(getattr(palette, STYLES[role].stroke), palette.card) >= 3


@pytest.mark.parametrize("theme", Theme)
def test_brand_red_is_never_data(theme):
    assert BRAND[theme] not in {getattr(PALETTES[theme], f.name) for f in fields(Palette)}


def test_each_light_colour_has_one_dark_one():
    assert len(exchange(Theme.DARK)) == len(fields(Palette))


def test_tones_differ_in_colour():
    for palette in PALETTES.values():
        strokes = {getattr(palette, STYLES[role].stroke) for role in TONES.values()}
        assert len(strokes) == len(TONES)
