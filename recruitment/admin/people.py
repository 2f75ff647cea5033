"""People: one form makes a person with role, committees and a first password."""

from __future__ import annotations

from typing import Any, cast

from axes import admin as axes
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from recruitment.entry import accounts
from recruitment.models import Assignment, Door, through
from recruitment.permissions import Role

from . import scope, shown
from .person_form import NewPersonForm, PasswordForm, PersonForm
from .ranks import outranks, role_of
from .rule import OnlyForSuperusers, Ruled

SHOWN_ONCE = _("Password of %(name)s (write it down, it is not shown again): %(password)s")


class RoleFilter(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Role.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in Role.values:
            return queryset
        return queryset.filter(groups__name=self.value())


class PersonAdmin(Ruled, UserAdmin):  # type: ignore[type-arg]
    """People all of whose committees are within reach; superusers are made on the machine."""

    committee_paths = ("assignments__committee",)
    form = PersonForm
    add_form = NewPersonForm
    add_form_template = None
    list_display = ("username", "role_name", "committee_names", "email", "is_active", "last_login")
    list_filter = (RoleFilter, "is_active")
    search_fields = ("username", "email")
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("role_name", "committee_names", "password_link", "last_login")
    add_fieldsets = ((None, {"fields": ("username", "email", "role", "committees", "password")}),)
    change_fieldsets = (
        (None, {"fields": ("username", "email", "role", "committees")}),
        (_("Sign-in"), {"fields": ("is_active", "password_link", "last_login")}),
    )
    view_fieldsets = (
        (None, {"fields": ("username", "email", "role_name", "committee_names")}),
        (_("Sign-in"), {"fields": ("is_active", "last_login")}),
    )

    def reachable(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Who works for a committee outside as well, or for none, is beyond anyone limited."""
        if scope.reach(request) is None:
            return rows
        theirs = Assignment.objects.filter(person=OuterRef("pk"))
        outside = theirs.exclude(committee__in=scope.committees(request))
        return rows.filter(Exists(theirs), ~Exists(outside), is_superuser=False)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("groups", "assignments__committee")

    # -- Who may ----------------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody widens or narrows themselves, or changes someone who may do more."""
        if not super().has_change_permission(request, obj):
            return False
        if obj is None or request.user.is_superuser:
            return True
        return obj.pk != request.user.pk and outranks(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever has logged in may have written, and stays on record: deactivated."""
        if not super().has_delete_permission(request, obj):
            return False
        if obj is None:
            return True
        is_unused = obj.last_login is None and obj.pk != request.user.pk
        return is_unused and self.has_change_permission(request, obj)

    # -- The form ---------------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return self.add_fieldsets
        may_change = self.has_change_permission(request, obj)
        return self.change_fieldsets if may_change else self.view_fieldsets

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.request = request
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The person, the role and the committees, each assignment with its history."""
        obj.is_staff = True
        if change:
            obj.save()
        else:
            self.give(request, obj, form.cleaned_data["password"])
        others = obj.groups.exclude(name__in=Role.values)
        role = Group.objects.filter(name=form.cleaned_data["role"] or None)
        obj.groups.set([*others, *role])
        wanted = {committee.pk for committee in form.cleaned_data["committees"]}
        with through(Door.FORM):
            for present in obj.assignments.all():
                if present.committee_id not in wanted:
                    present.delete()
                wanted.discard(present.committee_id)
            for pk in sorted(wanted):
                Assignment(person=obj, committee_id=pk).save()

    def give(self, request: HttpRequest, person: Any, typed: str) -> None:
        """Store the person with the typed password, or with one that is shown once."""
        password = typed or accounts.made_up()
        accounts.give(person, password)
        if not typed:
            names = {"name": person.get_username(), "password": password}
            self.message_user(request, gettext(str(SHOWN_ONCE)) % names, messages.WARNING)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Back to the list: the form has asked everything at once."""
        return super(UserAdmin, self).response_add(request, obj, post_url_continue)

    # -- Another password -------------------------------------------------------------------------

    @method_decorator(sensitive_post_parameters())
    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002
        form_url: str = "",
    ) -> HttpResponse:
        """A password for someone else; one's own is changed where the old one is asked for."""
        person = self.get_object(request, unquote(id))
        if person is None:
            raise Http404
        if person.pk == request.user.pk:
            return HttpResponseRedirect(reverse("admin:password_change"))
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        form = PasswordForm(person, request.POST if request.method == "POST" else None)
        if form.is_valid():
            self.give(request, person, form.cleaned_data["password"])
            self.log_change(request, person, gettext("A new password was given."))
            self.message_user(request, gettext("A new password was given."), messages.SUCCESS)
            return HttpResponseRedirect("../change/")
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("New password for %(name)s") % {"name": person},
            "adminform": AdminForm(form, [(None, {"fields": ["password"]})], {}),  # type: ignore[arg-type]
            "form": form,
            "opts": self.opts,
            "original": person,
        }
        return TemplateResponse(request, "admin/person_password.html", context)

    @admin.display(description=_("password"))
    def password_link(self, person: User) -> SafeString:
        return format_html('<a href="../password/">{}</a>', gettext("Give a new password"))

    # -- What the list says -----------------------------------------------------------------------

    @admin.display(description=_("role"))
    def role_name(self, person: User) -> str:
        if person.is_superuser:
            return gettext("superuser")
        role = role_of(person)
        return str(role.label) if role else ""

    @admin.display(description=_("committees"))
    def committee_names(self, person: User) -> str:
        rows = cast("Any", person).assignments.all()
        return ", ".join(sorted(shown.short_name(row.committee) for row in rows))


class RoleAdmin(OnlyForSuperusers, GroupAdmin):
    """Groups. Those that are roles are written in the program, and only shown."""

    list_display = ("name", "role_name")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not is_role(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_role(obj)

    @admin.display(description=_("role"))
    def role_name(self, group: Group) -> str:
        return str(Role(group.name).label) if is_role(group) else ""


def is_role(group: Any) -> bool:
    return group is not None and group.name in Role.values


class AttemptAdmin(OnlyForSuperusers, axes.AccessAttemptAdmin):  # type: ignore[misc]
    pass


class SignInAdmin(OnlyForSuperusers, axes.AccessLogAdmin):  # type: ignore[misc]
    pass


class FailureAdmin(OnlyForSuperusers, axes.AccessFailureLogAdmin):  # type: ignore[misc]
    pass


# In place of what the libraries have registered when they were imported above.
for model, ours in (
    (User, PersonAdmin),
    (Group, RoleAdmin),
    (AccessAttempt, AttemptAdmin),
    (AccessLog, SignInAdmin),
    (AccessFailureLog, FailureAdmin),
):
    admin.site.unregister(model)
    admin.site.register(model, ours)
