"""Files of a locality or a comparison, below its page; names belong to the pages' namespace."""

from django.urls import URLPattern, URLResolver, path

from . import download_views

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "localities/<slug:slug>/briefing.<slug:format>",
        download_views.locality_briefing,
        name="locality-briefing",
    ),
    path(
        "compare/briefing.<slug:format>",
        download_views.compare_briefing,
        name="compare-briefing",
    ),
    path(
        "localities/<slug:slug>/data.<slug:format>",
        download_views.locality_data,
        name="locality-data",
    ),
    path(
        "localities/<slug:slug>/social.png",
        download_views.locality_link,
        name="locality-link",
    ),
    path(
        "localities/<slug:slug>/charts/<slug:name>.<slug:format>",
        download_views.chart_data,
        name="chart-data",
    ),
    path(
        "compare/charts/<slug:name>.<slug:format>",
        download_views.compare_data,
        name="compare-data",
    ),
]
