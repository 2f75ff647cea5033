"""The forms of a person: role, committees and a first password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.contrib.auth import password_validation
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from recruitment.models import Assignment, Committee

from . import scope, shown
from .generics import ModelForm, ModelMultipleChoiceField
from .ranks import role_of, roles_given_by

PASSWORD_HELP = _("Leave it empty and one is made up; it must be changed at the first login.")


class Committees(ModelMultipleChoiceField):
    def label_from_instance(self, obj: Committee) -> str:
        return shown.committee(obj)


class PersonForm(ModelForm):
    """Whom the person works for, and as what: offered is what the one who fills it in has."""

    request: HttpRequest

    role = forms.ChoiceField(label=capfirst(_("role")), widget=forms.RadioSelect)
    committees = Committees(
        Committee.objects.none(),
        label=capfirst(_("committees")),
        help_text=_("The person sees these and all below them, and nothing else."),
        error_messages={"invalid_choice": _("This committee is not within your reach.")},
    )

    class Meta:
        model = User
        fields = ("username", "email", "is_active")
        field_classes = {"username": UsernameField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        giver: Any = self.request.user
        role: Any = self.fields["role"]
        role.choices = [(each.value, each.label) for each in roles_given_by(giver)]
        committees: Any = self.fields["committees"]
        committees.queryset = scope.committees(self.request).select_related("parent")
        committees.widget = AutocompleteSelectMultiple(
            Assignment._meta.get_field("committee"), admin.site, attrs={"class": "wide"}
        )
        committees.widget.choices = committees.choices
        if self.instance.pk:
            role.initial = role_of(self.instance)
            committees.initial = [row.committee_id for row in self.instance.assignments.all()]
        # A superuser needs neither, and a superuser may leave anyone without anything.
        role.required = committees.required = not giver.is_superuser

    def clean_username(self) -> str:
        """Names that differ only in case would be mistaken for one another."""
        name: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This user name is taken. Choose another."))
        return name


class PasswordField(forms.CharField):
    """Typed once and readable: it is told to someone, and lives until that one logs in."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"})
        usual = {"label": capfirst(_("password")), "help_text": PASSWORD_HELP, "required": False}
        super().__init__(**{**usual, "widget": widget, "strip": False, **kwargs})


class NewPersonForm(PersonForm):
    password = PasswordField()

    def _post_clean(self) -> None:
        """Judged beside the name and address that it must not resemble."""
        super()._post_clean()  # type: ignore[misc]
        password = self.cleaned_data.get("password")
        if password:
            try:
                password_validation.validate_password(password, self.instance)
            except ValidationError as problem:
                self.add_error("password", problem)


class PasswordForm(forms.Form):
    password = PasswordField()

    def __init__(self, person: User, *args: Any) -> None:
        super().__init__(*args)
        self.person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            password_validation.validate_password(password, self.person)
        return password
