"""What every answer goes through, on two small pages of its own."""

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.http import HttpResponse, JsonResponse
from django.urls import include, path
from django.utils import translation


def page(request):
    return HttpResponse(translation.get_language())


def program(request):
    return JsonResponse({})


urlpatterns = [
    path("api/v1/probe", program),
    path("", include("recruitment.urls_machines")),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("probe/", page),
        path("", include("recruitment.urls")),
        prefix_default_language=False,
    ),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.mark.parametrize("prefers", ["en", "fr,en;q=0.5", "vi"])
@pytest.mark.parametrize(("address", "language"), [("/probe/", "vi"), ("/en/probe/", "en")])
def test_the_address_alone_decides_the_language(client, address, language, prefers):
    client.cookies["django_language"] = "en"
    response = client.get(address, headers={"accept-language": prefers})
    assert response.content.decode() == response["Content-Language"] == language
    assert "Vary" not in response


@pytest.mark.parametrize("address", ["/vi/probe/", "/en-gb/probe/", "/fr/probe/"])
def test_one_page_has_one_address(client, address):
    assert client.get(address).status_code == 404


def test_a_missing_slash_keeps_the_language(client):
    assert client.get("/en/probe")["Location"] == "/en/probe/"


def test_an_unknown_address_answers_in_its_language(client):
    assert client.get("/en/nothing/")["Content-Language"] == "en"


def test_a_page_for_everyone_sets_no_cookie_and_may_be_shared(client):
    response = client.get("/probe/")
    assert not response.cookies
    assert "Cache-Control" not in response


def test_headers(client):
    response = client.get("/probe/")
    policy = {line.strip() for line in response["Content-Security-Policy"].split(";")}
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= policy
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_search_engines_are_let_in_only_when_asked(client, settings):
    settings.INDEXING = True
    assert "X-Robots-Tag" not in client.get("/probe/")


@pytest.mark.django_db
class TestReadingByLogin:
    @pytest.fixture(autouse=True)
    def closed(self, settings):
        settings.READING = "login"

    @pytest.mark.parametrize("prefix", ["", "/en"])
    def test_a_visitor_is_sent_to_the_login_of_the_language(self, client, prefix):
        response = client.get(f"{prefix}/probe/?term=1")
        assert response.status_code == 302
        assert response["Location"] == f"{prefix}/admin/login/?next={prefix}/probe/%3Fterm%3D1"
        assert client.get(response["Location"]).status_code == 200

    def test_a_program_is_told_401(self, client):
        response = client.get("/api/v1/probe")
        assert (response.status_code, response.json()) == (
            401,
            {"detail": "authentication required"},
        )

    def test_watchers_are_answered(self, client):
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 200

    def test_somebody_with_an_account_reads_what_no_shared_cache_keeps(
        self, client, django_user_model
    ):
        client.force_login(django_user_model.objects.create_user("reader"))
        response = client.get("/probe/")
        assert response.status_code == 200
        assert "private" in response["Cache-Control"]
        assert client.get("/api/v1/probe").status_code == 200


@pytest.mark.django_db
def test_guessing_locks_the_pair_of_name_and_address_only(client, django_user_model, settings):
    for name in ("officer", "colleague"):
        django_user_model.objects.create_user(name, password="right-password", is_staff=True)

    def log_in(name, password):
        return client.post("/admin/login/", {"username": name, "password": password}).status_code

    codes = [log_in("officer", "wrong") for _ in range(settings.AXES_FAILURE_LIMIT)]
    assert set(codes[:-1]) == {200}
    assert log_in("officer", "right-password") == 429
    assert log_in("colleague", "right-password") == 302
