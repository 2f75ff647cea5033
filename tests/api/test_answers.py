"""What every JSON answer goes through: sentences for what cannot be answered, language, caching."""

import pytest

from recruitment.api import localities
from tests.rows import a_committee, a_count, a_source, a_target

pytestmark = pytest.mark.django_db
TERM = ("2020-01-01", "2025-12-31")
DISTRICT = "/api/v1/localities/district/progress"


@pytest.fixture(autouse=True)
def district():
    district = a_committee("district", name_en="District committee")
    a_target(district, 600, 600, *TERM)
    a_count(district, *TERM[:1], "2022-05-16", 238)
    a_source("paper")
    return district


@pytest.mark.parametrize(
    "address",
    [
        "localities/nowhere/progress",
        "localities/nowhere/figures",
        "localities/Ô Môn/progress",
        "localities/district",
        "localities/",
        "sources/nowhere",
        "nothing",
        "",
    ],
)
def test_an_unknown_address_is_told_in_json(get, address):
    problem = get(address, 404)
    assert set(problem) == {"detail"}
    assert f"/api/v1/{address}" in problem["detail"]


def test_an_unknown_address_outside_the_version_is_json_too(client):
    response = client.get("/api/v2/localities")
    assert (response.status_code, response["Content-Type"]) == (404, "application/json")


@pytest.mark.parametrize(
    ("parameter", "value", "allowed"),
    [
        ("as_of", "yesterday", "2022-05-16"),
        ("as_of", "2022-13-01", "2022-05-16"),
        ("term", "2020", "2020-2025"),
        ("term", "1900-1905", "2020-2025"),
        ("language", "fr", "vi, en"),
        ("limit", "0", "1 to 200"),
        ("limit", "201", "1 to 200"),
        ("limit", "ten", "1 to 200"),
        ("offset", "-1", "0 to"),
        ("offset", "9" * 30, "0 to"),
    ],
)
def test_a_bad_parameter_is_named_with_what_it_takes(get, parameter, value, allowed):
    asked = {"language": "en", parameter: value}
    sentence = get("localities/district/figures", 400, **asked)["detail"]
    assert sentence.startswith(f"{parameter}: ")
    assert f"“{value[:80]}”" in sentence
    assert allowed in sentence


def test_a_misspelt_parameter_is_not_taken_for_none(get):
    sentence = get("localities/district/progress", 400, language="en", asof="2022-05-16")["detail"]
    assert sentence == "There is no parameter “asof” here. There are: language, as_of, term."


def test_an_empty_parameter_is_told(get):
    assert "empty" in get("localities/district/progress", 400, language="en", as_of="")["detail"]


def test_too_long_a_search_is_told(get):
    assert "100" in get("localities", 400, q="a" * 101, language="en")["detail"]


def test_a_parameter_given_twice_is_told(client):
    response = client.get(DISTRICT, {"as_of": ["2022-01-01", "2023-01-01"]})
    assert response.status_code == 400


def test_another_language_has_other_texts_and_the_same_numbers(get):
    vietnamese = get("localities/district/progress")
    english = get("localities/district/progress", language="en")
    assert (vietnamese["name"], english["name"]) == ("Đảng bộ district", "District committee")
    assert vietnamese["goals"][0]["percent"] == english["goals"][0]["percent"]


def test_the_language_is_in_the_header_and_leaves_no_trace(client):
    assert client.get(DISTRICT, {"language": "en"})["Content-Language"] == "en"
    assert client.get(DISTRICT)["Content-Language"] == "vi"


def test_vietnamese_letters_are_letters(client):
    assert "Đảng bộ" in client.get(DISTRICT).content.decode()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_can_be_written(client, method):
    response = getattr(client, method)(DISTRICT)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert "GET" in response.json()["detail"]


def test_head_answers_like_get_without_content(client):
    head, get = client.head(DISTRICT), client.get(DISTRICT)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == get["ETag"]


def test_the_same_data_are_not_sent_twice(client, district):
    first = client.get(DISTRICT)
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    assert client.get(DISTRICT, **again).status_code == 304
    a_count(district, "2022-05-17", "2022-06-30", 10)
    changed = client.get(DISTRICT, **again)
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_no_cookie_and_nothing_that_varies_by_one(client):
    response = client.get(DISTRICT)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_problem_is_not_kept(client):
    assert "public" not in client.get(DISTRICT, {"limit": 1}).get("Cache-Control", "")


@pytest.mark.parametrize(
    "address", ["localities/district/progress", "sources", "openapi.json", "x"]
)
def test_reading_by_login_closes_the_json(client, get, settings, address, django_user_model):
    settings.READING = "login"
    assert set(get(address, 401)) == {"detail"}
    client.force_login(django_user_model.objects.create_user("reader"))
    response = client.get(f"/api/v1/{address}")
    assert response.status_code in {200, 404}
    assert "private" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]


def test_openapi_declares_every_answer(get):
    described = get("openapi.json")
    operations = {
        path: operation
        for path, methods in described["paths"].items()
        for operation in methods.values()
    }
    assert sorted(operations) == [
        "/api/v1/localities",
        "/api/v1/localities/{slug}/figures",
        "/api/v1/localities/{slug}/progress",
        "/api/v1/sources",
        "/api/v1/sources/{slug}",
    ]
    for operation in operations.values():
        assert set(operation["responses"]) == {"200", "400", "401", "404"}
        assert "$ref" in str(operation["responses"]["200"])
        assert any(p["name"] == "language" for p in operation["parameters"])


def test_there_is_no_page_of_documentation(client):
    assert client.get("/api/v1/docs").status_code == 404


def test_a_failure_is_told_in_json_and_recorded(client, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise RuntimeError("the cause")

    monkeypatch.setattr(localities, "build_progress_report", fail)
    answer = client.get(f"{DISTRICT}?language=en")
    assert answer.status_code == 500
    assert answer.json()["detail"].startswith("The server could not answer.")
    assert "the cause" not in answer.content.decode()
    assert "the cause" in caplog.text
