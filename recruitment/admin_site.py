"""The admin site: its names, the order of its lists, and what a choice of a row is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _

from recruitment.entry import accounts
from recruitment.models.tracking import Door, through

FOUND = 302
# Of a person's latest actions, those that are asked whether their row is still within reach.
LOOKED_AT = 30
# As a clerk needs them; Django would sort by name.
ORDER = (
    "AdmissionCount",
    "MembershipCount",
    "ActivityCount",
    "OrganisationCount",
    "Target",
    "Return",
    "Committee",
    "FormerParent",
    "Succession",
    "Source",
    "StatedResult",
    "Statement",
    "EntryWindow",
    "ReportingPeriod",
    "Category",
    "CommitteeKind",
)


def refuse_nul(request: HttpRequest) -> None:
    """Raises BadRequest: PostgreSQL would refuse the letter NUL, which nobody types, with an error.

    No query.
    """
    sent = [
        text
        for each in (request.GET, request.POST)
        for _name, texts in each.lists()
        for text in texts
    ]
    if any("\0" in text for text in sent):
        raise BadRequest("no text holds the letter NUL")


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

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # Pages that are no lists: the modules that hold them add them, as lists are registered.
        self.pages: list[URLPattern] = []

    def get_urls(self) -> list[Any]:
        return [*self.pages, *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """The link to the site keeps the language."""
        return {**super().each_context(request), "site_url": reverse("recruitment:overview")}

    def admin_view(self, view: Callable[..., HttpResponseBase], cacheable: bool = False) -> Any:
        """What a page of the admin writes came through a form, unless it says otherwise."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def by_form(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            refuse_nul(request)
            with through(Door.FORM):
                return inner(request, *args, **kwargs)

        return by_form

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """With the person's last actions, as far as their rows are still within reach."""
        entries = {"log_entries": self.own_entries(request)}
        return super().index(request, {**entries, **(extra_context or {})})

    def get_log_entries(self, request: HttpRequest) -> Any:
        """Only the front page shows any."""
        return LogEntry.objects.none()

    def own_entries(self, request: HttpRequest) -> Any:
        """One query for the entries, and one for each kind of row among the latest."""
        mine = LogEntry.objects.filter(user=request.user.pk).select_related("content_type", "user")
        if request.user.is_superuser:
            return mine
        by_model: dict[Any, list[LogEntry]] = defaultdict(list)
        for entry in mine[:LOOKED_AT]:
            by_model[entry.content_type and entry.content_type.model_class()].append(entry)
        reachable: list[int] = []
        for model, entries in by_model.items():
            model_admin = self._registry.get(model)
            if model_admin is None or not model_admin.has_view_permission(request):
                continue
            rows = model_admin.get_queryset(request).filter(
                pk__in=[entry.object_id for entry in entries]
            )
            reached = {str(pk) for pk in rows.values_list("pk", flat=True)}
            reachable += [entry.pk for entry in entries if entry.object_id in reached]
        return mine.filter(pk__in=reachable)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """One's own password: from then on it is no longer one that someone else chose."""
        context = dict(extra_context or {})
        if accounts.is_temporary(request.user):
            context["subtitle"] = _("Choose a password of your own; then everything is open.")
        answer = super().password_change(request, context)
        if request.method == "POST" and answer.status_code == FOUND:
            accounts.settle(request.user)
        return answer

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
