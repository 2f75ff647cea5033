"""The addresses: machines' in no language, pages and the admin in two."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("recruitment.urls_machines")),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("", include("recruitment.urls")),
        prefix_default_language=False,
    ),
]
