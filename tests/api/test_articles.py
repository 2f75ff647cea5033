"""What the JSON says of the five articles; every number here was worked out by hand.

Days of windows: 2021–2025 has 1,826; from 1/1/2021 to 16/5/2022 are 501, so 27.437 % have
passed and 238 of 600 is 12.23 points ahead of that.
"""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

# The mark makes pytest create the database; the answers are all asked in one fixture.
pytestmark = pytest.mark.django_db

LOCALITIES = [
    "trung-uong",
    "can-tho",
    "o-mon",
    "long-hung",
    "thoi-long",
    "thoi-an",
    "truong-lac",
    "thoi-hoa",
    "chau-van-liem",
    "phuoc-thoi",
    "benh-vien-o-mon",
    "cong-an-o-mon",
    "thpt-luong-dinh-cua",
    "thpt-luu-huu-phuoc",
    "lam-dong",
    "lam-ha",
    "tuyen-quang",
    "khoi-tuyen-quang",
    "xi-mang-tan-quang",
    "vietinbank-tuyen-quang",
    "dai-hoc-tan-trao",
    "quang-ninh",
    "mong-cai",
    "ha-long",
    "thai-binh",
    "quynh-phu",
    "an-le",
]
SOURCES = ["o-mon-2022", "lam-ha-2024", "tuyen-quang-2020", "quang-ninh-2019", "quynh-phu-2024"]


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker):
    """Every answer, asked once; the articles are gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_articles", verbosity=0)
        client = Client()
        addresses = [
            "localities?limit=200",
            "localities?q=o+mon",
            "localities?limit=2&offset=3",
            "sources",
            "localities/o-mon/progress?language=en",
            "localities/ha-long/progress?as_of=2019-06-30",
            "localities/ha-long/progress?term=2020-2025",
            *(
                f"localities/{slug}/{what}"
                for slug in LOCALITIES
                for what in ("progress", "figures")
            ),
            *(f"sources/{slug}" for slug in SOURCES),
        ]
        found = {address: client.get(f"/api/v1/{address}") for address in addresses}
        transaction.set_rollback(True)
    assert {response.status_code for response in found.values()} == {200}
    return {address: response.json() for address, response in found.items()}


@pytest.fixture
def progress(answers):
    return lambda slug: answers[f"localities/{slug}/progress"]


def exactly(value):
    return {"low": value, "high": value}


def test_o_mon_is_on_pace(progress):
    found = progress("o-mon")
    assert (found["locality"], found["name"]) == ("o-mon", "Đảng bộ quận Ô Môn")
    assert (found["status"], found["as_of"]) == ("on_pace", "2022-05-16")
    term, reference = found["goals"]
    target = term["target"]
    assert target.pop("id") > 0
    assert "Đại hội" in target.pop("document")
    assert target == {
        "kind": "count",
        "cadence": "window",
        "sense": "total",
        "year": None,
        "category": None,
        "period": "2020–2025",
        "window": {"from": "2021-01-01", "to": "2025-12-31", "basis": "assumed"},
        "low": 600,
        "high": 600,
        "basis": "stated",
        "inherited_from": None,
        "source": "o-mon-2022",
    }
    assert term["admitted"] == {
        "low": 238,
        "high": 238,
        "qualifier": "exact",
        "from": "2021-01-01",
        "to": "2022-05-16",
        "uncovered_days": 0,
        "partial": False,
    }
    assert (term["as_of"], term["average"], term["status"]) == ("2022-05-16", False, "on_pace")
    assert term["percent"] == exactly(39.67)
    assert term["elapsed_percent"] == 27.44
    assert term["points_ahead"] == exactly(12.23)
    assert term["days_ahead"] == exactly(223)
    assert term["needed"] == exactly(362)
    # 15 quarters end from 30/6/2022 to 31/12/2025: 24.1, rounded up.
    assert term["needed_per_quarter"] == exactly(25)
    assert term["base"] is term["break_even_base"] is None
    why = term["projection"].pop("why")
    assert term["projection"] == {"low": None, "mid": 867, "high": None, "chance": None}
    assert "quý" in why
    assert reference["target"]["inherited_from"] == "trung-uong"


def test_o_mon_against_the_national_band_is_a_reference(progress):
    _term, rate = progress("o-mon")["goals"]
    assert (rate["target"]["kind"], rate["target"]["sense"]) == ("rate", "band")
    assert (rate["target"]["low"], rate["target"]["high"]) == (3, 4)
    assert (rate["average"], rate["target"]["year"]) == (True, None)
    # 238 ÷ (1 + 136/365) years ÷ 3.642 members, counted after the start: a lower bound.
    assert rate["percent"] == {"low": 4.76, "high": None}
    assert rate["base"] == {"members": exactly(3642), "on": "2022-05-16", "after_start": True}
    # By the other possible end, 30/4/2022, 1 + 120/365 years.
    assert rate["break_even_base"] == {"low": 5780, "high": 5970}
    for what in ("elapsed_percent", "points_ahead", "days_ahead", "needed", "needed_per_quarter"):
        assert rate[what] is None


def test_o_mon_and_its_units(progress):
    found = progress("o-mon")
    assert found["children"] == {
        "reported": 11,
        "listed": 11,
        "stated_total": 40,
        "sum": exactly(218),
        "remainder": exactly(20),
        # Long Hưng alone has a target: 12 of 12 in 2022. The district's is for the term.
        "attained": {
            "cadence": "year",
            "from": "2022-01-01",
            "to": "2022-12-31",
            "units": 1,
            "admitted": exactly(12),
            "target": exactly(12),
            "percent": exactly(100),
            "earliest_as_of": "2022-04-30",
            "latest_as_of": "2022-04-30",
        },
        "allocated": None,
    }
    assert found["discrepancies"] == []
    can_tho = progress("can-tho")["children"]
    assert can_tho["attained"].pop("percent") == exactly(39.67)
    assert can_tho == {
        "reported": 0,
        "listed": 1,
        "stated_total": None,
        "sum": None,
        "remainder": None,
        "attained": {
            "cadence": "window",
            "from": "2021-01-01",
            "to": "2025-12-31",
            "units": 1,
            "admitted": exactly(238),
            "target": exactly(600),
            "earliest_as_of": "2022-05-16",
            "latest_as_of": "2022-05-16",
        },
        "allocated": None,
    }
    assert progress("thoi-long")["children"] is None


def test_a_parent_never_shows_its_units_figure_as_its_own(progress):
    for slug in ("can-tho", "lam-dong", "tuyen-quang", "thai-binh"):
        found = progress(slug)
        assert (found["status"], found["as_of"], found["goals"]) == ("no_target", None, [])


def test_another_language_says_it_in_english(answers):
    english = answers["localities/o-mon/progress?language=en"]
    assert "Ô Môn" in english["name"]
    assert "Đảng bộ" not in english["name"]
    assert "quarterly" in english["goals"][0]["projection"]["why"]


def test_an_implied_target_spreads_the_percent(progress):
    found = progress("khoi-tuyen-quang")
    [goal] = found["goals"]
    assert found["status"] == goal["status"] == "exceeded"
    target = goal["target"]
    assert (target["low"], target["high"], target["basis"]) == (897, 906, "implied")
    assert (target["period"], target["sense"]) == ("2015–2020", "total")
    assert goal["percent"] == {"low": 126.6, "high": 127.87}
    assert (goal["elapsed_percent"], goal["days_ahead"], goal["projection"]) == (100, None, None)
    assert goal["needed"] == exactly(0)


def test_a_plan_of_a_unit_is_set_beside_the_blocs_own(progress):
    units = progress("khoi-tuyen-quang")["children"]
    assert (units["attained"]["units"], units["attained"]["percent"]) == (1, exactly(190))
    assert units["allocated"] == {
        "cadence": "window",
        "from": "2015-01-01",
        "to": "2020-06-30",
        "units": 1,
        "given": exactly(50),
        "own": {"low": 897, "high": 906},
        "difference": {"low": -856, "high": -847},
    }
    assert progress("khoi-tuyen-quang")["discrepancies"] == []


def test_no_percent_and_no_targets_below_are_null(progress):
    units = progress("lam-dong")["children"]
    assert (units["attained"], units["allocated"]) == (None, None)


def test_forty_five_over_plan_forces_fifty(progress):
    [goal] = progress("dai-hoc-tan-trao")["goals"]
    assert (goal["target"]["low"], goal["target"]["high"]) == (50, 50)
    assert (goal["percent"], goal["status"]) == (exactly(190), "exceeded")


def test_a_rate_from_more_than_is_undetermined(progress):
    found = progress("quang-ninh")
    goal = found["goals"][0]
    assert found["status"] == goal["status"] == "undetermined"
    # 14.001 ÷ (4 + 329/365) years ÷ 101.499 members.
    assert goal["percent"] == {"low": 2.81, "high": None}
    assert goal["base"] == {
        "members": {"low": 100500, "high": 101499},
        "on": "2019-11-25",
        "after_start": True,
    }
    assert (goal["admitted"]["low"], goal["admitted"]["high"]) == (14001, None)
    assert goal["admitted"]["qualifier"] == "more_than"
    assert set(goal["depends_on"]) == {"amount", "base", "dates"}


def test_a_rate_without_a_base_has_a_break_even_base(progress):
    goal = progress("mong-cai")["goals"][0]
    assert (goal["status"], goal["percent"], goal["base"]) == ("cannot_compute", None, None)
    # 906 ÷ 5 % ÷ (4 + 329/365) years, or from 31/12/2015 (3 + 330/365) years.
    assert goal["break_even_base"] == {"low": 3697, "high": 4641}
    assert (goal["target"]["low"], goal["target"]["high"]) == (5, None)
    assert (goal["target"]["sense"], goal["target"]["basis"]) == ("floor", "implied")


def test_a_year_and_the_average_of_the_years_before(progress):
    found = progress("ha-long")
    year, average = found["goals"]
    assert (found["status"], found["as_of"]) == ("on_pace", "2019-09-30")
    assert (year["target"]["year"], average["target"]["year"]) == (2019, None)
    assert (year["percent"], year["elapsed_percent"]) == (exactly(75.14), 74.79)
    assert (year["needed"], year["needed_per_quarter"]) == (exactly(87), exactly(87))
    assert year["projection"]["mid"] == 352
    assert (average["average"], average["status"]) == (True, "exceeded")
    assert average["percent"] == exactly(104.57)
    assert (average["admitted"]["from"], average["admitted"]["to"]) == ("2015-01-01", "2018-12-31")
    assert average["elapsed_percent"] is None


def test_as_of_and_term_choose(answers):
    before = answers["localities/ha-long/progress?as_of=2019-06-30"]
    assert (before["status"], before["as_of"]) == ("exceeded", "2018-12-31")
    other_term = answers["localities/ha-long/progress?term=2020-2025"]
    assert (other_term["status"], other_term["goals"]) == ("no_target", [])


def test_a_target_without_a_figure(progress):
    found = progress("lam-ha")
    # The pupils' count is its last; the two targets for everyone have none.
    assert (found["status"], found["as_of"]) == ("no_figures", "2024-04-10")
    *totals, pupils = found["goals"]
    assert [(goal["target"]["sense"], goal["target"]["low"]) for goal in totals] == [
        ("floor", 130),
        ("total", 145),
    ]
    for goal in totals:
        assert goal["target"]["year"] == 2024
        assert (goal["status"], goal["admitted"], goal["percent"]) == ("no_figures", None, None)
    assert (totals[0]["target"]["period"], totals[1]["target"]["period"]) == ("2020–2025", "2024")
    assert pupils["target"]["category"] == "pupil"
    assert (pupils["admitted"]["low"], pupils["admitted"]["high"]) == (0, 3)
    assert pupils["admitted"]["partial"] is True
    assert pupils["status"] == "undetermined"


def test_counts_without_a_target(progress):
    found = progress("quynh-phu")
    assert (found["status"], found["as_of"]) == ("no_target", "2024-09-22")
    assert all(goal["target"]["inherited_from"] for goal in found["goals"])
    for slug, as_of in (
        ("xi-mang-tan-quang", "2020-06-30"),
        ("vietinbank-tuyen-quang", "2019-12-31"),
    ):
        assert (progress(slug)["status"], progress(slug)["as_of"]) == ("no_target", as_of)


def test_two_years_of_one_ward(progress):
    found = progress("long-hung")
    assert (found["status"], found["as_of"]) == ("achieved", "2022-04-30")
    this, last = [goal for goal in found["goals"] if not goal["target"]["inherited_from"]]
    assert (this["target"]["year"], this["percent"], this["status"]) == (
        2022,
        exactly(100),
        "achieved",
    )
    assert (last["target"]["year"], last["percent"], last["status"]) == (
        2021,
        exactly(109.09),
        "exceeded",
    )
    assert (last["target"]["low"], this["target"]["low"]) == (11, 12)


def test_own_goals_come_before_references(progress):
    for slug in LOCALITIES:
        inherited = [bool(goal["target"]["inherited_from"]) for goal in progress(slug)["goals"]]
        assert inherited == sorted(inherited)


def results(answers, slug):
    items = answers[f"sources/{slug}"]["items"]
    return {(row["committee"], row["kind"]): row for row in items}


@pytest.mark.parametrize(
    ("source", "committee", "kind", "stated", "computed", "verdict"),
    [
        ("o-mon-2022", "o-mon", "percent_of_target", 39.66, exactly(39.67), "agrees_truncated"),
        ("tuyen-quang-2020", "khoi-tuyen-quang", "over_percent", 27,
         {"low": 26.6, "high": 27.87}, "used_to_infer"),
        ("tuyen-quang-2020", "dai-hoc-tan-trao", "over_persons", 45, exactly(45), "used_to_infer"),
        ("tuyen-quang-2020", "vietinbank-tuyen-quang", "average_per_year", 6, None, "cannot_check"),
        ("quang-ninh-2019", "ha-long", "average_per_year", 366, exactly(366), "agrees"),
        ("quang-ninh-2019", "mong-cai", "over_points", 0.5, None, "used_to_infer"),
    ],
)  # fmt: skip
def test_stated_results_and_their_verdicts(
    answers, source, committee, kind, stated, computed, verdict
):
    row = results(answers, source)[committee, kind]
    assert (row["stated"], row["computed"], row["verdict"]) == (stated, computed, verdict)


def test_both_years_of_the_ward_were_used_to_infer(answers):
    rows = [
        row for row in answers["sources/o-mon-2022"]["items"] if row["committee"] == "long-hung"
    ]
    assert [(row["stated"], row["verdict"]) for row in rows] == [
        (109, "used_to_infer"),
        (100, "used_to_infer"),
    ]


def test_the_sources_are_listed_in_their_order(answers):
    listed = answers["sources"]
    assert listed["count"] == 5
    assert [row["slug"] for row in listed["items"]] == SOURCES
    dates = [row["published_on"] for row in listed["items"]]
    assert dates == ["2022-05-16", "2024-04-10", None, "2019-11-25", "2024-09-22"]
    assert listed["items"][2]["published_note"]


def test_the_localities_are_listed_and_found_without_accents(answers):
    listed = answers["localities?limit=200"]
    slugs = [row["slug"] for row in listed["items"]]
    assert set(LOCALITIES) <= set(slugs)
    assert listed["count"] == len(slugs)
    some = answers["localities?limit=2&offset=3"]
    assert (some["count"], [row["slug"] for row in some["items"]]) == (len(slugs), slugs[3:5])
    found = {row["slug"] for row in answers["localities?q=o+mon"]["items"]}
    assert {"o-mon", "benh-vien-o-mon", "cong-an-o-mon"} <= found
    assert "ha-long" not in found
    ward = next(row for row in listed["items"] if row["slug"] == "long-hung")
    assert (ward["parent"], ward["short_name"]) == ("o-mon", "Phường Long Hưng")


def figures(answers, slug):
    return answers[f"localities/{slug}/figures"]["items"]


def test_the_figures_themselves(answers):
    kinds = {(row["kind"], row["value"]) for row in figures(answers, "lam-ha")}
    assert {
        ("admission", 3),
        ("awareness_class", 3),
        ("awareness_participant", 287),
        ("awareness_class", 2),
        ("awareness_participant", 158),
    } == kinds
    [unit] = figures(answers, "an-le")
    assert (unit["kind"], unit["value"], unit["from"]) == ("dossier", 7, "2024-10-01")
    organisations = {row["kind"]: row["value"] for row in figures(answers, "o-mon")}
    assert (organisations["direct_unit"], organisations["given_target"]) == (40, 22)


def test_a_figure_says_how_sure_it_is(answers):
    [count] = [row for row in figures(answers, "quynh-phu") if row["kind"] == "admission"]
    assert (count["value"], count["qualifier"]) == (500, "more_than")
    assert count["range"] == {"low": 501, "high": None}
    assert (count["from"], count["from_latest"], count["to"]) == (
        "2020-01-01",
        "2020-12-31",
        "2024-09-22",
    )
    assert count["dates"] == "inferred"
    assert count["dates_note"]
    assert (count["used"], count["source"]) == (True, "quynh-phu-2024")
    [stock] = [row for row in figures(answers, "quang-ninh") if row["kind"] == "membership"]
    assert (stock["from"], stock["range"]) == (None, {"low": 100500, "high": 101499})
