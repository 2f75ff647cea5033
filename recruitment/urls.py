"""The pages, as a table of contents; Vietnamese at /…, English at /en/…."""

from django.urls import URLPattern, URLResolver, include, path

from . import views

app_name = "recruitment"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.overview, name="overview"),
    path("localities/", views.localities, name="localities"),
    path("localities/<slug:slug>/", views.locality, name="locality"),
    path("localities/<slug:slug>/preview/", views.locality_preview, name="locality-preview"),
    path("localities/<slug:slug>/charts/<slug:name>/embed/", views.chart_embed, name="chart-embed"),
    path("", include("recruitment.urls_downloads")),
    path("briefings/", include("recruitment.urls_briefings")),
    path("compare/", views.compare, name="compare"),
    path("compare/charts/<slug:name>/embed/", views.compare_embed, name="compare-embed"),
    path("sources/", views.sources, name="sources"),
    path("sources/<slug:slug>/", views.source, name="source"),
    path("method/", views.method, name="method"),
]
