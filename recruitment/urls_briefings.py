"""Briefings ordered and made apart from any request; names belong to the pages' namespace."""

from django.urls import URLPattern, URLResolver, path

from . import briefing_views as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("new/", views.briefing_new, name="briefing-new"),
    path("<uuid:key>/", views.briefing, name="briefing"),
    path("<uuid:key>/state.json", views.briefing_state, name="briefing-state"),
    path("<uuid:key>/file", views.briefing_file, name="briefing-file"),
]
