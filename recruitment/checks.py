"""System checks: what would otherwise be noticed only in a reader's browser."""

from typing import Any

from django.core.checks import Error, Tags, register

from . import staticfiles
from .downloads.party.form import PartyFormError, party_form


@register(Tags.staticfiles)
def one_plotly(**kwargs: Any) -> list[Error]:
    """The browser's plotly.js must be the one that plotly.py writes figures for."""
    basic, packaged = staticfiles.basic_version(), staticfiles.packaged_version()
    if basic is None or basic == packaged:
        return []
    return [
        Error(
            f"{staticfiles.BASIC_PACKAGE} is {basic}, but plotly.py is made for {packaged}.",
            hint=f"Write {packaged} into package.json, or remove node_modules.",
            id="recruitment.E001",
        )
    ]


@register("papers")
def party_form_can_be_used(**kwargs: Any) -> list[Error]:
    """A report in another form than its author meant would be noticed by its receiver."""
    try:
        party_form()
    except PartyFormError as problem:
        return [Error(str(problem), id="recruitment.E002")]
    return []
