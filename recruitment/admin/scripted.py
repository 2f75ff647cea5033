"""What a page's scripts ask for, and what they are told instead of being sent to the login."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse

JSON = "application/json"
# Behind the address of a page whose form was taken: its scripts keep no draft of it any longer.
DONE = "#done"


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith(JSON)


def json_knows_its_login(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """A script is told 401, where a person is sent to the login page."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if wants_json(request) and not admin.site.has_permission(request):
            return JsonResponse({"login": reverse("admin:login")}, status=401)
        return view(request, *args, **kwargs)

    return inner
