"""What every page needs: where it stands among the others, and its addresses by language."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from recruitment.wording import numbers

register = template.Library()

# Name of the address, words, words where room is scarce, names of the pages below.
SECTIONS: tuple[tuple[str, Promise, Promise | None, tuple[str, ...]], ...] = (
    ("overview", _("Overview"), None, ()),
    ("localities", pgettext_lazy("menu", "Localities"), None, ("locality", "locality-preview")),
    ("compare", pgettext_lazy("menu", "Compare"), None, ()),
    (
        "sources",
        pgettext_lazy("menu", "Sources"),
        pgettext_lazy("short menu", "Sources"),
        ("source",),
    ),
    ("method", pgettext_lazy("menu", "Method"), None, ()),
)


@dataclass(frozen=True, slots=True)
class Section:
    """``current`` is what aria-current says: "page", "true" for a page below it, or nothing."""

    name: Promise
    short: Promise | None
    address: str
    current: str


@dataclass(frozen=True, slots=True)
class Language:
    """This page in one language: ``address`` with its query, ``whole`` with the host, too."""

    code: str
    name: str
    address: str
    whole: str
    current: bool


@register.simple_tag(takes_context=True)
def sections(context: Context) -> list[Section]:
    """The main menu. Without a request (the page of a failure) nothing is current."""
    here = _view_name(context.get("request"))
    return [
        Section(
            words,
            short,
            reverse(f"recruitment:{name}"),
            "page" if here == name else "true" if here in below else "",
        )
        for name, words, short, below in SECTIONS
    ]


def _view_name(request: HttpRequest | None) -> str:
    match = getattr(request, "resolver_match", None)
    return str(match.url_name) if match else ""


@register.simple_tag(takes_context=True)
def languages(context: Context) -> list[Language]:
    """The same page in every language; empty without a request.

    ``canonical_query`` in the context is the part of the query that makes another page of it.
    """
    request: HttpRequest | None = context.get("request")
    if request is None:
        return []
    query = request.META.get("QUERY_STRING", "")
    kept = context.get("canonical_query") or ""
    found = []
    for code, _name in settings.LANGUAGES:
        path = _in_language(request.path_info, code)
        found.append(
            Language(
                code=code,
                name="Tiếng Việt" if code == "vi" else "English",
                address=f"{path}?{query}" if query else path,
                whole=request.build_absolute_uri(path + kept),
                current=code == get_language(),
            )
        )
    return found


@register.filter
def whole(text: str) -> SafeString:
    """The text with its ranges (2015–2020) marked, so that no line break tears them apart."""
    pieces = (
        format_html('<span class="whole">{}</span>', run) if is_range else run
        for run, is_range in numbers.runs(text)
    )
    return format_html_join("", "{}", ((piece,) for piece in pieces))


@register.filter
def number(value: int) -> str:
    """A whole number as the reports write it: 1.147, in English 1,147."""
    return numbers.number(value)


def _in_language(path: str, code: str) -> str:
    """The address of the same page: English has a prefix, Vietnamese none."""
    parts = path.removeprefix("/").split("/")
    if parts[0] in dict(settings.LANGUAGES):
        parts = parts[1:]
    if code != settings.LANGUAGE_CODE:
        parts = [code, *parts]
    return get_script_prefix() + "/".join(parts)
