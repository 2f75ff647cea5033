"""A form without its token: a page in the site's dress says what happened and how to go on."""

import pytest
from django.test import Client
from django.urls import reverse


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize(
    ("prefix", "heading", "advice"),
    [
        ("", "Biểu mẫu chưa được chấp nhận", "Chưa lưu gì"),
        ("/en", "The form was not accepted", "Nothing was stored"),
    ],
)
def test_a_form_without_its_token(db, settings, debug, prefix, heading, advice):
    settings.DEBUG = debug
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(f"{prefix}{reverse('admin:login')}", {"username": "x", "password": "y"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert f"<h1>{heading}</h1>" in page
    assert advice in page
    assert f'href="{prefix}/admin/"' in page
    assert "css/site.css" in page
    assert "noindex" in page
    assert 'rel="canonical"' not in page
    assert "csrfmiddlewaretoken" not in page
