from pathlib import Path

import pytest

from recruitment.download_views import CHART_FORMATS, LOCALITY_WRITERS
from recruitment.downloads.writers import BRIEFING_WRITERS

DOCS = Path(__file__).parents[2] / "docs" / "downloads.md"
HEADINGS = [f"## data.{ending}" for ending in LOCALITY_WRITERS]
HEADINGS += [f"## briefing.{ending}" for ending in BRIEFING_WRITERS]
HEADINGS += [f"## charts/….{ending}" for ending in CHART_FORMATS]


@pytest.mark.parametrize("heading", HEADINGS)
def test_every_format_has_its_heading(heading):
    assert heading in DOCS.read_text(encoding="utf-8").splitlines()
