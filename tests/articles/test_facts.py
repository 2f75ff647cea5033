"""Every row of the transcribed facts is one record, and no record lacks its row."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

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
from recruitment.progress.implied import solve_rate_target, solve_target
from recruitment.progress.verdicts import StatedKind

DATA = Path(__file__).parent.parent / "data"


def rows(name):
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


FACTS = [row for row in rows("facts.csv") if row["use"] in ("yes", "statement")]
TARGETS = rows("targets.csv")
FIGURES = {
    "flow": AdmissionCount,
    "flow_breakdown": AdmissionCount,
    "stock": MembershipCount,
    "stock_breakdown": MembershipCount,
    "source_classes": ActivityCount,
    "source_people": ActivityCount,
    "newmember_classes": ActivityCount,
    "newmember_people": ActivityCount,
    "count_org": OrganisationCount,
}
RESULTS = {"ratio_of_target", "rate", "delta_pp", "average"}
ARTICLES = {
    "000": "o-mon-2022",
    "001": "lam-ha-2024",
    "002": "tuyen-quang-2020",
    "003": "quang-ninh-2019",
    "004": "quynh-phu-2024",
}


def of_kind(kinds):
    return [pytest.param(row, id=row["id"]) for row in FACTS if row["kind"] in kinds]


def as_date(text):
    return date.fromisoformat(text) if text else None


def test_the_table_has_the_kinds_that_are_walked():
    walked = {*FIGURES, *RESULTS, "qualitative"}
    assert {row["kind"] for row in FACTS if not row["kind"].startswith("target_")} == walked


@pytest.mark.parametrize("row", of_kind(FIGURES))
@pytest.mark.usefixtures("loaded")
def test_a_figure_is_one_record_with_its_value_dates_and_qualifier(row):
    record = FIGURES[row["kind"]].objects.get(fact=row["id"])
    assert record.value == int(row["value"])
    assert row["value_max"] == ""
    assert record.qualifier == row["qualifier"]
    assert record.source.slug == ARTICLES[row["id"][:3]]
    assert record.state == "approved"
    first, last, from_latest, to_earliest = _dates(record)
    if row["period_from"]:
        assert first == as_date(row["period_from"])
        assert from_latest == as_date(row["from_latest"])
    if row["period_to"]:
        assert last == as_date(row["period_to"])
        assert to_earliest == as_date(row["to_earliest"])
    else:
        # A figure without any date has its article's as the latest, and says so.
        assert last == record.source.published_on
        assert record.dates_note
    assert _printed(row["period_as_stated"]) in ("", record.dates_as_stated)


def _printed(stated):
    """The words of the source: what the transcriber added in brackets is not among them."""
    words, bracket, added = stated.partition("(")
    return stated if added[:1].isdigit() else words.rstrip(" …") if bracket else stated


def _dates(record):
    if hasattr(record, "on"):
        return record.on, record.on, None, record.on_earliest
    period = record.period
    return period.starts_on, period.ends_on, record.from_latest, record.to_earliest


@pytest.mark.parametrize("row", of_kind(FIGURES))
@pytest.mark.usefixtures("loaded")
def test_a_figure_is_of_the_committee_and_category_that_the_row_names(row):
    record = FIGURES[row["kind"]].objects.get(fact=row["id"])
    words = row["committee"].replace("Đảng ủy", "Đảng bộ").split(" (")[0].split()
    name = record.committee.name.replace("–", "-").replace("thành phố", "TP").lower()
    assert all(word.lower() in name for word in words)
    breakdown = row["kind"].endswith("_breakdown")
    if hasattr(record, "category"):
        assert record.category.is_total is not breakdown


@pytest.mark.parametrize("row", of_kind(FIGURES))
@pytest.mark.usefixtures("loaded")
def test_an_inferred_date_says_so_and_why_in_both_languages(row):
    record = FIGURES[row["kind"]].objects.get(fact=row["id"])
    stated = record.on_stated if hasattr(record, "on") else record.from_stated and record.to_stated
    basis = row["dates_basis"].lower()
    if not basis.startswith("stated"):
        assert not stated
        assert record.dates_note
        assert record.dates_note_en
    else:
        assert stated


@pytest.mark.parametrize("row", of_kind(RESULTS))
@pytest.mark.usefixtures("loaded")
def test_a_printed_result_is_one_record_apart_from_the_figures(row):
    record = StatedResult.objects.get(fact=row["id"])
    assert record.value == Decimal(row["value"])
    assert record.decimals == len(row["value"].partition(".")[2])
    assert record.qualifier == row["qualifier"].replace(" ", "_")
    assert record.period.starts_on == as_date(row["period_from"])
    assert record.period.ends_on == as_date(row["period_to"])
    assert record.from_latest == as_date(row["from_latest"])
    assert record.to_earliest == as_date(row["to_earliest"])


# The results that stand in the column beside a figure; those of 000-01 and 003-08 are rows
# of their own (000-05, 003-09).
BESIDE = {
    "000-11": ("percent_of_target", "109"),
    "000-13": ("percent_of_target", "100"),
    "002-05": ("over_percent", "27"),
    "002-15": ("over_persons", "45"),
}


@pytest.mark.usefixtures("loaded")
def test_results_printed_beside_a_figure_are_records_too():
    printed = {row["id"] for row in FACTS if row["stated_percent"]}
    assert printed == {*BESIDE, "000-01", "000-05", "003-08"}
    for fact, (kind, value) in BESIDE.items():
        record = StatedResult.objects.get(fact=fact)
        assert (record.kind, record.value, record.infers) == (kind, Decimal(value), True)


@pytest.mark.parametrize("row", of_kind({"qualitative"}))
@pytest.mark.usefixtures("loaded")
def test_a_statement_is_kept_in_our_own_words(row):
    record = Statement.objects.get(fact=row["id"])
    assert record.text
    assert record.text_en
    if row["period_to"]:
        assert record.period.ends_on == as_date(row["period_to"])


@pytest.mark.usefixtures("loaded")
def test_no_record_lacks_its_row():
    known = {row["id"] for row in FACTS}
    for model in (AdmissionCount, MembershipCount, ActivityCount, OrganisationCount, Statement):
        facts = list(model.objects.values_list("fact", flat=True))
        assert set(facts) <= known
        assert len(facts) == len(set(facts))
    results = list(StatedResult.objects.values_list("fact", flat=True))
    assert set(results) == {row["id"] for row in FACTS if row["kind"] in RESULTS} | set(BESIDE)
    targets = " ".join(Target.objects.values_list("facts", flat=True)).split()
    assert set(targets) <= known


@pytest.mark.parametrize("row", [pytest.param(r, id=f"{r['facts']}") for r in TARGETS])
@pytest.mark.usefixtures("loaded")
def test_a_target_is_one_record_with_every_field_of_its_row(row):
    record = Target.objects.get(facts=row["facts"])
    assert record.committee.slug == row["committee"]
    assert record.category.code == (row["category"] or "total")
    assert (record.kind, record.cadence, record.sense, record.basis) == (
        row["kind"],
        row["cadence"],
        row["sense"],
        row["basis"],
    )
    assert record.window_from == as_date(row["window_from"])
    assert record.window_to == as_date(row["window_to"])
    assert record.inherits is (row["inherits"] == "yes")
    assert record.window_note
    assert record.window_note_en
    if row["basis"] == "stated":
        assert record.low == Decimal(row["low"])
        assert record.high == (Decimal(row["high"]) if row["high"] else None)


@pytest.mark.usefixtures("loaded")
def test_every_target_row_of_the_facts_is_a_target():
    stated = {row["id"] for row in FACTS if row["kind"].startswith("target_")}
    assert stated <= set(" ".join(Target.objects.values_list("facts", flat=True)).split())
    assert Target.objects.count() == len(TARGETS)


@pytest.mark.parametrize(
    ("fact", "solutions"),
    [
        ("000-11", solve_target(12, Decimal(109), 0, StatedKind.PERCENT_OF_TARGET)),
        ("000-13", solve_target(12, Decimal(100), 0, StatedKind.PERCENT_OF_TARGET)),
        ("002-05", solve_target(1147, Decimal(27), 0, StatedKind.OVER_PERCENT)),
        ("002-15", solve_target(95, Decimal(45), 0, StatedKind.OVER_PERSONS)),
        ("003-09 003-10", solve_rate_target(Decimal("5.5"), 1, Decimal("0.5"), 1)),
    ],
)
@pytest.mark.usefixtures("loaded")
def test_an_implied_target_is_what_the_solver_finds(fact, solutions):
    record = Target.objects.get(facts=fact)
    assert record.low == min(solutions)
    assert record.high == (None if record.sense == "floor" else max(solutions))


@pytest.mark.usefixtures("loaded")
def test_every_committee_of_the_articles_is_there():
    named = {row["committee"] for row in TARGETS}
    assert named <= set(Committee.objects.values_list("slug", flat=True))
    assert Committee.objects.filter(parent=None).get().slug == "trung-uong"


@pytest.mark.usefixtures("loaded")
def test_every_loaded_record_has_a_history():
    for model in (Committee, Source, Target, AdmissionCount, StatedResult):
        assert model.history.count() >= model.objects.count()
