"""Templates and the stylesheet themselves: no database is needed, nor by the page of a failure."""

import re
from pathlib import Path

import pytest
from django.conf import settings as site
from django.template.loader import render_to_string
from django.utils import translation

from recruitment.charts.theme import PALETTES, Theme

TEMPLATES = sorted((Path(site.BASE_DIR) / "templates").rglob("*.html"))
CSS = (Path(site.BASE_DIR) / "static/css/site.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_of_a_failure_needs_nothing(language):
    with translation.override(language):
        html = render_to_string("500.html")
    assert f'<html lang="{language}">' in html
    assert "<h1>" in html


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_to_the_policy(template):
    text = template.read_text(encoding="utf-8")
    assert text.count("\n") <= 120
    # Paper is given to its printer as one text, styles and all; it is no answer to a reader.
    on_paper = template.parent.name == "print"
    assert not re.search(r"\sstyle=|\son\w+=" if on_paper else r"\sstyle=|<style|\son\w+=", text)
    assert not re.search(r"\|\s*safe\b|autoescape off", text)
    scripts = re.findall(r"<script[^>]*>", text)
    assert all("src=" in each or 'type="application/json"' in each for each in scripts)
    assert not (on_paper and scripts)


def tokens(css, opening):
    """The custom properties of the block that begins so."""
    block = css[css.index(opening) :].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): ([^;]+);", block))


def test_dark_is_the_same_by_system_and_by_choice():
    assert tokens(CSS, ':root:not([data-theme="light"])') == tokens(CSS, ':root[data-theme="dark"]')


@pytest.mark.parametrize(
    ("theme", "opening"), [(Theme.LIGHT, ":root {"), (Theme.DARK, ':root[data-theme="dark"]')]
)
def test_page_and_drawings_have_the_same_colours(theme, opening):
    named = tokens(CSS, opening)
    palette = PALETTES[theme]
    for field in palette.__dataclass_fields__:
        assert named[field.replace("_", "-")] == getattr(palette, field), field
