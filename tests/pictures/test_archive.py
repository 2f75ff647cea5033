"""The archive of a briefing on a server that draws."""

import json
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils.translation import override

from recruitment.downloads.archive import briefing_archive
from recruitment.downloads.briefing import locality_briefing
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection
from tests.rows import a_committee, a_count, a_target

from .looking import Png, Svg

pytestmark = pytest.mark.django_db


def test_every_chart_is_inside_as_a_picture_that_says_what_it_shows():
    ward = a_committee("ward", name_en="Ward <b>&\"'")
    a_target(ward, 100, 100, "2021-01-01", "2025-12-31")
    a_count(ward, "2021-01-01", "2022-12-31", 30, finality="provisional")
    with override("en"):
        report = build_locality_report("ward", Selection(date(2026, 11, 27)))
        first, second = (briefing_archive(locality_briefing(report)) for _ in range(2))
    assert first.body == second.body
    with ZipFile(BytesIO(first.body)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert len(report.charts) > 1
    for chart in report.charts:
        png, svg = Png(found[f"charts/{chart.name}.png"]), Svg(found[f"charts/{chart.name}.svg"])
        assert png.size[0] == 1920
        assert png.ink > 0.001
        assert min(png.margins) > 0
        assert svg.title == chart.summary
        said = " ".join(svg.texts)
        for text in (chart.title, "figures to 31 December 2022", "Provisional figures"):
            assert text.casefold() in said.casefold()
    told = json.loads(found["metadata.json"])
    assert told["pictures"] is True
    assert {file["name"] for file in told["files"]} == set(found) - {"metadata.json", "readme.txt"}
    assert "charts/….png" in found["readme.txt"].decode("utf-8-sig")
    assert "Chromium" not in found["readme.txt"].decode("utf-8-sig")
