"""The shipped files themselves, and what happens to a file that is wrong."""

import json
import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    Committee,
    MembershipCount,
    OrganisationCount,
    Source,
    StatedResult,
    Statement,
    Target,
)

FIXTURES = settings.BASE_DIR / "fixtures"
FILES = sorted(FIXTURES.glob("*.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_person_is_named(path):
    """The articles introduce everyone they name by a form of address."""
    addressed = r"\b(đồng chí|[Oo]ng|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị)\s+[A-ZĐÀ-Ỹ][a-zà-ỹ]+\s+[A-ZĐÀ-Ỹ]"
    assert re.search(addressed, path.read_text(encoding="utf-8")) is None


def test_there_is_one_file_for_each_article():
    articles = {
        record["fields"]["slug"]: path.stem
        for path in FILES
        for record in json.loads(path.read_text(encoding="utf-8"))
        if record["model"] == "recruitment.source" and record["fields"]["kind"] == "article"
    }
    assert len(articles) == 5
    assert all(slug == stem for slug, stem in articles.items())


@pytest.fixture
def folder(tmp_path):
    """A copy of the fixtures to spoil."""
    return Path(shutil.copytree(FIXTURES, tmp_path / "fixtures"))


def spoil(folder, name, number, **changes):
    path = folder / f"{name}.json"
    records = json.loads(path.read_text(encoding="utf-8"))
    records[number - 1]["fields"].update(changes)
    path.write_text(json.dumps(records), encoding="utf-8")


def refusal(folder):
    with pytest.raises(CommandError) as caught:
        call_command("load_articles", folder=folder, verbosity=0)
    assert Committee.objects.count() == 0, "nothing may be half-loaded"
    return str(caught.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"value": "twelve"}, "value", "twelve"),
        ({"value": -1}, "value", ""),
        ({"committee": ["nowhere"]}, "committee", "không tồn tại"),
        ({"committee": 99}, "committee", ""),
        ({"qualifier": "roughly"}, "qualifier", "roughly"),
        ({"valeu": 12}, "valeu", "Không có trường này"),
        ({"value": True}, "value", "số nguyên"),
        ({"value": 12.5}, "value", "số nguyên"),
        ({"dates_note": "a\0b"}, "dates_note", "ký tự"),
        ({"dates_note": "\ud800"}, "dates_note", "ký tự"),
        ({"from_latest": "2030-01-01"}, "from_latest", "1/1/2030"),
    ],
)
def test_a_wrong_record_is_refused_with_its_place_and_reason(folder, changes, field, reason):
    spoil(folder, "o-mon-2022", 2, **changes)
    said = refusal(folder)
    assert "o-mon-2022.json" in said
    assert "2" in said
    assert field in said
    assert reason in said.replace("01/01/2030", "1/1/2030")


@pytest.mark.django_db
def test_a_file_that_is_no_json_is_refused_by_its_line(folder):
    (folder / "lam-ha-2024.json").write_text("[\n{]\n")
    said = refusal(folder)
    assert "lam-ha-2024.json" in said
    assert "2" in said


@pytest.mark.django_db
def test_a_missing_file_is_named(folder):
    (folder / "periods.json").unlink()
    assert "periods.json" in refusal(folder)


@pytest.mark.django_db
def test_a_file_without_records_is_refused(folder):
    (folder / "periods.json").write_text('{"model": 1}')
    assert "periods.json" in refusal(folder)


@pytest.mark.django_db
def test_a_file_nested_without_end_is_refused(folder):
    (folder / "lam-ha-2024.json").write_text("[" * 100_000)
    assert "lam-ha-2024.json" in refusal(folder)


@pytest.mark.django_db
def test_an_article_without_its_source_is_refused_and_not_passed_over(folder):
    path = folder / "lam-ha-2024.json"
    records = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps([r for r in records if r["model"] != "recruitment.source"]))
    assert "lam-ha-2024.json" in refusal(folder)


@pytest.mark.django_db
def test_a_result_that_fits_no_whole_number_is_refused(folder):
    path = folder / "o-mon-2022.json"
    records = json.loads(path.read_text(encoding="utf-8"))
    for record in records:
        if record["fields"].get("fact") == "000-11" and "infers" in record["fields"]:
            record["fields"]["value"] = "110"
    path.write_text(json.dumps(records), encoding="utf-8")
    assert "o-mon-2022.json" in refusal(folder)


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["committee", "period", "sense", "window_from"])
@pytest.mark.parametrize("value", [None, [], "x"])
def test_an_implied_target_that_is_not_complete_is_refused(folder, field, value):
    records = json.loads((folder / "o-mon-2022.json").read_text(encoding="utf-8"))
    number = next(n for n, r in enumerate(records, 1) if r["fields"].get("basis") == "implied")
    spoil(folder, "o-mon-2022", number, **{field: value})
    assert f"o-mon-2022.json, bản ghi {number}" in refusal(folder)


@pytest.mark.django_db
def test_a_second_run_keeps_what_users_changed():
    call_command("load_articles", verbosity=0)
    AdmissionCount.objects.filter(fact="000-01").update(value=240)
    call_command("load_articles", verbosity=0)
    assert AdmissionCount.objects.get(fact="000-01").value == 240
    assert Source.objects.filter(kind="article").count() == 5


@pytest.mark.django_db
def test_an_article_that_is_shipped_later_is_added(folder):
    later = (folder / "quynh-phu-2024.json").rename(folder.parent / "later.json")
    call_command("load_articles", folder=folder, verbosity=0)
    first = AdmissionCount.objects.count()
    Committee.objects.filter(slug="o-mon").update(short_name="Ô Môn (cũ)")
    later.rename(folder / "quynh-phu-2024.json")
    call_command("load_articles", folder=folder, verbosity=0)
    assert Source.objects.filter(kind="article").count() == 5
    assert AdmissionCount.objects.count() > first
    assert Committee.objects.get(slug="o-mon").short_name == "Ô Môn (cũ)"


@pytest.mark.django_db
def test_an_article_that_users_deleted_does_not_come_back(folder):
    call_command("load_articles", verbosity=0)
    for model in (Statement, StatedResult, AdmissionCount):
        model.objects.filter(source__slug="lam-ha-2024").delete()
    for model in (MembershipCount, ActivityCount, OrganisationCount, Target):
        model.objects.filter(source__slug="lam-ha-2024").delete()
    Source.objects.get(slug="lam-ha-2024").delete()
    call_command("load_articles", verbosity=0)
    assert Source.objects.filter(kind="article").count() == 4


@pytest.mark.django_db
def test_checking_stores_nothing():
    call_command("load_articles", check=True, verbosity=0)
    assert Committee.objects.count() == 0
