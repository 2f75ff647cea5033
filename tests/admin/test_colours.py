"""The admin's colours are the site's: a colour of a meaning is decided once."""

import re
from pathlib import Path

from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
STATES = ("done", "behind", "data", "unknown")
SAME = [*STATES, *(f"{name}-soft" for name in STATES), "card", "line"]
NAMED = {"body-bg": "paper", "body-fg": "ink", "primary": "brand", "body-quiet-color": "soft"}


def blocks(name):
    """The variables of each block of a stylesheet that sets any: light, dark, dark again."""
    text = (CSS / name).read_text(encoding="utf-8")
    found = [dict(re.findall(r"--([\w-]+):\s*(#\w+);", part)) for part in text.split("}")]
    return [block for block in found if len(block) > 5]


def test_the_colours_are_those_of_the_site():
    ours, site = blocks("admin.css"), blocks("site.css")
    assert len(ours) == len(site) == 3
    for own, other in zip(ours, site, strict=True):
        pairs = {name: name for name in SAME} | NAMED
        assert {own[name] for name in pairs} == {other[known] for known in pairs.values()}
        assert all(own[name] == other[known] for name, known in pairs.items())
