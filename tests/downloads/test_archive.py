"""The archive of a briefing: all of it is in its list, and nothing but what the page shows."""

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils.translation import override

from recruitment.downloads.archive import briefing_archive
from recruitment.downloads.briefing import compare_briefing, locality_briefing
from recruitment.downloads.csv_files import table_csv
from recruitment.downloads.group import group_briefing
from recruitment.reports.compare import build_compare_report
from recruitment.reports.group import build_group_report
from recruitment.reports.locality import build_locality_report
from recruitment.reports.selection import Selection
from tests.rows import a_committee, a_count, a_target

pytestmark = pytest.mark.django_db

TODAY = Selection(date(2026, 11, 27))
YEARS = ("2021-01-01", "2025-12-31")


@pytest.fixture(autouse=True)
def province(settings):
    """On a server that cannot draw."""
    settings.CHROMIUM = "none"
    province = a_committee("province", name_en="Province")
    for slug in ("east", "west"):
        unit = a_committee(slug, province)
        a_target(unit, 100, 100, *YEARS)
        a_count(unit, "2021-01-01", "2022-12-31", 30, finality="provisional")
    return province


@pytest.fixture
def report():
    with override("vi"):
        yield build_locality_report("east", TODAY)


def contents(file):
    with ZipFile(BytesIO(file.body)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_chart_and_every_figure_is_inside_as_a_table(report):
    found = contents(briefing_archive(locality_briefing(report)))
    (section,) = locality_briefing(report).sections
    tables = {f"charts/{chart.name}.csv": table_csv(chart.table) for chart in report.charts}
    tables["figures.csv"] = table_csv(section.data)
    assert tables.items() <= found.items()
    assert set(found) == {*tables, "doc-truoc.txt", "metadata.json"}
    assert all(body.startswith(b"\xef\xbb\xbf") for body in tables.values())


def test_the_list_has_each_file_with_its_digest_and_what_it_shows(report):
    found = contents(briefing_archive(locality_briefing(report)))
    told = json.loads(found["metadata.json"])
    listed = {file["name"]: file for file in told["files"]}
    assert set(listed) == set(found) - {"doc-truoc.txt", "metadata.json"}
    for name, file in listed.items():
        assert file["sha256"] == sha256(found[name]).hexdigest()
        assert file["bytes"] == len(found[name])
    chart = report.chart("cumulative")
    assert listed["charts/cumulative.csv"] == listed["charts/cumulative.csv"] | {
        "shows": f"{chart.title} ({chart.place})",
        "summary": chart.summary,
        "unit": chart.unit,
        "source": chart.source,
    }
    assert (told["locality"], told["language"], told["figures_to"], told["pictures"]) == (
        "east",
        "vi",
        "2022-12-31",
        False,
    )
    (section,) = told["sections"]
    assert section["sentence"] == str(report.sentence)
    assert section["provisional"] == "Số ước"
    assert [source["slug"] for source in section["sources"]] == ["nhap-lieu"]


def test_the_readme_says_what_there_is_and_why_there_are_no_pictures(report):
    text = contents(briefing_archive(locality_briefing(report)))["doc-truoc.txt"]
    lines = text.decode("utf-8-sig").split("\r\n")
    assert lines[:3] == ["Tiến độ kết nạp đảng viên", "Đảng bộ east", "Số liệu đến 31/12/2022"]
    assert str(report.sentence) in lines
    assert any("không có Chromium" in line for line in lines)
    assert "Một số số liệu là số ước, còn có thể thay đổi." in lines
    assert "- nhap-lieu, 1/1/2022" in lines
    with override("en"):
        english = locality_briefing(build_locality_report("east", TODAY))
        found = contents(briefing_archive(english))
    assert "the server has no Chromium" in found["readme.txt"].decode("utf-8-sig")


def test_the_same_figures_are_the_same_bytes(report):
    first, second = (briefing_archive(locality_briefing(report)) for _ in range(2))
    assert first.body == second.body
    assert (first.content_type, first.ascii_name) == ("application/zip", "east-briefing.zip")


def test_each_of_many_localities_has_a_folder_below_what_is_of_all(province):
    with override("vi"):
        briefing = group_briefing(build_group_report("province", TODAY))
        found = contents(briefing_archive(briefing))
    folders = list(dict.fromkeys(name.split("/")[0] for name in found if "/" in name))
    assert folders == ["charts", "001-province", "002-east", "003-west"]
    standings = found["localities.csv"].decode("utf-8-sig").splitlines()
    assert [line.split(";")[1] for line in standings[1:]] == ["province", "east", "west"]
    assert ";30,00;" in standings[2]
    told = json.loads(found["metadata.json"])
    assert [one["folder"] for one in told["sections"]] == ["", *(f"{one}/" for one in folders[1:])]


def test_a_comparison_is_one_chart_and_its_table():
    with override("vi"):
        report = build_compare_report(["east", "west"], TODAY)
        found = contents(briefing_archive(compare_briefing(report)))
    assert set(found) == {"charts/compare.csv", "figures.csv", "doc-truoc.txt", "metadata.json"}
    assert json.loads(found["metadata.json"])["locality"] is None


def test_names_inside_are_plain_whatever_the_committee_is_called(report):
    (section,) = locality_briefing(report).sections
    chart = replace(section.charts[0], name="../../Ô \\ evil")
    hostile = replace(section, slug="../etc", name="<b>&\x00", charts=(chart,))
    briefing = replace(locality_briefing(report), sections=(hostile, hostile), count=2)
    found = contents(briefing_archive(briefing))
    assert "001-etc/charts/o-evil.csv" in found
    for name in found:
        assert name.isascii()
        assert ".." not in name
        assert not name.startswith("/")
    assert json.loads(found["metadata.json"])["sections"][0]["name"] == "<b>&\x00"
