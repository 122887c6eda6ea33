"""What every answer of the desk carries: a content policy, the reader's language, and refusals as clear pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from detente.contracts.refusals import Refused
from detente.contracts.words import LANGUAGES

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_STATUS: Final = {"access": 403, "state": 409, "input": 422, "proc": 422}

Next = Callable[[HttpRequest], HttpResponse]


class ContentPolicy:
    """No script, style, image or form but our own; an answer that already has a policy (the public page) keeps it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response


class ReaderLanguage:
    """The reader's language: `?lang=` for one page, else the cookie, else the browser's.

    Signing in and the switch set the cookie to the person's own language, so no database is asked here.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = reader_language(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


class RefusalsAreAnswers:
    """`Refused` becomes a page (or, for htmx, a banner) with its one sentence and the status of its code."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; anything else goes on its way."""
        return refusal_answer(request, exception) if isinstance(exception, Refused) else None


def reader_language(request: HttpRequest) -> str:
    """`fr` or `en` for this request."""
    for asked in (request.GET.get("lang"), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)):
        if asked in LANGUAGES:
            return str(asked)
    return translation.get_language_from_request(request)


def status_of(refused: Refused) -> int:
    """The HTTP status of a refusal: 403 for access, 409 for state, 422 for input and process."""
    return _STATUS.get(refused.code.partition(".")[0], 422)


def refusal_answer(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The page or the banner that says a refusal."""
    part = bool(getattr(request, "htmx", False))
    template = "web/_refusal.html" if part else "web/refused.html"
    return render(request, template, {"refused": refused, "status": status_of(refused)}, status=status_of(refused))
