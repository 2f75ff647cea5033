"""Classes of Django that take a parameter for the type checker, and none while running."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
    ModelAdmin = admin.ModelAdmin[Any]
    ModelMultipleChoiceField = forms.ModelMultipleChoiceField[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    ModelForm = forms.ModelForm
    ModelAdmin = admin.ModelAdmin
    ModelMultipleChoiceField = forms.ModelMultipleChoiceField
    TabularInline = admin.TabularInline

__all__ = ["ModelAdmin", "ModelForm", "ModelMultipleChoiceField", "TabularInline"]
