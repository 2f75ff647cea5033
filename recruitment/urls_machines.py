"""Addresses without a language: for whoever watches the process, and the JSON."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from . import health
from .api.answers import nothing_here

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/v1/", include("recruitment.api.urls")),
    re_path(r"^api/", nothing_here),
]
