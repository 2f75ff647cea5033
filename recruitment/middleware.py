"""What every answer goes through: language by address, who may read, passwords, no indexing."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_cache_control

from recruitment.entry.accounts import is_temporary

Answer = Callable[[HttpRequest], HttpResponseBase]
API_PREFIX = "/api/"


def language_of(path: str) -> str:
    """The language that the first part of `path` names, else the default one."""
    first = path.removeprefix("/").partition("/")[0]
    return first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class LanguageByPathMiddleware:
    """Vietnamese at /…, English at /en/…, whatever the browser prefers.

    Django's LocaleMiddleware also asks cookies and Accept-Language, and says so in `Vary`;
    one address would then be several pages, which can be neither cached nor shared.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the address's language and leave the thread as it was."""
        language = language_of(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class ReadingMiddleware(LoginRequiredMiddleware):
    """With READING=login, only views marked `login_not_required` answer a visitor."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> Any:
        """Leave the request alone (and its session unread) where reading is public."""
        if settings.READING == "public":
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Forbid shared caches to keep what only people with an account may read."""
        if settings.READING != "public":
            patch_cache_control(response, private=True)
        return response

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> Any:
        """Tell a program 401, a person where to log in."""
        if request.path_info.startswith(API_PREFIX):
            return JsonResponse({"detail": "authentication required"}, status=401)
        return super().handle_no_permission(request, view_func)


class TemporaryPasswordMiddleware:
    """Whoever has a password that someone else chose changes it first, and does nothing else.

    Without a session cookie nobody is logged in, and the session stays unread. One query.
    """

    # Where such a person may go; logging in and what needs no login is open anyway.
    OPEN = ("admin:password_change", "admin:logout", "admin:jsi18n")

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Send the person to the form, in the language of the address; tell a program 403."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        here = request.resolver_match.view_name if request.resolver_match else ""
        if here in self.OPEN or not getattr(view_func, "login_required", True):
            return None
        if not request.user.is_authenticated or not is_temporary(request.user):
            return None
        if request.path_info.startswith(API_PREFIX):
            return JsonResponse({"detail": "password must be changed"}, status=403)
        return redirect("admin:password_change")


class NoIndexMiddleware:
    """Keep the site out of search engines unless INDEXING=1."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the header that robots obey, to pages and files alike."""
        response = self.get_response(request)
        if not settings.INDEXING:
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response
