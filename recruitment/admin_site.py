"""The admin site: its names, the order of its lists, and what a choice of a row is called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# As a clerk needs them; Django would sort by name.
ORDER = (
    "AdmissionCount",
    "MembershipCount",
    "ActivityCount",
    "OrganisationCount",
    "Target",
    "Committee",
    "FormerParent",
    "Succession",
    "Source",
    "StatedResult",
    "Statement",
    "ReportingPeriod",
    "Category",
    "CommitteeKind",
)


class LabelledChoices(AutocompleteJsonView):
    """Search results that say enough to tell two rows of one name apart."""

    def get_queryset(self) -> Any:
        """The rows with what their labels name, in as many queries as without."""
        related: Iterable[str] = getattr(self.model_admin, "choice_related", ())
        return super().get_queryset().select_related(*related)

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        label = getattr(self.model_admin, "choice_label", str)
        return {"id": str(getattr(obj, to_field_name)), "text": str(label(obj))}


class AdminSite(admin.AdminSite):
    """A module of its own: Django asks for it before it loads the admin's lists."""

    site_header = _("Entry and administration")
    site_title = _("Entry and administration")
    index_title = _("All lists")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """The link to the site keeps the language."""
        return {**super().each_context(request), "site_url": reverse("recruitment:overview")}

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return cast("HttpResponse", LabelledChoices.as_view(admin_site=self)(request))

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """Our own lists first, in the order of a clerk's work."""
        rank = {name: place for place, name in enumerate(ORDER)}
        apps = [dict(app) for app in super().get_app_list(request, app_label)]
        for app in apps:
            app["models"] = sorted(
                app["models"], key=lambda model: rank.get(model["object_name"], len(rank))
            )
        return sorted(apps, key=lambda app: app["app_label"] != "recruitment")
